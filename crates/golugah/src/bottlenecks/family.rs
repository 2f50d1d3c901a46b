//! All groups of one kind for one indicator, as the judgement sees them and as people call them.

use std::collections::{BTreeMap, BTreeSet};

use golugah_findings::{
    AtStep, BatchKind, Bottleneck, ByOutsiders, Floor, Group, Kind, NotNamed, Sentence, StakeUnit, Standing,
};
use golugah_indicators::{
    BatchTally, GroupTotals, Id, IndicatorOutcome, Outcome, Stake, Tally, TallyKey, wider_kind,
};
use golugah_judgement::{
    Assessment, Batch, FEWEST_COMPUTABLE, Materiality, NestedBatch, Noise, Observed, Selection, Strata,
    assess_with_chance, judge, narrow, smallest_visible,
};

use crate::after::Span;
use crate::again::visible;

use super::cells::Split;
use super::rows::{Beside, Compared, batch_of, by_sort, in_a_year, numbered, push_batches, sizes};
use super::{Alike, ERROR_RATE, OUTSIDERS, SEED, Weighed, floor_of, standing_of};

/// How many officers must share a step, or places have it, for one of them to be compared with the others.
const FEWEST_ALIKE: usize = 4;
/// Milliseconds of a day.
pub(super) const DAY: f64 = 86_400_000.0;

/// The totals of all groups of one kind for one indicator, in an order that does not depend on timing.
pub(super) struct FamilyOfGroups {
    pub(super) kind: Kind,
    pub(super) ids: Vec<Id>,
    pub(super) strata: BTreeMap<Compared, u32>,
    /// How these lie in each other.
    nested: Strata,
    /// How many groups each stratum has, those of a few cases not counted.
    pub(super) sizes: BTreeMap<u32, usize>,
    pub(super) batches: Vec<Batch>,
    pub(super) stakes: Vec<Tally>,
    /// As [`by_sort`] of each group's batches.
    by_itself: Vec<(usize, usize, usize)>,
    /// Computable observations of all groups together.
    cases: u64,
    pub(super) assessment: Assessment,
    /// Of each group, the step that it is a part at; none where it is an officer with all steps, or no officer.
    pub(super) cells: Vec<Option<Id>>,
    /// Of each group, the steps that carry it.
    pub(super) carrying: Vec<Vec<AtStep>>,
    /// The groups that are not named, for many of their peers would be with them.
    pub(super) common: BTreeSet<u32>,
    /// The groups that are not named, for the colleagues of the same time were as they are.
    pub(super) of_its_time: BTreeSet<u32>,
    /// The groups that are not named, for all lies on one or two days.
    pub(super) few_days: BTreeSet<u32>,
    /// Who stands out, and was raised in too few cases.
    pub(super) few_cases: BTreeSet<u32>,
    /// Of officers who are named, in how many cases each was raised: one that was raised at several steps counts once.
    pub(super) raised_cases: BTreeMap<u32, usize>,
    /// Which group a row of totals belongs to, by its own group and what that lies in.
    rows: BTreeMap<(Id, Option<Id>), u32>,
    /// Indices of the verdicts that are named, those to be watched, and those kept from being named.
    pub(super) named: Vec<usize>,
    pub(super) watched: Vec<usize>,
    pub(super) kept: Vec<usize>,
    /// How many names chance alone would give, in all deals together.
    pub(super) by_chance: usize,
}

