//! A file belongs to a deed: refused with it, found again after a sudden end, and never more than one form or one day holds.

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, COOKIE, RETRY_AFTER};
use golugah_county::files::{self, Settled};
use golugah_county::imports::actions::HandInFile;
use golugah_county::resolutions::actions::{Demand, DraftResolution, JudgeEvidence, ReportWithFile};
use golugah_county::sessions::actions::{CallSession, CloseSession};
use golugah_county::site::{answer, server};
use golugah_county::support::web::{Settings, Site};
use golugah_desk::room::Floor;
use golugah_desk::store::{ASIDE, Store};
use golugah_desk::{Actor, Refusal};
use golugah_persian::WorkingCalendar;
use golugah_report::Catalogue;
use http_body_util::BodyExt;

use crate::databases::people;
use crate::site::County;

/// Parts of a form, each a name, a file's name where it is a file, and its content.
pub(crate) fn parts(parts: &[(&str, Option<&str>, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map_or_else(String::new, |file| format!("; filename=\"{file}\""));
        let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend(head.as_bytes());
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    body
}

pub(crate) async fn send(
    county: &mut County,
    path: &str,
    cookie: &str,
    body: Vec<u8>,
) -> (StatusCode, bool, String) {
    let request = Request::builder()
        .method("POST")
        .uri(path)
        .header(COOKIE, cookie)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap();
    let (head, body) = answer(&mut county.server, request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let later = head.headers.contains_key(RETRY_AFTER);
    (head.status, later, String::from_utf8(body.into()).unwrap())
}

fn lying(county: &County) -> Vec<String> {
    let folder = county.place.folder.path().join("files");
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

async fn take(county: &County, actor: &Actor) {
    let call = CallSession {
        day: county.place.today(),
        hour: "10:00".to_owned(),
        place: "سالن".to_owned(),
    };
    let session = county.place.db.perform(actor.clone(), call).await.unwrap();
    let take = DraftResolution {
        session,
        demand: Demand {
            text: "نصب گاردریل".to_owned(),
            agency: 1,
            working_days: 5,
            proof: "عکس گاردریل".to_owned(),
        },
        about: None,
    };
    county.place.db.perform(actor.clone(), take).await.unwrap();
    let close = CloseSession {
        session,
        version: 1,
        minutes: "گفتگو شد".to_owned(),
        done: Vec::new(),
        calendar: WorkingCalendar::iran(),
    };
    county.place.db.perform(actor.clone(), close).await.unwrap();
}

fn secretary() -> Actor {
    Actor {
        person: Some(1),
        role: "secretary".to_owned(),
    }
}

#[tokio::test]
async fn what_is_refused_leaves_no_file() {
    for mut county in County::all().await {
        take(&county, &secretary()).await;
        let head = county.sign_in("rah").await;
        let long = vec![b'x'; 3 << 20];
        let path = "/resolutions/1/report";
        for (body, said) in [
            (
                parts(&[("text", None, b""), ("file", Some("a.jpg"), b"one")]),
                "متن را بنویسید",
            ),
            (
                parts(&[
                    ("text", None, "نصب شد".as_bytes()),
                    ("file", Some("a.jpg"), b"one"),
                    ("file", Some("b.jpg"), b"two"),
                ]),
                "با هر گزارش یک فایل پذیرفته می‌شود",
            ),
            (
                parts(&[("file", Some("a.jpg"), b"one"), ("text", None, &long)]),
                "بلندتر از یک مگابایت",
            ),
        ] {
            let (status, _, page) = send(&mut county, path, &head, body).await;
            assert_eq!(status, StatusCode::CONFLICT, "{said}");
            assert!(page.contains(said), "{said}: {page}");
            assert_eq!(lying(&county), [""; 0], "{said}");
        }
        let inspector = county.sign_in("bazres").await;
        let twice = parts(&[("file", Some("a.csv"), b"one"), ("file", Some("b.csv"), b"two")]);
        let (status, _, page) = send(&mut county, "/imports", &inspector, twice).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("هر بار یک فایل بارگذاری می‌شود"), "{page}");
        assert_eq!(lying(&county), [""; 0]);
        let once = parts(&[("file", Some("a.csv"), b"one")]);
        let (status, ..) = send(&mut county, "/imports", &inspector, once.clone()).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let kept = lying(&county);
        assert!(kept.len() == 1 && !kept[0].starts_with(ASIDE), "{kept:?}");
        let (status, ..) = send(&mut county, "/imports", &inspector, once).await;
        assert_eq!(status, StatusCode::CONFLICT, "it is known already");
        assert_eq!(lying(&county), kept, "and the first one stays");
    }
}

#[tokio::test]
async fn a_start_names_what_a_record_names_and_removes_the_rest() {
    for county in County::all().await {
        let (db, store) = (&county.place.db, Store::new(county.place.folder.path()));
        let mut done = Vec::new();
        for content in ["a deed is done", "no deed is done"] {
            let mut incoming = store.begin().await.unwrap();
            incoming.push(content.as_bytes()).await.unwrap();
            done.push(incoming.finish().await.unwrap());
        }
        // The machine stops after the commit of the first and before its renaming, and before the second's deed.
        let [first, second] = <[_; 2]>::try_from(done).unwrap();
        let taken = first.taken().clone();
        let deed = HandInFile {
            name: "a.csv".to_owned(),
            sha256: taken.sha256.clone(),
            bytes: 14,
        };
        db.perform(secretary(), deed).await.unwrap();
        std::mem::forget((first, second));
        let folder = county.place.folder.path().join("files");
        for (name, content) in [
            (format!("{ASIDE}0011"), "cut short"),
            ("ab".repeat(32), "of no record"),
            ("notes.txt".to_owned(), "of somebody else"),
        ] {
            std::fs::write(folder.join(name), content).unwrap();
        }
        let aside: PathBuf = store.find(&taken.sha256).unwrap();
        assert_ne!(aside, store.file(&taken.sha256), "found where it lies");
        assert_eq!(files::verify(db, &store).await.unwrap().faults, []);
        let settled = files::settle(db, &store).await.unwrap();
        assert_eq!(settled, Settled { named: 1, removed: 3 });
        let mut names = vec![taken.sha256.clone(), "notes.txt".to_owned()];
        names.sort();
        assert_eq!(lying(&county), names);
        assert_eq!(files::verify(db, &store).await.unwrap().faults, []);
        assert_eq!(files::settle(db, &store).await.unwrap(), Settled::default());
    }
}

#[tokio::test]
async fn a_person_proves_with_so_much_a_day() {
    for place in crate::databases::places().await {
        let people = people(&place.db).await;
        let county = County {
            server: server(Site::new(
                place.db.clone(),
                Store::new(place.folder.path()),
                Catalogue::default(),
                settings(),
            )),
            place,
        };
        take(&county, &people.secretary).await;
        let db = &county.place.db;
        let prove = |bytes| ReportWithFile {
            resolution: 1,
            text: "نصب شد".to_owned(),
            sha256: "ab".repeat(32),
            name: "a.jpg".to_owned(),
            bytes,
            kind: "image/jpeg",
        };
        let refuse = || JudgeEvidence {
            resolution: 1,
            seen: None,
            refused_because: Some("تار است".to_owned()),
            calendar: WorkingCalendar::iran(),
        };
        for _ in 0..10 {
            db.perform(people.head_of_roads.clone(), prove(20 << 20))
                .await
                .unwrap();
            db.perform(people.secretary.clone(), refuse()).await.unwrap();
        }
        match db.perform(people.head_of_roads.clone(), prove(1)).await {
            Err(Refusal::Rule(key)) => assert_eq!(key, "refusal-proofs-of-a-day"),
            other => panic!("{other:?}"),
        }
        county.place.wait(1);
        db.perform(people.head_of_roads.clone(), prove(1)).await.unwrap();
    }
}

fn settings() -> Settings {
    Settings {
        county_fa: "شهرستان نمونه".to_owned(),
        county_en: "Sample County".to_owned(),
        calendar: WorkingCalendar::iran(),
        behind_https: false,
    }
}

#[tokio::test]
async fn under_the_floor_deeds_and_files_are_refused_and_what_was_typed_is_kept() {
    for mut county in County::all().await {
        take(&county, &secretary()).await;
        let head = county.sign_in("rah").await;
        let folder = county.place.folder.path();
        let all = Arc::new(Floor::new(folder, Some(u64::MAX)));
        let db = county.place.db.clone().with_floor(Arc::clone(&all));
        assert!(
            db.floor()
                .is_some_and(|floor| floor.room().unwrap().free < u64::MAX)
        );
        let store = Store::new(folder).with_floor(all);
        county.server = server(Site::new(db, store, Catalogue::default(), settings()));
        let typed = "نصب <شد>".as_bytes();
        for body in [
            parts(&[("text", None, typed), ("file", Some("a.jpg"), b"one")]),
            parts(&[("file", Some("a.jpg"), b"one"), ("text", None, typed)]),
            parts(&[("text", None, typed)]),
        ] {
            let (status, later, page) = send(&mut county, "/resolutions/1/report", &head, body).await;
            assert_eq!(status, StatusCode::INSUFFICIENT_STORAGE);
            assert!(later, "it says when to come again");
            assert!(page.contains("دیسک سامانه جا ندارد"), "{page}");
            assert!(page.contains("نصب &#60;شد&#62;</textarea>"), "{page}");
        }
        assert_eq!(lying(&county), [""; 0]);
        // Reading goes on, and whoever comes or goes can.
        county.page("/resolutions/1", &head).await;
        let secretary = county.sign_in("dabir").await;
        county.page("/today", &secretary).await;
    }
}
