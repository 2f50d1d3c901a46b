//! Requests for more time: what they move, who decides them, and what becomes of them.

use axum::http::StatusCode;
use golugah_county::resolutions::actions::{AskTime, DeclineTime, GrantTime, ReceiveReply, ReportResolution};
use golugah_county::resolutions::replies::{ReplyHow, ReplyKind};
use golugah_county::resolutions::requests::{RequestState, requests};
use golugah_desk::{Actor, Refusal};
use golugah_persian::{WorkingCalendar, plus_days};

use crate::agenda::{call, close, due, holds, take};
use crate::databases::{Place, people, places};
use crate::site::County;

fn ask(until: Option<String>, reason: &str) -> AskTime {
    AskTime {
        resolution: 1,
        until,
        reason: reason.to_owned(),
    }
}

fn grant(request: i64, version: i64, until: Option<String>) -> GrantTime {
    GrantTime {
        resolution: 1,
        request,
        version,
        until,
        letter: "۱۲۰/۹".to_owned(),
        reason: "قیر نرسیده است".to_owned(),
        calendar: WorkingCalendar::iran(),
    }
}

fn decline(request: i64, reason: &str) -> DeclineTime {
    DeclineTime {
        resolution: 1,
        request,
        version: 1,
        reason: reason.to_owned(),
    }
}

async fn states(place: &Place) -> Vec<RequestState> {
    let all = requests(place.db.read(), 1).await.unwrap();
    all.into_iter().map(|one| one.state).collect()
}

#[tokio::test]
async fn a_request_moves_nothing_until_it_is_granted() {
    for place in places().await {
        let who = people(&place.db).await;
        let session = call(&place, &who).await;
        place.does(&who.secretary, take(session, who.roads, 5)).await;
        close(&place, &who, session, Vec::new()).await;
        let was = due(&place, 1).await;
        let day = |days| plus_days(&place.today(), days);
        for until in [None, day(0), Some(was.clone())] {
            place
                .may_not(
                    &who.head_of_roads,
                    ask(until, "نبود قیر"),
                    "refusal-request-until",
                )
                .await;
        }
        let later = || ask(day(60), "نبود قیر");
        place
            .may_not(&who.head_of_roads, ask(day(60), " "), "refusal-reason-missing")
            .await;
        place
            .may_not(&who.head_of_health, later(), "refusal-not-the-owner")
            .await;
        place
            .may_not(&who.secretary, grant(1, 1, None), "refusal-request-none")
            .await;
        place.does(&who.head_of_roads, later()).await;
        assert_eq!(due(&place, 1).await, was, "asking moves no day");
        place
            .may_not(&who.head_of_roads, later(), "refusal-request-open")
            .await;
        for nobody in [&who.head_of_roads, &who.inspector] {
            place
                .may_not(nobody, grant(1, 1, None), "refusal-term-not-yours")
                .await;
            place
                .may_not(nobody, decline(1, "نه"), "refusal-term-not-yours")
                .await;
        }
        place
            .may_not(&who.secretary, decline(1, " "), "refusal-reason-missing")
            .await;
        place.does(&who.secretary, decline(1, "زمان کافی بود")).await;
        assert_eq!(due(&place, 1).await, was, "declining moves no day");
        place
            .may_not(&who.secretary, grant(1, 2, None), "refusal-request-none")
            .await;

        // The next one is granted, once, until the day that was asked for.
        place.does(&who.head_of_roads, later()).await;
        let other = place.db.perform(who.secretary.clone(), grant(1, 2, None)).await;
        assert!(matches!(other, Err(Refusal::Changed)), "{other:?}");
        let stale = place.db.perform(who.secretary.clone(), grant(2, 9, None)).await;
        assert!(matches!(stale, Err(Refusal::Changed)), "{stale:?}");
        assert_eq!(due(&place, 1).await, was, "a refused deed leaves nothing");
        place.does(&who.secretary, grant(2, 1, None)).await;
        assert_eq!(Some(due(&place, 1).await), day(60));
        assert_eq!(
            states(&place).await,
            [RequestState::Granted, RequestState::Declined]
        );

        // Once the proof has come nothing is decided about time.
        place.does(&who.head_of_roads, ask(day(90), "باران")).await;
        let report = ReportResolution {
            resolution: 1,
            text: "باز شد".to_owned(),
            file_sha256: None,
        };
        place.does(&who.head_of_roads, report).await;
        place
            .may_not(
                &who.secretary,
                grant(3, 1, None),
                "refusal-resolution-not-assigned",
            )
            .await;
        holds(&place).await;
    }
}

