//! Libraries are given the time and the environment; only the program asks for them.

use crate::breach::{Breach, assert_none, places};
use crate::tree::{Tree, numbered};

/// Written in two parts, so that this file does not break its own rule.
const ASKED: [&str; 5] = [
    concat!("SystemTime", "::now"),
    concat!("Instant", "::now"),
    concat!("env", "::var("),
    concat!("env", "::vars("),
    concat!("env", "::args("),
];

fn libraries_are_told(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in tree.ending(&[".rs"]) {
        let is_library = path.starts_with("crates/")
            && path.contains("/src/")
            && !path.starts_with("crates/golugah/")
            && !path.ends_with("/src/main.rs");
        for (line, code) in numbered(text).filter(|_| is_library) {
            for word in ASKED.iter().filter(|word| code.contains(**word)) {
                let advice =
                    format!("`{word}`: take it as a parameter, so that every result can be computed again");
                breaches.push(Breach::new("clock and environment", path, line, advice));
            }
        }
    }
    breaches
}

#[test]
fn a_library_that_asks_is_found_and_the_program_is_not() {
    for word in ASKED {
        let text = format!("fn a() {{\n    {word}\n}}\n");
        let tree = Tree::made_up(&[
            ("crates/golugah/src/clock.rs", &text),
            ("crates/golugah-lake/src/lib.rs", &text),
        ]);
        assert_eq!(
            places(&libraries_are_told(&tree)),
            ["crates/golugah-lake/src/lib.rs:2"],
            "{word}"
        );
    }
}

#[test]
fn the_projects_libraries_are_told() {
    assert_none(&libraries_are_told(Tree::of_project()));
}
