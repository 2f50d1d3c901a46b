use golugah_persian::Language;

use crate::support::web::say;

/// A deed in words: `session.call` has the key `deed-session-call`. A deed without words is called by its name, and the
/// housekeeper's test refuses it.
pub(super) fn deed(language: Language, name: &str) -> String {
    chosen(language, "deed", name)
}

/// What kind of case a procedure's is, in words.
pub(super) fn case(language: Language, procedure: &str) -> String {
    chosen(language, "case", procedure)
}

/// In which role somebody acted, in words.
pub(super) fn role(language: Language, role: &str) -> String {
    chosen(language, "role", role)
}

fn chosen(language: Language, family: &str, word: &str) -> String {
    let key = format!("{family}-{}", word.replace(['.', '_'], "-"));
    let said = say(language, &key, &[]);
    if said == key { word.to_owned() } else { said }
}
