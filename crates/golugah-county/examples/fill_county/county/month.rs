//! What comes between two sessions: data, a look at what they name, reports of owners, now and then a closed day.

use golugah_county::bottlenecks;
use golugah_county::bottlenecks::actions::{Found, Outcome, ReviewBottleneck};
use golugah_county::calendar::actions::CloseDay;
use golugah_county::imports::actions::{FinishImport, Finished, HandInFile};
use golugah_county::resolutions::actions::{JudgeEvidence, ReportResolution, ReportWithFile};
use golugah_desk::Actor;
use golugah_desk::clock::Moment;
use golugah_persian::WorkingCalendar;

use super::{Cast, DAY, Error, Past, data};

impl Past<'_> {
    /// What comes between two sessions: data, a look at what they name, reports of owners, now and then a closed day.
    pub(super) async fn months_work(&mut self, cast: &Cast, day: i64, number: i64) -> Result<(), Error> {
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
        self.owners_report(cast).await?;
        self.claims(cast, number).await
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
        let until = (self.size.bottlenecks * rounds)
            .div_ceil(sessions)
            .min(self.size.bottlenecks);
        let named: Vec<usize> = (until.saturating_sub(24)..until).collect();
        self.named = until;
        let found = self
            .all(&program, named.into_iter().map(data::place).collect())
            .await?;
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
            if self.now_and_then(if cleared { 25 } else { 50 }) {
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
            exceptions: 24,
            coverage: "[]".to_owned(),
        };
        let finish = FinishImport {
            import,
            finished,
            results: Vec::new(),
        };
        self.does(&program, finish).await?;
        self.exceptions(cast, import).await
    }

    /// The inspector looks at most of what was named, and sets one of five aside.
    async fn review(&mut self, cast: &Cast) -> Result<(), Error> {
        let mut reviews = Vec::new();
        for one in bottlenecks::found(self.db.read()).await? {
            // A backlog of some dozens stays, as wherever one inspector looks at all.
            if self.now_and_then(5) {
                let dismissed = self.chance.percent(20);
                reviews.push(ReviewBottleneck {
                    bottleneck: one.id,
                    version: one.version,
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
                seen: None,
                refused_because: refused.then(|| self.words.refused.clone()),
                calendar: WorkingCalendar::iran(),
            });
        }
        self.all(&cast.secretary, judged).await.map(|_| ())
    }
}
