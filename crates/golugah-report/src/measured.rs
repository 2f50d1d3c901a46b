use golugah_findings::{Datum, Finding};
use golugah_persian::Language;

use crate::{datum::largest_unit, words::words};

/// What a case was held against, as numbers in a unit that people use.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The measured value.
    pub value: f64,
    /// The value it was compared with.
    pub threshold: f64,
    /// What both are counted in, in words: seconds as days, hours or minutes. Empty where the evidence names no unit.
    pub unit: String,
    /// The day or moment that was due as the data has it, RFC 3339, where the case came after one.
    pub due: Option<String>,
}

/// Tells in which unit a finding was measured: the one that a word of its evidence names where the very value stands.
pub fn measured(finding: &Finding, language: Language) -> Measured {
    let is_value = |datum: &Datum| match datum {
        Datum::Number(number) => *number == finding.value,
        Datum::Integer(number) => *number as f64 == finding.value,
        // Whole days, and the hours beyond them that do not count.
        Datum::List(members) => {
            matches!(members.first(), Some(Datum::Integer(days)) if *days as f64 == finding.value)
        }
        _ => false,
    };
    let named = |unit: &str| {
        finding
            .evidence
            .iter()
            .any(|(key, datum)| is_value(datum) && key.split('_').any(|part| part == unit))
    };
    let (unit, seconds) = if named("days") {
        (Some("report-unit-days"), 1.0)
    } else if named("hours") {
        (Some("report-unit-hours"), 1.0)
    } else if named("seconds") {
        let (_, unit, seconds) = largest_unit(finding.value.abs().max(finding.threshold.abs()));
        (Some(unit), seconds)
    } else {
        (None, 1.0)
    };
    let text = |key: &'static str| match finding.evidence.get(key) {
        Some(Datum::Text(text)) => Some(text.to_string()),
        _ => None,
    };
    // The end of the time to bid was due for a bid that came late; of a time that was short it is no due day.
    let end = || text("period_end").filter(|_| finding.evidence.get("seconds_late").is_some());
    Measured {
        value: rounded(finding.value / seconds),
        threshold: rounded(finding.threshold / seconds),
        unit: unit.map_or_else(String::new, |unit| words(language).say(unit)),
        due: text("due").or_else(|| text("planned")).or_else(end),
    }
}

/// To hundredths, as spreadsheets are read.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use golugah_findings::{Datum, Finding};
    use golugah_persian::Language::{English, Persian};

    use super::measured;
    use crate::tests::sample;

    fn finding(value: f64, threshold: f64, evidence: &[(&'static str, Datum)]) -> Finding {
        Finding {
            value,
            threshold,
            evidence: evidence
                .iter()
                .map(|(key, datum)| ((*key).into(), datum.clone()))
                .collect(),
            ..sample::report().findings[1].clone()
        }
    }

    #[test]
    fn a_value_stands_in_the_unit_that_its_evidence_names() {
        let end = ("period_end", Datum::Text("2023-04-22T14:30:00+03:30".into()));
        let late = [("seconds_late", Datum::Number(126_540.0)), end.clone()];
        let late = measured(&finding(126_540.0, 0.0, &late), Persian);
        assert_eq!(
            (late.value, late.threshold, late.unit.as_str()),
            (1.46, 0.0, "روز")
        );
        assert_eq!(late.due.as_deref(), Some("2023-04-22T14:30:00+03:30"));
        let hours = measured(
            &finding(5_400.0, 0.0, &[("seconds_late", Datum::Number(5_400.0))]),
            English,
        );
        assert_eq!((hours.value, hours.unit.as_str()), (1.5, "hours"));
        let days = Datum::List(vec![Datum::Integer(5), Datum::Integer(7)]);
        let short = measured(&finding(5.0, 10.0, &[("days_hours", days), end]), English);
        assert_eq!(
            (short.value, short.threshold, short.unit.as_str(), short.due),
            (5.0, 10.0, "days", None)
        );
        // A value of one for "so it is" is no number of days.
        let flag = measured(&finding(1.0, 1.0, &[("days", Datum::Number(5.0))]), English);
        assert_eq!((flag.value, flag.unit.as_str()), (1.0, ""));
    }
}
