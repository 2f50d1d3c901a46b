//! Resolutions: what the council decided, who owes it by when, and what will count as proof.
//!
//! The owner reports with evidence; only the secretary accepts it, never whoever gave it. A resolution that is late
//! goes on the next agenda by itself.

pub mod actions;
mod agenda;
mod delivery;
mod due;
mod evidence_pages;
mod figures;
mod model;
mod offer;
mod pages;
mod queries;
pub mod replies;
mod reply_pages;
mod waits;

pub use figures::{AgencyFigures, Fates, agency_figures, fates, fates_for};
pub use model::ResolutionState;
pub use queries::{Listed, Resolution, Taken, count_late, late, of_session, resolution, taken_at};

pub(crate) use due::Explainer;
pub(crate) use offer::Offer;
pub(crate) use queries::{every_open, listed};
pub(crate) use replies::{LastReply, last_replies};
pub(crate) use reply_pages::came;

use golugah_desk::clock::Moment;
use golugah_persian::WorkingCalendar;

use crate::support::web::{Page, Role, Routes, Who};

/// The address, within the language, of the list of an agency's open resolutions.
pub(crate) fn open_of(agency: i64) -> String {
    format!("/resolutions?agency={agency}")
}

/// The tables that say what is due when.
const DUE_FROM: &[&str] = &["resolutions", "terms", "term_steps", "closures"];

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/resolutions", Who::Staff, pages::list)
        .page("/resolutions/{id}", Who::Staff, pages::show)
        .deed_with_file(
            "/resolutions/{id}/report",
            Who::Only(&[Role::AgencyHead]),
            evidence_pages::report,
        )
        // What came by letter, by telephone or in person, for whoever does not sign in.
        .deed_with_file(
            "/resolutions/{id}/receive",
            Who::Only(&[Role::Secretary]),
            reply_pages::receive,
        )
        .deed(
            "/resolutions/{id}/confirm",
            Who::Only(&[Role::AgencyHead]),
            reply_pages::confirm,
        )
        .deed(
            "/resolutions/{id}/heard",
            Who::Only(&[Role::Secretary]),
            reply_pages::heard,
        )
        .page("/evidence/{id}/file", Who::Staff, evidence_pages::file)
        .deed(
            "/resolutions/{id}/term",
            Who::Only(&[Role::Governor, Role::Secretary]),
            pages::extend,
        )
        .deed(
            "/resolutions/{id}/judge",
            Who::Only(&[Role::Secretary]),
            pages::judge,
        )
}

/// A resolution in one word, as terms and the log call it.
pub fn matter(resolution: i64) -> String {
    actions::case(resolution).to_string()
}

/// Says of each row that is not closed whether it is late at this moment, and by how many working days; a proof that lies with
/// its judge has stopped the clock.
pub(crate) fn measure_lateness(calendar: &WorkingCalendar, at: Moment, rows: &mut [Listed]) {
    let (moment, today) = (at.text(), at.day());
    for row in rows.iter_mut().filter(|row| row.state != "closed") {
        row.is_late = row.due_at <= *row.stood_at.as_ref().unwrap_or(&moment);
        let until = row.stood_on.as_deref().unwrap_or(&today);
        row.late_by = calendar.working_days_between(&row.due, until).max(0);
    }
}

/// By how much a late row is late, in words.
pub(crate) fn lateness(page: &Page, row: &Listed) -> String {
    match row.late_by {
        0 => page.say("late-by-less"),
        days => page.say_of("late-by", "days", page.number(&days)),
    }
}
