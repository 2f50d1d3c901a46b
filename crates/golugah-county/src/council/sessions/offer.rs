//! What sessions offer the house.

use super::actions::EnterItem;
use super::{Session, actions, find_queries, queries, waits_queries};
use crate::FEATURES;
use crate::support::seams::{
    Answered, Done, Feature, Findable, FirstStep, Happened, Life, OnAgenda, OpenColumn, OpenList, Sitting,
    Waits, What,
};
use crate::support::web::{Entry, Routes};
use golugah_desk::{Desk, Matter, Read};

/// What was put right in published minutes, and why.
pub(super) static CORRECTIONS: OpenList = OpenList {
    name: "corrections",
    view: "public_corrections",
    tables: &["sessions", "corrections"],
    columns: &[
        OpenColumn::number("session").of("session_number"),
        OpenColumn::number("number"),
        OpenColumn::text("text"),
        OpenColumn::text("reason"),
        OpenColumn::moment("corrected_at"),
    ],
};

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "sessions"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["session"]
    }

    fn findable(&self) -> Option<&'static Findable> {
        Some(&find_queries::FINDABLE)
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }

    fn menu(&self) -> &'static [Entry] {
        const MENU: &[Entry] = &[Entry::staff("/sessions", "site-sessions", 20)];
        MENU
    }

    fn first_steps(&self) -> &'static [FirstStep] {
        const STEPS: &[FirstStep] = &[
            FirstStep {
                rank: 40,
                key: "first-session",
                address: "/sessions",
                done_by: &["agenda_items"],
            },
            FirstStep {
                rank: 60,
                key: "first-published",
                address: "/sessions",
                done_by: &["publications"],
            },
        ];
        STEPS
    }

    fn life(&self) -> Option<&dyn Life> {
        Some(self)
    }

    fn waits(&self) -> Option<&dyn Waits> {
        Some(self)
    }

    fn open_lists(&self) -> &'static [&'static OpenList] {
        const LISTS: &[&OpenList] = &[&CORRECTIONS];
        LISTS
    }
}

pub(super) fn sitting(session: Session) -> Sitting {
    Sitting {
        matter: actions::case(session.id),
        number: session.number,
        day: session.day,
    }
}

impl Life for Offer {
    /// What comes before the council by itself stands on the agenda of the session that is called; where none is, the
    /// next call takes it along.
    fn after<'a>(&'a self, desk: &'a mut Desk<'_>, happened: &'a Happened) -> Done<'a> {
        Box::pin(async move {
            if happened.what != What::Returned {
                return Ok(());
            }
            let Some(next) = queries::next_session(desk.read()).await? else {
                return Ok(());
            };
            let there = queries::stands(desk.read(), next.id, &happened.matter, true).await?;
            if there || !queries::has_room(desk.read(), next.id).await? {
                return Ok(());
            }
            let item = FEATURES.take_up(desk, next.id, &happened.matter).await?;
            let entered = EnterItem {
                session: next.id,
                item,
            };
            entered.enter(desk).await.map(|_| ())
        })
    }

    fn sittings<'a>(&'a self, read: Read<'a>, matter: &'a Matter) -> Answered<'a, Vec<Sitting>> {
        Box::pin(async move {
            let sessions = queries::sittings(read, matter).await?;
            Ok(sessions.into_iter().map(sitting).collect())
        })
    }

    fn next_sitting<'a>(&'a self, read: Read<'a>) -> Answered<'a, Option<Sitting>> {
        Box::pin(async move { Ok(queries::next_session(read).await?.map(sitting)) })
    }

    fn last_sitting<'a>(&'a self, read: Read<'a>) -> Answered<'a, Option<Sitting>> {
        Box::pin(async move { Ok(waits_queries::last_held(read).await?.map(sitting)) })
    }

    fn on_agenda<'a>(&'a self, read: Read<'a>, session: &'a Matter) -> Answered<'a, Vec<OnAgenda>> {
        Box::pin(async move {
            let there = queries::matters(read, session.id()).await?.into_iter();
            let there = there.map(|(item, matter)| OnAgenda {
                matter,
                address: format!("/sessions/{}?item={item}#item-{item}", session.id()),
            });
            Ok(there.collect())
        })
    }
}
