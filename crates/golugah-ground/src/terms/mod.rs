//! Terms: by when something is due. What is official is how much time was given; the day in force is computed.
//!
//! A term is never edited. More time is a new term, by a deed of its own; a closure changes the calendar and every day that
//! is counted by it; while a proof lies with its judge the clock stands. What the calendar makes of all that is kept in a
//! table beside the records, where lists can filter and order by it: [`rebuild`] keeps it true within the deed that changes
//! anything, [`refresh`] at the start of the program, and [`recheck`] holds it against the records.
//!
//! No feature is known here: whose term it is stands in one word, `resolution/17`.

mod explained;
mod extension;
mod in_force;
mod lateness;
mod model;
mod page;
mod queries;
mod recheck;

pub use explained::{Earlier, Order, Over, Stood, Why, why, would};
pub use extension::{Extension, extend};
pub use in_force::{begin, end, rebuild, refresh, run_on, stand, stand_since};
pub use lateness::is_in_time;
pub use model::{Counted, Length, Pause, Reckoned, Term, count, reckon};
pub use page::folded;
pub use queries::{InForce, due_days, in_force};
pub use recheck::{Fault, recheck};

/// A term that begins.
#[derive(Clone, Debug)]
pub struct NewTerm<'term> {
    /// What is due, in one word: `resolution/17`.
    pub matter: &'term str,
    /// How much time is given.
    pub length: Length,
    /// The day from which days are counted, `YYYY-MM-DD`; hours are counted from the moment of the deed.
    pub from: &'term str,
    /// Why so much: a word of the family `basis`.
    pub basis: &'static str,
    /// Who owes it.
    pub agency: Option<i64>,
}
