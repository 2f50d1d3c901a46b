use std::collections::HashMap;

use golugah_persian::{Holiday, HolidayKind, Language, WorkingCalendar, date_long};
use sea_orm::DbErr;

use super::model::{Counted, Length, Reckoned, count, reckon};
use super::queries::{self, Clock, Row};
use golugah_desk::Read;
use golugah_desk::clock::Moment;

/// An order of the county that closed a day, as far as an explanation names it.
#[derive(Clone, Debug)]
pub struct Order {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Why, in the reader's language.
    pub name: String,
    /// The number of its letter.
    pub letter: String,
    /// The number of the letter that took it back, while the day was still to come.
    pub taken_back: Option<String>,
}

/// A day in force as it explains itself.
#[derive(Clone, Debug)]
pub struct Why {
    /// How much time was given.
    pub length: Length,
    /// The day from which was counted.
    pub from: String,
    /// The day in force.
    pub due: String,
    /// The hour of it, for a term in hours.
    pub hour: Option<String>,
    /// The day that was told first.
    pub told: String,
    /// What the first count passed over.
    pub over: Over,
    /// Closures that were taken back and would have been passed over.
    pub opened: Vec<Order>,
    /// Whether it has ended, so that its day cannot move any more.
    pub is_ended: bool,
    /// Whether the calendar now leads to an earlier day than was told.
    pub is_floor: bool,
    /// Whether the matter has ended by another day than the calendar now gives.
    pub is_kept: bool,
    /// When the clock stood.
    pub stood: Vec<Stood>,
    /// The terms that this one took the place of.
    pub earlier: Vec<Earlier>,
    /// The letter of the deed that gave this term, where it is an extension.
    pub letter: String,
    /// Why it was given.
    pub reason: String,
}

/// The days that a count passed over.
#[derive(Clone, Debug, Default)]
pub struct Over {
    /// How many of them were Thursdays and Fridays.
    pub weekends: i64,
    /// The public holidays, with their dates.
    pub holidays: Vec<String>,
    /// The days on which offices were closed by an order that the calendar knows by itself, with their dates.
    pub ordered: Vec<String>,
    /// The county's own closures.
    pub closed: Vec<Order>,
    /// Whether a holiday that is only estimated could still move it.
    pub may_move: bool,
}

impl Over {
    fn of(counted: Option<&Counted>, orders: &[Order], language: Language) -> Self {
        let Some(counted) = counted else {
            return Self::default();
        };
        let mut over = Self {
            weekends: counted.weekends,
            may_move: counted.may_move,
            ..Self::default()
        };
        for holiday in &counted.holidays {
            match orders.iter().find(|order| is_of(order, holiday)) {
                Some(order) => over.closed.push(order.clone()),
                None if holiday.kind == HolidayKind::Closure => over.ordered.push(dated(holiday, language)),
                None => over.holidays.push(dated(holiday, language)),
            }
        }
        over
    }
}

/// A time in which the clock stood.
#[derive(Clone, Debug)]
pub struct Stood {
    /// The day the proof came.
    pub from: String,
    /// The day it was refused.
    pub until: Option<String>,
    /// Working days, or hours, that were left; below zero where it was late already.
    pub left: i64,
    /// What the count passed over that went on from there.
    pub over: Over,
}

/// A term that another took the place of.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The day it told.
    pub told: String,
}

/// Explains the days in force of matters, each under its word; one that has no term is missing. The calendar is the one with
/// the county's closures.
///
/// # Errors
/// Those of the database.
pub async fn why(
    read: Read<'_>,
    calendar: &WorkingCalendar,
    orders: &[Order],
    matters: &[String],
    language: Language,
) -> Result<HashMap<String, Why>, DbErr> {
    let mut rows: HashMap<String, Vec<Row>> = HashMap::new();
    for row in queries::of_matters(read, matters).await? {
        rows.entry(row.matter.clone()).or_default().push(row);
    }
    let last: Vec<i64> = rows.values().filter_map(|rows| Some(rows.last()?.id)).collect();
    let mut clocks = queries::clocks_of(read, &last).await?;
    let whys = rows.into_iter().filter_map(|(matter, mut rows)| {
        let row = rows.pop()?;
        let clock = clocks.remove(&row.id).unwrap_or_default();
        Some((matter, explained(row, &rows, &clock, calendar, orders, language)?))
    });
    Ok(whys.collect())
}

