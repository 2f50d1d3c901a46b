//! Every crate says what it is, in a README and in its first line.

use crate::breach::{Breach, assert_none, places};
use crate::tree::Tree;

fn crates_say_what_they_are(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for name in tree.folders("crates") {
        let folder = format!("crates/{name}");
        let readme = format!("{folder}/README.md");
        if tree
            .text(&readme)
            .is_none_or(|text| !text.starts_with(&format!("# {name}")))
        {
            let advice = format!(
                "write a short page that begins with `# {name}`: what it does, where to start, what it must never know"
            );
            breaches.push(Breach::new("says what it is", &readme, 1, advice));
        }
        let roots = ["src/lib.rs", "src/main.rs"].map(|root| format!("{folder}/{root}"));
        let root = roots.iter().find(|root| tree.has(root)).unwrap_or(&roots[0]);
        if tree.text(root).is_none_or(|text| !text.starts_with("//! ")) {
            breaches.push(Breach::new(
                "says what it is",
                root,
                1,
                "begin with a `//!` line that says what the crate is",
            ));
        }
    }
    breaches
}

#[test]
fn a_crate_without_words_is_found() {
    let tree = Tree::made_up(&[
        ("crates/a/README.md", "# a\n"),
        ("crates/a/src/lib.rs", "//! An a.\n"),
        ("crates/b/src/main.rs", "fn main() {}\n"),
    ]);
    assert_eq!(
        places(&crates_say_what_they_are(&tree)),
        ["crates/b/README.md:1", "crates/b/src/main.rs:1"]
    );
}

#[test]
fn the_projects_crates_say_what_they_are() {
    assert_none(&crates_say_what_they_are(Tree::of_project()));
}