/// Where an office carries the excess of its buyer, or an officer that of a step, only the narrower one is named.
pub(super) fn drop_carried(
    families: &mut [FamilyOfGroups],
    totals: &GroupTotals,
    materiality: &Materiality,
    alike: &Alike,
) {
    let mut dropped: Vec<(usize, BTreeSet<usize>)> = Vec::new();
    for (parent_at, parents) in families.iter().enumerate() {
        let standing_out: Vec<usize> = parents.named.iter().chain(&parents.watched).copied().collect();
        let mut carried = BTreeSet::new();
        for children in families
            .iter()
            .filter(|children| wider_kind(children.kind) == Some(parents.kind))
        {
            let nested = narrow(
                parents.selection(&standing_out),
                children.selection(&children.named),
                &parents.batches,
                &parents.shared_with(children, totals, alike),
                |batches| {
                    let strata = &parents.nested;
                    judge(Observed { batches, strata }, materiality, OUTSIDERS)
                },
            );
            carried.extend(nested.iter().map(|nested| nested.parent as usize));
        }
        dropped.push((parent_at, carried));
    }
    for (parent_at, carried) in dropped {
        let parents = &mut families[parent_at];
        parents.named.retain(|index| !carried.contains(index));
        parents.watched.retain(|index| !carried.contains(index));
    }
}

/// A row of totals with the places of its group, its lot and its stratum in the order of text.
type Ranked<'t> = ([u32; 3], &'t TallyKey, &'t Tally, &'t [BatchTally]);

impl FamilyOfGroups {
    pub(super) fn judged(
        kind: Kind,
        totals: &GroupTotals,
        materiality: &Materiality,
        beside: Beside<'_>,
        deals: u32,
        split: &Split<'_>,
    ) -> Self {
        let family = Self::counted(kind, totals, beside, split);
        let (assessment, by_chance) =
            assess_with_chance(family.observed(), materiality, ERROR_RATE, SEED, deals);
        let with = |sort: Standing| assessment.with(|standing| standing_of(standing) == sort);
        Self {
            named: with(Standing::Named),
            watched: with(Standing::ToWatch),
            kept: with(Standing::Kept),
            by_chance: by_chance.iter().sum(),
            assessment,
            ..family
        }
    }

    /// The totals alone, nobody judged yet.
    pub(super) fn counted(
        kind: Kind,
        totals: &GroupTotals,
        (names, ranks, alike): Beside<'_>,
        split: &Split<'_>,
    ) -> Self {
        // In order of text, which does not depend on timing, as numbers do.
        let of_kind = totals.rows().filter(|(key, ..)| key.kind == kind);
        let mut ranked: Vec<Ranked<'_>> = of_kind
            .map(|(key, tally, batches)| {
                let lot = split.lot(key, ranks);
                (
                    [ranks.of(key.group), lot, ranks.of(key.stratum)],
                    key,
                    tally,
                    batches,
                )
            })
            .collect();
        ranked.sort_unstable_by_key(|(place, ..)| *place);
        let mut strata: Vec<(u32, u32, Id)> = ranked
            .iter()
            .map(|([.., stratum], key, ..)| (*stratum, alike.stratum(key).1, key.stratum))
            .collect();
        strata.sort_unstable();
        strata.dedup();
        let (nested, strata) = numbered(
            strata.into_iter().map(|(_, like, id)| (id, like)),
            kind,
            names,
            split.is_across(),
        );
        let mut ids = Vec::new();
        let mut stakes = Vec::new();
        let mut batches = Vec::new();
        let mut by_itself = Vec::new();
        let (mut cells, mut rows) = (Vec::new(), BTreeMap::new());
        for (number, group) in (0..).zip(ranked.chunk_by(|a, b| a.0[..2] == b.0[..2])) {
            let mut whole = Tally::default();
            for (_, key, tally, own) in group {
                whole.add(**tally);
                rows.insert((key.group, key.within), number);
                // Only what lies in several rows need be known again.
                let stratum = strata[&alike.stratum(key)];
                push_batches(&mut batches, (number, stratum), own, group.len() > 1);
            }
            by_itself.push(by_sort(group.iter().flat_map(|(.., own)| own.iter())));
            let ([_, lot, _], key, ..) = group[0];
            cells.push((lot > 0).then(|| Split::cell(key)));
            ids.push(key.group);
            stakes.push(whole);
        }
        // A place where the step was done once or twice is no yardstick.
        let least = if kind == Kind::Officer {
            1
        } else {
            FEWEST_COMPUTABLE
        };
        let sizes = sizes(&batches, least);
        if matches!(kind, Kind::Officer | Kind::Step | Kind::Procedure) {
            batches.retain(|batch| sizes[&batch.stratum] >= FEWEST_ALIKE);
        }
        let cases = batches.iter().map(|batch| batch.computable * batch.times).sum();
        Self {
            kind,
            ids,
            strata,
            nested,
            sizes,
            batches,
            stakes,
            by_itself,
            cases,
            carrying: vec![Vec::new(); cells.len()],
            cells,
            common: BTreeSet::new(),
            of_its_time: BTreeSet::new(),
            few_days: BTreeSet::new(),
            few_cases: BTreeSet::new(),
            raised_cases: BTreeMap::new(),
            rows,
            assessment: Assessment::default(),
            named: Vec::new(),
            watched: Vec::new(),
            kept: Vec::new(),
            by_chance: 0,
        }
    }

