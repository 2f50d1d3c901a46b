//! What bottlenecks offer the house.

use super::row::{Row, rows};
use super::{BottleneckState, find_queries, life_queries, move_to, queries};
use crate::support::seams::{
    Agenda, Answered, Asked, Counted, Done, Feature, Figures, Findable, Happened, Life, Line, Lines, Section,
    Status, Waits, What,
};
use crate::support::web::{Entry, Page, Routes};
use golugah_desk::{Desk, Read};

/// The feature.
pub(crate) struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "bottlenecks"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["bottleneck"]
    }

    fn findable(&self) -> Option<&'static Findable> {
        Some(&find_queries::FINDABLE)
    }

    fn routes(&self) -> Routes {
        super::staff_routes()
    }

    fn menu(&self) -> &'static [Entry] {
        const MENU: &[Entry] = &[Entry::staff("/bottlenecks", "site-bottlenecks", 50)];
        MENU
    }

    fn agenda(&self) -> Option<&dyn Agenda> {
        Some(self)
    }

    fn waits(&self) -> Option<&dyn Waits> {
        Some(self)
    }

    fn life(&self) -> Option<&dyn Life> {
        Some(self)
    }

    fn figures(&self) -> Option<&dyn Figures> {
        Some(self)
    }

    fn lines(&self) -> Option<&dyn Lines> {
        Some(self)
    }
}

impl Life for Offer {
    /// What the council decides about a bottleneck gives it an owner; its proof makes it wait to be measured again.
    fn after<'a>(&'a self, desk: &'a mut Desk<'_>, happened: &'a Happened) -> Done<'a> {
        Box::pin(async move {
            let own = happened
                .about
                .iter()
                .filter_map(|matter| matter.id_of("bottleneck"));
            for id in own {
                match happened.what {
                    What::Decided(agency) => {
                        let owner = vec![("agency_id", agency.into())];
                        move_to(desk, id, BottleneckState::Owned, owner).await?;
                    }
                    What::Proven => {
                        let remedied = vec![("remedied_on", desk.now().day().into())];
                        move_to(desk, id, BottleneckState::Waiting, remedied).await?;
                    }
                    What::Returned => {}
                }
            }
            Ok(())
        })
    }
}

impl Figures for Offer {
    fn of_agency<'a>(&'a self, read: Read<'a>, agency: i64) -> Answered<'a, Vec<Counted>> {
        Box::pin(async move {
            let states = queries::states_of(read, agency).await?;
            let count = |of: &[BottleneckState]| {
                let those = states
                    .iter()
                    .filter(|(word, _)| of.iter().any(|state| state.word() == word));
                those.map(|(_, many)| many).sum()
            };
            Ok(vec![
                Counted::of(
                    "bottlenecks",
                    count(&[BottleneckState::Owned, BottleneckState::Waiting]),
                ),
                Counted::of("cleared", count(&[BottleneckState::Cleared])),
                Counted::of("reopened", count(&[BottleneckState::Reopened])),
            ])
        })
    }
}

/// How a bottleneck stands.
fn status(page: &Page, state: &str) -> Status {
    Status {
        words: page.word("bottleneck", state),
        shape: match BottleneckState::of_word(state) {
            Some(BottleneckState::Cleared) => "done",
            Some(BottleneckState::Reopened) => "reopened",
            Some(BottleneckState::Dismissed) => "dismissed",
            Some(BottleneckState::Waiting) => "waits",
            _ => "open",
        },
    }
}

fn line(page: &Page, row: Row) -> Line {
    Line {
        address: format!("/bottlenecks/{}", row.bottleneck.id),
        what: row.bottleneck.group_name,
        detail: row.counted,
        who: row.title,
        status: status(page, &row.bottleneck.state),
        day: row.bottleneck.found_on,
    }
}

impl Lines for Offer {
    fn of_agency<'a>(&'a self, asked: Asked<'a>, agency: i64) -> Answered<'a, Vec<Section>> {
        Box::pin(async move {
            let own = life_queries::owned_by(asked.read(), agency).await?;
            let own = rows(asked.site, asked.page, own).await?;
            Ok(vec![Section {
                rank: 20,
                key: "agency-bottlenecks",
                none: "agency-no-bottlenecks",
                lines: own.into_iter().map(|row| line(asked.page, row)).collect(),
                more: None,
            }])
        })
    }
}
