//! Nothing withdraws a text but a deed, and what one withdrew goes from the disk whatever stands in the way at first.

use std::io::Write;

use axum::http::StatusCode;
use golugah_county::sessions::actions::{Attendance, RecordAttendance};
use golugah_county::texts::{self, Forgotten, Listed, Wrong};
use sea_orm::{ConnectionTrait, Database, TransactionTrait};

use crate::databases::{people, places};
use crate::site::County;
use crate::texts::{NAME, WORDS, forget, lies_in, written};

#[tokio::test]
async fn a_line_of_the_list_erases_no_text_without_an_entry_of_the_log() {
    for place in places().await {
        let who = people(&place.db).await;
        written(&place, &who).await;
        let named = texts::named(&place.db).await.unwrap();
        let list = Forgotten::of(place.folder.path());
        // Whoever can write to the file, and cannot do a deed.
        let mut file = std::fs::File::create(place.folder.path().join("forgotten")).unwrap();
        writeln!(file, "{}\n{} 0\n{} -1", named[0], named[1], named[0]).unwrap();
        let again = texts::forget_again(&place.db, &list).await.unwrap();
        assert_eq!((again.by_list, again.by_deed), (0, 0));
        assert_eq!(again.untrue, [named[1].clone()], "the entry is another one");
        let found = texts::recheck(&place.db, &list.lines().unwrap()).await.unwrap();
        assert_eq!((found.texts, found.faults.len()), (2, 0));
        assert_eq!(found.listed, [named[1].clone()], "and that it is listed is told");
        // An entry beyond this log may be true, as after a backup was put back: then it is an entry of this log too.
        writeln!(file, "{} 100000", named[0]).unwrap();
        let entries = place.db.entries(0, 10_000).await.unwrap().len();
        let again = texts::forget_again(&place.db, &list).await.unwrap();
        assert_eq!(again.by_list, 1);
        let log = place.db.entries(0, 10_000).await.unwrap();
        assert_eq!(log.len(), entries + 1);
        let last = log.last().unwrap();
        assert!(
            last.contains("\"role\":\"program\",\"deed\":\"text.forget\""),
            "{last}"
        );
        let found = texts::recheck(&place.db, &list.lines().unwrap()).await.unwrap();
        assert_eq!(found.faults, []);
        assert_eq!(found.withdrawn[0].entry, Some(i64::try_from(entries).unwrap()));
        // A text that is gone without a deed is missed, whatever the list says.
        let owner = Database::connect(place.url.as_str()).await.unwrap();
        let gone = format!(
            "UPDATE texts SET salt = NULL, text = NULL WHERE commitment = '{}'",
            named[1]
        );
        owner.execute_unprepared(&gone).await.unwrap();
        owner.close().await.unwrap();
        let listed = [Listed {
            commitment: named[1].clone(),
            entry: 100_000,
        }];
        let found = texts::recheck(&place.db, &listed).await.unwrap();
        assert_eq!(found.faults.len(), 1);
        assert_eq!(found.faults[0].wrong, Wrong::Gone);
        // The program withdraws for no other reason, and nobody else for this one.
        place
            .may_not(
                &who.secretary,
                forget(&named[1], "restored"),
                "refusal-forget-reason",
            )
            .await;
        place
            .may_not(
                &golugah_desk::Actor::program(),
                forget(&named[1], "order"),
                "refusal-forget-not-yours",
            )
            .await;
    }
}

#[tokio::test]
async fn a_name_that_another_took_the_place_of_is_gone_with_it() {
    for place in places().await {
        let who = people(&place.db).await;
        let (session, _) = written(&place, &who).await;
        let present = RecordAttendance {
            session,
            seats: vec![(who.roads, Attendance::Present)],
        };
        place.does(&who.secretary, present).await;
        let sql = "SELECT COUNT(*) FROM texts WHERE text = $1";
        assert_eq!(place.db.read().number(sql, vec![NAME.into()]).await.unwrap(), 0);
        let list = Forgotten::of(place.folder.path());
        texts::clear_away(&place.db, &list).await.unwrap();
        if place.engine == "SQLite" {
            assert!(!lies_in(place.folder.path(), NAME) && lies_in(place.folder.path(), WORDS));
        }
        let found = texts::recheck(&place.db, &[]).await.unwrap();
        assert_eq!((found.texts, found.faults.len()), (1, 0));
        // One that no record names is named.
        let owner = Database::connect(place.url.as_str()).await.unwrap();
        owner
            .execute_unprepared("INSERT INTO texts SELECT 'f', salt, text FROM texts")
            .await
            .unwrap();
        owner.close().await.unwrap();
        let found = texts::recheck(&place.db, &[]).await.unwrap();
        assert_eq!(found.faults[0].wrong, Wrong::Unnamed);
        assert_eq!((found.texts, found.faults.len()), (1, 1));
    }
}

