//! The walls inside the county: what a feature may know of another, and what each kind of file may know at all.
//!
//! Reading is not walled off: one page is one query, and a query joins the tables it needs. Writing is: a table is
//! changed by one feature alone, in whose deeds its rules stand.

use std::collections::{BTreeMap, BTreeSet};

use crate::breach::{Breach, assert_none, places};
use crate::rust_text::{literals, without_tests};
use crate::tree::{Tree, numbered};

const COUNTY: &str = "crates/golugah-county/src";

/// Shared ground, which is no feature.
const SUPPORT: &str = "support";

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
            "support::db",
            "support::web",
            "support::clock",
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
fn files(tree: &Tree) -> Vec<(&str, &str, &str, &str)> {
    let mut files = Vec::new();
    for (path, text) in tree.ending(&[".rs"]) {
        let within = path
            .strip_prefix(COUNTY)
            .and_then(|rest| rest.strip_prefix('/')?.split_once('/'));
        if let Some((feature, within)) = within
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

/// A feature is asked at its `mod.rs`; what lies behind is its own.
fn features_meet_at_their_fronts(tree: &Tree) -> Vec<Breach> {
    let files = files(tree);
    let mut behind: BTreeSet<(&str, String)> = BTreeSet::new();
    for (feature, within, ..) in &files {
        let part = within.split('/').next().unwrap_or_default();
        let part = part.strip_suffix(".rs").unwrap_or(part);
        let face = tree
            .text(&format!("{COUNTY}/{feature}/mod.rs"))
            .unwrap_or_default();
        let is_face = part == "mod" || part == "tests" || opened(face).any(|(_, name)| name == part);
        if !is_face || is_kind(part) {
            behind.insert((feature, format!("{feature}::{part}")));
        }
    }
    let mut breaches = Vec::new();
    for (feature, within, path, text) in files {
        for (line, code) in numbered(text) {
            for (owner, name) in &behind {
                if *owner != feature && mentions(code, name) {
                    let advice = format!("`{name}` is {owner}'s own: ask for it in {owner}/mod.rs");
                    breaches.push(Breach::new("wall", path, line, advice));
                }
            }
        }
        if within == "mod.rs" {
            for (line, _) in opened(text).filter(|(_, name)| is_kind(name)) {
                let advice = "mod.rs is the feature's face: `pub use` what others need, and keep the rest";
                breaches.push(Breach::new("wall", path, line, advice));
            }
        }
        for (line, said) in literals(text) {
            if let Some((owner, _)) = said.split_once("/templates/")
                && owner != feature
                && owner != SUPPORT
                && tree.has(&format!("{COUNTY}/{owner}"))
            {
                let advice =
                    format!("this template is {owner}'s: write one of your own, or move it to support");
                breaches.push(Breach::new("wall", path, line, advice));
            }
        }
    }
    // A status looks the same wherever it stands: `status.html` is to templates what `mod.rs` is to code.
    for (path, text) in tree.ending(&[".html"]) {
        let Some((feature, _)) = path
            .strip_prefix(COUNTY)
            .and_then(|rest| rest.strip_prefix('/')?.split_once('/'))
        else {
            continue;
        };
        for (line, code) in numbered(text) {
            for (at, _) in code.match_indices("/templates/") {
                let owner = code[..at].rsplit('"').next().unwrap_or_default();
                let is_face = code[at..].starts_with("/templates/status.html");
                if owner != feature && owner != SUPPORT && !is_face {
                    let advice = format!("this template is {owner}'s: only its status.html is for others");
                    breaches.push(Breach::new("wall", path, line, advice));
                }
            }
        }
    }
    breaches
}

/// The modules that a `mod.rs` opens to others, with their lines.
fn opened(face: &str) -> impl Iterator<Item = (usize, &str)> {
    numbered(face).filter_map(|(line, code)| {
        let name = code
            .strip_prefix("pub mod ")
            .or(code.strip_prefix("pub(crate) mod "))?;
        Some((line, name.strip_suffix(';')?))
    })
}

/// Whether a module is of a kind that is a feature's own, whatever is in it.
fn is_kind(name: &str) -> bool {
    name == "model" || name == "queries" || name.ends_with("pages")
}

fn mentions(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + name.len()..].chars().next();
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !is_word(before) && !is_word(after)
    })
}

/// Every table that a deed writes, with who does and where: `desk.insert("table"` and `desk.update("table"`.
fn written(tree: &Tree) -> BTreeMap<String, BTreeMap<String, Vec<(String, usize)>>> {
    let mut written: BTreeMap<String, BTreeMap<String, Vec<(String, usize)>>> = BTreeMap::new();
    for (feature, _, path, text) in files(tree) {
        for (at, call) in text
            .match_indices(".insert(")
            .chain(text.match_indices(".update("))
        {
            let arguments = text[at + call.len()..].trim_start();
            let Some((table, _)) = arguments.strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
                continue;
            };
            let line = text[..at].lines().count();
            let places = written.entry(table.to_owned()).or_default();
            places
                .entry(feature.to_owned())
                .or_default()
                .push((path.to_owned(), line));
        }
    }
    written
}

