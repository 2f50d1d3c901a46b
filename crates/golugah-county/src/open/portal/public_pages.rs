use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::Part;
use super::kept::Kept;
use super::queries::{self, Clearing, Correction, Dated, Numbers, PAGE, Resolution, Session};
use crate::support::web::{Packed, Page, PageError, Site, Visitor, say};

/// How many of each list the first page shows.
const NEWEST: i64 = 4;

/// The last page that can be asked for; no list is as long.
const LAST_PAGE: i64 = 100_000;

#[derive(Template)]
#[template(path = "portal/templates/front.html")]
struct Front {
    page: Page,
    today: String,
    next: Option<Dated>,
    numbers: Numbers,
    places: Places,
    sessions: Vec<Session>,
    clearings: Vec<Cleared>,
}

#[derive(Template)]
#[template(path = "portal/templates/sessions.html")]
struct Sessions {
    page: Page,
    pager: Pager,
    sessions: Vec<Session>,
}

#[derive(Template)]
#[template(path = "portal/templates/session.html")]
struct OneSession {
    page: Page,
    today: String,
    session: Session,
    resolutions: Vec<Resolution>,
    corrections: Vec<Correction>,
}

#[derive(Template)]
#[template(path = "portal/templates/resolutions.html")]
struct Resolutions {
    page: Page,
    today: String,
    pager: Pager,
    part: Part,
    numbers: Numbers,
    resolutions: Vec<Resolution>,
}

#[derive(Template)]
#[template(path = "portal/templates/bottlenecks.html")]
struct Bottlenecks {
    page: Page,
    today: String,
    pager: Pager,
    places: Places,
    clearings: Vec<Cleared>,
}

/// How many bottlenecks stand where.
#[derive(Clone, Debug, Default)]
struct Places {
    found: i64,
    waiting: i64,
    under_remedy: i64,
    cleared: i64,
    reopened: i64,
    dismissed: i64,
}

impl Places {
    /// What is shown in large figures: the end of a string's key, and how many.
    fn parts(&self) -> [(&'static str, i64); 4] {
        [
            ("found", self.found),
            ("under-remedy", self.under_remedy),
            ("cleared", self.cleared),
            ("reopened", self.reopened),
        ]
    }
}

/// A clearing with its two rates as people read them.
struct Cleared {
    row: Clearing,
    before: Rate,
    after: Rate,
}

struct Rate {
    text: String,
    /// The length of its bar.
    width: String,
}

impl Rate {
    fn of(raised: i64, computable: i64, page: &Page) -> Self {
        // Nothing seen has no rate; a measurement that clears has always seen something.
        let rate = raised as f64 / computable.max(1) as f64;
        Self {
            text: golugah_persian::percent(rate, page.language),
            width: format!("{:.2}%", (rate * 100.0).clamp(0.0, 100.0)),
        }
    }
}

/// Which page of a list is shown, and which can follow.
struct Pager {
    number: i64,
    more: bool,
    /// What else an address of this list says.
    also: String,
}

impl Pager {
    /// One row more than a page holds was asked for: if it came, another page follows.
    fn cut<T>(number: i64, rows: &mut Vec<T>, also: String) -> Self {
        let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = rows.len() > page;
        rows.truncate(page);
        Self { number, more, also }
    }
}

/// What an address can say besides its path.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: i64,
    part: String,
}

impl Asked {
    fn page(&self) -> i64 {
        self.page.clamp(0, LAST_PAGE)
    }
}

async fn places(site: &Site) -> Result<Places, PageError> {
    let mut places = Places::default();
    for row in queries::bottleneck_counts(site.db.public()).await? {
        places.found += row.places;
        match row.state.as_str() {
            "owned" | "waiting" => places.under_remedy += row.places,
            "cleared" => places.cleared += row.places,
            "reopened" => places.reopened += row.places,
            "dismissed" => places.dismissed += row.places,
            _ => places.waiting += row.places,
        }
    }
    Ok(places)
}

async fn cleared(site: &Site, page: &Page, most: i64, after: i64) -> Result<Vec<Cleared>, PageError> {
    let rows = queries::clearings(site.db.public(), most, after).await?;
    let with_rates = |row: Clearing| Cleared {
        before: Rate::of(row.raised, row.computable, page),
        after: Rate::of(row.raised_after, row.computable_after, page),
        row,
    };
    Ok(rows.into_iter().map(with_rates).collect())
}

/// How a resolution stands today: the end of a string's key. Who has reported in time is not late because the proof has not
/// been looked at.
fn standing(row: &Resolution, today: &str) -> &'static str {
    match row.state.as_str() {
        "closed" if row.reported_on.as_ref().or(row.closed_on.as_ref()) <= Some(&row.due) => "kept",
        "closed" => "kept-late",
        "reported" => "reported",
        _ if row.due.as_str() < today => "late",
        _ => "open",
    }
}

