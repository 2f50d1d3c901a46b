//! Every text exists in both languages, and every key that reaches people has one.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::indicators::{FAMILIES, ROOT};
use crate::breach::{Breach, assert_none, places};
use crate::rust_text::without_tests;
use crate::tree::{Tree, line_of, numbered};

pub(super) const LANGUAGES: [&str; 2] = ["fa", "en"];

/// The keys of a Fluent file with their lines.
pub(super) fn keys(text: &str) -> BTreeMap<&str, usize> {
    let key_of = |line: &'_ str| -> Option<usize> {
        let length = line.find(|symbol: char| !(symbol.is_ascii_alphanumeric() || "-_".contains(symbol)))?;
        let begins = line.starts_with(|symbol: char| symbol.is_ascii_alphabetic());
        (begins && line[length..].trim_start().starts_with('=')).then_some(length)
    };
    numbered(text)
        .filter_map(|(number, line)| Some((&line[..key_of(line)?], number)))
        .collect()
}

fn languages_have_the_same_keys(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (language, other) in [("fa", "en"), ("en", "fa")] {
        let folder = format!("locales/{language}");
        for file in tree.names(&folder) {
            let path = format!("{folder}/{file}");
            let twin = format!("locales/{other}/{file}");
            let theirs = keys(tree.text(&twin).unwrap_or_default());
            for (key, line) in keys(tree.text(&path).unwrap_or_default()) {
                if !theirs.contains_key(key) {
                    breaches.push(Breach::new(
                        "both languages",
                        &path,
                        line,
                        format!("write `{key}` in {twin} too"),
                    ));
                }
            }
        }
    }
    breaches
}

/// A key that people will see, and where it comes from.
struct Shown {
    key: String,
    path: String,
    line: usize,
}

/// Reasons for not computable.
fn reasons(tree: &Tree) -> Vec<Shown> {
    definitions(tree)
        .flat_map(|(path, text, definition)| {
            let reasons = definition
                .get("reasons")
                .and_then(|reasons| reasons.get("keys"))
                .and_then(Value::as_array);
            let keys: Vec<String> = reasons
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect();
            keys.into_iter().map(move |key| Shown {
                line: line_of(text, &format!("\"{key}\"")),
                key,
                path: path.clone(),
            })
        })
        .collect()
}

/// Compared values and parameters.
fn evidence(tree: &Tree) -> Vec<Shown> {
    let mut shown = Vec::new();
    for (path, text, definition) in definitions(tree) {
        for key in definition
            .get("parameters")
            .and_then(Value::as_table)
            .into_iter()
            .flat_map(Table::keys)
        {
            let line = line_of(text, &format!("[parameters.{key}]"));
            shown.push(Shown {
                key: key.clone(),
                path: path.clone(),
                line,
            });
        }
    }
    for (path, text) in tree
        .ending(&[".rs"])
        .filter(|(path, _)| path.starts_with(ROOT) && !path.contains("/tests"))
    {
        for (line, code) in numbered(without_tests(text)) {
            let keys = evidence_keys(code);
            shown.extend(keys.map(|key| Shown {
                key: key.to_owned(),
                path: path.to_owned(),
                line,
            }));
        }
    }
    shown
}

/// The first parts of pairs `("key", …)` on a line, and what `.parameter("key", …)` adds.
fn evidence_keys(code: &str) -> impl Iterator<Item = &str> {
    code.match_indices("(\"").filter_map(move |(at, open)| {
        let before = &code[..at];
        let is_call = before.ends_with(|symbol: char| symbol.is_alphanumeric() || "_!>".contains(symbol));
        if is_call && !before.ends_with(".parameter") || before.trim_start().starts_with("//") {
            return None;
        }
        let (key, rest) = code[at + open.len()..].split_once('"')?;
        let is_key = !key.is_empty()
            && key
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        (is_key && rest.starts_with(',')).then_some(key)
    })
}

fn definitions(tree: &Tree) -> impl Iterator<Item = (String, &str, Table)> {
    FAMILIES.into_iter().flat_map(move |family| {
        let folder = format!("{ROOT}/{family}");
        tree.folders(&folder).into_iter().filter_map(move |name| {
            let path = format!("{folder}/{name}/indicator.toml");
            let text = tree.text(&path)?;
            let table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
            Some((path, text, table))
        })
    })
}

fn have_texts(tree: &Tree, shown: &[Shown], file: &str) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for language in LANGUAGES {
        let locale = format!("locales/{language}/{file}");
        let known = keys(tree.text(&locale).unwrap_or_default());
        for Shown { key, path, line } in shown {
            if !known.contains_key(key.as_str()) {
                let advice = format!("people will see `{key}`: give it words in {locale}");
                breaches.push(Breach::new("words for people", path, *line, advice));
            }
        }
    }
    breaches
}

#[test]
fn a_key_of_one_language_is_found() {
    let tree = Tree::made_up(&[
        ("locales/fa/a.ftl", "# x\none = ۱\ntwo = ۲\n"),
        ("locales/en/a.ftl", "one = 1\n  more = x\n"),
    ]);
    assert_eq!(
        places(&languages_have_the_same_keys(&tree)),
        ["locales/fa/a.ftl:3"]
    );
}

#[test]
fn a_reason_a_parameter_and_a_compared_value_without_words_are_found() {
    let folder = format!("{ROOT}/procurement/a");
    let tree = Tree::made_up(&[
        (
            &format!("{folder}/indicator.toml"),
            "[parameters.share]\nvalue = 1\n[reasons]\nkeys = [\"no_bids\", \"told\"]\n",
        ),
        (
            &format!("{folder}/mod.rs"),
            "let a = vec![(\"wait\", b)];\nc.push((\"told\", d));\nout.parameter(\"fence\", e);\np.word(\"kind\", f);\n// (\"x\", y)\n",
        ),
        ("locales/fa/reasons.ftl", "told = گفته\n"),
        ("locales/en/reasons.ftl", "told = told\nno_bids = no bids\n"),
        (
            "locales/fa/evidence.ftl",
            "told = گفته\nwait = معطلی\nshare = سهم\nfence = حصار\n",
        ),
        ("locales/en/evidence.ftl", "told = told\n"),
    ]);
    assert_eq!(
        places(&have_texts(&tree, &reasons(&tree), "reasons.ftl")),
        [format!("{folder}/indicator.toml:4")]
    );
    let silent = have_texts(&tree, &evidence(&tree), "evidence.ftl");
    let expected = ["indicator.toml:1", "mod.rs:1", "mod.rs:3"].map(|place| format!("{folder}/{place}"));
    assert_eq!(places(&silent), expected);
}

#[test]
fn the_projects_texts_exist_in_both_languages() {
    let tree = Tree::of_project();
    assert!(tree.names("locales/fa").len() >= 4, "the locales were not found");
    assert_none(&languages_have_the_same_keys(tree));
    assert_none(&have_texts(tree, &reasons(tree), "reasons.ftl"));
    assert_none(&have_texts(tree, &evidence(tree), "evidence.ftl"));
}
