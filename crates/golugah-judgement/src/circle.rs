//! Groups that are each other's peers, and what is assumed and found of them.

use std::collections::BTreeSet;

use crate::family::{Cell, sum};
use crate::fit::{Anchor, Counts, LEAST_PRECISION, Peers, Tally};

/// A group with a larger share of its peers' observations, computable or raised, is left out of their fit.
const OWN_SHARE: f64 = 0.05;

/// Where the search for the precision is anchored before any data; the offices of real data lie between 3 and 60.
const USUAL_PRECISION: f64 = 20.0;

/// The greatest precision: a hundred cases of its own weigh as much as all that is known of a group's peers. Peers
/// whose rates differ by chance alone would otherwise hold every group to their mean, and one with 90 of 120 where
/// they have one in twenty would be explained away.
const CEILING: f64 = 100.0;

/// The greatest precision where outsiders are expected: then the peers need not make room for them.
const CEILING_WITH_OUTSIDERS: f64 = 10_000.0;

/// The greatest precision where such a share of outsiders is expected.
pub(crate) fn ceiling(outsiders: f64) -> f64 {
    if outsiders > 0.0 {
        CEILING_WITH_OUTSIDERS
    } else {
        CEILING
    }
}

/// What is assumed of all groups together before they are fitted.
pub(crate) fn usual(groups: impl Iterator<Item = Counts> + Clone, ceiling: f64) -> Anchor {
    let raised = sum(groups.clone().map(|counts| counts.raised));
    let computable = sum(groups.map(|counts| counts.computable));
    let crude = Peers {
        mean: (raised + 0.5) / (computable + 1.0),
        precision: USUAL_PRECISION,
    };
    Anchor::new(crude, ceiling)
}

/// Groups that are each other's peers, and what was fitted to them.
pub(crate) struct Circle {
    tally: Tally,
    anchor: Anchor,
    /// The fit over all of them but those set aside.
    pub(crate) joint: Peers,
    raised: f64,
    computable: f64,
    set_aside: BTreeSet<u32>,
}

impl Circle {
    pub(crate) fn new(cells: &[Cell], anchor: Anchor, set_aside: &BTreeSet<u32>) -> Self {
        let mut aside: BTreeSet<u32> = cells
            .iter()
            .map(|cell| cell.group)
            .filter(|group| set_aside.contains(group))
            .collect();
        // What a fifth of all groups do is not an exception.
        if aside.len() * 5 > cells.len() {
            aside.clear();
        }
        let kept = cells.iter().filter(|cell| !aside.contains(&cell.group));
        let tally = Tally::new(kept.clone().map(|cell| cell.worth));
        Self {
            joint: tally.fit(&anchor, None),
            raised: sum(kept.clone().map(|cell| cell.worth.raised)),
            computable: sum(kept.map(|cell| cell.worth.computable)),
            tally,
            anchor,
            set_aside: aside,
        }
    }

    /// The peers of one of its groups: the joint fit, or the fit without the group where it has a part in the joint
    /// one that counts.
    pub(crate) fn peers_of(&self, own: &Cell) -> Peers {
        let counts =
            own.worth.computable > OWN_SHARE * self.computable || own.worth.raised > OWN_SHARE * self.raised;
        if counts && !self.set_aside.contains(&own.group) {
            self.tally.without(own.worth).fit(&self.anchor, Some(self.joint))
        } else {
            self.joint
        }
    }
}

/// The mix of several distributions of peers by weight.
pub(crate) fn mix(parts: &[(f64, Peers)], ceiling: f64) -> Peers {
    if let [(_, peers)] = parts {
        return *peers;
    }
    let whole: f64 = parts.iter().map(|part| part.0).sum();
    let mut mean = 0.0;
    let mut deviation = 0.0;
    for (weight, peers) in parts {
        mean += weight / whole * peers.mean;
        deviation += weight / whole * (peers.mean * (1.0 - peers.mean) / (peers.precision + 1.0)).sqrt();
    }
    let precision = mean * (1.0 - mean) / (deviation * deviation) - 1.0;
    Peers {
        mean,
        precision: precision.clamp(LEAST_PRECISION, ceiling),
    }
}
