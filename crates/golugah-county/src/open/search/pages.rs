//! The search of whoever is signed in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::response::Response;
use golugah_desk::Matter;

use super::shown::{Part, Show, Wanted};
use crate::FEATURES;
use crate::find;
use crate::support::web::{Ask, PageError, Query, Visitor, Who};

/// Who may open the records of each kind that can be found, by the table of routes.
static WHO: LazyLock<BTreeMap<&'static str, Who>> = LazyLock::new(|| {
    let (_, table) = FEATURES.routes().split();
    let kinds = FEATURES.findables().into_iter().filter_map(|findable| {
        let keeper = FEATURES.keeper(&Matter::of(findable.kind, 1))?;
        let path = format!("/{}/{{id}}", keeper.name());
        let route = table
            .iter()
            .find(|route| route.method == "GET" && route.path == path)?;
        Some((findable.kind, route.who))
    });
    kinds.collect()
});

/// Whether the visitor may open records of this kind: asked as the guard asks it.
fn may_open(visitor: &Visitor, kind: &str) -> bool {
    let role = visitor.person.as_ref().map(|person| person.role);
    WHO.get(kind)
        .is_some_and(|who| who.admits(role) || who.admits_on_duty(&visitor.duties).is_some())
}

pub(super) async fn show(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let words = wanted.words();
    let mut kinds = FEATURES.findables();
    kinds.retain(|findable| may_open(&ask.visitor, findable.kind));
    let mut parts = Vec::new();
    for findable in kinds.iter().copied() {
        if words.is_empty() || !wanted.wants(findable.kind) {
            continue;
        }
        let found = find::found(ask.read(), findable.kind, &words, &wanted.span()).await?;
        let part = wanted.part(findable.kind, found);
        let shown = find::shown(ask.read(), findable, &part.0).await?;
        let address = |one: &find::Shown| FEATURES.address(&Matter::of(findable.kind, one.record));
        parts.extend(Part::of(&page, findable, part, shown, address));
    }
    Show::answer(page, "/search", &wanted, &kinds, parts)
}
