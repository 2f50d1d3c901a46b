//! Every key that a template or a Rust file asks for has words in both languages.

use std::collections::BTreeSet;

use super::locales::{LANGUAGES, keys};
use crate::breach::{Breach, assert_none, places};
use crate::rust_text::{closing_bracket, code_alone, is_test_file, line_at, without_tests};
use crate::tree::Tree;

/// Calls whose key is their first argument, or a function's second. `.word("state", x)` asks for one of
/// `state-…`.
const CALLS: [&str; 5] = ["say(", "say_of(", "say_with(", "refused(", "Rule("];

/// What begins like this is a key wherever it stands.
const SURE: &str = "refusal-";

/// What is asked for: a key, or the beginning of several.
struct Asked {
    key: String,
    is_family: bool,
    path: String,
    line: usize,
}

fn asked(tree: &Tree) -> Vec<Asked> {
    let mut asked = Vec::new();
    let of_house = |path: &str| {
        path.starts_with("crates/") && !is_test_file(path) && !path.starts_with("crates/golugah-tidy/")
    };
    for (path, text) in tree.ending(&[".html", ".rs"]).filter(|(path, _)| of_house(path)) {
        let is_rust = path.ends_with(".rs");
        let text = if is_rust { without_tests(text) } else { text };
        // In a template quotes are data as often as code, so that only brackets are followed there.
        let code = if is_rust {
            code_alone(text)
        } else {
            text.to_owned()
        };
        let mut add = |key: &str, is_family: bool, at: usize| {
            asked.push(Asked {
                key: key.to_owned(),
                is_family,
                path: path.to_owned(),
                line: line_at(text, at),
            });
        };
        for (call, is_family) in CALLS
            .map(|call| (call, false))
            .into_iter()
            .chain([(".word(", true)])
        {
            for (at, _) in code.match_indices(call) {
                let before = code[..at].chars().next_back();
                if !is_family && before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                    continue;
                }
                // A function is told the language first, a method knows it.
                let most = if is_family || before == Some('.') { 1 } else { 2 };
                let open = at + call.len() - 1;
                let end = if is_rust {
                    closing_bracket(&code, open)
                } else {
                    text[open..].find(')').map_or(text.len(), |end| open + end + 1)
                };
                let key = text[open + 1..end]
                    .splitn(3, ',')
                    .take(most)
                    .find_map(|argument| {
                        let key = argument.trim().trim_end_matches(')').trim_end();
                        key.strip_prefix('"')?.strip_suffix('"')
                    });
                if let Some(key) = key.filter(|key| is_key(key)) {
                    add(key, is_family, at);
                }
            }
        }
        for (at, _) in text.match_indices(&format!("\"{SURE}")) {
            if let Some(key) = text[at + 1..]
                .split('"')
                .next()
                .filter(|key| is_key(key) && *key != SURE)
            {
                add(key, false, at);
            }
        }
    }
    asked
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_')
}

fn what_is_asked_for_has_words(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let asked = asked(tree);
    for language in LANGUAGES {
        let folder = format!("locales/{language}/");
        let known: BTreeSet<&str> = tree
            .ending(&[".ftl"])
            .filter(|(path, _)| path.starts_with(&folder))
            .flat_map(|(_, text)| keys(text).into_keys())
            .collect();
        let mut told = BTreeSet::new();
        for Asked {
            key,
            is_family,
            path,
            line,
        } in &asked
        {
            let begin = format!("{key}-");
            let is_known = if *is_family {
                known.iter().any(|known| known.starts_with(&begin))
            } else {
                known.contains(key.as_str())
            };
            if !is_known && told.insert((path, line, key)) {
                let what = if *is_family { begin + "…" } else { key.clone() };
                let advice = format!("`{what}` has no words in {folder}: people would read the key itself");
                breaches.push(Breach::new("words for people", path, *line, advice));
            }
        }
    }
    breaches.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    breaches
}

#[test]
fn a_key_without_words_is_found_wherever_it_is_asked_for() {
    let tree = Tree::made_up(&[
        (
            "crates/a/src/templates/x.html",
            "{{ page.say(\"known\") }} {{ page.say(\"half\") }}\n{{ page.say_of(\"gone\", \"n\", 1) }} {{ page.word(\"state\", s) }}\n{{ page.word(\"odd\", s) }}{{ page.say(key) }}\n",
        ),
        (
            "crates/a/src/b.rs",
            "say(Language::Persian, \"lost\", &[]);\nlet a = Err(Refusal::Rule(\n    \"refusal-lost\",\n));\n// say(\"no\")\nlet b = \"refusal-known\"; x.essay(\"no\");\n#[cfg(test)]\nmod tests {\n say(\"no\") }\n",
        ),
        (
            "locales/fa/a.ftl",
            "known = ۱\nhalf = ۲\nstate-a = ۳\nrefusal-known = ۴\n",
        ),
        ("locales/en/b.ftl", "known = 1\nstate-a = 3\nrefusal-known = 4\n"),
    ]);
    let mut found = places(&what_is_asked_for_has_words(&tree));
    found.dedup();
    let expected = [
        "b.rs:1",
        "b.rs:2",
        "b.rs:3",
        "templates/x.html:1",
        "templates/x.html:2",
        "templates/x.html:3",
    ];
    assert_eq!(found, expected.map(|place| format!("crates/a/src/{place}")));
    let half = what_is_asked_for_has_words(&tree);
    let half: Vec<_> = half
        .iter()
        .filter(|breach| breach.advice.contains("`half`"))
        .collect();
    assert_eq!(half.len(), 1, "only one language lacks it");
}

#[test]
fn what_the_project_asks_for_has_words() {
    let tree = Tree::of_project();
    assert!(asked(tree).len() > 500, "hardly a key was found");
    assert_none(&what_is_asked_for_has_words(tree));
}
