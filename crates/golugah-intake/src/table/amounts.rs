//! Amounts of money, as offices write them: what can be read in two ways is not read.

use golugah_persian::normalise;

use super::rows::{Cell, Kind};
use super::units::Unit;
use super::words::{SHORT, words};

/// Digits before the point of the largest amount that records hold, which keep hundredths in 64 bits.
const MOST_DIGITS: usize = 16;

/// An amount in units of the currency as a plain decimal number; or the key of what was expected.
///
/// A unit that the cell names goes before that of its column; one that names only a part of it, such as «میلیون» in a column in
/// toman, is completed by the column's.
pub(crate) fn amount(cell: Cell<'_>, unit: Unit) -> Result<String, &'static str> {
    let (plain, zeros) = match cell.kind {
        Kind::Failed => return Err("tables-cell-failed"),
        Kind::Moment => return Err("tables-cell-amount-day"),
        Kind::Number => (cell.text.to_owned(), unit.zeros()),
        Kind::Text | Kind::Empty => {
            let (number, own) = parts(cell.text)?;
            (plain_number(&number)?, completed(unit, own)?)
        }
    };
    let found = shifted(&plain, zeros).ok_or("tables-cell-amount")?;
    if found.starts_with('-') {
        return Err("tables-cell-amount-negative");
    }
    let whole = found.split('.').next().unwrap_or_default();
    if whole.len() > MOST_DIGITS {
        return Err("tables-cell-amount-large");
    }
    Ok(found)
}

/// The unit that a cell names behind or before its number, if it is an amount.
pub(super) fn unit_of_cell(text: &str) -> Option<Unit> {
    parts(text).ok()?.1
}

/// The zeros of an amount whose cell names this unit, in a column of that one.
fn completed(column: Unit, own: Option<Unit>) -> Result<u32, &'static str> {
    match own {
        None => Ok(column.zeros()),
        Some(own) if own.scale > 0 && own.currency.is_some() => Ok(own.zeros()),
        // «۱۲۵ میلیون» or «۱۲۵ ریال» in a column of million rial: one of them is not meant, and nobody knows which.
        Some(_) if column.scale > 0 => Err("tables-cell-amount-unit"),
        Some(own) => Ok(own.scale + own.currency.or(column.currency).unwrap_or(0)),
    }
}

/// The number of a cell, and the unit that stands behind it, or the currency before it.
fn parts(text: &str) -> Result<(String, Option<Unit>), &'static str> {
    if text.len() > SHORT {
        return Err("tables-cell-amount");
    }
    let folded = normalise(&text.replace('\u{200c}', " "));
    let mut number = String::new();
    let mut unit: Option<Unit> = None;
    let mut ended = false;
    for token in tokens(&folded) {
        let bare = token.trim_matches(|sign| "()[]«».:".contains(sign));
        match words().unit_of_word(bare) {
            // Brackets that stood around a unit.
            _ if bare.is_empty() => {}
            Some(one) => {
                if number.is_empty() && one.scale > 0 {
                    return Err("tables-cell-amount");
                }
                let joined = unit.unwrap_or_default().join(one);
                unit = Some(joined.ok_or("tables-cell-amount-unit")?);
                ended = !number.is_empty();
            }
            // «۱ میلیون ۵۰۰ هزار»: two amounts that nobody adds up here.
            None if ended && token != "/-" => return Err("tables-cell-amount"),
            None => {
                if !number.is_empty() {
                    number.push(' ');
                }
                number.push_str(token);
            }
        }
    }
    Ok((number, unit))
}

/// Words and numbers, parted where blanks are and where letters meet digits.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|word| {
        let mut parts = Vec::new();
        let mut rest = word;
        let is_letter = |sign: &char| sign.is_alphabetic();
        while let Some(first) = rest.chars().next() {
            let of_letters = is_letter(&first);
            let end = rest
                .find(|sign: char| is_letter(&sign) != of_letters)
                .unwrap_or(rest.len());
            let (part, more) = rest.split_at(end);
            parts.push(part);
            rest = more;
        }
        parts
    })
}

