//! Shared ground: what every feature stands on and no feature owns. No domain words here.

pub mod clock;
pub mod db;
pub mod room;
pub mod store;
pub mod web;
