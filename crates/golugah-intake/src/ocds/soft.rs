//! What costs a field and not the record: values of another kind than the field's, and dates that mean "none".

use golugah_records::{Note, NoteFault, Release, Text, Timestamp};

use crate::json::{Cursor, Fault};

/// How much of a value a note keeps.
const SHOWN: usize = 60;

/// How many notes of one record are kept: a record with a hundred thousand bids can be wrong in each of them.
const MOST_NOTES: usize = 64;

/// Years before this one are no dates of procurement data.
const FIRST_YEAR: i64 = 1990;

/// So many years after its own release a date is none that anybody planned.
const YEARS_AHEAD: i64 = 5;

/// Where a release has no date of its own, dates end with this year.
const LAST_YEAR: i64 = 2100;

/// Keeps a note while there is room.
pub(super) fn note(notes: &mut Vec<Note>, field: &'static str, fault: NoteFault, found: &str) {
    if notes.len() < MOST_NOTES {
        let found = found.chars().take(SHOWN);
        let found = found.map(|symbol| if symbol.is_control() { '\u{fffd}' } else { symbol });
        notes.push(Note {
            field,
            fault,
            found: found.collect(),
        });
    }
}

/// Reads a field; where its value is of another kind, that is noted, the value passed over, and the field as if it had not
/// been published. Broken JSON and what passes a limit stay faults of the whole record.
pub(super) fn soft<'a, T: Default>(
    cursor: &mut Cursor<'a>,
    notes: &mut Vec<Note>,
    field: &'static str,
    read: impl FnOnce(&mut Cursor<'a>, &mut Vec<Note>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let start = cursor.mark();
    match read(cursor, notes) {
        Err(fault) if fault.of_kind => {
            note(notes, field, NoteFault::Unreadable, &cursor.describe(&fault));
            cursor.back(start);
            cursor.skip()?;
            Ok(T::default())
        }
        done => done,
    }
}

/// A word of one of the standard's closed lists: outer blanks and the case of its letters do not count. One that the list
/// does not have is noted and stands as it is.
pub(super) fn code<'a>(
    cursor: &mut Cursor<'a>,
    notes: &mut Vec<Note>,
    field: &'static str,
    list: &[&str],
) -> Result<Text<'a>, Fault> {
    let word = soft(cursor, notes, field, |cursor, _| cursor.text())?;
    if word.is_empty() || list.contains(&&*word) {
        return Ok(word);
    }
    let folded = word.trim().to_lowercase();
    if !folded.is_empty() && !list.contains(&folded.as_str()) {
        note(notes, field, NoteFault::UnknownCode, &word);
    }
    Ok(folded.into())
}

/// Takes dates that no record can have for what they are: not published.
pub(super) fn pass_over_fillers(release: &mut Release<'_>) {
    let last = match release.date.filter(|date| is_of_our_time(date, LAST_YEAR)) {
        Some(date) => year(&date) + YEARS_AHEAD,
        None => LAST_YEAR,
    };
    let notes = &mut release.notes;
    let mut look = |field: &'static str, date: &mut Option<Timestamp>| {
        if let Some(found) = date
            && !is_of_our_time(found, last)
        {
            note(notes, field, NoteFault::Filler, &found.to_rfc3339());
            *date = None;
        }
    };
    let tender = &mut release.tender;
    look("tender/datePublished", &mut tender.published);
    look("tender/tenderPeriod/startDate", &mut tender.period.start);
    look("tender/tenderPeriod/endDate", &mut tender.period.end);
    for bid in &mut release.bids {
        look("bids/details/date", &mut bid.date);
    }
    for award in &mut release.awards {
        look("awards/date", &mut award.date);
    }
}

/// The year of an instant, to a day: good enough to tell a date from a filler.
fn year(date: &Timestamp) -> i64 {
    const YEAR: i64 = 31_556_952_000;
    1970 + date.millis.div_euclid(YEAR)
}

fn is_of_our_time(date: &Timestamp, last: i64) -> bool {
    (FIRST_YEAR..=last).contains(&year(date))
}
