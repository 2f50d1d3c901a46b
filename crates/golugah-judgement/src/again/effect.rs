//! Whether what was done moved a group's rate, beyond what would have moved it anyway.

use super::expect::{Expected, logit};
use crate::assess::OUTSIDERS;
use crate::family::Family;
use crate::judge::opinions;
use crate::{FEWEST_COMPUTABLE, Materiality, Observed, Verdict};

/// With fewer groups that nothing was done about their noise is not estimated.
const FEWEST_GROUPS: usize = 20;

/// A group in whose window fewer raised observations would be expected says nothing of noise.
const FEWEST_EXPECTED: f64 = 5.0;

/// The probability up to which a change is said to be more than what would have happened anyway.
const SEEN: f64 = 0.05;

/// All groups' batches in one window.
#[derive(Clone, Copy, Debug)]
pub struct Window<'batches> {
    /// The batches; groups have the same numbers in all windows.
    pub observed: Observed<'batches>,
    /// On which day the window begins, counted from any one day.
    pub begins: i64,
}

/// How far a group's rate moves from one window to another when nothing is done: the standard deviation of the logit of its rate in
/// one window around its own long run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    /// It, in logits.
    pub deviation: f64,
    /// Of how many groups it was estimated; 0 where the usual wide one is taken.
    pub groups: u32,
}

impl Noise {
    /// The wide one that is taken where it cannot be estimated.
    pub const USUAL: Self = Self {
        deviation: 0.6,
        groups: 0,
    };
}

/// What is said of a remedy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// For each half of the window after it the probability of so few raised observations if nothing had been done.
    pub by_itself: [f64; 2],
    /// The rate expected over the window after it if nothing had been done.
    pub expected: f64,
    /// The noise assumed.
    pub noise: Noise,
    /// The same two probabilities for the group without a remedy whose rate before was nearest; none where there is none.
    pub control: Option<(u32, [f64; 2])>,
    /// Whether the halves begin at least half a year apart, both fall below 0.05 and the other group does not do so, too.
    pub is_said: bool,
}

/// Half a year.
const HALF_A_YEAR: i64 = 182;

/// The noise between two windows, from the groups for which `counts` holds: those about which nothing was done.
///
/// By moments: the variance of the change of logits, less what counts of such a size vary by themselves, is twice that of the noise. A
/// standard error is added, for too little of it credits what chance did.
pub fn noise(
    before: Observed<'_>,
    after: Observed<'_>,
    materiality: &Materiality,
    counts: impl Fn(u32) -> bool,
) -> Noise {
    let (before, after) = (Seen::new(before, materiality), Seen::new(after, materiality));
    noise_between(&before, &after, &counts)
}

