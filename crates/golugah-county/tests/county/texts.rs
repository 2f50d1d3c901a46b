//! Texts that have to go are gone: from pages, files, copies, and from a backup that still had them.

use std::path::Path;

use golugah_county::resolutions::actions::ReportResolution;
use golugah_county::sessions::actions::{Attendance, CloseSession, RecordAttendance};
use golugah_county::texts::actions::ForgetText;
use golugah_county::texts::{self, Forgotten, Wrong};
use golugah_desk::{Actor, Db, copy_sqlite};
use golugah_persian::WorkingCalendar;
use sea_orm::{ConnectionTrait, Database};

use crate::agenda::{call, close, holds, take};
use crate::databases::{People, Place, people, places};
use crate::site::County;

pub(crate) const WORDS: &str = "canary-of-the-proof";
pub(crate) const NAME: &str = "canary-of-the-seat";

/// A proof's words and a delegate's name, in a session that is open.
pub(crate) async fn written(place: &Place, who: &People) -> (i64, i64) {
    let session = call(place, who).await;
    let resolution = place.does(&who.secretary, take(session, who.roads, 5)).await;
    close(place, who, session, Vec::new()).await;
    let session = call(place, who).await;
    let report = ReportResolution {
        resolution,
        text: WORDS.to_owned(),
        file_sha256: None,
    };
    place.does(&who.head_of_roads, report).await;
    let delegate = RecordAttendance {
        session,
        seats: vec![(who.roads, Attendance::Delegate(NAME.to_owned()))],
    };
    place.does(&who.secretary, delegate).await;
    (session, resolution)
}

pub(crate) fn forget(commitment: &str, reason: &str) -> ForgetText {
    ForgetText {
        commitment: commitment.to_owned(),
        reason: reason.to_owned(),
    }
}

/// Whether a text lies anywhere in the files of a folder.
pub(crate) fn lies_in(folder: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let holds = |bytes: Vec<u8>| bytes.windows(text.len()).any(|piece| piece == text.as_bytes());
    files
        .filter(|path| path.is_file())
        .any(|path| holds(std::fs::read(path).unwrap()))
}

#[tokio::test]
async fn what_is_withdrawn_is_gone_from_file_and_log_of_writes_at_once() {
    for place in places().await {
        let who = people(&place.db).await;
        let (session, _) = written(&place, &who).await;
        let named = texts::named(&place.db).await.unwrap();
        assert_eq!(named.len(), 2);
        let folder = place.folder.path();
        let list = Forgotten::of(folder);
        if place.engine == "SQLite" {
            assert!(
                lies_in(folder, WORDS) && lies_in(folder, NAME),
                "the search finds what is there"
            );
            copy_sqlite(&folder.join("county.sqlite"), &folder.join("yesterday"))
                .await
                .unwrap();
        }
        let close = CloseSession {
            session,
            version: 1,
            minutes: "متن".to_owned(),
            done: Vec::new(),
            calendar: WorkingCalendar::iran(),
        };
        place.does(&who.secretary, close).await;
        for (who, commitment, reason, key) in [
            (
                &who.head_of_roads,
                named[0].as_str(),
                "consent",
                "refusal-forget-not-yours",
            ),
            (&who.secretary, named[0].as_str(), "", "refusal-forget-reason"),
        ] {
            place.may_not(who, forget(commitment, reason), key).await;
        }
        for commitment in &named {
            place.does(&who.secretary, forget(commitment, "consent")).await;
            texts::clear_away(&place.db, &list).await.unwrap();
            place
                .may_not(&who.secretary, forget(commitment, "consent"), "refusal-forgotten")
                .await;
        }
        let found = texts::recheck(&place.db, &[]).await.unwrap();
        assert_eq!(
            (found.texts, found.faults.len(), found.withdrawn.len()),
            (0, 0, 2)
        );
        let said: Vec<String> = found.withdrawn.iter().map(ToString::to_string).collect();
        assert!(
            said.iter().all(|note| note.contains("withdrawn by entry ")),
            "{said:?}"
        );
        holds(&place).await;
        // Nothing official ever had it.
        for (table, _) in place.db.official_tables() {
            for (_, record) in place.db.records(&table, i64::MIN, 10_000).await.unwrap() {
                let row = serde_json::Value::from(record).to_string();
                assert!(!row.contains(WORDS) && !row.contains(NAME), "{table}: {row}");
            }
        }
        if place.engine == "SQLite" {
            std::fs::rename(folder.join("yesterday"), folder.join("county-of-yesterday")).unwrap();
            let elsewhere = tempfile::tempdir().unwrap();
            std::fs::rename(
                folder.join("county-of-yesterday"),
                elsewhere.path().join("county.sqlite"),
            )
            .unwrap();
            assert!(
                !lies_in(folder, WORDS) && !lies_in(folder, NAME),
                "file or write-ahead log"
            );
            let copy = tempfile::tempdir().unwrap();
            copy_sqlite(&folder.join("county.sqlite"), &copy.path().join("copy"))
                .await
                .unwrap();
            assert!(
                !lies_in(copy.path(), WORDS) && !lies_in(copy.path(), NAME),
                "a backup"
            );
            forgets_again(elsewhere.path(), &place, &list).await;
        } else {
            place.db.rewrite().await.unwrap();
            let owner = Database::connect(place.url.as_str()).await.unwrap();
            owner.execute_unprepared("CHECKPOINT").await.unwrap();
            let sql =
                "SELECT position($1::bytea IN pg_read_binary_file(pg_relation_filepath('texts')))::bigint";
            for text in [WORDS, NAME] {
                let at = place
                    .db
                    .read()
                    .number(sql, vec![text.as_bytes().to_vec().into()])
                    .await
                    .unwrap();
                assert_eq!(at, 0, "the table was written anew");
            }
            owner.close().await.unwrap();
        }
    }
}

