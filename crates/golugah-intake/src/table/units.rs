//! Units of amounts: what a text names, and what it only seems to name.

use super::words::Words;

/// By how many zeros an amount is more in rial than as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Zeros of thousand, million and billion.
    pub(crate) scale: u32,
    /// Those of the currency, where it is named.
    pub(crate) currency: Option<u32>,
}

impl Unit {
    pub(crate) fn zeros(self) -> u32 {
        self.scale + self.currency.unwrap_or(0)
    }

    /// Both together, as in «هزار میلیارد ریال»; none where they do not go together.
    pub(crate) fn join(self, other: Self) -> Option<Self> {
        let scale = self.scale + other.scale;
        // A thousand of a larger one is said; a million of a million is a slip.
        let fits = self.scale == 0 || other.scale == 0 || self.scale != other.scale && scale <= 12;
        let one_currency = self.currency.is_none() || other.currency.is_none();
        (fits && one_currency).then_some(Self {
            scale,
            currency: self.currency.or(other.currency),
        })
    }
}

impl Words {
    /// The unit that a word is, or a part of one.
    pub(crate) fn unit_of_word(&self, folded: &str) -> Option<Unit> {
        self.units.get(folded).copied()
    }

    /// The unit that a heading names, and the heading without its words.
    ///
    /// A unit behind a number belongs to an amount, as in «بالاتر از ۵۰ میلیارد ریال»; and two that stand apart are none.
    pub(crate) fn unit_in(&self, heading: &str) -> (Option<Unit>, String) {
        let in_words = self.expanded(heading);
        let words: Vec<&str> = in_words.split_whitespace().collect();
        let (mut unit, mut rest): (Option<Unit>, Vec<&str>) = (None, Vec::new());
        let mut at = 0;
        while at < words.len() {
            let run = words[at..]
                .iter()
                .take_while(|word| self.units.contains_key(**word));
            let run = &words[at..at + run.count()];
            if run.is_empty() {
                rest.push(words[at]);
                at += 1;
                continue;
            }
            let of_amount = at > 0 && words[at - 1].ends_with(|sign: char| sign.is_ascii_digit());
            let own = run
                .iter()
                .try_fold(Unit::default(), |unit, word| unit.join(*self.units.get(*word)?));
            match own {
                Some(own) if !of_amount && unit.is_none() => unit = Some(own),
                _ if of_amount => rest.extend(run),
                _ => return (None, in_words.trim().to_owned()),
            }
            at += run.len();
        }
        (unit, rest.join(" "))
    }

    /// The words of a unit, as a mapping has them.
    pub(crate) fn unit_named(&self, unit: Unit) -> String {
        let word = |wanted: Unit| {
            let found = self
                .units
                .iter()
                .find(|(word, one)| **one == wanted && !word.is_ascii());
            found.map(|(word, _)| word.clone())
        };
        let scale = |zeros: u32| {
            word(Unit {
                scale: zeros,
                currency: None,
            })
        };
        let mut parts = Vec::new();
        match unit.scale {
            0 => {}
            12 => parts.extend([scale(3), scale(9)].into_iter().flatten()),
            zeros => parts.extend(scale(zeros)),
        }
        parts.extend(unit.currency.and_then(|zeros| {
            word(Unit {
                scale: 0,
                currency: Some(zeros),
            })
        }));
        parts.join(" ")
    }

    /// The unit that a line over a table announces for all its amounts, as «مبالغ به میلیون ریال» does.
    pub(crate) fn announced(&self, text: &str) -> Option<Unit> {
        let in_words = self.expanded(text);
        self.announces.iter().find_map(|phrase| {
            let at = in_words.find(phrase.as_str())? + phrase.len();
            let behind: Vec<&str> = in_words[at..].split_whitespace().collect();
            let run = behind
                .iter()
                .take_while(|word| self.units.contains_key(**word))
                .count();
            self.unit_in(&behind[..run].join(" ")).0
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::words::words;

    #[test]
    fn a_unit_behind_a_number_is_an_amounts_and_two_that_stand_apart_are_none() {
        let unit = |text: &str| words().unit_in(text).0.map(Unit::zeros);
        for (text, zeros) in [
            ("مبلغ (ريال)", Some(0)),
            ("برآورد به میلیون تومان", Some(7)),
            ("مبلغ (میلیون‌ریال)", Some(6)),
            ("مبلغ (هزار میلیارد ریال)", Some(12)),
            ("مبلغ", None),
            ("مبلغ (م.ت)", Some(7)),
            ("برآورد م.ر.", Some(6)),
            ("مبلغ قرارداد م/ریال", Some(6)),
            ("مبلغ (هزارت)", None),
            ("معاملات بالاتر از ۵۰ میلیارد ریال", None),
            ("مبلغ به ریال (پیشتر میلیون)", None),
        ] {
            assert_eq!(unit(text), zeros, "{text}");
        }
        let announced = |text: &str| words().announced(text).map(Unit::zeros);
        assert_eq!(announced("فهرست معاملات (مبالغ به میلیون ریال)"), Some(6));
        assert_eq!(announced("معاملات بالاتر از ۵۰ میلیارد ریال"), None);
        for text in ["هزار میلیارد ریال", "میلیون تومان", "ریال", "هزار"] {
            let unit = words().unit_in(text).0.unwrap();
            assert_eq!(words().unit_in(&words().unit_named(unit)).0, Some(unit), "{text}");
        }
    }
}
