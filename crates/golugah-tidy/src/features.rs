//! Where the house's features are: found by what lies in a folder, wherever that folder was moved.

use std::collections::BTreeSet;

use crate::rust_text::{code_alone, is_test_file, without_tests};
use crate::tree::Tree;

/// What of the ground is no feature.
const SUPPORT: &str = "support";

/// The kinds of files and folders that only a feature has.
const KINDS: [&str; 5] = ["offer.rs", "queries.rs", "model.rs", "actions", "templates"];

/// A folder with a record's rules, deeds and pages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Feature {
    /// The folder's own name.
    pub(crate) name: String,
    /// The folder around it, where that is a wing: one that holds features and is none.
    pub(crate) wing: Option<String>,
    /// The whole path.
    pub(crate) folder: String,
}

/// A Rust file of the house: its path, its text without tests, that text's code alone.
pub(crate) struct Source<'t> {
    pub(crate) path: &'t str,
    pub(crate) text: &'t str,
    pub(crate) code: String,
}

/// The crates that have deeds or routes, the program apart.
fn crates(tree: &Tree) -> BTreeSet<&str> {
    tree.ending(&[".rs"])
        .filter(|(path, text)| {
            !is_test_file(path) && (text.contains("impl Deed for ") || text.contains("Routes::new()"))
        })
        .filter_map(|(path, _)| path.strip_prefix("crates/")?.split('/').next())
        .filter(|name| !["golugah", "golugah-tidy"].contains(name))
        .collect()
}

/// Every Rust file of those crates, tests left out.
pub(crate) fn sources(tree: &Tree) -> Vec<Source<'_>> {
    let crates = crates(tree);
    let of_house = |path: &str| {
        let mut parts = path.split('/').skip(1);
        let (name, folder) = (parts.next(), parts.next());
        name.is_some_and(|name| crates.contains(name)) && folder == Some("src") && !is_test_file(path)
    };
    tree.ending(&[".rs"])
        .filter(|(path, _)| path.starts_with("crates/") && of_house(path))
        .map(|(path, text)| {
            let text = without_tests(text);
            Source {
                path,
                text,
                code: code_alone(text),
            }
        })
        .collect()
}

/// The features of those crates, in order of folder.
pub(crate) fn features(tree: &Tree) -> Vec<Feature> {
    let mut found = Vec::new();
    for name in crates(tree) {
        let root = format!("crates/{name}/src");
        for first in tree.folders(&root) {
            let folder = format!("{root}/{first}");
            if first == SUPPORT {
                continue;
            }
            if is_feature(tree, &folder) {
                found.push(Feature {
                    name: first.to_owned(),
                    wing: None,
                    folder,
                });
                continue;
            }
            for second in tree.folders(&folder) {
                let within = format!("{folder}/{second}");
                if is_feature(tree, &within) {
                    found.push(Feature {
                        name: second.to_owned(),
                        wing: Some(first.to_owned()),
                        folder: within,
                    });
                }
            }
        }
    }
    found
}

fn is_feature(tree: &Tree, folder: &str) -> bool {
    let (files, folders) = (tree.names(folder), tree.folders(folder));
    let is_kind = |name: &&str| KINDS.contains(name) || name.ends_with("pages.rs");
    files.contains("mod.rs") && (files.iter().any(is_kind) || folders.iter().any(is_kind))
}

/// The feature a file belongs to.
pub(crate) fn owner<'f>(features: &'f [Feature], path: &str) -> Option<&'f Feature> {
    features.iter().find(|feature| {
        path.strip_prefix(feature.folder.as_str())
            .is_some_and(|rest| rest.starts_with('/'))
    })
}

/// Every path that begins with `crate::`, its braces opened, with its line: `crate::{a::b, c}` is `a::b` and `c`.
#[cfg(test)]
pub(crate) fn paths_of_crate(code: &str) -> Vec<(usize, Vec<&str>)> {
    let mut found = Vec::new();
    for (at, begin) in code.match_indices("crate::") {
        let is_word = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if !is_word {
            open_braces(code, at + begin.len(), &mut Vec::new(), &mut found);
        }
    }
    found
}

/// Reads one path of a `use` from `at`, and gives the place behind it.
#[cfg(test)]
fn open_braces<'c>(
    code: &'c str,
    mut at: usize,
    before: &mut Vec<&'c str>,
    found: &mut Vec<(usize, Vec<&'c str>)>,
) -> usize {
    let (line, depth) = (crate::rust_text::line_at(code, at), before.len());
    loop {
        at += code[at..].len() - code[at..].trim_start().len();
        if code[at..].starts_with('{') {
            at += 1;
            loop {
                at += code[at..].len() - code[at..].trim_start_matches([' ', '\n', ',']).len();
                if at >= code.len() || code[at..].starts_with('}') {
                    at = (at + 1).min(code.len());
                    break;
                }
                let behind = open_braces(code, at, before, found);
                if behind == at {
                    // Nothing that a `use` may hold: leave it.
                    break;
                }
                at = behind;
            }
            before.truncate(depth);
            return at;
        }
        let length = code[at..]
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '*'))
            .unwrap_or(code.len() - at);
        if length > 0 {
            before.push(&code[at..at + length]);
        }
        at += length;
        if length > 0 && code[at..].starts_with("::") && !code[at..].starts_with("::<") {
            at += 2;
            continue;
        }
        if !before.is_empty() {
            found.push((line, before.clone()));
        }
        before.truncate(depth);
        return at;
    }
}

#[test]
fn features_and_wings_are_found_by_what_lies_in_them() {
    let tree = Tree::made_up(&[
        ("crates/golugah-county/src/lib.rs", ""),
        ("crates/golugah-county/src/council/mod.rs", "pub mod sessions;"),
        ("crates/golugah-county/src/council/sessions/mod.rs", ""),
        (
            "crates/golugah-county/src/council/sessions/actions/call.rs",
            "impl Deed for Call {}",
        ),
        ("crates/golugah-county/src/council/sessions/minutes/mod.rs", ""),
        (
            "crates/golugah-county/src/council/sessions/minutes/queries.rs",
            "",
        ),
        ("crates/golugah-ground/src/people/mod.rs", ""),
        ("crates/golugah-ground/src/people/staff_pages.rs", "Routes::new()"),
        ("crates/golugah-ground/src/support/mod.rs", ""),
        ("crates/golugah-ground/src/support/templates/layout.html", ""),
        ("crates/golugah-lake/src/a/mod.rs", ""),
        ("crates/golugah-lake/src/a/model.rs", ""),
    ]);
    let found = features(&tree);
    let names: Vec<_> = found
        .iter()
        .map(|feature| (feature.wing.as_deref(), feature.name.as_str()))
        .collect();
    assert_eq!(names, [(Some("council"), "sessions"), (None, "people")]);
    let path = "crates/golugah-county/src/council/sessions/minutes/queries.rs";
    assert_eq!(
        owner(&found, path).map(|feature| feature.name.as_str()),
        Some("sessions")
    );
    assert_eq!(owner(&found, "crates/golugah-county/src/lib.rs"), None);
}

#[test]
fn braces_of_a_use_are_opened() {
    let code = "use crate::{a::{b, c::d}, e};\nfn x() { crate::f::g(1); mycrate::h() }\nuse crate::i as j;";
    let found = paths_of_crate(code);
    let found: Vec<_> = found
        .iter()
        .map(|(line, path)| (*line, path.join("::")))
        .collect();
    let expected = [(1, "a::b"), (1, "a::c::d"), (1, "e"), (2, "f::g"), (3, "i")];
    assert_eq!(found, expected.map(|(line, path)| (line, path.to_owned())));
}
