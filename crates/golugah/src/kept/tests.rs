use std::path::{Path, PathBuf};

use golugah_indicators::{Detail, Settled};
use golugah_lake::Lake;
use serde_json::{Value, json};

use crate::arguments::Measuring;
use crate::commands::import::keep;
use crate::lake::{self, Imported};
use crate::scan::measure;
use crate::tables;

/// A folder with a lake, into which files are imported.
struct Room(tempfile::TempDir);

impl Room {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn data(&self) -> &Path {
        self.0.path()
    }

    fn lake(&self) -> Lake {
        Lake::open(lake::folder(self.data())).unwrap()
    }

    fn import(&self, name: &str, content: &str) -> PathBuf {
        let file = self.data().join(name);
        std::fs::write(&file, content).unwrap();
        let tables = tables::in_language(golugah_report::Language::Persian);
        keep(&self.lake(), &file, 2, self.data(), &tables).unwrap();
        file
    }

    fn forget(&self, file: &Path) {
        let sha256 = golugah_intake::sha256_of(file).unwrap();
        self.lake().forget(&sha256).unwrap();
    }

    /// The whole report, from nothing and by what is kept; they must be the same to the byte.
    fn measured(&self, settled: &Settled) -> Value {
        let report = |kept: bool, threads: u16| {
            let measuring = Measuring {
                kept,
                threads: Some(threads),
                null: 2,
                settled: settled.clone(),
                ..Measuring::default()
            };
            let imported = Imported::open(self.data()).unwrap();
            let measured = measure(&imported, &measuring, Detail::Findings).unwrap();
            let rejects = measured
                .rejects
                .iter()
                .map(|rejects| format!("{:?}", rejects.kept));
            let rejects: Vec<String> = rejects.collect();
            (serde_json::to_string(&measured.report).unwrap(), rejects)
        };
        let from_nothing = report(false, 2);
        for threads in [2, 1] {
            assert!(
                report(true, threads) == from_nothing,
                "by what is kept it is another"
            );
        }
        serde_json::from_str(&from_nothing.0).unwrap()
    }

