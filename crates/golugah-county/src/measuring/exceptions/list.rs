//! The rules that were broken, month by month.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use golugah_report::counted;

use super::model::month_title;
use super::queries::{self, Exception, Unanswered};
use crate::support::web::{Ask, Page, PageError, Pager, Part, Query};

/// A rule's month as a list shows it.
struct Row {
    exception: Exception,
    month: String,
    counted: String,
}

#[derive(Template)]
#[template(path = "exceptions/templates/list.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    pager: Pager,
    all: bool,
    counts: Unanswered,
}

/// The month as people call it, or that there is no day.
pub(super) fn month(page: &Page, exception: &Exception) -> String {
    month_title(&exception.month, page.language).unwrap_or_else(|| page.say("exception-no-month"))
}

/// "28 tenders".
pub(super) fn cases(page: &Page, exception: &Exception, count: i64) -> String {
    counted(
        &exception.subject_kind,
        u64::try_from(count).unwrap_or(0),
        page.language,
    )
}

pub(super) async fn list(ask: Ask, Query(wanted): Query<Part>) -> Result<Response, PageError> {
    let span = wanted.span();
    let part = queries::listed(ask.read(), wanted.all, &span).await?;
    let counts = queries::unanswered(ask.read()).await?;
    let page = ask.page().await?;
    let html = List {
        pager: part.pager(wanted.also()),
        rows: part
            .rows
            .into_iter()
            .map(|exception| Row {
                month: month(&page, &exception),
                counted: cases(&page, &exception, exception.cases),
                exception,
            })
            .collect(),
        all: wanted.all,
        counts,
        page,
    };
    Ok(Html(html.render()?).into_response())
}
