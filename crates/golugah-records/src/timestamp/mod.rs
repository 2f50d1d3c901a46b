//! A moment as published: the instant, the offset it was written in, and whether it was only a date.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// Milliseconds of one day.
const DAY: i64 = 86_400_000;

/// A point in time with what is known of the place it was written at.
///
/// Instants are compared by `millis`; everything that depends on the clock on the wall (day, weekday, hour) is
/// taken from the local readings, for offices keep local hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Timestamp {
    /// Milliseconds since 1970-01-01T00:00:00Z. Smaller fractions of a second are cut off.
    pub millis: i64,
    /// Minutes that local time is ahead of UTC, between −1439 and 1439; 0 where none was written.
    pub offset_minutes: i16,
    /// True where only a date was written; `millis` is then the local midnight that begins it.
    pub date_only: bool,
    /// False where no zone was written (or `-00:00`, the way RFC 3339 says "unknown"): the clock time was then
    /// taken as UTC, and whoever judges by the hour should say so.
    pub zone_known: bool,
}

impl Timestamp {
    /// An instant given in milliseconds UTC, with offset 0, known.
    #[must_use]
    pub const fn utc(millis: i64) -> Self {
        Self {
            millis,
            offset_minutes: 0,
            date_only: false,
            zone_known: true,
        }
    }

    /// Reads RFC 3339 and its near forms; `None` for anything else.
    ///
    /// Accepted: `2024-03-20T09:30:00Z`, with a fraction of any length after `.` or `,`, with a blank or `t` in
    /// place of `T`, with `z`, `+05:30`, `+0530`, `+05` or no zone, without seconds, and a date alone
    /// (`2024-03-20`, a zone may follow). Second 60 is read as the last millisecond of second 59. Hour 24, days a
    /// month does not have, and anything left over at the end are refused.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = Cursor(text.trim_ascii().as_bytes());
        let year = rest.number(4)?;
        rest.byte(b'-')?;
        let month = rest.number(2)?;
        rest.byte(b'-')?;
        let day = rest.number(2)?;
        if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        let midnight = days_from_civil(year, month, day) * DAY;
        let date_only = !matches!(rest.0, [b'T' | b't' | b' ', b'0'..=b'9', ..]);
        let clock = if date_only {
            0
        } else {
            rest.0 = &rest.0[1..];
            rest.clock()?
        };
        let (offset_minutes, zone_known) = rest.zone()?;
        if !rest.0.is_empty() {
            return None;
        }
        let millis = midnight + clock - i64::from(offset_minutes) * 60_000;
        Some(Self {
            millis,
            offset_minutes,
            date_only,
            zone_known,
        })
    }

    /// The moment in RFC 3339 with its own offset; milliseconds only where they are not zero.
    ///
    /// A zone that was not written appears as `-00:00`, RFC 3339's sign for it. A date alone is written with its
    /// midnight. Years outside 0 to 9999, which RFC 3339 cannot write, come out with their sign or extra digit.
    #[must_use]
    pub fn to_rfc3339(&self) -> String {
        let (year, month, day) = self.local_date();
        let clock = self.local_millis().rem_euclid(DAY);
        let (seconds, fraction) = (clock / 1000, clock % 1000);
        let mut text = String::with_capacity(29);
        // Writing into a String cannot fail.
        let _ = write!(text, "{year:04}-{month:02}-{day:02}T");
        let _ = write!(
            text,
            "{:02}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        );
        if fraction != 0 {
            let _ = write!(text, ".{fraction:03}");
        }
        if !self.zone_known {
            text.push_str("-00:00");
        } else if self.offset_minutes == 0 {
            text.push('Z');
        } else {
            let sign = if self.offset_minutes < 0 { '-' } else { '+' };
            let minutes = self.offset_minutes.unsigned_abs();
            let _ = write!(text, "{sign}{:02}:{:02}", minutes / 60, minutes % 60);
        }
        text
    }

    /// Milliseconds that the clock on the wall shows, counted from 1970-01-01T00:00 local time.
    #[must_use]
    pub const fn local_millis(&self) -> i64 {
        self.millis + self.offset_minutes as i64 * 60_000
    }

    /// The local day's number; 0 is 1970-01-01, a Thursday.
    #[must_use]
    pub const fn local_day(&self) -> i64 {
        self.local_millis().div_euclid(DAY)
    }

    /// Year, month (1–12) and day (1–31) of the local day, in the Gregorian calendar.
    #[must_use]
    pub const fn local_date(&self) -> (i64, u8, u8) {
        civil_from_days(self.local_day())
    }

    /// Milliseconds since the local midnight, below 86,400,000.
    #[must_use]
    pub const fn local_clock(&self) -> i64 {
        self.local_millis().rem_euclid(DAY)
    }

    /// Whole days from this moment to the other, cut toward zero: 47 hours are 1 day, −47 hours are −1.
    #[must_use]
    pub const fn days_until(&self, other: &Self) -> i64 {
        (other.millis - self.millis) / DAY
    }
}

