//! Finds every feature by walking the tree, so that a new one is a new folder and nothing else.
//!
//! A wing is a folder under `src/` named in [`WINGS`]; a feature is a folder in it with a `mod.rs`. Code calls a feature by its
//! own name, `crate::sessions`, whatever wing it stands in.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The wings. What a feature of one may know of another is `golugah-tidy`'s rule.
const WINGS: [&str; 5] = ["council", "measuring", "works", "citizens", "open"];

fn main() {
    let source = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("src");
    println!("cargo::rerun-if-changed=build.rs");
    let mut modules = String::new();
    for wing in WINGS {
        let root = source.join(wing);
        println!("cargo::rerun-if-changed={}", root.display());
        for folder in features(&root) {
            let name = folder
                .file_name()
                .and_then(|name| name.to_str())
                .expect("feature folders have plain names");
            let face = folder.join("mod.rs").display().to_string();
            writeln!(modules, "#[path = {face:?}]\npub mod {name};").expect("a string takes everything");
        }
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("features.rs");
    fs::write(out, modules).expect("the build folder can be written");
}

/// The features of a wing, in the order of their names.
fn features(wing: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(wing)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.join("mod.rs").is_file())
        .collect();
    found.sort();
    found
}
