//! What waits for whoever hands in data: tables of which nobody has said what their columns are.

use super::{HANDS_IN, Offer, queries};
use crate::support::seams::{Answered, Asked, Waiting, Waits, Weight};
use crate::support::web::Role;

impl Waits for Offer {
    fn waiting<'a>(&'a self, asked: Asked<'a>, _heads: Option<i64>) -> Answered<'a, Vec<Waiting>> {
        Box::pin(async move {
            let page = asked.page;
            let roles = [Role::Inspector, Role::Secretary, Role::Administrator];
            let hands_in = roles
                .into_iter()
                .any(|role| page.has_role(role.word()) && HANDS_IN.admits(Some(role)));
            let (many, first) = queries::asking(asked.read()).await?;
            let (Some(first), true) = (first, hands_in) else {
                return Ok(Vec::new());
            };
            Ok(vec![Waiting {
                weight: Weight::Own,
                matter: None,
                address: format!("/imports/{first}/columns"),
                what: page.say_of("imports-ask", "count", page.number(&many)),
                who: String::new(),
                status: None,
                since: None,
            }])
        })
    }
}
