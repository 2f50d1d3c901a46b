//! What the program proposes for the agenda of a session that is called, and why.

use golugah_persian::WorkingCalendar;
use sea_orm::DbErr;

use super::queries::{AgendaItem, Session};
use crate::bottlenecks::Bottleneck;
use crate::reports::{self, Turn};
use crate::resolutions::Resolution;
use crate::{bottlenecks, resolutions};
use golugah_desk::Read;

/// How many bottlenecks are proposed at once: a council takes up no more in one session.
const MOST_BOTTLENECKS: usize = 5;

/// How many late resolutions and reports are proposed at once.
const MOST_LATE: usize = 50;
const MOST_REPORTS: usize = 50;

/// Something the program would put on the agenda.
#[derive(Clone, Debug)]
pub(super) enum Proposal {
    /// A resolution that will be late on the day of the session, by so many working days.
    Late(Resolution, i64),
    /// A bottleneck that is confirmed or came back and that no resolution has taken up.
    Bottleneck(Bottleneck),
    /// An agency whose turn it is to report.
    Report(Turn),
}

impl Proposal {
    /// How a form names it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Late(resolution, _) => format!("resolution-{}", resolution.id),
            Self::Bottleneck(bottleneck) => format!("bottleneck-{}", bottleneck.id),
            Self::Report(turn) => format!("report-{}", turn.agency_id),
        }
    }
}

/// What is proposed: late resolutions, bottlenecks, reports, in this order.
#[derive(Clone, Debug, Default)]
pub(super) struct Proposals {
    pub(super) all: Vec<Proposal>,
    /// How many bottlenecks more wait.
    pub(super) more_bottlenecks: i64,
}

/// What the program proposes for a session beside what stands on its agenda.
pub(super) async fn proposals(
    read: Read<'_>,
    calendar: &WorkingCalendar,
    session: &Session,
    agenda: &[AgendaItem],
    turns: &[Turn],
) -> Result<Proposals, DbErr> {
    let mut all = Vec::new();
    for late in resolutions::late(read, &session.day).await? {
        if agenda.iter().any(|item| item.resolution_id == Some(late.id)) {
            continue;
        }
        let days = calendar.working_days_between(&late.due, &session.day);
        all.push(Proposal::Late(late, days));
    }
    // Waiting for a resolution is what both states have in common: what is owned or waits to be measured is under way.
    all.truncate(MOST_LATE);
    let mut waiting = bottlenecks::confirmed(read).await?;
    let shown = waiting.len();
    // One that came back after it was dealt with in this very session waits anew.
    let spoken_of = |id| {
        let mut open = agenda.iter().filter(|item| item.state == "open");
        open.any(|item| item.bottleneck_id == Some(id))
    };
    waiting.retain(|one| !spoken_of(one.id));
    let spoken_of = shown - waiting.len();
    let more = match shown {
        // The list may have been cut.
        50.. => {
            let all = usize::try_from(bottlenecks::count_confirmed(read).await?).unwrap_or(0);
            all.saturating_sub(spoken_of)
        }
        _ => waiting.len(),
    };
    let more = more.saturating_sub(MOST_BOTTLENECKS);
    all.extend(
        waiting
            .into_iter()
            .take(MOST_BOTTLENECKS)
            .map(Proposal::Bottleneck),
    );
    all.extend(
        reporters(read, session, turns)
            .await?
            .into_iter()
            .map(Proposal::Report),
    );
    Ok(Proposals {
        all,
        more_bottlenecks: i64::try_from(more).unwrap_or(i64::MAX),
    })
}

/// Whose turn it is: as many as report at a session, and everybody who has been silent for a whole round.
async fn reporters(read: Read<'_>, session: &Session, turns: &[Turn]) -> Result<Vec<Turn>, DbErr> {
    let each = reports::each(read).await?;
    let round = reports::round(i64::try_from(turns.len()).unwrap_or(0), each);
    let there = reports::of_session(read, session.id).await?;
    let free = usize::try_from(each).unwrap_or(0).saturating_sub(there.len());
    let waiting = turns.iter().filter(|turn| {
        turn.booked.is_none() && there.iter().all(|report| report.agency_id != turn.agency_id)
    });
    let in_turn = waiting.zip(0_usize..);
    Ok(in_turn
        .filter(|(turn, place)| *place < free || turn.since >= round)
        .map(|(turn, _)| turn.clone())
        .take(MOST_REPORTS)
        .collect())
}
