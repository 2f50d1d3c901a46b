//! From totals per group to ranked bottlenecks: the judgement is asked, and what it answers gets names.

mod again;
mod cells;
mod elsewhere;
mod family;
mod rows;
mod standing;
mod unjudged;

use golugah_findings::{Bottleneck, Chance, Kind, NotNamed, WithoutVerdict};
use golugah_indicators::{Indicator, Outcome};
use golugah_judgement::Materiality;

use crate::after::Span;

use cells::Split;
use family::{FamilyOfGroups, drop_carried};

pub(crate) use again::{Place, Windows, risen};
pub(crate) use elsewhere::Alike;
pub(crate) use standing::{floor_of, standing_of};

/// The average error of the groups named for one indicator and one kind.
pub(crate) const ERROR_RATE: f64 = 0.05;
/// How likely a group is beforehand to be no ordinary peer: one in twenty.
pub(crate) const OUTSIDERS: f64 = 0.05;
/// The seed of the first deal of a report's guard. Any would do, and everybody shall get the same.
pub(crate) const SEED: u64 = 1;

/// What the judgement says of a scan.
#[derive(Default)]
pub(crate) struct Found {
    /// The ranked bottlenecks, still without their sentences.
    pub(crate) bottlenecks: Vec<Bottleneck>,
    /// What is to be watched, and what would be named without floors and batches; most probable first.
    pub(crate) not_named: Vec<NotNamed>,
    /// Steps that nobody can judge, for nothing is known of the same step elsewhere; the greatest harm first.
    pub(crate) without_verdict: Vec<WithoutVerdict>,
    /// Which procedures are one procedure in several places.
    pub(crate) alike: Alike,
    /// What chance alone would name, by indicator in their order; none where it was not asked.
    pub(crate) by_chance: Option<Vec<Chance>>,
}

/// A bottleneck and the share of everything measured that it concerns, by which bottlenecks are ranked.
struct Weighed {
    share: f64,
    bottleneck: Bottleneck,
}

/// Asks the judgement about every indicator and kind of group. The batches are dealt out anew `deals` times, to see what
/// chance alone would name.
pub(crate) fn find(outcome: &Outcome, currency: &str, span: Span, deals: u32) -> Found {
    let ranks = outcome.names.ranks();
    let alike = Alike::of(outcome, &ranks);
    let beside = (&*outcome.names, &ranks, &alike);
    let mut without_verdict = Vec::new();
    let mut found: Vec<Weighed> = Vec::new();
    let mut not_named: Vec<NotNamed> = Vec::new();
    let mut by_chance = Vec::new();
    for (answered, totals) in outcome.indicators.iter().zip(&outcome.totals) {
        let materiality = materiality(answered.indicator);
        let mut families: Vec<FamilyOfGroups> = answered
            .indicator
            .definition
            .groups
            .iter()
            .map(|kind| match kind {
                Kind::Officer => cells::judged(totals, &materiality, beside, deals),
                _ => FamilyOfGroups::judged(*kind, totals, &materiality, beside, deals, &Split::Whole),
            })
            .collect();
        if deals > 0 {
            let names: usize = families.iter().map(|family| family.by_chance).sum();
            by_chance.push(Chance {
                deals,
                seed: SEED,
                named: names as f64 / f64::from(deals),
            });
        }
        drop_carried(&mut families, totals, &materiality, &alike);
        for family in &families {
            without_verdict.extend(family.without_verdict((answered, totals), outcome, &alike));
            let named = family.named.iter();
            found.extend(named.map(|&index| family.weigh(index, answered, outcome, (currency, span))));
            let others = family.watched.iter().chain(&family.kept);
            not_named.extend(others.map(|&index| family.not_named(index, answered, outcome)));
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
    not_named.sort_by(|a, b| {
        let to_watch = b.floor.is_to_watch().cmp(&a.floor.is_to_watch());
        to_watch
            .then_with(|| b.probability.usual.total_cmp(&a.probability.usual))
            .then_with(|| a.indicator.cmp(&b.indicator))
            .then_with(|| (a.group.kind, &a.group.id).cmp(&(b.group.kind, &b.group.id)))
    });
    without_verdict.sort_by(|a, b| {
        let by_harm = b.share.total_cmp(&a.share);
        by_harm
            .then_with(|| a.indicator.cmp(&b.indicator))
            .then_with(|| a.group.id.cmp(&b.group.id))
    });
    let ranked = found.into_iter().zip(1..);
    Found {
        bottlenecks: ranked
            .map(|(weighed, rank)| Bottleneck {
                rank,
                ..weighed.bottleneck
            })
            .collect(),
        not_named,
        without_verdict,
        alike,
        by_chance: (deals > 0).then_some(by_chance),
    }
}

fn materiality(indicator: &Indicator) -> Materiality {
    let material = indicator.definition.material;
    Materiality {
        times: material.times,
        points: material.points,
    }
}
