//! What stands in cells: days and counts, as offices write them.

use golugah_persian::{JalaliDate, latin_digits};
use golugah_records::Timestamp;

use super::amounts::shifted;
use super::rows::{Cell, Kind};
use super::words::SHORT;

/// How days are to be read where they can be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    /// What is added to a year of two digits; 0 where there are none to be read.
    pub(crate) century: i32,
    /// Which comes first where the year stands last and is Gregorian.
    pub(crate) order: Order,
    /// Whether moments without a zone are those of Iran's clock; those of the standard's own files are left as they are.
    pub(crate) local: bool,
}

impl Days {
    /// Days of which nothing is known.
    pub(crate) const PLAIN: Self = Self {
        century: 0,
        order: Order::Unknown,
        local: true,
    };

    /// However a day may be written: for telling whether it is one at all.
    pub(crate) const ANY: Self = Self {
        century: 1400,
        order: Order::DayFirst,
        local: true,
    };
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Unknown,
    DayFirst,
    MonthFirst,
}

/// Iran's clock, which every moment without a zone was read from, whatever calendar or program wrote it. Until 1401 it was an hour ahead in
/// summer; what is measured in days and hours there is not moved by it.
const OFFSET: &str = "+03:30";

/// A day or moment as RFC 3339 writes it; or the key of what was expected.
pub(crate) fn moment(cell: Cell<'_>, days: Days) -> Result<String, &'static str> {
    match cell.kind {
        Kind::Failed => Err("tables-cell-failed"),
        _ if cell.text.len() > SHORT => Err("tables-cell-day"),
        Kind::Moment => zoned(cell.text, days).ok_or("tables-cell-day"),
        Kind::Number => {
            let whole = cell.text.strip_suffix(".0").unwrap_or(cell.text);
            day(whole, days)
        }
        _ => {
            let text = latin_digits(cell.text);
            if !is_jalali_year(&text)
                && let Some(moment) = zoned(&text, days)
            {
                return Ok(moment);
            }
            let (written, clock) = split_clock(&text);
            let day = day(written, days)?;
            Ok(match clock {
                Some(clock) => format!("{day}T{}{OFFSET}", clock.ok_or("tables-cell-clock")?),
                None => day,
            })
        }
    }
}

/// A moment that is written as the standard has it, with Iran's zone where it has none; none where it is no such moment.
fn zoned(text: &str, days: Days) -> Option<String> {
    let text = text.trim();
    let read = Timestamp::parse(text)?;
    let unsaid = days.local && !read.date_only && !read.zone_known && !text.ends_with("-00:00");
    Some(if unsaid {
        format!("{text}{OFFSET}")
    } else {
        text.to_owned()
    })
}

/// The day with the time of day that stands in a cell of its own, as a text that [`moment`] reads; the day as it stands where
/// there is none. A time that cannot be read is none to leave out, for the order of a case depends on it.
pub(crate) fn with_clock(day: Cell<'_>, time: Cell<'_>) -> Result<Option<String>, &'static str> {
    if !time.text.chars().any(char::is_alphanumeric) {
        return Ok(None);
    }
    let own = match time.kind {
        Kind::Failed => return Err("tables-cell-failed"),
        Kind::Moment => time.text.split_once('T').map(|(_, clock)| clock.to_owned()),
        // A time of day is kept as a part of a day.
        Kind::Number => time
            .text
            .parse::<f64>()
            .ok()
            .filter(|part| (0.0..1.0).contains(part))
            .map(|part| {
                let seconds = (part * 86_400.0).round() as u64;
                format!("{}:{}:{}", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
            }),
        _ => Some(time.text.to_owned()),
    };
    let own = own.as_deref().and_then(clock).ok_or("tables-cell-clock")?;
    let text = latin_digits(day.text);
    let written = match day.kind {
        Kind::Moment => text.split('T').next().unwrap_or_default(),
        _ => split_clock(&text).0,
    };
    let written = written.strip_suffix(".0").unwrap_or(written);
    Ok(Some(format!("{written} {own}")))
}

/// A text such as `1403-05-12`, which is no day of the fifteenth century.
fn is_jalali_year(text: &str) -> bool {
    text.trim()
        .get(..4)
        .and_then(|year| year.parse().ok())
        .is_some_and(|year: i32| year < 1700)
}

/// Splits `1403/05/12 - 14:30` into its day and its time; the time is none where it cannot be one.
fn split_clock(text: &str) -> (&str, Option<Option<String>>) {
    let parts = text.split_whitespace().chain(std::iter::once(""));
    let Some(clock) = parts.into_iter().find(|part| part.contains(':')) else {
        return (text, None);
    };
    let day: &str = match text.find(clock) {
        Some(0) => &text[clock.len()..],
        Some(at) => &text[..at],
        None => text,
    };
    (
        day.trim_matches(|sign: char| sign.is_whitespace() || sign == '-' || sign == '،'),
        Some(self::clock(clock)),
    )
}

/// A time of day as `HH:MM:SS`.
pub(crate) fn clock(text: &str) -> Option<String> {
    let text = latin_digits(text);
    let parts: Option<Vec<u8>> = text
        .trim()
        .split(':')
        .map(|part| part.trim().parse().ok())
        .collect();
    let (hour, minute, second) = match parts?[..] {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    (hour < 24 && minute < 60 && second < 60).then(|| format!("{hour:02}:{minute:02}:{second:02}"))
}

fn day(text: &str, days: Days) -> Result<String, &'static str> {
    use golugah_persian::TypedDayRefusal as Refusal;
    let read = match JalaliDate::from_typed(text) {
        Err(Refusal::ShortYear) if days.century != 0 => with_century(text, days.century),
        Err(Refusal::GregorianOrder) if days.order != Order::Unknown => year_last(text, days.order),
        other => other,
    };
    match read {
        Ok(day) => day.to_rfc3339().ok_or("tables-cell-day"),
        Err(Refusal::ShortYear) => Err("tables-cell-day-short-year"),
        Err(Refusal::GregorianOrder) => Err("tables-cell-day-order"),
        Err(_) => Err("tables-cell-day"),
    }
}

fn separated(text: &str) -> Vec<&str> {
    text.split(|sign: char| !sign.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect()
}

/// A year of two digits stands first: `03/05/12`.
fn with_century(text: &str, century: i32) -> Result<JalaliDate, golugah_persian::TypedDayRefusal> {
    let text = latin_digits(text);
    let parts = separated(&text);
    let year = parts.first().and_then(|year| year.parse::<i32>().ok());
    let (Some(year), [first, month, day]) = (year, &parts[..]) else {
        return JalaliDate::from_typed(&text);
    };
    if first.len() != 2 {
        return JalaliDate::from_typed(&text);
    }
    JalaliDate::from_typed(&format!("{}/{month}/{day}", century + year))
}

fn year_last(text: &str, order: Order) -> Result<JalaliDate, golugah_persian::TypedDayRefusal> {
    let text = latin_digits(text);
    let parts = separated(&text);
    let [first, second, year] = parts[..] else {
        return JalaliDate::from_typed(&text);
    };
    let (month, day) = match order {
        Order::MonthFirst => (first, second),
        _ => (second, first),
    };
    JalaliDate::from_typed(&format!("{year}-{month}-{day}"))
}

/// A count; or the key of what was expected.
pub(crate) fn count(cell: Cell<'_>) -> Result<u32, &'static str> {
    if cell.kind == Kind::Failed {
        return Err("tables-cell-failed");
    }
    let text = latin_digits(cell.text);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    if fraction.bytes().any(|byte| byte != b'0') {
        return Err("tables-cell-count");
    }
    whole.trim().parse().map_err(|_| "tables-cell-count")
}

/// An identifier or a name: a number loses the point that a program put behind it.
pub(crate) fn name(cell: Cell<'_>) -> String {
    if cell.kind != Kind::Number {
        return cell.text.to_owned();
    }
    shifted(cell.text, 0).unwrap_or_else(|| cell.text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Days = Days::PLAIN;

    fn text(text: &str) -> Cell<'_> {
        Cell {
            kind: Kind::Text,
            text,
        }
    }

    fn number(text: &str) -> Cell<'_> {
        Cell {
            kind: Kind::Number,
            text,
        }
    }

    #[test]
    fn days_in_the_forms_of_offices() {
        for form in [
            "1403/05/12",
            "۱۴۰۳/۵/۱۲",
            "١٤٠٣-٠٥-١٢",
            "1403-05-12",
            "۱۲ مرداد ۱۴۰۳",
            "2024-08-02",
        ] {
            assert_eq!(moment(text(form), PLAIN).as_deref(), Ok("2024-08-02"), "{form}");
        }
        assert_eq!(moment(number("14030512.0"), PLAIN).as_deref(), Ok("2024-08-02"));
        for form in ["۱۴۰۳/۰۵/۱۲ ۱۴:۳۰", "14:30 - 1403/05/12", "1403/05/12 - 14:30:00"] {
            let found = moment(text(form), PLAIN);
            assert_eq!(found.as_deref(), Ok("2024-08-02T14:30:00+03:30"), "{form}");
        }
        let zoned = "2020-08-25T11:00:00Z";
        assert_eq!(moment(text(zoned), PLAIN).as_deref(), Ok(zoned));
        for (form, key) in [
            ("03/05/12", "tables-cell-day-short-year"),
            ("02/08/2024", "tables-cell-day-order"),
            ("1403/13/01", "tables-cell-day"),
            ("فردا", "tables-cell-day"),
            ("12/05/03", "tables-cell-day-short-year"),
            ("1403/05/12 25:00", "tables-cell-clock"),
        ] {
            assert_eq!(moment(text(form), PLAIN), Err(key), "{form}");
        }
        assert_eq!(moment(number("45371"), PLAIN), Err("tables-cell-day"));
        let told = Days {
            century: 1400,
            ..Days::ANY
        };
        assert_eq!(moment(text("۰۳/۰۵/۱۲"), told).as_deref(), Ok("2024-08-02"));
        assert_eq!(moment(text("02/08/2024"), told).as_deref(), Ok("2024-08-02"));
        let month = Days {
            order: Order::MonthFirst,
            ..told
        };
        assert_eq!(moment(text("08/02/2024"), month).as_deref(), Ok("2024-08-02"));
    }

    #[test]
    fn every_moment_without_a_zone_is_of_irans_clock() {
        let excel = Cell {
            kind: Kind::Moment,
            text: "2024-08-02T14:30:00",
        };
        let same = Ok("2024-08-02T14:30:00+03:30");
        assert_eq!(moment(excel, PLAIN).as_deref(), same);
        assert_eq!(moment(text("1403/05/12 14:30"), PLAIN).as_deref(), same);
        assert_eq!(
            moment(text("2024-08-02 14:30:00"), PLAIN).as_deref(),
            Ok("2024-08-02 14:30:00+03:30")
        );
        let standard = Days {
            local: false,
            ..PLAIN
        };
        assert_eq!(moment(excel, standard).as_deref(), Ok("2024-08-02T14:30:00"));
        assert_eq!(moment(text("2024-08-02"), PLAIN).as_deref(), Ok("2024-08-02"));
    }

    #[test]
    fn a_clock_in_a_column_of_its_own_is_read_or_refused() {
        let day = text("۱۴۰۳/۰۵/۱۲");
        for (clock, found) in [
            (text("۱۴:۳۰"), Ok(Some("1403/05/12 14:30:00"))),
            (number("0.5"), Ok(Some("1403/05/12 12:00:00"))),
            (text("-"), Ok(None)),
            (text("عصر"), Err("tables-cell-clock")),
            (text("25:00"), Err("tables-cell-clock")),
            (number("7.5"), Err("tables-cell-clock")),
        ] {
            let joined = with_clock(day, clock);
            let joined = joined.as_ref().map(Option::as_deref).map_err(|key| *key);
            assert_eq!(joined, found, "{clock:?}");
        }
    }

    #[test]
    fn counts_and_names() {
        assert_eq!(count(text("۱۲")), Ok(12));
        assert_eq!(count(number("3.0")), Ok(3));
        assert_eq!(count(number("3.5")), Err("tables-cell-count"));
        assert_eq!(count(text("سه")), Err("tables-cell-count"));
        assert_eq!(name(number("1.0102345678E10")), "10102345678");
        assert_eq!(name(number("12.0")), "12");
        assert_eq!(name(text("12.0")), "12.0");
    }
}
