//! What the lake gives is what the whole log gives, whoever stops whenever, and what was forgotten is so at once.

use std::fs;
use std::path::Path;

use golugah_county::log::{DeedLog, Resources};
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::{Db, Read as Ask};
use golugah_intake::{Limits, open, read_log};
use golugah_lake::Lake;
use golugah_records::EventLog;
use golugah_report::Language;
use rusqlite::{Connection, params};

use super::{Facts, event_log, taken};
use crate::work::LANGUAGES;
use crate::{county, lake};

const BEGAN: i64 = 1_790_000_000_000;
const DEEDS: [&str; 4] = [
    "resolution.take",
    "resolution.report",
    "resolution.prove",
    "session.call",
];

/// Lays the county's own database beside `data`: two agencies, four persons of whom one has none, some days due.
async fn county_in(data: &Path) -> (Db, Connection) {
    let db = county::open(data, Clock::new(|| Moment(BEGAN))).await.unwrap();
    let beside = Connection::open(county::database(data)).unwrap();
    let laid = "PRAGMA foreign_keys = OFF; \
        INSERT INTO agencies (id, version, name_fa, name_en, seat, salt) VALUES \
        (1, 1, 'Rah', 'Roads', 1, ''), (2, 1, 'Ab', '', 2, ''); \
        INSERT INTO people (id, version, name, sign_in, role, agency_id, active, salt) VALUES \
        (1, 1, 'a', 'a', 'agency_head', 1, 1, ''), (2, 1, 'b', 'b', 'agency_head', 2, 1, ''), \
        (3, 1, 'c', 'c', 'secretary', NULL, 1, ''), (4, 1, 'd', 'd', 'officer', 1, 1, '');";
    beside.execute_batch(laid).unwrap();
    for record in 0..30 {
        let due = format!("2026-10-{:02}", 1 + record);
        let term = "INSERT INTO terms_in_force (matter, kind, record, term_id, state, is_open, due, due_at) \
                    VALUES (?1, 'resolution', ?2, 1, '', 1, ?3, ?3)";
        let matter = format!("resolution/{record}");
        beside.execute(term, params![matter, record, due]).unwrap();
    }
    (db, beside)
}

/// Adds so many deeds to the log; some entries cannot be read, some are of no case, some were done by the program, and now
/// and then a clock goes back.
fn done(beside: &Connection, count: i64) {
    let begin: i64 = beside
        .query_row("SELECT COALESCE(MAX(seq) + 1, 0) FROM log_entries", [], |row| {
            row.get(0)
        })
        .unwrap();
    beside.execute_batch("BEGIN").unwrap();
    for seq in begin..begin + count {
        let chance = seq.wrapping_mul(7_919).rem_euclid(1_000);
        let time = Moment(BEGAN + seq * 40_000_000 - if chance % 17 == 0 { 90_000_000 } else { 0 }).text();
        let kind = if chance % 4 == 3 { "session" } else { "resolution" };
        let case = match chance % 13 {
            0 => "null".to_owned(),
            _ => format!("\"{kind}/{}\"", seq / 5 % 60),
        };
        let role = ["agency_head", "secretary", "program"][usize::try_from(chance % 3).unwrap()];
        let deed = DEEDS[usize::try_from(chance % 4).unwrap()];
        let entry = if chance % 29 == 5 {
            format!("{{\"seq\":{seq}}}")
        } else {
            format!(
                "{{\"seq\":{seq},\"time\":\"{time}\",\"actor\":null,\"role\":\"{role}\",\"deed\":\"{deed}\",\
                 \"case\":{case},\"records\":[]}}"
            )
        };
        beside
            .execute(
                "INSERT INTO log_entries (seq, entry) VALUES (?1, ?2)",
                params![seq, entry],
            )
            .unwrap();
        if role != "program" {
            let actor = "INSERT INTO log_actors (seq, person_id, salt) VALUES (?1, ?2, '')";
            beside.execute(actor, params![seq, 1 + chance % 4]).unwrap();
        }
    }
    beside.execute_batch("COMMIT").unwrap();
}

