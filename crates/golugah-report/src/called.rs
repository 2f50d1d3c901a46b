//! Names beside identifiers: a finding names organizations by what they published, people know them by name.

use golugah_findings::Datum;

/// Gives the name published with an identifier, where there is one and it says more than the identifier.
pub type Called<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The identifier with its name in front of it, where it has one.
pub(crate) fn named(id: &str, called: Option<Called<'_>>) -> String {
    match called.and_then(|called| called(id)) {
        Some(name) => format!("{name} ({id})"),
        None => id.to_owned(),
    }
}

/// The same for every text of a compared value.
pub(crate) fn with_names(datum: &Datum, called: Option<Called<'_>>) -> Datum {
    match datum {
        Datum::Text(text) => Datum::Text(named(text, called)),
        Datum::List(members) => {
            Datum::List(members.iter().map(|member| with_names(member, called)).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use golugah_findings::Datum;

    use super::with_names;

    #[test]
    fn names_stand_before_identifiers_and_nothing_else_changes() {
        let called = |id: &str| (id == "T-1").then(|| "Anvil".to_owned());
        let datum = Datum::List(vec!["T-1".into(), "T-2".into(), Datum::Integer(3)]);
        let expected = Datum::List(vec!["Anvil (T-1)".into(), "T-2".into(), Datum::Integer(3)]);
        assert_eq!(with_names(&datum, Some(&called)), expected);
        assert_eq!(with_names(&datum, None), datum);
    }
}
