//! Ten years of a county, one session after another, each deed done as its doer would do it. Habits are invented: one proof
//! of eight is refused first, one report of seven is not given, two of a hundred resolutions stay open and run late.

mod chance;
mod claims;
mod data;
mod exceptions;
mod month;
mod people;
mod session;

use std::collections::VecDeque;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chance::Chance;
use futures_util::future::try_join_all;
use golugah_desk::clock::Moment;
use golugah_desk::store::Store;
use golugah_desk::{Actor, Db, Deed};
use golugah_persian::{Workday, WorkingCalendar};
use people::people;
use serde::Deserialize;
use sha2::{Digest, Sha256};

pub(crate) type Error = Box<dyn std::error::Error + Send + Sync>;

const DAY: i64 = 86_400_000;

/// How large the county is in the end.
#[derive(Clone, Debug)]
pub(crate) struct Size {
    pub(crate) years: usize,
    pub(crate) agencies: usize,
    pub(crate) sessions: usize,
    pub(crate) resolutions: usize,
    pub(crate) bottlenecks: usize,
}

impl Size {
    /// What pages are measured at.
    pub(crate) const COUNTY_10: Self = Self {
        years: 10,
        agencies: 30,
        sessions: 132,
        resolutions: 1_000,
        bottlenecks: 400,
    };

    /// Such a part of it; with at least a few of everything.
    pub(crate) fn part(&self, part: usize) -> Self {
        let of = |whole: usize, least: usize| (whole / part.max(1)).max(least);
        Self {
            years: self.years,
            agencies: of(self.agencies, 4),
            sessions: of(self.sessions, 6),
            resolutions: of(self.resolutions, 20),
            bottlenecks: of(self.bottlenecks, 12),
        }
    }
}

/// A clock that is turned by hand.
#[derive(Clone, Debug)]
pub(crate) struct Turned(Arc<AtomicI64>);

impl Turned {
    pub(crate) fn new(moment: i64) -> Self {
        Self::of(Arc::new(AtomicI64::new(moment)))
    }

    pub(crate) fn of(hand: Arc<AtomicI64>) -> Self {
        Self(hand)
    }

    pub(crate) fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    fn to(&self, moment: i64) {
        self.0.store(moment, Ordering::SeqCst);
    }
}

/// The invented words.
#[derive(Debug, Deserialize)]
pub(crate) struct Words {
    pub(crate) county: [String; 2],
    pub(crate) agencies: Vec<String>,
    pub(crate) given: Vec<String>,
    pub(crate) family: Vec<String>,
    pub(crate) villages: Vec<String>,
    works: Vec<String>,
    proofs: Vec<String>,
    remedies: Vec<String>,
    topics: Vec<String>,
    minutes: String,
    place: String,
    delegate: String,
    done: String,
    refused: String,
    dismissed: String,
    report: String,
    correction: [String; 2],
    closure: String,
    report_of: String,
    directorate: String,
}

/// The county while its past is played.
pub(crate) struct Past<'db> {
    pub(crate) db: &'db Db,
    pub(crate) size: Size,
    pub(crate) chance: Chance,
    pub(crate) words: Words,
    turned: Turned,
    store: Option<&'db Store>,
    deeds: AtomicI64,
    /// Resolutions under way: when their owner reports, the resolution, the owner's place in the list of agencies.
    owed: Vec<(i64, i64, usize)>,
    /// Claims under way with their owner's place in the list of agencies, the first first.
    claimed: VecDeque<(i64, usize)>,
    /// How many places the data have named.
    named: usize,
    taken: usize,
}

/// Who does the deeds.
pub(crate) struct Cast {
    pub(crate) secretary: Actor,
    pub(crate) inspector: Actor,
    pub(crate) public_relations: Actor,
    /// Agencies with their heads.
    pub(crate) agencies: Vec<(i64, Actor)>,
}

/// What was filled.
#[derive(Clone, Debug)]
pub(crate) struct Filled(i64, Size);

impl fmt::Display for Filled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(deeds, size) = self;
        write!(
            f,
            "{deeds} deeds: {} agencies, {} sessions, {} resolutions, {} bottlenecks in {} years",
            size.agencies, size.sessions, size.resolutions, size.bottlenecks, size.years
        )
    }
}

/// Plays the past up to `now`.
pub(crate) async fn fill(
    db: &Db,
    turned: &Turned,
    now: i64,
    size: &Size,
    seed: u64,
    store: Option<&Store>,
) -> Result<Filled, Error> {
    let mut past = Past {
        db,
        size: size.clone(),
        chance: Chance::new(seed),
        words: serde_json::from_str(include_str!("words.json"))?,
        turned: turned.clone(),
        store,
        deeds: AtomicI64::new(0),
        owed: Vec::new(),
        claimed: VecDeque::new(),
        named: 0,
        taken: 0,
    };
    let span = i64::try_from(size.years)? * 365 * DAY;
    let held = i64::try_from(size.sessions)? - 1;
    turned.to(now - span - 30 * DAY);
    let cast = people(&mut past).await?;
    for number in 0..held {
        let day = past.working_day(now - span + span * number / held);
        past.months_work(&cast, day, number).await?;
        past.session(&cast, day, number).await?;
    }
    let next = past.working_day(now + 2 * DAY);
    past.months_work(&cast, now - DAY, held).await?;
    turned.to(now);
    let session = past.call(&cast, next).await?;
    past.book(&cast, session).await?;
    turned.to(now);
    Ok(Filled(past.deeds.load(Ordering::SeqCst), past.size))
}

impl Past<'_> {
    /// The day it is.
    pub(crate) fn today(&self) -> String {
        Moment(self.turned.now()).day()
    }

    pub(crate) async fn does<D: Deed>(&self, actor: &Actor, deed: D) -> Result<D::Done, Error> {
        self.deeds.fetch_add(1, Ordering::SeqCst);
        Ok(self.db.perform(actor.clone(), deed).await?)
    }

    /// These deeds at once, so that they share commits.
    async fn all<D: Deed>(&self, actor: &Actor, deeds: Vec<D>) -> Result<Vec<D::Done>, Error> {
        try_join_all(deeds.into_iter().map(|deed| self.does(actor, deed))).await
    }

    /// Whether it happens at this session that happens so many times of a hundred at each of the whole county's 132: with
    /// fewer sessions as much has to come of each.
    fn now_and_then(&mut self, times: usize) -> bool {
        let whole = Size::COUNTY_10.sessions;
        self.chance.percent((times * whole / self.size.sessions).min(80))
    }

    /// The nearest moment from here on at which offices work.
    fn working_day(&self, from: i64) -> i64 {
        let calendar = WorkingCalendar::iran();
        // A day of which the calendar knows nothing but that it is no weekly rest is taken for one.
        let works = |moment: &i64| {
            !matches!(
                calendar.workday(&Moment(*moment).day()),
                Some(Workday::Rests(_)) | None
            )
        };
        let mut moments = (0..30).map(|days| from + days * DAY);
        moments.find(works).unwrap_or(from)
    }

    /// Keeps a small file as the store keeps it, and gives its hash and length.
    fn keep(&self, text: &str) -> Result<(String, i64), Error> {
        let hash = Sha256::digest(text.as_bytes());
        let sha256: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        if let Some(store) = self.store {
            let path = store.file(&sha256);
            std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
            std::fs::write(path, text)?;
        }
        Ok((sha256, i64::try_from(text.len())?))
    }
}
