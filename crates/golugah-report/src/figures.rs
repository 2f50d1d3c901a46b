use golugah_persian::{Language, decimal};

use crate::words::{Arg, Words};

/// The smallest number that is written out.
const SMALLEST: f64 = 0.000_001;

/// A measured value or a threshold: three decimals, and two digits that count where it is smaller, so that a
/// threshold of 0.0002 is not shown as none.
pub(crate) fn number(value: f64, words: &Words) -> String {
    let size = value.abs();
    if size == 0.0 || size >= 0.01 || !size.is_finite() {
        return decimal(value, 3, words.language);
    }
    if size < SMALLEST {
        let smallest = decimal(SMALLEST, 6, words.language);
        return words.say_with("report-less-than", &[("number", Arg::Text(&smallest))]);
    }
    decimal(value, 1 + (-size.log10()).ceil() as usize, words.language)
}

/// A percentage that stands by itself, in a cell or beside a mark, and not in a sentence.
///
/// Between Persian letters the sign falls to the left of its number, where it belongs; alone it would fall to the
/// right, for the digits then count as a left-to-right text. A right-to-left mark before the sign holds it.
pub fn percent(share: f64, language: Language) -> String {
    let text = golugah_persian::percent(share, language);
    match language {
        Language::Persian => text.replace('٪', "\u{200F}٪"),
        Language::English => text,
    }
}

/// A posterior probability. It never reads as a full hundred, for no amount of data makes certain.
pub(crate) fn probability(probability: f64, language: Language) -> String {
    percent(probability.min(0.999_9), language)
}

#[cfg(test)]
mod tests {
    use golugah_persian::Language;

    use super::{number, percent, probability};
    use crate::words::words;

    #[test]
    fn the_persian_sign_is_held_on_its_side() {
        assert_eq!(percent(0.283, Language::Persian), "۲۸٫۳\u{200F}٪");
        assert_eq!(percent(0.283, Language::English), "28.3\u{a0}%");
    }

    #[test]
    fn a_small_number_is_not_shown_as_none() {
        let english = |value| number(value, words(Language::English));
        assert_eq!(english(0.000_2), "0.0002");
        assert_eq!(english(0.001_234), "0.0012");
        assert_eq!(english(0.287_625), "0.288");
        assert_eq!(english(0.0), "0");
        assert_eq!(english(1.6e-27), "< 0.000001");
        assert_eq!(number(1.6e-27, words(Language::Persian)), "کمتر از ۰٫۰۰۰۰۰۱");
    }

    #[test]
    fn a_probability_is_never_certainty() {
        assert_eq!(probability(1.0, Language::English), "> 99.9\u{a0}%");
        assert_eq!(probability(0.987, Language::English), "98.7\u{a0}%");
    }
}
