//! What a report says at a glance: how many bottlenecks, of what kinds, how much is at stake.

use std::collections::BTreeSet;

use golugah_findings::{Bottleneck, Kind, ScanReport, StakeUnit};

use golugah_persian::Language;

use crate::words::{Arg, Words, words};

/// The bottlenecks of one kind of group.
pub(crate) struct OfKind<'a> {
    pub(crate) kind: Kind,
    pub(crate) bottlenecks: u64,
    /// Different groups: a group can stand out in several ways.
    pub(crate) places: u64,
    /// The one of best rank.
    pub(crate) first: &'a Bottleneck,
}

/// The kinds of the report's bottlenecks, the one with the best rank first.
pub(crate) fn kinds(report: &ScanReport) -> Vec<OfKind<'_>> {
    let mut kinds: Vec<OfKind<'_>> = Vec::new();
    for bottleneck in &report.bottlenecks {
        let kind = bottleneck.group.kind;
        match kinds.iter_mut().find(|known| known.kind == kind) {
            Some(known) => known.bottlenecks += 1,
            None => kinds.push(OfKind {
                kind,
                bottlenecks: 1,
                places: 0,
                first: bottleneck,
            }),
        }
    }
    for known in &mut kinds {
        let ids: BTreeSet<&str> = (report.bottlenecks.iter())
            .filter(|bottleneck| bottleneck.group.kind == known.kind)
            .map(|bottleneck| bottleneck.group.id.as_str())
            .collect();
        known.places = ids.len() as u64;
    }
    kinds
}

/// The bottleneck with the most at stake in money, and the one with the most in days.
///
/// They are not summed: a purchase that stands out in two ways, or counts for an office and for a company, would be
/// summed twice. Where there are several currencies, the one of best rank is taken.
pub(crate) fn greatest(report: &ScanReport) -> (Option<&Bottleneck>, Option<&Bottleneck>) {
    let most = |unit: &StakeUnit| {
        (report.bottlenecks.iter())
            .filter(|bottleneck| bottleneck.stake_unit == *unit && bottleneck.stake > 0.0)
            .reduce(|most, next| if next.stake > most.stake { next } else { most })
    };
    let currency = (report.bottlenecks.iter()).find(|b| matches!(b.stake_unit, StakeUnit::Currency(_)));
    (
        currency.and_then(|first| most(&first.stake_unit)),
        most(&StakeUnit::Days),
    )
}

/// Whether groups of this kind are offices or procedures. A bidder can be a natural person, an officer always is.
pub(crate) fn is_office(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Buyer | Kind::ProcuringEntity | Kind::Step | Kind::Procedure
    )
}

/// Whether groups of this kind are people by name, of whom a report must not make a pillory.
pub(crate) fn is_person(kind: Kind) -> bool {
    matches!(kind, Kind::Officer | Kind::Applicant)
}

/// What is said of groups that are people by name: what stands before the name, and what is to be remembered. `None`
/// for offices, procedures and companies.
pub fn person(kind: Kind, language: Language) -> Option<(String, String)> {
    let words = words(language);
    let say = |key| words.say_with(key, &[("kind", Arg::Text(kind.as_str()))]);
    is_person(kind).then(|| (say("report-person-kind"), say("report-person-note")))
}

/// How many bottlenecks there are and at how many places, as a sentence.
pub(crate) fn headline(report: &ScanReport, words: &Words) -> String {
    let places = kinds(report).iter().map(|kind| kind.places).sum();
    words.say_with(
        "report-summary",
        &[
            (
                "bottlenecks",
                Arg::Text(&words.count("report-summary-bottlenecks", report.bottlenecks.len() as u64)),
            ),
            ("places", Arg::Text(&words.count("report-summary-places", places))),
        ],
    )
}

/// What is to be remembered of people where bottlenecks name them: a sentence for each kind that is there.
pub(crate) fn people(bottlenecks: &[Bottleneck], words: &Words) -> Vec<String> {
    [Kind::Officer, Kind::Applicant]
        .into_iter()
        .filter(|kind| {
            bottlenecks
                .iter()
                .any(|bottleneck| bottleneck.group.kind == *kind)
        })
        .map(|kind| {
            let note = words.say_with("report-person-note", &[("kind", Arg::Text(kind.as_str()))]);
            format!("{}: {note}", words.kind(kind))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use golugah_findings::Kind;

    use super::{greatest, kinds};
    use crate::tests::sample;

    #[test]
    fn a_group_that_stands_out_twice_is_one_place() {
        let mut report = sample::report();
        let mut again = report.bottlenecks[1].clone();
        again.indicator = "single_bidder_tender".to_owned();
        report.bottlenecks.push(again);
        let kinds = kinds(&report);
        assert_eq!(kinds[0].kind, Kind::ProcuringEntity);
        let buyers = kinds.iter().find(|known| known.kind == Kind::Buyer).unwrap();
        assert_eq!((buyers.bottlenecks, buyers.places, buyers.first.rank), (2, 1, 2));
    }

    #[test]
    fn the_greatest_stakes_are_found_whatever_their_rank() {
        let mut report = sample::report();
        report.bottlenecks[1].stake = 5e12;
        let (money, days) = greatest(&report);
        assert_eq!(money.map(|b| b.rank), Some(2));
        assert_eq!(days.map(|b| b.rank), Some(3));
        report.bottlenecks.clear();
        assert!(greatest(&report).0.is_none() && greatest(&report).1.is_none());
    }
}