    /// What the judgement is given.
    pub(super) fn observed(&self) -> Observed<'_> {
        Observed {
            batches: &self.batches,
            strata: &self.nested,
        }
    }

    /// The same, to be kept.
    pub(super) fn into_observed(self) -> (Vec<Batch>, Strata) {
        (self.batches, self.nested)
    }

    fn selection<'s>(&'s self, selected: &'s [usize]) -> Selection<'s> {
        Selection {
            verdicts: &self.assessment.verdicts,
            selected,
        }
    }

    /// The batches that count for a group of this family and for one of a narrower kind.
    fn shared_with(&self, children: &Self, totals: &GroupTotals, alike: &Alike) -> Vec<NestedBatch> {
        let mine: BTreeMap<Id, u32> = self.ids.iter().copied().zip(0..).collect();
        // A parent may have been judged in another stratum than its children: a step in its procedure.
        let mut own_stratum: BTreeMap<Id, u32> = BTreeMap::new();
        let mut rows_of_parents: BTreeMap<Id, u32> = BTreeMap::new();
        for (key, _) in totals.tallies.iter().filter(|(key, _)| key.kind == self.kind) {
            // Of several the first in the order of text: that of the rows depends on timing.
            let stratum = self.strata[&alike.stratum(key)];
            let own = own_stratum.entry(key.group).or_insert(stratum);
            *own = stratum.min(*own);
            *rows_of_parents.entry(key.group).or_default() += 1;
        }
        let mut shared = Vec::new();
        for (key, _, batches) in totals.rows().filter(|(key, ..)| key.kind == children.kind) {
            let Some(within) = key.within else { continue };
            let child = children.rows.get(&(key.group, key.within));
            let (Some(&parent), Some(&child)) = (mine.get(&within), child) else {
                continue;
            };
            let stratum = match self.strata.get(&alike.stratum(key)) {
                Some(stratum) => *stratum,
                None => match own_stratum.get(&within) {
                    Some(stratum) => *stratum,
                    None => continue,
                },
            };
            let numbered = rows_of_parents.get(&within).is_some_and(|rows| *rows > 1);
            let mut own = Vec::new();
            push_batches(&mut own, (child, stratum), batches, numbered);
            shared.extend(own.into_iter().map(|child| NestedBatch { parent, child }));
        }
        shared
    }

    pub(super) fn weigh(
        &self,
        index: usize,
        answered: &IndicatorOutcome,
        outcome: &Outcome,
        (currency, span): (&str, Span),
    ) -> Weighed {
        let verdict = &self.assessment.verdicts[index];
        let definition = &answered.indicator.definition;
        // What a raised observation of the group puts at stake on average, times those beyond expectation.
        let all = self.stakes[verdict.group as usize];
        let stake = verdict.excess * all.stake as f64 / all.raised as f64;
        let whole = answered.stake as f64;
        let (stake, stake_unit, share) = match definition.stake {
            Stake::Money if whole > 0.0 && all.stake > 0 => (
                (stake / 100.0).round(),
                StakeUnit::Currency(currency.to_owned()),
                stake / whole,
            ),
            Stake::Days if whole > 0.0 && all.stake > 0 => (stake / DAY, StakeUnit::Days, stake / whole),
            _ => (
                verdict.excess * self.cases_per_raised(verdict),
                StakeUnit::Cases,
                verdict.excess / self.cases.max(1) as f64,
            ),
        };
        let beside = self.beside(verdict.group);
        let bottleneck = Bottleneck {
            rank: 0,
            group: self.group(index, outcome),
            indicator: answered.indicator.name.to_owned(),
            code: definition.code.clone(),
            raised: verdict.raised,
            computable: verdict.computable,
            batch: self.batch(index, answered),
            batches: verdict.batches,
            raised_batches: verdict.raised_batches,
            design_effect: verdict.design_effect,
            rate: verdict.rate,
            peer_rate: verdict.peer_rate,
            peers: self.peers(verdict),
            peers_raised: beside.0,
            peers_computable: beside.1,
            material_threshold: verdict.threshold,
            probability: verdict.probability,
            by_outsiders: self.by_outsiders(index),
            steps: self.carrying[verdict.group as usize].clone(),
            excess: verdict.excess,
            stake,
            stake_unit,
            visible: Some(visible(smallest_visible(
                verdict,
                &Noise::USUAL,
                in_a_year(verdict.computable, span),
            ))),
            sentence: Sentence::default(),
        };
        Weighed { share, bottleneck }
    }

    pub(super) fn not_named(&self, index: usize, answered: &IndicatorOutcome, outcome: &Outcome) -> NotNamed {
        let verdict = &self.assessment.verdicts[index];
        let step = self.cells[verdict.group as usize];
        let floor = if self.common.contains(&verdict.group) {
            Floor::Common
        } else if self.of_its_time.contains(&verdict.group) {
            Floor::Time
        } else if self.few_days.contains(&verdict.group) {
            Floor::Batches
        } else if self.few_cases.contains(&verdict.group) {
            Floor::Cases
        } else {
            // Only what something kept is asked for here.
            floor_of(self.assessment.standings[index]).unwrap_or(Floor::AverageError)
        };
        NotNamed {
            group: self.group(index, outcome),
            step: step.map(|step| outcome.names.text(step)),
            indicator: answered.indicator.name.to_owned(),
            code: answered.indicator.definition.code.clone(),
            floor,
            raised: verdict.raised,
            computable: verdict.computable,
            batch: self.batch(index, answered),
            batches: verdict.batches,
            raised_batches: verdict.raised_batches,
            rate: verdict.rate,
            peer_rate: verdict.peer_rate,
            probability: self.by_outsiders(index),
            excess: verdict.excess,
        }
    }

    /// What the observations of a group hang together by. Where days or applicants are not published there are no months and no
    /// applicants to speak of: each tender or case is by itself; where they are for some alone, no word fits all.
    fn batch(&self, index: usize, answered: &IndicatorOutcome) -> Option<BatchKind> {
        let declared = answered.indicator.definition.batch.get(&self.kind).copied()?;
        let counted = self.by_itself[self.assessment.verdicts[index].group as usize];
        batch_of(self.kind, declared, counted)
    }

    fn by_outsiders(&self, index: usize) -> ByOutsiders {
        let [rare, frequent] = self.assessment.other_probabilities[index];
        ByOutsiders {
            rare,
            usual: self.assessment.verdicts[index].probability,
            frequent,
        }
    }

    fn group(&self, index: usize, outcome: &Outcome) -> Group {
        self.group_of(self.ids[self.assessment.verdicts[index].group as usize], outcome)
    }

    pub(super) fn group_of(&self, id: Id, outcome: &Outcome) -> Group {
        Group {
            kind: self.kind,
            id: outcome.names.text(id),
            name: outcome.names.name(id),
            shares_name: outcome.shares_name(self.kind, id),
        }
    }
}
