//! The invented county as the program makes it.

use serde_json::Value;

use crate::program::Room;

#[test]
fn the_same_seed_makes_the_same_county_and_another_another() {
    let room = Room::new();
    for (seed, out) in [("7", "one"), ("7", "two"), ("8", "three")] {
        assert!(
            room.run(&["sample", "--seed", seed, "--out", out])
                .done()
                .stdout
                .is_empty()
        );
    }
    for file in [
        "tenders.jsonl",
        "awards.jsonl",
        "truth.json",
        "building-permits.xes",
        "payments.xes",
        "citizen-requests.xes",
    ] {
        let of = |county: &str| room.read(&format!("{county}/{file}"));
        assert!(of("one") == of("two"), "{file} differs for one seed");
        assert!(of("one") != of("three"), "{file} is the same for two seeds");
    }
    let truth: Value = serde_json::from_str(&room.read("one/truth.json")).unwrap();
    let truth = truth.as_array().unwrap();
    assert!(truth.iter().any(|one| one["planted"] == true));
    for one in truth {
        let mut keys: Vec<&str> = one.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["from", "group", "indicator", "planted", "to", "true_rate"]);
    }
}

#[test]
fn the_demonstration_lists_bottlenecks_and_writes_its_pages() {
    let room = Room::new();
    let demo = room
        .run(&["demo", "--data", "county", "--lang", "en", "--no-serve"])
        .done();
    assert!(
        demo.text().contains("\nCases against a rule\n") && demo.text().contains("\nWhat stands out\n"),
        "{}",
        demo.text()
    );
    for (page, html) in [
        ("report.fa.html", "<html lang=\"fa\" dir=\"rtl\">"),
        ("report.en.html", "<html lang=\"en\" dir=\"ltr\">"),
    ] {
        assert!(demo.stderr.contains(page), "{}", demo.stderr);
        assert!(room.read(&format!("county/{page}")).contains(html));
    }
    // What it shows is what a scan of its lake gives, and something was found.
    let report = room.scan(&["--data", "county"]);
    assert!(report["bottlenecks"].as_array().unwrap().len() >= 10);
    let table = room.run(&["scan", "--data", "county", "--lang", "en"]).done();
    assert_eq!(table.text(), demo.text());
    // It never writes into a county that is in use.
    room.run(&["demo", "--data", "county", "--no-serve"])
        .failed(2, &["county: the demonstration needs a fresh folder", "--data"]);
}
