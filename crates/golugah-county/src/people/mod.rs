//! People: who may sign in, in which role, for which agency, and who acts for whom.

pub mod actions;
mod model;

pub use model::Role;
