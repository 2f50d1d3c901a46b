//! From totals per group to ranked bottlenecks: the judgement is asked, and what it answers gets names.

use std::collections::{BTreeMap, BTreeSet};

use golugah_findings::{Bottleneck, Floor, Group, Kind, Sentence, StakeUnit, Standing};
use golugah_indicators::{
    Id, Indicator, IndicatorOutcome, Outcome, Ranks, Stake, Tally, TallyKey, wider_kind,
};

use golugah_judgement::{
    Batch, Materiality, NestedBatch, Selection, Verdict, judge, narrow, peer_rate, select,
};

/// The average error of the groups named for one indicator and one kind.
pub(crate) const ERROR_RATE: f64 = 0.05;
/// How likely a group is beforehand to be no ordinary peer: one in twenty.
pub(crate) const OUTSIDERS: f64 = 0.05;
/// How many officers must share a step for one of them to be compared with the others.
const FEWEST_COLLEAGUES: usize = 4;
/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// A standing in the words of the contract.
pub(crate) fn standing_of(standing: golugah_judgement::Standing) -> Standing {
    use golugah_judgement::Standing as Judged;
    match standing {
        Judged::Named => Standing::Named,
        Judged::ToWatch(_) => Standing::ToWatch,
        Judged::Kept(_) => Standing::Kept,
        Judged::Unremarkable => Standing::Unremarkable,
    }
}

/// What kept a group from being named, in the words of the contract.
pub(crate) fn floor_of(standing: golugah_judgement::Standing) -> Option<Floor> {
    use golugah_judgement::{Floor as Judged, Standing as Stands};
    let (Stands::ToWatch(floor) | Stands::Kept(floor)) = standing else {
        return None;
    };
    Some(match floor {
        Judged::Batches => Floor::Batches,
        Judged::Excess => Floor::Excess,
        Judged::Dependence => Floor::Dependence,
        Judged::AverageError => Floor::AverageError,
        Judged::Probability => Floor::Probability,
        Judged::Prior => Floor::Prior,
    })
}

/// The totals of all groups of one kind for one indicator, in an order that does not depend on timing.
struct FamilyOfGroups {
    kind: Kind,
    ids: Vec<Id>,
    strata: BTreeMap<Id, u32>,
    batches: Vec<Batch>,
    stakes: Vec<Tally>,
    /// Computable observations of all groups together.
    cases: u64,
    verdicts: Vec<Verdict>,
    selected: Vec<usize>,
}

/// A bottleneck and the share of everything measured that it concerns, by which bottlenecks are ranked.
struct Weighed {
    share: f64,
    bottleneck: Bottleneck,
}

/// The ranked bottlenecks of a scan, still without their sentences.
pub(crate) fn find(outcome: &Outcome, currency: &str) -> Vec<Bottleneck> {
    let ranks = outcome.names.ranks();
    let mut found: Vec<Weighed> = Vec::new();
    for (answered, tallies) in outcome.indicators.iter().zip(&outcome.tallies) {
        let materiality = materiality(answered.indicator);
        let mut families: Vec<FamilyOfGroups> = answered
            .indicator
            .definition
            .groups
            .iter()
            .map(|kind| FamilyOfGroups::judged(*kind, tallies, &materiality, &ranks))
            .collect();
        drop_carried(&mut families, tallies, &materiality);
        for family in &families {
            let named = family
                .selected
                .iter()
                .map(|&index| family.weigh(index, answered, outcome, currency));
            found.extend(named);
        }
    }
    found.sort_by(|a, b| {
        b.share
            .total_cmp(&a.share)
            .then_with(|| b.bottleneck.probability.total_cmp(&a.bottleneck.probability))
            .then_with(|| a.bottleneck.indicator.cmp(&b.bottleneck.indicator))
            .then_with(|| {
                (a.bottleneck.group.kind, &a.bottleneck.group.id)
                    .cmp(&(b.bottleneck.group.kind, &b.bottleneck.group.id))
            })
    });
    found
        .into_iter()
        .zip(1..)
        .map(|(weighed, rank)| Bottleneck {
            rank,
            ..weighed.bottleneck
        })
        .collect()
}

/// The peers' rate of one group, as a bottleneck's is worked out, whether the group was named or not.
pub(crate) fn peer_rate_of(
    indicator: &Indicator,
    kind: Kind,
    group: Id,
    tallies: &[(TallyKey, Tally)],
    ranks: &Ranks,
) -> Option<f64> {
    let family = FamilyOfGroups::counted(kind, tallies, ranks);
    let number = (0..).zip(&family.ids).find(|(_, id)| **id == group)?.0;
    peer_rate(&family.batches, &materiality(indicator), OUTSIDERS, number)
}

fn materiality(indicator: &Indicator) -> Materiality {
    let material = indicator.definition.material;
    Materiality {
        times: material.times,
        points: material.points,
    }
}

/// Where an office carries the excess of its buyer, or an officer that of a step, only the narrower one is named.
fn drop_carried(families: &mut [FamilyOfGroups], tallies: &[(TallyKey, Tally)], materiality: &Materiality) {
    let mut dropped: Vec<(usize, Vec<usize>)> = Vec::new();
    for (parent_at, parents) in families.iter().enumerate() {
        let mut carried = Vec::new();
        for children in families
            .iter()
            .filter(|children| wider_kind(children.kind) == Some(parents.kind))
        {
            let shared = parents.shared_with(children, tallies);
            let nested = narrow(
                parents.selection(),
                children.selection(),
                &parents.batches,
                &shared,
                |batches| judge(batches, materiality, OUTSIDERS),
            );
            carried.extend(nested.iter().map(|nested| nested.parent as usize));
        }
        dropped.push((parent_at, carried));
    }
    for (parent_at, carried) in dropped {
        families[parent_at]
            .selected
            .retain(|index| !carried.contains(index));
    }
}

