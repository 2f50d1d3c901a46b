//! What people offer the house.

use super::{find_queries, queries};
use crate::support::seams::{Answered, Asked, Feature, Findable, Own, Waits};
use crate::support::web::Routes;

/// The feature.
pub struct Offer;

impl Feature for Offer {
    fn name(&self) -> &'static str {
        "people"
    }

    fn matters(&self) -> &'static [&'static str] {
        &["person"]
    }

    fn findable(&self) -> Option<&'static Findable> {
        Some(&find_queries::FINDABLE)
    }

    fn routes(&self) -> Routes {
        super::routes()
    }

    fn waits(&self) -> Option<&dyn Waits> {
        Some(self)
    }
}

impl Waits for Offer {
    fn own_rests_on(&self) -> &'static [&'static str] {
        &["people", "credentials"]
    }

    /// An administrator sees to it that everybody can sign in.
    fn own<'a>(&'a self, asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Own>> {
        Box::pin(async move {
            if !asked.page.has_role("administrator") {
                return Ok(Vec::new());
            }
            let many = queries::without_sign_in(asked.read()).await?;
            if many == 0 {
                return Ok(Vec::new());
            }
            let words = asked
                .page
                .say_of("own-give-codes", "count", asked.page.number(&many));
            Ok(vec![Own::of(10, words, "/people".to_owned()).for_each_of(many)])
        })
    }
}
