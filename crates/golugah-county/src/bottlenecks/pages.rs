use askama::Template;
use axum::extract::{Form as Fields, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::actions::ReviewBottleneck;
use super::picture::Picture;
use super::queries::{self, Bottleneck, Measurement, Remedy};
use crate::sessions::actions::EnterItem;
use crate::sessions::{self, ItemKind};
use crate::support::db::Refusal;
use crate::support::web::{Form, Page, PageError, Site, Visitor};

#[derive(Template)]
#[template(path = "bottlenecks/templates/list.html")]
struct List {
    page: Page,
    bottlenecks: Vec<Bottleneck>,
}

#[derive(Template)]
#[template(path = "bottlenecks/templates/show.html")]
struct Show {
    page: Page,
    bottleneck: Bottleneck,
    remedies: Vec<Remedy>,
    measurements: Vec<Measurement>,
    picture: Option<Picture>,
    form: Form,
}

pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let html = List {
        page: Page::staff(&site, &visitor).await?,
        bottlenecks: queries::bottlenecks(site.db.read(), 0).await?,
    };
    Ok(Html(html.render()?).into_response())
}

async fn page_of(site: &Site, visitor: &Visitor, id: i64, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let status = if form.refused.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    let bottleneck = queries::bottleneck(read, id).await?.ok_or(PageError::NotFound)?;
    let measurements = queries::measurements(read, id).await?;
    let html = Show {
        page: Page::staff(site, visitor).await?,
        picture: Picture::of(&bottleneck, &measurements, visitor.language),
        bottleneck,
        remedies: queries::remedies(read, id).await?,
        measurements,
        form,
    };
    Ok((status, Html(html.render()?)).into_response())
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    page_of(&site, &visitor, id, Form::default()).await
}

async fn after(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    form: Form,
    done: Result<(), Refusal>,
) -> Result<Response, PageError> {
    match done.map_err(PageError::from) {
        Ok(()) => {
            Ok(Redirect::to(&Page::new(site, visitor).link(&format!("/bottlenecks/{id}"))).into_response())
        }
        Err(PageError::Refused(key)) => page_of(site, visitor, id, form.refused(key)).await,
        Err(error) => Err(error),
    }
}

pub(super) async fn review(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let deed = ReviewBottleneck {
        bottleneck: id,
        dismissed_because: (form.value("verdict") != "confirm").then(|| form.value("reason").to_owned()),
    };
    let done = site
        .db
        .perform(visitor.actor().ok_or(PageError::NotAllowed)?, deed)
        .await;
    after(&site, &visitor, id, form, done).await
}

pub(super) async fn to_agenda(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let bottleneck = queries::bottleneck(site.db.read(), id)
        .await?
        .ok_or(PageError::NotFound)?;
    let Some(next) = sessions::next_session(site.db.read()).await? else {
        return page_of(
            &site,
            &visitor,
            id,
            Form::default().refused("refusal-no-session-called"),
        )
        .await;
    };
    let deed = EnterItem {
        session: next.id,
        title: bottleneck.sentence_fa,
        kind: ItemKind::Bottleneck,
        agency: None,
        resolution: None,
        bottleneck: Some(id),
    };
    let done = site
        .db
        .perform(visitor.actor().ok_or(PageError::NotAllowed)?, deed)
        .await;
    after(&site, &visitor, id, Form::default(), done.map(|_| ())).await
}
