//! An indicator is a folder with six parts.

use crate::breach::{Breach, assert_none, places};
use crate::tree::Tree;

/// Where the families of indicators lie.
pub(crate) const ROOT: &str = "crates/golugah-indicators/src";
/// The families.
pub(crate) const FAMILIES: [&str; 2] = ["procurement", "procedures"];

/// The headings of a page about an indicator, in their order.
const HEADINGS: [(&str, [&str; 7]); 2] = [
    (
        "about.en.md",
        [
            "What it shows",
            "Example",
            "Why it matters",
            "What else could explain it",
            "What to do",
            "How it is computed",
            "Sources",
        ],
    ),
    (
        "about.fa.md",
        [
            "چه نشان می‌دهد",
            "نمونه",
            "چرا مهم است",
            "چه چیز دیگری می‌تواند آن را توضیح دهد",
            "چه باید کرد",
            "چگونه حساب می‌شود",
            "منابع",
        ],
    ),
];

fn indicators_are_whole(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for family in FAMILIES {
        let family = format!("{ROOT}/{family}");
        for name in tree.folders(&family) {
            let folder = format!("{family}/{name}");
            for part in [
                "mod.rs",
                "indicator.toml",
                "indicator.sql",
                "about.fa.md",
                "about.en.md",
            ] {
                let path = format!("{folder}/{part}");
                if tree.text(&path).is_none_or(|text| text.trim().is_empty()) {
                    let advice = "an indicator has this part: docs/recipes/add-an-indicator.md says what belongs in it";
                    breaches.push(Breach::new("six parts", &path, 1, advice));
                }
            }
            for (part, headings) in &HEADINGS {
                breaches.extend(headings_in_order(tree, &format!("{folder}/{part}"), headings));
            }
            let cases = format!("{folder}/cases");
            let names = tree.folders(&cases);
            if names.len() < 2 {
                let advice = "an indicator has at least two cases: one that raises, one that clears or cannot be computed";
                breaches.push(Breach::new("six parts", &cases, 1, advice));
            }
            for case in names {
                let case = format!("{cases}/{case}");
                let parts = tree.names(&case);
                if !["input.jsonl", "input.xes"]
                    .iter()
                    .any(|input| parts.contains(input))
                {
                    breaches.push(Breach::new(
                        "six parts",
                        &case,
                        1,
                        "a case has an input.jsonl or an input.xes",
                    ));
                }
                if !parts.contains("expected.csv") {
                    let advice =
                        "write expected.csv by hand, or with `golugah indicators test --update` and read it";
                    breaches.push(Breach::new("six parts", &case, 1, advice));
                }
            }
        }
    }
    breaches
}

fn headings_in_order(tree: &Tree, path: &str, headings: &[&str]) -> Option<Breach> {
    let text = tree.text(path)?;
    let found: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(str::trim)
        .collect();
    if found == headings {
        return None;
    }
    let line = text
        .lines()
        .position(|line| line.starts_with("## "))
        .map_or(1, |at| at + 1);
    let advice = format!(
        "its headings are, in this order: {}; found {}",
        headings.join(" · "),
        found.join(" · ")
    );
    Some(Breach::new("headings", path, line, advice))
}

#[test]
fn a_missing_part_a_lonely_case_and_a_stray_heading_are_found() {
    let folder = format!("{ROOT}/procurement/a");
    let file = |name: &str| format!("{folder}/{name}");
    let page = |headings: &[&str]| {
        headings
            .iter()
            .map(|heading| format!("## {heading}\n"))
            .collect::<String>()
    };
    let parts = [
        (file("mod.rs"), "x".to_owned()),
        (file("indicator.toml"), "x".to_owned()),
        (file("indicator.sql"), String::new()),
        (file("about.en.md"), page(&HEADINGS[0].1[..6])),
        (file("about.fa.md"), page(&HEADINGS[1].1)),
        (file("cases/raises_one/input.jsonl"), "{}".to_owned()),
    ];
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let breaches = indicators_are_whole(&Tree::made_up(&parts));
    let expected = [
        "indicator.sql:1",
        "about.en.md:1",
        "cases:1",
        "cases/raises_one:1",
    ]
    .map(file);
    assert_eq!(places(&breaches), expected);
}

#[test]
fn the_projects_indicators_are_whole() {
    let tree = Tree::of_project();
    let count: usize = FAMILIES
        .iter()
        .map(|family| tree.folders(&format!("{ROOT}/{family}")).len())
        .sum();
    assert!(
        count >= 18,
        "{count} indicators: the folders were not found under {ROOT}"
    );
    assert_none(&indicators_are_whole(tree));
}
