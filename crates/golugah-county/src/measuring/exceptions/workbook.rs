//! All cases as a workbook.

use axum::response::Response;
use golugah_findings::Support;
use golugah_report::told;

use super::list::month;
use super::queries;
use crate::support::web::{Ask, PageError, Sheet, jalali};

pub(super) async fn all(ask: Ask) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let lists = queries::of_all(ask.read()).await?;
    let mut cases = queries::all_cases(ask.read()).await?;
    // The newest list first, as on the page.
    cases.sort_by_key(|case| (std::cmp::Reverse(case.exception_id), case.id));
    let rows = cases.into_iter().filter_map(|case| {
        let list = lists.get(&case.exception_id)?;
        let support = serde_json::from_str::<Support>(&case.content).ok();
        let compared = support.and_then(|support| {
            let called = |id: &str| support.names.get(id).cloned();
            let finding = support.findings.first()?;
            Some(told(finding, Some(&called), page.language).compared)
        });
        let day = case.day.unwrap_or_default();
        Some(vec![
            page.either(&list.title_fa, &list.title_en).into(),
            month(&page, list).into(),
            case.office_name.into(),
            case.subject_id.into(),
            jalali(&day).into(),
            day.into(),
            compared.into(),
            page.word("exception-case", case.state.word()).into(),
            case.answer.into(),
        ])
    });
    let headings = [
        ("exception-rule", 34.0),
        ("exception-month", 14.0),
        ("exception-office", 34.0),
        ("exception-subject", 24.0),
        ("workbook-day", 12.0),
        ("workbook-day-iso", 12.0),
        ("findings-compared", 34.0),
        ("column-state", 20.0),
        ("exception-answer", 50.0),
    ];
    let sheet = Sheet {
        headings: headings.map(|(key, width)| (page.say(key), width)).into(),
        rows: rows.collect(),
    };
    sheet.file(page.language, "exceptions.xlsx")
}
