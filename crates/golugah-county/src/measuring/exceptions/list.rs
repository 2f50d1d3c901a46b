//! The rules that were broken, month by month; for an agency its own by rule.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use golugah_report::counted;
use serde::Deserialize;

use super::model::month_title;
use super::queries::{self, Exception, Standing, Unanswered};
use crate::agencies::{self, Agency};
use crate::support::web::{Ask, Page, PageError, Pager, Query, Span, say};

/// A rule's month as a list shows it.
struct Row {
    exception: Exception,
    month: String,
    counted: String,
    /// How its cases stand: those of the agency whose lists are shown, else all.
    standing: Standing,
}

/// Lists under one heading.
struct Group {
    /// The rule; of all rules together nothing.
    title: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "exceptions/templates/list.html")]
struct List {
    page: Page,
    groups: Vec<Group>,
    pager: Pager,
    all: bool,
    counts: Unanswered,
    /// The agency whose lists are shown, with how many unanswered cases it has, and what is said of them.
    of: Option<(Agency, i64, String)>,
    /// Whether the visitor heads that agency.
    is_head: bool,
    /// What is said where the lists count more than the report.
    several_months: Option<String>,
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

/// Which part of which lists is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    /// Whether all is wanted, and not only what waits.
    #[serde(default)]
    all: bool,
    /// The agency whose unanswered cases are wanted.
    #[serde(default)]
    agency: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

pub(super) async fn list(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let span = Span::of(&wanted.after, &wanted.before);
    let page = ask.page().await?;
    let heads = ask.visitor.heads();
    let asked = wanted.agency.parse::<i64>().ok().filter(|_| !wanted.all);
    let agency = asked.or(heads.filter(|_| !wanted.all));
    let counts = queries::unanswered(ask.read()).await?;
    // What all agencies together have is said beside their lists alone.
    let several_months = match agency {
        Some(_) => None,
        None => several_months(&ask, &page).await?,
    };
    let mut of = None;
    let (part, own, also) = match agency {
        Some(id) => {
            let (lists, cases) = queries::counts_of_agency(ask.read(), id).await?;
            let all = agencies::agencies(ask.read()).await?;
            let (many, in_lists) = (page.number(&cases), page.number(&lists));
            let with = [("cases", many.as_str()), ("lists", in_lists.as_str())];
            let said = say(page.language, "exceptions-of-agency", &with);
            of = all
                .into_iter()
                .find(|one| one.id == id)
                .map(|one| (one, cases, said));
            let part = queries::listed_of_agency(ask.read(), id, &span).await?;
            let ids: Vec<i64> = part.rows.iter().map(|one| one.id).collect();
            let own = queries::own_in_lists(ask.read(), id, &ids).await?;
            (part, Some(own), format!("&agency={id}"))
        }
        None => {
            let part = queries::listed(ask.read(), wanted.all, &span).await?;
            let also = if wanted.all { "&all=true" } else { "" };
            (part, None, also.to_owned())
        }
    };
    let pager = part.pager(&also);
    let mut groups: Vec<Group> = Vec::new();
    for exception in part.rows {
        let title = match &own {
            Some(_) => page.either(&exception.title_fa, &exception.title_en).to_owned(),
            None => String::new(),
        };
        let (standing, seen) = match &own {
            Some(own) => {
                let standing = own.get(&exception.id).copied().unwrap_or_default();
                (standing, standing.all())
            }
            None => (Standing::of(&exception), exception.cases),
        };
        let row = Row {
            month: month(&page, &exception),
            counted: cases(&page, &exception, seen),
            standing,
            exception,
        };
        match groups.last_mut() {
            Some(last) if last.title == title => last.rows.push(row),
            _ => groups.push(Group {
                title,
                rows: vec![row],
            }),
        }
    }
    let html = List {
        is_head: of.as_ref().is_some_and(|(agency, ..)| heads == Some(agency.id)),
        of,
        pager,
        groups,
        all: wanted.all,
        counts,
        several_months,
        page,
    };
    Ok(Html(html.render()?).into_response())
}

/// A subject that broke a rule in several months stands in each of them, and in the report once: where that makes a difference, both
/// numbers are said.
async fn several_months(ask: &Ask, page: &Page) -> Result<Option<String>, PageError> {
    let in_report = crate::imports::measured_last(ask.read()).await?;
    let Some(in_report) = in_report.and_then(|last| last.exceptions) else {
        return Ok(None);
    };
    let in_lists = queries::in_all_lists(ask.read()).await?;
    let (lists, report) = (page.number(&in_lists), page.number(&in_report));
    let with = [("lists", lists.as_str()), ("report", report.as_str())];
    let said = || say(page.language, "exceptions-several-months", &with);
    Ok((in_lists > in_report).then(said))
}