/// The number of a day of the Gregorian calendar, extended backwards; 0 is 1970-01-01.
///
/// Month is 1–12 and day 1–31; other values give the day that the sum of their parts falls on.
const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // The year is counted from March, so that the leap day is its last; 400 years are 146,097 days.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month (1–12) and day (1–31) of a day counted from 1970-01-01.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    reason = "a month and a day of it fit in a byte"
)]
const fn civil_from_days(day: i64) -> (i64, u8, u8) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let day_of_era = day.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = year_of_era + era * 400;
    (if month <= 2 { year + 1 } else { year }, month as u8, day as u8)
}

const fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The bytes not yet read.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    /// Takes exactly this many digits.
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (taken, rest) = self.0.split_at_checked(digits)?;
        let mut value = 0;
        for byte in taken {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            value = value * 10 + i64::from(digit);
        }
        self.0 = rest;
        Some(value)
    }

    /// Takes this byte.
    fn byte(&mut self, wanted: u8) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        (*first == wanted).then(|| self.0 = rest)
    }

    /// Takes a time of day and gives its milliseconds.
    fn clock(&mut self) -> Option<i64> {
        let hour = self.number(2)?;
        self.byte(b':')?;
        let minute = self.number(2)?;
        if hour > 23 || minute > 59 {
            return None;
        }
        let whole = (hour * 60 + minute) * 60_000;
        if self.byte(b':').is_none() {
            return Some(whole);
        }
        let second = self.number(2)?;
        let mut fraction = 0;
        if let [b'.' | b',', b'0'..=b'9', ..] = self.0 {
            self.0 = &self.0[1..];
            let mut weight = 100;
            while let [digit @ b'0'..=b'9', rest @ ..] = self.0 {
                fraction += i64::from(digit - b'0') * weight;
                weight /= 10;
                self.0 = rest;
            }
        }
        match second {
            0..=59 => Some(whole + second * 1000 + fraction),
            60 => Some(whole + 59_999),
            _ => None,
        }
    }

    /// Takes the zone, where there is one: minutes ahead of UTC, and whether it was written.
    fn zone(&mut self) -> Option<(i16, bool)> {
        // Database exports put a blank before the zone.
        if let [b' ', rest @ ..] = self.0 {
            self.0 = rest;
        }
        match self.0 {
            [] => Some((0, false)),
            [b'Z' | b'z', rest @ ..] => {
                self.0 = rest;
                Some((0, true))
            }
            [sign @ (b'+' | b'-'), rest @ ..] => {
                self.0 = rest;
                let hours = self.number(2)?;
                let minutes = if self.0.is_empty() {
                    0
                } else {
                    // The colon may be missing.
                    let _ = self.byte(b':');
                    self.number(2)?
                };
                if hours > 23 || minutes > 59 {
                    return None;
                }
                let offset = i16::try_from(hours * 60 + minutes).ok()?;
                Some(if *sign == b'-' {
                    (-offset, offset != 0)
                } else {
                    (offset, true)
                })
            }
            _ => None,
        }
    }
}
