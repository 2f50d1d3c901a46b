//! Sessions: the council's numbered meetings, from the call to the published minutes.
//!
//! Calling a session puts on its agenda, by itself, what the last ones left open and every resolution that is late.

pub mod actions;
mod model;
mod queries;

pub use model::{ItemKind, SessionState};
pub use queries::{AgendaItem, Session, agenda, next_session, session};
