use crate::{Language, decimal, integer};

/// What one step of large numbers is called.
struct Scale {
    /// In whole units of the currency.
    units: i128,
    persian: &'static str,
    english: &'static str,
}

/// Largest first. Persian budgets count in thousands of milliards, not in trillions.
const SCALES: [Scale; 3] = [
    Scale {
        units: 1_000_000_000_000,
        persian: "هزار میلیارد",
        english: "tn",
    },
    Scale {
        units: 1_000_000_000,
        persian: "میلیارد",
        english: "bn",
    },
    Scale {
        units: 1_000_000,
        persian: "میلیون",
        english: "m",
    },
];

/// Money in people's form, from hundredths of the currency's unit: «۱۲٫۳ میلیارد ریال» or "INR 1.2 bn".
///
/// Below a million the whole number is given, from there on three figures at most with the word for the scale.
/// Large amounts are rounded: use [`money_exact`] where the sum must be checked.
pub fn money(minor: i128, currency: &str, language: Language) -> String {
    let units = minor.unsigned_abs() / 100;
    // Rounding may lift an amount into the next scale: 999,950,000 is "1 bn", not "1,000 m".
    let scale = SCALES
        .iter()
        .find(|scale| units.saturating_add(lift(scale)) >= scale.units.unsigned_abs());
    let Some(scale) = scale else {
        return money_exact(minor, currency, language);
    };
    let value = minor as f64 / 100.0 / scale.units as f64;
    let places = if value.abs() < 99.95 { 1 } else { 0 };
    let number = decimal(value, places, language);
    match language {
        Language::Persian => format!("{number} {} {}", scale.persian, currency_name(currency, language)),
        Language::English => format!(
            "{}\u{a0}{number}\u{a0}{}",
            currency_name(currency, language),
            scale.english
        ),
    }
}

/// How far below a scale an amount is shown in it, because it would round up to it.
fn lift(scale: &Scale) -> u128 {
    if scale.units == SCALES[2].units {
        0
    } else {
        scale.units.unsigned_abs() / 2000
    }
}

/// Money to the last hundredth: «۱۲٬۳۴۵٬۶۷۸ ریال» or "INR 12,345,678.50"; hundredths only where there are any.
pub fn money_exact(minor: i128, currency: &str, language: Language) -> String {
    let hundredths = minor.unsigned_abs() % 100;
    let mut number = integer(minor / 100, language);
    if hundredths > 0 {
        let (point, digits) = match language {
            Language::Persian => ('٫', crate::persian_digits(&format!("{hundredths:02}"))),
            Language::English => ('.', format!("{hundredths:02}")),
        };
        if minor < 0 && minor > -100 {
            number.insert_str(
                0,
                if language == Language::Persian {
                    "\u{200E}−"
                } else {
                    "−"
                },
            );
        }
        number.push(point);
        number.push_str(&digits);
    }
    match language {
        Language::Persian => format!("{number} {}", currency_name(currency, language)),
        Language::English => format!("{}\u{a0}{number}", currency_name(currency, language)),
    }
}

/// The Persian name of a currency where it has a common one; else, and in English, its code as published.
pub fn currency_name(code: &str, language: Language) -> &str {
    if language == Language::English {
        return code;
    }
    match code {
        "IRR" => "ریال",
        "IRT" => "تومان",
        "USD" => "دلار آمریکا",
        "EUR" => "یورو",
        "GBP" => "پوند انگلستان",
        "INR" => "روپیهٔ هند",
        "AED" => "درهم امارات",
        "TRY" => "لیر ترکیه",
        "CNY" => "یوان چین",
        "IQD" => "دینار عراق",
        "AFN" => "افغانی",
        "RUB" => "روبل روسیه",
        "UAH" => "گریونای اوکراین",
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::{money, money_exact};
    use crate::Language::{English, Persian};

    #[test]
    fn large_amounts_are_said_in_words() {
        assert_eq!(money(12_300_000_000 * 100, "IRR", Persian), "۱۲٫۳ میلیارد ریال");
        assert_eq!(money(1_240_000_000 * 100, "INR", English), "INR\u{a0}1.2\u{a0}bn");
        assert_eq!(
            money(4_500_000_000_000 * 100, "IRR", Persian),
            "۴٫۵ هزار میلیارد ریال"
        );
        assert_eq!(money(2_000_000 * 100, "USD", Persian), "۲ میلیون دلار آمریکا");
        assert_eq!(money(345_678_900 * 100, "XTS", English), "XTS\u{a0}346\u{a0}m");
    }

    #[test]
    fn small_amounts_are_given_whole() {
        assert_eq!(money(1_234_500, "INR", English), "INR\u{a0}12,345");
        assert_eq!(money(1_234_560, "INR", English), "INR\u{a0}12,345.60");
        assert_eq!(money(0, "IRR", Persian), "۰ ریال");
        assert_eq!(money(-5, "USD", English), "USD\u{a0}−0.05");
        assert_eq!(
            money_exact(-12_345_678_905, "IRR", Persian),
            "\u{200E}−۱۲۳٬۴۵۶٬۷۸۹٫۰۵ ریال"
        );
    }

    #[test]
    fn an_amount_that_rounds_up_takes_the_next_word() {
        assert_eq!(money(999_960_000 * 100, "USD", English), "USD\u{a0}1\u{a0}bn");
        assert_eq!(money(999_400_000 * 100, "USD", English), "USD\u{a0}999\u{a0}m");
        assert_eq!(money(99_999_999, "USD", English), "USD\u{a0}999,999.99");
        assert_eq!(money(-1_500_000 * 100, "USD", English), "USD\u{a0}−1.5\u{a0}m");
    }
}