/// The whole log through its file, as anybody would read it.
async fn through_the_file(read: Ask<'_>, data: &Path, language: Language) -> EventLog {
    let deeds = DeedLog::gather(read, Resources::Persons).await.unwrap();
    let file = data.join("deeds.xes");
    fs::write(&file, deeds.xes(language).collect::<String>()).unwrap();
    let opened = open(&file, &Limits::default()).unwrap();
    let (log, _) = read_log(opened, &mut |reject| panic!("{reject:?}")).unwrap();
    log
}

async fn from_the_lake(read: Ask<'_>, data: &Path, language: Language) -> EventLog {
    let lake = Lake::open(lake::folder(data)).unwrap();
    let taken = taken::take(read, &lake, 64).await.unwrap();
    let facts = Facts::gather(read, taken.deeds.len() as u64).await.unwrap();
    event_log::of(&taken.deeds, &facts, language)
}

#[test]
fn a_log_that_grows_is_measured_as_the_whole() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let compared = async {
        let (db, beside) = county_in(data).await;
        // The first deed is a step of no case, and a file without a case is refused as one that holds nothing.
        done(&beside, 1);
        let begun = from_the_lake(db.read(), data, Language::Persian).await;
        assert_eq!(begun.case_count(), 0);
        for day in 0..12 {
            done(&beside, 1 + day * 7 % 90);
            for language in LANGUAGES {
                let whole = through_the_file(db.read(), data, language).await;
                let kept = from_the_lake(db.read(), data, language).await;
                assert!(kept == whole, "day {day}: {kept:#?} {whole:#?}");
            }
        }
        let lake = Lake::open(lake::folder(data)).unwrap();
        assert!(lake.deed_parts().unwrap().len() > 4);
        Ok(())
    };
    county::wait_for(compared).unwrap();
}

#[test]
fn whoever_is_forgotten_is_so_at_the_next_measurement() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let compared = async {
        let (db, beside) = county_in(data).await;
        done(&beside, 300);
        let named = |log: &EventLog| log.resources.position("person-2").is_some();
        assert!(named(&from_the_lake(db.read(), data, Language::Persian).await));
        beside
            .execute("DELETE FROM log_actors WHERE person_id = 2", [])
            .unwrap();
        done(&beside, 10);
        beside
            .execute("DELETE FROM log_actors WHERE person_id = 2", [])
            .unwrap();
        let kept = from_the_lake(db.read(), data, Language::Persian).await;
        assert!(!named(&kept));
        assert!(kept == through_the_file(db.read(), data, Language::Persian).await);
        Ok(())
    };
    county::wait_for(compared).unwrap();
}

#[test]
fn a_part_that_is_gone_or_of_another_log_is_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let compared = async {
        let (db, beside) = county_in(data).await;
        done(&beside, 300);
        from_the_lake(db.read(), data, Language::English).await;
        let deeds = lake::folder(data).join("deeds");
        let mut parts: Vec<_> = fs::read_dir(&deeds)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        parts.sort();
        assert_eq!(parts.len(), 5);
        fs::remove_file(&parts[1]).unwrap();
        fs::write(&parts[3], b"no table").unwrap();
        let whole = through_the_file(db.read(), data, Language::English).await;
        assert!(from_the_lake(db.read(), data, Language::English).await == whole);
        // An older copy of the county was taken back, and other things were done since.
        beside
            .execute_batch(
                "DROP TRIGGER log_entries_stay; DROP TRIGGER log_entries_remain; \
                 DELETE FROM log_entries WHERE seq >= 200; DELETE FROM log_actors WHERE seq >= 200",
            )
            .unwrap();
        done(&beside, 50);
        let other = "UPDATE log_entries SET entry = replace(entry, 'secretary', 'governor') WHERE seq >= 200";
        beside.execute(other, []).unwrap();
        let whole = through_the_file(db.read(), data, Language::English).await;
        assert!(from_the_lake(db.read(), data, Language::English).await == whole);
        Ok(())
    };
    county::wait_for(compared).unwrap();
}
