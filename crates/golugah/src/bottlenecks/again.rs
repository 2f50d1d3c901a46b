//! A bottleneck on the data of windows before and after its remedy: families of groups are brought together, and the judgement is asked.

use std::collections::{BTreeMap, BTreeSet};

use golugah_findings::{AtStep, BatchKind, Kind, MeasuredAgain};
use golugah_indicators::Indicator;
use golugah_judgement::{Batch, Change, Observed, Record, Strata, Window, measure_again, rises};

use super::cells::Split;
use super::family::FamilyOfGroups;
use super::materiality;
use crate::after::Day;
use crate::again::{counts_of, told};
use crate::measured::Measured;

/// What was measured in the windows around a remedy.
pub(crate) struct Windows<'m> {
    /// What began until the remedy.
    pub(crate) before: &'m Measured,
    /// What began after it,
    pub(crate) whole: &'m Measured,
    /// and the same in two halves.
    pub(crate) halves: [&'m Measured; 2],
    /// The last day that does not count after the remedy, and that before the second half.
    pub(crate) begins: [Day; 2],
}

/// A place, and what its naming said of it.
#[derive(Clone, Copy)]
pub(crate) struct Place<'p> {
    pub(crate) indicator: &'static Indicator,
    pub(crate) kind: Kind,
    pub(crate) id: &'p str,
    pub(crate) rate: f64,
    /// Of an officer, the steps that carried it: only what was done at these is measured again.
    pub(crate) steps: &'p [AtStep],
}

/// A place measured again.
pub(crate) struct Again {
    pub(crate) said: MeasuredAgain,
    /// The share of its observations that could be computed over the same share before.
    pub(crate) computable_left: f64,
    /// How many days the window is long.
    pub(crate) days: i64,
}

impl Windows<'_> {
    /// How many days lie between the remedy and the last day of the data.
    fn days(&self) -> i64 {
        self.whole.span.last().map_or(0, |last| last.0 - self.begins[0].0)
    }

    /// What later data say of a place; `remedied` are the ids of all groups of its kind about which something was done.
    pub(crate) fn of(&self, place: Place<'_>, remedied: &[&str]) -> Again {
        // What was remedied may have been found since to be one firm with another.
        let counted_as = |id| self.whole.counted_as(place.kind, id);
        let remedied: Vec<&str> = remedied.iter().map(|id| counted_as(id)).collect();
        let place = Place {
            id: counted_as(place.id),
            ..place
        };
        let [first, second] = self.halves;
        let together = Together::of(place, [self.before, self.whole, first, second]);
        let [before, window, first, second] = together.families.each_ref().map(observed);
        let materiality = materiality(place.indicator);
        let own = together.number(place.id);
        let days = self.days();
        let computable_left = self.computable_left(place, own, before.batches, window.batches);
        let record = Record {
            group: own,
            past_rate: place.rate,
            window,
            halves: [counts_of(own, first.batches), counts_of(own, second.batches)],
            days: u64::try_from(days).unwrap_or(0),
            computable_left,
        };
        let halves = [(first, self.begins[0]), (second, self.begins[1])].map(|(observed, begins)| Window {
            observed,
            begins: begins.0,
        });
        let mut done: Vec<u32> = remedied.iter().flat_map(|id| together.numbers_of(id)).collect();
        done.push(own);
        let effect = Change::new(before, halves, &materiality, &done).effect(own);
        let again = measure_again(&record, &materiality);
        Again {
            said: told(&again, effect, |group| match place.kind {
                // Of a person whom nobody has looked at no record keeps the name.
                Kind::Officer | Kind::Applicant => String::new(),
                _ => together.ids[group as usize].clone(),
            }),
            computable_left,
            days,
        }
    }

    /// The share of a place's observations that could be computed over the same share before. Per contracting process that it took part
    /// in it is held against that of all places, for what is still open at the end of the data can be computed of nobody; in a log,
    /// where no rule asks whose case could not be computed, it is that of all that the indicator looked at.
    fn computable_left(&self, place: Place<'_>, own: u32, before: &[Batch], after: &[Batch]) -> f64 {
        let kept = |shares: [Option<f64>; 2]| match shares {
            [Some(before), Some(after)] if before > 0.0 => Some(after / before),
            _ => None,
        };
        let windows = [(self.before, before), (self.whole, after)];
        let of_place = kept(windows.map(|(measured, batches)| {
            let group = (place.kind, measured.names.id(place.id));
            let records = measured.records.get(&group)?;
            let own = batches.iter().filter(|batch| batch.group == own);
            Some(tenders(place, own) as f64 / *records as f64)
        }));
        let of_all = kept(windows.map(|(measured, batches)| {
            let of_kind = measured
                .records
                .iter()
                .filter(|((kind, _), _)| *kind == place.kind);
            let records: u64 = of_kind.map(|(_, records)| records).sum();
            (records > 0).then(|| tenders(place, batches.iter()) as f64 / records as f64)
        }));
        if let (Some(of_place), Some(of_all)) = (of_place, of_all)
            && of_all > 0.0
        {
            return of_place / of_all;
        }
        let of_log = kept(windows.map(|(measured, _)| {
            let mut all = measured.report.indicators.iter();
            let summary = all.find(|summary| summary.indicator == place.indicator.name)?;
            let computable = summary.raised + summary.clear;
            let asked = computable + summary.not_computable.values().sum::<u64>();
            (asked > 0).then(|| computable as f64 / asked as f64)
        }));
        of_log.unwrap_or(1.0)
    }
}

