use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::funnel::Funnel;
use crate::bottlenecks;
use crate::resolutions::{self, Listed, Performance};
use crate::support::web::{Page, PageError, Pager, Site, Span, Visitor, key};

/// How many resolutions of an agency stand on its page; the list has them all.
const SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "agencies/templates/funnel.html")]
struct Funnels {
    page: Page,
    rows: Vec<(Performance, Funnel)>,
    pager: Pager,
}

/// Which page of a list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

#[derive(Template)]
#[template(path = "agencies/templates/performance.html")]
struct OfAgency {
    page: Page,
    performance: Performance,
    funnel: Funnel,
    /// What is not closed, that due first on top.
    open: Vec<Listed>,
    /// What was accepted, the newest first.
    kept: Vec<Listed>,
    bottlenecks: Vec<bottlenecks::Row>,
}

pub(super) async fn funnel(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let performances = site.performances(&visitor).await?;
    let most = performances.iter().map(|one| one.assigned).max().unwrap_or(0);
    let span = Span::of(&wanted.after, &wanted.before);
    let performances = span.of_all(&performances, |one| key(&[&one.agency_id]));
    let pager = performances.pager("");
    let rows = performances.rows.into_iter().map(|performance| {
        let funnel = Funnel::of(&performance, most, visitor.language);
        (performance, funnel)
    });
    let html = Funnels {
        page: Page::staff(&site, &visitor).await?,
        rows: rows.collect(),
        pager,
    };
    Ok(Html(html.render()?).into_response())
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let read = site.db.read();
    let today = site.db.clock().now().day();
    let performances = site.performances(&visitor).await?;
    let performance = performances.iter().find(|one| one.agency_id == id);
    let performance = performance.ok_or(PageError::NotFound)?.clone();
    let open = resolutions::listed(read, Some(id), false, &Span::default()).await?;
    let mut open = open.rows;
    open.truncate(SHOWN);
    resolutions::measure_lateness(site.calendar().await?.as_ref(), &today, &mut open);
    let html = OfAgency {
        page: Page::staff(&site, &visitor).await?,
        funnel: Funnel::of(&performance, performance.assigned, visitor.language),
        performance,
        open,
        kept: resolutions::kept(read, id, SHOWN as i64).await?,
        bottlenecks: bottlenecks::rows(&site, bottlenecks::owned_by(read, id).await?, visitor.language),
    };
    Ok(Html(html.render()?).into_response())
}
