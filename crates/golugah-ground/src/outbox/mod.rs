//! The outbox: what waits for somebody, sent to where they are. The site asks for the number and shows what became of each message; the
//! worker makes the messages and sends them.
//!
//! A message says how much waits and of which kinds, and where the county is found. At most one a day goes to a person by a channel,
//! while offices work and nobody sleeps. A row is claimed before it is sent, so that no two send it; one that was claimed and of which
//! nothing more was heard has perhaps been sent, and is not sent again by itself (decision 0064).

mod gather;
mod model;
mod offer;
mod pages;
mod queries;
mod sending;

pub use gather::gather;
pub use offer::Offer;
pub use sending::{Message, Outcome, claim, may_send, note, settle};

use crate::support::web::{Role, Routes, Who};

/// The ways by which messages leave. The words are those of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A file in a folder.
    Folder,
    /// A program.
    Command,
}

impl Channel {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Command => "command",
        }
    }
}

pub(crate) fn staff_routes() -> Routes {
    const ADMINISTRATOR: Who = Who::Only(&[Role::Administrator]);
    Routes::new()
        .page("/outbox", ADMINISTRATOR, pages::list)
        .deed("/outbox/{id}/again", ADMINISTRATOR, pages::again)
        .page("/outbox/own", Who::Staff, pages::own)
        .deed("/outbox/own", Who::Staff, pages::give)
        .deed("/outbox/own/stop", Who::Staff, pages::stop)
}
