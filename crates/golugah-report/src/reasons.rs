use std::{cmp::Reverse, collections::BTreeMap};

use golugah_findings::{IndicatorSummary, ScanReport};

use crate::{
    plain::clean,
    words::{Arg, Words},
};

/// How many pairs of names are told; the forms for programs have them all.
const PAIRS: usize = 20;

/// One reason why observations could not be computed, with the indicators it stopped.
pub(crate) struct Reason<'a> {
    /// Its key in `locales/*/reasons.ftl`.
    pub(crate) key: &'a str,
    /// How many observations of all indicators it stopped.
    pub(crate) count: u64,
    /// The indicators with their counts, the largest first.
    pub(crate) indicators: Vec<(&'a IndicatorSummary, u64)>,
}

/// The reasons of a report, the one that stopped most first.
pub(crate) fn reasons(report: &ScanReport) -> Vec<Reason<'_>> {
    let mut by_key: BTreeMap<&str, Reason<'_>> = BTreeMap::new();
    for indicator in &report.indicators {
        for (key, count) in indicator.not_computable.iter().filter(|(_, count)| **count > 0) {
            let reason = by_key.entry(key).or_insert_with(|| Reason {
                key,
                count: 0,
                indicators: Vec::new(),
            });
            reason.count += count;
            reason.indicators.push((indicator, *count));
        }
    }
    let mut reasons: Vec<_> = by_key.into_values().collect();
    for reason in &mut reasons {
        // A stable sort: equal counts stay in the order of the indicators' names.
        reason.indicators.sort_by_key(|(_, count)| Reverse(*count));
    }
    reasons.sort_by_key(|reason| Reverse(reason.count));
    reasons
}

/// The names that may be those of one firm, a sentence for each pair.
pub(crate) fn one_firm(report: &ScanReport, words: &Words) -> Vec<String> {
    let pairs = report.perhaps_one_firm.iter().take(PAIRS);
    pairs
        .map(|pair| {
            let [one, other] = pair.names.each_ref().map(|name| clean(name));
            words.say_with(
                "report-one-firm-pair",
                &[
                    ("one", Arg::Text(&one)),
                    ("other", Arg::Text(&other)),
                    (
                        "tenders",
                        Arg::Text(&words.count("report-one-firm-tenders", pair.tenders)),
                    ),
                ],
            )
        })
        .collect()
}
