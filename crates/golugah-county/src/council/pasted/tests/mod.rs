//! Pasted minutes by deeds and by forms: what is proposed, what is asked, what is refused and kept, and what one press makes of it.

mod first_week;
mod looked_through;
mod quarter_hour;
mod reading;

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use golugah_county::pasted::actions::{Decision, Owing, PasteMinutes, TakeOver};
use golugah_county::sessions::HeldSession;
use golugah_county::terms::Length;
use golugah_county::{agencies, pasted, resolutions, sessions};
use golugah_persian::WorkingCalendar;

use crate::databases::{Place, people, places};
use crate::site::County;

const MINUTES: &str = "صورت‌جلسهٔ شمارهٔ ۱۲\nمصوبات:\n\
    ۱- مقرر شد شهرداری ظرف ۱۰ روز آسفالت خیابان امام را ترمیم کند.\n\
    ۲- ادارهٔ گاز مکلف شد با همکاری بخشداری تا پایان آذر گزارش دهد.\n\
    ۳- مقرر گردید موضوع پسماند پیگیری شود.";

/// The visit that an answer begins.
fn visit(head: &HeaderMap) -> String {
    let cookies = head
        .get_all(SET_COOKIE)
        .iter()
        .filter_map(|one| one.to_str().ok());
    let mut cookies = cookies.filter_map(|one| one.split(';').next());
    let visit = cookies.find(|pair| pair.starts_with("golugah="));
    visit.unwrap().to_owned()
}

fn held(number: i64, day: &str) -> HeldSession {
    HeldSession {
        number,
        day: day.to_owned(),
        hour: "۱۰".to_owned(),
        place: "سالن".to_owned(),
    }
}

fn paste(number: i64, day: &str, text: &str) -> PasteMinutes {
    PasteMinutes {
        session: held(number, day),
        text: text.to_owned(),
    }
}

async fn take(place: &Place, pasted: i64, decisions: Vec<Decision>) -> TakeOver {
    let row = pasted::pasted(place.db.read(), pasted).await.unwrap().unwrap();
    TakeOver {
        pasted,
        version: row.version,
        note: "از روی کاغذ".to_owned(),
        proof: "نامه".to_owned(),
        decisions,
        calendar: WorkingCalendar::iran(),
    }
}

fn decision(owing: Owing, length: Length) -> Decision {
    Decision {
        text: "آسفالت".to_owned(),
        owing,
        length,
    }
}

#[tokio::test]
async fn one_deed_makes_session_agencies_and_resolutions() {
    for place in places().await {
        let who = people(&place.db).await;
        for (deed, key) in [
            (paste(0, "2026-11-20", MINUTES), "refusal-session-number"),
            (paste(12, "2026-11-25", MINUTES), "refusal-session-not-held"),
            (paste(12, "1405", MINUTES), "refusal-no-day"),
            (paste(12, "2026-11-20", " "), "refusal-pasted-empty"),
            (
                paste(12, "2026-11-20", &"ن".repeat(100_001)),
                "refusal-pasted-too-long",
            ),
        ] {
            place.may_not(&who.secretary, deed, key).await;
        }
        let pasted = place.does(&who.secretary, paste(12, "2026-11-20", MINUTES)).await;
        let known = decision(Owing::Known(who.roads), Length::Days(10));
        let named = |name: &str| {
            decision(
                Owing::Named(name.to_owned()),
                Length::Day("2026-12-21".to_owned()),
            )
        };
        for (decisions, key) in [
            (Vec::new(), "refusal-pasted-nothing"),
            (vec![known.clone(); 61], "refusal-pasted-many"),
            (vec![named(" ")], "refusal-pasted-agency"),
            (
                vec![decision(
                    Owing::Known(who.roads),
                    Length::Day("2026-11-19".to_owned()),
                )],
                "refusal-pasted-due-before",
            ),
        ] {
            let deed = take(&place, pasted, decisions).await;
            place.may_not(&who.secretary, deed, key).await;
        }
        // Whatever was refused left nothing behind.
        assert_eq!(agencies::agencies(place.db.read()).await.unwrap().len(), 2);
        let before = place.db.entries(0, 100).await.unwrap().len();
        let decisions = vec![known, named("شهرداری"), named("شهرداري"), named("شبکهٔ بهداشت")];
        let session = place
            .does(&who.secretary, take(&place, pasted, decisions).await)
            .await;
        assert_eq!(
            place.db.entries(0, 100).await.unwrap().len(),
            before + 1,
            "one deed"
        );
        let row = sessions::session(place.db.read(), session)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (row.number, row.state.as_str(), row.minutes.as_str()),
            (12, "closed", "از روی کاغذ")
        );
        let taken = resolutions::of_session(place.db.read(), session).await.unwrap();
        let owners: Vec<&str> = taken.iter().map(|one| one.name_fa.as_str()).collect();
        assert_eq!(owners, ["اداره راهداری", "شهرداری", "شهرداری", "شبکه بهداشت"]);
        assert_eq!(taken[1].due, "2026-12-21");
        // Ten days from the session, not from today.
        assert!(taken[0].due.as_str() < "2026-12-04", "{}", taken[0].due);
        let again = take(&place, pasted, vec![decision(Owing::Known(1), Length::Days(3))]).await;
        place.may_not(&who.secretary, again, "refusal-pasted-taken").await;
        place
            .may_not(
                &who.secretary,
                paste(12, "2026-11-19", MINUTES),
                "refusal-session-number-known",
            )
            .await;
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, [], "{}", place.engine);
    }
}

