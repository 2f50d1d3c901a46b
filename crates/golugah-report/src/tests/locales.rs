//! The strings: the same in both languages, none missing, none idle.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use fluent_bundle::FluentResource;

use crate::words::{ENGLISH, PERSIAN, Sources};

/// The keys of a file with the variables that each uses.
fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines() {
        if line.starts_with('#') {
            continue;
        }
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            current = line.split([' ', '=']).next().unwrap().to_owned();
            assert!(
                keys.insert(current.clone(), BTreeSet::new()).is_none(),
                "{current} stands twice"
            );
        }
        for piece in line.split('$').skip(1) {
            let name: String = piece
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                .collect();
            // What chooses the form in one language need not in the other.
            if name != "count" {
                keys.get_mut(&current).unwrap().insert(name);
            }
        }
    }
    keys
}

fn files(sources: &Sources) -> [(&'static str, &'static str); 4] {
    [
        ("bottlenecks", sources.bottlenecks),
        ("report", sources.report),
        ("reasons", sources.reasons),
        ("evidence", sources.evidence),
    ]
}

#[test]
fn every_file_is_whole_fluent() {
    for (name, source) in files(&PERSIAN).into_iter().chain(files(&ENGLISH)) {
        if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
            panic!("{name}.ftl: {errors:?}");
        }
        assert!(!source.contains(['ي', 'ك']), "{name}.ftl has Arabic letters");
    }
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_variables() {
    for ((name, persian), (_, english)) in files(&PERSIAN).into_iter().zip(files(&ENGLISH)) {
        assert!(keys(persian).len() > 5, "{name}.ftl was not read");
        assert_eq!(keys(persian), keys(english), "{name}.ftl");
    }
}

#[test]
fn every_key_that_is_used_exists_and_every_key_that_exists_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = BTreeSet::new();
    collect(&root.join("src"), &mut used);
    collect(&root.join("templates"), &mut used);
    let known: BTreeSet<String> = keys(PERSIAN.report)
        .into_keys()
        .chain(keys(PERSIAN.bottlenecks).into_keys())
        .collect();
    assert_eq!(used, known);
}

/// The texts between quotes that have the form of a key of the report or of a bottleneck.
fn collect(folder: &Path, used: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests") {
                collect(&path, used);
            }
            continue;
        }
        if path.ends_with("tests.rs") {
            continue;
        }
        for quoted in fs::read_to_string(&path).unwrap().split('"') {
            let form = quoted
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit());
            if form
                && ["report-", "bottleneck-"]
                    .iter()
                    .any(|start| quoted.starts_with(start))
                && !quoted.ends_with('-')
            {
                used.insert(quoted.to_owned());
            }
        }
    }
}
