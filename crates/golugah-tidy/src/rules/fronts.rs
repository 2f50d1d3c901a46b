//! What a feature of the county may know of another.
//!
//! Reading is not walled off: one page is one query, and a query joins the tables it needs. Writing is: a table is
//! changed by one feature alone, in whose deeds its rules stand.

use std::collections::{BTreeMap, BTreeSet};

use super::walls::{COUNTY, SUPPORT, feature_of, files};
use crate::breach::{Breach, assert_none, places};
use crate::rust_text::literals;
use crate::tree::{Tree, numbered};

/// A feature is asked at its `mod.rs`; what lies behind is its own.
fn features_meet_at_their_fronts(tree: &Tree) -> Vec<Breach> {
    let files = files(tree);
    let mut behind: BTreeSet<(&str, String)> = BTreeSet::new();
    let features: BTreeSet<&str> = files.iter().map(|(feature, ..)| *feature).collect();
    for (feature, within, path, _) in &files {
        let part = within.split('/').next().unwrap_or_default();
        let part = part.strip_suffix(".rs").unwrap_or(part);
        let folder = path.strip_suffix(within).unwrap_or_default();
        let face = tree.text(&format!("{folder}mod.rs")).unwrap_or_default();
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
                && features.contains(owner)
            {
                let advice =
                    format!("this template is {owner}'s: write one of your own, or move it to support");
                breaches.push(Breach::new("wall", path, line, advice));
            }
        }
    }
    // A status looks the same wherever it stands: `status.html` is to templates what `mod.rs` is to code.
    for (path, text) in tree.ending(&[".html"]) {
        let Some((feature, _)) = feature_of(path) else {
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
}

#[test]
fn the_projects_features_meet_at_their_fronts() {
    let tree = Tree::of_project();
    assert!(
        written(tree).contains_key("resolutions"),
        "no deed was found that writes"
    );
    assert_none(&features_meet_at_their_fronts(tree));
    assert_none(&a_table_is_changed_by_one_feature(tree));
}
