//! The demonstration's council: people, sessions and resolutions, made by the same deeds that the site does.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use golugah_county::FEATURES;
use golugah_county::calendar::actions::CloseDay;
use golugah_county::people::Role;
use golugah_county::sessions::actions::CallSession;
use golugah_county::support::seams::{Stage, Story as OfFeature};
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::log::Publisher;
use golugah_desk::{Actor, Db, Deed};
use golugah_persian::{Workday, WorkingCalendar};
use golugah_records::Timestamp;
use serde::Deserialize;

use crate::commands::demo_people::{CountyName, Lies, Office, Staff, people};
use crate::commands::demo_sessions::hold;
use crate::commands::demo_story::{Chapter, Story, Telling};
use crate::failure::Failure;
use crate::progress::say;
use crate::{clock, county};

const DAY: i64 = 86_400_000;

/// How long before its day a session is called.
const NOTICE: i64 = 7 * DAY;

/// The invented council, as the sample has it.
#[derive(Deserialize)]
pub(super) struct Council {
    /// Of everybody in the demonstration, whose site answers on this machine alone unless told otherwise.
    pub(super) password: String,
    pub(super) county: CountyName,
    /// Where the county's places lie: each names the one around it by its number in this list, from 1.
    pub(super) places: Vec<Lies>,
    place: String,
    hour: String,
    pub(super) delegate: String,
    pub(super) minutes: String,
    pub(super) done: String,
    /// What a head writes in a report, and how the letters of invitations are numbered.
    pub(super) report: String,
    pub(super) letter: String,
    pub(super) staff: Vec<Staff>,
    pub(super) agencies: Vec<Office>,
    sessions: Vec<Held>,
    pub(super) story: Story,
}

/// A session of the past and what it decided.
#[derive(Deserialize)]
pub(super) struct Held {
    /// The day, `YYYY-MM-DD`, of a session long past; a recent one is counted back from today.
    on: Option<String>,
    #[serde(default)]
    days_ago: i64,
    pub(super) resolutions: Vec<Decided>,
    /// The agencies that reported, and those that were to and did not.
    #[serde(default)]
    pub(super) reports: Vec<usize>,
    #[serde(default)]
    pub(super) unreported: Vec<usize>,
    /// What was put right after it was published.
    pub(super) correction: Option<Correction>,
}

#[derive(Deserialize)]
pub(super) struct Correction {
    pub(super) text: String,
    pub(super) reason: String,
}

#[derive(Deserialize)]
pub(super) struct Decided {
    pub(super) text: String,
    pub(super) proof: String,
    pub(super) agency: usize,
    pub(super) working_days: u32,
    pub(super) fate: Fate,
    /// An order that closes the offices on the very day it is due.
    shut: Option<Shut>,
}

#[derive(Deserialize)]
struct Shut {
    fa: String,
    en: String,
    letter: String,
}

/// What became of a resolution.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fate {
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

    /// The nearest moment, in steps of days, on which offices work: nobody holds a session on a holiday.
    fn working_day(&self, from: i64, step: i64) -> i64 {
        let calendar = WorkingCalendar::iran();
        let works = |moment: &i64| matches!(calendar.workday(&Moment(*moment).day()), Some(Workday::Works));
        let mut moments = (0..30).map(|steps| from + steps * step);
        moments.find(works).unwrap_or(from)
    }

    /// An order closes the offices on a day.
    async fn shut(&self, cast: &Cast, why: Option<&Shut>, day: String) -> Result<(), Failure> {
        let Some(why) = why else {
            return Ok(());
        };
        let close = CloseDay {
            day,
            name_fa: why.fa.clone(),
            name_en: why.en.clone(),
            letter: why.letter.clone(),
            calendar: WorkingCalendar::iran(),
        };
        self.does(cast.of(Role::Secretary)?, close).await.map(|_| ())
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
}

/// Somebody of the council, by what they do there.
pub(super) struct Cast {
    pub(super) staff: Vec<(Role, Actor)>,
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
    /// A session is called for this moment, and the invitations go out.
    Called(i64),
    Held(usize),
    /// An order closes the offices on the next day, when a resolution of a session is due.
    Shut(usize, usize),
    Told(Chapter),
    /// A scene of a feature's own story.
    Played(&'static dyn OfFeature, usize),
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
            None => past.working_day(past.days_ago(held.days_ago), -DAY),
        };
        happenings.push((when - NOTICE, Happening::Called(when)));
        happenings.push((when, Happening::Held(number)));
        for (decided, place) in held.resolutions.iter().zip(0..) {
            let day = Moment(when).day();
            let due = WorkingCalendar::iran().due(&day, decided.working_days);
            if let (Some(_), Some(due)) = (&decided.shut, due) {
                happenings.push((morning(&due.day)? - DAY, Happening::Shut(number, place)));
            }
        }
    }
    for (day, chapter) in past.council.story.chapters() {
        let when = morning(day)?;
        if let Chapter::Session = chapter {
            happenings.push((when - NOTICE, Happening::Called(when)));
        }
        happenings.push((when, Happening::Told(chapter)));
    }
    for story in FEATURES.stories() {
        for (days, scene) in story.days().into_iter().zip(0..) {
            let when = past.working_day(past.days_ago(days), -DAY);
            happenings.push((when, Happening::Played(story, scene)));
        }
    }
    happenings.sort_by_key(|(when, _)| *when);
    let first = happenings.first().map_or(now, |(when, _)| *when);
    past.at(first - 10 * DAY);
    let cast = people(&past).await?;
    let mut telling = Telling::new(data, seed);
    for (when, happening) in happenings {
        past.at(when);
        match happening {
            Happening::Called(day) => past.invite(&cast, Moment(day).day()).await?,
            Happening::Shut(number, place) => {
                let shut = &past.council.sessions[number].resolutions[place].shut;
                past.shut(&cast, shut.as_ref(), Moment(when + DAY).day()).await?;
            }
            Happening::Held(number) => hold(&past, &cast, &past.council.sessions[number]).await?,
            Happening::Told(chapter) => telling.tell(&past, &cast, chapter).await?,
            Happening::Played(story, scene) => {
                let stage = Stage {
                    db: &past.db,
                    staff: &cast.staff,
                    offices: &cast.offices,
                };
                story.play(&stage, scene).await.map_err(Failure::because)?;
            }
        }
    }
    past.at(now - DAY);
    telling.stand_by_one_more(&past, &cast).await?;
    past.at(now);
    let next = past.call(Moment(past.working_day(now + 2 * DAY, DAY)).day());
    past.does(cast.of(Role::Secretary)?, next).await?;
    // A county that has a checkpoint is one whose log can be held against something.
    let log = county::log(data);
    let publisher = Publisher::open(past.db.read(), &log, county::signer(data)?, county::ORIGIN);
    let mut publisher = publisher.await.map_err(Failure::because)?;
    publisher
        .publish(past.db.read())
        .await
        .map_err(Failure::because)?;
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
    past.db.close().await.map_err(Failure::because)
}

/// The morning of a day, in milliseconds.
fn morning(day: &str) -> Result<i64, Failure> {
    const NINE_IN_IRAN: i64 = 19_800_000;
    let day = Timestamp::parse(day).ok_or_else(|| Failure::because(format!("{day}: not a day")))?;
    Ok(day.millis + NINE_IN_IRAN)
}
