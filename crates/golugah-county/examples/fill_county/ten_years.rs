//! Ten years of a county, one session after another, each deed done as its doer would do it. Habits are invented: one proof
//! of eight is refused first, one report of seven is not given, two of a hundred resolutions stay open and run late.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use futures_util::future::try_join_all;
use golugah_county::bottlenecks;
use golugah_county::bottlenecks::actions::{Found, Outcome, ReviewBottleneck};
use golugah_county::calendar::actions::CloseDay;
use golugah_county::imports::actions::{FinishImport, Finished, HandInFile};
use golugah_county::reports::actions::{BookReport, GiveReport};
use golugah_county::resolutions::actions::{JudgeEvidence, ReportResolution, ReportWithFile, TakeResolution};
use golugah_county::sessions::actions::{
    Attendance, CallSession, CloseSession, CorrectSession, DecideItem, EnterItem, InviteToSession,
    PublishSession, RecordAttendance,
};
use golugah_county::sessions::{self, ItemKind};
use golugah_county::support::clock::Moment;
use golugah_county::support::db::{Actor, Db, Deed};
use golugah_county::support::store::Store;
use golugah_persian::{Workday, WorkingCalendar};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::chance::Chance;
use crate::data;
use crate::people::people;

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
        Self(Arc::new(AtomicI64::new(moment)))
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

    /// The nearest moment from here on at which offices work.
    fn working_day(&self, from: i64) -> i64 {
        let calendar = WorkingCalendar::iran();
        let works = |moment: &i64| matches!(calendar.workday(&Moment(*moment).day()), Some(Workday::Works));
        let mut moments = (0..30).map(|days| from + days * DAY);
        moments.find(works).unwrap_or(from)
    }

    /// What comes between two sessions: data, a look at what they name, reports of owners, now and then a closed day.
    async fn months_work(&mut self, cast: &Cast, day: i64, number: i64) -> Result<(), Error> {
        self.turned.to(day - 14 * DAY);
        self.data(cast, number).await?;
        self.turned.to(day - 12 * DAY);
        self.review(cast).await?;
        if number % 4 == 1 {
            let closed = self.working_day(day - 9 * DAY);
            let close = CloseDay {
                day: Moment(closed).day(),
                name_fa: self.words.closure.clone(),
                name_en: String::new(),
                letter: format!("{}/{number}", self.words.report_of),
                calendar: WorkingCalendar::iran(),
            };
            self.does(&cast.secretary, close).await?;
        }
        self.turned.to(day - 8 * DAY);
        self.owners_report(cast).await
    }

    /// A file is handed in and measured.
    async fn data(&mut self, cast: &Cast, number: i64) -> Result<(), Error> {
        let program = Actor::program();
        let file = self.keep(&format!("data of month {number}\n"))?;
        let handed_in = HandInFile {
            name: format!("tenders-{number}.jsonl"),
            bytes: file.1,
            sha256: file.0,
        };
        let import = self.does(&cast.inspector, handed_in).await?;
        // The worst are named each time, those of long ago ever more rarely; a few are new.
        let sessions = self.size.sessions;
        let rounds = usize::try_from(number)? + 1;
        let until = (self.size.bottlenecks * rounds).div_ceil(sessions).min(self.size.bottlenecks);
        let named: Vec<usize> = (until.saturating_sub(24)..until).collect();
        self.named = until;
        let found = self.all(&program, named.into_iter().map(data::place).collect()).await?;
        let mut kept = Vec::new();
        for one in found {
            let (Found::New(id) | Found::Known(id)) = one;
            if matches!(one, Found::New(_)) || self.chance.percent(30) {
                kept.push(data::findings(&mut self.chance, id, None, import));
            }
        }
        self.all(&program, kept).await?;
        let again = bottlenecks::to_measure_again(self.db.read()).await?;
        let mut measured = Vec::new();
        for one in again {
            let cleared = one.state == "cleared";
            if self.chance.percent(if cleared { 25 } else { 50 }) {
                measured.push(data::measured(&mut self.chance, one.id, cleared));
            }
        }
        let behind: Vec<(i64, bool)> = measured
            .iter()
            .map(|one| (one.bottleneck, one.outcome != Outcome::Cleared))
            .collect();
        let rows = self.all(&program, measured).await?;
        let mut kept = Vec::new();
        for ((bottleneck, raised), row) in behind.into_iter().zip(rows) {
            if raised {
                kept.push(data::findings(&mut self.chance, bottleneck, Some(row), import));
            }
        }
        let (named, measured) = (24, i64::try_from(kept.len())?);
        self.all(&program, kept).await?;
        let finished = Finished::Done {
            records: 2_400,
            refused: 3,
            named,
            measured,
        };
        self.does(&program, FinishImport { import, finished }).await
    }

    /// The inspector looks at most of what was named, and sets one of five aside.
    async fn review(&mut self, cast: &Cast) -> Result<(), Error> {
        let mut reviews = Vec::new();
        for one in bottlenecks::found(self.db.read()).await? {
            // A backlog of some dozens stays, as wherever one inspector looks at all.
            if self.chance.percent(5) {
                let dismissed = self.chance.percent(20);
                reviews.push(ReviewBottleneck {
                    bottleneck: one.id,
                    dismissed_because: dismissed.then(|| self.words.dismissed.clone()),
                });
            }
        }
        self.all(&cast.inspector, reviews).await.map(|_| ())
    }

    /// Owners report what is due about now; the secretary accepts most of it.
    async fn owners_report(&mut self, cast: &Cast) -> Result<(), Error> {
        let now = self.turned.now();
        let (due, later): (Vec<_>, Vec<_>) = self.owed.drain(..).partition(|(when, ..)| *when <= now);
        self.owed = later;
        for (_, resolution, owner) in &due {
            let (head, text) = (&cast.agencies[*owner].1, self.words.done.clone());
            if self.chance.percent(30) {
                let (sha256, bytes) = self.keep(&format!("proof of {resolution} at {now}\n"))?;
                let report = ReportWithFile {
                    resolution: *resolution,
                    text,
                    sha256,
                    name: "proof.txt".to_owned(),
                    bytes,
                    kind: "text/plain",
                };
                self.does(head, report).await?;
            } else {
                let report = ReportResolution {
                    resolution: *resolution,
                    text,
                    file_sha256: None,
                };
                self.does(head, report).await?;
            }
        }
        let mut judged = Vec::new();
        for (_, resolution, owner) in due {
            let refused = self.chance.percent(12);
            if refused {
                self.owed.push((now + 10 * DAY, resolution, owner));
            }
            judged.push(JudgeEvidence {
                resolution,
                refused_because: refused.then(|| self.words.refused.clone()),
            });
        }
        self.all(&cast.secretary, judged).await.map(|_| ())
    }

    /// Calls a session for a day and sends the invitation.
    async fn call(&self, cast: &Cast, day: i64) -> Result<i64, Error> {
        let call = CallSession {
            day: Moment(day).day(),
            hour: "10:00".to_owned(),
            place: self.words.place.clone(),
        };
        let session = self.does(&cast.secretary, call).await?;
        let letter = format!("110/{session}");
        self.does(&cast.secretary, InviteToSession { session, letter }).await?;
        Ok(session)
    }

    /// Those whose turn it is are to report, and most do.
    async fn book(&mut self, cast: &Cast, session: i64) -> Result<(), Error> {
        let items = sessions::agenda(self.db.read(), session).await?;
        for turn in 0..3 {
            let place = (usize::try_from(session)? * 3 + turn) % cast.agencies.len();
            let (agency, head) = &cast.agencies[place];
            let there = |item: &sessions::AgendaItem| item.kind == "report" && item.agency_id == Some(*agency);
            if items.iter().any(there) {
                continue;
            }
            let name = &self.words.agencies[place % self.words.agencies.len()];
            let book = BookReport {
                session,
                agency: *agency,
                title: format!("{} {name}", self.words.report_of),
            };
            let report = self.does(&cast.secretary, book).await?;
            if self.chance.percent(85) {
                let text = self.words.report.clone();
                self.does(head, GiveReport { report, text }).await?;
            }
        }
        Ok(())
    }

    /// A session from its call to its publication.
    async fn session(&mut self, cast: &Cast, day: i64, number: i64) -> Result<(), Error> {
        let secretary = &cast.secretary;
        self.turned.to(day - 7 * DAY);
        let session = self.call(cast, day).await?;
        self.book(cast, session).await?;
        self.turned.to(day);
        let mut seats = Vec::new();
        for (agency, _) in &cast.agencies {
            let attendance = match self.chance.below(10) {
                0 => Attendance::Absent,
                1 => Attendance::Delegate(self.words.delegate.clone()),
                _ => Attendance::Present,
            };
            seats.push(RecordAttendance {
                session,
                agency: *agency,
                attendance,
            });
        }
        self.all(secretary, seats).await?;
        let mut items = self.topics(cast, session).await?;
        let ahead = (self.size.resolutions * (usize::try_from(number)? + 1)).div_ceil(self.size.sessions - 1);
        items.truncate(ahead.saturating_sub(self.taken));
        for (item, bottleneck) in items {
            self.decide(cast, (session, item), bottleneck, day).await?;
        }
        self.close(cast, session, number).await
    }

    /// What is spoken of and decided about: bottlenecks that wait, and what the secretary enters.
    async fn topics(&mut self, cast: &Cast, session: i64) -> Result<Vec<(i64, bool)>, Error> {
        let mut waiting = Vec::new();
        for item in sessions::agenda(self.db.read(), session).await? {
            if item.kind == "bottleneck" && item.state == "open" && self.chance.percent(6) {
                waiting.push((item.id, true));
            }
        }
        let there = sessions::agenda(self.db.read(), session).await?;
        let confirmed = bottlenecks::confirmed(self.db.read()).await?;
        let new = confirmed
            .into_iter()
            .filter(|one| one.state == "confirmed" && there.iter().all(|item| item.bottleneck_id != Some(one.id)));
        for one in new {
            if !self.chance.percent(5) {
                continue;
            }
            let item = EnterItem {
                session,
                title: one.sentence_fa,
                kind: ItemKind::Bottleneck,
                agency: None,
                resolution: None,
                bottleneck: Some(one.id),
            };
            waiting.push((self.does(&cast.secretary, item).await?, true));
        }
        for _ in 0..8 {
            let title = self.chance.of(&self.words.topics).clone();
            let item = EnterItem {
                session,
                title,
                kind: ItemKind::Entered,
                agency: None,
                resolution: None,
                bottleneck: None,
            };
            waiting.push((self.does(&cast.secretary, item).await?, false));
        }
        Ok(waiting)
    }

    /// The council decides about an item; whether and when its owner will report is settled by chance here.
    async fn decide(
        &mut self,
        cast: &Cast,
        (session, item): (i64, i64),
        about_bottleneck: bool,
        day: i64,
    ) -> Result<(), Error> {
        let owner = self.chance.below(cast.agencies.len());
        let days = [5, 10, 15, 20, 30][self.chance.below(5)];
        let texts = if about_bottleneck { &self.words.remedies } else { &self.words.works };
        let village = self.chance.of(&self.words.villages);
        let text = format!("{}: {village}", self.chance.of(texts));
        let decide = DecideItem {
            item,
            resolution: TakeResolution {
                session,
                text,
                agency: cast.agencies[owner].0,
                working_days: days,
                proof: self.chance.of(&self.words.proofs).clone(),
                bottleneck: None,
                calendar: WorkingCalendar::iran(),
            },
        };
        let resolution = self.does(&cast.secretary, decide).await?;
        self.taken += 1;
        // Two of a hundred are never reported; of the others one of six comes late.
        if !self.chance.percent(2) {
            let late = if self.chance.percent(17) { 25 } else { 0 };
            let when = day + (i64::from(days) * 7 / 5 + late - 2) * DAY;
            self.owed.push((when, resolution, owner));
        }
        Ok(())
    }

    /// Closes the session: reports that were not given and some of the rest go on to the next one.
    async fn close(&mut self, cast: &Cast, session: i64, number: i64) -> Result<(), Error> {
        let mut done = Vec::new();
        for item in sessions::agenda(self.db.read(), session).await? {
            let spoken_of = match item.kind.as_str() {
                "bottleneck" => 10,
                "report" => 85,
                _ => 95,
            };
            if self.chance.percent(spoken_of) {
                done.push(item.id);
            }
        }
        let close = CloseSession {
            session,
            version: 1,
            minutes: self.words.minutes.clone(),
            done,
        };
        self.does(&cast.secretary, close).await?;
        self.turned.to(self.turned.now() + DAY);
        self.does(&cast.public_relations, PublishSession { session }).await?;
        if number % 12 == 5 {
            let [text, reason] = self.words.correction.clone();
            let correct = CorrectSession { session, text, reason };
            self.does(&cast.public_relations, correct).await?;
        }
        Ok(())
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
