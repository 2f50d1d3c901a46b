//! The ground: what every feature stands on, and which can know none of them, for it is a crate below theirs.
//!
//! `support` has the web under every page, the seams where features meet, and no domain word; around it stand the rooms that
//! all features know: who there is (`people`, `duties`, `agencies`, `places`, `county`), when something is due (`calendar`,
//! `terms`), and texts that may have to go (`texts`). Start at `support/seams` for what a feature offers, at `places` for a
//! small room.

pub mod agencies;
pub mod calendar;
pub mod county;
pub mod duties;
pub mod find;
pub mod notices;
pub mod outbox;
pub mod people;
pub mod places;
pub mod support;
pub mod terms;
pub mod texts;
