use golugah_findings::{Datum, Subject};
use golugah_persian::Language;

use crate::{
    catalogue::Catalogue,
    datum::value,
    figures::number,
    plain::{clean, unisolated},
    words::{Arg, Words, words},
};

/// What an indicator answered about a subject where it raised nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unraised<'a> {
    /// It was computed and is not raised.
    Clear {
        /// The measured value.
        value: f64,
        /// The value it was compared with.
        threshold: f64,
    },
    /// It could not be computed.
    NotComputable {
        /// Why: a key of `locales/*/reasons.ftl`.
        reason: &'a str,
    },
    /// The indicator looked at no such subject.
    NotLookedAt,
}

/// What an indicator answered about a subject in place of a finding, as a sentence. The three answers are told
/// apart: not seen, could not be measured and why, not looked at.
pub fn unraised(
    indicator: &str,
    subject: &Subject,
    answer: Unraised<'_>,
    catalogue: &Catalogue,
    language: Language,
) -> String {
    let words = words(language);
    let title = clean(catalogue.title(indicator, language));
    let subject = format!("{} {}", words.kind(subject.kind), clean(&subject.id));
    let say = |key, more: &[(&str, Arg<'_>)]| {
        let mut args = vec![("indicator", Arg::Text(&title)), ("subject", Arg::Text(&subject))];
        args.extend(more.iter().map(|(name, arg)| (*name, arg.clone())));
        words.say_with(key, &args)
    };
    match answer {
        Unraised::Clear { value, threshold } => say(
            "report-unraised-clear",
            &[
                ("value", Arg::Text(&number(value, words))),
                ("threshold", Arg::Text(&number(threshold, words))),
            ],
        ),
        Unraised::NotComputable { reason } => say(
            "report-unraised-not-computable",
            &[("reason", Arg::Text(&words.reason(reason)))],
        ),
        Unraised::NotLookedAt => say("report-unraised-not-looked-at", &[]),
    }
}

/// A parameter of an indicator as people write it: its label, or its key where no label was written, and its value.
pub fn parameter(key: &str, datum: &Datum, language: Language) -> (String, String) {
    let words: &Words = words(language);
    let label = words.evidence(key).unwrap_or_else(|| clean(key));
    (label, unisolated(&value(key, datum, words)))
}

#[cfg(test)]
mod tests {
    use golugah_findings::{Datum, Kind, Subject};
    use golugah_persian::Language::{English, Persian};

    use super::{Unraised, parameter, unraised};
    use crate::tests::sample;

    #[test]
    fn the_three_answers_are_told_apart() {
        let subject = Subject {
            kind: Kind::Tender,
            id: "ocds-nmn-1".to_owned(),
        };
        let catalogue = sample::catalogue();
        let say = |answer, language| unraised("single_bidder_tender", &subject, answer, &catalogue, language);
        assert_eq!(
            say(
                Unraised::Clear {
                    value: 3.0,
                    threshold: 1.0
                },
                English
            ),
            "Single bids, Tender ocds-nmn-1: not seen. Measured value 3 against the threshold 1."
        );
        assert_eq!(
            say(Unraised::NotComputable { reason: "no_bids" }, English),
            "Single bids, Tender ocds-nmn-1: could not be measured. The bids are not published."
        );
        assert_eq!(
            say(Unraised::NotLookedAt, English),
            "Single bids, Tender ocds-nmn-1: the indicator looked at no such thing in these records."
        );
        assert_eq!(
            say(Unraised::NotComputable { reason: "no_bids" }, Persian),
            "مناقصه‌های تک‌پیشنهادی، مناقصه ocds-nmn-1: سنجیدنی نبود. پیشنهادها منتشر نشده‌اند."
        );
    }

    #[test]
    fn a_parameter_has_a_label_and_a_unit() {
        let days = Datum::Integer(10);
        assert_eq!(
            parameter("threshold_days", &days, English),
            ("Minimum length".to_owned(), "10 days".to_owned())
        );
        let unnamed = parameter("x_y", &Datum::Text("z".to_owned()), English);
        assert_eq!(unnamed, ("x_y".to_owned(), "z".to_owned()));
    }
}