/// The number with a point, from one with marks between thousands.
fn plain_number(text: &str) -> Result<String, &'static str> {
    let text = text.trim_end_matches("/-").trim();
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let signed = text.strip_prefix(['-', '−']).or_else(|| text.strip_suffix('-'));
    if let Some(rest) = inner.or(signed) {
        let number = unsigned(rest.trim())?;
        let is_zero = number.chars().all(|sign| matches!(sign, '0' | '.'));
        return if is_zero {
            Ok(number)
        } else {
            Err("tables-cell-amount-negative")
        };
    }
    unsigned(text)
}

fn unsigned(text: &str) -> Result<String, &'static str> {
    const POINTS: [char; 3] = ['.', '٫', '/'];
    let points: Vec<&str> = text.matches(POINTS).collect();
    let (whole, after) = match points[..] {
        [] => (grouped(text)?, ""),
        [_] => {
            let (before, after) = text.split_once(POINTS).unwrap_or((text, ""));
            let whole = grouped(before)?;
            if after.contains([',', '٬', '،']) {
                return Err("tables-cell-amount-comma");
            }
            // 1.250 is either; so are 1/250 and 1٫250.
            if after.len() == 3 && whole.len() <= 3 && whole != "0" && whole.len() == before.len() {
                return Err("tables-cell-amount-point");
            }
            (whole, after)
        }
        // 1.250.000: points that part thousands, for a number has one decimal point.
        [first, ..] if first != "٫" && points.iter().all(|point| *point == first) => {
            let whole = text.replace(first, ",");
            (grouped(&whole).map_err(|_| "tables-cell-amount")?, "")
        }
        _ => return Err("tables-cell-amount"),
    };
    if after.bytes().any(|byte| !byte.is_ascii_digit()) {
        return Err("tables-cell-amount");
    }
    Ok(match after {
        "" => whole,
        _ => format!("{whole}.{after}"),
    })
}

/// The digits of a whole number, whose marks part thousands and nothing else: `1,25` may be a fraction.
fn grouped(text: &str) -> Result<String, &'static str> {
    let is_mark = |sign: char| matches!(sign, ',' | '٬' | '،' | '\'' | '’' | ' ');
    if text.is_empty() || text.chars().any(|sign| !sign.is_ascii_digit() && !is_mark(sign)) {
        return Err("tables-cell-amount");
    }
    let mut marks = text.chars().filter(|sign| is_mark(*sign));
    let first_mark = marks.next();
    let one_kind = marks.all(|mark| Some(mark) == first_mark);
    let mut groups = text.split(is_mark);
    let first = groups.next().unwrap_or_default().len();
    let parted = first_mark.is_none() || (1..=3).contains(&first) && groups.all(|group| group.len() == 3);
    if !parted || !one_kind {
        return Err("tables-cell-amount-comma");
    }
    Ok(text.chars().filter(char::is_ascii_digit).collect())
}

