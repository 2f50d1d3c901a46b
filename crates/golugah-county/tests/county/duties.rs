//! Duties: every route for every role with every duty, days that have passed, and the hat that the log shows.

use axum::http::StatusCode;
use golugah_county::duties::Duty;
use golugah_county::duties::actions::{EndDuty, GiveDuty};
use golugah_county::people::Role;
use golugah_county::people::actions::GiveDeputy;
use golugah_desk::Actor;
use golugah_persian::plus_days;

use crate::site::{County, RIGHTS, unknown};

/// The sign-in name of one person in each role, with the row.
const PEOPLE: [(&str, Role, i64); 7] = [
    ("dabir", Role::Secretary, 1),
    ("bazres", Role::Inspector, 2),
    ("rah", Role::AgencyHead, 3),
    ("farmandar", Role::Governor, 5),
    ("ravabet", Role::PublicRelations, 6),
    ("rahbar", Role::Administrator, 7),
    ("karshenas", Role::Officer, 8),
];

fn governor() -> Actor {
    Actor {
        person: Some(5),
        role: Role::Governor.word().to_owned(),
    }
}

fn give(county: &County, person: i64, duty: Duty) -> GiveDuty {
    GiveDuty {
        person,
        duty,
        agency: None,
        place: None,
        work: String::new(),
        since: county.place.today(),
        until: None,
    }
}

/// Each route that asks who comes, as each role, with each duty: let through by role or by duty, and by nothing else. The
/// records asked for do not exist; whose record it must be is tried in `rights.rs`.
#[tokio::test]
async fn every_route_admits_whom_the_table_says_by_role_or_by_duty() {
    for mut county in County::all().await {
        let mut visitors = Vec::new();
        for (name, role, person) in PEOPLE {
            visitors.push((role.word(), person, county.sign_in(name).await));
        }
        let mut tried = 0;
        for duty in Duty::ALL {
            let mut given = Vec::new();
            for (_, person, _) in &visitors {
                let duty = give(&county, *person, duty);
                given.push(county.place.db.perform(governor(), duty).await.unwrap());
            }
            for (method, path, who) in RIGHTS {
                if ["anybody", "staff"].contains(who) {
                    continue;
                }
                let asked = unknown(path);
                for (role, _, cookie) in &visitors {
                    let (status, ..) = county.ask(method, &asked, cookie, &[]).await;
                    let mut named = who.split(' ').map(|word| word.trim_end_matches("/own"));
                    // The secretariat is the secretary's work, whoever does it beside another post.
                    let as_secretary = |word| duty == Duty::Secretariat && word == "secretary";
                    let admitted =
                        named.any(|word| word == *role || word == duty.word() || as_secretary(word));
                    let what = format!(
                        "{}: {method} {path} as {role}, {}: {status}",
                        county.place.engine,
                        duty.word()
                    );
                    assert!(status != StatusCode::INTERNAL_SERVER_ERROR, "{what}");
                    assert_eq!(status != StatusCode::FORBIDDEN, admitted, "{what}");
                    tried += 1;
                }
            }
            for duty in given {
                county
                    .place
                    .db
                    .perform(governor(), EndDuty { duty })
                    .await
                    .unwrap();
            }
        }
        assert!(tried > 10 * 7 * 30, "{tried}");
    }
}

