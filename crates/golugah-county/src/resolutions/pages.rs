use askama::Template;
use axum::extract::{Form as Fields, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::actions::JudgeEvidence;
use super::queries::{self, Given, Listed, Resolution};
use crate::people::Role;
use crate::sessions::actions::EnterItem;
use crate::sessions::{self, ItemKind};
use crate::support::db::{Actor, Refusal};
use crate::support::web::{Form, Page, PageError, Site, Visitor};

/// Which part of a list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    all: bool,
    #[serde(default)]
    page: i64,
}

#[derive(Template)]
#[template(path = "resolutions/templates/today.html")]
struct Today {
    page: Page,
    today: String,
    late: Vec<Listed>,
    next: Option<sessions::Session>,
    on_agenda: Vec<i64>,
}

#[derive(Template)]
#[template(path = "resolutions/templates/list.html")]
struct List {
    page: Page,
    all: bool,
    number: i64,
    rows: Vec<Listed>,
}

#[derive(Template)]
#[template(path = "resolutions/templates/show.html")]
struct Show {
    page: Page,
    row: Listed,
    resolution: Resolution,
    weekends: i64,
    holidays: Vec<String>,
    session_day: String,
    given: Vec<Given>,
    own: bool,
    form: Form,
}

/// Says of each row by how many working days it is late.
pub(crate) fn measure_lateness(site: &Site, rows: &mut [Listed]) {
    let today = site.db.clock().now().day();
    for row in rows.iter_mut().filter(|row| row.state != "closed") {
        row.late_by = site.settings.calendar.working_days_between(&row.due, &today);
    }
}

/// Who does the deed; the guard lets nobody else this far.
pub(crate) fn actor(visitor: &Visitor) -> Result<Actor, PageError> {
    visitor.actor().ok_or(PageError::NotAllowed)
}

pub(super) async fn today(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let today = site.db.clock().now().day();
    let mut late = queries::listed_late(site.db.read(), &today).await?;
    measure_lateness(&site, &mut late);
    let next = sessions::next_session(site.db.read()).await?;
    let on_agenda = match &next {
        Some(next) => {
            let agenda = sessions::agenda(site.db.read(), next.id).await?;
            agenda.into_iter().filter_map(|item| item.resolution_id).collect()
        }
        None => Vec::new(),
    };
    let html = Today {
        page,
        today,
        late,
        next,
        on_agenda,
    };
    Ok(Html(html.render()?).into_response())
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let head = visitor
        .person
        .as_ref()
        .filter(|person| person.role == Role::AgencyHead);
    let agency = head.and_then(|person| person.agency);
    let mut rows = queries::listed(site.db.read(), agency, wanted.all, wanted.page).await?;
    measure_lateness(&site, &mut rows);
    let html = List {
        page,
        all: wanted.all,
        number: wanted.page.max(0),
        rows,
    };
    Ok(Html(html.render()?).into_response())
}

pub(super) async fn page_of(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    form: Form,
) -> Result<Response, PageError> {
    let page = Page::staff(site, visitor).await?;
    let resolution = queries::resolution(site.db.read(), id)
        .await?
        .ok_or(PageError::NotFound)?;
    let mut rows = queries::listed_one(site.db.read(), id)
        .await?
        .into_iter()
        .collect::<Vec<_>>();
    measure_lateness(site, &mut rows);
    let row = rows.pop().ok_or(PageError::NotFound)?;
    let session = sessions::session(site.db.read(), resolution.session_id)
        .await?
        .ok_or(PageError::NotFound)?;
    let days = u32::try_from(resolution.working_days).unwrap_or(0);
    let due = site
        .settings
        .calendar
        .due(&session.day, days)
        .filter(|due| due.day == resolution.due);
    let holidays = due.iter().flat_map(|due| &due.holidays);
    let holidays = holidays
        .map(|holiday| page.either(&holiday.fa, &holiday.en).to_owned())
        .collect();
    let status = if form.refused.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    let own = visitor
        .person
        .as_ref()
        .is_some_and(|person| person.agency == Some(resolution.agency_id));
    let html = Show {
        given: queries::given(site.db.read(), id).await?,
        weekends: due.as_ref().map_or(0, |due| i64::from(due.weekends)),
        session_day: session.day,
        page,
        row,
        resolution,
        holidays,
        own,
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

/// Back to the record's page after a deed; or the page again with what was typed and why it was refused.
pub(super) async fn after(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    form: Form,
    done: Result<(), Refusal>,
) -> Result<Response, PageError> {
    match done.map_err(PageError::from) {
        Ok(()) => {
            Ok(Redirect::to(&Page::new(site, visitor).link(&format!("/resolutions/{id}"))).into_response())
        }
        Err(PageError::Refused(key)) => page_of(site, visitor, id, form.refused(key)).await,
        Err(error) => Err(error),
    }
}

pub(super) async fn judge(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let deed = JudgeEvidence {
        resolution: id,
        refused_because: (form.value("verdict") != "accept").then(|| form.value("reason").to_owned()),
    };
    let done = site.db.perform(actor(&visitor)?, deed).await;
    after(&site, &visitor, id, form, done).await
}

pub(super) async fn to_agenda(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let resolution = queries::resolution(site.db.read(), id)
        .await?
        .ok_or(PageError::NotFound)?;
    let next = sessions::next_session(site.db.read()).await?;
    let next = next.ok_or(PageError::Refused("refusal-no-session-called"))?;
    let deed = EnterItem {
        session: next.id,
        title: resolution.text,
        kind: ItemKind::LateResolution,
        agency: Some(resolution.agency_id),
        resolution: Some(id),
        bottleneck: resolution.bottleneck_id,
    };
    site.db.perform(actor(&visitor)?, deed).await?;
    Ok(Redirect::to(&Page::new(&site, &visitor).link("/today")).into_response())
}
