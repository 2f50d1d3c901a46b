//! Peers that differ so much that what can be said is said of all of them together.

use crate::fit::Counts;
use crate::select::FEWEST_RAISED;
use crate::two_ways::TwoWays;
use crate::{FEWEST_COMPUTABLE, Materiality, Verdict};

/// With fewer groups a quarter of them is one.
const FEWEST: usize = 8;

/// So many standard deviations beyond what chance alone lets groups of one rate differ.
const BEYOND_CHANCE: f64 = 4.0;

/// The normal deviate of an interval that holds the true rate in nineteen of twenty.
const DEVIATE: f64 = 1.959_963_984_540_054;

/// How the groups of one stratum differ, where they do so beyond chance.
#[derive(Clone, Debug, PartialEq)]
pub struct Unlike {
    /// How many groups have enough observations to be looked at.
    pub groups: u64,
    /// Raised and computable observations of all of them.
    pub whole: (u64, u64),
    /// Raised and computable observations of a group that one in ten lies below,
    pub low: (u64, u64),
    /// and of one that one in ten lies above.
    pub high: (u64, u64),
    /// The rate of the quarter with the lowest rates, together.
    pub quarter: f64,
    /// How many would be materially worse if that were usual.
    pub beyond: u64,
    /// Whether these are at least a third: then none of them is the exception.
    pub is_spread: bool,
    /// Where two rates describe them far better than one spread of rates does, what lies at each.
    pub ways: Option<Ways>,
    /// Every one of them, the highest rate first.
    pub members: Vec<Member>,
}

/// Two ways of working.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ways {
    /// Groups at the lower rate, and their raised and computable observations,
    pub lower: (u64, u64, u64),
    /// and at the upper one.
    pub upper: (u64, u64, u64),
    /// The logarithm of how much likelier the counts are of two rates than of one spread.
    pub gain: f64,
}

/// One group among peers that differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Member {
    /// Its number.
    pub group: u32,
    /// Its raised observations.
    pub raised: u64,
    /// Its computable ones.
    pub computable: u64,
    /// Between these its rate lies with 95 %, its observations counted for what they are worth (Wilson).
    pub interval: (f64, f64),
    /// Whether it is one of the upper way, or, where there are no two ways, materially above the quarter with the lowest rates.
    pub is_above: bool,
}

/// A group with as many computable observations as would let expect as many raised ones of it in the mix of cases that all have together.
#[derive(Clone, Copy)]
struct Peer<'v> {
    verdict: &'v Verdict,
    computable: f64,
}

impl<'v> Peer<'v> {
    fn of(verdict: &'v Verdict, mix: f64) -> Self {
        let computable = verdict.computable as f64 * mix;
        Self {
            verdict,
            computable: computable.max(verdict.raised as f64),
        }
    }

    fn raised(&self) -> f64 {
        self.verdict.raised as f64
    }

    fn rate(&self) -> f64 {
        self.raised() / self.computable
    }

    /// What its observations are worth.
    fn worth(&self) -> Counts {
        let effect = self.verdict.design_effect;
        Counts {
            raised: self.raised() / effect,
            clear: (self.computable - self.raised()) / effect,
            computable: self.computable / effect,
        }
    }

    fn member(&self, is_above: bool) -> Member {
        Member {
            group: self.verdict.group,
            raised: self.verdict.raised,
            computable: self.verdict.computable,
            interval: interval(self.verdict.rate, self.verdict.effective()),
            is_above,
        }
    }
}

