//! The walls inside the county and the ground: what each kind of file may know at all. What a feature may know of another is in `fronts`.

use crate::breach::{Breach, assert_none, places};
use crate::rust_text::{literals, without_tests};
use crate::tree::{Tree, numbered};

pub(super) const COUNTY: &str = "crates/golugah-county/src";

/// What every feature stands on: its rooms are features too, in no wing.
pub(super) const GROUND: &str = "crates/golugah-ground/src";

/// What of the ground is no feature.
pub(super) const SUPPORT: &str = "support";

/// The wings: folders that hold features. A feature is called by its own name, whatever wing it stands in.
pub(super) const WINGS: [&str; 5] = ["council", "measuring", "works", "citizens", "open"];

/// The feature that a file of the county or of the ground belongs to, and the file's path within it.
pub(super) fn feature_of(path: &str) -> Option<(&str, &str)> {
    let within = path.strip_prefix(COUNTY).or(path.strip_prefix(GROUND))?;
    let (first, rest) = within.strip_prefix('/')?.split_once('/')?;
    if WINGS.contains(&first) {
        rest.split_once('/')
    } else {
        Some((first, rest))
    }
}

/// Features whose queries serve those who are not signed in.
const PUBLIC: [&str; 2] = ["log", "portal"];

/// The kinds of files, by how their names end, with the words that they must not have and what to do instead.
const KINDS: [(&str, &[&str], &str); 3] = [
    (
        "/model.rs",
        &[
            "sea_orm",
            "axum",
            "tokio",
            "golugah_desk",
            "support::web",
            "std::fs",
            "SystemTime",
        ],
        "a model is pure: give it values, and let its deed ask the database and the clock",
    ),
    (
        "/queries.rs",
        &["axum", "askama", "support::web"],
        "queries know no web: give rows back, and let the page show them",
    ),
    (
        "pages.rs",
        &["sea_orm::ConnectionTrait", "DatabaseConnection"],
        "a page asks by its queries",
    ),
];

/// How SQL begins.
const SQL: [&str; 5] = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH "];

/// Every Rust file of a feature: the feature, the path within it, the whole path, the text without its tests.
pub(super) fn files(tree: &Tree) -> Vec<(&str, &str, &str, &str)> {
    let mut files = Vec::new();
    for (path, text) in tree.ending(&[".rs"]) {
        if let Some((feature, within)) = feature_of(path)
            && feature != SUPPORT
        {
            files.push((feature, within, path, without_tests(text)));
        }
    }
    files
}

fn kinds_keep_to_themselves(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (_, within, path, text) in files(tree) {
        let named = format!("/{within}");
        for (ending, forbidden, advice) in KINDS {
            if !named.ends_with(ending) {
                continue;
            }
            for (line, code) in numbered(text) {
                let code = code.split("//").next().unwrap_or_default();
                // A moment is a value; what tells which one it is now is a clock.
                let code = match code.contains("Clock") {
                    true => code.to_owned(),
                    false => code.replace("golugah_desk::clock::", ""),
                };
                if forbidden.iter().any(|word| code.contains(word)) {
                    breaches.push(Breach::new("wall", path, line, advice));
                }
            }
        }
        if within.ends_with("pages.rs") {
            for (line, said) in literals(text) {
                if SQL.iter().any(|begin| said.starts_with(begin)) {
                    let advice =
                        "a page has no SQL: put it into queries.rs, in a function named for its answer";
                    breaches.push(Breach::new("wall", path, line, advice));
                }
            }
        }
        if within.starts_with("actions/") && within != "actions/mod.rs" {
            let deeds: Vec<usize> = numbered(text)
                .filter(|(_, code)| code.starts_with("impl Deed for "))
                .map(|(line, _)| line)
                .collect();
            if deeds.len() != 1 {
                let advice = format!("{} deeds in this file: one file is one deed", deeds.len());
                breaches.push(Breach::new(
                    "wall",
                    path,
                    deeds.get(1).copied().unwrap_or(1),
                    advice,
                ));
            }
        }
    }
    breaches
}

fn outsiders_read_public_views(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (feature, within, path, text) in files(tree) {
        if within != "queries.rs" || !PUBLIC.contains(&feature) {
            continue;
        }
        for (line, said) in literals(text) {
            let mut words = said.split_whitespace();
            while let Some(word) = words.next() {
                let is_from = word.eq_ignore_ascii_case("FROM") || word.eq_ignore_ascii_case("JOIN");
                let table = if is_from { words.next() } else { None };
                if table.is_some_and(|table| !table.starts_with("public_") && !table.starts_with('(')) {
                    let advice =
                        "those who are not signed in read `public_…` views alone: add one in a migration";
                    breaches.push(Breach::new("wall", path, line, advice));
                }
            }
        }
    }
    breaches
}

