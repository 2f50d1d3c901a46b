//! Every form that is sent makes what it makes once, and knows how much may be typed into each of its fields.

use crate::breach::{Breach, assert_none, places};
use crate::tree::Tree;

/// What each form begins with: the key by which a second sending is known.
const KEY: &str = "{% include \"support/templates/once.html\" %}";

/// The forms of those who are not signed in yet, and those of the frame, which make nothing.
const WITHOUT: [&str; 5] = [
    "county/templates/begin.html",
    "people/templates/sign_in.html",
    "people/templates/take_code.html",
    "support/templates/layout.html",
    "support/templates/utility.html",
];

/// Where the fields of several lines are named.
const TYPED: &str = "crates/golugah-ground/src/support/web/typed.rs";

fn each_form_has_its_key(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in tree.ending(&[".html"]) {
        if WITHOUT.iter().any(|without| path.ends_with(without)) {
            continue;
        }
        for (at, _) in text.match_indices("<form ") {
            let tag = &text[at..at + end_of_tag(&text[at..])];
            if tag.contains("method=\"post\"") && !text[at + tag.len()..].starts_with(KEY) {
                breaches.push(Breach::new(
                    "form",
                    path,
                    line_of(text, at),
                    format!("a form that is sent twice would be done twice: let it begin with {KEY}"),
                ));
            }
        }
    }
    breaches
}

fn each_long_field_is_known(tree: &Tree) -> Vec<Breach> {
    let typed = tree.text(TYPED).unwrap_or_default();
    // The fields of several lines, the one that takes a whole document, and one of many wordings in one form (`text-7`).
    let long: String = typed
        .lines()
        .filter(|line| line.starts_with("const LONG:") || line.starts_with("const WHOLE:"))
        .collect();
    let mut breaches = Vec::new();
    for (path, text) in tree.ending(&[".html"]) {
        for (at, _) in text.match_indices("<textarea ") {
            let tag = &text[at..at + end_of_tag(&text[at..])];
            let name = tag
                .split_once(" name=\"")
                .and_then(|(_, rest)| rest.split_once('"'));
            if let Some((name, _)) = name
                && !long.contains(&format!("\"{name}\""))
                && !name.starts_with("text-{{")
            {
                breaches.push(Breach::new(
                    "form",
                    path,
                    line_of(text, at),
                    format!("`{name}` has several lines and is cut to one: name it in LONG of {TYPED}"),
                ));
            }
        }
    }
    breaches
}

/// How long the tag is that begins here. What a template fills in may hold quotes of its own, and no end of a tag.
fn end_of_tag(text: &str) -> usize {
    text.find('>').map_or(text.len(), |end| end + 1)
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text[..at].matches('\n').count()
}

#[test]
fn every_form_is_sent_once_and_knows_its_fields() {
    assert_none(&each_form_has_its_key(Tree::of_project()));
    assert_none(&each_long_field_is_known(Tree::of_project()));
}

#[test]
fn a_form_without_its_key_is_found() {
    let made_up = Tree::made_up(&[
        (TYPED, "const LONG: [&str; 1] = [\"text\"];\n"),
        (
            "crates/golugah-county/src/works/a/templates/a.html",
            "<form method=\"get\" action=\"/a\">\n<form class=\"form\" method=\"post\" action=\"{{ page.link(\"/a\") }}\">\n\
             <form method=\"post\">{% include \"support/templates/once.html\" %}\n<textarea name=\"text\">\n<textarea name=\"essay\">\n",
        ),
    ]);
    assert_eq!(places(&each_form_has_its_key(&made_up)).len(), 1);
    assert_eq!(places(&each_long_field_is_known(&made_up)).len(), 1);
}
