//! A form that is sent twice, by a double click or by a browser that sends it again, makes one record and is answered twice.

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use golugah_county::site::answer;

use crate::agenda::holds;
use crate::databases::encoded;
use crate::site::County;
use crate::uploads::{parts, send};

/// The one-time key of a page's forms.
async fn key(county: &mut County, page: &str, cookie: &str) -> String {
    let page = county.page(page, cookie).await;
    let at = page
        .find("name=\"once\" value=\"")
        .unwrap_or_else(|| panic!("no key: {page}"));
    page[at + 19..at + 51].to_owned()
}

/// How many deeds the log has.
async fn deeds(county: &County) -> usize {
    county.place.db.entries(0, 1_000).await.unwrap().len()
}

fn day(county: &County) -> String {
    county.place.today()
}

/// Sends the form of a page twice: the second is answered as the first was, and one deed more is in the log. Gives the key.
async fn twice(county: &mut County, page: &str, path: &str, cookie: &str, fields: &[(&str, &str)]) -> String {
    let once = key(county, page, cookie).await;
    let fields: Vec<_> = fields.iter().copied().chain([("once", once.as_str())]).collect();
    let before = deeds(county).await;
    let first = county.deed(path, cookie, &fields).await;
    let (status, head, body) = county.ask("POST", path, cookie, &fields).await;
    let what = format!("{}: {path}: {body}", county.place.engine);
    assert_eq!(status, StatusCode::SEE_OTHER, "{what}");
    assert_eq!(head[LOCATION].to_str().unwrap(), first, "{what}");
    assert_eq!(deeds(county).await, before + 1, "{what}");
    once
}

#[tokio::test]
async fn every_form_that_makes_something_makes_it_once() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let administrator = county.sign_in("rahbar").await;
        let head = county.sign_in("rah").await;
        let today = day(&county);
        let c = &mut county;
        let call = [("day", today.as_str()), ("hour", "10:00"), ("place", "سالن")];
        twice(c, "/sessions", "/sessions", &secretary, &call).await;
        let one = "/sessions/1";
        for (path, fields) in [
            ("/sessions/1/items", vec![("title", "راه روستا")]),
            ("/sessions/1/proposals", vec![("put", "slot/1")]),
            ("/sessions/1/proposals", vec![("put", "all")]),
            (
                "/sessions/1/items/1/resolution",
                vec![
                    ("item", "1"),
                    ("text", "ایمن شود"),
                    ("agency", "1"),
                    ("working_days", "5"),
                    ("proof", "عکس"),
                ],
            ),
            (
                "/sessions/1/resolutions",
                vec![
                    ("text", "ایمن شود"),
                    ("agency", "1"),
                    ("working_days", "5"),
                    ("proof", "عکس"),
                ],
            ),
            (
                "/sessions/1/close",
                vec![("version", "1"), ("minutes", "گفتگو شد"), ("stand_in", "معاون")],
            ),
            ("/sessions/1/publish", Vec::new()),
            (
                "/sessions/1/corrections",
                vec![("correction", "سه نفر بودند"), ("correction_reason", "خطا")],
            ),
        ] {
            if path.ends_with("/close") {
                // Whoever chairs, so that the session can be closed.
                let seats = [("seat-1", "present"), ("seat-2", "absent")];
                twice(c, one, "/sessions/1/attendance", &secretary, &seats).await;
            }
            twice(c, one, path, &secretary, &fields).await;
        }
        let claim = [
            ("agency", "1"),
            ("directorate", "اداره کل"),
            ("title", "مدرسه"),
            ("year", "1405"),
            ("amount", "100"),
            ("letter", "۱"),
            ("day", today.as_str()),
        ];
        twice(c, "/claims", "/claims", &head, &claim).await;
        let name = [("name_fa", "دستگاه تازه"), ("name_en", "")];
        twice(c, "/agencies", "/agencies", &administrator, &name).await;
        let file = |once: &str| {
            parts(&[
                ("once", None, once.as_bytes()),
                ("text", None, "شد".as_bytes()),
                ("file", Some("a.jpg"), b"one"),
            ])
        };
        let before = deeds(c).await;
        let once = key(c, "/resolutions/1", &head).await;
        for _ in 0..2 {
            let (status, _, page) = send(c, "/resolutions/1/report", &head, file(&once)).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
        }
        let inspector = c.sign_in("bazres").await;
        let once = key(c, "/imports", &inspector).await;
        for _ in 0..2 {
            let (status, _, page) = send(c, "/imports", &inspector, file(&once)).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
        }
        assert_eq!(deeds(c).await, before + 2);
        holds(&c.place).await;
    }
}

