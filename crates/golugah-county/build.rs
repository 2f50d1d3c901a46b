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
    write("features.rs", &modules);
    write("words.rs", &words(&source.join("../../../locales")));
}

/// Files of words that the engine's report reads by itself.
const OF_THE_REPORT: [&str; 6] = [
    "bottlenecks.ftl",
    "dates.ftl",
    "evidence.ftl",
    "paths.ftl",
    "reasons.ftl",
    "report.ftl",
];

/// The words of every feature, in the order of the files' names, as two lists of texts.
fn words(locales: &Path) -> String {
    let mut lists = String::new();
    for (name, language) in [("PERSIAN", "fa"), ("ENGLISH", "en")] {
        let folder = locales.join(language);
        println!("cargo::rerun-if-changed={}", folder.display());
        writeln!(lists, "const {name}: &[&str] = &[").expect("a string takes everything");
        for file in sorted(&folder) {
            let is_ours = file.extension().is_some_and(|ending| ending == "ftl")
                && !OF_THE_REPORT.iter().any(|theirs| file.ends_with(theirs));
            if is_ours {
                writeln!(lists, "    include_str!({:?}),", file.display().to_string())
                    .expect("a string takes everything");
            }
        }
        lists.push_str("];\n");
    }
    lists
}

fn write(name: &str, text: &str) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join(name);
    fs::write(out, text).expect("the build folder can be written");
}

/// The features of a wing, in the order of their names.
fn features(wing: &Path) -> Vec<PathBuf> {
    let mut found = sorted(wing);
    found.retain(|path| path.join("mod.rs").is_file());
    found
}

/// What lies in a folder, by name; nothing where there is no such folder.
fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    found.sort();
    found
}