fn noise_between(before: &Seen, after: &Seen, counts: &impl Fn(u32) -> bool) -> Noise {
    let mut changes = Vec::new();
    let mut by_themselves = 0.0;
    for earlier in &before.verdicts {
        let group = earlier.group;
        let Some(later) = after.of(group).filter(|_| counts(group)) else {
            continue;
        };
        let pair = [earlier, later].map(worth);
        let expected = [(earlier, pair[0]), (later, pair[1])]
            .map(|(verdict, (_, computable))| verdict.peer_rate * computable);
        if expected.iter().any(|expected| *expected < FEWEST_EXPECTED) {
            continue;
        }
        let [was, is] = pair.map(|(raised, computable)| logit((raised + 0.5) / (computable + 1.0)));
        let moved = logit(later.peer_rate) - logit(earlier.peer_rate);
        changes.push(is - was - moved);
        by_themselves += pair
            .iter()
            .map(|(raised, computable)| 1.0 / (raised + 0.5) + 1.0 / (computable - raised + 0.5))
            .sum::<f64>();
    }
    let many = changes.len();
    if many < FEWEST_GROUPS {
        return Noise::USUAL;
    }
    let count = many as f64;
    let mean = changes.iter().sum::<f64>() / count;
    let variance = changes.iter().map(|change| (change - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let error = variance * (2.0 / (count - 1.0)).sqrt();
    let twice = (variance - by_themselves / count).max(0.0) + error;
    Noise {
        deviation: (twice / 2.0).sqrt(),
        groups: many as u32,
    }
}

/// A family before a remedy and in the two halves of the window after it.
pub struct Change {
    before: Seen,
    halves: [Seen; 2],
    noises: [Noise; 2],
    remedied: Vec<u32>,
    /// Whether the halves begin at least half a year apart.
    apart: bool,
}

impl Change {
    /// Of these batches; `remedied` are the groups about which something was done, whose changes are no noise.
    pub fn new(
        before: Observed<'_>,
        halves: [Window<'_>; 2],
        materiality: &Materiality,
        remedied: &[u32],
    ) -> Self {
        let before = Seen::new(before, materiality);
        let seen = halves.map(|half| Seen::new(half.observed, materiality));
        let untouched = |group: u32| !remedied.contains(&group);
        let noises = seen
            .each_ref()
            .map(|half| noise_between(&before, half, &untouched));
        Self {
            before,
            halves: seen,
            noises,
            remedied: remedied.to_vec(),
            apart: halves[1].begins - halves[0].begins >= HALF_A_YEAR,
        }
    }

    /// What is said of the remedy of one group; none where it or its peers are not in all three windows.
    pub fn effect(&self, group: u32) -> Option<Effect> {
        let (by_itself, expected) = self.falls(group)?;
        let control = self.nearest(group);
        let control = control.and_then(|other| Some((other, self.falls(other)?.0)));
        let falls = |both: [f64; 2]| both.iter().all(|by_itself| *by_itself <= SEEN);
        let [first, second] = self.noises;
        Some(Effect {
            by_itself,
            expected,
            noise: if first.deviation >= second.deviation {
                first
            } else {
                second
            },
            control,
            is_said: self.apart && falls(by_itself) && !control.is_some_and(|(_, control)| falls(control)),
        })
    }

    /// For each half the probability of so few raised observations if nothing had been done, and the mean rate expected then.
    fn falls(&self, group: u32) -> Option<([f64; 2], f64)> {
        let own = self.before.of(group)?;
        let [one, other] = [0, 1].map(|half| fall(own, self.halves[half].of(group)?, &self.noises[half]));
        let (one, other) = (one?, other?);
        Some(([one.0, other.0], f64::midpoint(one.1, other.1)))
    }

    /// The group that nothing was done about whose rate before was nearest.
    fn nearest(&self, group: u32) -> Option<u32> {
        let own = self.before.of(group)?;
        let far = |other: &Verdict| (logit(other.rate) - logit(own.rate)).abs();
        let others = self.before.verdicts.iter().filter(|other| {
            let enough = other.computable >= FEWEST_COMPUTABLE;
            enough && other.group != group && !self.remedied.contains(&other.group)
        });
        let nearest = others.min_by(|a, b| far(a).total_cmp(&far(b)))?;
        Some(nearest.group)
    }
}

/// The group's rate before and after, where it rose beyond what would have happened anyway, and the probability of so many raised
/// observations: where a remedy pushes aside what it forbids, it turns up at another indicator of the same office.
/// `remedied` are all groups about which anything was done, at whatever indicator: what was pushed aside there, too, is no noise that
/// would excuse this one. `among` tells at how many indicators this is asked at once.
pub fn rises(
    group: u32,
    remedied: &[u32],
    [before, after]: [Observed<'_>; 2],
    materiality: &Materiality,
    among: usize,
) -> Option<(f64, f64, f64)> {
    let (before, after) = (Seen::new(before, materiality), Seen::new(after, materiality));
    let untouched = |other: u32| other != group && !remedied.contains(&other);
    let noise = noise_between(&before, &after, &untouched);
    let (earlier, later) = (before.of(group)?, after.of(group)?);
    let (raised, computable) = worth(later);
    if later.computable < FEWEST_COMPUTABLE {
        return None;
    }
    let expected = Expected::of(earlier, later.peer_rate, &noise);
    let by_itself = expected.at_least(raised, computable);
    let rose = later.rate > earlier.rate && by_itself <= SEEN / among.max(1) as f64;
    rose.then_some((earlier.rate, later.rate, by_itself))
}

/// The probability of so few raised observations later, and the rate expected.
fn fall(earlier: &Verdict, later: &Verdict, noise: &Noise) -> Option<(f64, f64)> {
    if later.computable < FEWEST_COMPUTABLE {
        return None;
    }
    let (raised, computable) = worth(later);
    let expected = Expected::of(earlier, later.peer_rate, noise);
    Some((expected.at_most(raised, computable), expected.mean()))
}

/// Raised and computable, divided by the design effect.
fn worth(verdict: &Verdict) -> (f64, f64) {
    let worth = |count: u64| count as f64 / verdict.design_effect;
    (worth(verdict.raised), worth(verdict.computable))
}

/// What is thought of all groups in one window, in order of group.
struct Seen {
    verdicts: Vec<Verdict>,
}

impl Seen {
    fn new(observed: Observed<'_>, materiality: &Materiality) -> Self {
        let opinions = opinions(&Family::new(observed), materiality, OUTSIDERS);
        Self {
            verdicts: opinions.into_iter().map(|opinion| opinion.verdict).collect(),
        }
    }

    fn of(&self, group: u32) -> Option<&Verdict> {
        let at = self
            .verdicts
            .binary_search_by_key(&group, |verdict| verdict.group);
        at.ok().map(|at| &self.verdicts[at])
    }
}
