//! A session is called for a day and an hour that there are, is moved with the day before it still readable, and is called
//! off without anything being lost.

use axum::http::StatusCode;
use golugah_county::reports::of_session;
use golugah_county::sessions::actions::CancelSession;
use golugah_county::sessions::{agenda, session};
use golugah_desk::Refusal;

use crate::portal::secretary;
use crate::site::County;

const CALLED: [(&str, &str); 3] = [("day", "۱۴۰۵/۰۹/۱۰"), ("hour", "۱۰:۰۰"), ("place", "سالن")];

fn moved<'form>(day: &'form str, hour: &'form str, reason: &'form str) -> [(&'form str, &'form str); 5] {
    [
        ("version", "1"),
        ("new_day", day),
        ("new_hour", hour),
        ("new_place", "سالن دوم"),
        ("move_reason", reason),
    ]
}

impl County {
    async fn conflict(&mut self, path: &str, cookie: &str, fields: &[(&str, &str)], because: &str) -> String {
        let (status, _, body) = self.ask("POST", path, cookie, fields).await;
        assert_eq!(status, StatusCode::CONFLICT, "{path} {fields:?}: {body}");
        assert!(body.contains(because), "{path} {fields:?}: {because}: {body}");
        body
    }
}

#[tokio::test]
async fn a_session_is_called_for_a_day_and_an_hour_that_there_are() {
    for mut county in County::all().await {
        let dabir = county.sign_in("dabir").await;
        for (day, hour, because) in [
            ("۱۴۵۰/۰۹/۰۹", "۱۰:۰۰", "دورتر از یک سال"),
            ("۱۴۰۶/۰۹/۱۰", "۱۰:۰۰", "دورتر از یک سال"),
            ("۱۴۰۵/۰۹/۰۲", "۱۰:۰۰", "این روز گذشته است"),
            ("۱۴۰۵/۰۹/۱۰", "25:99", "ساعت را مانند ۱۰:۰۰"),
            ("۱۴۰۵/۰۹/۱۰", "۱۰ صبح", "ساعت را مانند ۱۰:۰۰"),
        ] {
            let call = [("day", day), ("hour", hour), ("place", "سالن")];
            let body = county.conflict("/sessions", &dabir, &call, because).await;
            assert!(
                body.contains(&format!("value=\"{day}\"")),
                "what was typed is kept: {body}"
            );
        }
        let call = [CALLED[0], ("hour", "۹"), CALLED[2]];
        county.deed("/sessions", &dabir, &call).await;
        let stored = session(county.place.db.read(), 1).await.unwrap().unwrap();
        assert_eq!(
            (stored.day.as_str(), stored.hour.as_str()),
            ("2026-12-01", "09:00")
        );
    }
}

