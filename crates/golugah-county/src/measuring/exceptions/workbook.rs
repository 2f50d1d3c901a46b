//! The cases as a workbook: all, or those of one agency.

use std::collections::BTreeMap;

use axum::response::Response;
use golugah_findings::Support;
use golugah_report::measured;
use serde::Deserialize;
use serde_json::Value;

use super::list::month;
use super::queries::{self, Case, Exception};
use crate::agencies;
use crate::support::web::{Ask, Page, PageError, Query, Sheet, jalali};

/// Whose cases are wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    agency: String,
}

/// The headings, each with the width of its column in signs.
const HEADINGS: [(&str, f64); 16] = [
    ("exception-rule", 34.0),
    ("exception-month", 14.0),
    ("office-agency", 30.0),
    ("exception-office", 34.0),
    ("exception-subject", 24.0),
    ("workbook-day", 12.0),
    ("workbook-day-iso", 12.0),
    ("workbook-value", 10.0),
    ("workbook-threshold", 10.0),
    ("workbook-unit", 10.0),
    ("workbook-due", 12.0),
    ("workbook-due-iso", 12.0),
    ("workbook-file", 34.0),
    ("workbook-row", 8.0),
    ("column-state", 20.0),
    ("exception-answer", 50.0),
];

/// Which of them hold days.
const DAYS: &[usize] = &[6, 11];

pub(super) async fn all(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let lists = queries::of_all(ask.read()).await?;
    let agency = wanted.agency.parse().ok();
    let mut cases = queries::all_cases(ask.read(), agency).await?;
    // The newest list first, as on the page.
    cases.sort_by_key(|case| (std::cmp::Reverse(case.exception_id), case.id));
    let names: BTreeMap<i64, String> = agencies::agencies(ask.read())
        .await?
        .into_iter()
        .map(|one| (one.id, page.either(&one.name_fa, &one.name_en).to_owned()))
        .collect();
    let rows = cases.into_iter().filter_map(|case| {
        let list = lists.get(&case.exception_id)?;
        let agency = case.agency.and_then(|agency| names.get(&agency));
        Some(row(&page, list, agency, case))
    });
    let sheet = Sheet {
        title: page.say("site-exceptions"),
        headings: HEADINGS.map(|(key, width)| (page.say(key), width)).into(),
        rows: rows.collect(),
        days: DAYS,
    };
    sheet.file(page.language, "exceptions.xlsx")
}

fn row(page: &Page, list: &Exception, agency: Option<&String>, case: Case) -> Vec<Value> {
    let support = serde_json::from_str::<Support>(&case.content).ok();
    let finding = support.as_ref().and_then(|support| support.findings.first());
    let measured = finding.map(|finding| measured(finding, page.language));
    let source = finding.and_then(|finding| finding.sources.first());
    let day = case.day.unwrap_or_default();
    let due = measured.as_ref().and_then(|measured| measured.due.clone());
    let due = due.unwrap_or_default();
    vec![
        page.either(&list.title_fa, &list.title_en).into(),
        month(page, list).into(),
        agency.cloned().into(),
        case.office_name.into(),
        case.subject_id.into(),
        jalali(&day).into(),
        day.into(),
        measured.as_ref().map(|measured| measured.value).into(),
        measured.as_ref().map(|measured| measured.threshold).into(),
        measured.map(|measured| measured.unit).into(),
        jalali(&due).into(),
        due.into(),
        source.map(|source| source.file.clone()).into(),
        source.map(|source| source.line).into(),
        page.word("exception-case", case.state.word()).into(),
        case.answer.into(),
    ]
}
