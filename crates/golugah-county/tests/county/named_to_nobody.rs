//! The work of one person is counted and the person is named to nobody: every route and every export that anybody may read
//! is asked for, and the name is sought in it however it is written.

use axum::http::StatusCode;
use golugah_county::bottlenecks::actions::{Outcome, ReviewBottleneck};
use golugah_county::log::{DeedLog, Resources};
use golugah_county::resolutions::actions::{JudgeEvidence, ReportResolution};
use golugah_county::sessions::{agenda, session};
use golugah_county::site::rights;
use golugah_county::support::web::Who;
use golugah_desk::Actor;
use golugah_desk::log::{examine, opened};
use golugah_ledger::Receipt;
use golugah_persian::{Language, WorkingCalendar};

use crate::papers::{publish, verifier};
use crate::portal::{does, found, measured, secretary};
use crate::site::County;

/// A word of no other text, in the names of an officer and of an applicant, and so in the sentences about them.
const NAME: &str = "نامبر";

fn actor(person: i64, role: &str) -> Actor {
    Actor {
        person: Some(person),
        role: role.to_owned(),
    }
}

/// The name as JSON escapes it, and as an address does.
fn in_escapes() -> [String; 3] {
    let json = |upper: bool| -> String {
        let units = NAME.encode_utf16();
        units
            .map(|unit| {
                if upper {
                    format!("\\u{unit:04X}")
                } else {
                    format!("\\u{unit:04x}")
                }
            })
            .collect()
    };
    let address = NAME.bytes().map(|byte| format!("%{byte:02X}")).collect();
    [json(false), json(true), address]
}

fn is_not_named(what: &str, text: &str) {
    assert!(!text.contains(NAME), "{what}: {text}");
    for escaped in in_escapes() {
        assert!(!text.contains(&escaped), "{what}: {text}");
    }
}

/// A session about an officer, an applicant and an office: confirmed, put on the agenda, decided about, closed, published.
async fn council(county: &mut County) -> [i64; 3] {
    let bottlenecks = [
        found(&county.place, "officer", "کیوان نامبر").await,
        found(&county.place, "applicant", "لاله نامبر").await,
        found(&county.place, "buyer", "ادارهٔ پیدا").await,
    ];
    let dabir = county.sign_in("dabir").await;
    let call = [("day", "۱۴۰۵/۰۹/۰۳"), ("hour", "۱۰:۰۰"), ("place", "سالن")];
    county.deed("/sessions", &dabir, &call).await;
    let governor = county.sign_in("farmandar").await;
    for id in bottlenecks {
        let review = ReviewBottleneck {
            bottleneck: id,
            version: 1,
            dismissed_because: None,
        };
        does(&county.place, &actor(2, "inspector"), review).await;
        let matter = format!("bottleneck/{id}");
        county.deed("/agenda", &governor, &[("matter", &matter)]).await;
    }
    let items = agenda(county.place.db.read(), 1).await.unwrap();
    assert!(
        items.iter().all(|item| item.title.is_empty()),
        "no title with a name is stored"
    );
    let staff = county.page("/sessions/1", &dabir).await;
    assert!(staff.contains(NAME), "the council reads the name");
    // A paper has titles on its agenda, and what the data shows behind it.
    let invitation = county.page("/sessions/1/invitation", &dabir).await;
    let annex = "پیوست: آنچه داده‌ها دربارهٔ بندهای دستور نشان می‌دهد";
    let (agenda, behind) = invitation.split_once(annex).expect("an annex");
    assert!(
        agenda.contains("بررسی") && agenda.contains("ادارهٔ پیدا"),
        "{agenda}"
    );
    assert_eq!(behind.matches("بند ").count(), 3, "{behind}");
    let decide = [
        ("item", "1"),
        ("text", "پرونده‌ها دوباره دیده شود"),
        ("agency", "1"),
        ("working_days", "5"),
        ("proof", "فهرست"),
    ];
    county
        .deed("/sessions/1/items/1/resolution", &dabir, &decide)
        .await;
    let close = [
        ("version", "1"),
        ("minutes", "شنیده شد."),
        ("done", "2"),
        ("done", "3"),
    ];
    county.deed("/sessions/1/close", &dabir, &close).await;
    bottlenecks
}

/// What comes back by itself stands before a second session, which is published too.
async fn comes_back(county: &mut County, bottleneck: i64) {
    let place = &county.place;
    let report = ReportResolution {
        resolution: 1,
        text: "انجام شد".to_owned(),
        file_sha256: None,
    };
    does(place, &actor(3, "agency_head"), report).await;
    let accept = JudgeEvidence {
        resolution: 1,
        seen: None,
        refused_because: None,
        calendar: WorkingCalendar::iran(),
    };
    does(place, &secretary(), accept).await;
    place.wait(20);
    does(place, &Actor::program(), measured(bottleneck, Outcome::Cleared)).await;
    place.wait(20);
    does(
        place,
        &Actor::program(),
        measured(bottleneck, Outcome::NotCleared),
    )
    .await;
    let dabir = county.sign_in("dabir").await;
    let day = county.place.today();
    let call = [("day", day.as_str()), ("hour", "10:00"), ("place", "سالن")];
    county.deed("/sessions", &dabir, &call).await;
    let items = agenda(county.place.db.read(), 2).await.unwrap();
    let item = items
        .iter()
        .find(|item| item.matter.as_deref() == Some(&format!("bottleneck/{bottleneck}")));
    let item = item.unwrap().id.to_string();
    let version = session(county.place.db.read(), 2).await.unwrap().unwrap().version;
    let close = [
        ("version", version.to_string()),
        ("minutes", "باز شنیده شد.".to_owned()),
        ("done", item),
    ];
    let close: Vec<(&str, &str)> = close.iter().map(|(name, text)| (*name, text.as_str())).collect();
    county.deed("/sessions/2/close", &dabir, &close).await;
}

