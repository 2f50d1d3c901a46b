use crate::{Language, persian_digits};

/// An integer grouped in threes: «۱۲٬۳۴۵» or "12,345".
pub fn integer(value: i128, language: Language) -> String {
    in_language(&group(&value.to_string()), language)
}

/// A number rounded to at most `places` decimals, grouped, with no trailing zeros: «۱۲٬۳۴۵٫۶» or "12,345.6". What lies in the
/// middle between two is rounded away from nought, as people are taught.
///
/// What is not a number, or infinite, is written as a dash.
pub fn decimal(value: f64, places: usize, language: Language) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let mut text = format!("{:.places$}", away_from_the_middle(value, places));
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" {
        text = "0".to_owned();
    }
    in_language(&group(&text), language)
}

/// The number itself, or where it lies in the middle between two of so many decimals the one further from nought.
fn away_from_the_middle(value: f64, places: usize) -> f64 {
    let scale = 10_f64.powi(places.min(15) as i32);
    let scaled = value * scale;
    // Beyond 2^52 there is no middle.
    if scaled.abs() < 4_503_599_627_370_496.0 && (scaled.fract().abs() - 0.5).abs() < f64::EPSILON {
        scaled.round() / scale
    } else {
        value
    }
}

/// A share as a percentage: 0.125 is «۱۲٫۵٪» or "12.5 %".
///
/// One decimal; two below one per cent, so that a rare thing is not shown as none; and "< 0.01 %" below that.
/// In the same way a share just below one never shows as a full hundred.
pub fn percent(share: f64, language: Language) -> String {
    let value = share * 100.0;
    let (sign, number) = if value > 0.0 && value < 0.005 {
        ("< ", decimal(0.01, 2, language))
    } else if value > 99.95 && value < 100.0 {
        ("> ", decimal(99.9, 1, language))
    } else {
        (
            "",
            decimal(value, if value.abs() < 1.0 { 2 } else { 1 }, language),
        )
    };
    match language {
        // A comparison sign would be mirrored in a right-to-left line and read as its opposite.
        Language::Persian => {
            let words = match sign {
                "< " => "کمتر از ",
                "> " => "بیش از ",
                _ => "",
            };
            format!("{words}{number}٪")
        }
        Language::English => format!("{sign}{number}\u{a0}%"),
    }
}

/// Groups the integer part of a plain decimal number in threes.
fn group(plain: &str) -> String {
    let (sign, unsigned) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let mut text = String::with_capacity(plain.len() + whole.len() / 3);
    text.push_str(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// Digits, separators and minus sign of the language.
fn in_language(grouped: &str, language: Language) -> String {
    match language {
        Language::English => grouped.replace('-', "−"),
        // The left-to-right mark keeps the minus before its number in a right-to-left line.
        Language::Persian => persian_digits(grouped)
            .replace(',', "٬")
            .replace('.', "٫")
            .replace('-', "\u{200E}−"),
    }
}

#[cfg(test)]
mod tests {
    use super::{decimal, integer, percent};
    use crate::Language::{English, Persian};

    #[test]
    fn numbers_are_grouped_in_threes() {
        assert_eq!(integer(12_345, Persian), "۱۲٬۳۴۵");
        assert_eq!(integer(999, English), "999");
        assert_eq!(integer(1_000, English), "1,000");
        assert_eq!(integer(-1_234_567, English), "−1,234,567");
        assert_eq!(integer(-123, Persian), "\u{200E}−۱۲۳");
        assert_eq!(
            integer(i128::from(i64::MIN), English),
            "−9,223,372,036,854,775,808"
        );
    }

    #[test]
    fn decimals_lose_their_trailing_zeros() {
        assert_eq!(decimal(12_345.6, 2, Persian), "۱۲٬۳۴۵٫۶");
        assert_eq!(decimal(12.0, 1, English), "12");
        assert_eq!(decimal(1000.0, 0, English), "1,000");
        assert_eq!(decimal(-0.001, 1, English), "0");
        assert_eq!(decimal(0.125, 3, English), "0.125");
        assert_eq!(decimal(f64::NAN, 1, English), "–");
    }

    #[test]
    fn a_percentage_is_neither_rounded_to_nothing_nor_to_everything() {
        assert_eq!(percent(0.125, Persian), "۱۲٫۵٪");
        assert_eq!(percent(0.283_3, English), "28.3\u{a0}%");
        assert_eq!(percent(0.0, English), "0\u{a0}%");
        assert_eq!(percent(1.0, Persian), "۱۰۰٪");
        assert_eq!(percent(0.000_4, English), "0.04\u{a0}%");
        assert_eq!(percent(0.000_01, English), "< 0.01\u{a0}%");
        assert_eq!(percent(0.999_9, Persian), "بیش از ۹۹٫۹٪");
    }
}