/// In how many tenders anything could be computed: of bids, which hang together by tender, the batches; else each observation is one.
fn tenders<'b>(place: Place<'_>, batches: impl Iterator<Item = &'b Batch>) -> u64 {
    let by_tender = place.indicator.definition.batch.get(&place.kind) == Some(&BatchKind::Tender);
    let mut numbered = BTreeSet::new();
    let mut others = 0;
    for batch in batches.filter(|batch| batch.computable > 0) {
        match batch.key {
            Some(key) if by_tender => {
                numbered.insert((batch.group, key));
            }
            _ if by_tender => others += batch.times,
            _ => others += batch.computable * batch.times,
        }
    }
    others + numbered.len() as u64
}

/// Another indicator of the same place that rose beyond what would have happened anyway.
#[derive(serde::Serialize)]
pub(crate) struct Risen {
    indicator: &'static str,
    rate_before: f64,
    rate_after: f64,
    by_itself: f64,
}

/// Where else the same place rose: what a remedy pushes aside turns up at another indicator. `remedied` are the ids of all groups
/// of its kind about which something was done, at whatever indicator.
pub(crate) fn risen(
    [before, after]: [&Measured; 2],
    (kind, id): (Kind, &str),
    remedied: &[&str],
    cleaned: &str,
) -> Vec<Risen> {
    let asked: Vec<&'static Indicator> = before
        .totals
        .iter()
        .filter(|(name, _)| *name != cleaned)
        .filter_map(|(name, _)| golugah_indicators::indicator(name))
        .filter(|indicator| indicator.definition.groups.contains(&kind))
        .collect();
    let rose = asked.iter().filter_map(|indicator| {
        let place = Place {
            indicator,
            kind,
            id,
            rate: 0.0,
            steps: &[],
        };
        let together = Together::of(place, [before, after]);
        let own = together.number(id);
        let done: Vec<u32> = remedied.iter().map(|id| together.number(id)).collect();
        let windows = together.families.each_ref().map(observed);
        let (rate_before, rate_after, by_itself) =
            rises(own, &done, windows, &materiality(indicator), asked.len())?;
        Some(Risen {
            indicator: indicator.name,
            rate_before,
            rate_after,
            by_itself,
        })
    });
    rose.collect()
}

fn observed((batches, strata): &(Vec<Batch>, Strata)) -> Observed<'_> {
    Observed { batches, strata }
}

/// Stands between a group and a step of its own; published names have no such sign.
const APART: char = '\u{1f}';

/// What a group is known by in several windows: an officer at one step is another group than the officer.
fn label(id: &str, step: Option<&str>) -> String {
    step.map_or_else(|| id.to_owned(), |step| format!("{id}{APART}{step}"))
}

/// The families of one indicator and kind in several windows, each group with the same number in all of them.
struct Together<const N: usize> {
    families: [(Vec<Batch>, Strata); N],
    /// By number.
    ids: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

impl<const N: usize> Together<N> {
    fn of(place: Place<'_>, windows: [&Measured; N]) -> Self {
        let counted = windows.map(|measured| {
            let rows = measured
                .totals
                .iter()
                .find(|(name, _)| *name == place.indicator.name);
            let Some((_, totals)) = rows else {
                return (Vec::new(), (Vec::new(), Strata::default()));
            };
            let beside = (&*measured.names, &measured.names.ranks(), &measured.alike);
            let own = measured.names.id(place.id);
            let steps = place.steps.iter();
            let together = steps.map(|at| (own, measured.names.id(&at.step))).collect();
            let split = match place.steps {
                [] => Split::Whole,
                _ => Split::Cells(&together),
            };
            let family = FamilyOfGroups::counted(place.kind, totals, beside, &split);
            let labels = family.ids.iter().zip(&family.cells);
            let ids = labels.map(|(id, step)| {
                let step = step.map(|step| measured.names.text(step));
                label(&measured.names.text(*id), step.as_deref())
            });
            (ids.collect::<Vec<String>>(), family.into_observed())
        });
        let mut ids: BTreeSet<&str> = counted
            .iter()
            .flat_map(|(ids, _)| ids)
            .map(String::as_str)
            .collect();
        ids.insert(place.id);
        let numbers: BTreeMap<String, u32> = ids.into_iter().map(str::to_owned).zip(0..).collect();
        let families = counted.map(|(ids, (batches, strata))| {
            let renumbered: Vec<u32> = ids.iter().map(|id| numbers[id]).collect();
            let batches = batches.into_iter().map(|batch| Batch {
                group: renumbered[batch.group as usize],
                ..batch
            });
            (batches.collect(), strata)
        });
        Self {
            families,
            ids: numbers.keys().cloned().collect(),
            numbers,
        }
    }

    /// The numbers of a group, at whichever steps.
    fn numbers_of(&self, id: &str) -> Vec<u32> {
        let of_group = |label: &String| label.split(APART).next() == Some(id);
        let own = self.numbers.iter().filter(|(label, _)| of_group(label));
        own.map(|(_, number)| *number).collect()
    }

    /// A group's number; of one that is in none of the windows that of nobody.
    fn number(&self, id: &str) -> u32 {
        self.numbers.get(id).copied().unwrap_or(u32::MAX)
    }
}
