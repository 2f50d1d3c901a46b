//! Why a resolution is due on its day, and which closures moved it there.

use golugah_persian::{Due, Holiday, Language, WorkingCalendar, date_long};
use sea_orm::DbErr;

use super::queries::{self, Moved, Resolution};
use crate::calendar;
use golugah_desk::{Desk, Read, Refusal};

/// A due date as it explains itself.
#[derive(Clone, Debug)]
pub struct WhyDue {
    /// The day from which was counted.
    pub from: String,
    /// How many working days were given.
    pub working_days: i64,
    /// How many of the days passed over were Thursdays and Fridays.
    pub weekends: i64,
    /// The holidays and closures on other days, with their dates.
    pub holidays: Vec<String>,
    /// Whether the calendar, as it is known now, still counts to the day that was set.
    pub is_counted_so: bool,
    /// Whether an announced holiday could still have moved it.
    pub may_move: bool,
    /// The moves since, the first first.
    pub moves: Vec<MovedBy>,
}

/// A move of a due date, and the closure behind it.
#[derive(Clone, Debug)]
pub struct MovedBy {
    /// Where it was.
    pub from_due: String,
    /// Where it went.
    pub to_due: String,
    /// Why the day was closed.
    pub closure: String,
    /// The day that was closed.
    pub closed_day: String,
    /// The number of the letter that closed it or, for a move back, that took the order back.
    pub letter: String,
    /// Whether the order was taken back.
    pub back: bool,
}

/// Explains the due date of a resolution that a session of this day took.
pub(crate) async fn why_due(
    read: Read<'_>,
    base: &WorkingCalendar,
    resolution: &Resolution,
    session_day: &str,
    language: Language,
) -> Result<WhyDue, DbErr> {
    let moves = queries::moves(read, resolution.id).await?;
    let set = moves.first().map_or(&resolution.due, |first| &first.from_due);
    let days = u32::try_from(resolution.working_days).unwrap_or(0);
    // It was counted by the calendar of its day; a closure entered since changes what is counted now, not what was set.
    let then = calendar::as_on(read, base, session_day).await?;
    let now = calendar::with_closures(read, base).await?;
    let counted = [then, now]
        .into_iter()
        .filter_map(|calendar| calendar.due(session_day, days))
        .find(|due| due.day == *set);
    let mut moved = Vec::new();
    for one in moves {
        moved.push(by(read, one, language).await?);
    }
    let holidays = counted.iter().flat_map(|due| &due.holidays);
    Ok(WhyDue {
        from: session_day.to_owned(),
        working_days: resolution.working_days,
        weekends: counted.as_ref().map_or(0, |due| i64::from(due.weekends)),
        holidays: holidays.map(|holiday| dated(holiday, language)).collect(),
        is_counted_so: counted.is_some(),
        may_move: counted.as_ref().is_some_and(|due: &Due| due.may_move),
        moves: moved,
    })
}

async fn by(read: Read<'_>, moved: Moved, language: Language) -> Result<MovedBy, DbErr> {
    let back = moved.to_due < moved.from_due;
    let closure = calendar::closure(read, moved.closure_id).await?;
    let (name, day, letter) = closure.map_or_else(Default::default, |closure| {
        let name = match language {
            Language::English if !closure.name_en.is_empty() => closure.name_en,
            _ => closure.name_fa,
        };
        let letter = if back {
            closure.opened_letter
        } else {
            closure.letter
        };
        (name, closure.day, letter)
    });
    Ok(MovedBy {
        from_due: moved.from_due,
        to_due: moved.to_due,
        closure: name,
        closed_day: day,
        letter,
        back,
    })
}

/// A holiday's name with its date.
fn dated(holiday: &Holiday, language: Language) -> String {
    match date_long(&holiday.day, language) {
        Some(day) => format!("{} ({day})", holiday.name(language)),
        None => holiday.name(language).to_owned(),
    }
}

/// Moves a due date within the deed that closes a day or opens it again.
async fn move_due(
    desk: &mut Desk<'_>,
    resolution: &Resolution,
    to: &str,
    closure: i64,
) -> Result<(), Refusal> {
    let columns = vec![
        ("resolution_id", resolution.id.into()),
        ("closure_id", closure.into()),
        ("moved_on", desk.now().day().into()),
        ("from_due", resolution.due.as_str().into()),
        ("to_due", to.into()),
    ];
    desk.insert("due_moves", columns).await?;
    desk.update(
        "resolutions",
        resolution.id,
        resolution.version,
        vec![("due", to.into())],
    )
    .await
}

/// What is due on a day that an order closed is due on the day `to`, within the deed that closes it.
pub(super) async fn closed(desk: &mut Desk<'_>, closure: i64, day: &str, to: &str) -> Result<usize, Refusal> {
    let due = queries::due_on(desk.read(), day).await?;
    for resolution in &due {
        move_due(desk, resolution, to, closure).await?;
    }
    Ok(due.len())
}

/// What a closure moved goes back where it was, unless that day has passed: nobody is late for having trusted the order.
pub(super) async fn opened(desk: &mut Desk<'_>, closure: i64) -> Result<usize, Refusal> {
    let today = desk.now().day();
    let mut back = 0;
    for moved in queries::moved_by(desk.read(), closure).await? {
        let resolution = queries::resolution(desk.read(), moved.resolution_id)
            .await?
            .ok_or(Refusal::Missing)?;
        // One that another closure has moved on since stays where that one put it.
        let stands = resolution.due == moved.to_due && resolution.state != "closed";
        if stands && moved.from_due >= today {
            move_due(desk, &resolution, &moved.from_due, closure).await?;
            back += 1;
        }
    }
    Ok(back)
}
