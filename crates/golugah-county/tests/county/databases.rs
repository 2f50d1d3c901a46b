//! Empty databases to try deeds on, and a clock that is set by hand.

use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use golugah_county::agencies::actions::FoundAgency;
use golugah_county::people::Role;
use golugah_county::people::actions::AdmitPerson;
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::{Actor, Db, Fault};
use sea_orm::{ConnectionTrait, Database};

/// Tuesday 24 November 2026, 08:00 in Iran.
const MORNING: i64 = 1_795_494_600_000;

const DAY: i64 = 86_400_000;

/// A database and the clock it goes by.
pub(crate) struct Place {
    pub(crate) db: Db,
    pub(crate) engine: &'static str,
    /// Where the database is, for whoever changes it behind the program's back.
    pub(crate) url: String,
    time: Arc<AtomicI64>,
    pub(crate) folder: tempfile::TempDir,
}

impl Place {
    /// Lets days go by.
    pub(crate) fn wait(&self, days: i64) {
        self.time.fetch_add(days * DAY, Ordering::SeqCst);
    }

    /// Lets seconds go by.
    pub(crate) fn wait_seconds(&self, seconds: i64) {
        self.time.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// The clock's hand.
    pub(crate) fn time(&self) -> Arc<AtomicI64> {
        Arc::clone(&self.time)
    }

    /// The day it is.
    pub(crate) fn today(&self) -> String {
        self.db.clock().now().day()
    }
}

fn clock() -> (Clock, Arc<AtomicI64>) {
    let time = Arc::new(AtomicI64::new(MORNING));
    let given = Arc::clone(&time);
    (Clock::new(move || Moment(given.load(Ordering::SeqCst))), time)
}

/// An empty SQLite database, and an empty PostgreSQL database where there is a server.
pub(crate) async fn places() -> Vec<Place> {
    let folder = tempfile::tempdir().unwrap();
    let (clock_here, time) = clock();
    let file = folder.path().join("county.sqlite");
    let db = Db::open_sqlite(&file, &golugah_county::HOUSE, clock_here)
        .await
        .unwrap();
    let mut places = vec![Place {
        db,
        engine: "SQLite",
        url: format!("sqlite://{}", file.display()),
        time,
        folder,
    }];
    match std::env::var("GOLUGAH_POSTGRES") {
        Ok(server) => {
            static NUMBER: AtomicU32 = AtomicU32::new(0);
            let name = format!(
                "county_{}_{}",
                std::process::id(),
                NUMBER.fetch_add(1, Ordering::SeqCst)
            );
            let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
            admin
                .execute_unprepared(&format!("CREATE DATABASE {name}"))
                .await
                .unwrap();
            let (clock, time) = clock();
            let url = format!("{server}/{name}");
            let db = Db::open_postgres(&url, &name, &golugah_county::HOUSE, clock)
                .await
                .unwrap();
            places.push(Place {
                db,
                engine: "PostgreSQL",
                url,
                time,
                folder: tempfile::tempdir().unwrap(),
            });
        }
        Err(_) if std::env::var_os("CI").is_some() => {
            panic!("GOLUGAH_POSTGRES names no server, and in CI it must")
        }
        Err(_) => eprintln!("skipped on PostgreSQL: GOLUGAH_POSTGRES names no server"),
    }
    places
}

/// What does not hold, but for the database's shape: for whoever changes that to get at something else.
pub(crate) fn but_shape(faults: Vec<Fault>) -> Vec<Fault> {
    let is_shape = |fault: &Fault| matches!(fault, Fault::Shape { .. } | Fault::Seed { .. });
    faults.into_iter().filter(|fault| !is_shape(fault)).collect()
}

/// The people of a small county.
pub(crate) struct People {
    pub(crate) roads: i64,
    pub(crate) secretary: Actor,
    pub(crate) inspector: Actor,
    pub(crate) head_of_roads: Actor,
    pub(crate) head_of_health: Actor,
}

/// Enters two agencies and four people.
pub(crate) async fn people(db: &Db) -> People {
    let mut agencies = Vec::new();
    for (name_fa, name_en) in [("اداره راهداری", "Roads"), ("شبکه بهداشت", "Health")] {
        let agency = FoundAgency {
            name_fa: name_fa.to_owned(),
            name_en: name_en.to_owned(),
            seat: true,
        };
        agencies.push(db.perform(Actor::program(), agency).await.unwrap());
    }
    let mut actors = Vec::new();
    let wanted = [
        ("dabir", Role::Secretary, None),
        ("bazres", Role::Inspector, None),
        ("rah", Role::AgencyHead, Some(agencies[0])),
        ("behdasht", Role::AgencyHead, Some(agencies[1])),
    ];
    for (sign_in, role, agency) in wanted {
        let person = AdmitPerson {
            name: sign_in.to_owned(),
            sign_in: sign_in.to_owned(),
            role,
            agency,
            deputy_of: None,
        };
        let person = db.perform(Actor::program(), person).await.unwrap();
        actors.push(Actor {
            person: Some(person),
            role: role.word().to_owned(),
        });
    }
    let mut actors = actors.into_iter();
    let mut next = || actors.next().unwrap();
    People {
        roads: agencies[0],
        secretary: next(),
        inspector: next(),
        head_of_roads: next(),
        head_of_health: next(),
    }
}

/// Fields as a form sends them.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        if !text.is_empty() {
            text.push('&');
        }
        for (part, after) in [(name, "="), (value, "")] {
            for byte in part.bytes() {
                if byte.is_ascii_alphanumeric() {
                    text.push(char::from(byte));
                } else {
                    write!(text, "%{byte:02X}").unwrap();
                }
            }
            text.push_str(after);
        }
    }
    text
}
