//! The demonstration's council: people, sessions and resolutions, made by the same deeds that the site does.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use golugah_county::agencies::actions::FoundAgency;
use golugah_county::bottlenecks::actions::{Found, ReviewBottleneck};
use golugah_county::people::actions::AdmitPerson;
use golugah_county::people::{Role, set_password};
use golugah_county::resolutions::actions::{JudgeEvidence, ReportResolution, TakeResolution};
use golugah_county::sessions::actions::{
    Attendance, CallSession, CloseSession, PublishSession, RecordAttendance,
};
use golugah_county::support::clock::{Clock, Moment};
use golugah_county::support::db::{Actor, Db, Deed};
use golugah_persian::WorkingCalendar;
use serde::Deserialize;

use crate::failure::Failure;
use crate::measured::Measured;
use crate::progress::say;
use crate::{clock, county, work};

const DAY: i64 = 86_400_000;

/// The invented council, as the sample has it.
#[derive(Deserialize)]
struct Council {
    /// Of everybody in the demonstration, whose site answers on this machine alone unless told otherwise.
    password: String,
    place: String,
    hour: String,
    delegate: String,
    minutes: String,
    done: String,
    staff: Vec<Staff>,
    agencies: Vec<Office>,
    sessions: Vec<Held>,
}

#[derive(Deserialize)]
struct Staff {
    name: String,
    sign_in: String,
    role: String,
}

#[derive(Deserialize)]
struct Office {
    fa: String,
    en: String,
    head: String,
    sign_in: String,
}

/// A session of the past and what it decided.
#[derive(Deserialize)]
struct Held {
    days_ago: i64,
    resolutions: Vec<Decided>,
}

#[derive(Deserialize)]
struct Decided {
    text: String,
    proof: String,
    agency: usize,
    working_days: u32,
    fate: Fate,
}

/// What became of a resolution.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Fate {
    Kept,
    Reported,
    Open,
}

/// A database whose clock is turned by hand.
struct Past {
    db: Db,
    time: Arc<AtomicI64>,
    now: i64,
    council: Council,
}

impl Past {
    fn days_ago(&self, days: i64) {
        self.time.store(self.now - days * DAY, Ordering::SeqCst);
    }

    fn call(&self, day: String) -> CallSession {
        CallSession {
            day,
            hour: self.council.hour.clone(),
            place: self.council.place.clone(),
        }
    }

    async fn does<D: Deed>(&self, actor: &Actor, deed: D) -> Result<D::Done, Failure> {
        self.db
            .perform(actor.clone(), deed)
            .await
            .map_err(Failure::because)
    }

    async fn admit(
        &self,
        name: &str,
        sign_in: &str,
        role: Role,
        agency: Option<i64>,
    ) -> Result<Actor, Failure> {
        let person = AdmitPerson {
            name: name.to_owned(),
            sign_in: sign_in.to_owned(),
            role,
            agency,
            deputy_of: None,
        };
        let person = self.does(&Actor::program(), person).await?;
        set_password(&self.db, person, &self.council.password)
            .await
            .map_err(Failure::because)?;
        Ok(Actor {
            person: Some(person),
            role: role.word().to_owned(),
        })
    }
}

/// Fills the county's database with the council's last months and with the bottlenecks just measured.
pub(crate) fn settle(data: &Path, measured: &Measured) -> Result<(), Failure> {
    county::wait_for(settling(data, measured))
}

