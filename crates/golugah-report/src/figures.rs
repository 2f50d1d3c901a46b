use golugah_persian::Language;

/// A percentage that stands by itself, in a cell or beside a mark, and not in a sentence.
///
/// Between Persian letters the sign falls to the left of its number, where it belongs; alone it would fall to the
/// right, for the digits then count as a left-to-right text. A right-to-left mark before the sign holds it.
pub(crate) fn percent(share: f64, language: Language) -> String {
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

    use super::{percent, probability};

    #[test]
    fn the_persian_sign_is_held_on_its_side() {
        assert_eq!(percent(0.283, Language::Persian), "۲۸٫۳\u{200F}٪");
        assert_eq!(percent(0.283, Language::English), "28.3\u{a0}%");
    }

    #[test]
    fn a_probability_is_never_certainty() {
        assert_eq!(probability(1.0, Language::English), "> 99.9\u{a0}%");
        assert_eq!(probability(0.987, Language::English), "98.7\u{a0}%");
    }
}
