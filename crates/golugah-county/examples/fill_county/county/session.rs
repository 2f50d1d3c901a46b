//! A session from its call to its publication.

use golugah_county::bottlenecks;
use golugah_county::reports::actions::{BookReport, GiveReport};
use golugah_county::resolutions::actions::Demand;
use golugah_county::sessions;
use golugah_county::sessions::actions::{
    Attendance, CallSession, CloseSession, CorrectSession, DecideItem, EnterItem, InviteToSession,
    PublishSession, RecordAttendance,
};
use golugah_county::support::seams::Laid;
use golugah_desk::Matter;
use golugah_desk::clock::Moment;
use golugah_persian::WorkingCalendar;

use super::{Cast, DAY, Error, Past};

impl Past<'_> {
    /// Calls a session for a day and sends the invitation.
    pub(super) async fn call(&self, cast: &Cast, day: i64) -> Result<i64, Error> {
        let call = CallSession {
            day: Moment(day).day(),
            hour: "10:00".to_owned(),
            place: self.words.place.clone(),
        };
        let session = self.does(&cast.secretary, call).await?;
        let letter = format!("110/{session}");
        self.does(&cast.secretary, InviteToSession { session, letter })
            .await?;
        Ok(session)
    }

    /// Those whose turn it is are to report, and most do.
    pub(super) async fn book(&mut self, cast: &Cast, session: i64) -> Result<(), Error> {
        let items = sessions::agenda(self.db.read(), session).await?;
        for turn in 0..3 {
            let place = (usize::try_from(session)? * 3 + turn) % cast.agencies.len();
            let (agency, head) = &cast.agencies[place];
            let there =
                |item: &sessions::AgendaItem| item.kind == "report" && item.agency_id == Some(*agency);
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
                self.does(
                    head,
                    GiveReport {
                        report,
                        seen: None,
                        text,
                    },
                )
                .await?;
            }
        }
        Ok(())
    }

    /// A session from its call to its publication.
    pub(super) async fn session(&mut self, cast: &Cast, day: i64, number: i64) -> Result<(), Error> {
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
            seats.push((*agency, attendance));
        }
        self.does(secretary, RecordAttendance { session, seats }).await?;
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
            if item.kind == "bottleneck" && item.state == "open" && self.now_and_then(6) {
                waiting.push((item.id, true));
            }
        }
        let there = sessions::agenda(self.db.read(), session).await?;
        let confirmed = bottlenecks::confirmed(self.db.read()).await?;
        let new = confirmed.into_iter().filter(|one| {
            let own = Matter::of("bottleneck", one.id);
            one.state == "confirmed" && there.iter().all(|item| item.matter().as_ref() != Some(&own))
        });
        for one in new {
            if !self.now_and_then(5) {
                continue;
            }
            let item = EnterItem {
                session,
                item: Laid {
                    again: true,
                    ..Laid::of("bottleneck", Matter::of("bottleneck", one.id))
                },
            };
            waiting.push((self.does(&cast.secretary, item).await?, true));
        }
        for _ in 0..8 {
            let title = self.chance.of(&self.words.topics).clone();
            let item = EnterItem {
                session,
                item: Laid::entered(&title),
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
        let texts = if about_bottleneck {
            &self.words.remedies
        } else {
            &self.words.works
        };
        let village = self.chance.of(&self.words.villages);
        let text = format!("{}: {village}", self.chance.of(texts));
        let decide = DecideItem {
            session,
            item,
            demand: Demand {
                text,
                agency: cast.agencies[owner].0,
                working_days: days,
                proof: self.chance.of(&self.words.proofs).clone(),
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
                "bottleneck" => self.now_and_then(10),
                "report" => self.chance.percent(85),
                _ => self.chance.percent(95),
            };
            if spoken_of {
                done.push(item.id);
            }
        }
        let close = CloseSession {
            session,
            version: 1,
            minutes: self.words.minutes.clone(),
            done,
            calendar: WorkingCalendar::iran(),
        };
        self.does(&cast.secretary, close).await?;
        self.turned.to(self.turned.now() + DAY);
        self.does(&cast.public_relations, PublishSession { session })
            .await?;
        if number % 12 == 5 {
            let [text, reason] = self.words.correction.clone();
            let correct = CorrectSession {
                session,
                text,
                reason,
            };
            self.does(&cast.public_relations, correct).await?;
        }
        Ok(())
    }
}
