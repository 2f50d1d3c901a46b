//! The demonstration's council: people, sessions and resolutions, made by the same deeds that the site does.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use golugah_county::agencies::actions::FoundAgency;
use golugah_county::county::actions::NameCounty;
use golugah_county::people::actions::{AdmitPerson, GiveDeputy};
use golugah_county::people::{Role, set_password};
use golugah_county::resolutions::actions::{JudgeEvidence, ReportResolution, TakeResolution};
use golugah_county::sessions::actions::{
    Attendance, CallSession, CloseSession, CorrectSession, PublishSession, RecordAttendance,
};
use golugah_county::support::clock::{Clock, Moment};
use golugah_county::support::db::{Actor, Db, Deed};
use golugah_persian::WorkingCalendar;
use golugah_records::Timestamp;
use serde::Deserialize;

use crate::commands::demo_story::{Chapter, Story, Telling};
use crate::failure::Failure;
use crate::progress::say;
use crate::{clock, county};

const DAY: i64 = 86_400_000;

/// The invented council, as the sample has it.
#[derive(Deserialize)]
pub(super) struct Council {
    /// Of everybody in the demonstration, whose site answers on this machine alone unless told otherwise.
    password: String,
    county: CountyName,
    place: String,
    hour: String,
    delegate: String,
    pub(super) minutes: String,
    pub(super) done: String,
    staff: Vec<Staff>,
    agencies: Vec<Office>,
    sessions: Vec<Held>,
    pub(super) story: Story,
}

#[derive(Deserialize)]
struct Staff {
    name: String,
    sign_in: String,
    role: String,
}

#[derive(Deserialize)]
struct CountyName {
    fa: String,
    en: String,
}

#[derive(Deserialize)]
struct Office {
    fa: String,
    en: String,
    head: String,
    sign_in: String,
    deputy: Option<Deputy>,
}

/// Who acts for a head who is away.
#[derive(Deserialize)]
struct Deputy {
    name: String,
    sign_in: String,
}

/// A session of the past and what it decided.
#[derive(Deserialize)]
struct Held {
    /// The day, `YYYY-MM-DD`, of a session long past; a recent one is counted back from today.
    on: Option<String>,
    #[serde(default)]
    days_ago: i64,
    resolutions: Vec<Decided>,
    /// What was put right after it was published.
    correction: Option<Correction>,
}

#[derive(Deserialize)]
struct Correction {
    text: String,
    reason: String,
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
pub(super) struct Past {
    pub(super) db: Db,
    time: Arc<AtomicI64>,
    now: i64,
    pub(super) council: Council,
}

impl Past {
    fn days_ago(&self, days: i64) -> i64 {
        self.now - days * DAY
    }

    /// Turns the clock.
    fn at(&self, moment: i64) {
        self.time.store(moment, Ordering::SeqCst);
    }

    pub(super) fn call(&self, day: String) -> CallSession {
        CallSession {
            day,
            hour: self.council.hour.clone(),
            place: self.council.place.clone(),
        }
    }

