//! Imports: data files that people hand in, how far the worker is with them, and what came of them.
//!
//! The site only keeps a file, under its hash. Reading and measuring it is the work of another process, which takes the
//! files in order and tells how far it is.

pub mod actions;
mod came_again;
mod choices;
mod columns;
mod headings;
mod live;
mod model;
mod noted;
mod offer;
mod pages;
mod queries;
mod read_as;
mod said;
mod since;
mod waits;
mod workbook;

pub use model::{ImportState, Phase, ResultKind};

pub use queries::{
    Import, begin, ended, held, held_no_more, is_named, last_naming, map_of, map_of_form, next_waiting,
    next_waiting_after, results_of, tell, tried, tries,
};

pub(crate) use actions::measure_again;
pub(crate) use queries::measured_last;
pub(crate) use since::{last_naming as named_last, told as told_since};

pub(crate) use offer::Offer;

use sea_orm::DbErr;

use crate::support::web::{Page, Role, Routes, Who};
use golugah_desk::Read;

/// Who hands in data.
const HANDS_IN: Who = Who::Only(&[Role::Inspector, Role::Secretary, Role::Administrator]);

/// Who reads the report of a measurement: the secretary as it is written without the names of persons of whose work no inspector
/// has said anything.
const READS: Who = Who::Only(&[Role::Governor, Role::Inspector, Role::Secretary]);

/// What of it the visitor reads; `None` for whoever reads none.
fn report_for(page: &Page) -> Option<ResultKind> {
    if page.has_role(Role::Governor.word()) || page.has_role(Role::Inspector.word()) {
        return Some(ResultKind::Report);
    }
    page.has_role(Role::Secretary.word())
        .then_some(ResultKind::ReportUnnamed)
}

/// The file after which was measured last, where the visitor may read the report on it.
pub(crate) async fn last_report(read: Read<'_>, page: &Page) -> Result<Option<Import>, DbErr> {
    let Some(kind) = report_for(page) else {
        return Ok(None);
    };
    let Some(last) = measured_last(read).await? else {
        return Ok(None);
    };
    let written = queries::result(read, last.id, kind, page.language.tag()).await?;
    Ok(written.map(|_| last))
}

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/imports", Who::Staff, pages::list)
        .upload("/imports", HANDS_IN, pages::hand_in)
        .page("/imports/{id}", Who::Staff, pages::show)
        .page("/imports/{id}/report", READS, pages::report)
        .page("/imports/{id}/rejects", HANDS_IN, pages::rejects)
        .page("/imports/{id}/left.xlsx", HANDS_IN, workbook::left)
        .page("/imports/empty/{*name}", Who::Staff, pages::template)
        // It shows the first rows of a table, with the names in them.
        .page("/imports/{id}/columns", HANDS_IN, columns::page)
        .deed("/imports/{id}/columns", HANDS_IN, columns::say)
        .deed("/imports/{id}/headings", HANDS_IN, headings::say)
        .deed("/imports/{id}/again", HANDS_IN, pages::read_again)
}
