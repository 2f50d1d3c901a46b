//! What stands in cells: days, amounts and counts, as offices write them.

use golugah_persian::{JalaliDate, latin_digits, normalise};

use super::rows::{Cell, Kind};
use super::words::{Unit, words};

/// How days are to be read where they can be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    /// What is added to a year of two digits; 0 where there are none to be read.
    pub(crate) century: i32,
    /// Which comes first where the year stands last and is Gregorian.
    pub(crate) order: Order,
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Unknown,
    DayFirst,
    MonthFirst,
}

/// Iran's clock, which moments that are written as a Jalali day with a time were read from. Until 1401 it was an hour ahead in
/// summer; what is measured in days and hours there is not moved by it.
const OFFSET: &str = "+03:30";

/// A day or moment as RFC 3339 writes it; or the key of what was expected.
pub(crate) fn moment(cell: Cell<'_>, days: Days) -> Result<String, &'static str> {
    match cell.kind {
        Kind::Failed => Err("tables-cell-failed"),
        Kind::Moment => Ok(cell.text.to_owned()),
        Kind::Number => {
            let whole = cell.text.strip_suffix(".0").unwrap_or(cell.text);
            day(whole, days)
        }
        _ => {
            let text = latin_digits(cell.text);
            if golugah_records::Timestamp::parse(&text).is_some() && !is_jalali_year(&text) {
                return Ok(text.trim().to_owned());
            }
            let (written, clock) = split_clock(&text);
            let day = day(written, days)?;
            Ok(match clock {
                Some(clock) => format!("{day}T{}{OFFSET}", clock.ok_or("tables-cell-day")?),
                None => day,
            })
        }
    }
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

/// An amount in units of the currency as a plain decimal number; or the key of what was expected.
///
/// A unit that the cell itself names goes before that of its column.
pub(crate) fn amount(cell: Cell<'_>, unit: Unit) -> Result<String, &'static str> {
    match cell.kind {
        Kind::Failed => Err("tables-cell-failed"),
        Kind::Number => shifted(cell.text, unit.zeros).ok_or("tables-cell-amount"),
        Kind::Moment => Err("tables-cell-amount-day"),
        _ => {
            let folded = normalise(cell.text);
            let (own, rest) = words().unit_in(&folded);
            let plain = plain_number(rest.trim())?;
            let zeros = own.map_or(unit.zeros, |own| own.zeros);
            shifted(&plain, zeros).ok_or("tables-cell-amount")
        }
    }
}

/// The number with a point, from one with marks between thousands.
fn plain_number(text: &str) -> Result<String, &'static str> {
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let text = text.trim_end_matches("/-");
    let mut whole = String::from(sign);
    let points = text.matches(['.', '٫', '/']).count();
    let (before, after) = match text.rsplit_once(['.', '٫', '/']) {
        // 1.250.000: points that part thousands, for a number has one decimal point.
        Some(_) if points > 1 => {
            let groups: Vec<&str> = text.split(['.', '/']).collect();
            if groups.iter().skip(1).any(|group| group.len() != 3) {
                return Err("tables-cell-amount");
            }
            (text, "")
        }
        // 1.250 is either; so is 1/250.
        Some((before, after)) if after.len() == 3 && !text.contains(['٫', ',', '٬']) && before.len() <= 3 =>
        {
            return Err("tables-cell-amount-point");
        }
        Some((before, after)) => (before, after),
        None => (text, ""),
    };
    for sign in before.chars() {
        match sign {
            '0'..='9' => whole.push(sign),
            ',' | '٬' | '،' | '\'' | '’' => {}
            '.' | '/' if points > 1 => {}
            _ => return Err("tables-cell-amount"),
        }
    }
    if !whole.ends_with(|sign: char| sign.is_ascii_digit())
        || after.chars().any(|sign| !sign.is_ascii_digit())
    {
        return Err("tables-cell-amount");
    }
    if !after.is_empty() {
        whole.push('.');
        whole.push_str(after);
    }
    Ok(whole)
}

/// The number with its point moved by so many places, without an exponent; exact.
fn shifted(number: &str, zeros: u32) -> Option<String> {
    let number = number.trim();
    let (sign, rest) = match number.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", number),
    };
    let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: i64 = exponent.trim_start_matches('+').parse().ok()?;
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || digits.len() > 40 || digits.bytes().any(|byte| !byte.is_ascii_digit()) {
        return None;
    }
    let point = whole.len() as i64 + exponent + i64::from(zeros);
    if !(-40..=40).contains(&point) {
        return None;
    }
    let (before, after) = if point <= 0 {
        (String::new(), "0".repeat(point.unsigned_abs() as usize) + &digits)
    } else {
        let point = point as usize;
        let mut before: String = digits.chars().take(point).collect();
        before.push_str(&"0".repeat(point.saturating_sub(digits.len())));
        (before, digits.chars().skip(point).collect())
    };
    let before = before.trim_start_matches('0');
    let after = after.trim_end_matches('0');
    let before = if before.is_empty() { "0" } else { before };
    Some(match after {
        "" => format!("{sign}{before}"),
        _ => format!("{sign}{before}.{after}"),
    })
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

    const PLAIN: Days = Days {
        century: 0,
        order: Order::Unknown,
    };

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
            ("1403/05/12 25:00", "tables-cell-day"),
        ] {
            assert_eq!(moment(text(form), PLAIN), Err(key), "{form}");
        }
        assert_eq!(moment(number("45371"), PLAIN), Err("tables-cell-day"));
        let told = Days {
            century: 1400,
            order: Order::DayFirst,
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
    fn amounts_in_the_forms_of_offices() {
        let rial = Unit { zeros: 0 };
        for (form, plain) in [
            ("1,250,000", "1250000"),
            ("۱٬۲۵۰٬۰۰۰ ریال", "1250000"),
            ("١٢٥٠٠٠٠", "1250000"),
            ("125.000 تومان", "x"),
            ("125,000 تومان", "1250000"),
            ("۱۲۵ هزار تومان", "1250000"),
            ("1.250.000", "1250000"),
            ("۱٫۲۵ میلیون ریال", "1250000"),
            ("1250000/-", "1250000"),
            ("1250000.00", "1250000"),
            ("-5", "-5"),
        ] {
            let found = amount(text(form), rial);
            match plain {
                "x" => assert_eq!(found, Err("tables-cell-amount-point"), "{form}"),
                _ => assert_eq!(found.as_deref(), Ok(plain), "{form}"),
            }
        }
        for form in ["توافقی", "", "12a", "1,2b", "۱۲ و ۱۳", "1.25.000"] {
            assert_eq!(amount(text(form), rial), Err("tables-cell-amount"), "{form}");
        }
        let million = Unit { zeros: 6 };
        assert_eq!(amount(number("1.2345678E2"), million).as_deref(), Ok("123456780"));
        assert_eq!(amount(number("0.0000001"), million).as_deref(), Ok("0.1"));
        assert_eq!(amount(number("1E99"), million), Err("tables-cell-amount"));
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
