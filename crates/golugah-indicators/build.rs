//! Finds every indicator by walking the tree, so that a new one is a new folder and nothing else.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let source = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("src");
    let mut modules = String::new();
    let mut entries = String::new();
    for family in ["procurement", "procedures"] {
        let root = source.join(family);
        println!("cargo::rerun-if-changed={}", root.display());
        for folder in folders(&root) {
            let name = folder
                .file_name()
                .and_then(|name| name.to_str())
                .expect("indicator folders have plain names");
            let file = |name: &str| folder.join(name).display().to_string();
            for part in [
                "mod.rs",
                "indicator.toml",
                "indicator.sql",
                "about.fa.md",
                "about.en.md",
            ] {
                println!("cargo::rerun-if-changed={}", file(part));
            }
            writeln!(modules, "#[path = {:?}]\nmod {name};", file("mod.rs"))
                .expect("a string takes everything");
            let make = if family == "procurement" { "process" } else { "log" };
            writeln!(
                entries,
                "crate::engine::Entry {{ name: {name:?}, family: {family:?}, definition: include_str!({:?}), rule: include_str!({:?}), \
                 sql: include_str!({:?}), about_fa: include_str!({:?}), about_en: include_str!({:?}), \
                 make: crate::engine::{make}::<{name}::Rule>() }},",
                file("indicator.toml"),
                file("mod.rs"),
                file("indicator.sql"),
                file("about.fa.md"),
                file("about.en.md"),
            )
            .expect("a string takes everything");
        }
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("catalogue.rs");
    let text = format!("{modules}\npub(crate) static ENTRIES: &[crate::engine::Entry] = &[\n{entries}];\n");
    fs::write(out, text).expect("the build folder can be written");
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(root)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.join("mod.rs").is_file())
        .collect();
    found.sort();
    found
}
