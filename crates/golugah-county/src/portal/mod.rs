//! The portal: what anybody may read, without signing in, as pages, as a feed, as a calendar and as data.
//!
//! One publish step (`session.publish`, `session.correct`, a measurement that clears) gives all of them, for all are made
//! from the `public_*` views when they are asked for. Queries go through [`PublicRead`], which sees nothing else.
//!
//! [`PublicRead`]: crate::support::db::PublicRead

mod atom;
mod icalendar;
mod identity;
mod kept;
mod model;
mod public_data;
mod public_lists;
mod public_pages;
mod queries;
mod table;

use kept::Kept;
use model::Part;

use crate::support::web::{Routes, Who};

pub(crate) fn public_routes() -> Routes {
    let kept = Kept::default();
    let keeping = |kept: &Kept, list| {
        let kept = kept.clone();
        move |site, headers| public_lists::list(kept, list, site, headers)
    };
    let front = |kept: &Kept| {
        let kept = kept.clone();
        move |site, visitor, headers| public_pages::front(kept, site, visitor, headers)
    };
    let mut routes = Routes::new()
        .page("/", Who::Anybody, front(&kept))
        .page("/portal", Who::Anybody, front(&kept))
        .page("/portal/sessions", Who::Anybody, public_pages::sessions)
        .page("/portal/sessions/{number}", Who::Anybody, public_pages::session)
        .page("/portal/resolutions", Who::Anybody, public_pages::resolutions)
        .page("/portal/bottlenecks", Who::Anybody, public_pages::bottlenecks)
        .page("/portal/feed.atom", Who::Anybody, public_data::feed)
        .page("/portal/calendar.ics", Who::Anybody, public_data::calendar);
    for list in public_lists::LISTS {
        routes = routes.page(list.path, Who::Anybody, keeping(&kept, list));
    }
    routes
}
