use askama::Template;
use axum::extract::{Form as Fields, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::ItemKind;
use super::actions::{
    Attendance, CallSession, CloseSession, CloseSessionForGovernor, CorrectSession, EnterItem, MoveItem,
    PublishSession, RecordAttendance,
};
use super::queries::{self, AgendaItem, Correction, Seat, Session};
use crate::agencies::{self, Agency};
use crate::bottlenecks::{self, Bottleneck};
use crate::people::{self, HeadOf};
use crate::resolutions::actions::TakeResolution;
use crate::resolutions::{self, Listed};
use crate::support::db::{Deed, Refusal};
use crate::support::web::{Form, Page, PageError, Site, Visitor};

#[derive(Template)]
#[template(path = "sessions/templates/list.html")]
struct List {
    page: Page,
    sessions: Vec<Session>,
    form: Form,
}

#[derive(Template)]
#[template(path = "sessions/templates/show.html")]
struct Show {
    page: Page,
    session: Session,
    agenda: Vec<AgendaItem>,
    resolutions: Vec<Listed>,
    seats: Vec<Seat>,
    heads: Vec<HeadOf>,
    agencies: Vec<Agency>,
    bottlenecks: Vec<Bottleneck>,
    corrections: Vec<Correction>,
    form: Form,
}

async fn list_page(site: &Site, visitor: &Visitor, form: Form) -> Result<Response, PageError> {
    let status = if form.refused.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    let html = List {
        page: Page::staff(site, visitor).await?,
        sessions: queries::sessions(site.db.read(), 0).await?,
        form,
    };
    Ok((status, Html(html.render()?)).into_response())
}

async fn page_of(site: &Site, visitor: &Visitor, id: i64, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let session = queries::session(read, id).await?.ok_or(PageError::NotFound)?;
    let status = if form.refused.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    let html = Show {
        page: Page::staff(site, visitor).await?,
        agenda: queries::agenda(read, id).await?,
        resolutions: resolutions::of_session(read, id).await?,
        seats: queries::seats(read, id).await?,
        heads: people::heads(read).await?,
        agencies: agencies::agencies(read).await?,
        bottlenecks: bottlenecks::confirmed(read).await?,
        corrections: queries::corrections(read, id).await?,
        session,
        form,
    };
    Ok((status, Html(html.render()?)).into_response())
}

pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageError> {
    list_page(&site, &visitor, Form::default()).await
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    page_of(&site, &visitor, id, Form::default()).await
}

pub(super) async fn call(
    State(site): State<Site>,
    visitor: Visitor,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let Some(day) = form.day("day") else {
        return list_page(&site, &visitor, form.refused("refusal-no-day")).await;
    };
    let deed = CallSession {
        day,
        hour: golugah_persian::latin_digits(form.value("hour")),
        place: form.value("place").to_owned(),
    };
    let actor = visitor.actor().ok_or(PageError::NotAllowed)?;
    match site.db.perform(actor, deed).await.map_err(PageError::from) {
        Ok(id) => {
            Ok(Redirect::to(&Page::new(&site, &visitor).link(&format!("/sessions/{id}"))).into_response())
        }
        Err(PageError::Refused(key)) => list_page(&site, &visitor, form.refused(key)).await,
        Err(error) => Err(error),
    }
}

/// Does a deed on a session's page and comes back to it; refused, the page keeps what was typed and says why.
async fn on_page<D: Deed>(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    form: Form,
    deed: D,
) -> Result<Response, PageError> {
    let actor = visitor.actor().ok_or(PageError::NotAllowed)?;
    after(
        site,
        visitor,
        id,
        form,
        site.db.perform(actor, deed).await.map(|_| ()),
    )
    .await
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
            Ok(Redirect::to(&Page::new(site, visitor).link(&format!("/sessions/{id}"))).into_response())
        }
        Err(PageError::Refused(key)) => page_of(site, visitor, id, form.refused(key)).await,
        Err(error) => Err(error),
    }
}

pub(super) async fn enter_item(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let agency = form.number("item_agency").filter(|agency| *agency > 0);
    let deed = EnterItem {
        session: id,
        title: form.value("title").to_owned(),
        kind: if agency.is_some() {
            ItemKind::Report
        } else {
            ItemKind::Entered
        },
        agency,
        resolution: None,
        bottleneck: None,
    };
    on_page(&site, &visitor, id, form, deed).await
}

async fn moved(
    site: &Site,
    visitor: &Visitor,
    session: i64,
    item: i64,
    up: bool,
) -> Result<Response, PageError> {
    on_page(
        site,
        visitor,
        session,
        Form::default(),
        MoveItem { session, item, up },
    )
    .await
}

pub(super) async fn move_up(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, item)): Path<(i64, i64)>,
) -> Result<Response, PageError> {
    moved(&site, &visitor, id, item, true).await
}

pub(super) async fn move_down(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, item)): Path<(i64, i64)>,
) -> Result<Response, PageError> {
    moved(&site, &visitor, id, item, false).await
}

pub(super) async fn take_resolution(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let Some(agency) = form.number("agency") else {
        return page_of(&site, &visitor, id, form.refused("refusal-owner-missing")).await;
    };
    let deed = TakeResolution {
        session: id,
        text: form.value("text").to_owned(),
        agency,
        working_days: form
            .number("working_days")
            .and_then(|days| u32::try_from(days).ok())
            .unwrap_or(0),
        proof: form.value("proof").to_owned(),
        bottleneck: form.number("bottleneck").filter(|bottleneck| *bottleneck > 0),
        calendar: site.settings.calendar.clone(),
    };
    on_page(&site, &visitor, id, form, deed).await
}

pub(super) async fn attendance(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let actor = visitor.actor().ok_or(PageError::NotAllowed)?;
    for seat in queries::seats(site.db.read(), id).await? {
        let delegate = form.value(&format!("delegate-{}", seat.agency_id)).to_owned();
        let attendance = match form.value(&format!("seat-{}", seat.agency_id)) {
            "present" => Attendance::Present,
            "absent" => Attendance::Absent,
            "delegate" => Attendance::Delegate(delegate),
            _ => continue,
        };
        let deed = RecordAttendance {
            session: id,
            agency: seat.agency_id,
            attendance,
        };
        if let Err(refusal) = site.db.perform(actor.clone(), deed).await {
            return after(&site, &visitor, id, form, Err(refusal)).await;
        }
    }
    after(&site, &visitor, id, form, Ok(())).await
}

pub(super) async fn close(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let deed = CloseSession {
        session: id,
        version: form.number("version").unwrap_or(0),
        minutes: form.value("minutes").to_owned(),
        done: form.numbers("done"),
    };
    match form.value("stand_in").trim().to_owned() {
        stand_in if stand_in.is_empty() => on_page(&site, &visitor, id, form, deed).await,
        stand_in => {
            let deed = CloseSessionForGovernor {
                close: deed,
                stand_in,
            };
            on_page(&site, &visitor, id, form, deed).await
        }
    }
}

pub(super) async fn publish(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    on_page(
        &site,
        &visitor,
        id,
        Form::default(),
        PublishSession { session: id },
    )
    .await
}

pub(super) async fn correct(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Fields(fields): Fields<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let form = Form::new(fields);
    let deed = CorrectSession {
        session: id,
        text: form.value("correction").to_owned(),
        reason: form.value("correction_reason").to_owned(),
    };
    on_page(&site, &visitor, id, form, deed).await
}