/// Explains the day to which a term would lead, were it begun: `None` where it leads to none, and for hours, which are counted
/// from the moment they begin.
pub fn would(
    calendar: &WorkingCalendar,
    orders: &[Order],
    length: Length,
    from: &str,
    language: Language,
) -> Option<Why> {
    if matches!(length, Length::Hours(_)) {
        return None;
    }
    let counted = count(&length, from, calendar)?;
    let due = counted.day.clone();
    let within = |order: &&Order| order.taken_back.is_some() && *from < *order.day && order.day <= due;
    Some(Why {
        hour: None,
        over: Over::of(Some(&counted), orders, language),
        is_ended: false,
        is_floor: false,
        is_kept: false,
        opened: orders.iter().filter(within).cloned().collect(),
        stood: Vec::new(),
        earlier: Vec::new(),
        length,
        from: from.to_owned(),
        told: due.clone(),
        letter: String::new(),
        reason: String::new(),
        due,
    })
}

/// Explains one term, which took the place of the earlier ones.
fn explained(
    row: Row,
    earlier_ones: &[Row],
    clock: &Clock,
    calendar: &WorkingCalendar,
    orders: &[Order],
    language: Language,
) -> Option<Why> {
    let term = row.term()?;
    let reckoned = reckon(&term, &clock.pauses, calendar);
    let due = clock
        .ended
        .clone()
        .map_or_else(|| reckoned.due.clone(), |(due, _)| due);
    let counted = reckoned.counted.clone();
    let within = |order: &&Order| order.taken_back.is_some() && term.from < order.day && order.day <= due;
    let stood = clock
        .pauses
        .iter()
        .zip(reckoned.left.iter().zip(&reckoned.ran_on))
        .map(|(pause, (left, counted))| Stood {
            from: pause.stood.day(),
            until: pause.ran_on.map(Moment::day),
            left: *left,
            over: Over::of(counted.as_ref(), orders, language),
        });
    Some(Why {
        hour: hour(&term.length, &reckoned),
        over: Over::of(counted.as_ref(), orders, language),
        is_ended: clock.ended.is_some(),
        is_floor: counted.as_ref().is_some_and(|counted| counted.day < term.told),
        is_kept: due != reckoned.due,
        opened: orders.iter().filter(within).cloned().collect(),
        stood: stood.collect(),
        earlier: earlier_ones.iter().map(earlier).collect(),
        length: term.length,
        from: term.from,
        told: term.told,
        letter: row.letter,
        reason: row.reason,
        due,
    })
}

/// Whether a holiday of the calendar is the closure that this order made.
fn is_of(order: &Order, holiday: &Holiday) -> bool {
    order.taken_back.is_none()
        && order.day == holiday.day
        && [&holiday.fa, &holiday.en].contains(&&order.name)
}

fn earlier(row: &Row) -> Earlier {
    Earlier {
        told: row.told.clone(),
    }
}

/// `14:05`, for a term in hours.
fn hour(length: &Length, reckoned: &Reckoned) -> Option<String> {
    let (hour, minute) = reckoned.due_at.hour_and_minute();
    matches!(length, Length::Hours(_)).then(|| format!("{hour:02}:{minute:02}"))
}

/// A holiday's name with its date.
fn dated(holiday: &Holiday, language: Language) -> String {
    match date_long(&holiday.day, language) {
        Some(day) => format!("{} ({day})", holiday.name(language)),
        None => holiday.name(language).to_owned(),
    }
}
