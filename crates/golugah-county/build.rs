//! Finds every feature by walking the tree, so that a new one is a new folder and nothing else.
//!
//! A wing is a folder under `src/` named in [`WINGS`]; a feature is a folder in it with a `mod.rs`. Code calls a feature by its
//! own name, `crate::sessions`, whatever wing it stands in. What a feature offers the house stands in its `offer.rs`, as the
//! struct `Offer`; the ground's rooms offer theirs in the same way.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "../golugah-ground/build/folders.rs"]
mod folders;

use folders::{here, sorted, write};

/// The wings. What a feature of one may know of another is `golugah-tidy`'s rule.
const WINGS: [&str; 5] = ["council", "measuring", "works", "citizens", "open"];

fn main() {
    let (source, ground) = (here().join("src"), here().join("../golugah-ground/src"));
    watch(&here());
    let rooms = features(&ground);
    let mut offering = offering(&rooms, "golugah_ground::");
    let mut modules = String::new();
    let mut folders = vec![
        here().join("../golugah-desk/migrations"),
        here().join("migrations"),
    ];
    folders.extend(rooms.iter().map(|room| room.join("migrations")));
    let mut homes = rooms;
    for wing in WINGS {
        let root = source.join(wing);
        let features = features(&root);
        for folder in &features {
            let (name, face) = (name(folder), folder.join("mod.rs").display().to_string());
            writeln!(modules, "#[path = {face:?}]\npub mod {name};").expect("a string takes everything");
        }
        offering.extend(self::offering(&features, ""));
        folders.extend(features.iter().map(|folder| folder.join("migrations")));
        homes.extend(features);
    }
    offering.sort();
    modules.push_str(
        "\n/// All features, in the order of their names.\npub static FEATURES: Features = Features::of(&[\n",
    );
    for (name, from) in offering {
        writeln!(modules, "    &{from}{name}::Offer,").expect("a string takes everything");
    }
    modules.push_str("]);\n");
    write("features.rs", &modules);
    write("house.rs", &house(&folders));
    write("tests.rs", &tests(&homes));
}

/// What this script reads, by folders that exist: of one that does not, cargo would say at every call that it has changed, and
/// compile the county anew each time.
fn watch(here: &Path) {
    for read in [
        "build.rs",
        "src",
        "migrations",
        "tests/county/rights.txt",
        "../golugah-ground/build/folders.rs",
        "../golugah-ground/src",
        "../golugah-desk/migrations",
        "../../locales/fa",
    ] {
        assert!(
            here.join(read).exists(),
            "build.rs watches {read}, which is not there"
        );
        println!("cargo::rerun-if-changed={read}");
    }
}

/// The tests of every feature that has a `tests.rs` in its folder, or a folder of them, who may ask for which route by every
/// `rights.txt`, and whom to ask for a record where a route is for its owner alone.
fn tests(homes: &[PathBuf]) -> String {
    let older = here().join("tests/county/rights.txt");
    let (mut modules, mut records) = (String::new(), String::new());
    let mut rights = lines_of_rights(&older);
    for folder in homes {
        let name = name(folder);
        let own = lines_of_rights(&folder.join("rights.txt"));
        let forms = [folder.join("tests.rs"), folder.join("tests/mod.rs")];
        if let Some(tests) = forms.iter().find(|file| file.is_file()) {
            let tests = tests.display().to_string();
            writeln!(modules, "#[path = {tests:?}]\nmod {name};").expect("a string takes everything");
        }
        if own.iter().any(|(.., who)| who.contains("/own")) {
            let (list, inner) = (format!("/{name}"), format!("/{name}/"));
            writeln!(
                records,
                "    if path == {list:?} || path.starts_with({inner:?}) {{\n        return Some({name}::record(county, own, path).await);\n    }}"
            )
            .expect("a string takes everything");
        }
        rights.extend(own);
    }
    format!(
        "{modules}\n/// Who may ask for what, as the files `rights.txt` say.\npub(crate) const RIGHTS: &[(&str, &str, &str)] = &{rights:?};\n\n\
         /// A record of the first agency for a route of a feature that says itself how one comes to be.\n\
         pub(crate) async fn record_of_feature(county: &site::County, own: &rights::Own, path: &str) -> Option<rights::Sent> {{\n\
         {records}    None\n}}\n"
    )
}

