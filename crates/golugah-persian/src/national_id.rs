use std::fmt;

use crate::latin_digits;

/// The national number of a person: ten digits, the last of which checks the others.
///
/// That it checks does not mean that anybody has it. It is a secret of a person: stored hashed, shown by its last three
/// digits, and not written by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct NationalId(String);

/// Why what somebody typed is no national number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NationalIdRefusal {
    /// Nothing was typed.
    Empty,
    /// It has something else than digits.
    NotDigits,
    /// It has more or fewer than ten digits.
    Length,
    /// All its digits are the same.
    Repeated,
    /// The last digit does not check the others: a digit is wrong or two are exchanged.
    Check,
}

impl NationalIdRefusal {
    /// The key of its sentence in `locales/*/dates.ftl`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "national-id-refused-empty",
            Self::NotDigits => "national-id-refused-not-digits",
            Self::Length => "national-id-refused-length",
            Self::Repeated => "national-id-refused-repeated",
            Self::Check => "national-id-refused-check",
        }
    }
}

impl NationalId {
    /// The number that somebody typed, in Persian, Arabic or Latin digits, with or without hyphens and spaces.
    pub fn from_typed(text: &str) -> Result<Self, NationalIdRefusal> {
        let digits: String = latin_digits(text)
            .chars()
            .filter(|c| {
                !c.is_whitespace() && !matches!(c, '-' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
            })
            .collect();
        if digits.is_empty() {
            return Err(NationalIdRefusal::Empty);
        }
        let values: Option<Vec<u32>> = digits.chars().map(|c| c.to_digit(10)).collect();
        let values = values.ok_or(NationalIdRefusal::NotDigits)?;
        let Ok([first @ .., check]) = <[u32; 10]>::try_from(values) else {
            return Err(NationalIdRefusal::Length);
        };
        if first.iter().all(|digit| *digit == check) {
            return Err(NationalIdRefusal::Repeated);
        }
        let sum: u32 = (2..=10)
            .rev()
            .zip(first)
            .map(|(weight, digit)| weight * digit)
            .sum();
        let rest = sum % 11;
        if check != if rest < 2 { rest } else { 11 - rest } {
            return Err(NationalIdRefusal::Check);
        }
        Ok(Self(digits))
    }

    /// Ten Latin digits, to be hashed.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The last three, by which its owner knows it again.
    pub fn last_three(&self) -> &str {
        self.0.get(7..).unwrap_or_default()
    }
}

impl fmt::Debug for NationalId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "NationalId(*******{})", self.last_three())
    }
}

#[cfg(test)]
mod tests {
    use super::NationalIdRefusal::{Check, Empty, Length, NotDigits, Repeated};
    use super::*;

    #[test]
    fn a_number_whose_last_digit_checks_is_taken() {
        // 1·10 + 2·9 + 3·8 + 4·7 + 5·6 + 6·5 + 7·4 + 8·3 + 9·2 = 210 = 19·11 + 1.
        for text in ["1234567891", "۱۲۳۴۵۶۷۸۹۱", "١٢٣-٤٥٦٧٨٩-١", " 123 456789 1 "] {
            assert_eq!(
                NationalId::from_typed(text).unwrap().digits(),
                "1234567891",
                "{text}"
            );
        }
        // 1·2 = 2, so that the last digit is 11 − 2.
        assert!(NationalId::from_typed("0000000019").is_ok());
        // 1·10 + 1·2 = 12 = 11 + 1.
        assert!(NationalId::from_typed("1000000011").is_ok());
    }

    #[test]
    fn any_other_is_refused_with_its_reason() {
        for (text, refusal) in [
            ("", Empty),
            ("۱۲۳۴۵۶۷۸۹", Length),
            ("12345678911", Length),
            ("123456789a", NotDigits),
            ("1234567890", Check),
            ("1234576891", Check),
            ("1111111111", Repeated),
            ("0000000000", Repeated),
        ] {
            assert_eq!(NationalId::from_typed(text), Err(refusal), "{text}");
        }
    }

    #[test]
    fn one_last_digit_checks_and_an_exchange_of_neighbours_shows() {
        for nine in (100_000_001_u32..999_999_999).step_by(7_654_321) {
            let taken: Vec<_> = (0..10)
                .filter_map(|check| NationalId::from_typed(&format!("{nine}{check}")).ok())
                .collect();
            assert_eq!(taken.len(), 1, "{nine}");
            let digits: Vec<char> = taken[0].digits().chars().collect();
            // Two remainders, 1 and 10, are both checked by a 1; only then may an exchange pass.
            if digits[9] == '1' {
                continue;
            }
            for place in (0..8).filter(|place| digits[*place] != digits[place + 1]) {
                let mut exchanged = digits.clone();
                exchanged.swap(place, place + 1);
                let exchanged: String = exchanged.into_iter().collect();
                assert_eq!(NationalId::from_typed(&exchanged), Err(Check), "{exchanged}");
            }
        }
    }

    #[test]
    fn it_is_not_written_out() {
        let number = NationalId::from_typed("1234567891").unwrap();
        assert_eq!(format!("{number:?}"), "NationalId(*******891)");
    }
}
