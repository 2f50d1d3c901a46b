use askama::Template;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse, Response};
use golugah_ledger::{Checkpoint, Verifier};
use serde::Deserialize;

use super::queries::{self, ON_A_PAGE};
use super::{staff_pages, words};
use crate::support::web::{Page, PageError, Query, Site, Visitor};
use golugah_desk::log::{LogEntry, shapes_as_json};
use golugah_desk::store::Store;

/// Where those who are signed in can read more of a case.
const PAGES: &[(&str, &str)] = &[
    ("session", "/sessions"),
    ("resolution", "/resolutions"),
    ("bottleneck", "/bottlenecks"),
    ("import", "/imports"),
    ("report", "/reports"),
    ("agency", "/agencies"),
];

/// Which page is wanted: the newest entries, or a page by its number. Pages are counted from the beginning, so that a link
/// leads to the same entries for ever, and only those are linked that are full.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    page: Option<u64>,
}

/// A time for people: the day, `YYYY-MM-DD`, and the hour, `HH:MM`.
struct When {
    day: String,
    hour: String,
}

/// What the last checkpoint says.
struct Vouched {
    size: i64,
    code: String,
    root: String,
    until: Option<When>,
}

/// One deed of the list.
struct Row {
    seq: i64,
    deed: Option<String>,
    role: String,
    case: Option<(String, i64)>,
    link: Option<String>,
    when: Option<When>,
}

#[derive(Template)]
#[template(path = "log/templates/show.html")]
struct Show {
    page: Page,
    size: i64,
    vouched: Option<Vouched>,
    rows: Vec<Row>,
    /// What the address of the newer entries says; nothing for the newest.
    newer: Option<String>,
    older: Option<u64>,
    /// Whether the worker has measured these deeds, and whoever asks may see it.
    measured: bool,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let read = site.db.public();
    let page = if visitor.person.is_some() {
        Page::staff(&site, &visitor).await?
    } else {
        Page::new(&site, &visitor)
    };
    let size = queries::size(read).await?;
    let full = size / ON_A_PAGE;
    let number = wanted.page.filter(|page| (1..=full).contains(page));
    let rows = queries::newest(read, number.map_or(size, |page| page * ON_A_PAGE)).await?;
    let vouched = match last_checkpoint(&site.store).await? {
        Some(checkpoint) => {
            let last = match checkpoint.size.checked_sub(1) {
                Some(last) => queries::entry(read, last).await?,
                None => None,
            };
            Some(Vouched {
                size: whole(checkpoint.size),
                code: checkpoint.root.short_code(),
                root: checkpoint.root.to_base64(),
                until: last.as_ref().and_then(when),
            })
        }
        None => None,
    };
    let measured = page.visitor.is_some() && staff_pages::is_measured(&site, page.language.tag()).await?;
    let html = Show {
        rows: rows
            .into_iter()
            .map(|(seq, entry)| row(&page, seq, entry))
            .collect(),
        page,
        size: whole(size),
        vouched,
        newer: number.map(|page| match page + 1 {
            next if next <= full => format!("?page={next}"),
            _ => String::new(),
        }),
        older: match number {
            Some(page) => page.checked_sub(1).filter(|page| *page > 0),
            // The page of the entry before the first that is shown; some on it are shown here, too.
            None => (size > ON_A_PAGE).then(|| (size - ON_A_PAGE).div_ceil(ON_A_PAGE)),
        },
        measured,
    };
    Ok(Html(html.render()?).into_response())
}

/// Which columns of which table an entry commits to.
pub(super) async fn shapes(State(site): State<Site>) -> Result<Response, PageError> {
    let text = shapes_as_json(site.db.public()).await?;
    Ok(([(CONTENT_TYPE, "application/json")], text).into_response())
}

/// The checkpoint published last, if the key beside it has signed it.
async fn last_checkpoint(store: &Store) -> Result<Option<Checkpoint>, PageError> {
    let folder = store.log();
    let mut texts = Vec::new();
    for name in ["vkey", "checkpoint"] {
        let read = Store::read(&folder.join(name)).await;
        let Some(bytes) = read.map_err(|error| PageError::Broken(error.to_string()))? else {
            return Ok(None);
        };
        texts.push(String::from_utf8(bytes).unwrap_or_default());
    }
    let [key, note] = texts.as_slice() else {
        return Ok(None);
    };
    let key = Verifier::parse(key).map_err(|error| PageError::Broken(error.to_string()))?;
    // What is not signed is not shown as a checkpoint.
    Ok(golugah_ledger::open(note, &key).ok())
}

fn row(page: &Page, seq: u64, entry: Option<LogEntry>) -> Row {
    let Some(entry) = entry else {
        return Row {
            seq: whole(seq),
            deed: None,
            role: String::new(),
            case: None,
            link: None,
            when: None,
        };
    };
    let case = entry.procedure_and_record();
    let link = case.and_then(|(procedure, record)| {
        let (_, path) = PAGES.iter().find(|(known, _)| *known == procedure)?;
        page.visitor.as_ref()?;
        Some(format!("{}/{record}", page.link(path)))
    });
    Row {
        seq: whole(entry.seq),
        deed: Some(words::deed(page.language, &entry.deed)),
        role: words::role(page.language, &entry.role),
        case: case.map(|(procedure, record)| (words::case(page.language, procedure), record)),
        link,
        when: when(&entry),
    }
}

fn when(entry: &LogEntry) -> Option<When> {
    let moment = entry.moment()?;
    let (hour, minute) = moment.hour_and_minute();
    Some(When {
        day: moment.day(),
        hour: format!("{hour:02}:{minute:02}"),
    })
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