fn status_class(standing: &str) -> &'static str {
    match standing {
        "kept" | "kept-late" => "done",
        "reported" => "waits",
        "late" => "late",
        _ => "open",
    }
}

/// How many of those that were done or are late were done in time, in a sentence.
fn kept_on_time(page: &Page, numbers: &Numbers) -> String {
    let due = numbers.kept + numbers.late;
    let (on_time, all) = (page.number(&numbers.on_time), page.number(&due));
    let share = golugah_persian::percent(numbers.on_time as f64 / due.max(1) as f64, page.language);
    let places = [
        ("kept", on_time.as_str()),
        ("due", all.as_str()),
        ("share", share.as_str()),
    ];
    say(page.language, "portal-kept-on-time", &places)
}

/// A resolution by its numbers.
fn numbered(page: &Page, row: &Resolution) -> String {
    let (session, number) = (page.number(&row.session_number), page.number(&row.number));
    let places = [("session", session.as_str()), ("number", number.as_str())];
    say(page.language, "portal-resolution-number", &places)
}

/// The page as everybody gets it who is not signed in, kept under its address; whoever is gets one with their own heading.
/// Only the first page of a list is kept: what a visitor can make up at will has no place on the shelf.
async fn page_of<F>(
    kept: &Kept,
    site: &Site,
    visitor: &Visitor,
    headers: &HeaderMap,
    (number, part): (i64, &str),
    html: impl FnOnce() -> F,
) -> Result<Response, PageError>
where
    F: Future<Output = Result<String, PageError>>,
{
    if visitor.person.is_some() || number > 0 {
        return Ok(Html(html().await?).into_response());
    }
    let name = format!("{} {} {part}", visitor.language.tag(), visitor.path);
    let make = async || Ok(Packed::page(html().await?));
    Ok(kept.answer(site, visitor, &name, make).await?.to(headers))
}

/// The first page: the numbers, what comes next and what is new.
pub(super) async fn front(
    kept: Kept,
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let html = async || {
        let read = site.db.public();
        let page = Page::new(&site, &visitor);
        let today = site.db.clock().now().day();
        let front = Front {
            next: queries::next(read).await?,
            numbers: queries::numbers(read, &today).await?,
            places: places(&site).await?,
            sessions: queries::sessions(read, NEWEST, 0).await?,
            clearings: cleared(&site, &page, NEWEST, 0).await?,
            today,
            page,
        };
        Ok(front.render()?)
    };
    page_of(&kept, &site, &visitor, &headers, (0, ""), html).await
}

pub(super) async fn sessions(
    kept: Kept,
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let number = asked.page();
    let html = async || {
        let mut sessions = queries::sessions(site.db.public(), PAGE + 1, number * PAGE).await?;
        let html = Sessions {
            page: Page::new(&site, &visitor),
            pager: Pager::cut(number, &mut sessions, String::new()),
            sessions,
        };
        Ok(html.render()?)
    };
    page_of(&kept, &site, &visitor, &headers, (number, ""), html).await
}

pub(super) async fn session(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<i64>,
) -> Result<Response, PageError> {
    let read = site.db.public();
    let session = queries::session(read, number).await?.ok_or(PageError::NotFound)?;
    let html = OneSession {
        page: Page::new(&site, &visitor),
        today: site.db.clock().now().day(),
        resolutions: queries::of_sessions(read, (number, number)).await?,
        corrections: queries::corrections(read, number).await?,
        session,
    };
    Ok(Html(html.render()?).into_response())
}

pub(super) async fn resolutions(
    kept: Kept,
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let part = Part::of_word(&asked.part);
    let number = asked.page();
    let html = async || {
        let read = site.db.public();
        let today = site.db.clock().now().day();
        let mut resolutions = queries::resolutions(read, part, &today, (PAGE + 1, number * PAGE)).await?;
        let html = Resolutions {
            page: Page::new(&site, &visitor),
            pager: Pager::cut(number, &mut resolutions, format!("&part={}", part.word())),
            part,
            numbers: queries::numbers(read, &today).await?,
            resolutions,
            today,
        };
        Ok(html.render()?)
    };
    page_of(&kept, &site, &visitor, &headers, (number, part.word()), html).await
}

pub(super) async fn bottlenecks(
    kept: Kept,
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let number = asked.page();
    let html = async || {
        let page = Page::new(&site, &visitor);
        let mut clearings = cleared(&site, &page, PAGE + 1, number * PAGE).await?;
        let html = Bottlenecks {
            pager: Pager::cut(number, &mut clearings, String::new()),
            places: places(&site).await?,
            today: site.db.clock().now().day(),
            clearings,
            page,
        };
        Ok(html.render()?)
    };
    page_of(&kept, &site, &visitor, &headers, (number, ""), html).await
}
