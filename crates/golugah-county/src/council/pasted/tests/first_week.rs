//! A county in which no head ever signs in: minutes pasted, answers by letter and by telephone, the next session held and published, a
//! bottleneck decided, remedied, measured again and cleared, with one account and an inspector's.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use golugah_county::bottlenecks::actions::{
    FindBottleneck, Found, MeasureBottleneck, Outcome, ReviewBottleneck,
};
use golugah_county::bottlenecks::bottleneck;
use golugah_county::people::Role;
use golugah_county::people::actions::AdmitPerson;
use golugah_county::resolutions::resolution;
use golugah_county::sessions::agenda;
use golugah_desk::Actor;

use crate::site::{County, PASSWORD};

async fn state(county: &County, id: i64) -> String {
    resolution(county.place.db.read(), id)
        .await
        .unwrap()
        .unwrap()
        .state
}

/// Calls a session for today and closes it at once; gives its row.
async fn session(county: &mut County, cookie: &str, id: i64, about: Option<&str>) {
    let called = [
        ("day", county.place.today()),
        ("hour", "10".to_owned()),
        ("place", "سالن".to_owned()),
    ];
    let called = called.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(
        county.deed("/sessions", cookie, &called).await,
        format!("/sessions/{id}")
    );
    if let Some(about) = about {
        let decided = [
            ("text", "آگهی مناقصه‌ها پانزده روز بماند"),
            ("agency", "1"),
            ("working_days", "5"),
            ("proof", "فهرست آگهی‌ها"),
            ("about", about),
        ];
        county
            .deed(&format!("/sessions/{id}/resolutions"), cookie, &decided)
            .await;
    }
    // All that stood on the agenda was dealt with.
    let items = agenda(county.place.db.read(), id).await.unwrap();
    let items: Vec<String> = items.iter().map(|item| item.id.to_string()).collect();
    let mut close = vec![("version", "1"), ("minutes", "صورت‌جلسهٔ نشست")];
    close.extend(items.iter().map(|item| ("done", item.as_str())));
    county
        .deed(&format!("/sessions/{id}/close"), cookie, &close)
        .await;
    county.deed(&format!("/sessions/{id}/publish"), cookie, &[]).await;
}

async fn confirmed_bottleneck(county: &County) -> i64 {
    let db = &county.place.db;
    let found = FindBottleneck {
        indicator: "single_bidder_tender".to_owned(),
        code: "R018".to_owned(),
        group: ("buyer".to_owned(), "b-12".to_owned(), "شهرداری".to_owned()),
        sentence: ("۴۰ از ۱۲۰".to_owned(), "40 of 120".to_owned()),
        counts: (40, 120),
        verdict: "{}".to_owned(),
    };
    let Found::New(id) = db.perform(Actor::program(), found).await.unwrap() else {
        panic!("it was new");
    };
    let inspector = AdmitPerson {
        name: "بازرس".to_owned(),
        sign_in: "bazres".to_owned(),
        role: Role::Inspector,
        agency: None,
        deputy_of: None,
    };
    let inspector = Actor {
        person: Some(db.perform(Actor::program(), inspector).await.unwrap()),
        role: Role::Inspector.word().to_owned(),
    };
    let review = ReviewBottleneck {
        bottleneck: id,
        version: 1,
        dismissed_because: None,
    };
    db.perform(inspector, review).await.unwrap();
    id
}