#[tokio::test]
async fn a_person_is_admitted_once_and_the_code_that_is_shown_is_good() {
    for mut county in County::all().await {
        let administrator = county.sign_in("rahbar").await;
        let once = key(&mut county, "/people", &administrator).await;
        let fields = [
            ("name", "تازه"),
            ("sign_in", "taze"),
            ("role", "inspector"),
            ("once", &once),
        ];
        for _ in 0..2 {
            let (status, _, page) = county.ask("POST", "/people", &administrator, &fields).await;
            assert!(status == StatusCode::OK && page.contains("taze"), "{page}");
        }
        let people = "SELECT COUNT(*) FROM people WHERE sign_in = 'taze'";
        assert_eq!(
            county.place.db.read().number(people, Vec::new()).await.unwrap(),
            1
        );
    }
}

#[tokio::test]
async fn a_form_is_known_by_who_sends_it_what_stands_in_it_and_for_a_week() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let governor = county.sign_in("farmandar").await;
        let today = day(&county);
        let call = [("day", today.as_str()), ("hour", "10:00"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &call).await;
        let path = "/sessions/1/items";
        let once = twice(&mut county, "/sessions/1", path, &secretary, &[("title", "یک")]).await;
        let before = deeds(&county).await;
        let typed = |title: &'static str| [("title", title), ("once", once.as_str())];
        // Changed in between, sent by somebody else with the same key, or with a key that is none: each is another.
        county.deed(path, &secretary, &typed("دو")).await;
        let others = [("put", "slot/1"), ("once", once.as_str())];
        county.deed("/sessions/1/proposals", &governor, &others).await;
        for key in ["", "1", "یک"] {
            county
                .deed(path, &secretary, &[("title", "سه"), ("once", key)])
                .await;
        }
        assert_eq!(deeds(&county).await, before + 5);
        county.place.wait(6);
        let secretary = county.sign_in("dabir").await;
        county.deed(path, &secretary, &typed("یک")).await;
        assert_eq!(deeds(&county).await, before + 5, "known for a week");
        county.place.wait(2);
        let secretary = county.sign_in("dabir").await;
        county.deed(path, &secretary, &typed("یک")).await;
        assert_eq!(deeds(&county).await, before + 6, "and no longer");
        let kept = "SELECT COUNT(*) FROM sent_forms";
        assert_eq!(county.place.db.read().number(kept, Vec::new()).await.unwrap(), 1);
        // Nothing of it is in the log.
        let entries = county.place.db.entries(0, 1_000).await.unwrap();
        assert!(
            !entries
                .iter()
                .any(|entry| entry.contains(&once) || entry.contains("sent_forms"))
        );
        holds(&county.place).await;
    }
}

#[tokio::test]
async fn a_double_click_is_one_press() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let today = day(&county);
        let once = key(&mut county, "/sessions", &secretary).await;
        let fields = [
            ("day", today.as_str()),
            ("hour", "10:00"),
            ("place", "سالن"),
            ("once", &once),
        ];
        let before = deeds(&county).await;
        let pressed: Vec<_> = (0..8)
            .map(|_| {
                let request = Request::builder().method("POST").uri("/sessions");
                let request = request.header(COOKIE, &secretary);
                let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
                let request = request.body(Body::from(encoded(&fields))).unwrap();
                tokio::spawn(answer(&mut county.server, request))
            })
            .collect();
        for press in pressed {
            let response = press.await.unwrap().unwrap();
            assert_eq!(response.status(), StatusCode::SEE_OTHER);
            assert_eq!(response.headers()[LOCATION], "/sessions/1");
        }
        assert_eq!(deeds(&county).await, before + 1, "{}", county.place.engine);
    }
}
