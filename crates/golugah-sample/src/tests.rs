use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::*;

/// One draft and a short run: the files are those of some county, the truth is rough.
const LITTLE: (Effort, Effort) = (Effort { drafts: 1, lives: 2 }, Effort { drafts: 1, lives: 1 });

/// A folder of its own for one test, removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("golugah-sample-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn county(name: &str, seed: u64) -> (Folder, Summary, Vec<String>) {
    let folder = Folder::new(name);
    let mut told = Vec::new();
    let summary = write_with(&folder.0, seed, Default::default(), LITTLE, &mut |name| {
        told.push(name.to_owned());
    })
    .unwrap();
    (folder, summary, told)
}

/// The identifier of the process that a line is about.
fn ocid(line: &str) -> &str {
    line.split("\"ocid\":\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
}

fn bytes(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(&folder.0)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            (
                entry.file_name().into_string().unwrap(),
                std::fs::read(entry.path()).unwrap(),
            )
        })
        .collect()
}

#[test]
fn one_seed_is_one_county_and_another_is_another() {
    let (first, summary, told) = county("one", 5);
    let (again, ..) = county("again", 5);
    let (other, ..) = county("other", 6);
    let (first, again, other) = (bytes(&first), bytes(&again), bytes(&other));
    assert!(first == again, "the same seed gave other bytes");
    assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    assert_eq!(told.iter().collect::<BTreeSet<_>>(), first.keys().collect());
    for (name, content) in &first {
        assert_eq!(content == &other[name], name == "README.txt", "{name}");
    }

    assert!(summary.tenders >= 11_600, "{summary:?}");
    assert!((75_000..90_000).contains(&summary.events), "{summary:?}");
    let text = |name: &str| std::str::from_utf8(&first[name]).unwrap();
    let lines = || {
        ["tenders.jsonl", "awards.jsonl"]
            .into_iter()
            .flat_map(|name| text(name).lines())
    };
    let ocids: Vec<&str> = lines().map(ocid).collect();
    let tenders: BTreeSet<&str> = ocids.iter().copied().collect();
    assert_eq!(tenders.len() as u64, summary.tenders);
    // Some are announced by a release of their own, some are told step by step, and some hold several purchases as lots.
    assert!(
        (3_000..6_500).contains(&(ocids.len() - tenders.len())),
        "{}",
        ocids.len()
    );
    let with_lots: BTreeSet<&str> = lines()
        .filter(|line| line.contains("\"lots\":"))
        .map(ocid)
        .collect();
    assert!((250..1_000).contains(&with_lots.len()), "{}", with_lots.len());
    let of_two_files: BTreeSet<&str> = text("awards.jsonl").lines().map(ocid).collect();
    assert!((80..400).contains(&of_two_files.len()), "{}", of_two_files.len());
    let in_the_first: BTreeSet<&str> = text("tenders.jsonl").lines().map(ocid).collect();
    assert!(in_the_first.is_superset(&of_two_files));
    let of_logs = |needle: &str| -> u64 {
        first
            .keys()
            .filter(|name| name.ends_with(".xes"))
            .map(|name| text(name).matches(needle).count() as u64)
            .sum()
    };
    assert_eq!(
        (of_logs("<trace>"), of_logs("</trace>")),
        (summary.cases, summary.cases)
    );
    assert_eq!(
        (of_logs("<event>"), of_logs("\"time:timestamp\" value=\"202")),
        (summary.events, summary.events)
    );

    let truth: Vec<serde_json::Value> = serde_json::from_slice(&first["truth.json"]).unwrap();
    assert_eq!(truth.len() as u64, summary.truths);
    let mut keys: Vec<(&str, &str, &str)> = Vec::new();
    for it in &truth {
        let field = |value: &'static str| it[value].as_str().unwrap();
        assert_eq!((field("from"), field("to")), ("2023-03-21", "2026-03-20"));
        assert!(it["planted"].as_bool().unwrap() && it["true_rate"].as_f64().unwrap() > 0.05);
        keys.push((
            field("indicator"),
            it["group"]["kind"].as_str().unwrap(),
            it["group"]["id"].as_str().unwrap(),
        ));
    }
    let all: String = first.keys().map(|name| text(name)).collect();
    assert!(
        keys.iter()
            .all(|key| all.contains(&format!("\"{}\"", key.2)) || key.1 == "step" || key.1 == "procedure")
    );
    assert!(
        keys.windows(2).all(|pair| pair[0] < pair[1]),
        "in order, and none twice"
    );
    let indicators: BTreeSet<&str> = keys.iter().map(|key| key.0).collect();
    assert_eq!(
        indicators.len(),
        17,
        "every indicator that names has something to find: {indicators:?}"
    );
}

