//! Rows of totals as the judgement takes them: numbered strata, batches, and how many groups each stratum has.

use std::collections::BTreeMap;

use golugah_findings::{BatchKind, Kind};
use golugah_indicators::{BatchTally, Id, Names, Ranks};
use golugah_judgement::{Batch, Strata};

use super::Alike;
use crate::after::Span;

/// Days of a year.
const YEAR: f64 = 365.25;
/// Data of fewer days say little of a year.
const FEWEST_DAYS: i64 = 90;

/// What rows are compared within: a stratum, and for steps and procedures which procedures are alike.
pub(super) type Compared = (Id, u32);

/// What is known beside the totals: the texts, their order, and which procedures are alike.
pub(super) type Beside<'o> = (&'o Names, &'o Ranks, &'o Alike);

/// Numbers of strata in order of text, and how they lie in each other: those of tenders are paths, as method and category; those of logs
/// are the steps or procedures themselves, and `across` them a batch hangs together.
pub(super) fn numbered(
    strata: impl Iterator<Item = Compared>,
    kind: Kind,
    names: &Names,
    across: bool,
) -> (Strata, BTreeMap<Compared, u32>) {
    let of_a_log = matches!(
        kind,
        Kind::Step | Kind::Officer | Kind::Applicant | Kind::Procedure | Kind::Case
    );
    if of_a_log {
        let apart = if across {
            Strata::apart().across()
        } else {
            Strata::apart()
        };
        return (apart, strata.zip(0..).collect());
    }
    let paths: Vec<(Compared, String)> = strata.map(|one| (one, names.text(one.0))).collect();
    let (nested, numbers) = Strata::of_paths(paths.iter().map(|(_, path)| path.as_str()));
    let numbers = paths.iter().map(|(id, path)| (*id, numbers[path.as_str()]));
    (nested, numbers.collect())
}

/// As many cases as come in a year at the pace of the data; where these span less, as many as there are.
pub(super) fn in_a_year(cases: u64, span: Span) -> u64 {
    match span.days() {
        Some(days) if days >= FEWEST_DAYS => (cases as f64 * YEAR / days as f64).round().max(1.0) as u64,
        _ => cases,
    }
}

/// Adds a row's batches, with their numbers, or without and then alike ones in one entry.
pub(super) fn push_batches(
    batches: &mut Vec<Batch>,
    (group, stratum): (u32, u32),
    own: &[BatchTally],
    numbered: bool,
) {
    let entry = |key: Option<u64>, (raised, computable): (u64, u64), times: u64| Batch {
        group,
        stratum,
        key,
        raised,
        computable,
        times,
    };
    let counts = |batch: &BatchTally| (u64::from(batch.raised), u64::from(batch.computable));
    if numbered {
        let all = own.iter();
        batches.extend(all.map(|batch| entry(Some(batch.key), counts(batch), 1)));
        return;
    }
    let mut counts: Vec<(u64, u64)> = own.iter().map(counts).collect();
    counts.sort_unstable();
    let alike = counts.chunk_by(|a, b| a == b);
    batches.extend(alike.map(|alike| entry(None, alike[0], alike.len() as u64)));
}

/// How many groups of at least so many cases each stratum has. Officers are compared with colleagues at the same step, steps and procedures with the
/// same step elsewhere, or not at all.
pub(super) fn sizes(batches: &[Batch], least: u64) -> BTreeMap<u32, usize> {
    let mut groups: BTreeMap<u32, BTreeMap<u32, u64>> = BTreeMap::new();
    for batch in batches {
        let of_stratum = groups.entry(batch.stratum).or_default();
        *of_stratum.entry(batch.group).or_default() += batch.computable * batch.times;
    }
    let count = |groups: BTreeMap<u32, u64>| groups.values().filter(|cases| **cases >= least).count();
    groups
        .into_iter()
        .map(|(stratum, groups)| (stratum, count(groups)))
        .collect()
}

/// How many of a group's batches are a tender or case by itself, how many stand for a month that is not known, and how many there are.
pub(super) fn by_sort<'b>(batches: impl Iterator<Item = &'b BatchTally>) -> (usize, usize, usize) {
    batches.fold((0, 0, 0), |(alone, undated, all), batch| {
        let more = |one: bool| usize::from(one);
        (
            alone + more(batch.is_by_itself()),
            undated + more(batch.is_undated()),
            all + 1,
        )
    })
}

/// What the observations of a group hang together by, as declared and by [`by_sort`] of its batches; none where no word fits all.
pub(super) fn batch_of(kind: Kind, declared: BatchKind, counted: (usize, usize, usize)) -> Option<BatchKind> {
    let (single, undated) = match declared {
        BatchKind::OfficeMonth if matches!(kind, Kind::Tenderer | Kind::Supplier) => {
            (BatchKind::Tender, BatchKind::Office)
        }
        BatchKind::OfficeMonth => (BatchKind::Tender, BatchKind::Round),
        BatchKind::Applicant => (BatchKind::Case, BatchKind::Case),
        other => return Some(other),
    };
    match counted {
        (0, 0, _) => Some(declared),
        (alone, 0, all) => (alone == all).then_some(single),
        (alone, rounds, all) => (alone + rounds == all).then_some(undated),
    }
}