/// Whatever enters the log is read by people: each deed, and each kind of case, has words.
fn deeds_have_words(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (_, within, path, text) in files(tree) {
        if !within.starts_with("actions/") {
            continue;
        }
        for (line, said) in literals(text) {
            let code = text.lines().nth(line - 1).unwrap_or_default();
            let key = if code.contains("const NAME: ") {
                format!("deed-{}", said.replace(['.', '_'], "-"))
            } else {
                let is_word = |word: &str| {
                    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
                };
                if is_word(said) && code.contains(&format!("Matter::of(\"{said}\"")) {
                    format!("case-{}", said.replace('_', "-"))
                } else {
                    continue;
                }
            };
            for language in ["fa", "en"] {
                let folder = format!("locales/{language}/");
                let mut files = tree
                    .ending(&[".ftl"])
                    .filter(|(file, _)| file.starts_with(&folder));
                let said =
                    files.any(|(_, words)| words.lines().any(|known| known.split(" =").next() == Some(&key)));
                if !said {
                    breaches.push(Breach::new(
                        "wall",
                        path,
                        line,
                        format!(
                            "write `{key}` in the feature's file under {folder}: the log is read by people"
                        ),
                    ));
                }
            }
        }
    }
    breaches
}

/// Deeds that no form does: the program's own, whom nobody has to confirm anything to.
const OF_THE_PROGRAM: [&str; 10] = [
    "bottleneck.find",
    "bottleneck.keep_findings",
    "bottleneck.measure",
    "clock.set_right",
    "exception.find",
    "exception.withdraw",
    "firms.meet",
    "import.finish",
    "import.measure_again",
    "person.renew_sign_in",
];

/// Whoever does something is told that it was done: each deed of people has the words of its confirmation.
fn deeds_are_confirmed(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (_, within, path, text) in files(tree) {
        if !within.starts_with("actions/") {
            continue;
        }
        for (line, name) in literals(text) {
            let code = text.lines().nth(line - 1).unwrap_or_default();
            if !code.contains("const NAME: ") || OF_THE_PROGRAM.contains(&name) {
                continue;
            }
            let key = format!("done-{} =", name.replace(['.', '_'], "-"));
            for language in ["fa", "en"] {
                let folder = format!("locales/{language}/");
                let mut files = tree
                    .ending(&[".ftl"])
                    .filter(|(file, _)| file.starts_with(&folder));
                if !files.any(|(_, words)| words.lines().any(|known| known.starts_with(&key))) {
                    let advice =
                        format!("write `{key} …` in {folder}done.ftl: its doer is told that it was done");
                    breaches.push(Breach::new("wall", path, line, advice));
                }
            }
        }
    }
    breaches
}

#[test]
fn each_broken_wall_is_found() {
    let county = |path: &str| format!("{COUNTY}/{path}");
    let tree = Tree::made_up(&[
        (
            &county("a/model.rs"),
            "use golugah_desk::Read;\n// sea_orm is not here\n",
        ),
        (&county("a/queries.rs"), "use crate::support::web::Page;\n"),
        (
            &county("a/staff_pages.rs"),
            "let a = \"x\";\nlet sql = \"SELECT 1\";\n",
        ),
        (&format!("{GROUND}/g/model.rs"), "use axum::Router;\n"),
        (
            &county("a/actions/mod.rs"),
            "mod two;\nMatter::of(\"odd_case\", id)\n",
        ),
        (
            &county("a/actions/two.rs"),
            "impl Deed for One {\n    const NAME: &'static str = \"a.one\";\n}\nimpl Deed for Two {\n    const NAME: &'static str = \"a.two\";\n}\n",
        ),
        (
            "locales/fa/log.ftl",
            "deed-a-one = یک\ndeed-a-two = دو\ncase-odd-case = پرونده\ndone-a-one = شد\ndone-a-two = شد\n",
        ),
        (
            &county("portal/queries.rs"),
            "let a = \"SELECT x FROM public_a\";\nlet b = \"SELECT x FROM a\";\n",
        ),
        ("locales/en/log.ftl", "deed-a-one = one\ndone-a-one = done\n"),
    ]);
    let breaches = kinds_keep_to_themselves(&tree);
    let expected = [
        "a/actions/two.rs:4",
        "a/model.rs:1",
        "a/queries.rs:1",
        "a/staff_pages.rs:2",
    ];
    let mut expected = expected.map(county).to_vec();
    expected.push(format!("{GROUND}/g/model.rs:1"));
    assert_eq!(places(&breaches), expected);
    let expected = ["a/actions/mod.rs:2", "a/actions/two.rs:5"].map(county);
    assert_eq!(places(&deeds_have_words(&tree)), expected);
    assert_eq!(
        places(&deeds_are_confirmed(&tree)),
        [county("a/actions/two.rs:5")]
    );
    assert_eq!(
        places(&outsiders_read_public_views(&tree)),
        [county("portal/queries.rs:2")]
    );
}

#[test]
fn the_projects_walls_stand() {
    let tree = Tree::of_project();
    let people = format!("{GROUND}/people/queries.rs");
    assert!(tree.has(&people), "the ground was not found");
    assert_none(&kinds_keep_to_themselves(tree));
    assert_none(&outsiders_read_public_views(tree));
    assert_none(&deeds_have_words(tree));
    assert_none(&deeds_are_confirmed(tree));
}