#[tokio::test]
async fn a_county_works_though_no_head_ever_signs_in() {
    for (mut county, code) in County::empty().await {
        let begin = [
            ("code", code.as_str()),
            ("county_fa", "شهرستان آبگینه‌رود"),
            ("county_en", ""),
            ("name", "پروین ستوده"),
            ("sign_in", "dabirkhane"),
            ("password", PASSWORD),
            ("secretariat", "1"),
        ];
        let (status, head, body) = county.ask("POST", "/begin", "", &begin).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
        assert_eq!(head[LOCATION], "/today");
        let one = super::visit(&head);
        let today = county.page("/today", &one).await;
        assert!(
            today.contains("صورت‌جلسهٔ آخرین نشست را اینجا بچسبانید") && today.contains("۰ از ۶"),
            "{today}"
        );

        // The minutes, the paper.
        let minutes = "مصوبات:\n۱- مقرر شد شهرداری ظرف ۱۰ روز آسفالت خیابان امام را ترمیم کند.\n\
                       ۲- ادارهٔ گاز مکلف شد تا پایان آذر گزارش دهد.";
        let pasted = [
            ("number", "۱۲"),
            ("day", "۱۴۰۵/۰۸/۲۹"),
            ("hour", "۱۰"),
            ("place", ""),
            ("pasted", minutes),
        ];
        assert_eq!(county.deed("/pasted", &one, &pasted).await, "/pasted/1");
        let looked = [
            ("version", "1"),
            ("take-0", "1"),
            ("text-0", "شهرداری آسفالت را ترمیم کند"),
            ("agency-0", "شهرداری"),
            ("due-0", "۱۴۰۵/۰۹/۱۰"),
            ("take-1", "1"),
            ("text-1", "ادارهٔ گاز گزارش دهد"),
            ("agency-1", "ادارهٔ گاز"),
            ("due-1", "۱۴۰۵/۰۹/۳۰"),
        ];
        county.deed("/pasted/1", &one, &looked).await;
        assert!(county.page("/followup/letters", &one).await.contains("ادارهٔ گاز"));
        assert!(county.page("/today", &one).await.contains("۱ از ۶"));

        // What comes back, as it came.
        let by_letter = [
            ("reply", "done"),
            ("how", "letter"),
            ("reply_letter", "۵۵/۱"),
            ("answer", "ترمیم شد"),
        ];
        let receive = "/resolutions/1/receive";
        let unsaid = [
            ("reply", "done"),
            ("how", "letter"),
            ("reply_letter", ""),
            ("answer", "ترمیم شد"),
        ];
        let (status, _, body) = county.ask("POST", receive, &one, &unsaid).await;
        assert!(
            status == StatusCode::CONFLICT && body.contains("ترمیم شد"),
            "what was typed stays: {body}"
        );
        county.deed(receive, &one, &by_letter).await;
        let by_phone = [
            ("reply", "not_done"),
            ("how", "phone"),
            ("said_by", "آقای راد"),
            ("answer", "نبود اعتبار"),
        ];
        county.deed("/resolutions/2/receive", &one, &by_phone).await;
        assert_eq!(
            (state(&county, 1).await, state(&county, 2).await),
            ("reported".to_owned(), "assigned".to_owned())
        );
        let shown = county.page("/resolutions/1", &one).await;
        assert!(shown.contains("دریافت‌شده با نامهٔ شمارهٔ ۵۵/۱"), "{shown}");

        // Nobody accepts alone what they entered alone.
        let accept = [("verdict", "accept"), ("evidence", "1")];
        let (status, ..) = county.ask("POST", "/resolutions/1/judge", &one, &accept).await;
        assert_eq!(status, StatusCode::CONFLICT);
        let (status, ..) = county
            .ask(
                "POST",
                "/resolutions/1/heard",
                &one,
                &[("evidence", "1"), ("heard", "1")],
            )
            .await;
        assert_eq!(
            status,
            StatusCode::CONFLICT,
            "session 12 was held before the answer came"
        );

        // The next session is the thirteenth; a bottleneck is decided in it.
        let bottleneck_id = confirmed_bottleneck(&county).await;
        let about = format!("bottleneck/{bottleneck_id}");
        county.place.wait(1);
        let one = county.sign_in("dabirkhane").await;
        session(&mut county, &one, 2, Some(&about)).await;
        assert!(county.page("/sessions/2", &one).await.contains("۱۳"));
        county
            .deed("/resolutions/1/heard", &one, &[("evidence", "1"), ("heard", "2")])
            .await;
        assert_eq!(state(&county, 1).await, "closed");
        assert!(
            county
                .page("/resolutions/1", &one)
                .await
                .contains("به استناد جلسهٔ ۱۳ شورا")
        );
        county.deed("/sessions/1/publish", &one, &[]).await;
        let public = county.page("/portal/resolutions", "").await;
        assert!(
            public.contains("دریافت‌شده با نامهٔ شمارهٔ ۵۵/۱") && !public.contains("آقای راد"),
            "{public}"
        );

        // Its remedy is answered by letter, heard by the fourteenth session, measured again and cleared.
        let by_letter = [
            ("reply", "done"),
            ("how", "letter"),
            ("reply_letter", "۵۵/۲"),
            ("answer", "فهرست پیوست"),
        ];
        county.deed("/resolutions/3/receive", &one, &by_letter).await;
        county.place.wait(3);
        let one = county.sign_in("dabirkhane").await;
        session(&mut county, &one, 3, None).await;
        county
            .deed("/resolutions/3/heard", &one, &[("evidence", "2"), ("heard", "3")])
            .await;
        county.place.wait(60);
        let measured = MeasureBottleneck {
            bottleneck: bottleneck_id,
            counts: (0, 60),
            outcome: Outcome::Cleared,
            detail: "{}".to_owned(),
        };
        county.place.db.perform(Actor::program(), measured).await.unwrap();
        let row = bottleneck(county.place.db.read(), bottleneck_id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(row.state, "cleared");

        let log = county.log().await;
        assert!(
            log.iter().any(|entry| entry.contains("\"role\":\"secretariat\"")),
            "{log:?}"
        );
        assert!(
            !log.iter()
                .any(|entry| entry.contains("agency_head") || entry.contains("\"role\":\"deputy\""))
        );
        assert_eq!(
            county.place.db.verify(&[]).await.unwrap().faults,
            [],
            "{}",
            county.place.engine
        );
    }
}
