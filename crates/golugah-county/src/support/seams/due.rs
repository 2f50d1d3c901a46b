//! What falls due, for who keeps the calendar and for the log as an event log.

use golugah_desk::{Desk, Matter, Read};

use super::{Answered, Done, nothing};

/// What falls due on days.
pub trait Due: Sync {
    /// Every record with the day by which it is due.
    fn days<'a>(&'a self, _read: Read<'a>) -> Answered<'a, Vec<(Matter, String)>> {
        nothing()
    }

    /// An order has closed a day: what falls due on it is due on the day `to`. How much moved.
    fn closed<'a>(
        &'a self,
        _desk: &'a mut Desk<'_>,
        _closure: i64,
        _day: &'a str,
        _to: &'a str,
    ) -> Done<'a, usize> {
        nothing()
    }

    /// The order was taken back: what it moved goes back. How much did.
    fn opened<'a>(&'a self, _desk: &'a mut Desk<'_>, _closure: i64) -> Done<'a, usize> {
        nothing()
    }

    /// How much a closure moved.
    fn moved<'a>(&'a self, _read: Read<'a>, _closure: i64) -> Answered<'a, usize> {
        nothing()
    }
}
