//! The line of time below a picture: where a day lies, the marks of what happened, the years.

use golugah_persian::{JalaliDate, Language, days_between};

use super::life::Event;

/// Where the first row of marks stands, and how far one row lies below the other.
const MARKS: i64 = 222;
const ROW: i64 = 30;

/// How far two marks of one row are apart at least, in hundredths: a mark is 22 pixels wide on a phone of 360.
pub(super) const APART: f64 = 8.5;

/// How many marks stand in one row.
const IN_A_ROW: usize = 11;

/// What is left free on both sides, in hundredths.
const EDGE: f64 = 4.0;

/// Where a day lies.
pub(super) struct Time {
    pub(super) first: String,
    /// How many days the line is long.
    pub(super) span: f64,
    /// Whether it runs from right to left.
    pub(super) mirrored: bool,
}

impl Time {
    fn share(&self, day: &str) -> f64 {
        let days = days_between(&self.first, day).unwrap_or(0);
        (days as f64 / self.span).clamp(0.0, 1.0)
    }

    /// In hundredths of the width, from the left.
    pub(super) fn place(&self, along: f64) -> f64 {
        if self.mirrored { 100.0 - along } else { along }
    }

    /// How far along the line a day lies, in hundredths.
    pub(super) fn at(&self, day: &str) -> f64 {
        EDGE + self.share(day) * (100.0 - 2.0 * EDGE)
    }
}

/// The mark of an event, keyed to the list by its number.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) number: i64,
    /// Where it happened, and where its mark has room.
    pub(super) at: String,
    pub(super) x: String,
    pub(super) y: i64,
    pub(super) ahead: bool,
}

/// The marks in as many rows as they need, in each row one beside the other in the order of time, as near to their day
/// as the others allow.
pub(super) fn marks(events: &[Event], time: &Time) -> Vec<Mark> {
    let rows = events.len().div_ceil(IN_A_ROW).max(1);
    let mut marks: Vec<Mark> = Vec::with_capacity(events.len());
    let mut alongs = vec![0.0; events.len()];
    for row in 0..rows {
        let own: Vec<usize> = (row..events.len()).step_by(rows).collect();
        // From the beginning no mark stands nearer than it may to the one before it; then from the end the same.
        let mut before = f64::NEG_INFINITY;
        for &index in &own {
            alongs[index] = time.at(&events[index].day).max(before + APART);
            before = alongs[index];
        }
        let mut after = 100.0 - EDGE + APART;
        for &index in own.iter().rev() {
            alongs[index] = f64::min(alongs[index], after - APART);
            after = alongs[index];
        }
    }
    for (index, event) in events.iter().enumerate() {
        marks.push(Mark {
            number: i64::try_from(index).unwrap_or(0) + 1,
            at: hundredths(time.place(time.at(&event.day))),
            x: hundredths(time.place(alongs[index])),
            y: MARKS + ROW * i64::try_from(index % rows).unwrap_or(0),
            ahead: event.ahead,
        });
    }
    marks
}

/// The first day of every year within the line, where it does not stand on the line's ends; of a long life every other
/// one and so on.
pub(super) fn ticks(time: &Time, end: &str, language: Language) -> Vec<(String, String)> {
    let new_years = |year: i32| match language {
        Language::Persian => JalaliDate {
            year,
            month: 1,
            day: 1,
        }
        .to_rfc3339(),
        Language::English => Some(format!("{year:04}-01-01")),
    };
    let year_of = |day: &str| match language {
        Language::Persian => JalaliDate::from_rfc3339(day).map(|date| date.year),
        Language::English => day.get(..4)?.parse().ok(),
    };
    let (Some(first), Some(last)) = (year_of(&time.first), year_of(end)) else {
        return Vec::new();
    };
    let step = usize::try_from((last - first) / 6).unwrap_or(0) + 1;
    let mut ticks = Vec::new();
    for year in (first + 1..=last).step_by(step) {
        let Some(day) = new_years(year) else { continue };
        let along = time.at(&day);
        // The days of the line's ends stand there.
        if (26.0..=74.0).contains(&along) {
            let year = match language {
                Language::Persian => golugah_persian::persian_digits(&year.to_string()),
                Language::English => year.to_string(),
            };
            ticks.push((hundredths(time.place(along)), year));
        }
    }
    ticks
}

/// Where the lowest mark stands.
pub(super) fn lowest(marks: &[Mark]) -> i64 {
    marks.iter().map(|mark| mark.y).max().unwrap_or(MARKS)
}

pub(super) fn hundredths(value: f64) -> String {
    format!("{value:.2}%")
}

#[cfg(test)]
mod tests {
    use golugah_persian::plus_days;

    use super::super::life::What;
    use super::*;

    #[test]
    fn marks_stand_apart_in_the_order_of_time_within_the_picture() {
        for many in [1, 2, 7, 11, 12, 30, 60] {
            let events: Vec<Event> = (0..many)
                .map(|number| Event {
                    day: plus_days("2024-09-22", i64::from(number)).unwrap(),
                    what: What::Confirmed,
                    ahead: false,
                })
                .collect();
            let time = Time {
                first: "2024-09-22".to_owned(),
                span: 700.0,
                mirrored: false,
            };
            let marks = marks(&events, &time);
            let place = |mark: &Mark| mark.x.trim_end_matches('%').parse::<f64>().unwrap();
            for row in marks.chunk_by(|a, b| a.y == b.y) {
                assert!(
                    row.iter().all(|mark| (3.9..=96.1).contains(&place(mark))),
                    "{many}"
                );
            }
            let mut rows: Vec<i64> = marks.iter().map(|mark| mark.y).collect();
            rows.sort_unstable();
            rows.dedup();
            for y in rows {
                let own: Vec<f64> = marks.iter().filter(|mark| mark.y == y).map(place).collect();
                assert!(
                    own.windows(2).all(|pair| pair[1] - pair[0] >= APART - 0.02),
                    "{many}: {own:?}"
                );
            }
        }
    }
}
