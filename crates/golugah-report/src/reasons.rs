use std::{cmp::Reverse, collections::BTreeMap};

use golugah_findings::{IndicatorSummary, ScanReport};

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
