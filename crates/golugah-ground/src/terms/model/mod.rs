use golugah_persian::{Holiday, Rest, Workday, WorkingCalendar, days_between, plus_days, plus_months};

use golugah_desk::clock::{Moment, beginning_in_iran};

/// The least that is left when a proof is refused: working days, or hours of a term in hours.
const LEAST_LEFT: u32 = 3;

/// The longest term, in its own unit: four years of working days, more than a year of hours.
const LONGEST: u32 = 10_000;

const HOUR: i64 = 3_600_000;

/// How much time is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Length {
    /// So many days on which offices work.
    WorkingDays(u32),
    /// So many days of the calendar.
    Days(u32),
    /// So many Jalali months.
    Months(u32),
    /// Until the end of a named day, `YYYY-MM-DD`, whatever day of the week it is: a fiscal year ends on a holiday.
    Day(String),
    /// So many hours, which run through nights and holidays.
    Hours(u32),
}

impl Length {
    /// The word that is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::WorkingDays(_) => "working_days",
            Self::Days(_) => "days",
            Self::Months(_) => "months",
            Self::Day(_) => "day",
            Self::Hours(_) => "hours",
        }
    }

    /// How many, where it is a number of something.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::WorkingDays(number) | Self::Days(number) | Self::Months(number) | Self::Hours(number) => {
                Some(i64::from(*number))
            }
            Self::Day(_) => None,
        }
    }

    /// The day that is named.
    pub fn day(&self) -> Option<&str> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The length of a stored kind; `None` where the parts do not make one.
    pub fn of(kind: &str, number: Option<i64>, day: Option<&str>) -> Option<Self> {
        if kind == "day" {
            return day.map(|day| Self::Day(day.to_owned()));
        }
        let number = u32::try_from(number?)
            .ok()
            .filter(|number| (1..=LONGEST).contains(number))?;
        match kind {
            "working_days" => Some(Self::WorkingDays(number)),
            "days" => Some(Self::Days(number)),
            "months" => Some(Self::Months(number)),
            "hours" => Some(Self::Hours(number)),
            _ => None,
        }
    }
}

/// A term as it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// How much time was given.
    pub length: Length,
    /// The day from which was counted.
    pub from: String,
    /// The moment of it, from which hours run.
    pub from_at: Moment,
    /// The day that was told when the term began: nothing is due earlier, whatever the calendar says later.
    pub told: String,
}

/// A time in which the clock stood, because a proof lay with its judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// When the proof came.
    pub stood: Moment,
    /// When it was refused; none while it lies with the judge, or where it was accepted.
    pub ran_on: Option<Moment>,
}

/// Where a length of time leads by itself, and over what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The last day in time.
    pub day: String,
    /// How many days passed over were weekly days of rest.
    pub weekends: i64,
    /// The holidays and closures on other days passed over.
    pub holidays: Vec<Holiday>,
    /// Whether a holiday that is only estimated can still move it.
    pub may_move: bool,
}

/// When something is due, by the calendar as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// The last day in time.
    pub due: String,
    /// The moment from which it is late: the end of that day in Iran, or to the minute for a term in hours.
    pub due_at: Moment,
    /// How the first counting went; `None` for hours, or where it leads to no day.
    pub counted: Option<Counted>,
    /// What was left at each pause, in working days or hours; below zero where it was late already.
    pub left: Vec<i64>,
    /// How what was left at each pause was counted on from its end; `None` while it lasts, and where it was late or is in hours.
    pub ran_on: Vec<Option<Counted>>,
}