#[test]
fn a_list_of_winners_keeps_the_lots_and_says_nothing_of_bids_in_any_release() {
    let folder = Folder::new("winners");
    let of = (Size::Middle, Detail::Winners);
    write_with(&folder.0, 5, of, LITTLE, &mut |_| {}).unwrap();
    let files = bytes(&folder);
    let releases: Vec<serde_json::Value> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".jsonl"))
        .flat_map(|(_, content)| std::str::from_utf8(content).unwrap().lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(releases.iter().any(|release| release["tag"][0] == "planning"));
    let mut of_lots = 0;
    for release in &releases {
        assert!(release["bids"].is_null() && release["tender"]["tenderPeriod"].is_null());
        assert!(release["tender"]["tenderers"].is_null());
        let parties = release["parties"].as_array().unwrap();
        assert!(
            parties
                .iter()
                .all(|party| party["roles"] != serde_json::json!(["tenderer"]))
        );
        let awards = release["awards"].as_array().into_iter().flatten();
        for award in awards.filter(|award| award["relatedLots"].is_array()) {
            assert!(award["value"]["amount"].is_i64() && award["suppliers"].is_array());
            of_lots += 1;
        }
    }
    assert!(of_lots > 10, "{of_lots}");
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let folder = Folder::new("occupied");
    std::fs::create_dir_all(&folder.0).unwrap();
    std::fs::write(folder.0.join("letter.txt"), "kept").unwrap();
    let error = write_with(&folder.0, 1, Default::default(), LITTLE, &mut |_| {}).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    assert!(
        error.to_string().contains("occupied"),
        "the error names the folder: {error}"
    );
    assert_eq!(bytes(&folder).len(), 1);
}

/// What is raised for an office in a file of tenders: open tenders with one bidder, of all that have any, whichever release says so.
fn single_bids(folder: &Folder, office: &str) -> (usize, usize) {
    let text = std::fs::read_to_string(folder.0.join("tenders.jsonl")).unwrap();
    let of_office = |line: &&str| line.contains(&format!("\"procuringEntity\":{{\"id\":\"{office}\""));
    let mut open = BTreeSet::new();
    let mut bids: BTreeMap<(&str, String), BTreeSet<String>> = BTreeMap::new();
    for line in text.lines().filter(of_office) {
        let release: serde_json::Value = serde_json::from_str(line).unwrap();
        if release["tender"]["procurementMethod"] == "open" {
            open.insert(ocid(line));
        }
        for bid in release["bids"]["details"].as_array().into_iter().flatten() {
            let lot = bid["relatedLots"][0].as_str().unwrap_or_default();
            let of_lot = bids.entry((ocid(line), lot.to_owned())).or_default();
            of_lot.insert(bid["id"].as_str().unwrap().to_owned());
        }
    }
    bids.retain(|(ocid, _), _| open.contains(ocid));
    let single = bids.values().filter(|of_lot| of_lot.len() == 1);
    (single.count(), bids.len())
}

#[test]
fn parts_are_the_whole_and_what_is_healed_behaves_as_the_others() {
    const DAY: &str = "2024-09-22";
    let (purchases, procedures) = draw(5, LITTLE);
    let planted = purchases.truths().into_iter();
    let planted =
        planted.filter(|it| it.indicator == "single_bidder_tender" && it.group.kind == "procuring_entity");
    let office = planted
        .max_by(|a, b| a.true_rate.total_cmp(&b.true_rate))
        .unwrap()
        .group
        .id;
    let (whole, ..) = county("whole", 5);
    let mut story = County {
        purchases,
        procedures,
    };
    let folders = ["before", "after", "healed"].map(Folder::new);
    let write = |story: &County, at: usize, part| story.write(&folders[at].0, &part, &mut |_| ()).unwrap();
    let before = write(&story, 0, Part::Before(DAY.to_owned()));
    let after = write(&story, 1, Part::From(DAY.to_owned()));
    let lines = |folder: &Folder, file: &str| -> BTreeSet<String> {
        let text = std::fs::read_to_string(folder.0.join(file)).unwrap();
        text.lines().map(str::to_owned).collect()
    };
    let mut ours = lines(&whole, "tenders.jsonl");
    ours.extend(lines(&whole, "awards.jsonl"));
    let (early, late) = (
        lines(&folders[0], "tenders.jsonl"),
        lines(&folders[1], "tenders.jsonl"),
    );
    assert!(early.is_disjoint(&late) && early.union(&late).cloned().collect::<BTreeSet<_>>() == ours);
    let processes: BTreeSet<&str> = ours.iter().map(|line| ocid(line)).collect();
    assert_eq!(before.tenders + after.tenders, processes.len() as u64);
    assert!(before.cases > 1000 && after.cases > 1000);

    assert!(!story.heal("nobody", DAY) && !story.heal(&office, "1999-01-01"));
    assert!(story.heal(&office, DAY));
    write(&story, 2, Part::From(DAY.to_owned()));
    let healed = lines(&folders[2], "tenders.jsonl");
    let elsewhere = |set: &BTreeSet<String>| -> BTreeSet<String> {
        set.iter()
            .filter(|line| !line.contains(&office))
            .cloned()
            .collect()
    };
    assert_eq!(
        elsewhere(&late),
        elsewhere(&healed),
        "nobody else's tenders change"
    );
    let share = |folder| {
        let (raised, seen) = single_bids(folder, &office);
        assert!(seen > 20, "{seen}");
        raised as f64 / seen as f64
    };
    assert!(share(&folders[1]) > 0.2 && share(&folders[2]) < 0.15, "{office}");
}