fn a_table_is_changed_by_one_feature(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (table, by) in written(tree) {
        // Who writes it most is taken for its owner.
        let owner = by
            .iter()
            .max_by_key(|(_, places)| places.len())
            .map(|(feature, _)| feature.clone());
        let owner = owner.unwrap_or_default();
        for (path, line) in by
            .iter()
            .filter(|(feature, _)| **feature != owner)
            .flat_map(|(_, places)| places)
        {
            let advice = format!(
                "`{table}` is changed by {owner} too: let one of them do it, and the other ask for it"
            );
            breaches.push(Breach::new("wall", path, *line, advice));
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
                match said.split_once("/{") {
                    Some((case, _))
                        if !case.is_empty()
                            && case.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') =>
                    {
                        format!("case-{}", case.replace('_', "-"))
                    }
                    _ => continue,
                }
            };
            for language in ["fa", "en"] {
                let file = format!("locales/{language}/log.ftl");
                let known = tree.text(&file).unwrap_or_default();
                if !known.lines().any(|known| known.split(" =").next() == Some(&key)) {
                    breaches.push(Breach::new(
                        "wall",
                        path,
                        line,
                        format!("write `{key}` in {file}: the log is read by people"),
                    ));
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
            "use crate::support::db::Read;\n// sea_orm is not here\n",
        ),
        (&county("a/queries.rs"), "use crate::support::web::Page;\n"),
        (
            &county("a/staff_pages.rs"),
            "let a = \"x\";\nlet sql = \"SELECT 1\";\n",
        ),
        (
            &county("a/actions/mod.rs"),
            "mod two;\nformat!(\"odd_case/{id}\")\n",
        ),
        (
            &county("a/actions/two.rs"),
            "impl Deed for One {\n    const NAME: &'static str = \"a.one\";\n}\nimpl Deed for Two {\n    const NAME: &'static str = \"a.two\";\n}\n",
        ),
        (
            "locales/fa/log.ftl",
            "deed-a-one = یک\ndeed-a-two = دو\ncase-odd-case = پرونده\n",
        ),
        ("locales/en/log.ftl", "deed-a-one = one\n"),
    ]);
    let breaches = kinds_keep_to_themselves(&tree);
    let expected = [
        "a/actions/two.rs:4",
        "a/model.rs:1",
        "a/queries.rs:1",
        "a/staff_pages.rs:2",
    ]
    .map(county);
    assert_eq!(places(&breaches), expected);
    let expected = ["a/actions/mod.rs:2", "a/actions/two.rs:5"].map(county);
    assert_eq!(places(&deeds_have_words(&tree)), expected);
}

#[test]
fn a_feature_that_reaches_behind_another_ones_front_is_found() {
    let county = |path: &str| format!("{COUNTY}/{path}");
    let tree = Tree::made_up(&[
        (
            &county("a/mod.rs"),
            "pub mod actions;\npub mod queries;\nmod pages;\n",
        ),
        (&county("a/queries.rs"), "let sql = \"SELECT 1 FROM b\";\n"),
        (
            &county("a/templates/x.html"),
            "{% extends \"support/templates/layout.html\" %}\n",
        ),
        (
            &county("b/templates/y.html"),
            "{% include \"a/templates/status.html\" %}\n{% include \"b/templates/z.html\" %} {% include \"a/templates/x.html\" %}\n",
        ),
        (
            &county("a/actions/one.rs"),
            "desk.insert(\"as\", x)\ndesk.update(\n    \"as\",\n",
        ),
        (
            &county("b/pages.rs"),
            "use crate::a::actions::One;\nuse crate::{a::queries, c};\n#[template(path = \"a/templates/x.html\")]\ndesk.insert(\"as\", x)\n",
        ),
        (&county("support/x.rs"), "crate::a::queries\n"),
        (
            &county("portal/queries.rs"),
            "let a = \"SELECT x FROM public_a\";\nlet b = \"SELECT x FROM a\";\n",
        ),
    ]);
    let expected = [
        "a/mod.rs:2",
        "b/pages.rs:2",
        "b/pages.rs:3",
        "b/templates/y.html:2",
    ]
    .map(county);
    assert_eq!(places(&features_meet_at_their_fronts(&tree)), expected);
    assert_eq!(
        places(&a_table_is_changed_by_one_feature(&tree)),
        [county("b/pages.rs:4")]
    );
    assert_eq!(
        places(&outsiders_read_public_views(&tree)),
        [county("portal/queries.rs:2")]
    );
}

#[test]
fn the_projects_walls_stand() {
    let tree = Tree::of_project();
    assert!(
        written(tree).contains_key("resolutions"),
        "no deed was found that writes"
    );
    assert_none(&kinds_keep_to_themselves(tree));
    assert_none(&features_meet_at_their_fronts(tree));
    assert_none(&a_table_is_changed_by_one_feature(tree));
    assert_none(&outsiders_read_public_views(tree));
    assert_none(&deeds_have_words(tree));
}
