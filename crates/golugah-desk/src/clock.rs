//! Time as the county keeps it: milliseconds since 1970 in UTC, given by the caller, written as RFC 3339 text.

use std::sync::Arc;

/// Milliseconds since 1970-01-01 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// Iran's offset from UTC, the same all year since 2022.
const TEHRAN_MILLIS: i64 = 12_600_000;

const DAY_MILLIS: i64 = 86_400_000;

/// By how much a clock may be behind what it, or another node's, said before.
const MOST_BACK_MILLIS: i64 = 120_000;

impl Moment {
    /// `2026-11-24T10:05:15.123Z`.
    pub fn text(self) -> String {
        let (year, month, day) = civil(self.0.div_euclid(DAY_MILLIS));
        let millis = self.0.rem_euclid(DAY_MILLIS);
        let (seconds, millis) = (millis / 1000, millis % 1000);
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
    }

    /// Reads what [`Moment::text`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_once('T')?;
        let time = rest.strip_suffix('Z')?;
        let mut parts = time.split([':', '.']).map(|part| part.parse::<i64>().ok());
        let (hour, minute, second, millis) = (parts.next()??, parts.next()??, parts.next()??, parts.next()??);
        let days = golugah_persian::days_between("1970-01-01", day)?;
        let moment = Self(days * DAY_MILLIS + ((hour * 60 + minute) * 60 + second) * 1000 + millis);
        (moment.text() == text).then_some(moment)
    }

    /// The same moment by the clock on Iran's walls: `2026-11-24T13:35:15.123+03:30`.
    pub fn text_in_iran(self) -> String {
        let utc = Self(self.0 + TEHRAN_MILLIS).text();
        format!("{}+03:30", utc.trim_end_matches('Z'))
    }

    /// The minute in UTC, `2026-11-24T10:05`: what is late by the minute is counted anew when it changes.
    pub fn minute(self) -> String {
        self.text().chars().take("2026-11-24T10:05".len()).collect()
    }

    /// The day in Iran, `2026-11-24`.
    pub fn day(self) -> String {
        let (year, month, day) = civil((self.0 + TEHRAN_MILLIS).div_euclid(DAY_MILLIS));
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The hour and minute in Iran.
    pub fn hour_and_minute(self) -> (u8, u8) {
        let minutes = (self.0 + TEHRAN_MILLIS).rem_euclid(DAY_MILLIS) / 60_000;
        // Both are below 60, so neither conversion can fail.
        (
            u8::try_from(minutes / 60).unwrap_or(0),
            u8::try_from(minutes % 60).unwrap_or(0),
        )
    }

    /// Whether somebody set the clock back between that moment and this one. Two clocks that are kept right part by less.
    pub fn is_set_back_from(self, before: Self) -> bool {
        self.0 < before.0 - MOST_BACK_MILLIS
    }

    /// So many seconds later.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1000)
    }
}

/// The day in Iran of a moment as [`Moment::text`] writes it; `None` where the text is no such moment.
pub fn day_in_iran(moment: &str) -> Option<String> {
    let (day, rest) = (moment.get(..10)?, moment.get(10..)?);
    let time = rest.strip_prefix('T')?.get(..5)?;
    // Iran is three and a half hours ahead, so that its next day begins at half past eight in the evening.
    golugah_persian::plus_days(day, i64::from(time >= "20:30"))
}

/// The moment at which a day begins in Iran, as [`Moment::text`] writes it; `None` where the text is no day.
pub fn beginning_in_iran(day: &str) -> Option<String> {
    Some(format!("{}T20:30:00.000Z", golugah_persian::plus_days(day, -1)?))
}

/// The Gregorian day that lies so many days after 1970-01-01, by the usual reckoning in eras of 400 years that begin
/// on the first of March, so that a leap day is the last of its year.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Whoever says what time it is: the program gives the system's clock, a test one of its own.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Moment + Send + Sync>);

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

impl Clock {
    /// A clock that asks `now`.
    pub fn new(now: impl Fn() -> Moment + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// What time it is.
    pub fn now(&self) -> Moment {
        (self.0)()
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, beginning_in_iran, day_in_iran};

    #[test]
    fn a_day_in_iran_begins_in_the_evening_of_utc() {
        let day = |text| day_in_iran(text);
        assert_eq!(day("2026-11-24T20:29:59.999Z").as_deref(), Some("2026-11-24"));
        assert_eq!(day("2026-11-24T20:30:00.000Z").as_deref(), Some("2026-11-25"));
        assert_eq!(day("2026-11-24"), None);
        let begins = beginning_in_iran("2026-11-25").unwrap();
        assert_eq!(begins, "2026-11-24T20:30:00.000Z");
        assert_eq!(day(&begins).as_deref(), Some("2026-11-25"));
    }

    #[test]
    fn a_moment_is_written_in_utc_and_its_day_is_irans() {
        assert_eq!(Moment(0).text(), "1970-01-01T00:00:00.000Z");
        assert_eq!(Moment(951_782_400_000).text(), "2000-02-29T00:00:00.000Z");
        assert_eq!(Moment(-1).text(), "1969-12-31T23:59:59.999Z");
        let evening = Moment(1_795_548_915_123);
        assert_eq!(Moment::parse(&evening.text()), Some(evening));
        assert_eq!(Moment::parse("2026-11-24T25:35:15.123Z"), None);
        assert_eq!(Moment::parse("2026-11-24"), None);
        assert_eq!(evening.text(), "2026-11-24T19:35:15.123Z");
        assert_eq!(evening.day(), "2026-11-24");
        assert_eq!(evening.hour_and_minute(), (23, 5));
        assert_eq!(evening.text_in_iran(), "2026-11-24T23:05:15.123+03:30");
        assert_eq!(evening.plus_seconds(3600).day(), "2026-11-25");
    }
    #[test]
    fn a_moment_is_read_as_it_is_written_and_in_no_other_form() {
        for millis in [0, -1, 951_782_400_000, 1_795_548_915_123, 4_107_542_399_999] {
            assert_eq!(Moment::parse(&Moment(millis).text()), Some(Moment(millis)));
        }
        for text in [
            "",
            "2026-11-24",
            "2026-11-24T19:35:15.123",
            "2026-11-31T19:35:15.123Z",
            "2026-11-24T24:35:15.123Z",
            "+026-11-24T19:35:15.123Z",
            "2026-11-24T19:35:15.123Z ",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
