//! What waits about bottlenecks: findings for the inspector's review, places for the council's decision; and how many came back.

use super::{Offer, queries};
use crate::FEATURES;
use crate::support::seams::{Answered, Asked, CountyFigure, Own, Waits};

impl Waits for Offer {
    fn own_rests_on(&self) -> &'static [&'static str] {
        &["bottlenecks", "sessions", "agenda_items"]
    }

    fn own<'a>(&'a self, asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Own>> {
        Box::pin(async move {
            let page = asked.page;
            let mut all = Vec::new();
            if page.has_role("inspector") {
                let found = queries::count_found(asked.read()).await?;
                if found > 0 {
                    let words = page.say_of("own-review", "count", page.number(&found));
                    let own = Own::of(10, words, "/bottlenecks?state=found".to_owned());
                    all.push(own.for_each_of(found));
                }
            }
            if page.has_role("governor")
                && let Some((next, there)) = FEATURES.next_sitting(asked.read()).await?
            {
                let spoken_of: Vec<i64> = there
                    .iter()
                    .filter_map(|one| one.matter.id_of("bottleneck"))
                    .collect();
                let (_, beside) = queries::confirmed_beside(asked.read(), &spoken_of, 1).await?;
                let beside = i64::try_from(beside).unwrap_or(i64::MAX);
                if beside > 0 {
                    let (count, number) = (page.number(&beside), page.number(&next.number));
                    let with = [("count", count.as_str()), ("number", number.as_str())];
                    let words = crate::support::web::say(page.language, "own-bottlenecks-beside", &with);
                    let own = Own::of(30, words, "/bottlenecks?state=confirmed".to_owned());
                    all.push(own.for_each_of(beside));
                }
            }
            Ok(all)
        })
    }

    fn of_county<'a>(&'a self, asked: Asked<'a>, since: &'a str) -> Answered<'a, Vec<CountyFigure>> {
        Box::pin(async move {
            Ok(vec![CountyFigure {
                key: "county-reopened",
                count: queries::count_reopened(asked.read()).await?,
                since_then: queries::count_reopened_since(asked.read(), since).await?,
                shape: "reopened",
                address: "/bottlenecks?state=reopened",
            }])
        })
    }
}