#[tokio::test]
async fn a_duty_gives_its_right_on_its_days_and_no_other() {
    for mut county in County::all().await {
        let secretary = county.sign_in("dabir").await;
        let called = [("day", "۱۴۰۵/۰۹/۰۴"), ("hour", "۱۰:۰۰"), ("place", "سالن")];
        county.deed("/sessions", &secretary, &called).await;
        let present = [("seat-1", "present")];
        let door = "/sessions/1/attendance";
        let officer = county.sign_in("karshenas").await;
        let (status, ..) = county.ask("POST", door, &officer, &present).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "no duty");
        assert!(
            !county
                .page("/sessions/1?write=attendance", &officer)
                .await
                .contains("name=\"seat-1\"")
        );

        // For one agency, or for one kind of work: nobody's session but theirs, and a session is everybody's.
        for limited in [
            GiveDuty {
                agency: Some(1),
                ..give(&county, 8, Duty::Usher)
            },
            GiveDuty {
                work: "دیدار مردمی".to_owned(),
                ..give(&county, 8, Duty::Usher)
            },
        ] {
            county.place.db.perform(governor(), limited).await.unwrap();
            let (status, ..) = county.ask("POST", door, &officer, &present).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "the duty is a limited one");
        }

        // From tomorrow until the day after.
        let tomorrow = plus_days(&county.place.today(), 1).unwrap();
        let dated = GiveDuty {
            since: tomorrow.clone(),
            until: plus_days(&tomorrow, 1),
            ..give(&county, 8, Duty::Usher)
        };
        county.place.db.perform(governor(), dated).await.unwrap();
        let (status, ..) = county.ask("POST", door, &officer, &present).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "it has not begun");
        for (days, admitted) in [(1, true), (1, true), (1, false)] {
            county.place.wait(days);
            let officer = county.sign_in("karshenas").await;
            let (status, ..) = county.ask("POST", door, &officer, &present).await;
            assert_eq!(
                status != StatusCode::FORBIDDEN,
                admitted,
                "{}",
                county.place.today()
            );
            let shown = county
                .page("/sessions/1?write=attendance", &officer)
                .await
                .contains("name=\"seat-1\"");
            assert_eq!(shown, admitted, "the form is there for whom it is");
        }
        let log = county.place.db.entries(0, 100).await.unwrap();
        let recorded: Vec<_> = log
            .iter()
            .filter(|entry| entry.contains("session.record_attendance"))
            .collect();
        assert_eq!(recorded.len(), 2);
        assert!(
            recorded.iter().all(|entry| entry.contains("\"role\":\"usher\"")),
            "{recorded:?}"
        );
        // The secretary's own right wears the secretary's hat, whatever duty is there besides.
        let own = give(&county, 1, Duty::Usher);
        county.place.db.perform(governor(), own).await.unwrap();
        let secretary = county.sign_in("dabir").await;
        county.deed(door, &secretary, &present).await;
        let log = county.place.db.entries(0, 100).await.unwrap();
        assert!(log.last().unwrap().contains("\"role\":\"secretary\""));

        // Who acts on behalf of a head wears that hat alone.
        let administrator = Actor {
            person: Some(7),
            role: Role::Administrator.word().to_owned(),
        };
        county
            .place
            .db
            .perform(administrator, GiveDeputy { deputy: 8 })
            .await
            .unwrap();
        let again = give(&county, 8, Duty::Usher);
        let again = county.place.db.perform(governor(), again).await.unwrap();
        let officer = county.sign_in("karshenas").await;
        county.deed(door, &officer, &present).await;
        let officer = county
            .renewed("/account/on-behalf", &officer, &[("on", "1")])
            .await;
        let (status, ..) = county.ask("POST", door, &officer, &present).await;
        assert_eq!(status, StatusCode::FORBIDDEN);

        // Taken back, it is over at once, and the page says so.
        let governor = county.sign_in("farmandar").await;
        let page = county.page("/duties", &governor).await;
        assert!(
            page.contains("مسئول پذیرش") && page.contains("برقرار") && page.contains("پایان یافته"),
            "{page}"
        );
        county.deed(&format!("/duties/{again}/end"), &governor, &[]).await;
        let officer = county.sign_in("karshenas").await;
        let (status, ..) = county.ask("POST", door, &officer, &present).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert_eq!(county.place.db.verify(&[]).await.unwrap().faults, []);
    }
}

#[tokio::test]
async fn a_duty_is_given_through_its_form_or_refused_in_words() {
    for mut county in County::all().await {
        let administrator = county.sign_in("rahbar").await;
        let typed = |person: &'static str, until: &'static str| {
            [
                ("person", person),
                ("duty", "liaison"),
                ("agency", "1"),
                ("place", "0"),
                ("work", " آب "),
                ("since", ""),
                ("until", until),
            ]
        };
        for (person, until, said) in [
            ("0", "", "کسی را انتخاب کنید"),
            ("8", "۱۴۰۵/۰۹/۰۱", "پیش از آغاز است یا گذشته است"),
            ("8", "فردا", "روز"),
        ] {
            let (status, _, body) = county
                .ask("POST", "/duties", &administrator, &typed(person, until))
                .await;
            assert_eq!(status, StatusCode::CONFLICT, "{until}");
            assert!(body.contains(said), "{body}");
        }
        county.deed("/duties", &administrator, &typed("8", "")).await;
        let (status, _, body) = county
            .ask("POST", "/duties", &administrator, &typed("8", ""))
            .await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(body.contains("هم‌اکنون دارد"), "{body}");
        let page = county.page("/en/duties", &administrator).await;
        assert!(
            page.contains("Liaison") && page.contains("Roads") && page.contains("آب"),
            "{page}"
        );
    }
}
