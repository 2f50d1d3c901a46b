use askama::Template;
use axum::extract::{Form as Fields, Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::actions::{ExtendResolution, JudgeEvidence};
use super::queries::{self, Given, Listed, Resolution};
use super::{Explainer, measure_lateness};
use crate::reports::{self, Turn};
use crate::sessions::actions::EnterItem;
use crate::sessions::{self, ItemKind};
use crate::support::web::{Form, Page, PageError, Pager, ROWS, Site, Span, Visitor};
use golugah_desk::{Actor, Refusal};
use crate::terms::{self, Extension, Length};

/// Which part of a list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    all: bool,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

#[derive(Template)]
#[template(path = "resolutions/templates/today.html")]
struct Today {
    page: Page,
    today: String,
    late: Vec<Listed>,
    next: Option<sessions::Session>,
    on_agenda: Vec<i64>,
    /// Agencies that owe a report or were silent for a whole round of the rota, the longest silent first.
    silent: Vec<Turn>,
    /// The report that the visitor's own agency owes, and the number of its session.
    own_report: Option<(i64, i64)>,
}

#[derive(Template)]
#[template(path = "resolutions/templates/list.html")]
struct List {
    page: Page,
    all: bool,
    pager: Pager,
    rows: Vec<Listed>,
}

#[derive(Template)]
#[template(path = "resolutions/templates/show.html")]
struct Show {
    page: Page,
    row: Listed,
    resolution: Resolution,
    /// Why it is due on its day, folded up.
    why: String,
    may_extend: bool,
    given: Vec<Given>,
    own: bool,
    form: Form,
}

/// Who does the deed; the guard lets nobody else this far.
pub(crate) fn actor(visitor: &Visitor) -> Result<Actor, PageError> {
    visitor.actor().ok_or(PageError::NotAllowed)
}

pub(super) async fn today(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let now = site.db.clock().now();
    let today = now.day();
    let mut late = queries::listed_late(site.db.read(), now).await?;
    measure_lateness(site.calendar().await?.as_ref(), &today, &mut late);
    let next = sessions::next_session(site.db.read()).await?;
    let on_agenda = match &next {
        Some(next) if !late.is_empty() => sessions::asked_after(site.db.read(), next.id).await?,
        _ => Vec::new(),
    };
    let turns = site.turns(&visitor).await?;
    let own = visitor
        .heads()
        .and_then(|agency| turns.iter().find(|turn| turn.agency_id == agency));
    let own_report = own
        .and_then(|turn| turn.booked.as_ref())
        .map(|(report, number, _)| (*report, *number));
    let mut silent = reports::silent(site.db.read(), &turns).await?;
    silent.truncate(ROWS);
    let html = Today {
        page,
        today,
        late,
        next,
        on_agenda,
        own_report,
        silent,
    };
    Ok(Html(html.render()?).into_response())
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let span = Span::of(&wanted.after, &wanted.before);
    let listed = queries::listed(site.db.read(), visitor.heads(), wanted.all, &span).await?;
    let pager = listed.pager(if wanted.all { "&all=true" } else { "" });
    let mut rows = listed.rows;
    let today = site.db.clock().now().day();
    measure_lateness(site.calendar().await?.as_ref(), &today, &mut rows);
    let html = List {
        page,
        all: wanted.all,
        pager,
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
    let today = site.db.clock().now().day();
    measure_lateness(site.calendar().await?.as_ref(), &today, &mut rows);
    let row = rows.pop().ok_or(PageError::NotFound)?;
    let base = &site.settings.calendar;
    let explainer = Explainer::of(site.db.read(), base, page.language).await?;
    let why = terms::folded(&page, explainer.why(site.db.read(), id).await?.as_ref())?;
    let status = form.status();
    let own = visitor
        .person
        .as_ref()
        .is_some_and(|person| person.agency == Some(resolution.agency_id));
    let html = Show {
        given: queries::given(site.db.read(), id).await?,
        why,
        may_extend: resolution.state == "assigned"
            && (page.has_role("governor") || page.has_role("secretary")),
        page,
        row,
        resolution,
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
        calendar: site.settings.calendar.clone(),
    };
    let done = site.db.perform(actor(&visitor)?, deed).await;
    after(&site, &visitor, id, form, done).await
}

pub(super) async fn extend(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let deed = ExtendResolution {
        resolution: id,
        extension: Extension {
            // A length that is none is refused by the deed.
            length: Length::of(
                form.value("kind"),
                form.number("number"),
                form.day("day").as_deref(),
            ),
            letter: form.value("letter").to_owned(),
            reason: form.value("extension_reason").to_owned(),
        },
        calendar: site.settings.calendar.clone(),
    };
    let done = site.db.perform(actor(&visitor)?, deed).await.map(|_| ());
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
