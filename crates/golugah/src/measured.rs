//! What a scan gave, and what it counted for whom.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use golugah_findings::{Finding, Kind, ScanReport, Source, Subject};
use golugah_indicators::{Id, KeptObservation, Names, Outcome, Raised, Tally, TallyKey};

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
    pub(crate) totals: Vec<(&'static str, Vec<(TallyKey, Tally)>)>,
}

/// Raised and computable observations of a group, and of all others of its kind in the same strata.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct GroupTotals {
    pub(crate) own: (u64, u64),
    pub(crate) peers: (u64, u64),
}

impl Measured {
    /// What an indicator counted for a group, named or not.
    pub(crate) fn totals_of(&self, indicator: &str, kind: Kind, id: &str) -> GroupTotals {
        let group = self.names.id(id);
        let Some((_, rows)) = self.totals.iter().find(|(name, _)| *name == indicator) else {
            return GroupTotals::default();
        };
        let of_kind = || rows.iter().filter(|(key, _)| key.kind == kind);
        let strata: BTreeSet<Id> = of_kind()
            .filter(|(key, _)| key.group == group)
            .map(|(key, _)| key.stratum)
            .collect();
        let mut totals = GroupTotals::default();
        for (key, tally) in of_kind().filter(|(key, _)| strata.contains(&key.stratum)) {
            let side = if key.group == group {
                &mut totals.own
            } else {
                &mut totals.peers
            };
            side.0 += tally.raised;
            side.1 += tally.computable;
        }
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
