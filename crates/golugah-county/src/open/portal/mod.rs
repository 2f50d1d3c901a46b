//! The portal: what anybody may read, without signing in, as pages, as a feed, as a calendar and as data.
//!
//! One publish step (`session.publish`, `session.correct`, a measurement that clears) gives all of them, for all are made
//! from the `public_*` views when they are asked for. Queries go through [`PublicRead`], which sees nothing else.
//!
//! [`PublicRead`]: golugah_desk::PublicRead

mod atom;
mod changes;
mod icalendar;
mod identity;
mod model;
mod offer;
mod public_data;
mod public_lists;
mod public_pages;
mod queries;
mod tables;

pub(crate) use offer::Offer;

use model::Part;

use crate::support::web::{Kept, Routes, Who};

pub(crate) fn public_routes() -> Routes {
    // Feed and calendar hold the address they were asked under, which anybody can make up: theirs is a shelf of its own.
    let (kept, by_address) = (Kept::default(), Kept::default());
    let with = |kept: &Kept| kept.clone();
    let mut routes = Routes::new().page("/portal/sessions/{number}", Who::Anybody, public_pages::session);
    for path in ["/", "/portal"] {
        let kept = with(&kept);
        routes = routes.page(path, Who::Anybody, move |site, visitor, headers| {
            public_pages::front(kept, site, visitor, headers)
        });
    }
    for list in public_lists::LISTS {
        let kept = with(&kept);
        routes = routes.page(list.path, Who::Anybody, move |site, visitor, headers| {
            public_lists::list(kept, list, site, visitor, headers)
        });
    }
    let (sessions, resolutions, bottlenecks) = (with(&kept), with(&kept), kept);
    let (feed, calendar) = (with(&by_address), by_address);
    routes
        .page(
            "/portal/sessions",
            Who::Anybody,
            move |site, visitor, headers, asked| {
                public_pages::sessions(sessions, site, visitor, headers, asked)
            },
        )
        .page(
            "/portal/resolutions",
            Who::Anybody,
            move |site, visitor, headers, asked| {
                public_pages::resolutions(resolutions, site, visitor, headers, asked)
            },
        )
        .page(
            "/portal/bottlenecks",
            Who::Anybody,
            move |site, visitor, headers, asked| {
                public_pages::bottlenecks(bottlenecks, site, visitor, headers, asked)
            },
        )
        .page(
            "/portal/feed.atom",
            Who::Anybody,
            move |site, visitor, headers| public_data::feed(feed, site, visitor, headers),
        )
        .page(
            "/portal/calendar.ics",
            Who::Anybody,
            move |site, visitor, headers| public_data::calendar(calendar, site, visitor, headers),
        )
}