/// A backup of the day before has the texts still, and knows of no deed that withdrew them.
async fn forgets_again(folder: &Path, place: &Place, list: &Forgotten) {
    assert!(lies_in(folder, WORDS));
    let file = folder.join("county.sqlite");
    let db = Db::open_sqlite(&file, &golugah_county::HOUSE, place.db.clock().clone())
        .await
        .unwrap();
    let again = texts::forget_again(&db, list).await.unwrap();
    assert_eq!((again.by_deed, again.by_list, again.untrue.len()), (0, 2, 0));
    assert_eq!(
        texts::forget_again(&db, list).await.unwrap(),
        texts::Again::default()
    );
    texts::clear_away(&db, list).await.unwrap();
    assert!(!lies_in(folder, WORDS) && !lies_in(folder, NAME));
    let found = texts::recheck(&db, &[]).await.unwrap();
    assert_eq!((found.faults.len(), found.withdrawn.len()), (0, 2));
    assert!(
        found.withdrawn.iter().all(|note| note.entry.is_some()),
        "an entry of this log says so too"
    );
    assert_eq!(db.verify(&[]).await.unwrap().faults, []);
}

#[tokio::test]
async fn a_text_that_was_altered_taken_away_or_put_back_is_named() {
    for place in places().await {
        let who = people(&place.db).await;
        written(&place, &who).await;
        let named = texts::named(&place.db).await.unwrap();
        let owner = Database::connect(place.url.as_str()).await.unwrap();
        let wrong = async || {
            let found = texts::recheck(&place.db, &[]).await.unwrap();
            found
                .faults
                .into_iter()
                .map(|fault| (fault.commitment, fault.wrong))
                .collect::<Vec<_>>()
        };
        assert_eq!(wrong().await, []);
        let is = format!("WHERE commitment = '{}'", named[0]);
        owner
            .execute_unprepared("CREATE TABLE kept_texts AS SELECT * FROM texts")
            .await
            .unwrap();
        for (change, expected) in [
            (
                format!("UPDATE texts SET text = text || '.' {is}"),
                Wrong::Altered,
            ),
            (format!("UPDATE texts SET salt = NULL {is}"), Wrong::Altered),
            (
                format!("UPDATE texts SET salt = salt || substr(text, 1, 6), text = substr(text, 7) {is}"),
                Wrong::Altered,
            ),
            (
                format!("UPDATE texts SET text = substr(salt, 31) || text, salt = substr(salt, 1, 30) {is}"),
                Wrong::Altered,
            ),
            (
                format!("UPDATE texts SET salt = ' ' || salt {is}"),
                Wrong::Altered,
            ),
            (
                format!("UPDATE texts SET text = NULL, salt = NULL {is}"),
                Wrong::Gone,
            ),
            (format!("DELETE FROM texts {is}"), Wrong::Gone),
        ] {
            owner.execute_unprepared(&change).await.unwrap();
            assert_eq!(wrong().await, [(named[0].clone(), expected)], "{change}");
            owner.execute_unprepared("DELETE FROM texts").await.unwrap();
            owner
                .execute_unprepared("INSERT INTO texts SELECT * FROM kept_texts")
                .await
                .unwrap();
        }
        place.does(&who.secretary, forget(&named[0], "order")).await;
        assert_eq!(wrong().await, []);
        owner.execute_unprepared("DELETE FROM texts").await.unwrap();
        owner
            .execute_unprepared("INSERT INTO texts SELECT * FROM kept_texts")
            .await
            .unwrap();
        assert_eq!(wrong().await, [(named[0].clone(), Wrong::Back)]);
        owner.execute_unprepared("DROP TABLE kept_texts").await.unwrap();
        owner.close().await.unwrap();
        assert_eq!(
            texts::forget_again(&place.db, &Forgotten::of(place.folder.path()))
                .await
                .unwrap()
                .by_deed,
            1
        );
        assert_eq!(wrong().await, [], "the deed alone is enough to forget again");
    }
}

