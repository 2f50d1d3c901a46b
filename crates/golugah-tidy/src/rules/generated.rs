//! What is generated is as the tree would have it written.

use crate::breach::{Breach, assert_none, places};
use crate::features::{features, sources};
use crate::house::routes;
use crate::tree::{Tree, numbered};

fn generated_files_are_fresh(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in crate::generated(tree) {
        let known = tree.text(path).unwrap_or_default();
        if known != text {
            let differs = numbered(known)
                .zip(text.lines())
                .find(|((_, known), wanted)| known != wanted);
            let line = differs.map_or(1, |((line, _), _)| line);
            let advice = "it is not what the tree says: cargo run -p golugah-tidy -- --write";
            breaches.push(Breach::new("generated", path, line, advice));
        }
    }
    breaches
}

#[test]
fn a_stale_page_is_found_and_a_fresh_one_is_not() {
    let deed =
        "impl Deed for A {\n    const NAME: &'static str = \"a.do\";\n    fn perform(self, desk: D) {}\n}\n";
    let file = "crates/golugah-county/src/a/actions/a.rs";
    let face = "crates/golugah-county/src/a/mod.rs";
    let stale = Tree::made_up(&[
        (file, deed),
        (face, ""),
        (crate::house::PATH, "# The house\n\nold\n"),
    ]);
    assert_eq!(
        places(&generated_files_are_fresh(&stale)),
        [format!("{}:3", crate::house::PATH)]
    );
    let page = crate::generated(&stale).remove(0).1;
    assert!(page.contains("| `a.do` | a | – | – |"), "{page}");
    let fresh = Tree::made_up(&[(file, deed), (face, ""), (crate::house::PATH, &page)]);
    assert_none(&generated_files_are_fresh(&fresh));
}

#[test]
fn the_projects_generated_files_are_fresh() {
    let tree = Tree::of_project();
    let (sources, features) = (sources(tree), features(tree));
    let (found, unread) = routes(&sources, &features);
    assert!(found.len() > 50, "the routes were not found");
    assert!(
        unread.is_empty(),
        "routes whose path the housekeeper cannot read: {unread:?}"
    );
    assert_none(&generated_files_are_fresh(tree));
}
