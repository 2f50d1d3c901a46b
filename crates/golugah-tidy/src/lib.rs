//! The housekeeper: tests of the tree itself, and the files that are written from it.
//!
//! Each rule is a function from a [`tree::Tree`] to what breaks it, tried on a small made-up tree and then held against
//! the project. A failure names file, line, rule and what to do. Start at `rules/mod.rs`. What is generated is made in
//! `house/`; [`write`] puts it into the tree, and a rule holds the tree against it.

#[cfg(test)]
mod breach;
mod features;
mod house;
#[cfg(test)]
mod rules;
mod rust_text;
mod tree;

use std::path::{Path, PathBuf};

use tree::Tree;

/// Writes every generated file that is not as it should be, and gives their paths.
///
/// # Errors
///
/// What the system said where a file could not be written.
pub fn write() -> Result<Vec<PathBuf>, std::io::Error> {
    let tree = Tree::of_project();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut written = Vec::new();
    for (path, text) in generated(tree) {
        if tree.text(path) == Some(&text) {
            continue;
        }
        let place = root.join(path);
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&place, text)?;
        written.push(PathBuf::from(path));
    }
    Ok(written)
}

/// Every generated file: its path from the root, and its text as it should be.
fn generated(tree: &Tree) -> Vec<(&'static str, String)> {
    let (sources, features) = (features::sources(tree), features::features(tree));
    vec![(house::PATH, house::page(&sources, &features))]
}
