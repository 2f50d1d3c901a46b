//! The never-arrows: which crate may name what. ARCHITECTURE.md says why.

use super::manifests::{dependencies, manifests};
use crate::breach::{Breach, assert_none, places};
use crate::rust_text::without_tests;
use crate::tree::{Tree, line_of, numbered};

/// Crates that depend on serde alone, so that everybody can read them.
const WORDS: [&str; 2] = ["golugah-findings", "golugah-records"];
/// Crates that only calculate.
const PURE: [&str; 2] = ["golugah-judgement", "golugah-persian"];
/// Crates that measure and know neither site nor database.
const ENGINE: [&str; 5] = [
    "golugah-intake",
    "golugah-indicators",
    "golugah-paths",
    "golugah-judgement",
    "golugah-lake",
];
/// Crates of the site, each of which stands on those behind it.
const SITE: [&str; 3] = ["golugah-county", "golugah-ground", "golugah-desk"];
/// What measures, which the site is told the results of.
const MEASURING: [&str; 4] = [
    "golugah-intake",
    "golugah-indicators",
    "golugah-paths",
    "golugah-lake",
];
/// How the names of what serves pages or keeps records begin.
const WEB_AND_DATABASE: [&str; 9] = [
    "axum", "diesel", "hyper", "reqwest", "rusqlite", "sea-orm", "sqlx", "tokio", "tower",
];
/// How the names of what reads and writes files begin.
const FILES: [&str; 10] = [
    "arrow",
    "parquet",
    "csv",
    "flate2",
    "zstd",
    "quick-xml",
    "tempfile",
    "memmap",
    "walkdir",
    "golugah-",
];
/// Engines that are kept outside the default build.
const EXTRAS: [&str; 3] = ["datafusion", "ballista", "typst"];

fn arrows_point_one_way(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (name, path, text, manifest) in manifests(tree) {
        for dependency in dependencies(&manifest) {
            let to = dependency.name.as_str();
            let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| to.starts_with(beginning));
            let is = |crates: &[&str]| crates.contains(&name.as_str());
            // A crate may not even test itself with what stands on it, which Cargo would allow.
            let place = |name: &str| SITE.iter().position(|one| *one == name);
            let is_above = place(to).is_some_and(|to| place(&name).is_some_and(|from| to < from));
            let wrong = if is(&WORDS) && dependency.section != "dev-dependencies" && to != "serde" {
                Some("depends on serde alone: move what needs more into the crate that needs it")
            } else if is(&PURE) && dependency.section != "dev-dependencies" && begins(&FILES) {
                Some("is pure: give it numbers and texts, and let its caller read files")
            } else if (is(&ENGINE) || is(&PURE)) && begins(&WEB_AND_DATABASE) {
                Some("knows neither web nor database: hand results over as golugah-findings")
            } else if name != "golugah-lake" && begins(&["arrow", "parquet"]) {
                Some("must not name Arrow or Parquet: ask golugah-lake for what you need")
            } else if is(&SITE) && begins(&MEASURING) {
                Some("does not measure: `golugah work` does, and hands over golugah-findings")
            } else if is_above {
                Some("carries that crate and must not know it: ask through a seam")
            } else if name == "golugah-desk" && begins(&["askama", "axum", "tower"]) {
                Some("knows no web: pages are the ground's")
            } else if to == "golugah" {
                Some("must not depend on the program: move what is shared into a library")
            } else if begins(&EXTRAS) {
                Some("is part of the default build: heavy engines belong under extras/")
            } else {
                None
            };
            if let Some(wrong) = wrong {
                let advice = format!("`{to}`: {name} {wrong}");
                breaches.push(Breach::new("never-arrow", &path, line_of(&text, to), advice));
            }
        }
    }
    breaches
}

/// What a manifest cannot show: the standard library's own files and sockets.
fn pure_crates_touch_no_files(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in tree.ending(&[".rs"]) {
        let is_pure = PURE
            .iter()
            .chain(&WORDS)
            .any(|name| path.starts_with(&format!("crates/{name}/src/")));
        if !is_pure {
            continue;
        }
        for (line, code) in numbered(without_tests(text)) {
            if ["std::fs", "std::net", "std::process"]
                .iter()
                .any(|word| code.contains(word))
            {
                let advice = "this crate is pure: take what is in the file as a parameter";
                breaches.push(Breach::new("never-arrow", path, line, advice));
            }
        }
    }
    breaches
}

/// An indicator that needs another one's rule asks for a shared measure.
fn indicators_know_nothing_of_each_other(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for family in super::indicators::FAMILIES {
        let folder = format!("{}/{family}", super::indicators::ROOT);
        for name in tree.folders(&folder) {
            let path = format!("{folder}/{name}/mod.rs");
            for (line, code) in numbered(tree.text(&path).unwrap_or_default()) {
                if code.contains("crate::catalogue")
                    || code.contains("super::") && !code.contains("use super::*")
                {
                    let advice =
                        "an indicator does not know another one: put what both need into src/measures";
                    breaches.push(Breach::new("never-arrow", &path, line, advice));
                }
            }
        }
    }
    breaches
}

#[test]
fn each_forbidden_arrow_is_found() {
    let depends = |on: &str| format!("[dependencies]\n{on}.workspace = true\n");
    let cases = [
        ("golugah-findings", "serde_json"),
        ("golugah-records", "hashbrown"),
        ("golugah-judgement", "csv"),
        ("golugah-persian", "sqlx"),
        ("golugah-intake", "axum"),
        ("golugah-lake", "sea-orm"),
        ("golugah-report", "parquet"),
        ("golugah-sample", "golugah"),
        ("golugah", "datafusion"),
        ("golugah-county", "golugah-lake"),
        ("golugah-ground", "golugah-county"),
        ("golugah-desk", "golugah-ground"),
        ("golugah-desk", "askama"),
    ];
    for (from, to) in cases {
        let tree = Tree::made_up(&[(&format!("crates/{from}/Cargo.toml"), &depends(to))]);
        assert_eq!(
            places(&arrows_point_one_way(&tree)),
            [format!("crates/{from}/Cargo.toml:2")],
            "{from} → {to}"
        );
    }
    let allowed = [
        ("golugah-findings", "serde"),
        ("golugah-lake", "parquet"),
        ("golugah", "golugah-lake"),
        ("golugah-county", "golugah-ground"),
    ];
    for (from, to) in allowed {
        let tree = Tree::made_up(&[(&format!("crates/{from}/Cargo.toml"), &depends(to))]);
        assert_none(&arrows_point_one_way(&tree));
    }
}

#[test]
fn a_pure_crate_that_reads_a_file_and_an_indicator_that_knows_another_are_found() {
    let rule = format!("{}/procurement/a/mod.rs", super::indicators::ROOT);
    let tree = Tree::made_up(&[
        (
            "crates/golugah-judgement/src/lib.rs",
            "//! x\nuse std::fs;\n#[cfg(test)]\nmod tests {\n use std::fs;\n}\n",
        ),
        (&rule, "use crate::catalogue::b::Rule;\n"),
    ]);
    assert_eq!(
        places(&pure_crates_touch_no_files(&tree)),
        ["crates/golugah-judgement/src/lib.rs:2"]
    );
    assert_eq!(
        places(&indicators_know_nothing_of_each_other(&tree)),
        [format!("{rule}:1")]
    );
}

#[test]
fn the_projects_arrows_point_one_way() {
    let tree = Tree::of_project();
    assert_none(&arrows_point_one_way(tree));
    assert_none(&pure_crates_touch_no_files(tree));
    assert_none(&indicators_know_nothing_of_each_other(tree));
}