impl FamilyOfGroups {
    fn judged(kind: Kind, tallies: &[(TallyKey, Tally)], materiality: &Materiality, ranks: &Ranks) -> Self {
        let family = Self::counted(kind, tallies, ranks);
        let verdicts = judge(&family.batches, materiality, OUTSIDERS);
        Self {
            selected: select(&verdicts, ERROR_RATE),
            verdicts,
            ..family
        }
    }

    /// The totals alone, nobody judged yet.
    fn counted(kind: Kind, tallies: &[(TallyKey, Tally)], ranks: &Ranks) -> Self {
        // In order of text, which does not depend on timing, as numbers do.
        let mut rows: Vec<(u32, u32, &TallyKey, &Tally)> = tallies
            .iter()
            .filter(|(key, _)| key.kind == kind)
            .map(|(key, tally)| (ranks.of(key.group), ranks.of(key.stratum), key, tally))
            .collect();
        rows.sort_unstable_by_key(|(group, stratum, ..)| (*group, *stratum));
        let mut strata: Vec<(u32, Id)> = rows
            .iter()
            .map(|(_, stratum, key, _)| (*stratum, key.stratum))
            .collect();
        strata.sort_unstable();
        strata.dedup();
        let strata: BTreeMap<Id, u32> = strata.into_iter().map(|(_, id)| id).zip(0..).collect();
        let mut ids = Vec::new();
        let mut stakes = Vec::new();
        let mut batches = Vec::new();
        for (number, group) in (0..).zip(rows.chunk_by(|a, b| a.0 == b.0)) {
            let mut whole = Tally::default();
            for cell in group.chunk_by(|a, b| a.1 == b.1) {
                let mut total = Tally::default();
                for (.., tally) in cell {
                    total.add(**tally);
                }
                whole.add(total);
                let Tally {
                    raised, computable, ..
                } = total;
                let stratum = strata[&cell[0].2.stratum];
                batches.extend(Batch::singles(number, stratum, raised, computable));
            }
            ids.push(group[0].2.group);
            stakes.push(whole);
        }
        let batches = if kind == Kind::Officer {
            with_colleagues(batches)
        } else {
            batches
        };
        let cases = batches.iter().map(|batch| batch.computable * batch.times).sum();
        Self {
            kind,
            ids,
            strata,
            batches,
            stakes,
            cases,
            verdicts: Vec::new(),
            selected: Vec::new(),
        }
    }

    fn selection(&self) -> Selection<'_> {
        Selection {
            verdicts: &self.verdicts,
            selected: &self.selected,
        }
    }

    /// The observations that count for a group of this family and for one of a narrower kind.
    fn shared_with(&self, children: &Self, tallies: &[(TallyKey, Tally)]) -> Vec<NestedBatch> {
        let mine: BTreeMap<Id, u32> = self.ids.iter().copied().zip(0..).collect();
        let theirs: BTreeMap<Id, u32> = children.ids.iter().copied().zip(0..).collect();
        // A parent may have been judged in another stratum than its children: a step in its procedure.
        let mut own_stratum: BTreeMap<Id, u32> = BTreeMap::new();
        for (key, _) in tallies.iter().filter(|(key, _)| key.kind == self.kind) {
            own_stratum.entry(key.group).or_insert(self.strata[&key.stratum]);
        }
        let shared = tallies
            .iter()
            .filter(|(key, _)| key.kind == children.kind)
            .filter_map(|(key, tally)| {
                let parent = *mine.get(&key.within?)?;
                let child = *theirs.get(&key.group)?;
                let stratum = match self.strata.get(&key.stratum) {
                    Some(stratum) => *stratum,
                    None => *own_stratum.get(&key.within?)?,
                };
                let batches = Batch::singles(child, stratum, tally.raised, tally.computable);
                Some(batches.map(|child| NestedBatch { parent, child }))
            });
        shared.flatten().collect()
    }

    fn weigh(&self, index: usize, answered: &IndicatorOutcome, outcome: &Outcome, currency: &str) -> Weighed {
        let verdict = &self.verdicts[index];
        let id = self.ids[verdict.group as usize];
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
                verdict.excess,
                StakeUnit::Cases,
                verdict.excess / self.cases.max(1) as f64,
            ),
        };
        let bottleneck = Bottleneck {
            rank: 0,
            group: Group {
                kind: self.kind,
                id: outcome.names.text(id),
                name: outcome.names.name(id),
            },
            indicator: answered.indicator.name.to_owned(),
            code: definition.code.clone(),
            raised: verdict.raised,
            computable: verdict.computable,
            rate: verdict.rate,
            peer_rate: verdict.peer_rate,
            peers: u64::from(verdict.peers),
            material_threshold: verdict.threshold,
            probability: verdict.probability,
            excess: verdict.excess,
            stake,
            stake_unit,
            sentence: Sentence::default(),
        };
        Weighed { share, bottleneck }
    }
}

/// Officers are compared with colleagues at the same step, or not at all: where fewer share it, the step is judged.
fn with_colleagues(batches: Vec<Batch>) -> Vec<Batch> {
    let mut officers: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for batch in &batches {
        officers.entry(batch.stratum).or_default().insert(batch.group);
    }
    batches
        .into_iter()
        .filter(|batch| officers[&batch.stratum].len() >= FEWEST_COLLEAGUES)
        .collect()
}
