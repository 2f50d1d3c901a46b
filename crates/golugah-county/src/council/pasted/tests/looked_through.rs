//! Minutes while they are looked through: the head that is read, put right or taken by another session, a long paper in parts, and
//! one that was withdrawn.

use axum::http::StatusCode;
use golugah_county::pasted::actions::{CorrectHead, Owing};
use golugah_county::pasted::read::{Head, head, hour_told};
use golugah_county::terms::Length;
use golugah_county::{pasted, reports, resolutions, sessions};

use super::{MINUTES, decision, held, paste, take};
use crate::databases::{people, places};
use crate::site::County;

#[test]
fn the_head_says_number_day_and_hour() {
    let said = |number, day: Option<&str>, hour: Option<&str>| Head {
        number,
        day: day.map(str::to_owned),
        hour: hour.map(str::to_owned),
    };
    for (text, is) in [
        (
            "صورتجلسه شماره 5 شورای اداری\nتاریخ: 1405/08/12 ساعت: 10 صبح\nمقرر شد شماره 9 بماند",
            said(Some(5), Some("2026-11-03"), Some("10:00")),
        ),
        (
            "جلسهٔ شمارهٔ ۱۲ مورخ سه‌شنبه ۱۴۰۵/۰۸/۱۲ ساعت ۴:۳۰ بعدازظهر",
            said(Some(12), Some("2026-11-03"), Some("16:30")),
        ),
        ("شماره: ۱۲۳۴/۵/۶\nتاریخ: فردا", Head::default()),
        ("مقرر شد جلسه شماره ۵ ساعت ۱۰", Head::default()),
    ] {
        assert_eq!(head(text), is, "{text}");
    }
    assert_eq!(hour_told("10 صبح").as_deref(), Some("10:00"));
    assert_eq!(hour_told("ده"), None);
    assert_eq!(hour_told("۹۹ صبح"), None);
}

#[tokio::test]
async fn the_rest_of_a_long_paper_goes_into_the_same_session() {
    for place in places().await {
        let who = people(&place.db).await;
        let owed = || vec![decision(Owing::Known(who.roads), Length::Days(30))];
        let first = place.does(&who.secretary, paste(12, "2026-11-18", MINUTES)).await;
        let rest = place.does(&who.secretary, paste(12, "2026-11-18", MINUTES)).await;
        let session = place
            .does(&who.secretary, take(&place, first, owed()).await)
            .await;
        let again = place.does(&who.secretary, take(&place, rest, owed()).await).await;
        assert_eq!(again, session);
        let taken = resolutions::of_session(place.db.read(), session).await.unwrap();
        let numbers: Vec<i64> = taken.iter().map(|one| one.number).collect();
        assert_eq!(numbers, [1, 2], "{}", place.engine);
        let row = sessions::session(place.db.read(), session)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(row.state, "closed");
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn nobody_owes_a_report_to_a_session_from_before_they_came_into_being() {
    for place in places().await {
        let who = people(&place.db).await;
        for (number, day) in [(3, "2026-11-10"), (4, "2026-11-18")] {
            let pasted = place.does(&who.secretary, paste(number, day, MINUTES)).await;
            let named = Owing::Named("شهرداری".to_owned());
            let owed = vec![decision(named, Length::Days(30))];
            place.does(&who.secretary, take(&place, pasted, owed).await).await;
        }
        let turns = reports::turns(place.db.read()).await.unwrap();
        let since: Vec<(&str, i64)> = turns
            .iter()
            .map(|turn| (turn.name_fa.as_str(), turn.since))
            .collect();
        assert_eq!(
            since,
            [("اداره راهداری", 2), ("شبکه بهداشت", 2), ("شهرداری", 0)],
            "{}",
            place.engine
        );
    }
}

#[tokio::test]
async fn number_and_day_are_put_right_before_anything_is_taken_over() {
    for place in places().await {
        let who = people(&place.db).await;
        let taken = place.does(&who.secretary, paste(5, "2026-11-10", MINUTES)).await;
        let other = place.does(&who.secretary, paste(6, "2026-11-18", MINUTES)).await;
        let owed = vec![decision(Owing::Known(who.roads), Length::Days(30))];
        place
            .does(&who.secretary, take(&place, taken, owed.clone()).await)
            .await;
        let correct = |pasted, version, number| CorrectHead {
            pasted,
            version,
            session: held(number, "2026-11-17"),
        };
        place
            .may_not(
                &who.secretary,
                correct(other, 1, 5),
                "refusal-session-number-known",
            )
            .await;
        place
            .may_not(&who.secretary, correct(taken, 2, 7), "refusal-pasted-taken")
            .await;
        place.does(&who.secretary, correct(other, 1, 7)).await;
        let row = pasted::pasted(place.db.read(), other).await.unwrap().unwrap();
        assert_eq!((row.number, row.day.as_str()), (7, "2026-11-17"));
        let session = place.does(&who.secretary, take(&place, other, owed).await).await;
        let row = sessions::session(place.db.read(), session)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((row.number, row.day.as_str()), (7, "2026-11-17"));
        assert_eq!(place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn the_review_says_whose_the_number_is_and_what_was_withdrawn_waits_no_longer() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let text = "صورتجلسه شماره ۷۷\nتاریخ: ۱۴۰۵/۰۸/۲۹ ساعت: ۱۰ صبح\nمقرر شد شهرداری ظرف ۱۰ روز گزارش دهد.";
        let fields = [
            ("number", ""),
            ("day", ""),
            ("hour", ""),
            ("place", "سالن"),
            ("pasted", text),
        ];
        let page = county.deed("/pasted", &secretary, &fields).await;
        let shown = county.page(&page, &secretary).await;
        assert!(shown.contains("صورت‌جلسهٔ شمارهٔ ۷۷"), "{shown}");
        assert!(county.page("/pasted", &secretary).await.contains("منتظر بازبینی"));
        let head = [
            ("version", "1"),
            ("number", "۷۸"),
            ("day", "۱۴۰۵/۰۸/۲۸"),
            ("hour", "۱۰ صبح"),
            ("place", "سالن"),
        ];
        let to = format!("{page}/head");
        let roads = county.sign_in("rah").await;
        let (status, ..) = county.ask("POST", &to, &roads, &head).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert_eq!(county.deed(&to, &secretary, &head).await, page);
        assert!(county.page(&page, &secretary).await.contains("صورت‌جلسهٔ شمارهٔ ۷۸"));
        let commitment = pasted::pasted(county.place.db.read(), 1)
            .await
            .unwrap()
            .unwrap()
            .text_commitment;
        let forget = [
            ("commitment", commitment.as_str()),
            ("reason", "mistake"),
            ("back", page.as_str()),
        ];
        county.deed("/texts/forget", &secretary, &forget).await;
        for page in ["/pasted", "/today"] {
            let shown = county.page(page, &secretary).await;
            assert!(!shown.contains("منتظر بازبینی"), "{page}: {shown}");
        }
    }
}