#[tokio::test]
async fn pages_say_that_a_text_was_withdrawn_and_offer_it_to_whoever_may() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let called = [("day", "۱۴۰۵/۰۹/۰۳"), ("hour", "۱۰:۰۰"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &called).await;
        let taken = [
            ("text", "گذرگاه"),
            ("agency", "1"),
            ("working_days", "5"),
            ("proof", "نامه"),
            ("bottleneck", "0"),
        ];
        county.deed("/sessions/1/resolutions", &secretary, &taken).await;
        let seats = [("seat-1", "delegate"), ("delegate-1", NAME)];
        county.deed("/sessions/1/attendance", &secretary, &seats).await;
        county.closes(1, &secretary).await;
        let head = county.sign_in("rah").await;
        county
            .deed("/resolutions/1/report", &head, &[("text", WORDS)])
            .await;
        for (page, text) in [
            ("/resolutions/1", WORDS),
            ("/sessions/1", NAME),
            ("/sessions/1/minutes", NAME),
        ] {
            assert!(county.page(page, &secretary).await.contains(text), "{page}");
            assert!(
                !county.page(page, &head).await.contains("/texts/forget"),
                "{page}"
            );
        }
        for commitment in texts::named(&county.place.db).await.unwrap() {
            let form = [
                ("commitment", commitment.as_str()),
                ("reason", "private"),
                ("back", "/resolutions/1"),
            ];
            let back = county.deed("/texts/forget", &secretary, &form).await;
            assert_eq!(back, "/resolutions/1");
        }
        for page in [
            "/resolutions/1",
            "/sessions/1",
            "/sessions/1/minutes",
            "/sessions/1/receipt",
        ] {
            let (_, _, body) = county.ask("GET", page, &secretary, &[]).await;
            assert!(!body.contains(WORDS) && !body.contains(NAME), "{page}: {body}");
        }
        let page = county.page("/resolutions/1", &secretary).await;
        assert!(
            page.contains("این متن پس گرفته شده است") && !page.contains("/texts/forget"),
            "{page}"
        );
        assert!(
            county
                .page("/en/sessions/1/minutes", &secretary)
                .await
                .contains("This text was withdrawn")
        );
        let actor = Actor {
            person: Some(1),
            role: "secretary".to_owned(),
        };
        let unknown = county
            .place
            .db
            .perform(actor, forget(&"0".repeat(64), "order"))
            .await;
        assert!(unknown.is_err());
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}
