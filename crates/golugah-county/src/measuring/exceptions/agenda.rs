//! What cases against a rule lay before a session: the newest months in which somebody has still to answer.

use super::list::{cases, month};
use super::queries::{self, Exception};
use super::{Offer, actions};
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

fn laid(exception: &Exception) -> Laid {
    Laid {
        // More cases may be found in a month that was dealt with.
        again: true,
        ..Laid::of(KIND, actions::case(exception.id))
    }
}

fn ids(matters: &[Matter]) -> Vec<i64> {
    matters.iter().map(Matter::id).collect()
}

/// "Short time to bid: 3 tenders, Mehr 1405".
fn called(asked: Asked<'_>, exception: &Exception) -> String {
    let page = asked.page;
    let parts = [
        (
            "title",
            page.either(&exception.title_fa, &exception.title_en).to_owned(),
        ),
        ("cases", cases(page, exception, exception.cases)),
        ("month", month(page, exception)),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    say(page.language, "exception-called", &parts)
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
            let spoken_of: Vec<i64> = there
                .iter()
                .filter(|placed| placed.open)
                .filter_map(|placed| placed.matter.id_of("exception"))
                .collect();
            let waiting = queries::open_beside(asked.read(), &spoken_of, MOST).await?;
            let rows = waiting.iter().map(|one| Proposed {
                matter: actions::case(one.id),
                kind: KIND,
                title: called(asked, one),
                address: format!("/exceptions/{}", one.id),
                because: asked
                    .page
                    .say_of("proposal-exception", "cases", cases(asked.page, one, one.open)),
                day: None,
            });
            Ok(Proposals {
                rows: rows.collect(),
                more: None,
            })
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
            let found = queries::of_ids(asked.read(), &ids(matters)).await?;
            let called = found.iter().map(|one| Called {
                matter: actions::case(one.id),
                title: called(asked, one),
                status: None,
                owner: None,
                proof: None,
            });
            Ok(called.collect())
        })
    }

    fn worded<'a>(&'a self, read: Read<'a>, matters: &'a [Matter]) -> Answered<'a, Vec<Worded>> {
        Box::pin(async move {
            let found = queries::of_ids(read, &ids(matters)).await?;
            let worded = found.into_iter().map(|one| Worded {
                matter: actions::case(one.id),
                fa: worded(&one, Language::Persian),
                en: worded(&one, Language::English),
                in_public: InPublic::Alike,
                guarded: true,
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
