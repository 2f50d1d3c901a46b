//! What reports lay before a session: the agencies whose turn it is.

use golugah_persian::Language;
use sea_orm::DbErr;

use super::queries::{self, Asked as Booked};
use super::{Offer, ReportState, Turn, actions, rota, round};
use crate::support::seams::{
    Agenda, Answered, Asked, Called, Done, Fate, InPublic, Laid, Placed, Proposals, Proposed, Status, Worded,
};
use crate::support::web::{Page, say};
use golugah_desk::{Desk, Matter, Read, Refusal};

/// How many reports are proposed at once.
const MOST: usize = 50;

/// An agency's place in the rota: what is proposed before there is a report.
pub(super) const SLOT: &str = "slot";

/// Whose turn it is: as many as report at a session, and everybody who has been silent for a whole round.
async fn reporters(asked: Asked<'_>, session: i64) -> Result<Vec<Turn>, DbErr> {
    let read = asked.read();
    let turns = rota::turns(asked.site, &asked.page.versions).await?;
    let each = queries::each(read).await?;
    let round = round(i64::try_from(turns.len()).unwrap_or(0), each);
    let there = queries::of_session(read, session).await?;
    let free = usize::try_from(each).unwrap_or(0).saturating_sub(there.len());
    let waiting = turns.iter().filter(|turn| {
        turn.booked.is_none() && there.iter().all(|report| report.agency_id != turn.agency_id)
    });
    let in_turn = waiting.zip(0_usize..);
    Ok(in_turn
        .filter(|(turn, place)| *place < free || turn.since >= round)
        .map(|(turn, _)| turn.clone())
        .take(MOST)
        .collect())
}

fn title(page: &Page, name_fa: &str, name_en: &str) -> String {
    page.say_of("report-of", "agency", page.either(name_fa, name_en))
}

fn because(page: &Page, turn: &Turn) -> String {
    let Some(last) = turn.last_number else {
        return page.say("proposal-never");
    };
    let silent = page.say_of("proposal-silent", "count", page.number(&turn.since));
    let last = page.say_of("proposal-last-report", "number", page.number(&last));
    format!("{silent} {last}")
}

fn status(page: &Page, report: &Booked) -> Status {
    let is = |state: ReportState| report.state == state.word();
    let (words, shape) = if is(ReportState::Given) {
        (page.say("report-given"), "done")
    } else if is(ReportState::Heard) {
        (page.say("report-heard"), "done")
    } else if is(ReportState::Unbooked) {
        (page.say("report-unbooked"), "dismissed")
    } else if report.missed > 0 {
        let missed = page.number(&report.missed);
        (page.say_of("report-missed", "count", missed), "late")
    } else {
        (page.say("report-booked"), "waits")
    };
    Status { words, shape }
}

fn ids(matters: &[Matter]) -> Vec<i64> {
    let own = matters
        .iter()
        .filter(|matter| matter.kind() != SLOT)
        .map(Matter::id);
    // No row has this id: a list in SQL may not be empty.
    own.chain([0]).collect()
}

impl Agenda for Offer {
    fn rank(&self) -> u8 {
        30
    }

    fn proposed<'a>(
        &'a self,
        asked: Asked<'a>,
        session: i64,
        _there: &'a [Placed],
    ) -> Answered<'a, Proposals> {
        Box::pin(async move {
            let turns = reporters(asked, session).await?;
            let rows = turns.into_iter().map(|turn| Proposed {
                matter: Matter::of(SLOT, turn.agency_id),
                kind: actions::KIND,
                title: title(asked.page, &turn.name_fa, &turn.name_en),
                address: String::new(),
                because: because(asked.page, &turn),
                day: None,
            });
            Ok(Proposals {
                rows: rows.collect(),
                more: None,
            })
        })
    }

    fn take_up<'a>(&'a self, desk: &'a mut Desk<'_>, session: i64, matter: &'a Matter) -> Done<'a, Laid> {
        Box::pin(async move {
            let agency = matter.id_of(SLOT).ok_or(Refusal::Rule("refusal-not-proposed"))?;
            actions::book(desk, session, agency).await
        })
    }

    fn called<'a>(&'a self, asked: Asked<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Called>> {
        Box::pin(async move {
            let found = queries::of_ids(asked.read(), &ids(matters)).await?;
            let called = found.into_iter().map(|one| Called {
                matter: actions::case(one.id),
                title: title(asked.page, &one.name_fa, &one.name_en),
                status: Some(status(asked.page, &one)),
                owner: Some(one.agency_id),
                proof: None,
            });
            Ok(called.collect())
        })
    }

    fn worded<'a>(&'a self, read: Read<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Worded>> {
        Box::pin(async move {
            let found = queries::of_ids(read, &ids(matters)).await?;
            let of = |language, name: &str| match name {
                "" => String::new(),
                name => say(language, "report-of", &[("agency", name)]),
            };
            let worded = found.into_iter().map(|one| Worded {
                matter: actions::case(one.id),
                fa: of(Language::Persian, &one.name_fa),
                en: of(Language::English, &one.name_en),
                in_public: InPublic::Alike,
                guarded: false,
                annex: None,
            });
            Ok(worded.collect())
        })
    }

    fn became<'a>(&'a self, desk: &'a mut Desk<'_>, matter: &'a Matter, fate: Fate) -> Done<'a> {
        Box::pin(super::became(desk, matter.id(), fate))
    }
}
