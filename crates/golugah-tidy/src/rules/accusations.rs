//! A finding states a condition seen in data; people judge.

use crate::breach::{Breach, assert_none, places};
use crate::tree::{Tree, numbered};

/// Words that call somebody guilty. Nothing that people read may use them, not even to deny them.
const WORDS: [&str; 2] = ["corrupt", "فاسد"];

fn nobody_is_accused(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let is_read_by_people = |path: &str| {
        path.starts_with("locales/")
            || path.ends_with("/indicator.toml")
            || path.ends_with("/about.fa.md")
            || path.ends_with("/about.en.md")
            || path.contains("/templates/")
    };
    for (path, text) in tree.texts().filter(|(path, _)| is_read_by_people(path)) {
        for (line, said) in numbered(text) {
            let said = said.to_lowercase();
            for word in WORDS.iter().filter(|word| said.contains(**word)) {
                let advice =
                    format!("`{word}`: say what the data shows and what else could explain it; people judge");
                breaches.push(Breach::new("accusation", path, line, advice));
            }
        }
    }
    breaches
}

#[test]
fn an_accusation_is_found_wherever_people_read() {
    let tree = Tree::made_up(&[
        ("locales/en/a.ftl", "a = Fine\nb = A Corrupt office\n"),
        ("crates/x/src/a/indicator.toml", "[title]\nfa = \"مدیر فاسد\"\n"),
        ("docs/decisions/1.md", "corrupt\n"),
    ]);
    assert_eq!(
        places(&nobody_is_accused(&tree)),
        ["crates/x/src/a/indicator.toml:2", "locales/en/a.ftl:2"]
    );
}

#[test]
fn the_project_accuses_nobody() {
    assert_none(&nobody_is_accused(Tree::of_project()));
}
