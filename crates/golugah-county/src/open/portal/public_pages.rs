use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::Part;
use super::changes::{self, CalledOff, Moved};
use super::queries::{self, Clearing, Correction, Dated, Numbers, Resolution, Session, Wanted};
use super::tables;
use crate::support::web::{Kept, Packed, Page, PageError, Pager, Query, Site, Span, Visitor, key, say};

/// How many of each list the first page shows.
const NEWEST: i64 = 4;

#[derive(Template)]
#[template(path = "portal/templates/front.html")]
struct Front {
    page: Page,
    today: String,
    next: Option<Dated>,
    /// How the next one was moved, and what was called off.
    moves: Vec<Moved>,
    called_off: Vec<CalledOff>,
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
    now: String,
    session: Session,
    moves: Vec<Moved>,
    resolutions: Vec<Resolution>,
    corrections: Vec<Correction>,
}

#[derive(Template)]
#[template(path = "portal/templates/resolutions.html")]
struct Resolutions {
    page: Page,
    today: String,
    now: String,
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
    /// What is said where the last measurement named more than are entered.
    not_all: Option<String>,
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

/// What an address can say besides its path.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    after: String,
    before: String,
    part: String,
}

impl Asked {
    fn span(&self) -> Span {
        Span::of(&self.after, &self.before)
    }
}

async fn places(site: &Site, page: &Page) -> Result<Places, PageError> {
    let named = queries::named_last(site.db.public()).await?;
    let mut places = Places {
        not_all: crate::not_all_entered(page, named),
        ..Places::default()
    };
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

async fn cleared(site: &Site, page: &Page, wanted: Wanted<'_>) -> Result<Vec<Cleared>, PageError> {
    let rows = queries::clearings(site.db.public(), wanted).await?;
    let with_rates = |row: Clearing| Cleared {
        before: Rate::of(row.raised, row.computable, page),
        after: Rate::of(row.raised_after, row.computable_after, page),
        row,
    };
    Ok(rows.into_iter().map(with_rates).collect())
}

/// How a resolution stands now: the end of a string's key. Who has reported in time is not late because the proof has not
/// been looked at, and who reported late stays late.
fn standing(row: &Resolution, now: &str) -> &'static str {
    let in_time = crate::terms::is_in_time(&row.due_at, row.stood_at.as_deref(), now);
    match (row.state.as_str(), in_time) {
        ("closed", true) => "kept",
        ("closed", false) => "kept-late",
        ("reported", true) => "reported",
        ("reported", false) => "reported-late",
        (_, false) => "late",
        (_, true) => "open",
    }
}

/// How the proof of a resolution came, where the secretariat entered it: «as received by letter no. …».
fn came(page: &Page, row: &Resolution) -> Option<String> {
    let key = match row.reply_how.as_deref()? {
        "letter" => "reply-came-letter",
        "phone" => "reply-came-phone",
        _ => "reply-came-in-person",
    };
    let letter = page.digits(row.reply_letter.as_deref().unwrap_or_default());
    let day = page.date(row.reply_on.as_deref().unwrap_or_default());
    let came = say(page.language, key, &[("letter", letter.as_str()), ("day", &day)]);
    Some(page.say_of("reply-as-received", "came", came))
}

fn status_class(standing: &str) -> &'static str {
    match standing {
        "kept" | "kept-late" => "done",
        "reported" => "waits",
        "late" | "reported-late" => "late",
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
    (is_first, part, tables): (bool, &str, &[&str]),
    html: impl FnOnce() -> F,
) -> Result<Response, PageError>
where
    F: Future<Output = Result<String, PageError>>,
{
    if visitor.person.is_some() || !is_first {
        return Ok(Html(html().await?).into_response());
    }
    let name = format!("{} {} {part}", visitor.language.tag(), visitor.path);
    let make = async || Ok(Packed::page(html().await?));
    Ok(kept
        .answer(site, visitor, (&name, tables), make)
        .await?
        .to(headers))
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
        let now = site.db.clock().now();
        let today = now.day();
        let next = queries::next(read, &today).await?;
        let front = Front {
            moves: match &next {
                Some(next) => changes::moves_of(read, next.number).await?,
                None => Vec::new(),
            },
            called_off: changes::called_off(read, &today).await?,
            next,
            numbers: queries::numbers(read, now).await?,
            places: places(&site, &page).await?,
            sessions: queries::sessions(read, Wanted::First(NEWEST)).await?,
            clearings: cleared(&site, &page, Wanted::First(NEWEST)).await?,
            today,
            page,
        };
        Ok(front.render()?)
    };
    page_of(&kept, &site, &visitor, &headers, (true, "", tables::ALL), html).await
}

pub(super) async fn sessions(
    kept: Kept,
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let span = asked.span();
    let html = async || {
        let sessions = queries::sessions(site.db.public(), Wanted::Page(&span)).await?;
        let sessions = span.paged(sessions, |row| key(&[&row.number]));
        let html = Sessions {
            page: Page::new(&site, &visitor),
            pager: sessions.pager(""),
            sessions: sessions.rows,
        };
        Ok(html.render()?)
    };
    let kept_as = (span.is_first(), "", tables::SESSIONS);
    page_of(&kept, &site, &visitor, &headers, kept_as, html).await
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
        now: site.db.clock().now().text(),
        resolutions: queries::of_sessions(read, (number, number)).await?,
        corrections: queries::corrections(read, number).await?,
        moves: changes::moves_of(read, number).await?,
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
    let span = asked.span();
    let html = async || {
        let read = site.db.public();
        let now = site.db.clock().now();
        let resolutions = queries::resolutions(read, part, now, Wanted::Page(&span)).await?;
        let resolutions = span.paged(resolutions, |row| key(&[&row.session_number, &row.number]));
        let html = Resolutions {
            page: Page::new(&site, &visitor),
            pager: resolutions.pager(&format!("&part={}", part.word())),
            part,
            numbers: queries::numbers(read, now).await?,
            resolutions: resolutions.rows,
            today: now.day(),
            now: now.text(),
        };
        Ok(html.render()?)
    };
    let kept_as = (span.is_first(), part.word(), tables::RESOLUTIONS);
    page_of(&kept, &site, &visitor, &headers, kept_as, html).await
}

pub(super) async fn bottlenecks(
    kept: Kept,
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let span = asked.span();
    let html = async || {
        let page = Page::new(&site, &visitor);
        let clearings = cleared(&site, &page, Wanted::Page(&span)).await?;
        let clearings = span.paged(clearings, |one| key(&[&one.row.cleared_on, &one.row.id]));
        let html = Bottlenecks {
            pager: clearings.pager(""),
            places: places(&site, &page).await?,
            today: site.db.clock().now().day(),
            clearings: clearings.rows,
            page,
        };
        Ok(html.render()?)
    };
    let kept_as = (span.is_first(), "", tables::BOTTLENECKS);
    page_of(&kept, &site, &visitor, &headers, kept_as, html).await
}