    /// The names of what is kept.
    fn kept(&self) -> Vec<String> {
        let folder = lake::folder(self.data()).join("totals");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

/// Tenders of twelve offices with three bids each, whose firms come by several names; a share of them single, late, cheap.
fn tenders(from: u32, many: u32, day: &str) -> String {
    let mut lines = String::new();
    for number in from..from + many {
        let (office, kind) = (number % 12, number % 5);
        let firm = |place: u32| {
            let firm = (number * 7 + place * 3) % 9;
            let name = if place < 2 && number % 8 == 0 {
                ["Rahsazan Alborz", "Rahsazan Alborz Ltd"][place as usize].to_owned()
            } else {
                format!(
                    "{} Roads",
                    [
                        "Sahand", "Behsaz", "Kavir", "Zagros", "Mehr", "Pars", "Arya", "Tus", "Ney"
                    ][firm as usize]
                )
            };
            json!([{ "id": format!("F-{firm}"), "name": name }])
        };
        let bid = |place: u32| {
            let status = if place == 2 && (number + office) % 3 == 0 {
                "disqualified"
            } else {
                "valid"
            };
            json!({
                "id": place.to_string(), "status": status, "date": "2024-02-20T10:00:00+03:30", "tenderers": firm(place),
                "value": { "amount": 1000 + number % 50 * (place + 1) + u32::from(number % 17 == 0) * place * 900, "currency": "IRR" },
            })
        };
        let bids: Vec<Value> = (0..if office == 3 && number % 4 > 0 { 1 } else { 3 })
            .map(bid)
            .collect();
        let release = json!({
            "ocid": format!("o-{number}"), "date": format!("{day}T08:00:00Z"),
            "buyer": { "id": format!("B-{}", office / 3), "name": format!("Buyer {} of {from}", office / 3) },
            "tender": {
                "procurementMethod": "open", "mainProcurementCategory": if kind == 0 { "works" } else { "goods" },
                "procuringEntity": { "id": format!("O-{office}"), "name": format!("Office {office} of {from}") },
                "value": { "amount": 90_000 + number, "currency": "IRR" },
                "tenderPeriod": { "startDate": "2024-02-01", "endDate": if kind == 1 { "2024-02-03" } else { "2024-02-25" } },
            },
            "bids": { "details": bids },
            "awards": [{
                "id": "1", "status": "active", "suppliers": firm(0), "value": { "amount": 1000 + number % 50, "currency": "IRR" },
                "items": [{ "id": "1", "classification": { "scheme": "CPV", "id": format!("{}0{kind}000", number % 9 + 1) } }],
            }],
        });
        lines += &format!("{release}\n");
    }
    lines
}

/// A log of permits; the first cases of each log go on in the next one.
fn permits(from: usize, to: usize, until: u32) -> String {
    let mut log = "<log><string key=\"concept:name\" value=\"permits\"/>".to_owned();
    for case in from..to {
        log += &format!("\n<trace><string key=\"concept:name\" value=\"{case}\"/>");
        let steps = [
            ("file", 1),
            ("check", 3),
            ("decide", 9),
            ("hand out", 12 + case % 11),
        ];
        for (at, (step, day)) in steps.into_iter().take(until as usize).enumerate() {
            log += &format!(
                "\n<event><string key=\"concept:name\" value=\"{step}\"/>\
                 <date key=\"time:timestamp\" value=\"2024-{:02}-{day:02}T{:02}:30:00Z\"/>\
                 <string key=\"org:resource\" value=\"officer-{}\"/>\
                 <date key=\"dueDate\" value=\"2024-01-15T12:00:00Z\"/></event>",
                1 + case % 9,
                8 + case % 7,
                (case + at) % 4
            );
        }
        log += "</trace>";
    }
    log + "</log>\n"
}

#[test]
fn by_what_is_kept_the_report_is_the_same_to_the_byte_whatever_comes_and_goes() {
    let room = Room::new();
    let nobody = Settled::default();
    room.import("first.jsonl", &tenders(0, 300, "2024-03-01"));
    room.import("permits.xes", &permits(0, 120, 3));
    let report = room.measured(&nobody);
    for what in ["findings", "perhaps_one_firm"] {
        assert!(
            !report[what].as_array().unwrap().is_empty(),
            "{what}: nothing worth comparing"
        );
    }
    let of_first = room.kept();
    assert_eq!(of_first.len(), 2);

    // Another import: what was kept of the others is used as it is.
    let second = room.import("second.jsonl", &tenders(300, 80, "2024-04-01"));
    room.measured(&nobody);
    assert!(of_first.iter().all(|name| room.kept().contains(name)));

    // Some processes and cases are brought again, some earlier than what is there; of three a step is told.
    let mut again = tenders(280, 40, "2024-05-01") + &tenders(0, 3, "2023-01-01");
    for number in [5, 290, 305] {
        let step = json!({
            "ocid": format!("o-{number}"), "date": "2024-06-01T00:00:00Z", "tag": ["tenderUpdate"],
            "tender": { "numberOfTenderers": 1, "procurementMethod": "open" },
        });
        again += &format!("{step}\n");
    }
    let again = room.import("again.jsonl", &again);
    let further = room.import("later.xes", &permits(90, 150, 4));
    let report = room.measured(&nobody);
    let rejected = |at: usize| report["inputs"][at]["rejected"].as_u64().unwrap();
    // Of the tenders 20 less one told further by a step, and one that another step tells.
    assert!(rejected(0) >= 19 && rejected(1) == 30, "{report:#}");
    assert!(
        room.kept().len() > 5,
        "what is passed over is kept apart from what is not"
    );

    // What people say of names changes what rests on it.
    let one = [
        "Rahsazan Alborz ".trim().to_owned(),
        "Rahsazan Alborz Ltd".to_owned(),
    ];
    let before = room.kept();
    let said = Settled::new([(one, true)]);
    room.measured(&said);
    assert!(room.kept() != before);
    // Names that one identifier each bears make these one firm in every import, and again two when that is taken back.
    let one = ["Behsaz Roads".to_owned(), "Sahand Roads".to_owned()];
    let joined = room.measured(&Settled::new([(one, true)]));
    assert!(joined["indicators"] != report["indicators"]);
    assert!(room.measured(&nobody) == report);

    // What is taken out leaves nothing behind, and what it superseded counts again.
    for gone in [again, second, further] {
        room.forget(&gone);
        room.measured(&nobody);
    }
    assert_eq!(room.kept(), of_first);
}

#[test]
fn what_was_kept_and_is_damaged_is_counted_again() {
    let room = Room::new();
    room.import("first.jsonl", &tenders(0, 60, "2024-03-01"));
    room.measured(&Settled::default());
    for name in room.kept() {
        let path = lake::folder(room.data()).join("totals").join(name);
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&path, bytes).unwrap();
    }
    room.measured(&Settled::default());
}
