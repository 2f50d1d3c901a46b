//! What cases against a rule lay before a session: the newest months in which somebody has still to answer.

use super::list::cases;
use super::queries::{self, Exception};
use super::{Offer, actions};
use crate::FEATURES;
use crate::support::seams::{
    Agenda, Answered, Asked, Called, Done, InPublic, Laid, Placed, Proposals, Proposed, Worded,
};
use crate::support::web::say;
use golugah_desk::{Desk, Matter, Read, Refusal};
use golugah_persian::Language;

/// Why they stand on an agenda.
const KIND: &str = "exception";

/// How many are proposed at once.
const MOST: usize = 3;

/// Among how many of the newest these are looked for.
const LOOKED_AT: usize = 12;

fn laid(exception: &Exception) -> Laid {
    Laid {
        // More cases may be found in a month that was dealt with.
        again: true,
        ..Laid::of(KIND, actions::case(exception.id))
    }
}

impl Agenda for Offer {
    fn rank(&self) -> u8 {
        25
    }

    fn proposed<'a>(
        &'a self,
        asked: Asked<'a>,
        _session: i64,
        there: &'a [Placed],
    ) -> Answered<'a, Proposals> {
        Box::pin(async move {
            let page = asked.page;
            let spoken_of = Placed::ids_of(there, "exception");
            let (waiting, all) = queries::open_beside(asked.read(), &spoken_of, LOOKED_AT).await?;
            let mut rows = Vec::new();
            for one in &waiting {
                // What the council has decided about and what is still under way waits for its due day, not for a session.
                let matter = actions::case(one.id);
                let decided = FEATURES.decisions(asked.read(), &matter).await?;
                if decided.iter().any(|decision| decision.closed_on.is_none()) {
                    continue;
                }
                rows.push(Proposed {
                    matter,
                    kind: KIND,
                    title: worded(one, page.language),
                    address: format!("/exceptions/{}", one.id),
                    because: page.say_of("proposal-exception", "cases", cases(page, one, one.open)),
                    day: None,
                });
                if rows.len() == MOST {
                    break;
                }
            }
            let more = all - i64::try_from(rows.len()).unwrap_or(0);
            let more = (more > 0 && rows.len() == MOST).then(|| {
                let sentence = page.say_of("proposals-more-lists", "count", page.number(&more));
                ("/exceptions".to_owned(), sentence)
            });
            Ok(Proposals { rows, more })
        })
    }

    fn take_up<'a>(&'a self, desk: &'a mut Desk<'_>, _session: i64, matter: &'a Matter) -> Done<'a, Laid> {
        Box::pin(async move {
            let exception = queries::exception(desk.read(), matter.id()).await?;
            exception.as_ref().map(laid).ok_or(Refusal::Missing)
        })
    }

    fn called<'a>(&'a self, asked: Asked<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Called>> {
        Box::pin(async move {
            let found = queries::of_ids(asked.read(), &Matter::ids(matters)).await?;
            let mut called = Vec::new();
            for one in &found {
                called.push(Called {
                    matter: actions::case(one.id),
                    title: worded(one, asked.page.language),
                    status: None,
                    owner: queries::owner(asked.read(), one.id).await?,
                    proof: None,
                });
            }
            Ok(called)
        })
    }

    fn worded<'a>(&'a self, read: Read<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Worded>> {
        Box::pin(async move {
            let found = queries::of_ids(read, &Matter::ids(matters)).await?;
            let worded = found.into_iter().map(|one| Worded {
                matter: actions::case(one.id),
                fa: worded(&one, Language::Persian),
                en: worded(&one, Language::English),
                in_public: InPublic::Alike,
                guarded: true,
                annex: None,
            });
            Ok(worded.collect())
        })
    }

    fn takes_decision<'a>(&'a self, read: Read<'a>, matter: &'a Matter) -> Answered<'a, bool> {
        Box::pin(async move { Ok(queries::exception(read, matter.id()).await?.is_some()) })
    }
}

/// What papers call it.
fn worded(one: &Exception, language: Language) -> String {
    let month = super::model::month_title(&one.month, language)
        .unwrap_or_else(|| say(language, "exception-no-month", &[]));
    let count = u64::try_from(one.cases).unwrap_or(0);
    let title = match language {
        Language::Persian => &one.title_fa,
        Language::English => &one.title_en,
    };
    let cases = golugah_report::counted(&one.subject_kind, count, language);
    let parts = [
        ("title", title.as_str()),
        ("cases", cases.as_str()),
        ("month", month.as_str()),
    ];
    say(language, "exception-called", &parts)
}