#[tokio::test]
async fn nobody_decides_what_they_entered_themselves() {
    for place in places().await {
        let who = people(&place.db).await;
        let session = call(&place, &who).await;
        place.does(&who.secretary, take(session, who.roads, 5)).await;
        close(&place, &who, session, Vec::new()).await;
        let receive = || ReceiveReply {
            resolution: 1,
            kind: Some(ReplyKind::MoreTime),
            how: Some(ReplyHow::Letter),
            letter: "۵۵/۱".to_owned(),
            received_on: Some(place.today()),
            said_by: String::new(),
            text: "نبود قیر".to_owned(),
            until: plus_days(&place.today(), 60),
            file: None,
        };
        place.does(&who.secretary, receive()).await;
        place
            .may_not(&who.secretary, receive(), "refusal-request-open")
            .await;
        place
            .may_not(&who.secretary, grant(1, 1, None), "refusal-own-request")
            .await;
        place
            .may_not(&who.secretary, decline(1, "نه"), "refusal-own-request")
            .await;
        let as_role = |actor: &Actor, role: &str| Actor {
            role: role.to_owned(),
            ..actor.clone()
        };
        let of_the_agency = as_role(&who.head_of_roads, "governor");
        place
            .may_not(&of_the_agency, grant(1, 1, None), "refusal-own-request")
            .await;
        let governor = as_role(&who.inspector, "governor");
        let day = plus_days(&place.today(), 30);
        place.does(&governor, grant(1, 1, day.clone())).await;
        assert_eq!(
            Some(due(&place, 1).await),
            day,
            "another day than the one asked for"
        );
        holds(&place).await;
    }
}

#[tokio::test]
async fn a_request_waits_with_whoever_decides_and_the_head_reads_the_answer() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let governor = county.sign_in("farmandar").await;
        let head = county.sign_in("rah").await;
        let other = county.sign_in("behdasht").await;
        let today = county.place.today();
        let called = [("day", today.as_str()), ("hour", "10"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &called).await;
        let decided = [
            ("text", "پل باز شود"),
            ("agency", "1"),
            ("working_days", "5"),
            ("proof", "عکس"),
        ];
        county.deed("/sessions/1/resolutions", &secretary, &decided).await;
        county.closes(1, &secretary).await;
        let waits = "تصمیم دربارهٔ درخواست تمدید";
        assert!(!county.page("/today", &governor).await.contains(waits));
        assert!(
            !county
                .page("/resolutions/1", &other)
                .await
                .contains("asked_until")
        );
        let until = plus_days(&today, 60).unwrap();
        let wrong = [("asked_until", "فردا"), ("asked_reason", "نبود <قیر>")];
        let (status, _, body) = county.ask("POST", "/resolutions/1/time", &head, &wrong).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(
            body.contains("نبود &#60;قیر&#62;"),
            "what was typed stays: {body}"
        );
        let asked = [("asked_until", until.as_str()), ("asked_reason", "نبود <قیر>")];
        county.deed("/resolutions/1/time", &head, &asked).await;
        for who in [&secretary, &governor] {
            assert!(county.page("/today", who).await.contains(waits));
        }
        let page = county.page("/resolutions/1", &governor).await;
        assert!(
            page.contains("منتظر تصمیم")
                && page.contains("نبود &#60;قیر&#62;")
                && page.contains("time_verdict"),
            "{page}"
        );
        let page = county.page("/resolutions/1", &head).await;
        assert!(
            !page.contains("time_verdict") && !page.contains("asked_until"),
            "{page}"
        );
        let decide = [
            ("of_request", "1"),
            ("version", "1"),
            ("time_verdict", "decline"),
            ("time_reason", "زمان کافی بود"),
        ];
        county
            .deed("/resolutions/1/time/decide", &governor, &decide)
            .await;
        let page = county.page("/resolutions/1", &head).await;
        assert!(
            page.contains("پذیرفته نشد") && page.contains("زمان کافی بود"),
            "{page}"
        );
        let english = county.page("/en/resolutions/1", &head).await;
        assert!(english.contains("Not granted"), "{english}");
        assert!(!county.page("/today", &governor).await.contains(waits));
    }
}
