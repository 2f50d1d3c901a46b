//! Words for people stand in `locales/`, not in Rust.

use crate::breach::{Breach, assert_none, places};
use crate::rust_text::{is_test_file, literals, without_tests};
use crate::tree::Tree;

/// Crates whose matter is Persian itself: an invented county, and the language.
const OF_LANGUAGE: [&str; 2] = ["crates/golugah-sample/", "crates/golugah-persian/"];

/// Files in which Persian letters are data, each with the reason.
const EXCEPTIONS: [(&str, &str); 3] = [
    (
        "crates/golugah-intake/src/xes/attributes.rs",
        "names of attributes as they stand in published logs",
    ),
    (
        "crates/golugah-records/src/event_log/officers.rs",
        "what published logs write where nobody is named",
    ),
    (
        "crates/golugah-ground/src/people/passwords.rs",
        "rows of the keyboard, and what guessers try first",
    ),
];

fn is_persian_letter(symbol: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&symbol) && symbol.is_alphabetic()
}

fn rust_has_no_sentences(tree: &Tree, exceptions: &[(&str, &str)]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in tree.ending(&[".rs"]) {
        let is_free = OF_LANGUAGE.iter().any(|folder| path.starts_with(folder))
            || exceptions.iter().any(|(excepted, _)| *excepted == path)
            || path.starts_with("crates/golugah-tidy/")
            || is_test_file(path)
            || path.contains("/examples/");
        if is_free {
            continue;
        }
        for (line, _) in literals(without_tests(text))
            .iter()
            .filter(|(_, said)| said.contains(is_persian_letter))
        {
            let advice =
                "words for people are keys of locales/*/*.ftl: move the text there and say its key here";
            breaches.push(Breach::new("sentence in Rust", path, *line, advice));
        }
    }
    breaches
}

#[test]
fn a_sentence_in_rust_is_found_and_a_comment_is_none() {
    let text = "// «گلوگاه»\nlet a = \"۱۲، ok\";\nlet b = \"گلوگاه\";\n#[cfg(test)]\nmod tests {\n let c = \"گلوگاه\";\n}\n";
    let tree = Tree::made_up(&[
        ("crates/golugah/src/a.rs", text),
        ("crates/golugah/src/b.rs", text),
        ("crates/golugah/src/a/tests.rs", text),
        ("crates/golugah-persian/src/lib.rs", text),
    ]);
    let breaches = rust_has_no_sentences(&tree, &[("crates/golugah/src/b.rs", "names")]);
    assert_eq!(places(&breaches), ["crates/golugah/src/a.rs:3"]);
}

#[test]
fn the_projects_rust_has_no_sentences() {
    assert_none(&rust_has_no_sentences(Tree::of_project(), &EXCEPTIONS));
}
