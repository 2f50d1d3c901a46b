//! What bottlenecks lay before a session: those that came back by themselves, and those an inspector stands by if the
//! council chooses.

use super::queries::{self, Bottleneck};
use super::{BottleneckState, Offer, actions, again, in_public, row};
use crate::offices;
use crate::support::seams::{
    Agenda, Answered, Asked, Called, Done, Laid, Placed, Proposals, Proposed, Worded,
};
use golugah_desk::{Desk, Matter, Read, Refusal};
use golugah_persian::Language;

/// Why a bottleneck stands on an agenda.
const KIND: &str = "bottleneck";

/// How many bottlenecks are proposed at once: a council takes up no more in one session.
const MOST: usize = 5;

fn laid(bottleneck: &Bottleneck) -> Laid {
    Laid {
        // One that comes back after it was dealt with in this very session waits anew.
        again: true,
        ..Laid::of(KIND, actions::case(bottleneck.id))
    }
}

fn title(asked: Asked<'_>, bottleneck: &Bottleneck) -> String {
    row::called(bottleneck, asked.page.language)
}

fn because(asked: Asked<'_>, bottleneck: &Bottleneck) -> String {
    let page = asked.page;
    let why = if bottleneck.state == BottleneckState::Reopened.word() {
        page.say_of("proposal-reopened", "level", page.number(&bottleneck.level))
    } else {
        page.say("proposal-confirmed")
    };
    let found = page.say_of("proposal-found", "day", page.date(&bottleneck.found_on));
    let mut because = vec![why, found];
    // The council sets the day of measuring by what will be seen then.
    because.extend(again::visible(bottleneck, page));
    because.join(" ")
}

impl Agenda for Offer {
    fn rank(&self) -> u8 {
        20
    }

    fn standing<'a>(&'a self, read: Read<'a>, _day: &'a str) -> Answered<'a, Vec<Laid>> {
        Box::pin(async move {
            let reopened = queries::reopened(read).await?;
            Ok(reopened.iter().map(laid).collect())
        })
    }

    fn proposed<'a>(
        &'a self,
        asked: Asked<'a>,
        _session: i64,
        there: &'a [Placed],
    ) -> Answered<'a, Proposals> {
        Box::pin(async move {
            // What waits for a resolution: what is owned or waits to be measured is under way.
            let spoken_of: Vec<i64> = there
                .iter()
                .filter(|placed| placed.open)
                .filter_map(|placed| placed.matter.id_of("bottleneck"))
                .collect();
            let (waiting, all) = queries::confirmed_beside(asked.read(), &spoken_of, MOST).await?;
            let more = all.saturating_sub(MOST);
            let more = (more > 0).then(|| {
                let count = asked.page.number(&i64::try_from(more).unwrap_or(i64::MAX));
                let sentence = asked.page.say_of("proposals-more", "count", count);
                ("/bottlenecks".to_owned(), sentence)
            });
            let rows = waiting.into_iter().map(|one| Proposed {
                matter: actions::case(one.id),
                kind: KIND,
                title: title(asked, &one),
                address: format!("/bottlenecks/{}", one.id),
                because: because(asked, &one),
                day: None,
            });
            Ok(Proposals {
                rows: rows.collect(),
                more,
            })
        })
    }

    fn may_be_about<'a>(&'a self, asked: Asked<'a>) -> Answered<'a, Vec<Called>> {
        Box::pin(async move {
            let confirmed = queries::confirmed_names(asked.read()).await?;
            let agencies = offices::agencies_of(asked.read()).await?;
            let called = confirmed.into_iter().map(|one| Called {
                matter: actions::case(one.id),
                title: format!("{} – {}", one.group_name, one.code),
                status: None,
                owner: one
                    .agency_id
                    .or_else(|| agencies.get(&(one.group_kind, one.group_id)).copied()),
                proof: None,
            });
            Ok(called.collect())
        })
    }

    fn take_up<'a>(&'a self, desk: &'a mut Desk<'_>, _session: i64, matter: &'a Matter) -> Done<'a, Laid> {
        Box::pin(async move {
            let bottleneck = queries::bottleneck(desk.read(), matter.id()).await?;
            bottleneck.as_ref().map(laid).ok_or(Refusal::Missing)
        })
    }

    fn called<'a>(&'a self, asked: Asked<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Called>> {
        Box::pin(async move {
            let found = queries::of_ids(asked.read(), &Matter::ids(matters)).await?;
            let agencies = offices::agencies_of(asked.read()).await?;
            let owner = |one: &Bottleneck| {
                let office = (one.group_kind.clone(), one.group_id.clone());
                one.agency_id.or_else(|| agencies.get(&office).copied())
            };
            Ok(found.iter().map(|one| called(asked, one, owner(one))).collect())
        })
    }

    fn worded<'a>(&'a self, read: Read<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Worded>> {
        Box::pin(async move {
            let found = queries::of_ids(read, &Matter::ids(matters)).await?;
            let worded = found.into_iter().map(|one| Worded {
                matter: actions::case(one.id),
                in_public: in_public::called(&one),
                fa: row::called(&one, Language::Persian),
                en: row::called(&one, Language::English),
                guarded: true,
                annex: Some((one.sentence_fa, one.sentence_en)),
            });
            Ok(worded.collect())
        })
    }

    fn persons_in<'a>(&'a self, read: Read<'a>, folded: &'a str) -> Answered<'a, Vec<String>> {
        Box::pin(in_public::persons_in(read, folded))
    }

    fn takes_decision<'a>(&'a self, read: Read<'a>, matter: &'a Matter) -> Answered<'a, bool> {
        Box::pin(async move {
            let state = queries::bottleneck(read, matter.id()).await?.map(|one| one.state);
            let state = state.and_then(|state| BottleneckState::of_word(&state));
            Ok(state.is_some_and(|state| state.may_become(BottleneckState::Owned)))
        })
    }
}

/// A bottleneck with its owner: the agency that was last told to clean it, else the one that the office is.
fn called(asked: Asked<'_>, bottleneck: &Bottleneck, owner: Option<i64>) -> Called {
    Called {
        matter: actions::case(bottleneck.id),
        title: title(asked, bottleneck),
        status: None,
        owner,
        proof: None,
    }
}
