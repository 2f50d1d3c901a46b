//! What answers anybody reads through the handle that sees public views alone.

use crate::breach::{Breach, assert_none, places};
use crate::rust_text::without_tests;
use crate::tree::{Tree, numbered};

/// What only those who are signed in may be answered from.
const FULL: [&str; 3] = [".read()", "Read<", "Desk<"];

/// The handle of public pages, whose name ends as one of the others begins.
const PUBLIC: &str = "PublicRead<";

fn public_pages_read_public_views(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let answers_anybody = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        super::walls::feature_of(path).is_some() && (name.starts_with("public_") || path.contains("/portal/"))
    };
    for (path, text) in tree.ending(&[".rs"]).filter(|(path, _)| answers_anybody(path)) {
        for (line, code) in numbered(without_tests(text)) {
            let code = code.split("//").next().unwrap_or_default().replace(PUBLIC, "");
            if FULL.iter().any(|word| code.contains(word)) {
                let advice = "anybody may ask for this page: read through `db.public()`, and add a public_* view for \
                              what it lacks";
                breaches.push(Breach::new("never-arrow", path, line, advice));
            }
        }
    }
    breaches
}

#[test]
fn a_public_page_with_the_full_handle_is_found() {
    let feature = "crates/golugah-county/src/portal";
    let tree = Tree::made_up(&[
        (
            &format!("{feature}/public_pages.rs"),
            "let a = site.db.public();\nlet b = site.db.read();\n",
        ),
        (
            &format!("{feature}/queries.rs"),
            "fn a(read: PublicRead<'_>) {}\nfn b(read: Read<'_>) {}\n// site.db.read()\n",
        ),
        (
            "crates/golugah-county/src/papers/public_pages.rs",
            "\nlet read = site.db.read();\n",
        ),
        (
            "crates/golugah-county/src/papers/pages.rs",
            "let read = site.db.read();\n",
        ),
    ]);
    assert_eq!(
        places(&public_pages_read_public_views(&tree)),
        [
            "crates/golugah-county/src/papers/public_pages.rs:2".to_owned(),
            format!("{feature}/public_pages.rs:2"),
            format!("{feature}/queries.rs:2"),
        ]
    );
}

#[test]
fn the_projects_public_pages_read_public_views() {
    let tree = Tree::of_project();
    assert!(
        tree.has("crates/golugah-county/src/open/portal/public_pages.rs"),
        "the portal was not found"
    );
    assert_none(&public_pages_read_public_views(tree));
}
