//! What waits for whoever hands in data: tables of which nobody has said what their columns are.

use sea_orm::DbErr;

use super::{HANDS_IN, Offer, last_report, queries};
use crate::support::seams::{Answered, Asked, Own, Waiting, Waits, Weight};
use crate::support::web::{Role, say};

impl Waits for Offer {
    fn own_rests_on(&self) -> &'static [&'static str] {
        &["imports", "table_maps"]
    }

    fn own<'a>(&'a self, asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Own>> {
        Box::pin(async move {
            let page = asked.page;
            let roles = [Role::Inspector, Role::Secretary, Role::Administrator];
            let hands_in = roles
                .into_iter()
                .any(|role| page.has_role(role.word()) && HANDS_IN.admits(Some(role)));
            if !hands_in {
                return Ok(Vec::new());
            }
            let (many, first) = queries::asking(asked.read()).await?;
            let Some(first) = first else {
                return Ok(Vec::new());
            };
            let words = page.say_of("imports-ask", "count", page.number(&many));
            let own = Own::of(70, words, format!("/imports/{first}/columns"));
            Ok(vec![own.for_each_of(many)])
        })
    }

    fn waiting<'a>(&'a self, asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        Box::pin(measured(asked))
    }
}

/// What was measured last, for whoever reads the report on it.
async fn measured(asked: Asked<'_>) -> Result<Vec<Waiting>, DbErr> {
    let page = asked.page;
    let Some(last) = last_report(asked.read(), page).await? else {
        return Ok(Vec::new());
    };
    let (named, against) = (
        page.number(&last.named),
        page.number(&last.exceptions.unwrap_or(0)),
    );
    let with = [("named", named.as_str()), ("against", against.as_str())];
    Ok(vec![Waiting {
        weight: Weight::Behind("/imports", "today-measured"),
        matter: None,
        address: format!("/imports/{}/report", last.id),
        what: page.say("import-report"),
        who: say(page.language, "today-measured-last", &with),
        status: None,
        since: None,
    }])
}
