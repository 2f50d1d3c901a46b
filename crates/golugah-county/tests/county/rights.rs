//! Whose record it must be: every route that only the record's own agency may use, tried by the owner and by others.

use axum::http::StatusCode;
use golugah_county::duties::Duty;
use golugah_county::people::Role;
use golugah_county::people::actions::{AdmitPerson, EndDeputy, GiveDeputy};
use golugah_county::reports;
use golugah_county::reports::actions::BookReport;
use golugah_county::resolutions::actions::{Demand, DraftResolution, ReceiveReply};
use golugah_county::resolutions::replies::{ReplyHow, ReplyKind, replies};
use golugah_county::sessions::actions::{CallSession, CloseSession};
use golugah_county::sessions::next_session;
use golugah_county::site::rights;
use golugah_county::support::web::Who;
use golugah_desk::{Actor, Db};
use golugah_persian::WorkingCalendar;

use crate::site::{County, RIGHTS};

/// What a record is asked for.
pub(crate) type Sent = (String, Vec<(&'static str, String)>);

/// The agency whose records are asked for, and what else a try needs.
pub(crate) struct Own {
    pub(crate) secretary: Actor,
    administrator: Actor,
    officer: i64,
}

async fn own(county: &County) -> Own {
    let actor = |person, role: Role| Actor {
        person: Some(person),
        role: role.word().to_owned(),
    };
    let own = Own {
        secretary: actor(1, Role::Secretary),
        administrator: actor(7, Role::Administrator),
        officer: 0,
    };
    let db = &county.place.db;
    for deputy in [8, 9] {
        db.perform(own.administrator.clone(), GiveDeputy { deputy })
            .await
            .unwrap();
    }
    let hamkar = AdmitPerson {
        name: "hamkar".to_owned(),
        sign_in: "hamkar".to_owned(),
        role: Role::Officer,
        agency: Some(1),
        deputy_of: None,
    };
    db.perform(own.secretary.clone(), call(db)).await.unwrap();
    Own {
        officer: db.perform(own.administrator.clone(), hamkar).await.unwrap(),
        ..own
    }
}

fn call(db: &Db) -> CallSession {
    CallSession {
        day: db.clock().now().day(),
        hour: "10:00".to_owned(),
        place: "سالن".to_owned(),
    }
}

/// The session that is called.
async fn open_session(db: &Db) -> i64 {
    next_session(db.read()).await.unwrap().unwrap().id
}

/// A resolution of the first agency. It is in force once its session is closed; another one is called then, for whoever asks next.
async fn in_force(db: &Db, own: &Own) -> i64 {
    let session = open_session(db).await;
    let draft = DraftResolution {
        session,
        demand: Demand {
            text: "آگهی‌ها".to_owned(),
            agency: 1,
            working_days: 5,
            proof: "فهرست".to_owned(),
        },
        about: None,
    };
    let id = db.perform(own.secretary.clone(), draft).await.unwrap();
    let close = CloseSession {
        session,
        version: 1,
        minutes: "صورتجلسه".to_owned(),
        done: Vec::new(),
        calendar: WorkingCalendar::iran(),
    };
    db.perform(own.secretary.clone(), close).await.unwrap();
    db.perform(own.secretary.clone(), call(db)).await.unwrap();
    id
}

/// A fresh record of the first agency for a route, and what is sent there.
async fn record(county: &County, own: &Own, path: &str) -> Sent {
    if let Some(sent) = crate::record_of_feature(county, own, path).await {
        return sent;
    }
    let db = &county.place.db;
    let sent = |name, text: &str| vec![(name, text.to_owned())];
    match path {
        "/resolutions/{id}/report" => {
            let id = in_force(db, own).await;
            (format!("/resolutions/{id}/report"), sent("text", "انجام شد"))
        }
        "/resolutions/{id}/time" => {
            let id = in_force(db, own).await;
            let until = golugah_persian::plus_days(&county.place.today(), 60).unwrap();
            let mut fields = sent("asked_reason", "نبود قیر");
            fields.push(("asked_until", until));
            (format!("/resolutions/{id}/time"), fields)
        }
        "/reports/{id}" => {
            let session = open_session(db).await;
            let book = BookReport {
                session,
                agency: 1,
                title: "گزارش عملکرد".to_owned(),
            };
            // It is booked once, and may be written anew until the session closes.
            let _ = db.perform(own.secretary.clone(), book).await;
            let booked = reports::of_session(db.read(), session).await.unwrap();
            let report = booked.first().unwrap();
            let mut fields = sent("text", "کارهای ماه");
            fields.push(("version", report.version.to_string()));
            (format!("/reports/{}", report.id), fields)
        }
        "/resolutions/{id}/confirm" => {
            let id = in_force(db, own).await;
            let receive = ReceiveReply {
                resolution: id,
                kind: Some(ReplyKind::NotDone),
                how: Some(ReplyHow::Letter),
                letter: "۱۲۰/۷".to_owned(),
                received_on: Some(county.place.today()),
                said_by: String::new(),
                text: "نبود اعتبار".to_owned(),
                until: None,
                file: None,
            };
            db.perform(own.secretary.clone(), receive).await.unwrap();
            let replies = replies(db.read(), id).await.unwrap();
            let fields = vec![
                ("of_reply", replies[0].id.to_string()),
                ("version", replies[0].version.to_string()),
            ];
            (format!("/resolutions/{id}/confirm"), fields)
        }
        "/people/{id}/deputy" | "/people/{id}/deputy/end" => {
            let deputy = own.officer;
            // It may or may not be one from the last try.
            if path.ends_with("/end") {
                let _ = db.perform(own.administrator.clone(), GiveDeputy { deputy }).await;
            } else {
                let _ = db.perform(own.administrator.clone(), EndDeputy { deputy }).await;
            }
            (path.replace("{id}", &deputy.to_string()), Vec::new())
        }
        other => panic!(
            "{other}: say in `record` of its feature's tests.rs how a record of the first agency comes to be"
        ),
    }
}

#[tokio::test]
async fn every_route_with_an_owner_asks_whose_record_it_is() {
    for mut county in County::all().await {
        let own = own(&county).await;
        let acting = [("on", "1")];
        let mut visitors = Vec::new();
        for (who, name) in [("owner", "rah"), ("other", "behdasht"), ("officer", "karshenas")] {
            visitors.push((who, county.sign_in(name).await));
        }
        for (who, name) in [("deputy", "karshenas"), ("other", "moaven")] {
            let cookie = county.sign_in(name).await;
            visitors.push((who, county.renewed("/account/on-behalf", &cookie, &acting).await));
        }
        let owned = RIGHTS.iter().filter(|(_, _, who)| who.contains("/own"));
        let mut tried = 0;
        for (method, path, _) in owned {
            for (who, cookie) in &visitors {
                let (asked, fields) = record(&county, &own, path).await;
                let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, &**text)).collect();
                let (status, ..) = county.ask(method, &asked, cookie, &fields).await;
                let expected = match *who {
                    "owner" => StatusCode::SEE_OTHER,
                    // Who acts for whom, only the head says.
                    "deputy" if path.starts_with("/people") => StatusCode::CONFLICT,
                    "deputy" => StatusCode::SEE_OTHER,
                    "other" => StatusCode::CONFLICT,
                    _ => StatusCode::FORBIDDEN,
                };
                assert_eq!(
                    status, expected,
                    "{}: {method} {path} as {who}",
                    county.place.engine
                );
                tried += 1;
            }
        }
        assert!(tried >= 15, "the routes with an owner were not found");
    }
}

