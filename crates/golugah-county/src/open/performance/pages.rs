use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};

use super::funnel::Funnel;
use crate::FEATURES;
use crate::support::seams::{Asked, Delivery, Section};
use crate::support::web::{Page, PageError, Site, Visitor};

#[derive(Template)]
#[template(path = "performance/templates/list.html")]
struct List {
    page: Page,
    rows: Vec<(Delivery, Funnel)>,
}

#[derive(Template)]
#[template(path = "performance/templates/show.html")]
struct Show {
    page: Page,
    delivery: Delivery,
    funnel: Funnel,
    sections: Vec<Section>,
}

pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let today = site.db.clock().now().day();
    let deliveries = FEATURES.deliveries(site.db.read(), None, &today).await?;
    let most = deliveries.iter().map(|one| one.assigned).max().unwrap_or(0);
    let rows = deliveries.into_iter().map(|delivery| {
        let funnel = Funnel::of(&delivery, most, visitor.language);
        (delivery, funnel)
    });
    let html = List {
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
    let page = Page::staff(&site, &visitor).await?;
    let today = site.db.clock().now().day();
    let calendar = crate::calendar::of(&site).await?;
    let asked = Asked {
        site: &site,
        page: &page,
        calendar: &calendar,
        day: &today,
    };
    let delivery = FEATURES.deliveries(site.db.read(), Some(id), &today).await?;
    let delivery = delivery.into_iter().next().ok_or(PageError::NotFound)?;
    let html = Show {
        funnel: Funnel::of(&delivery, delivery.assigned, visitor.language),
        sections: FEATURES.lines(asked, id).await?,
        delivery,
        page,
    };
    Ok(Html(html.render()?).into_response())
}
