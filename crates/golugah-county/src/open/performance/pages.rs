use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::funnel::Funnel;
use crate::FEATURES;
use crate::support::seams::{Asked, Delivery, Section};
use crate::support::web::{Page, PageError, Pager, Query, Site, Span, Visitor, key};

#[derive(Template)]
#[template(path = "performance/templates/list.html")]
struct List {
    page: Page,
    rows: Vec<(Delivery, Funnel)>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "performance/templates/show.html")]
struct Show {
    page: Page,
    delivery: Delivery,
    funnel: Funnel,
    sections: Vec<Section>,
}

/// Which page of a list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let today = site.db.clock().now().day();
    let asked = Asked {
        site: &site,
        page: &page,
        calendar: &site.settings.calendar,
        day: &today,
    };
    let deliveries = FEATURES.deliveries(asked).await?;
    let most = deliveries.iter().map(|one| one.assigned).max().unwrap_or(0);
    let span = Span::of(&wanted.after, &wanted.before);
    let deliveries = span.of_all(&deliveries, |one| key(&[&one.agency_id]));
    let pager = deliveries.pager("");
    let rows = deliveries.rows.into_iter().map(|delivery| {
        let funnel = Funnel::of(&delivery, most, visitor.language);
        (delivery, funnel)
    });
    let html = List {
        rows: rows.collect(),
        page,
        pager,
    };
    Ok(Html(html.render()?).into_response())
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let today = site.db.clock().now().day();
    let calendar = crate::calendar::of(&site, &page.versions).await?;
    let asked = Asked {
        site: &site,
        page: &page,
        calendar: &calendar,
        day: &today,
    };
    let delivery = FEATURES.deliveries(asked).await?;
    let delivery = delivery
        .into_iter()
        .find(|one| one.agency_id == id)
        .ok_or(PageError::NotFound)?;
    let html = Show {
        funnel: Funnel::of(&delivery, delivery.assigned, visitor.language),
        sections: FEATURES.lines(asked, id).await?,
        delivery,
        page,
    };
    Ok(Html(html.render()?).into_response())
}
