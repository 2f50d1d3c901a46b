//! Versions and lints are said once, in the workspace's `Cargo.toml`.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::breach::{Breach, assert_none, places};
use crate::tree::{Tree, line_of};

/// The tables of a manifest in which dependencies stand.
const SECTIONS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// One dependency of a manifest.
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) section: &'static str,
    pub(crate) value: Value,
}

/// The manifests of the crates: folder name, path, text and content.
pub(crate) fn manifests(tree: &Tree) -> Vec<(String, String, String, Table)> {
    let crates = tree.folders("crates").into_iter().map(|name| {
        let path = format!("crates/{name}/Cargo.toml");
        let text = tree.text(&path).unwrap_or_default().to_owned();
        let table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        (name.to_owned(), path, text, table)
    });
    crates.collect()
}

/// Every dependency of a manifest, those for single targets too.
pub(crate) fn dependencies(manifest: &Table) -> Vec<Dependency> {
    let mut found = Vec::new();
    let targets = manifest
        .get("target")
        .and_then(Value::as_table)
        .into_iter()
        .flat_map(Table::values);
    for table in std::iter::once(manifest).chain(targets.filter_map(Value::as_table)) {
        for section in SECTIONS {
            for (name, value) in table.get(section).and_then(Value::as_table).into_iter().flatten() {
                found.push(Dependency {
                    name: name.clone(),
                    section,
                    value: value.clone(),
                });
            }
        }
    }
    found
}

fn versions_and_lints_are_said_once(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let mut used = BTreeSet::new();
    for (name, path, text, manifest) in manifests(tree) {
        let lints = manifest
            .get("lints")
            .and_then(|lints| lints.get("workspace"))
            .and_then(Value::as_bool);
        if lints != Some(true) {
            let advice = "add `[lints] workspace = true`, so that every crate keeps the same habits";
            breaches.push(Breach::new("lints", &path, 1, advice));
        }
        let package = manifest
            .get("package")
            .and_then(|package| package.get("name"))
            .and_then(Value::as_str);
        if package != Some(name.as_str()) {
            let advice = format!("name the package `{name}`, as its folder");
            breaches.push(Breach::new("crate name", &path, line_of(&text, "name ="), advice));
        }
        for dependency in dependencies(&manifest) {
            let from_workspace = dependency.value.get("workspace").and_then(Value::as_bool) == Some(true);
            if !from_workspace {
                let advice = format!(
                    "write `{}.workspace = true` and fix the version in [workspace.dependencies]",
                    dependency.name
                );
                breaches.push(Breach::new(
                    "one version",
                    &path,
                    line_of(&text, &dependency.name),
                    advice,
                ));
            }
            used.insert(dependency.name);
        }
    }
    let text = tree.text("Cargo.toml").unwrap_or_default();
    let root: Table = text.parse().unwrap_or_else(|error| panic!("Cargo.toml: {error}"));
    let fixed = root
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"))
        .and_then(Value::as_table);
    for (name, value) in fixed.into_iter().flatten() {
        let version = value
            .as_str()
            .or_else(|| value.get("version").and_then(Value::as_str));
        let is_ours = value.get("path").and_then(Value::as_str) == Some(&format!("crates/{name}"));
        let line = line_of(text, &format!("{name} ="));
        if !is_ours && version.is_none_or(|version| version.contains('*')) || value.get("git").is_some() {
            let advice =
                format!("give `{name}` a version from the registry, so that everybody builds the same");
            breaches.push(Breach::new("fixed version", "Cargo.toml", line, advice));
        }
        if !is_ours && !used.contains(name) {
            let advice = format!("no crate uses `{name}`: take it out");
            breaches.push(Breach::new("unused dependency", "Cargo.toml", line, advice));
        }
    }
    breaches
}

#[test]
fn a_version_of_ones_own_missing_lints_and_unused_dependencies_are_found() {
    let tree = Tree::made_up(&[
        (
            "Cargo.toml",
            "[workspace.dependencies]\nserde = \"1\"\nloose = \"*\"\nidle = \"2\"\n",
        ),
        (
            "crates/a/Cargo.toml",
            "[package]\nname = \"a\"\n[lints]\nworkspace = true\n[dependencies]\nserde.workspace = true\n",
        ),
        (
            "crates/b/Cargo.toml",
            "[package]\nname = \"x\"\n[target.'cfg(unix)'.dependencies]\nloose = \"3\"\n",
        ),
    ]);
    let breaches = versions_and_lints_are_said_once(&tree);
    let rules: Vec<&str> = breaches.iter().map(|breach| breach.rule).collect();
    assert_eq!(
        rules,
        [
            "lints",
            "crate name",
            "one version",
            "unused dependency",
            "fixed version"
        ]
    );
    assert_eq!(
        places(&breaches)[2..],
        ["crates/b/Cargo.toml:4", "Cargo.toml:4", "Cargo.toml:3"]
    );
}

#[test]
fn the_project_says_versions_and_lints_once() {
    assert_none(&versions_and_lints_are_said_once(Tree::of_project()));
}
