//! The portal as anybody meets it: nothing before publication, everything after one step, corrections never silent.

use axum::http::StatusCode;
use golugah_county::bottlenecks::actions::{
    FindBottleneck, Found, MeasureBottleneck, Outcome, ReviewBottleneck,
};
use golugah_county::resolutions::actions::{Demand, DraftResolution, JudgeEvidence, ReportResolution};
use golugah_county::sessions::actions::{CallSession, CloseSession, PublishSession};
use golugah_county::sessions::session;
use golugah_desk::{Actor, Deed, Matter, Refusal};
use golugah_persian::WorkingCalendar;

use crate::databases::Place;
use crate::site::County;

/// Everything that anybody may ask for.
const PUBLIC: &[&str] = &[
    "/",
    "/portal",
    "/portal/sessions",
    "/portal/sessions/1",
    "/portal/sessions/2",
    "/portal/sessions/1/minutes",
    "/portal/sessions/1/minutes.json",
    "/portal/sessions/1/receipt",
    "/portal/resolutions",
    "/portal/resolutions?part=open",
    "/portal/resolutions?part=late",
    "/portal/resolutions?part=kept",
    "/portal/bottlenecks",
    "/portal/feed.atom",
    "/portal/calendar.ics",
    "/portal/sessions.csv",
    "/portal/sessions.json",
    "/portal/resolutions.csv",
    "/portal/resolutions.json",
    "/portal/corrections",
    "/portal/corrections.csv",
    "/portal/corrections.json",
    "/portal/bottlenecks.csv",
    "/portal/bottlenecks.json",
    "/sign-in",
];

pub(crate) async fn does<D: Deed>(place: &Place, actor: &Actor, deed: D) -> D::Done {
    place.db.perform(actor.clone(), deed).await.unwrap()
}

pub(crate) fn secretary() -> Actor {
    Actor {
        person: Some(1),
        role: "secretary".to_owned(),
    }
}

/// Calls a session for today with one resolution, and closes it with these minutes.
pub(crate) async fn hold(
    place: &Place,
    minutes: &str,
    resolution: &str,
    bottleneck: Option<i64>,
) -> (i64, i64) {
    let call = CallSession {
        day: place.today(),
        hour: "10:00".to_owned(),
        place: "سالن، «طبقهٔ ۲»".to_owned(),
    };
    let id = does(place, &secretary(), call).await;
    let take = DraftResolution {
        session: id,
        demand: Demand {
            text: resolution.to_owned(),
            agency: 1,
            working_days: 5,
            proof: "فهرست".to_owned(),
        },
        about: bottleneck.map(|id| Matter::of("bottleneck", id)),
    };
    let taken = does(place, &secretary(), take).await;
    let close = CloseSession {
        session: id,
        version: session(place.db.read(), id).await.unwrap().unwrap().version,
        minutes: minutes.to_owned(),
        done: Vec::new(),
        calendar: WorkingCalendar::iran(),
    };
    does(place, &secretary(), close).await;
    (id, taken)
}

pub(crate) async fn found(place: &Place, kind: &str, name: &str) -> i64 {
    let find = FindBottleneck {
        indicator: "single_bidder_tender".to_owned(),
        code: "R018".to_owned(),
        group: (kind.to_owned(), name.to_owned(), name.to_owned()),
        sentence: (format!("در «{name}» گیر هست"), format!("stuck at {name}")),
        counts: (40, 120),
        verdict: "{}".to_owned(),
    };
    let Found::New(id) = does(place, &Actor::program(), find).await else {
        panic!("it was new");
    };
    id
}

pub(crate) fn measured(bottleneck: i64, outcome: Outcome) -> MeasureBottleneck {
    MeasureBottleneck {
        bottleneck,
        counts: (1, 60),
        outcome,
        detail: "{}".to_owned(),
    }
}