    pub(super) async fn does<D: Deed>(&self, actor: &Actor, deed: D) -> Result<D::Done, Failure> {
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

/// Somebody of the council, by what they do there.
pub(super) struct Cast {
    staff: Vec<(Role, Actor)>,
    /// Agencies with their heads.
    pub(super) offices: Vec<(i64, Actor)>,
}

impl Cast {
    pub(super) fn of(&self, wanted: Role) -> Result<&Actor, Failure> {
        let found = self.staff.iter().find(|(role, _)| *role == wanted);
        found
            .map(|(_, actor)| actor)
            .ok_or_else(|| Failure::because("the demonstration lacks somebody"))
    }
}

/// A thing that happens in the county's past.
#[derive(Clone, Copy)]
enum Happening {
    Held(usize),
    Told(Chapter),
}

/// Plays the county's past: its people, its sessions, its data and what they named.
pub(crate) fn settle(data: &Path, seed: u64) -> Result<(), Failure> {
    county::wait_for(settling(data, seed))
}

async fn settling(data: &Path, seed: u64) -> Result<(), Failure> {
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
    let mut happenings = Vec::new();
    for (held, number) in past.council.sessions.iter().zip(0..) {
        let when = match &held.on {
            Some(day) => morning(day)?,
            None => past.days_ago(held.days_ago),
        };
        happenings.push((when, Happening::Held(number)));
    }
    for (day, chapter) in past.council.story.chapters() {
        happenings.push((morning(day)?, Happening::Told(chapter)));
    }
    happenings.sort_by_key(|(when, _)| *when);
    let first = happenings.first().map_or(now, |(when, _)| *when);
    past.at(first - 10 * DAY);
    let cast = people(&past).await?;
    let mut telling = Telling::new(data, seed);
    for (when, happening) in happenings {
        past.at(when);
        match happening {
            Happening::Held(number) => hold(&past, &cast, &past.council.sessions[number]).await?,
            Happening::Told(chapter) => telling.tell(&past, &cast, chapter).await?,
        }
    }
    past.at(now);
    let next = past.call(Moment(now + 2 * DAY).day());
    past.does(cast.of(Role::Secretary)?, next).await?;
    let staff = past.council.staff.iter().map(|person| person.sign_in.as_str());
    let heads = past.council.agencies.iter().flat_map(|office| {
        let deputy = office.deputy.iter().map(|deputy| deputy.sign_in.as_str());
        std::iter::once(office.sign_in.as_str()).chain(deputy)
    });
    let names: Vec<_> = staff.chain(heads).collect();
    say(&format!(
        "sign in as {} with the password {}",
        names.join(", "),
        past.council.password
    ));
    Ok(())
}

/// The morning of a day, in milliseconds.
fn morning(day: &str) -> Result<i64, Failure> {
    const NINE_IN_IRAN: i64 = 19_800_000;
    let day = Timestamp::parse(day).ok_or_else(|| Failure::because(format!("{day}: not a day")))?;
    Ok(day.millis + NINE_IN_IRAN)
}

/// Enters the people of the council.
async fn people(past: &Past) -> Result<Cast, Failure> {
    let mut cast = Cast {
        staff: Vec::new(),
        offices: Vec::new(),
    };
    let county = NameCounty {
        version: 0,
        name_fa: past.council.county.fa.clone(),
        name_en: past.council.county.en.clone(),
    };
    past.does(&Actor::program(), county).await?;
    for person in &past.council.staff {
        let role = Role::of_word(&person.role).ok_or_else(|| Failure::because("a role that is none"))?;
        let actor = past.admit(&person.name, &person.sign_in, role, None).await?;
        cast.staff.push((role, actor));
    }
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
        if let Some(deputy) = &office.deputy {
            let officer = past
                .admit(&deputy.name, &deputy.sign_in, Role::Officer, Some(agency))
                .await?;
            let deputy = officer
                .person
                .ok_or_else(|| Failure::because("a deputy who is nobody"))?;
            past.does(&head, GiveDeputy { deputy }).await?;
        }
        cast.offices.push((agency, head));
    }
    Ok(cast)
}

/// One session of the past, with what was decided and what became of it.
async fn hold(past: &Past, cast: &Cast, held: &Held) -> Result<(), Failure> {
    let secretary = cast.of(Role::Secretary)?;
    let session = past.open(cast).await?;
    for decided in &held.resolutions {
        let Some((agency, head)) = cast.offices.get(decided.agency) else {
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
            past.report(head, resolution, &decided.proof).await?;
        }
        if matches!(decided.fate, Fate::Kept) {
            past.accept(secretary, resolution).await?;
        }
    }
    past.close(cast, session, &past.council.minutes).await?;
    if let Some(correction) = &held.correction {
        let correct = CorrectSession {
            session,
            text: correction.text.clone(),
            reason: correction.reason.clone(),
        };
        past.does(cast.of(Role::PublicRelations)?, correct).await?;
    }
    Ok(())
}

impl Past {
    /// Calls a session for today and notes who came.
    pub(super) async fn open(&self, cast: &Cast) -> Result<i64, Failure> {
        let secretary = cast.of(Role::Secretary)?;
        let session = self
            .does(secretary, self.call(self.db.clock().now().day()))
            .await?;
        for (place, (agency, _)) in cast.offices.iter().enumerate() {
            let attendance = match place {
                2 => Attendance::Delegate(self.council.delegate.clone()),
                4 => Attendance::Absent,
                _ => Attendance::Present,
            };
            let seat = RecordAttendance {
                session,
                agency: *agency,
                attendance,
            };
            self.does(secretary, seat).await?;
        }
        Ok(session)
    }

    /// The head of an agency reports what was done.
    pub(super) async fn report(&self, head: &Actor, resolution: i64, proof: &str) -> Result<(), Failure> {
        let report = ReportResolution {
            resolution,
            text: format!("{} {proof}", self.council.done),
            file_sha256: None,
        };
        self.does(head, report).await.map(|_| ())
    }

    /// The secretary accepts the proof.
    pub(super) async fn accept(&self, secretary: &Actor, resolution: i64) -> Result<(), Failure> {
        let accept = JudgeEvidence {
            resolution,
            refused_because: None,
        };
        self.does(secretary, accept).await.map(|_| ())
    }

    /// Closes a session and publishes it.
    pub(super) async fn close(&self, cast: &Cast, session: i64, minutes: &str) -> Result<(), Failure> {
        let secretary = cast.of(Role::Secretary)?;
        let close = CloseSession {
            session,
            version: 1,
            minutes: minutes.to_owned(),
            done: Vec::new(),
        };
        self.does(secretary, close).await?;
        self.does(secretary, PublishSession { session }).await
    }
}