#[tokio::test]
async fn the_largest_minutes_fit_into_one_deed() {
    for place in places().await {
        let who = people(&place.db).await;
        let pasted = place.does(&who.secretary, paste(4, "2026-11-20", MINUTES)).await;
        let decisions = (0..60)
            .map(|at| Decision {
                text: "ن".repeat(900),
                owing: Owing::Named(format!("ادارهٔ شمارهٔ {at}")),
                length: Length::Days(30),
            })
            .collect();
        let session = place
            .does(&who.secretary, take(&place, pasted, decisions).await)
            .await;
        let taken = resolutions::of_session(place.db.read(), session).await.unwrap();
        assert_eq!(taken.len(), 60, "{}", place.engine);
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn what_is_not_understood_is_asked_and_nothing_typed_is_lost() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let fields = [
            ("number", "۱۲"),
            ("day", "۱۴۰۵/۰۸/۲۹"),
            ("hour", "۱۰"),
            ("place", "سالن"),
            ("pasted", MINUTES),
        ];
        let mut wrong = fields;
        wrong[1].1 = "فردا";
        let (status, _, body) = county.ask("POST", "/pasted", &secretary, &wrong).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(
            body.contains("آسفالت خیابان امام"),
            "what was pasted stays: {body}"
        );
        let page = county.deed("/pasted", &secretary, &fields).await;
        let shown = county.page(&page, &secretary).await;
        for said in [
            "شهرداری",
            "ادارهٔ گاز",
            "بخشداری",
            "ظرف ۱۰ روز",
            "تا پایان آذر",
            "نیازمند تکمیل شما",
        ] {
            assert!(shown.contains(said), "{said}: {shown}");
        }
        let head = county.sign_in("rah").await;
        let (status, ..) = county.ask("GET", &page, &head, &[]).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "pasted minutes are nobody else's");
        let rows = [
            ("version", "1"),
            ("take-0", "1"),
            ("text-0", "ترمیم آسفالت، به گفتهٔ من"),
            ("agency-0", "شهرداری"),
            ("due-0", "۱۴۰۵/۰۹/۱۲"),
            ("take-2", "1"),
            ("text-2", "پسماند"),
            ("agency-2", ""),
            ("due-2", "۱۴۰۵/۰۹/۲۵"),
        ];
        let (status, _, body) = county.ask("POST", &page, &secretary, &rows).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(
            body.contains("به گفتهٔ من") && body.contains("دستگاه مسئول را بنویسید"),
            "{body}"
        );
        let mut rows = rows;
        rows[7].1 = "شبکه بهداشت";
        assert_eq!(county.deed(&page, &secretary, &rows).await, "/followup");
        let sheet = county.page("/followup", &secretary).await;
        assert!(
            sheet.contains("به گفتهٔ من") && sheet.contains("شبکه بهداشت"),
            "{sheet}"
        );
        let letters = county.page("/followup/letters", &secretary).await;
        assert!(
            letters.contains("برگهٔ پاسخ") && letters.contains("شهرداری"),
            "{letters}"
        );
        let numbers = [("agency", "3"), ("letter-3", "۱۲۰/۴۵")];
        county.deed("/followup/letters", &secretary, &numbers).await;
        assert!(
            county
                .page("/followup/letters", &secretary)
                .await
                .contains("۱۲۰/۴۵")
        );
        let (status, ..) = county
            .ask("POST", "/followup/letters", &secretary, &numbers)
            .await;
        assert_eq!(status, StatusCode::CONFLICT, "a number is noted once");
        // The text can go, and the page says so.
        let commitment = pasted::pasted(county.place.db.read(), 1)
            .await
            .unwrap()
            .unwrap()
            .text_commitment;
        let forget = [
            ("commitment", commitment.as_str()),
            ("reason", "private"),
            ("back", page.as_str()),
        ];
        county.deed("/texts/forget", &secretary, &forget).await;
        assert!(!county.page(&page, &secretary).await.contains("خیابان امام"));
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}
