//! What the verdicts would be if more or fewer groups were expected beforehand to be no peers, the peers as they were
//! fitted.

use crate::family::Opinion;
use crate::{Verdict, family};

/// How often the share of outsiders is brought nearer to what the family shows.
const STEPS: usize = 60;

/// By how many groups the share assumed is held against what the family shows.
const WEIGHT: f64 = 2.0;

/// How much likelier a group's counts are of an outsider than of a peer.
fn odds(opinion: &Opinion, outsiders: f64) -> f64 {
    let outsider = opinion.verdict.outsider;
    outsider / (1.0 - outsider) * (1.0 - outsiders) / outsiders
}

/// The probability that a group is no peer, by those odds.
fn outsider(odds: f64, share: f64) -> f64 {
    if odds.is_finite() {
        share * odds / (share * odds + 1.0 - share)
    } else {
        1.0
    }
}

/// The verdicts of opinions that expect a share `outsiders`, if it were `share`.
pub(crate) fn verdicts_at(opinions: &[Opinion], outsiders: f64, share: f64) -> Vec<Verdict> {
    let at = |opinion: &Opinion| Verdict {
        probability: opinion.as_peer + outsider(odds(opinion, outsiders), share) * (1.0 - opinion.as_peer),
        ..opinion.verdict
    };
    opinions.iter().map(at).collect()
}

/// The share of outsiders that the family itself shows: the most likely one, with two groups' weight on the share that
/// was assumed.
pub(crate) fn share_shown(opinions: &[Opinion], outsiders: f64) -> f64 {
    let all: Vec<f64> = opinions.iter().map(|opinion| odds(opinion, outsiders)).collect();
    let mut share = outsiders;
    for _ in 0..STEPS {
        let found = family::sum(all.iter().map(|odds| outsider(*odds, share)));
        share = (found + WEIGHT * outsiders) / (all.len() as f64 + WEIGHT);
    }
    share
}
