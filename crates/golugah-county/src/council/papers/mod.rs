//! Papers: what the council has on paper, invitation and minutes, as pages that print in the official form.
//!
//! A [`Paper`] is made of a session's records in one language; one template shows it, and as JSON it is the contract
//! with whatever else sets papers, as the extra `golugah-paper` does in PDF. The minutes bear their receipt: the proof
//! that the session's closing stands in the log, and that what is printed is what was kept then.

mod invitation;
mod minutes;
mod offer;
mod paper;
mod proof;
mod public_pages;
mod public_queries;
mod queries;
mod sms;
mod staff_pages;

pub use paper::{Field, Kind, Paper, Part, ReceiptBox, Signature, Table};

pub(crate) use offer::Offer;

use crate::support::web::{Routes, Who};

pub(crate) fn staff_routes() -> Routes {
    Routes::new()
        .page("/sessions/{id}/invitation", Who::Staff, staff_pages::invitation)
        .page(
            "/sessions/{id}/invitation.json",
            Who::Staff,
            staff_pages::invitation_json,
        )
        .page("/sessions/{id}/minutes", Who::Staff, staff_pages::minutes)
        .page(
            "/sessions/{id}/minutes.json",
            Who::Staff,
            staff_pages::minutes_json,
        )
        .page("/sessions/{id}/public", Who::Staff, staff_pages::preview)
        .page("/sessions/{id}/receipt", Who::Staff, staff_pages::receipt)
}

pub(crate) fn public_routes() -> Routes {
    Routes::new()
        .page(
            "/portal/sessions/{number}/minutes",
            Who::Anybody,
            public_pages::minutes,
        )
        .page(
            "/portal/sessions/{number}/minutes.json",
            Who::Anybody,
            public_pages::minutes_json,
        )
        .page(
            "/portal/sessions/{number}/receipt",
            Who::Anybody,
            public_pages::receipt,
        )
        .page(
            "/portal/sessions/{number}/records.jsonl",
            Who::Anybody,
            public_pages::records,
        )
}