impl Unlike {
    /// Looks at groups that stand side by side, each with how many times as many raised ones its own mix of cases lets expect as that of
    /// all together does: 1 where there is one stratum. None where they differ no more than chance lets them, or where fewer than a third
    /// would be materially worse than the quarter with the lowest rates and two rates describe them no better than one spread: then single
    /// groups stand out, or none does.
    pub fn of<'v>(
        verdicts: impl Iterator<Item = (&'v Verdict, f64)>,
        materiality: &Materiality,
    ) -> Option<Self> {
        let mut groups: Vec<Peer<'_>> = verdicts
            .filter(|(one, mix)| one.computable >= FEWEST_COMPUTABLE && *mix > 0.0)
            .map(|(one, mix)| Peer::of(one, mix))
            .collect();
        if groups.len() < FEWEST {
            return None;
        }
        groups.sort_by(|a, b| {
            let by_rate = a.rate().total_cmp(&b.rate());
            by_rate.then(a.verdict.group.cmp(&b.verdict.group))
        });
        if !differ(&groups, rate_of(&groups)) {
            return None;
        }
        let quarter = rate_of(&groups[..groups.len().div_ceil(4)]);
        let threshold = materiality.threshold(quarter);
        let is_beyond = |one: &Peer<'_>| one.rate() > threshold && one.verdict.raised >= FEWEST_RAISED;
        let beyond = groups.iter().filter(|one| is_beyond(one)).count();
        let is_spread = beyond * 3 >= groups.len();
        let worths: Vec<Counts> = groups.iter().map(Peer::worth).collect();
        let two = TwoWays::of(&worths, materiality);
        if !is_spread && two.is_none() {
            return None;
        }
        let is_above = |at: usize| match &two {
            Some(two) => two.is_upper[at],
            None => is_beyond(&groups[at]),
        };
        let tenth = groups.len() / 10;
        let counts = |at: usize| (groups[at].verdict.raised, groups[at].verdict.computable);
        Some(Self {
            groups: groups.len() as u64,
            whole: together(groups.iter()),
            low: counts(tenth),
            high: counts(groups.len() - 1 - tenth),
            quarter,
            beyond: beyond as u64,
            is_spread,
            ways: two.as_ref().map(|two| ways(&groups, two)),
            members: (0..groups.len())
                .rev()
                .map(|at| groups[at].member(is_above(at)))
                .collect(),
        })
    }
}

fn ways(groups: &[Peer<'_>], two: &TwoWays) -> Ways {
    let way = |upper: bool| {
        let of_it = groups.iter().zip(&two.is_upper).filter(|(_, one)| **one == upper);
        let of_it: Vec<&Peer<'_>> = of_it.map(|(one, _)| one).collect();
        let (raised, computable) = together(of_it.iter().copied());
        (of_it.len() as u64, raised, computable)
    };
    Ways {
        lower: way(false),
        upper: way(true),
        gain: two.gain,
    }
}

/// Raised and computable observations of all of them.
fn together<'p, 'v: 'p>(groups: impl Iterator<Item = &'p Peer<'v>>) -> (u64, u64) {
    groups.fold((0, 0), |(raised, computable), one| {
        (raised + one.verdict.raised, computable + one.verdict.computable)
    })
}

/// The rate of all of them, in the mix of cases that all groups have together.
fn rate_of(groups: &[Peer<'_>]) -> f64 {
    let (mut raised, mut computable) = (0.0, 0.0);
    for one in groups {
        raised += one.raised();
        computable += one.computable;
    }
    raised / computable
}

/// Whether the rates differ beyond what chance lets groups of one rate differ, their observations counted for what they are worth.
fn differ(groups: &[Peer<'_>], rate: f64) -> bool {
    let variance = rate * (1.0 - rate);
    let squares: f64 = (groups.iter())
        .map(|one| one.worth().computable * (one.rate() - rate).powi(2) / variance)
        .sum();
    let free = groups.len() as f64 - 1.0;
    variance > 0.0 && squares - free >= BEYOND_CHANCE * (2.0 * free).sqrt()
}

/// Wilson's interval: it stays within 0 and 1, and is no point where nothing or everything is raised.
fn interval(rate: f64, observations: f64) -> (f64, f64) {
    let square = DEVIATE * DEVIATE / observations;
    let middle = (rate + square / 2.0) / (1.0 + square);
    let half = DEVIATE / (1.0 + square)
        * (rate * (1.0 - rate) / observations + square / (4.0 * observations)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}
