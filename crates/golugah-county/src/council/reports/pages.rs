use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::actions::{GiveReport, SetRota};
use super::queries::{self, Listed, Report};
use super::{Figures, ReportState, Turn, rota, round};
use crate::resolutions::{self, measure_lateness};
use crate::sessions::{self, Session, SessionState};
use crate::support::web::{Form, Page, PageError, Pager, Query, ROWS, Site, Span, Visitor};

/// Which page of the list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

/// An agency of the rota, and how it stands.
struct Row {
    turn: Turn,
    /// Whether a whole round went by without its report.
    behind: bool,
}

#[derive(Template)]
#[template(path = "reports/templates/list.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    each: i64,
    round: i64,
    given: Vec<Listed>,
    pager: Pager,
    /// The report that the visitor's own agency owes.
    own: Option<Listed>,
    next: Option<Session>,
    form: Form,
}

#[derive(Template)]
#[template(path = "reports/templates/show.html")]
struct Show {
    page: Page,
    row: Listed,
    report: Report,
    /// As they were when it was given; before, as they are.
    figures: Figures,
    writer: Option<String>,
    open: Vec<resolutions::Listed>,
    /// Where all that are open are listed, where these are not all.
    more: Option<String>,
    may_write: bool,
    text: String,
    form: Form,
}

async fn list_page(site: &Site, visitor: &Visitor, span: &Span, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let turns = rota::turns(site, &visitor.versions).await?;
    let given = queries::given(read, span).await?;
    let each = queries::each(read).await?;
    let round = round(i64::try_from(turns.len()).unwrap_or(0), each);
    let own = match visitor.heads() {
        Some(agency) => queries::due_from(read, agency).await?,
        None => None,
    };
    let own = match own {
        Some(report) => queries::listed_one(read, report.id).await?,
        None => None,
    };
    let code = form.status();
    let html = List {
        page: Page::staff(site, visitor).await?,
        rows: turns
            .iter()
            .take(ROWS)
            .map(|turn| Row {
                behind: turn.since >= round,
                turn: turn.clone(),
            })
            .collect(),
        each,
        round,
        pager: given.pager(""),
        given: given.rows,
        own,
        next: sessions::next_session(read).await?,
        form,
    };
    Ok((code, Html(html.render()?)).into_response())
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    list_page(
        &site,
        &visitor,
        &Span::of(&wanted.after, &wanted.before),
        Form::default(),
    )
    .await
}

pub(super) async fn set_rota(
    State(site): State<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, PageError> {
    let deed = SetRota {
        each: form.number("each").unwrap_or(0),
    };
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    match site.db.perform(doer, deed).await.map_err(PageError::from) {
        Ok(()) => Ok(Redirect::to(&Page::new(&site, &visitor).link("/reports")).into_response()),
        Err(PageError::Refused(key)) => list_page(&site, &visitor, &Span::default(), form.refused(key)).await,
        Err(error) => Err(error),
    }
}

/// What the head finds written: the figures as sentences, and a line for each late resolution to say why.
fn draft(page: &Page, figures: &Figures, open: &[resolutions::Listed]) -> String {
    let mut lines = Vec::new();
    if figures.since.is_empty() {
        lines.push(page.say_of("draft-kept", "count", page.number(&figures.kept)));
    } else {
        let since = page.say_of("draft-since", "day", page.date(&figures.since));
        let kept = page.say_of("draft-kept-since", "count", page.number(&figures.kept_since));
        lines.push(format!("{since} {kept}"));
    }
    for (count, key) in [(figures.open, "draft-open"), (figures.late, "draft-late")] {
        if count > 0 {
            lines.push(page.say_of(key, "count", page.number(&count)));
        }
    }
    for row in open.iter().filter(|row| row.is_late) {
        let number = format!(
            "{}/{}",
            page.number(&row.session_number),
            page.number(&row.number)
        );
        let late = resolutions::lateness(page, row);
        let why = page.say("draft-why");
        lines.push(format!("– {number} {} ({late}). {why} ", row.text));
    }
    for other in figures.others.iter().filter(|other| other.count > 0) {
        let key = format!("draft-{}", other.word);
        lines.push(page.say_of(&key, "count", page.number(&other.count)));
    }
    lines.push(page.say("draft-needs"));
    lines.join("\n")
}

async fn page_of(site: &Site, visitor: &Visitor, id: i64, form: Form) -> Result<Response, PageError> {
    let read = site.db.read();
    let page = Page::staff(site, visitor).await?;
    let report = queries::report(read, id).await?.ok_or(PageError::NotFound)?;
    let row = queries::listed_one(read, id).await?.ok_or(PageError::NotFound)?;
    let session = sessions::session(read, report.session_id)
        .await?
        .ok_or(PageError::NotFound)?;
    let open = resolutions::listed(read, Some(report.agency_id), false, &Span::default()).await?;
    let more = open.goes_on().then(|| resolutions::open_of(report.agency_id));
    let mut open = open.rows;
    let now = site.db.clock().now();
    measure_lateness(
        crate::calendar::of(site, &page.versions).await?.as_ref(),
        now,
        &mut open,
    );
    let figures = match serde_json::from_str(&report.figures) {
        Ok(figures) => figures,
        Err(_) => queries::figures(read, &report, now).await?,
    };
    let writer = match report.person_id {
        Some(person) => queries::writer(read, person).await?.map(|writer| writer.name),
        None => None,
    };
    let takes = [ReportState::Booked.word(), ReportState::Given.word()];
    let may_write = visitor.heads() == Some(report.agency_id)
        && session.state == SessionState::Called.word()
        && takes.contains(&report.state.as_str());
    let text = match (form.refused, report.text.is_empty()) {
        (Some(_), _) => form.value("text").to_owned(),
        (None, false) => report.text.clone(),
        (None, true) => draft(&page, &figures, &open),
    };
    let code = form.status();
    let html = Show {
        page,
        row,
        report,
        figures,
        writer,
        open,
        more,
        may_write,
        text,
        form,
    };
    Ok((code, Html(html.render()?)).into_response())
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    page_of(&site, &visitor, id, Form::default()).await
}

pub(super) async fn give(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let version = match form.version() {
        Ok(version) => version,
        Err(key) => return page_of(&site, &visitor, id, form.refused(key)).await,
    };
    let deed = GiveReport {
        report: id,
        seen: Some(version),
        text: form.value("text").to_owned(),
    };
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    match site.db.perform(doer, deed).await.map_err(PageError::from) {
        Ok(()) => {
            Ok(Redirect::to(&Page::new(&site, &visitor).link(&format!("/reports/{id}"))).into_response())
        }
        Err(PageError::Refused(key)) => page_of(&site, &visitor, id, form.refused(key)).await,
        Err(error) => Err(error),
    }
}