/// The number with its point moved by so many places, without an exponent; exact.
pub(super) fn shifted(number: &str, zeros: u32) -> Option<String> {
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
    let point = (whole.len() as i64)
        .saturating_add(exponent)
        .saturating_add(i64::from(zeros));
    if !(-40..=60).contains(&point) {
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
    let sign = if before == "0" && after.is_empty() {
        ""
    } else {
        sign
    };
    Some(match after {
        "" => format!("{sign}{before}"),
        _ => format!("{sign}{before}.{after}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn unit(words_of: &str) -> Unit {
        words().unit_in(words_of).0.unwrap_or_default()
    }

    #[test]
    fn amounts_in_the_forms_of_offices() {
        for (form, plain) in [
            ("1,250,000", "1250000"),
            ("۱٬۲۵۰٬۰۰۰ ریال", "1250000"),
            ("1 250 000", "1250000"),
            ("1,250,000 (ریال)", "1250000"),
            ("IRR 1,250,000", "1250000"),
            ("1250000ریال", "1250000"),
            ("١٢٥٠٠٠٠", "1250000"),
            ("125,000 تومان", "1250000"),
            ("۱۲۵ هزار تومان", "1250000"),
            ("۱۲۵ هزار‌تومان", "1250000"),
            ("1.250.000", "1250000"),
            ("۱٫۲۵ میلیون ریال", "1250000"),
            ("1250000/-", "1250000"),
            ("1250000.00", "1250000"),
            ("0.125 million rial", "125000"),
            ("-0", "0"),
        ] {
            assert_eq!(amount(text(form), unit("ریال")).as_deref(), Ok(plain), "{form}");
        }
        let million = unit("میلیون ریال");
        assert_eq!(amount(number("1.2345678E2"), million).as_deref(), Ok("123456780"));
        assert_eq!(amount(number("0.0000001"), million).as_deref(), Ok("0.1"));
    }

    #[test]
    fn what_could_be_two_amounts_is_none() {
        for (form, key) in [
            ("125.000 تومان", "tables-cell-amount-point"),
            ("1/250", "tables-cell-amount-point"),
            ("۱٫۲۵۰", "tables-cell-amount-point"),
            ("1,25", "tables-cell-amount-comma"),
            ("1250,5", "tables-cell-amount-comma"),
            ("1.250,5", "tables-cell-amount-comma"),
            ("1,250 000", "tables-cell-amount-comma"),
            ("12 5", "tables-cell-amount-comma"),
            ("۱ میلیون ۵۰۰ هزار", "tables-cell-amount"),
            ("میلیون ۵", "tables-cell-amount"),
            ("5 ریال تومان", "tables-cell-amount-unit"),
            ("-5", "tables-cell-amount-negative"),
            ("(1,250)", "tables-cell-amount-negative"),
            ("5-", "tables-cell-amount-negative"),
            ("99999999999999999", "tables-cell-amount-large"),
            ("99 میلیارد میلیارد ریال", "tables-cell-amount-unit"),
            ("NaN", "tables-cell-amount"),
            ("توافقی", "tables-cell-amount"),
            ("", "tables-cell-amount"),
            ("12a", "tables-cell-amount"),
            ("1,2b", "tables-cell-amount"),
            ("۱۲ و ۱۳", "tables-cell-amount"),
            ("1.25.000", "tables-cell-amount"),
        ] {
            assert_eq!(amount(text(form), unit("ریال")), Err(key), "{form}");
        }
        for (form, key) in [
            ("-5", "tables-cell-amount-negative"),
            ("NaN", "tables-cell-amount"),
            ("1E20", "tables-cell-amount-large"),
            ("1E99", "tables-cell-amount"),
            ("1E9223372036854775807", "tables-cell-amount"),
        ] {
            assert_eq!(amount(number(form), unit("میلیون ریال")), Err(key), "{form}");
        }
    }

    #[test]
    fn a_cell_completes_the_unit_of_its_column_or_is_in_doubt() {
        for (column, form, found) in [
            ("تومان", "۱۲۵ میلیون", Ok("1250000000")),
            ("تومان", "۱۲۵ میلیون ریال", Ok("125000000")),
            ("تومان", "۱۲۵", Ok("1250")),
            ("ریال", "۱۲۵ تومان", Ok("1250")),
            ("میلیون ریال", "۱۲۵ میلیون تومان", Ok("1250000000")),
            ("میلیون ریال", "۱۲۵ میلیون", Err("tables-cell-amount-unit")),
            ("میلیون ریال", "۱۲۵ ریال", Err("tables-cell-amount-unit")),
        ] {
            let amount = amount(text(form), unit(column));
            assert_eq!(amount.as_deref().map_err(|key| *key), found, "{column}: {form}");
        }
    }
}
