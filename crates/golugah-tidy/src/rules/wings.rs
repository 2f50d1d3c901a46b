//! Which feature may know which at all: none of another wing, and none in a circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::breach::{Breach, assert_none, places};
use crate::features::{Feature, Source, features, owner, paths_of_crate, sources};
use crate::house::deeds;
use crate::rust_text::{line_at, literals};
use crate::tree::Tree;

/// Whether a circle among features is a breach. It is switched on with the change that opens the last one.
const CIRCLES_ARE_BROKEN: bool = true;

/// Whether an arrow from one wing to another is a breach. As above.
const WINGS_ARE_APART: bool = true;

/// One file's knowledge of a feature that is not its own.
struct Arrow<'t> {
    from: &'t Feature,
    to: &'t Feature,
    path: &'t str,
    line: usize,
    /// What it asks for behind the feature's name.
    behind: Vec<String>,
}

fn arrows<'t>(sources: &'t [Source<'t>], features: &'t [Feature]) -> Vec<Arrow<'t>> {
    let mut found = Vec::new();
    for source in sources {
        let Some(from) = owner(features, source.path) else {
            continue;
        };
        for (line, path) in paths_of_crate(&source.code) {
            let to = features.iter().find_map(|feature| {
                // A wing may be left out where its features are named at the crate's root.
                let rest = match (&feature.wing, path.as_slice()) {
                    (Some(wing), [first, second, rest @ ..]) if first == wing && *second == feature.name => {
                        rest
                    }
                    (_, [first, rest @ ..]) if *first == feature.name => rest,
                    _ => return None,
                };
                Some((feature, rest))
            });
            if let Some((to, rest)) = to.filter(|(to, _)| *to != from) {
                found.push(Arrow {
                    from,
                    to,
                    path: source.path,
                    line,
                    behind: rest.iter().map(|part| (*part).to_owned()).collect(),
                });
            }
        }
    }
    found
}

fn wings_keep_apart(tree: &Tree) -> Vec<Breach> {
    let (sources, features) = (sources(tree), features(tree));
    let mut breaches = Vec::new();
    for arrow in arrows(&sources, &features) {
        let (Some(from), Some(to)) = (&arrow.from.wing, &arrow.to.wing) else {
            continue;
        };
        if from != to {
            let advice = format!(
                "`{}` stands in the wing {to}, this file in {from}: ask through a seam of the ground",
                arrow.to.name
            );
            breaches.push(Breach::new("wing", arrow.path, arrow.line, advice));
        }
    }
    breaches
}

/// Within a wing a feature is asked at its `mod.rs`: what lies in files of a kind stays behind it.
fn neighbours_meet_at_their_fronts(tree: &Tree) -> Vec<Breach> {
    let (sources, features) = (sources(tree), features(tree));
    let mut breaches = Vec::new();
    for arrow in arrows(&sources, &features)
        .iter()
        .filter(|arrow| arrow.to.wing.is_some())
    {
        let is_kind = |part: &String| part == "queries" || part == "model" || part.ends_with("pages");
        if arrow.behind.first().is_some_and(is_kind) {
            let advice = format!("this is {0}'s own: ask for it in {0}/mod.rs", arrow.to.name);
            breaches.push(Breach::new("wing", arrow.path, arrow.line, advice));
        }
    }
    breaches
}

/// Each arrow that lies on a way back to where it begins.
fn no_circles(tree: &Tree) -> Vec<Breach> {
    let (sources, features) = (sources(tree), features(tree));
    let arrows = arrows(&sources, &features);
    let mut next: BTreeMap<&Feature, BTreeSet<&Feature>> = BTreeMap::new();
    for arrow in &arrows {
        next.entry(arrow.from).or_default().insert(arrow.to);
    }
    let leads_to = |from: &Feature, to: &Feature| {
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![from]);
        while let Some(at) = waiting.pop() {
            if at == to {
                return true;
            }
            if seen.insert(at) {
                waiting.extend(next.get(at).into_iter().flatten().copied());
            }
        }
        false
    };
    let mut told = BTreeSet::new();
    let mut breaches = Vec::new();
    for arrow in &arrows {
        if leads_to(arrow.to, arrow.from) && told.insert((arrow.path, &arrow.to.name)) {
            let advice = format!(
                "{} knows {}, which knows {} in turn: open the circle through a seam",
                arrow.from.name, arrow.to.name, arrow.from.name
            );
            breaches.push(Breach::new("circle", arrow.path, arrow.line, advice));
        }
    }
    breaches
}

/// The features that use a name, each with the first place where it does.
type Users = BTreeMap<String, (String, usize)>;

