//! The demonstration's sessions: called, held with reports and resolutions, closed and published.

use golugah_county::people::Role;
use golugah_county::reports::actions::{BookReport, GiveReport};
use golugah_county::reports::{self, ReportState};
use golugah_county::resolutions::actions::{Demand, DraftResolution, JudgeEvidence, ReportResolution};
use golugah_county::sessions;
use golugah_county::sessions::actions::{
    Attendance, CloseSession, CorrectSession, InviteToSession, PublishSession, RecordAttendance,
};
use golugah_desk::Actor;
use golugah_persian::WorkingCalendar;

use super::demo_county::{Cast, Fate, Held, Past};
use crate::failure::Failure;

/// One session of the past, with what was decided and what became of it.
pub(super) async fn hold(past: &Past, cast: &Cast, held: &Held) -> Result<(), Failure> {
    let secretary = cast.of(Role::Secretary)?;
    let session = past.open(cast).await?;
    past.hear_reports(cast, session, held).await?;
    let mut drafted = Vec::new();
    for decided in &held.resolutions {
        let Some((agency, head)) = cast.offices.get(decided.agency) else {
            return Err(Failure::because("a resolution without an owner"));
        };
        let draft = DraftResolution {
            session,
            demand: Demand {
                text: decided.text.clone(),
                agency: *agency,
                working_days: decided.working_days,
                proof: decided.proof.clone(),
            },
            about: None,
        };
        drafted.push((decided, head, past.does(secretary, draft).await?));
    }
    past.close(cast, session, &past.council.minutes).await?;
    for (decided, head, resolution) in drafted {
        if matches!(decided.fate, Fate::Kept | Fate::Reported) {
            past.report(head, resolution, &decided.proof).await?;
        }
        if matches!(decided.fate, Fate::Kept) {
            past.accept(secretary, resolution).await?;
        }
    }
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
    /// Calls a session for a day and sends the invitations.
    pub(super) async fn invite(&self, cast: &Cast, day: String) -> Result<(), Failure> {
        let secretary = cast.of(Role::Secretary)?;
        let session = self.does(secretary, self.call(day)).await?;
        let number = golugah_persian::persian_digits(&session.to_string());
        let letter = format!("{}{number}", self.council.letter);
        self.does(secretary, InviteToSession { session, letter }).await
    }

    /// The session that was called, and who came to it.
    pub(super) async fn open(&self, cast: &Cast) -> Result<i64, Failure> {
        let secretary = cast.of(Role::Secretary)?;
        let called = sessions::next_session(self.db.read())
            .await
            .map_err(Failure::because)?;
        let session = called
            .ok_or_else(|| Failure::because("a session of the demonstration was not called"))?
            .id;
        let seats = cast.offices.iter().enumerate().map(|(place, (agency, _))| {
            let attendance = match place {
                2 => Attendance::Delegate(self.council.delegate.clone()),
                4 => Attendance::Absent,
                _ => Attendance::Present,
            };
            (*agency, attendance)
        });
        let seats = seats.collect();
        self.does(secretary, RecordAttendance { session, seats }).await?;
        Ok(session)
    }

    /// Agencies report, and others that were to do not.
    async fn hear_reports(&self, cast: &Cast, session: i64, held: &Held) -> Result<(), Failure> {
        for place in held.reports.iter().chain(&held.unreported) {
            let Some((agency, head)) = cast.offices.get(*place) else {
                return Err(Failure::because("a report without an agency"));
            };
            let book = BookReport {
                session,
                agency: *agency,
                title: String::new(),
            };
            let report = self.does(cast.of(Role::Secretary)?, book).await?;
            if held.reports.contains(place) {
                let text = self.council.report.clone();
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
            seen: None,
            refused_because: None,
            calendar: WorkingCalendar::iran(),
        };
        self.does(secretary, accept).await.map(|_| ())
    }

    /// Closes a session and publishes it.
    pub(super) async fn close(&self, cast: &Cast, session: i64, minutes: &str) -> Result<(), Failure> {
        let secretary = cast.of(Role::Secretary)?;
        // All was dealt with but the reports that were not given.
        let mut done = Vec::new();
        for item in sessions::agenda(self.db.read(), session)
            .await
            .map_err(Failure::because)?
        {
            let report = item.matter().and_then(|matter| matter.id_of("report"));
            let report = match report {
                Some(report) => reports::report(self.db.read(), report)
                    .await
                    .map_err(Failure::because)?,
                None => None,
            };
            if report.is_none_or(|report| report.state != ReportState::Booked.word()) {
                done.push(item.id);
            }
        }
        let close = CloseSession {
            session,
            version: 1,
            minutes: minutes.to_owned(),
            done,
            calendar: WorkingCalendar::iran(),
        };
        self.does(secretary, close).await?;
        self.does(secretary, PublishSession { session }).await
    }
}
