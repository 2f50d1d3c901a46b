//! Nothing half done and no trace of anybody's machine.

use crate::breach::{Breach, assert_none, places};
use crate::tree::{Tree, numbered};

/// Written in two parts, so that this file does not break its own rule.
const UNFINISHED: [(&str, &str); 6] = [
    (
        concat!("to", "do!("),
        "finish it, or leave it out until it can be finished",
    ),
    (
        concat!("unimpl", "emented!("),
        "finish it, or leave it out until it can be finished",
    ),
    (concat!("db", "g!("), "take the debugging aid out"),
    (
        concat!("#[ign", "ore"),
        "a test that does not run proves nothing: make it fast and sure, or take it out",
    ),
    (
        concat!("FIX", "ME"),
        "mend it, or open an issue and say there what is wrong",
    ),
    (
        concat!("TO", "DO"),
        "do it, or open an issue and say there what is missing",
    ),
];

/// Folders of single machines and people.
const MACHINES: [&str; 4] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
];

fn nothing_is_half_done(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in tree.ending(&[
        ".rs", ".py", ".sh", ".sql", ".toml", ".ftl", ".html", ".css", ".ci/run",
    ]) {
        for (line, code) in numbered(text) {
            for (word, advice) in UNFINISHED.iter().filter(|(word, _)| code.contains(word)) {
                breaches.push(Breach::new("leftover", path, line, format!("`{word}`: {advice}")));
            }
        }
    }
    breaches
}

fn no_machine_is_named(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in tree.texts() {
        for (line, code) in numbered(text) {
            // A folder of the machine begins a path; within an address it is only a part of one.
            let begins = |word: &&&str| {
                code.match_indices(**word).any(|(at, _)| {
                    !code[..at]
                        .ends_with(|before: char| before.is_alphanumeric() || "._-/)}".contains(before))
                })
            };
            if let Some(word) = MACHINES.iter().find(begins) {
                let advice =
                    format!("`{word}` is a folder of one machine: write a path from the project's root");
                breaches.push(Breach::new("machine path", path, line, advice));
            }
        }
    }
    breaches
}

#[test]
fn each_leftover_is_found() {
    for (word, _) in UNFINISHED {
        let tree = Tree::made_up(&[("a.rs", &format!("fn a() {{}}\n{word}\n"))]);
        assert_eq!(places(&nothing_is_half_done(&tree)), ["a.rs:2"], "{word}");
    }
}

#[test]
fn each_machine_is_found_and_an_address_is_none() {
    for word in MACHINES {
        let address = format!("https://example.org{word}x");
        let tree = Tree::made_up(&[("a.md", &format!("{address}\nsee {word}x\n"))]);
        assert_eq!(places(&no_machine_is_named(&tree)), ["a.md:2"], "{word}");
    }
}

#[test]
fn the_project_has_no_leftovers() {
    assert_none(&nothing_is_half_done(Tree::of_project()));
    assert_none(&no_machine_is_named(Tree::of_project()));
}
