//! The search of anybody: over the words of public views, whoever asks.

use axum::extract::State;
use axum::response::Response;

use super::shown::{Part, Show, Wanted};
use crate::FEATURES;
use crate::find;
use crate::support::web::{Page, PageError, Query, Site, Visitor};

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let page = Page::new(&site, &visitor);
    let read = site.db.public();
    let words = wanted.words();
    let mut kinds = FEATURES.findables();
    kinds.retain(|findable| findable.in_public.is_some());
    let mut parts = Vec::new();
    for findable in kinds.iter().copied() {
        if words.is_empty() || !wanted.wants(findable.kind) {
            continue;
        }
        let found = find::found_in_public(read, findable.kind, &words, &wanted.span()).await?;
        let part = wanted.part(findable.kind, found);
        let shown = find::shown_in_public(read, findable, &part.0).await?;
        parts.extend(Part::of(&page, findable, part, shown, |one| one.address.clone()));
    }
    Show::answer(page, "/portal/search", &wanted, &kinds, parts)
}