/// Counts a length of time from a day. `None` where it leads to no day, and for hours, which know no days.
///
/// Days and months that end on a day off lead to the next working day, as periods of procedure do; a named day is that day.
pub fn count(length: &Length, from: &str, calendar: &WorkingCalendar) -> Option<Counted> {
    let plain = |day: String| Counted {
        day,
        weekends: 0,
        holidays: Vec::new(),
        may_move: false,
    };
    let end = match length {
        Length::WorkingDays(number) => {
            let due = calendar.due(from, *number)?;
            return Some(Counted {
                day: due.day,
                weekends: i64::from(due.weekends),
                holidays: due.holidays,
                may_move: due.may_move,
            });
        }
        Length::Hours(_) => return None,
        Length::Day(day) => return calendar.workday(day).map(|_| plain(day.clone())),
        Length::Days(number) => plus_days(from, i64::from(*number))?,
        Length::Months(number) => plus_months(from, *number)?,
    };
    let Some(Workday::Rests(reasons)) = calendar.workday(&end) else {
        return Some(plain(end));
    };
    let due = calendar.due(&end, 1)?;
    let first = matches!(reasons.first(), Some(Rest::Weekly(_)));
    let mut holidays: Vec<Holiday> = if first {
        Vec::new()
    } else {
        reasons.iter().filter_map(Rest::holiday).cloned().collect()
    };
    holidays.extend(due.holidays);
    Some(Counted {
        day: due.day,
        weekends: i64::from(due.weekends) + i64::from(first),
        holidays,
        may_move: due.may_move,
    })
}

/// When a term is due, by this calendar and after these pauses, the first first.
pub fn reckon(term: &Term, pauses: &[Pause], calendar: &WorkingCalendar) -> Reckoned {
    match term.length {
        Length::Hours(hours) => in_hours(term, hours, pauses),
        _ => in_days(term, pauses, calendar),
    }
}

fn in_hours(term: &Term, hours: u32, pauses: &[Pause]) -> Reckoned {
    let mut due = term.from_at.0 + i64::from(hours) * HOUR;
    let mut left = Vec::new();
    for pause in pauses {
        let rest = due - pause.stood.0;
        left.push(rest.div_euclid(HOUR));
        if let Some(ran_on) = pause.ran_on {
            // What was late stays late by as much.
            let rest = if rest >= 0 {
                rest.max(i64::from(LEAST_LEFT) * HOUR)
            } else {
                rest
            };
            due = due.max(ran_on.0 + rest);
        }
    }
    Reckoned {
        due: Moment(due).day(),
        due_at: Moment(due),
        counted: None,
        ran_on: vec![None; left.len()],
        left,
    }
}

fn in_days(term: &Term, pauses: &[Pause], calendar: &WorkingCalendar) -> Reckoned {
    let counted = count(&term.length, &term.from, calendar);
    let first = counted.as_ref().map_or(&term.told, |counted| &counted.day);
    let mut due = first.max(&term.told).clone();
    let (mut left, mut over) = (Vec::new(), Vec::new());
    for pause in pauses {
        let rest = calendar.working_days_between(&pause.stood.day(), &due);
        left.push(rest);
        let on = pause.ran_on.map(Moment::day);
        let counted_on = match (&on, u32::try_from(rest)) {
            (Some(on), Ok(rest)) => count(&Length::WorkingDays(rest.max(LEAST_LEFT)), on, calendar),
            _ => None,
        };
        if let Some(on) = on {
            let next = match (&counted_on, rest < 0) {
                // What was late stays late by as much: a proof that proves nothing gives nobody new time.
                (_, true) => before(&on, rest.unsigned_abs(), calendar),
                (counted, false) => counted.as_ref().map(|counted| counted.day.clone()),
            };
            due = next.map_or_else(|| due.clone(), |next| next.max(due.clone()));
        }
        over.push(counted_on);
    }
    Reckoned {
        due_at: end_of(&due),
        due,
        counted,
        left,
        ran_on: over,
    }
}

/// The day that lies so many working days before another.
fn before(day: &str, working_days: u64, calendar: &WorkingCalendar) -> Option<String> {
    let mut day = day.to_owned();
    let mut left = working_days;
    while left > 0 {
        if !matches!(calendar.workday(&day)?, Workday::Rests(_)) {
            left -= 1;
        }
        day = plus_days(&day, -1)?;
    }
    Some(day)
}

/// The moment at which a day ends in Iran.
fn end_of(day: &str) -> Moment {
    let ended = plus_days(day, 1).and_then(|next| Moment::parse(&beginning_in_iran(&next)?));
    // A day that is none is refused before it is stored; if a row is altered so, it is due at once and `verify` names it.
    ended.unwrap_or(Moment(days_between("1970-01-01", day).unwrap_or(0)))
}

#[cfg(test)]
mod tests;
