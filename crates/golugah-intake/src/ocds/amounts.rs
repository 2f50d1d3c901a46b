//! Numbers: amounts in hundredths and counts, exact.

use golugah_records::Text;

use super::set;
use crate::json::{Cursor, Fault};

/// A number as JSON has it, as a text, or in the object of a database's export.
pub(super) fn number<'a>(cursor: &mut Cursor<'a>) -> Result<Option<Text<'a>>, Fault> {
    if cursor.peek() != b'{' {
        return cursor.numeric();
    }
    let mut found = None;
    cursor.object(|cursor, key| match key {
        b"$numberLong" | b"$numberInt" | b"$numberDouble" | b"$numberDecimal" => {
            set(&mut found, cursor.numeric()?)
        }
        _ => cursor.other_kind("a number"),
    })?;
    Ok(found)
}

/// Hundredths of a decimal number, rounded half away from zero and exact; none where 64 bits do not hold them.
pub(super) fn minor_units(number: &str) -> Option<i64> {
    let (negative, number) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number.strip_prefix('+').unwrap_or(number)),
    };
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || {
        whole
            .bytes()
            .chain(fraction.bytes())
            .map(|byte| i64::from(byte.wrapping_sub(b'0')))
    };
    let Some(leading) = digits().position(|digit| digit != 0) else {
        return Some(0);
    };
    // An exponent beyond 64 bits moves the point beyond every digit there can be.
    let exponent: i64 = exponent.parse().unwrap_or(if exponent.starts_with('-') {
        i64::MIN / 2
    } else {
        i64::MAX / 2
    });
    let place_of_point = (whole.len() as i64 - leading as i64).saturating_add(exponent);
    let kept = match place_of_point.saturating_add(2) {
        ..0 => return Some(0),
        // Twenty digits are more than 64 bits hold.
        20.. => return None,
        kept => kept as usize,
    };
    let mut digits = digits().skip(leading);
    let mut minor = 0_i64;
    for _ in 0..kept {
        minor = minor.checked_mul(10)?.checked_add(digits.next().unwrap_or(0))?;
    }
    minor = minor.checked_add(i64::from(digits.next().unwrap_or(0) >= 5))?;
    Some(if negative { -minor } else { minor })
}

/// A count; `3.0`, as spreadsheets write it, is one.
pub(super) fn count(number: &str) -> Option<u32> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if fraction.bytes().all(|byte| byte == b'0') {
        whole.parse().ok()
    } else {
        None
    }
}
