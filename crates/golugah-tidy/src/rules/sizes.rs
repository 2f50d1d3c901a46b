//! A file of more than four hundred lines asks to be split.

use crate::breach::{Breach, assert_none, places};
use crate::tree::Tree;

const MOST_LINES: usize = 400;

/// Files that may be longer, each with the reason.
const EXCEPTIONS: [(&str, &str); 6] = [
    (
        "locales/en/report.ftl",
        "the words of one report stand in one file, as in the source language, which needs fewer lines for its plurals",
    ),
    (
        "crates/golugah-ground/assets/golugah.css",
        "one stylesheet is one request of an old phone",
    ),
    (
        "extras/verify/golugah_verify.py",
        "one file of at most five hundred lines that whoever doubts the program reads alone",
    ),
    (
        "crates/golugah-intake/src/xes/tests/mod.rs",
        "one table of logs and what is read of them, easier to compare in one place",
    ),
    (
        "crates/golugah-lake/src/tests/tender_rounds.rs",
        "every field of a record drawn by one dice, and what the lake gives back of it",
    ),
    (
        "crates/golugah-report/src/tests/sample.rs",
        "one invented report, written out",
    ),
];

fn files_are_short(tree: &Tree, exceptions: &[(&str, &str)]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let written = tree.ending(&[
        ".rs", ".py", ".sh", ".sql", ".toml", ".ftl", ".html", ".css", ".md", ".ci/run",
    ]);
    // Inputs of cases, what is generated and files of others are as long as they are.
    for (path, text) in written.filter(|(path, _)| {
        !path.contains("/cases/")
            && !path.starts_with("docs/generated/")
            && !path.starts_with("assets/vendor/")
    }) {
        let lines = text.lines().count();
        let is_excepted = exceptions.iter().any(|(excepted, _)| *excepted == path);
        if lines > MOST_LINES && !is_excepted {
            let advice = format!(
                "{lines} lines: split it along what it does, or list it with a reason in golugah-tidy/src/rules/sizes.rs"
            );
            breaches.push(Breach::new("size", path, MOST_LINES + 1, advice));
        }
        if lines <= MOST_LINES && is_excepted {
            breaches.push(Breach::new(
                "size",
                path,
                1,
                "it is short now: take it off the list of exceptions",
            ));
        }
    }
    breaches
}

#[test]
fn a_long_file_and_an_idle_exception_are_found() {
    let long = "x\n".repeat(MOST_LINES + 1);
    let tree = Tree::made_up(&[
        ("a.rs", &long),
        ("b.rs", "x"),
        ("c.rs", &long),
        ("i/cases/x/input.sql", &long),
    ]);
    let exceptions = [("b.rs", "was long"), ("c.rs", "a table")];
    assert_eq!(
        places(&files_are_short(&tree, &exceptions)),
        ["a.rs:401", "b.rs:1"]
    );
}

#[test]
fn the_projects_files_are_short() {
    assert_none(&files_are_short(Tree::of_project(), &EXCEPTIONS));
    assert!(EXCEPTIONS.iter().all(|(_, reason)| !reason.is_empty()));
}
