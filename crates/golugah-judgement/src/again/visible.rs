//! What a remedy must bring about for a later measurement to see it: said when it is decided, not after.

use super::effect::Noise;
use super::expect::{Expected, at_most_by};
use super::state::Question;
use crate::Verdict;

/// How probably a change must be seen.
const POWER: f64 = 0.8;

/// The probability up to which a change is said to be more than chance.
const SEEN: f64 = 0.05;

/// What can be seen of a group in later windows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visible {
    /// With how many cases.
    pub cases: u64,
    /// The highest rate afterwards of which it would be seen, four times in five, that it is lower than it would have been anyway;
    /// none where not even a rate of nothing would be seen.
    pub rate: Option<f64>,
    /// How many cases at its peers' rate would clear it; at most a million.
    pub cases_to_clear: u64,
}

/// The smallest change that `cases` later cases would show of a group whose peers stay as they are, and how many would clear it.
///
/// `before` is the verdict that named it. Later cases are taken to hang together as those before.
pub fn smallest_visible(before: &Verdict, noise: &Noise, cases: u64) -> Visible {
    let expected = Expected::of(before, before.peer_rate, noise);
    let worth = cases as f64 / before.design_effect;
    let question = Question {
        threshold: before.threshold,
        peer_rate: before.peer_rate,
        prior_mean: f64::midpoint(before.peer_rate, before.rate),
        design_effect: before.design_effect,
    };
    Visible {
        cases,
        rate: most_seen(&expected, cases, worth)
            .and_then(|raised| highest(raised, worth, before.rate, noise)),
        cases_to_clear: question.cases_needed((0, 0), [(0, 0); 2]),
    }
}

/// The most raised observations, in whole independent ones, that would still be seen to be too few.
fn most_seen(expected: &Expected, cases: u64, worth: f64) -> Option<f64> {
    let is_seen = |raised: u64| expected.at_most(raised as f64, worth) <= SEEN;
    if !is_seen(0) {
        return None;
    }
    let (mut seen, mut too_many) = (0, cases + 1);
    while too_many - seen > 1 {
        let middle = u64::midpoint(seen, too_many);
        if is_seen(middle) {
            seen = middle;
        } else {
            too_many = middle;
        }
    }
    Some(seen as f64)
}

/// The highest rate below `before` at which at most so many are raised with the power asked.
fn highest(raised: f64, worth: f64, before: f64, noise: &Noise) -> Option<f64> {
    let is_seen = |rate: f64| at_most_by(rate, raised, worth, noise) >= POWER;
    let (mut low, mut high) = (0.0, before);
    if is_seen(high) {
        return Some(high);
    }
    for _ in 0..40 {
        let middle = f64::midpoint(low, high);
        if is_seen(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low > 0.0).then_some(low)
}