#[tokio::test]
async fn a_session_that_is_moved_says_so_everywhere_and_its_former_day_stays() {
    for mut county in County::all().await {
        let dabir = county.sign_in("dabir").await;
        county.deed("/sessions", &dabir, &CALLED).await;
        for (fields, because) in [
            (moved("۱۴۵۰/۰۹/۰۹", "10:00", "برف"), "دورتر از یک سال"),
            (moved("۱۴۰۵/۰۹/۱۲", "25:99", "برف"), "ساعت را مانند ۱۰:۰۰"),
            (moved("۱۴۰۵/۰۹/۱۲", "10:00", " "), "دلیل را بنویسید"),
            (moved("فردا", "10:00", "برف"), "روز را مانند"),
        ] {
            let body = county
                .conflict("/sessions/1/move", &dabir, &fields, because)
                .await;
            assert!(body.contains("value=\"سالن دوم\""), "what was typed is kept");
        }
        let mut same = moved("۱۴۰۵/۰۹/۱۰", "۱۰", "برف");
        same[3] = ("new_place", "سالن");
        county
            .conflict("/sessions/1/move", &dabir, &same, "همان است که بود")
            .await;
        let calendar = county.page("/portal/calendar.ics", "").await;
        assert!(
            calendar.contains("SEQUENCE:0") && calendar.contains("DTSTART:20261201T063000Z"),
            "{calendar}"
        );
        county
            .deed(
                "/sessions/1/move",
                &dabir,
                &moved("۱۴۰۵/۰۹/۱۲", "۱۱", "برف سنگین"),
            )
            .await;
        let calendar = county.page("/portal/calendar.ics", "").await.replace("\r\n ", "");
        for said in [
            "SEQUENCE:1",
            "DTSTART:20261203T073000Z",
            "سالن دوم",
            "برف سنگین",
            "۱۰ آذر ۱۴۰۵",
        ] {
            assert!(calendar.contains(said), "{said}: {calendar}");
        }
        let staff = county.page("/sessions/1", &dabir).await;
        assert!(
            staff.contains("جلسه جابه‌جا شد") && staff.contains("۱۰ آذر ۱۴۰۵") && staff.contains("برف سنگین"),
            "{staff}"
        );
        let front = county.page("/", "").await;
        assert!(
            front.contains("این جلسه جابه‌جا شد") && front.contains("۱۲ آذر ۱۴۰۵"),
            "{front}"
        );
        // Whoever saw the page before is told; nobody else moves it.
        let (status, ..) = county
            .ask(
                "POST",
                "/sessions/1/move",
                &dabir,
                &moved("۱۴۰۵/۰۹/۱۳", "۱۱", "باز"),
            )
            .await;
        assert_eq!(status, StatusCode::CONFLICT);
        let governor = county.sign_in("farmandar").await;
        let (status, ..) = county
            .ask(
                "POST",
                "/sessions/1/move",
                &governor,
                &moved("۱۴۰۵/۰۹/۱۳", "۱۱", "باز"),
            )
            .await;
        assert_eq!(status, StatusCode::FORBIDDEN);

        // Held and published, its page still says that it was moved.
        county.place.wait(10);
        let dabir = county.sign_in("dabir").await;
        let close = [("version", "2"), ("minutes", "شنیده شد.")];
        county.deed("/sessions/1/close", &dabir, &close).await;
        county
            .conflict(
                "/sessions/1/move",
                &dabir,
                &moved("۱۴۰۵/۰۹/۲۵", "۱۱", "باز"),
                "این جلسه بسته شده است",
            )
            .await;
        county.deed("/sessions/1/publish", &dabir, &[]).await;
        let page = county.page("/portal/sessions/1", "").await;
        assert!(
            page.contains("این جلسه جابه‌جا شد") && page.contains("برف سنگین"),
            "{page}"
        );
        let english = county.page("/en/portal/sessions/1", "").await;
        assert!(english.contains("This session was moved"), "{english}");
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn a_session_that_is_called_off_leaves_the_way_to_the_next_and_loses_nothing() {
    for mut county in County::all().await {
        let dabir = county.sign_in("dabir").await;
        county.deed("/sessions", &dabir, &CALLED).await;
        for (title, agency) in [("گزارش راه", "1"), ("بهای آب", "0")] {
            let item = [("title", title), ("item_agency", agency)];
            county.deed("/sessions/1/items", &dabir, &item).await;
        }
        county
            .conflict("/sessions", &dabir, &CALLED, "هنوز بسته نشده است")
            .await;
        let cancel = |reason| [("version", "1"), ("cancel_reason", reason)];
        county
            .conflict("/sessions/1/cancel", &dabir, &cancel(" "), "دلیل را بنویسید")
            .await;
        county.deed("/sessions/1/cancel", &dabir, &cancel("سیل")).await;
        let again = CancelSession {
            session: 1,
            version: 2,
            reason: "باز".to_owned(),
        };
        let again = county.place.db.perform(secretary(), again).await;
        assert!(
            matches!(again, Err(Refusal::Rule("refusal-session-closed"))),
            "{again:?}"
        );
        let staff = county.page("/sessions/1", &dabir).await;
        assert!(
            staff.contains("این جلسه لغو شد")
                && staff.contains("سیل")
                && !staff.contains("/sessions/1/close"),
            "{staff}"
        );
        assert!(county.page("/sessions", &dabir).await.contains("برگزار نمی‌شود"));
        let calendar = county.page("/portal/calendar.ics", "").await.replace("\r\n ", "");
        for said in ["STATUS:CANCELLED", "SEQUENCE:1", "سیل"] {
            assert!(calendar.contains(said), "{said}: {calendar}");
        }
        let front = county.page("/", "").await;
        assert!(
            front.contains("برگزار نمی‌شود") && front.contains("سیل"),
            "{front}"
        );
        assert!(
            county
                .page("/sessions/1/minutes", &dabir)
                .await
                .contains("پیش‌نویس")
        );

        // The next is called, with what stood before the other; the report is not late by it.
        county.deed("/sessions", &dabir, &CALLED).await;
        let read = county.place.db.read();
        let items = agenda(read, 2).await.unwrap();
        let titles: Vec<&str> = items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(titles, ["گزارش راه", "بهای آب"]);
        let reports = of_session(read, 2).await.unwrap();
        assert_eq!(
            reports.iter().map(|report| report.missed).collect::<Vec<_>>(),
            [0]
        );
        assert!(of_session(read, 1).await.unwrap().is_empty());

        // One at which something was decided was held.
        let resolution = [
            ("text", "چاه کنده شود"),
            ("agency", "1"),
            ("working_days", "5"),
            ("proof", "نامه"),
            ("about", ""),
        ];
        county.deed("/sessions/2/resolutions", &dabir, &resolution).await;
        county
            .conflict(
                "/sessions/2/cancel",
                &dabir,
                &cancel("سیل"),
                "تصمیم گرفته شده است",
            )
            .await;
        county
            .conflict(
                "/sessions/2/move",
                &dabir,
                &moved("۱۴۰۵/۰۹/۱۲", "۱۱", "برف"),
                "تصمیم گرفته شده است",
            )
            .await;
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}
