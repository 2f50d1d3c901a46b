//! Where a resolution stands: done, late, with its judge, or under way. Whatever shows a resolution asks here; the rule itself is
//! the terms', for whoever reads the public views asks by it too.

use golugah_desk::clock::Moment;
use golugah_persian::WorkingCalendar;

use super::Listed;
use crate::support::seams::Status;
use crate::support::web::Page;
use crate::terms;

/// What is in force for a resolution `r`, as `t`.
macro_rules! in_force {
    () => {
        "JOIN terms_in_force t ON t.kind = 'resolution' AND t.record = r.id"
    };
}

/// The resolutions that are open and late at the moment `$1`, by their terms `t`. That what is late was due before is said beside
/// the rule, so that an index leads there.
macro_rules! late_at {
    () => {
        concat!(
            "t.kind = 'resolution' AND t.is_open = 1 AND t.due_at <= $1 AND NOT (",
            golugah_ground::in_time!("t."),
            ")"
        )
    };
}

pub(super) use {in_force, late_at};

/// Says of each row that is not closed whether it is late at this moment and by how many working days, and how many its proof
/// has lain with its judge.
pub(crate) fn measure_lateness(calendar: &WorkingCalendar, at: Moment, rows: &mut [Listed]) {
    let (moment, today) = (at.text(), at.day());
    for row in rows.iter_mut().filter(|row| row.state != "closed") {
        row.is_late = !terms::is_in_time(&row.due_at, row.stood_at.as_deref(), &moment);
        let until = row.stood_on.as_deref().unwrap_or(&today);
        row.late_by = calendar.working_days_between(&row.due, until).max(0);
        row.with_judge = row
            .stood_on
            .as_deref()
            .map(|since| calendar.working_days_between(since, &today).max(0));
    }
}

/// By how much a late row is late, in words.
pub(crate) fn lateness(page: &Page, row: &Listed) -> String {
    match row.late_by {
        0 => page.say("late-by-less"),
        days => page.say_of("late-by", "days", page.number(&days)),
    }
}

/// How long a proof has lain with its judge, in words: the wait is the judge's and nobody else's.
fn with_judge(page: &Page, days: i64) -> String {
    match days {
        0 => page.say("resolution-reported"),
        days => page.say_of("resolution-with-judge", "days", page.number(&days)),
    }
}

/// How a measured row stands.
pub(crate) fn status(page: &Page, row: &Listed) -> Status {
    let (words, shape) = match (row.state.as_str(), row.with_judge) {
        ("closed", _) => (page.say("resolution-closed"), "done"),
        _ if row.is_late => (lateness(page, row), "late"),
        ("reported", days) => (with_judge(page, days.unwrap_or(0)), "waits"),
        _ => (page.say("resolution-assigned"), "open"),
    };
    Status { words, shape }
}