/// A head's deed that names no `/own` would let one agency act for another unnoticed.
#[test]
fn every_deed_of_a_head_says_whose_record_it_is() {
    for (method, path, who) in RIGHTS {
        let unsaid = who.split(' ').any(|role| role == "agency_head");
        assert!(
            !(*method == "POST" && unsaid),
            "{path}: agency_head/own, and its record in rights.rs"
        );
    }
}

/// The page is written from the source's text, the guard goes by the routes themselves: they must say the same.
#[test]
fn the_generated_page_says_of_every_route_who_may() {
    let page = include_str!("../../../../docs/generated/house.md");
    let mut listed: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| GET | ") || line.starts_with("| POST | "))
        .filter_map(|line| line.strip_suffix(" |")?.rsplit_once(" | "))
        .map(|(row, _)| row)
        .collect();
    let mut held: Vec<String> = rights()
        .iter()
        .map(|route| {
            let roles = |roles: &[Role]| roles.iter().map(|role| role.word()).collect::<Vec<_>>();
            let duties = |duties: &[Duty]| duties.iter().map(|duty| duty.word()).collect::<Vec<_>>();
            let who = match route.who {
                Who::Anybody => vec!["anybody"],
                Who::Staff => vec!["staff"],
                Who::Only(only) => roles(only),
                Who::OnDuty(held) => duties(held),
                Who::OnlyOrOnDuty(only, held) => [roles(only), duties(held)].concat(),
            };
            let who = who.join(", ").replace('_', " ");
            format!("| {} | `{}` | {who}", route.method, route.path)
        })
        .collect();
    listed.sort_unstable();
    held.sort_unstable();
    assert_eq!(listed, held);
}
