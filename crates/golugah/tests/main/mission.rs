//! The mission as a page of `docs/`: every demand is there, and every page that is named opens in the demonstration.

use std::path::Path;

use crate::program::{Room, demonstration};
use crate::served::{Served, ask, sign_in};

/// One demand: its number, the pages that meet it, the role that opens them, and how far it is.
struct Demand {
    number: usize,
    pages: Vec<String>,
    role: String,
    state: String,
}

fn demands() -> Vec<Demand> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/mission.md");
    let text = std::fs::read_to_string(page).unwrap();
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line
            .strip_prefix("| ")?
            .strip_suffix('|')?
            .split('|')
            .map(str::trim)
            .collect();
        let number = cells[0].parse().ok()?;
        assert_eq!(cells.len(), 7, "{line}");
        assert!(!cells[1].is_empty() && !cells[2].is_empty(), "{line}");
        let pages = cells[3].split('`').filter(|part| part.starts_with('/'));
        Some(Demand {
            number,
            pages: pages.map(str::to_owned).collect(),
            role: cells[4].to_owned(),
            state: cells[5].to_owned(),
        })
    });
    rows.collect()
}

/// The sign-in name of each role in the demonstration, with the password they share.
fn names() -> (Vec<String>, String) {
    let (_, said) = demonstration();
    let (_, said) = said.split_once("sign in as ").unwrap();
    let (names, password) = said
        .lines()
        .next()
        .unwrap()
        .split_once(" with the password ")
        .unwrap();
    (
        names.split(", ").map(str::to_owned).collect(),
        password.to_owned(),
    )
}

#[test]
fn every_demand_stands_there_and_its_pages_open() {
    let demands = demands();
    let numbers: Vec<usize> = demands.iter().map(|demand| demand.number).collect();
    assert_eq!(numbers, (1..=20).collect::<Vec<_>>());

    let room = Room::with_demonstration();
    let site = Served::over(&room, "county", &["--no-worker"]);
    let (names, password) = names();
    let mut cookies = vec![("anybody".to_owned(), String::new())];
    for name in &names {
        let cookie = sign_in(&site.address, name, &password);
        let today = ask(&site.address, "GET", "/en/today", &cookie, "").unwrap();
        let (_, who) = today.split_once("<span class=\"who\">").unwrap();
        let who = who.split("</span>").next().unwrap().to_lowercase();
        cookies.push((who, cookie));
    }
    for demand in &demands {
        match demand.state.as_str() {
            "works" | "in part" => assert!(!demand.pages.is_empty(), "row {}: no page", demand.number),
            "not yet" => assert!(demand.pages.is_empty(), "row {}: a page", demand.number),
            other => panic!("row {}: {other}", demand.number),
        }
        for page in &demand.pages {
            let (_, cookie) = cookies
                .iter()
                .find(|(who, _)| who.contains(&demand.role))
                .unwrap_or_else(|| panic!("row {}: nobody is {}", demand.number, demand.role));
            for language in ["", "/en"] {
                let answer = ask(&site.address, "GET", &format!("{language}{page}"), cookie, "").unwrap();
                assert!(answer.starts_with("HTTP/1.1 200"), "{language}{page}: {answer}");
                assert!(answer.contains("<h1"), "{language}{page} has no heading");
            }
        }
    }
}
