//! Resolutions: what the council decided, who owes it by when, and what will count as proof.
//!
//! It is written down as a draft, which binds nobody; closing the session takes it into force.
//! The owner reports with evidence; only the secretary accepts it, never whoever gave it. A resolution that is late
//! goes on the next agenda by itself.

pub mod actions;
mod agenda;
mod delivery;
mod draft_pages;
mod drafts;
mod due;
mod evidence_pages;
mod figures;
mod find_queries;
mod model;
mod offer;
mod pages;
mod queries;
pub mod replies;
mod reply_pages;
pub mod requests;
mod standing;
mod taking;
mod time_pages;
mod waits;
mod waits_queries;
mod workbook;

pub use drafts::{Draft, Withdrawn, drafts_of, withdrawn_of};
pub use figures::{AgencyFigures, Fates, agency_figures, fates, fates_for};
pub use model::ResolutionState;
pub use queries::{Listed, Resolution, Taken, count_late, late, of_session, resolution, taken_at};

pub use taking::WithdrawDraft;

pub(crate) use due::Explainer;
pub(crate) use offer::Offer;
pub(crate) use queries::{every_open, listed};
pub(crate) use replies::{LastReply, last_replies};
pub(crate) use reply_pages::came;
pub(crate) use standing::{lateness, measure_lateness, status};
pub(crate) use taking::{TakenOver, take_drafts};

use crate::support::web::{Role, Routes, Who};

/// The address, within the language, of the list of an agency's open resolutions.
pub(crate) fn open_of(agency: i64) -> String {
    format!("/resolutions?agency={agency}")
}

/// The tables that say what is due when.
const DUE_FROM: &[&str] = &["resolutions", "terms", "term_steps", "closures"];

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/resolutions", Who::Staff, pages::list)
        .page("/resolutions/all.xlsx", Who::Staff, workbook::all)
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
            "/resolutions/{id}/time",
            Who::Only(&[Role::AgencyHead]),
            time_pages::ask,
        )
        .deed(
            "/resolutions/{id}/time/decide",
            Who::Only(&[Role::Governor, Role::Secretary]),
            time_pages::decide,
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