async fn settling(data: &Path, measured: &Measured) -> Result<(), Failure> {
    let council: Council = serde_json::from_str(golugah_sample::COUNCIL).map_err(Failure::because)?;
    let now = clock::county().now().0;
    let time = Arc::new(AtomicI64::new(now));
    let given = Arc::clone(&time);
    let db = county::open(data, Clock::new(move || Moment(given.load(Ordering::SeqCst)))).await?;
    let past = Past {
        db,
        time,
        now,
        council,
    };
    past.days_ago(120);
    let mut staff = Vec::new();
    for person in &past.council.staff {
        let role = Role::of_word(&person.role).ok_or_else(|| Failure::because("a role that is none"))?;
        staff.push((role, past.admit(&person.name, &person.sign_in, role, None).await?));
    }
    let mut offices = Vec::new();
    for office in &past.council.agencies {
        let agency = FoundAgency {
            name_fa: office.fa.clone(),
            name_en: office.en.clone(),
            seat: true,
        };
        let agency = past.does(&Actor::program(), agency).await?;
        let head = past
            .admit(&office.head, &office.sign_in, Role::AgencyHead, Some(agency))
            .await?;
        offices.push((agency, head));
    }
    let actor = |wanted| {
        let found = staff.iter().find(|(role, _)| *role == wanted);
        found
            .map(|(_, actor)| actor)
            .ok_or_else(|| Failure::because("the demonstration lacks somebody"))
    };
    let secretary = actor(Role::Secretary)?;
    for held in &past.council.sessions {
        past.days_ago(held.days_ago);
        hold(&past, secretary, &offices, held).await?;
    }
    find(&past, actor(Role::Inspector)?, measured).await?;
    past.does(secretary, past.call(Moment(now + 2 * DAY).day()))
        .await?;
    let staff = past.council.staff.iter().map(|person| person.sign_in.as_str());
    let heads = past.council.agencies.iter().map(|office| office.sign_in.as_str());
    let names: Vec<_> = staff.chain(heads).collect();
    say(&format!(
        "sign in as {} with the password {}",
        names.join(", "),
        past.council.password
    ));
    Ok(())
}

/// One session of the past, with what was decided and what became of it.
async fn hold(past: &Past, secretary: &Actor, offices: &[(i64, Actor)], held: &Held) -> Result<(), Failure> {
    let session = past
        .does(secretary, past.call(past.db.clock().now().day()))
        .await?;
    for (place, (agency, _)) in offices.iter().enumerate() {
        let attendance = match place {
            2 => Attendance::Delegate(past.council.delegate.clone()),
            4 => Attendance::Absent,
            _ => Attendance::Present,
        };
        let seat = RecordAttendance {
            session,
            agency: *agency,
            attendance,
        };
        past.does(secretary, seat).await?;
    }
    for decided in &held.resolutions {
        let Some((agency, head)) = offices.get(decided.agency) else {
            return Err(Failure::because("a resolution without an owner"));
        };
        let take = TakeResolution {
            session,
            text: decided.text.clone(),
            agency: *agency,
            working_days: decided.working_days,
            proof: decided.proof.clone(),
            bottleneck: None,
            calendar: WorkingCalendar::iran(),
        };
        let resolution = past.does(secretary, take).await?;
        if matches!(decided.fate, Fate::Kept | Fate::Reported) {
            let report = ReportResolution {
                resolution,
                text: format!("{} {}", past.council.done, decided.proof),
                file_sha256: None,
            };
            past.does(head, report).await?;
        }
        if matches!(decided.fate, Fate::Kept) {
            let accept = JudgeEvidence {
                resolution,
                refused_because: None,
            };
            past.does(secretary, accept).await?;
        }
    }
    let close = CloseSession {
        session,
        version: 1,
        minutes: past.council.minutes.clone(),
        done: Vec::new(),
    };
    past.does(secretary, close).await?;
    past.does(secretary, PublishSession { session }).await
}

/// Enters what the scan named, the first twelve; an inspector stands by the first three.
async fn find(past: &Past, inspector: &Actor, measured: &Measured) -> Result<(), Failure> {
    past.days_ago(1);
    for (place, bottleneck) in measured.report.bottlenecks.iter().take(12).enumerate() {
        let found = work::find(&past.db, bottleneck).await?;
        if let (Found::New(bottleneck), 0..3) = (found, place) {
            let review = ReviewBottleneck {
                bottleneck,
                dismissed_because: None,
            };
            past.does(inspector, review).await?;
        }
    }
    Ok(())
}