#[tokio::test]
async fn a_person_is_named_on_no_route_and_in_no_export_that_anybody_may_read() {
    for mut county in County::all().await {
        let [officer, ..] = council(&mut county).await;
        comes_back(&mut county, officer).await;
        publish(&county).await;
        let dabir = county.sign_in("dabir").await;
        for session in [1, 2] {
            county
                .deed(&format!("/sessions/{session}/publish"), &dabir, &[])
                .await;
        }
        let correction = [("correction", "ده نفر"), ("correction_reason", "شمارش")];
        county.deed("/sessions/1/corrections", &dabir, &correction).await;
        publish(&county).await;

        let open = rights()
            .into_iter()
            .filter(|route| route.method == "GET" && route.who == Who::Anybody);
        let (mut asked, mut answered) = (0, 0);
        for route in open {
            for number in ["1", "2"] {
                let path = route.path.replace("{*path}", "0/000").replace("{number}", number);
                assert!(!path.contains('{'), "{path}: say here what stands in its place");
                for language in ["", "/en"] {
                    let path = format!(
                        "{language}{}",
                        if path == "/" && !language.is_empty() {
                            ""
                        } else {
                            &path
                        }
                    );
                    let (status, _, body) = county.ask("GET", &path, "", &[]).await;
                    is_not_named(&path, &body);
                    asked += 1;
                    answered += usize::from(status == StatusCode::OK);
                }
            }
        }
        assert!(asked > 100 && answered > 90, "{answered} of {asked}");

        // The papers say what it was about all the same, and the office is named.
        for session in [1, 2] {
            let paper = county
                .page(&format!("/portal/sessions/{session}/minutes.json"), "")
                .await;
            let called = format!(
                "گلوگاهی دربارهٔ کار یک شخص — شمارهٔ {}",
                golugah_persian::persian_digits(&officer.to_string())
            );
            assert!(paper.contains(&called), "{paper}");
        }
        let english = county.page("/en/portal/sessions/1/minutes", "").await;
        assert!(
            english.contains("a bottleneck about one person&#39;s requests — no. 2")
                && english.contains("stuck at ادارهٔ پیدا"),
            "{english}"
        );
        let staff = county.page("/sessions/1/minutes", &dabir).await;
        assert!(staff.contains(NAME), "the council's own copy names the person");

        // What is exported for anybody: entries, and rows with what opens them. And what a log of deeds says.
        let db = &county.place.db;
        is_not_named("entries", &db.entries(0, 10_000).await.unwrap().join("\n"));
        let rows = opened(db.public(), 1, 9).await.unwrap();
        assert!(rows.len() >= 8, "{rows:?}");
        is_not_named("records", &rows.join("\n"));
        for language in [Language::Persian, Language::English] {
            let deeds = DeedLog::gather(db.read(), Resources::Hats).await.unwrap();
            is_not_named("deeds", &deeds.xes(language).collect::<String>());
        }
        let receipt = county.page("/portal/sessions/1/receipt", "").await;
        let examined = examine(&Receipt::parse(&receipt).unwrap(), &verifier()).unwrap();
        assert!(examined.carried[0].vouched.is_some(), "{receipt}");
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn whoever_is_about_to_publish_a_name_is_told_and_may_go_on() {
    for mut county in County::all().await {
        found(&county.place, "officer", "کیوان نامبر").await;
        let dabir = county.sign_in("dabir").await;
        let call = [("day", "۱۴۰۵/۰۹/۰۳"), ("hour", "۱۰:۰۰"), ("place", "سالن")];
        county.deed("/sessions", &dabir, &call).await;
        let page = county.page("/sessions/1", &dabir).await;
        assert!(
            !page.contains("names_seen"),
            "nothing is asked before there is a name"
        );
        // However its letters are typed.
        let named = [("version", "1"), ("minutes", "كيوان  نامبر توضيح داد.")];
        let (status, _, page) = county.ask("POST", "/sessions/1/close", &dabir, &named).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(
            page.contains("<bdi dir=\"auto\">کیوان نامبر</bdi>") && page.contains("names_seen"),
            "{page}"
        );
        assert!(page.contains("كيوان  نامبر توضيح داد."), "what was typed is kept");
        let seen = [named[0], named[1], ("names_seen", "1")];
        county.deed("/sessions/1/close", &dabir, &seen).await;

        // The same before it is published, and for a correction.
        let page = county.page("/sessions/1", &dabir).await;
        assert!(
            page.contains("names_seen") && page.contains("کیوان نامبر"),
            "{page}"
        );
        let (status, ..) = county.ask("POST", "/sessions/1/publish", &dabir, &[]).await;
        assert_eq!(status, StatusCode::CONFLICT);
        county
            .deed("/sessions/1/publish", &dabir, &[("names_seen", "1")])
            .await;
        let innocent = [("correction", "ده نفر"), ("correction_reason", "شمارش")];
        county.deed("/sessions/1/corrections", &dabir, &innocent).await;
        let named = [("correction", "کیوان نامبر نبود"), ("correction_reason", "شمارش")];
        let (status, _, page) = county
            .ask("POST", "/sessions/1/corrections", &dabir, &named)
            .await;
        assert!(
            status == StatusCode::CONFLICT && page.contains("names_seen"),
            "{page}"
        );
        let seen = [named[0], named[1], ("names_seen", "1")];
        county.deed("/sessions/1/corrections", &dabir, &seen).await;
    }
}
