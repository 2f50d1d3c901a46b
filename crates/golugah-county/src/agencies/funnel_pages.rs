use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};

use super::funnel::Funnel;
use crate::bottlenecks;
use crate::resolutions::{self, Listed, Performance};
use crate::support::web::{Page, PageError, Site, Visitor};

/// How many resolutions of an agency stand on its page; the list has them all.
const SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "agencies/templates/funnel.html")]
struct Funnels {
    page: Page,
    rows: Vec<(Performance, Funnel)>,
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

pub(super) async fn funnel(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let today = site.db.clock().now().day();
    let performances = resolutions::performances(site.db.read(), &today).await?;
    let most = performances.iter().map(|one| one.assigned).max().unwrap_or(0);
    let rows = performances.into_iter().map(|performance| {
        let funnel = Funnel::of(&performance, most, visitor.language);
        (performance, funnel)
    });
    let html = Funnels {
        page: Page::staff(&site, &visitor).await?,
        rows: rows.collect(),
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
    let performance = resolutions::performance(read, id, &today).await?;
    let performance = performance.ok_or(PageError::NotFound)?;
    let mut open = resolutions::listed(read, Some(id), false, 0).await?;
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
