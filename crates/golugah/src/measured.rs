//! What a scan gave, and what it counted for whom.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use golugah_findings::{CameAgain, Finding, Kind, ScanReport, Source, Subject};
use golugah_indicators::{GroupTotals, Id, Joined, KeptObservation, Names, Outcome, Raised};

use crate::after::Span;
use crate::bottlenecks::Alike;
use crate::rejects::Rejects;

/// What one scan gave.
pub(crate) struct Measured {
    pub(crate) report: ScanReport,
    /// Refused records, by input.
    pub(crate) rejects: Vec<Rejects>,
    /// What of each input stands in others too, where that is found out.
    pub(crate) came_again: Vec<CameAgain>,
    /// All observations, if they were to be kept, with the names of their indicators.
    pub(crate) kept: Vec<(&'static str, KeptObservation)>,
    /// The currency in which prices were compared; empty where none was published.
    pub(crate) currency: String,
    pub(crate) names: Arc<Names>,
    /// The totals per group, by indicator.
    pub(crate) totals: Vec<(&'static str, GroupTotals)>,
    /// How many contracting processes each buyer, office and tenderer took part in, whatever could be computed of them.
    pub(crate) records: HashMap<(Kind, Id), u64>,
    /// The days on which began what was counted.
    pub(crate) span: Span,
    /// Which procedures are one procedure in several places.
    pub(crate) alike: Alike,
    /// Which identifiers are one firm's.
    pub(crate) firms: Joined,
}

impl Measured {
    /// What an indicator counted for a group, named or not: raised and computable observations.
    pub(crate) fn totals_of(&self, indicator: &str, kind: Kind, id: &str) -> (u64, u64) {
        let group = self.names.id(self.counted_as(kind, id));
        let rows = self.totals.iter().filter(|(name, _)| *name == indicator);
        let own = rows
            .flat_map(|(_, rows)| &rows.tallies)
            .filter(|(key, _)| key.kind == kind && key.group == group);
        own.fold((0, 0), |(raised, computable), (_, tally)| {
            (raised + tally.raised, computable + tally.computable)
        })
    }

    /// The identifier under which a group is counted: that of the firm, where it is one of a firm's.
    pub(crate) fn counted_as<'x>(&'x self, kind: Kind, id: &'x str) -> &'x str {
        match kind {
            Kind::Tenderer | Kind::Supplier => self.firms.firm(id),
            _ => id,
        }
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
    use golugah_findings::State;

    use super::*;
    use crate::after::Day;
    use crate::arguments::Measuring;
    use crate::bottlenecks::{Place, Windows};
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
        let measured = measure(
            &Files::new(&[file], golugah_intake::Tables::default()),
            &Measuring::default(),
            Detail::Findings,
        )
        .unwrap();
        let named = &measured.report.bottlenecks;
        assert!(!named.is_empty());
        let windows = Windows {
            before: &measured,
            whole: &measured,
            halves: [&measured; 2],
            begins: [Day(0); 2],
        };
        for bottleneck in named {
            let group = &bottleneck.group;
            let totals = measured.totals_of(&bottleneck.indicator, group.kind, &group.id);
            assert_eq!(totals, (bottleneck.raised, bottleneck.computable));
            let place = Place {
                indicator: golugah_indicators::indicator(&bottleneck.indicator).unwrap(),
                kind: group.kind,
                id: &group.id,
                rate: bottleneck.rate,
                steps: &bottleneck.steps,
            };
            let again = windows.of(place, &[]);
            // To the bit: it is the same computation, not one that comes near.
            assert_eq!(again.said.peer_rate, Some(bottleneck.peer_rate));
            assert_eq!(again.said.material_threshold, Some(bottleneck.material_threshold));
            assert_eq!(again.said.state, State::NotCleared);
            assert!((again.computable_left - 1.0).abs() < 1e-12);
        }
        let nobody = measured.totals_of("single_bidder_tender", Kind::Buyer, "nobody");
        assert_eq!(nobody, (0, 0));
    }
}
