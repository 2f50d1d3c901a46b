//! What a scan gave, and what it counted for whom.

use std::borrow::Cow;
use std::sync::Arc;

use golugah_findings::{Finding, Kind, ScanReport, Source, Subject};
use golugah_indicators::{GroupTotals, KeptObservation, Names, Outcome, Raised};

use crate::bottlenecks::{Alike, peer_rate_of};
use crate::rejects::Rejects;

/// What one scan gave.
pub(crate) struct Measured {
    pub(crate) report: ScanReport,
    /// Refused records, by input.
    pub(crate) rejects: Vec<Rejects>,
    /// All observations, if they were to be kept, with the names of their indicators.
    pub(crate) kept: Vec<(&'static str, KeptObservation)>,
    /// The currency in which prices were compared; empty where none was published.
    pub(crate) currency: String,
    pub(crate) names: Arc<Names>,
    /// The totals per group, by indicator.
    pub(crate) totals: Vec<(&'static str, GroupTotals)>,
    /// Which procedures are one procedure in several places.
    pub(crate) alike: Alike,
}

/// What an indicator counted for a group, named or not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct CountedFor {
    /// Its raised and its computable observations.
    pub(crate) own: (u64, u64),
    /// Its peers' rate, worked out as a bottleneck's is.
    pub(crate) peer_rate: Option<f64>,
}

impl Measured {
    /// What an indicator counted for a group, named or not.
    pub(crate) fn totals_of(&self, indicator: &str, kind: Kind, id: &str) -> CountedFor {
        let group = self.names.id(id);
        let Some((_, rows)) = self.totals.iter().find(|(name, _)| *name == indicator) else {
            return CountedFor::default();
        };
        let mut totals = CountedFor::default();
        for (_, tally) in rows
            .tallies
            .iter()
            .filter(|(key, _)| key.kind == kind && key.group == group)
        {
            totals.own.0 += tally.raised;
            totals.own.1 += tally.computable;
        }
        totals.peer_rate = golugah_indicators::indicator(indicator).and_then(|indicator| {
            let beside = (&self.names.ranks(), &self.alike);
            peer_rate_of(indicator, kind, group, rows, beside)
        });
        totals
    }

    /// The name published with an identifier, where it says more than the identifier does.
    pub(crate) fn name_of(&self, id: &str) -> Option<String> {
        self.names.name_of(id).filter(|name| name != id)
    }
}

/// A raised observation as the contract has it.
pub(crate) fn finding(raised: Raised, inputs: &[String], outcome: &Outcome) -> Finding {
    let indicator = outcome.indicators[raised.indicator as usize].indicator;
    // Of several tenderers the first by text stands in the map; the evidence names them all.
    let mut groups: Vec<(Kind, String)> = outcome
        .groups(&raised)
        .map(|(kind, id)| (kind, outcome.names.text(id)))
        .collect();
    groups.sort_unstable();
    Finding {
        indicator: indicator.name.to_owned(),
        code: indicator.definition.code.clone(),
        subject: Subject {
            kind: raised.subject.0,
            id: raised.subject.1.into(),
        },
        value: raised.value,
        threshold: raised.threshold,
        groups: groups.into_iter().collect(),
        date: raised
            .date
            .map(|date| date.to_rfc3339().chars().take(10).collect()),
        evidence: raised
            .evidence
            .into_iter()
            .map(|(key, value)| (Cow::Borrowed(key), value))
            .collect(),
        sources: vec![Source {
            file: inputs[raised.place.input as usize].clone(),
            line: raised.place.line,
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Measuring;
    use crate::files::Files;
    use crate::scan::measure;
    use golugah_indicators::Detail;

    /// Twelve buyers in two procurement categories, of very different sizes, one of which has a single bidder in three of four.
    fn tenders() -> String {
        let mut lines = String::new();
        for buyer in 0..12_u32 {
            for number in 0..40 + buyer * buyer * 4 {
                let single = if buyer == 3 {
                    number % 4 > 0
                } else {
                    number % (9 + buyer) == 0
                };
                let release = serde_json::json!({
                    "ocid": format!("{buyer}-{number}"),
                    "date": format!("20{:02}-{:02}-01T08:00:00Z", 10 + number / 12 % 10, number % 12 + 1),
                    "buyer": { "id": format!("B-{buyer}"), "name": format!("Office {buyer}") },
                    "tender": {
                        "procurementMethod": "open",
                        "numberOfTenderers": if single { 1 } else { 4 },
                        "mainProcurementCategory": if number % 3 == 0 { "works" } else { "goods" },
                    },
                });
                lines += &format!("{release}\n");
            }
        }
        lines
    }

    #[test]
    fn peers_have_one_rate_whoever_asks() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tenders.jsonl");
        std::fs::write(&file, tenders()).unwrap();
        let measured = measure(&Files::new(&[file]), &Measuring::default(), Detail::Findings).unwrap();
        let named = &measured.report.bottlenecks;
        assert!(!named.is_empty());
        for bottleneck in named {
            let group = &bottleneck.group;
            let totals = measured.totals_of(&bottleneck.indicator, group.kind, &group.id);
            assert_eq!(totals.own, (bottleneck.raised, bottleneck.computable));
            // To the bit: it is the same computation, not one that comes near.
            assert_eq!(totals.peer_rate, Some(bottleneck.peer_rate));
        }
        let nobody = measured.totals_of("single_bidder_tender", Kind::Buyer, "nobody");
        assert_eq!(nobody, CountedFor::default());
    }
}
