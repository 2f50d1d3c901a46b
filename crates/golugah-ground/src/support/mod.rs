//! Shared ground: what every feature stands on and no feature owns. No domain words here.

pub mod open_list;
pub mod paged;
pub mod rows;
pub mod seams;
pub mod stored;
pub mod web;