#[tokio::test]
async fn nothing_is_public_before_it_is_published_and_everything_is_after() {
    for mut county in County::all().await {
        hold(&county.place, "صورتجلسهٔ-نهان <&>", "تصمیم-نهان", None).await;
        found(&county.place, "buyer", "جای-نهان").await;
        let everywhere: Vec<String> = PUBLIC
            .iter()
            .flat_map(|path| [(*path).to_owned(), format!("/en{}", path.trim_end_matches('/'))])
            .collect();
        for path in &everywhere {
            let (status, _, body) = county.ask("GET", path, "", &[]).await;
            let not_there = path.contains("/portal/sessions/");
            let expected = if not_there {
                StatusCode::NOT_FOUND
            } else {
                StatusCode::OK
            };
            assert_eq!(status, expected, "{path}");
            assert!(!body.contains("نهان"), "{} {path}: {body}", county.place.engine);
        }
        // The session itself stands in the calendar: its day and place are no secret.
        let calendar = county.page("/portal/calendar.ics", "").await;
        assert!(calendar.contains("DTSTART:20261124T063000Z"), "{calendar}");
        let public_relations = county.sign_in("ravabet").await;
        county.deed("/sessions/1/publish", &public_relations, &[]).await;
        for path in [
            "/portal/sessions/1",
            "/portal/resolutions",
            "/portal/feed.atom",
            "/portal/sessions.json",
            "/portal/resolutions.csv",
            "/en/portal/sessions/1",
        ] {
            let body = county.page(path, "").await;
            assert!(body.contains("نهان"), "{} {path}: {body}", county.place.engine);
            assert!(!body.contains("جای-نهان"), "{path}");
        }
        assert!(county.page("/", "").await.contains("/portal/sessions/1"));
        let feed = county.page("/portal/feed.atom", "").await;
        assert!(feed.contains("صورتجلسهٔ-نهان &lt;&amp;&gt;"), "{feed}");
        let again = PublishSession { session: 1 };
        let again = county.place.db.perform(secretary(), again).await;
        assert!(matches!(again, Err(Refusal::Rule("refusal-session-published"))));
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn a_correction_is_seen_everywhere_and_the_minutes_stay() {
    for mut county in County::all().await {
        hold(&county.place, "حاضران: ده نفر", "تصمیم", None).await;
        let public_relations = county.sign_in("ravabet").await;
        let typed = [
            ("correction", "حاضران: یازده نفر <b>"),
            ("correction_reason", "شمارش نادرست"),
        ];
        let (status, _, body) = county
            .ask("POST", "/sessions/1/corrections", &public_relations, &typed)
            .await;
        assert_eq!(status, StatusCode::CONFLICT, "it is not published");
        assert!(body.contains("تنها جلسهٔ منتشرشده تصحیح می‌شود"));
        county.deed("/sessions/1/publish", &public_relations, &[]).await;
        let id = |feed: &str| {
            let ids = feed
                .split("<entry>")
                .map(|part| part.split("</id>").next().unwrap_or_default().to_owned());
            ids.skip(1).collect::<Vec<_>>()
        };
        let before = id(&county.page("/portal/feed.atom", "").await);
        county.place.wait(1);
        let public_relations = county.sign_in("ravabet").await;
        for missing in [("correction_reason", " "), ("correction", "")] {
            let mut fields = typed;
            for field in &mut fields {
                if field.0 == missing.0 {
                    field.1 = missing.1;
                }
            }
            let (status, _, body) = county
                .ask("POST", "/sessions/1/corrections", &public_relations, &fields)
                .await;
            assert_eq!(status, StatusCode::CONFLICT);
            let kept = if missing.1.is_empty() {
                "شمارش نادرست"
            } else {
                "یازده نفر &#60;b&#62;"
            };
            assert!(body.contains(kept), "what was typed is kept");
        }
        county
            .deed("/sessions/1/corrections", &public_relations, &typed)
            .await;
        let staff = county.page("/sessions/1", &public_relations).await;
        assert!(staff.contains("یازده نفر") && staff.contains("شمارش نادرست"));
        let page = county.page("/portal/sessions/1", "").await;
        assert!(
            page.contains("حاضران: ده نفر") && page.contains("یازده نفر &#60;b&#62;"),
            "{page}"
        );
        assert!(
            page.contains("شمارش نادرست") && page.contains("۴ آذر ۱۴۰۵"),
            "why and when"
        );
        let feed = county.page("/portal/feed.atom", "").await;
        assert!(feed.contains("یازده نفر &lt;b&gt;") && feed.contains("term=\"correction\""));
        assert_eq!(id(&feed)[1..], before, "what was there before keeps its name");
        assert!(
            county
                .page("/portal/corrections.csv", "")
                .await
                .contains("session,number,text,reason,corrected_at\r\n1,1,\"")
        );
        let listed = county.page("/portal/corrections", "").await;
        assert!(
            listed.contains("شمارش نادرست") && listed.contains("۴ آذر ۱۴۰۵"),
            "{listed}"
        );
        for paper in ["/portal/sessions/1/minutes", "/portal/sessions/1/minutes.json"] {
            let paper = county.page(paper, "").await;
            assert!(
                paper.contains("ده نفر") && paper.contains("شمارش نادرست"),
                "{paper}"
            );
        }
        let paper = county.page("/sessions/1/minutes", &public_relations).await;
        assert!(paper.contains("یازده نفر"), "{paper}");
        let stored = session(county.place.db.read(), 1).await.unwrap().unwrap();
        assert_eq!(stored.minutes, "حاضران: ده نفر");
        // Nobody signed in corrects, and neither does an inspector.
        let inspector = county.sign_in("bazres").await;
        let (status, ..) = county
            .ask("POST", "/sessions/1/corrections", &inspector, &typed)
            .await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn a_bottleneck_is_named_once_later_data_cleared_it_and_a_person_never() {
    for mut county in County::all().await {
        let place = &county.place;
        let mut cleared = Vec::new();
        for (kind, name) in [("buyer", "جای-الف"), ("officer", "کس-ب")] {
            let id = found(place, kind, name).await;
            let stand_by = ReviewBottleneck {
                bottleneck: id,
                version: 1,
                dismissed_because: None,
            };
            let inspector = Actor {
                person: Some(2),
                role: "inspector".to_owned(),
            };
            does(place, &inspector, stand_by).await;
            let (held, resolution) = hold(place, "صورتجلسه", "چاره", Some(id)).await;
            does(place, &secretary(), PublishSession { session: held }).await;
            let head = Actor {
                person: Some(3),
                role: "agency_head".to_owned(),
            };
            let report = ReportResolution {
                resolution,
                text: "انجام شد".to_owned(),
                file_sha256: None,
            };
            does(place, &head, report).await;
            let accept = JudgeEvidence {
                resolution,
                seen: None,
                refused_because: None,
                calendar: WorkingCalendar::iran(),
            };
            does(place, &secretary(), accept).await;
            cleared.push(id);
        }
        for path in [
            "/",
            "/portal/bottlenecks",
            "/portal/bottlenecks.json",
            "/portal/feed.atom",
        ] {
            let body = county.page(path, "").await;
            assert!(
                !body.contains("جای-الف") && !body.contains("کس-ب"),
                "{path}: {body}"
            );
        }
        for id in &cleared {
            does(&county.place, &Actor::program(), measured(*id, Outcome::Cleared)).await;
            county.place.wait(20);
            // Still clean: no second clearing.
            does(&county.place, &Actor::program(), measured(*id, Outcome::Cleared)).await;
        }
        let page = county.page("/portal/bottlenecks", "").await;
        assert_eq!(page.matches("id=\"clearing-").count(), 1, "{page}");
        assert!(
            page.contains("جای-الف") && page.contains("۴۰ از ۱۲۰") && page.contains("۱ از ۶۰"),
            "{page}"
        );
        for path in PUBLIC {
            assert!(
                !county.ask("GET", path, "", &[]).await.2.contains("کس-ب"),
                "{path}"
            );
        }
        let feed = county.page("/portal/feed.atom", "").await;
        assert_eq!(feed.matches("term=\"clearing\"").count(), 1);
        // What comes back is said where it was cleared.
        county.place.wait(20);
        does(
            &county.place,
            &Actor::program(),
            measured(cleared[0], Outcome::NotCleared),
        )
        .await;
        let page = county.page("/portal/bottlenecks", "").await;
        assert!(
            page.contains("جای-الف") && page.contains("دوباره دیده شد"),
            "{page}"
        );
        let data: serde_json::Value =
            serde_json::from_str(&county.page("/portal/bottlenecks.json", "").await).unwrap();
        assert_eq!(data["bottlenecks"][0]["reopened_on"], county.place.today());
    }
}

#[tokio::test]
async fn the_numbers_are_those_of_the_records() {
    for mut county in County::all().await {
        for (number, fate) in ["kept", "reported", "late", "late"].into_iter().enumerate() {
            let (held, resolution) = hold(&county.place, "صورتجلسه", &format!("کار {number}"), None).await;
            does(&county.place, &secretary(), PublishSession { session: held }).await;
            let head = Actor {
                person: Some(3),
                role: "agency_head".to_owned(),
            };
            if fate == "late" {
                continue;
            }
            let report = ReportResolution {
                resolution,
                text: "انجام شد".to_owned(),
                file_sha256: None,
            };
            does(&county.place, &head, report).await;
        }
        // Reported in time and looked at late is in time.
        county.place.wait(30);
        let accept = JudgeEvidence {
            resolution: 1,
            seen: None,
            refused_because: None,
            calendar: WorkingCalendar::iran(),
        };
        does(&county.place, &secretary(), accept).await;
        let page = county.page("/en", "").await;
        assert!(
            page.contains(
                "Of 3 resolutions that were done or are past their due date, 1 were done in time: 33.3\u{a0}%"
            ),
            "{page}"
        );
        let late = county.page("/portal/resolutions?part=late", "").await;
        assert_eq!(late.matches("id=\"resolution-").count(), 2);
        let kept = county.page("/portal/resolutions?part=kept", "").await;
        assert!(kept.matches("id=\"resolution-").count() == 1 && kept.contains("به‌موقع انجام شد"));
        // A page nobody needs is empty, and hostile ones are no worse.
        for path in [
            "?after=9223372036854775808~1",
            "?before=-5~x",
            "?part=%3Cb%3E&after=1~1",
        ] {
            county.page(&format!("/portal/resolutions{path}"), "").await;
        }
    }
}