/// A deed's name, a kind of case and a table belong to one feature each.
fn names_belong_to_one_feature(tree: &Tree) -> Vec<Breach> {
    let (sources, features) = (sources(tree), features(tree));
    let mut used: BTreeMap<(&str, String), Users> = BTreeMap::new();
    let mut note = |kind: &'static str, name: &str, of: &str, place: (String, usize)| {
        let by = used.entry((kind, name.to_owned())).or_default();
        by.entry(of.to_owned()).or_insert(place);
    };
    for (name, deed) in deeds(&sources, &features) {
        let subject = name.split('.').next().unwrap_or_default();
        note("deeds", subject, &deed.of, deed.place);
    }
    for source in &sources {
        let Some(feature) = owner(&features, source.path) else {
            continue;
        };
        let is_deed = source.path.contains("/actions/");
        for (line, said) in literals(source.text).into_iter().filter(|_| is_deed) {
            let is_word =
                |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            let code = source.text.lines().nth(line - 1).unwrap_or_default();
            if is_word(said) && code.contains(&format!("Matter::of(\"{said}\"")) {
                note("cases", said, &feature.name, (source.path.to_owned(), line));
            }
        }
        for call in [".insert(", ".update("] {
            for (at, _) in source.code.match_indices(call) {
                let rest = source.text[at + call.len()..].trim_start();
                if let Some(table) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                    let place = (source.path.to_owned(), line_at(source.text, at));
                    note("tables", table, &feature.name, place);
                }
            }
        }
    }
    let mut breaches = Vec::new();
    for ((kind, name), by) in &used {
        let owners: Vec<&str> = by.keys().map(String::as_str).collect();
        for (path, line) in by.values().filter(|_| by.len() > 1) {
            let advice = format!(
                "{kind} of `{name}` in {}: they belong to one feature",
                owners.join(" and ")
            );
            breaches.push(Breach::new("one owner", path, *line, advice));
        }
    }
    breaches
}

#[cfg(test)]
fn made_up() -> Tree {
    let file = |path: &str| format!("crates/golugah-county/src/{path}");
    let deed = |name: &str, body: &str| {
        format!(
            "impl Deed for A {{\nconst NAME: &'static str = \"{name}\";\nfn perform(self, desk: D) {{ {body} }}\n}}\n"
        )
    };
    Tree::made_up(&[
        (
            &file("council/sessions/mod.rs"),
            "use crate::works::claims;\nuse crate::council::{reports::Booked, papers};",
        ),
        (
            &file("council/sessions/actions/a.rs"),
            &deed(
                "session.a",
                "desk.insert(\"sessions\", x); Matter::of(\"session\", id)",
            ),
        ),
        (
            &file("council/reports/mod.rs"),
            "use crate::sessions::queries::x;\nuse crate::people;",
        ),
        (
            &file("council/reports/actions/a.rs"),
            &deed(
                "session.b",
                "\ndesk.update(\n\"sessions\", x); Matter::of(\"session\", id)",
            ),
        ),
        (&file("council/papers/mod.rs"), "use crate::people::Role;"),
        (&file("council/papers/pages.rs"), ""),
        (
            &file("works/claims/mod.rs"),
            "// crate::sessions\n#[cfg(test)]\nmod tests {\nuse crate::sessions; }",
        ),
        (&file("works/claims/model.rs"), ""),
        (
            "crates/golugah-ground/src/people/mod.rs",
            "fn routes() -> Routes { Routes::new() }",
        ),
        ("crates/golugah-ground/src/people/model.rs", ""),
    ])
}

#[test]
fn an_arrow_between_wings_a_way_behind_a_front_and_a_circle_are_found() {
    let file = |path: &str| format!("crates/golugah-county/src/council/{path}");
    let tree = made_up();
    assert_eq!(places(&wings_keep_apart(&tree)), [file("sessions/mod.rs:1")]);
    assert_eq!(
        places(&neighbours_meet_at_their_fronts(&tree)),
        [file("reports/mod.rs:1")]
    );
    let circle = places(&no_circles(&tree));
    assert_eq!(circle, [file("reports/mod.rs:1"), file("sessions/mod.rs:2")]);
}

#[test]
fn a_name_of_two_features_is_found() {
    let file = |path: &str| format!("crates/golugah-county/src/council/{path}");
    let found = places(&names_belong_to_one_feature(&made_up()));
    let expected = [
        "reports/actions/a.rs:5",
        "sessions/actions/a.rs:3",
        "reports/actions/a.rs:2",
        "sessions/actions/a.rs:2",
        "reports/actions/a.rs:4",
        "sessions/actions/a.rs:3",
    ];
    assert_eq!(found, expected.map(file));
}

#[test]
fn the_projects_features_know_what_they_may() {
    let tree = Tree::of_project();
    assert!(features(tree).len() >= 10, "the features were not found");
    assert_none(&neighbours_meet_at_their_fronts(tree));
    assert_none(&names_belong_to_one_feature(tree));
    if WINGS_ARE_APART {
        assert_none(&wings_keep_apart(tree));
    }
    if CIRCLES_ARE_BROKEN {
        assert_none(&no_circles(tree));
    }
}
