//! From totals per group to ranked bottlenecks: the judgement is asked, and what it answers gets names.

mod again;
mod at_stake;
mod beside;
mod cells;
mod elsewhere;
mod family;
mod in_time;
mod rows;
mod side_by_side;
mod standing;
mod told_once;
mod unjudged;
mod unlike;

use golugah_findings::{BatchKind, Bottleneck, Chance, FamilyFinding, Kind, NotNamed, WithoutVerdict};
use golugah_indicators::{GroupTotals, Id, Indicator, IndicatorOutcome, Outcome};
use golugah_judgement::Materiality;

use crate::after::Span;
use crate::arguments::Measuring;
use crate::scan::threads;

use at_stake::Unstated;
use cells::{CasesAt, Split};
use family::{FamilyOfGroups, drop_carried};
use rows::Beside;
use side_by_side::side_by_side;
use told_once::told_once;

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
    /// Peers that differ much, so that what is said is said of all of them; those of the most cases first.
    pub(crate) families: Vec<FamilyFinding>,
    /// Which procedures are one procedure in several places.
    pub(crate) alike: Alike,
    /// What chance alone would name, by indicator in their order; none where it was not asked.
    pub(crate) by_chance: Option<Vec<Chance>>,
}

/// A bottleneck and the share of everything measured that it concerns, by which bottlenecks are ranked.
struct Weighed {
    share: f64,
    group: Id,
    bottleneck: Bottleneck,
}

/// Of nobody anything is said; only which procedures are alike.
pub(crate) fn unjudged(outcome: &Outcome) -> Found {
    Found {
        alike: Alike::of(outcome, &outcome.names.ranks()),
        ..Found::default()
    }
}

/// What the judgement says of one indicator.
#[derive(Default)]
struct OfIndicator {
    named: Vec<Weighed>,
    not_named: Vec<NotNamed>,
    without_verdict: Vec<WithoutVerdict>,
    families: Vec<FamilyFinding>,
    /// Names by chance alone, in all deals together.
    by_chance: usize,
}

impl OfIndicator {
    fn judged(
        (answered, totals): (&IndicatorOutcome, &GroupTotals),
        outcome: &Outcome,
        beside: Beside<'_>,
        (currency, span): (&str, Span),
        deals: u32,
    ) -> Self {
        let materiality = materiality(answered.indicator);
        let kinds = answered.indicator.definition.groups.iter();
        let by_day = answered.indicator.definition.batch.get(&Kind::Officer) == Some(&BatchKind::OfficerDay);
        let mut families: Vec<FamilyOfGroups> = kinds
            .map(|kind| match kind {
                Kind::Officer => {
                    let cases = cases_of_officers(answered, outcome);
                    cells::judged(totals, &materiality, beside, deals, by_day.then_some(&cases))
                }
                _ => FamilyOfGroups::judged(*kind, totals, &materiality, beside, deals, &Split::Whole),
            })
            .collect();
        let mut of_all = Self {
            by_chance: families.iter().map(|family| family.by_chance).sum(),
            ..Self::default()
        };
        drop_carried(&mut families, totals, &materiality, beside.2);
        let unstated = Unstated::of(answered, outcome);
        for family in &families {
            let unjudged = family.without_verdict((answered, totals), outcome, beside.2);
            of_all.without_verdict.extend(unjudged);
            let unlike = family.unlike(answered, outcome, &materiality);
            of_all.families.extend(unlike);
            let named = family.named.iter();
            let weighed =
                named.map(|&index| family.weigh(index, answered, outcome, (currency, &unstated, span)));
            of_all.named.extend(weighed);
            let others = family.watched.iter().chain(&family.kept);
            let not_named = others.map(|&index| family.not_named(index, answered, outcome));
            of_all.not_named.extend(not_named);
        }
        of_all
    }
}

/// The cases in which each officer was raised at each step, each once.
fn cases_of_officers<'o>(answered: &IndicatorOutcome, outcome: &'o Outcome) -> CasesAt<'o> {
    let at = outcome
        .indicators
        .iter()
        .position(|one| std::ptr::eq(one, answered));
    let mut cases = CasesAt::new();
    for raised in &outcome.raised {
        if Some(usize::from(raised.indicator)) != at {
            continue;
        }
        for key in outcome.rows(raised).filter(|key| key.kind == Kind::Officer) {
            let at = (key.group, Split::cell(&key));
            cases.entry(at).or_default().insert(&raised.subject.1);
        }
    }
    cases
}

/// Asks the judgement about every indicator and kind of group. The batches are dealt out anew as often as is asked for, to see
/// what chance alone would name.
pub(crate) fn find(outcome: &Outcome, currency: &str, span: Span, measuring: &Measuring) -> Found {
    let deals = measuring.null;
    let ranks = outcome.names.ranks();
    let alike = Alike::of(outcome, &ranks);
    let beside = (&*outcome.names, &ranks, &alike);
    let asked: Vec<_> = outcome.indicators.iter().zip(&outcome.totals).collect();
    let answers = side_by_side(&asked, threads(measuring.threads), |asked| {
        OfIndicator::judged(*asked, outcome, beside, (currency, span), deals)
    });
    let mut without_verdict = Vec::new();
    let mut found: Vec<Weighed> = Vec::new();
    let mut not_named: Vec<NotNamed> = Vec::new();
    let mut families: Vec<FamilyFinding> = Vec::new();
    let mut by_chance = Vec::new();
    for answer in answers {
        without_verdict.extend(answer.without_verdict);
        found.extend(answer.named);
        not_named.extend(answer.not_named);
        families.extend(answer.families);
        if deals > 0 {
            by_chance.push(Chance {
                deals,
                seed: SEED,
                named: answer.by_chance as f64 / f64::from(deals),
            });
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
    families.sort_by(|a, b| {
        let by_cases = b.whole.raised.cmp(&a.whole.raised);
        by_cases
            .then_with(|| a.indicator.cmp(&b.indicator))
            .then_with(|| (a.kind, &a.place).cmp(&(b.kind, &b.place)))
    });
    let ranked = told_once(found, outcome).into_iter().zip(1..);
    Found {
        bottlenecks: ranked
            .map(|(weighed, rank)| Bottleneck {
                rank,
                ..weighed.bottleneck
            })
            .collect(),
        not_named,
        without_verdict,
        families,
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
