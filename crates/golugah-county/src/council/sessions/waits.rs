//! What waits about sessions: a call, an invitation, the closing, the publication; and what the next session has of what it needs.

use golugah_persian::JalaliMonth;
use sea_orm::DbErr;

use super::missed::missed;
use super::model::Step;
use super::{Offer, Session, queries, waits_queries};
use crate::support::seams::{Answered, Asked, CountyFigure, Needed, Own, Sitting, Waits};

/// How many sessions are named whose minutes nobody may read yet.
const NAMED: usize = 3;

fn address(session: &Session) -> String {
    format!("/sessions/{}", session.id)
}

/// A piece of work on a session, by the key of its words.
fn own(asked: Asked<'_>, rank: u8, key: &str, session: &Session) -> Own {
    let words = asked
        .page
        .say_of(key, "number", asked.page.number(&session.number));
    Own::of(rank, words, address(session))
}

/// What the secretary does next for the session that is called, or that one has to be called.
async fn next_step(asked: Asked<'_>) -> Result<Option<Own>, DbErr> {
    let Some(next) = queries::next_session(asked.read()).await? else {
        return Ok(Some(Own::of(
            40,
            asked.page.say("own-call"),
            "/sessions".to_owned(),
        )));
    };
    if next.day.as_str() <= asked.day {
        let close = own(asked, 5, "own-close", &next);
        return Ok(Some(Own {
            day: Some(("own-held-on", next.day)),
            ..close
        }));
    }
    let is_invited = is_invited(asked, next.id).await?;
    let invite = (!is_invited).then(|| own(asked, 20, "own-invite", &next));
    Ok(invite.map(|invite| Own {
        day: Some(("own-held-on", next.day)),
        ..invite
    }))
}

async fn is_invited(asked: Asked<'_>, session: i64) -> Result<bool, DbErr> {
    let steps = queries::steps(asked.read(), session).await?;
    Ok(steps.iter().any(|taken| taken.step == Step::Invited.word()))
}

/// The sessions whose minutes can be published.
async fn to_publish(asked: Asked<'_>) -> Result<Vec<Own>, DbErr> {
    let rows = waits_queries::unpublished(asked.read(), NAMED).await?;
    let mut all: Vec<Own> = rows
        .into_iter()
        .map(|session| Own {
            day: Some(("own-held-on", session.day.clone())),
            ..own(asked, 30, "own-publish", &session)
        })
        .collect();
    let more = waits_queries::count_unpublished(asked.read()).await? - i64::try_from(all.len()).unwrap_or(0);
    if more > 0 {
        let words = asked
            .page
            .say_of("own-publish-more", "count", asked.page.number(&more));
        all.push(Own::of(30, words, "/sessions".to_owned()).for_each_of(more));
    }
    Ok(all)
}

impl Waits for Offer {
    fn own_rests_on(&self) -> &'static [&'static str] {
        &["sessions", "session_steps", "publications"]
    }

    fn own<'a>(&'a self, asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Own>> {
        Box::pin(async move {
            let mut all = Vec::new();
            if asked.page.has_role("secretary") {
                all.extend(next_step(asked).await?);
            }
            if asked.page.has_role("secretary") || asked.page.has_role("public_relations") {
                all.extend(to_publish(asked).await?);
            }
            if asked.page.has_role("governor")
                && let Some(next) = queries::next_session(asked.read()).await?
                && next.day == asked.day
            {
                all.push(own(asked, 5, "own-chair", &next));
            }
            Ok(all)
        })
    }

    /// That a month went by without a session, for as long as one did; otherwise nothing is said.
    fn of_county<'a>(&'a self, asked: Asked<'a>, since: &'a str) -> Answered<'a, Vec<CountyFigure>> {
        Box::pin(async move {
            let missed = missed(&queries::held_days(asked.read()).await?, asked.day);
            if missed.is_empty() {
                return Ok(Vec::new());
            }
            let began_since = |month: &JalaliMonth| {
                let first = month.days().next().and_then(|day| day.to_rfc3339());
                first.is_some_and(|first| first.as_str() > since)
            };
            let since_then = missed.iter().filter(|month| began_since(month)).count();
            Ok(vec![CountyFigure {
                key: "county-months-missed",
                count: i64::try_from(missed.len()).unwrap_or(i64::MAX),
                since_then: i64::try_from(since_then).unwrap_or(i64::MAX),
                shape: "waits",
                address: "/sessions",
            }])
        })
    }

    fn needed<'a>(&'a self, asked: Asked<'a>, sitting: &'a Sitting) -> Answered<'a, Vec<Needed>> {
        Box::pin(async move {
            let (page, session) = (asked.page, sitting.matter.id());
            let address = format!("/sessions/{session}");
            let items = queries::agenda(asked.read(), session).await?.len();
            let items = i64::try_from(items).unwrap_or(i64::MAX);
            let is_invited = is_invited(asked, session).await?;
            let invited = if is_invited {
                "needed-invited"
            } else {
                "needed-invitation"
            };
            Ok(vec![
                Needed {
                    is_there: items > 0,
                    words: match items {
                        0 => page.say("needed-items"),
                        items => page.say_of("needed-has-items", "count", page.number(&items)),
                    },
                    address: address.clone(),
                },
                Needed {
                    is_there: is_invited,
                    words: page.say(invited),
                    address,
                },
            ])
        })
    }
}