/// A proof's words and a delegate's name.
async fn written_through_forms(county: &mut County, secretary: &str) {
    let called = [("day", "۱۴۰۵/۰۹/۰۳"), ("hour", "۱۰:۰۰"), ("place", "سالن")];
    county.deed("/sessions", secretary, &called).await;
    let taken = [
        ("text", "گذرگاه"),
        ("agency", "1"),
        ("working_days", "5"),
        ("proof", "نامه"),
        ("bottleneck", "0"),
    ];
    county.deed("/sessions/1/resolutions", secretary, &taken).await;
    let seats = [("seat-1", "delegate"), ("delegate-1", NAME)];
    county.deed("/sessions/1/attendance", secretary, &seats).await;
    county.closes(1, secretary).await;
    let head = county.sign_in("rah").await;
    county
        .deed("/resolutions/1/report", &head, &[("text", WORDS)])
        .await;
}

#[tokio::test]
async fn what_was_withdrawn_goes_from_the_disk_once_nobody_reads() {
    for mut county in County::all().await {
        let folder = county.place.folder.path().to_owned();
        let secretary = county.sign_in("dabir").await;
        written_through_forms(&mut county, &secretary).await;
        let named = texts::named(&county.place.db).await.unwrap();
        let owner = Database::connect(county.place.url.as_str()).await.unwrap();
        let reading = owner.begin().await.unwrap();
        reading
            .query_one_raw(sea_orm::Statement::from_string(
                owner.get_database_backend(),
                "SELECT COUNT(*) FROM texts",
            ))
            .await
            .unwrap();
        let form = [
            ("commitment", named[0].as_str()),
            ("reason", "order"),
            ("back", "/\t/evil.example"),
        ];
        let (status, head, body) = county.ask("POST", "/texts/forget", &secretary, &form).await;
        let is_sqlite = county.place.engine == "SQLite";
        if is_sqlite {
            assert_eq!(status, StatusCode::ACCEPTED, "{body}");
            assert!(body.contains("The text is withdrawn"), "{body}");
        } else {
            assert_eq!(
                (status, &head["location"]),
                (StatusCode::SEE_OTHER, &"/today".parse().unwrap())
            );
        }
        let found = texts::recheck(&county.place.db, &[]).await.unwrap();
        assert_eq!(
            (found.withdrawn.len(), found.faults.len()),
            (1, 0),
            "the deed is done"
        );
        let list = Forgotten::of(&folder);
        assert_eq!(list.lines().unwrap().len(), 1, "and named");
        if is_sqlite {
            assert!(lies_in(&folder, WORDS) || lies_in(&folder, NAME));
            assert!(texts::clear_away(&county.place.db, &list).await.is_err());
        }
        reading.rollback().await.unwrap();
        owner.close().await.unwrap();
        texts::clear_away(&county.place.db, &list).await.unwrap();
        for (control, back) in [
            ("/\u{b}", "/today"),
            ("/\t/evil.example", "/today"),
            ("/\\evil", "/today"),
        ] {
            let form = golugah_county::support::web::Form::new(vec![("back".to_owned(), control.to_owned())]);
            assert_eq!(form.back().unwrap_or("/today"), back, "{control:?}");
        }
        let form = [
            ("commitment", named[1].as_str()),
            ("reason", "order"),
            ("back", "/\u{b}"),
        ];
        assert_eq!(county.deed("/texts/forget", &secretary, &form).await, "/today");
        if is_sqlite {
            assert!(!lies_in(&folder, WORDS) && !lies_in(&folder, NAME));
        }
        let marks = "SELECT COUNT(*) FROM text_remains";
        assert_eq!(county.place.db.read().number(marks, Vec::new()).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_list_that_cannot_be_written_stops_no_withdrawing() {
    for place in places().await {
        let who = people(&place.db).await;
        written(&place, &who).await;
        let named = texts::named(&place.db).await.unwrap();
        let folder = place.folder.path();
        let list = Forgotten::of(folder);
        std::fs::create_dir(folder.join("forgotten")).unwrap();
        for commitment in &named {
            place.does(&who.secretary, forget(commitment, "order")).await;
        }
        // Killed here: the next start takes the remains away, mark or none.
        assert!(texts::clear_away(&place.db, &list).await.is_err());
        if place.engine == "SQLite" {
            assert!(
                !lies_in(folder, WORDS) && !lies_in(folder, NAME),
                "the remains go all the same"
            );
        }
        std::fs::remove_dir(folder.join("forgotten")).unwrap();
        texts::clear_away(&place.db, &list).await.unwrap();
        let lines = list.lines().unwrap();
        assert_eq!(lines.len(), 2, "it was tried again");
        for line in lines {
            let entry = &place.db.entries(line.entry, 1).await.unwrap()[0];
            assert!(entry.contains("\"deed\":\"text.forget\""), "{entry}");
        }
    }
}