/// The lines of a file of rights: method, address, who. Nothing where there is no such file.
fn lines_of_rights(file: &Path) -> Vec<(String, String, String)> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let lines = lines.map(|line| {
        let mut parts = line.splitn(3, ' ').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        (next(), next(), next())
    });
    lines.collect()
}

/// The migrations in these folders, those of the desk, of the ground and of every feature, and what their constraints mean to
/// people.
fn house(folders: &[PathBuf]) -> String {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let found = sorted(folder).into_iter();
        files.extend(found.filter(|file| file.extension().is_some_and(|ending| ending == "sql")));
    }
    files.sort_by_key(|file| file.file_name().map(ToOwned::to_owned));
    let words = all_words(&here().join("../../locales/fa"));
    let mut steps: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut refusals = String::new();
    for file in files {
        let name = file
            .file_stem()
            .and_then(|name| name.to_str())
            .expect("migrations have plain names");
        let path = file.display().to_string();
        // Where whole statements differ, the file bears the engine's name before its ending.
        match name.rsplit_once('.') {
            Some((name, "sqlite")) => steps.entry(name.to_owned()).or_default().0 = path,
            Some((name, _)) => steps.entry(name.to_owned()).or_default().1 = path,
            None => {
                steps.insert(name.to_owned(), (path.clone(), path));
            }
        }
        let sql = fs::read_to_string(&file).expect("a migration can be read");
        for (constraint, spellings) in constraints(&sql) {
            let Some(key) = sentence(&words, &format!("refusal-{}", constraint.replace('_', "-"))) else {
                continue;
            };
            for spelling in spellings {
                writeln!(refusals, "        ({spelling:?}, {key:?}),").expect("a string takes everything");
            }
        }
    }
    let mut migrations = String::new();
    for (name, (sqlite, postgres)) in steps {
        writeln!(
            migrations,
            "        golugah_desk::Migration {{ name: {name:?}, sqlite: include_str!({sqlite:?}), postgres: include_str!({postgres:?}) }},"
        )
        .expect("a string takes everything");
    }
    format!(
        "/// What the desk has to know of this county's features.\npub static HOUSE: golugah_desk::House = golugah_desk::House {{\n    \
         migrations: &[\n{migrations}    ],\n    refusals: &[\n{refusals}    ],\n    \
         derives: Some(&FEATURES),\n}};\n"
    )
}

/// The words of every feature in Persian, in which each constraint that people can meet has a sentence.
fn all_words(locale: &Path) -> String {
    let files = sorted(locale).into_iter();
    files.filter_map(|file| fs::read_to_string(file).ok()).collect()
}

/// The key of a sentence, or of the one that it only refers to; nothing where there is none.
fn sentence(words: &str, key: &str) -> Option<String> {
    let said = words
        .lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "))?;
    let referred = said.strip_prefix("{ ").and_then(|said| said.strip_suffix(" }"));
    Some(referred.unwrap_or(key).to_owned())
}

/// The named constraints of a migration, each with what the engines call it: a unique index goes on SQLite by its columns.
fn constraints(sql: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let words: Vec<&str> = sql.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let next = |after: usize| words.get(at + after).copied().unwrap_or_default();
        if *word == "CONSTRAINT" {
            found.push((next(1).to_owned(), vec![next(1).to_owned()]));
        } else if *word == "UNIQUE" && next(1) == "INDEX" && next(3) == "ON" {
            let (name, table) = (next(2).to_owned(), next(4));
            let columns: String = words[at + 5..].join(" ");
            let columns = columns.strip_prefix('(').and_then(|rest| rest.split_once(')'));
            let columns = columns.map(|(columns, _)| columns).unwrap_or_default();
            let on_sqlite: Vec<String> = columns
                .split(", ")
                .map(|column| format!("{table}.{column}"))
                .collect();
            found.push((name.clone(), vec![name, on_sqlite.join(", ")]));
        }
    }
    found
}

fn name(folder: &Path) -> String {
    let name = folder.file_name().and_then(|name| name.to_str());
    name.expect("feature folders have plain names").to_owned()
}

/// The names of those that offer something, each with where code finds it.
fn offering<'from>(folders: &[PathBuf], from: &'from str) -> Vec<(String, &'from str)> {
    let offering = folders.iter().filter(|folder| folder.join("offer.rs").is_file());
    offering.map(|folder| (name(folder), from)).collect()
}

/// The features of a wing, in the order of their names.
fn features(wing: &Path) -> Vec<PathBuf> {
    let mut found = sorted(wing);
    found.retain(|path| path.join("mod.rs").is_file());
    found
}
