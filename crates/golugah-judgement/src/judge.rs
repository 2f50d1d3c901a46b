use std::collections::{BTreeMap, BTreeSet};

use statrs::function::gamma::ln_gamma;

use crate::Materiality;
use crate::fit::{Anchor, LEAST_PRECISION, Peers, Tally};
use crate::tail::upper;

/// Counts of one group within one stratum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The group's number, chosen by the caller.
    pub group: u32,
    /// The stratum's number: groups are compared within it.
    pub stratum: u32,
    /// Observations raised (*k*); more than `computable` count as `computable`.
    pub raised: u64,
    /// Observations that could be computed (*n*): raised and clear.
    pub computable: u64,
}

/// One group beside its peers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// The group's number.
    pub group: u32,
    /// Its raised observations, over all strata.
    pub raised: u64,
    /// Its computable observations, over all strata.
    pub computable: u64,
    /// `raised / computable`.
    pub rate: f64,
    /// The mean rate of its peers, each stratum weighted by the group's own computable observations.
    pub peer_rate: f64,
    /// How closely the peers' rates lie around their mean, as a number of observations: their distribution is
    /// `Beta(peer_rate · peer_precision, (1 − peer_rate) · peer_precision)`.
    pub peer_precision: f64,
    /// How many other groups stand in the strata it was compared in.
    pub peers: u32,
    /// The rate above which the difference is material.
    pub threshold: f64,
    /// The posterior probability that its own rate is above the threshold.
    pub probability: f64,
    /// Raised observations beyond what the peers' mean would give: `raised − computable · peer_rate`.
    pub excess: f64,
}

/// A group with fewer computable observations gets no verdict: one raised case more or less would move its rate by
/// more than twenty points, and what is said of it would be said by the prior.
pub const FEWEST_COMPUTABLE: u64 = 5;

/// With fewer other groups there is no distribution to speak of.
const FEWEST_PEERS: usize = 3;

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

/// How often the peers are fitted anew without the groups found to be outsiders.
const ROUNDS: usize = 4;

/// Judges every group against its peers: one verdict per group that has at least five computable observations and at
/// least three peers, in order of group.
///
/// Within a stratum the peers' rates follow a beta distribution, fitted by beta-binomial likelihood. A group that
/// holds more than 5 % of the stratum's computable or raised observations is left out of the fit it is compared with;
/// a smaller one does not move it. A stratum in which a group has fewer than three others is no comparison: there the
/// group's peers are the pool of all groups, each with its totals over all strata.
///
/// A group's prior is the mix of its strata's distributions, weighted by its own computable observations: the mean is
/// the mean of their means, and the standard deviation the mean of their standard deviations, for an office that is
/// worse in one stratum tends to be worse in all. That mean gives the threshold, and its posterior
/// `Beta(mean · precision + k, (1 − mean) · precision + n − k)` the probability of a rate above it.
pub fn judge(counts: &[Count], materiality: &Materiality) -> Vec<Verdict> {
    judge_with_outsiders(counts, materiality, 0.0)
}

/// As [`judge`], where before any data a share `outsiders` (from 0 up to below 1; 0.05 is a good one) of the groups
/// is expected to be no peers at all, but to have a rate anywhere above the threshold, each as likely as the next.
///
/// Without this, peers who are all alike hide the one who is not: the closer their rates lie together, the more the
/// prior holds every group to their mean, and the bottlenecks among them widen the spread that excuses them. Here the
/// prior is `(1 − outsiders) · Beta + outsiders · Uniform(threshold, 1)`. Groups that are outsiders with a probability
/// above one half are set aside and the peers fitted anew, until the same ones are found again, four times at most,
/// and not in a stratum where they are more than a fifth. Widely spread peers are judged as before, for there the
/// beta distribution explains its own tail.
pub fn judge_with_outsiders(counts: &[Count], materiality: &Materiality, outsiders: f64) -> Vec<Verdict> {
    opinions(counts, materiality, outsiders)
        .into_iter()
        .map(|opinion| opinion.verdict)
        .filter(|verdict| verdict.computable >= FEWEST_COMPUTABLE)
        .collect()
}

/// The mean rate of a group's peers as [`judge_with_outsiders`] has it, though the group may have too few observations for a
/// verdict; none without any, or without three peers. In a plain share of their cases the largest would count the most.
pub fn peer_rate(counts: &[Count], materiality: &Materiality, outsiders: f64, group: u32) -> Option<f64> {
    let mut opinions = opinions(counts, materiality, outsiders).into_iter();
    let own = opinions.find(|opinion| opinion.verdict.group == group)?;
    Some(own.verdict.peer_rate)
}

/// One opinion per group that has an observation; none where there are too few groups.
fn opinions(counts: &[Count], materiality: &Materiality, outsiders: f64) -> Vec<Opinion> {
    let family = Family::new(counts);
    if family.groups.len() <= FEWEST_PEERS {
        return Vec::new();
    }
    let mut set_aside = BTreeSet::new();
    let mut opinions = family.opinions(materiality, outsiders, &set_aside);
    for _ in 0..ROUNDS {
        let found: BTreeSet<u32> = opinions
            .iter()
            .filter(|opinion| opinion.outsider > 0.5)
            .map(|opinion| opinion.verdict.group)
            .collect();
        if found == set_aside {
            break;
        }
        set_aside = found;
        opinions = family.opinions(materiality, outsiders, &set_aside);
    }
    opinions
}

/// The counts of one group, within one stratum or over all of them.
#[derive(Clone, Copy)]
struct Cell {
    group: u32,
    raised: u64,
    computable: u64,
}

/// All counts of one indicator and one kind of group.
struct Family {
    /// Circle 0 is the pool: every group with its totals. The others are the strata large enough to compare within.
    circles: Vec<Vec<Cell>>,
    groups: Vec<Group>,
}

/// A group, and in which circles it is compared with which of its counts.
struct Group {
    total: Cell,
    /// Circle, and the group's computable observations that are compared there.
    compared: Vec<(usize, Cell)>,
    peers: u32,
}

#[derive(Clone, Copy, Debug)]
struct Opinion {
    verdict: Verdict,
    /// The probability that the group is no peer.
    outsider: f64,
}

impl Family {
    fn new(counts: &[Count]) -> Self {
        let mut cells: BTreeMap<(u32, u32), Cell> = BTreeMap::new();
        for count in counts.iter().filter(|count| count.computable > 0) {
            let nothing = Cell {
                group: count.group,
                raised: 0,
                computable: 0,
            };
            let cell = cells.entry((count.stratum, count.group)).or_insert(nothing);
            cell.raised += count.raised.min(count.computable);
            cell.computable += count.computable;
        }
        let mut strata: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
        let mut groups: BTreeMap<u32, Group> = BTreeMap::new();
        for ((stratum, number), cell) in cells {
            strata.entry(stratum).or_default().push(cell);
            let nothing = Cell {
                group: number,
                raised: 0,
                computable: 0,
            };
            let group = groups.entry(number).or_insert(Group {
                total: nothing,
                compared: Vec::new(),
                peers: 0,
            });
            group.total.raised += cell.raised;
            group.total.computable += cell.computable;
        }
        let mut circles = vec![groups.values().map(|group| group.total).collect()];
        // A single stratum is the pool.
        let several = strata.len() > 1;
        for stratum in strata.into_values() {
            let comparable = several && stratum.len() > FEWEST_PEERS;
            let circle = if comparable { circles.len() } else { 0 };
            for &cell in &stratum {
                if let Some(group) = groups.get_mut(&cell.group) {
                    group.compared.push((circle, cell));
                }
            }
            if comparable {
                circles.push(stratum);
            }
        }
        let mut family = Self {
            circles,
            groups: groups.into_values().collect(),
        };
        family.count_peers();
        family
    }

    /// Counts the other groups in each group's circles; groups in the same circles share the answer.
    fn count_peers(&mut self) {
        let mut known: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        for group in &mut self.groups {
            let mut circles: Vec<usize> = group.compared.iter().map(|part| part.0).collect();
            circles.sort_unstable();
            circles.dedup();
            let members = *known
                .entry(circles)
                .or_insert_with_key(|circles| match circles[..] {
                    [0, ..] => self.circles[0].len(),
                    [only] => self.circles[only].len(),
                    ref several => {
                        let cells = several.iter().flat_map(|&circle| &self.circles[circle]);
                        cells.map(|cell| cell.group).collect::<BTreeSet<u32>>().len()
                    }
                });
            group.peers = u32::try_from(members - 1).unwrap_or(u32::MAX);
        }
    }

    /// Fits all circles without the groups set aside and judges every group.
    fn opinions(&self, materiality: &Materiality, outsiders: f64, set_aside: &BTreeSet<u32>) -> Vec<Opinion> {
        let sum = |of: fn(&Cell) -> u64| self.circles[0].iter().map(of).sum::<u64>() as f64;
        let crude = (sum(|cell| cell.raised) + 0.5) / (sum(|cell| cell.computable) + 1.0);
        let ceiling = if outsiders > 0.0 {
            CEILING_WITH_OUTSIDERS
        } else {
            CEILING
        };
        let usual = Anchor::new(
            Peers {
                mean: crude,
                precision: USUAL_PRECISION,
            },
            ceiling,
        );
        let pool = Circle::new(&self.circles[0], usual, set_aside);
        // Small strata lean on the pool.
        let anchor = Anchor::new(pool.joint, ceiling);
        let mut circles = vec![pool];
        circles.extend(
            self.circles[1..]
                .iter()
                .map(|cells| Circle::new(cells, anchor, set_aside)),
        );
        // Many groups are alike: the same counts beside the same peers. Equal bits give equal answers.
        let mut known: BTreeMap<[u64; 5], Opinion> = BTreeMap::new();
        self.groups
            .iter()
            .map(|group| {
                let parts: Vec<(f64, Peers)> = group
                    .compared
                    .iter()
                    .map(|&(circle, cell)| {
                        // In the pool a group stands with all it has.
                        let own = if circle == 0 { group.total } else { cell };
                        (cell.computable as f64, circles[circle].peers_of(&own))
                    })
                    .collect();
                let peers = mix(&parts, ceiling);
                let total = &group.total;
                let key = [
                    total.raised,
                    total.computable,
                    peers.mean.to_bits(),
                    peers.precision.to_bits(),
                    u64::from(group.peers),
                ];
                let mut opinion = *known
                    .entry(key)
                    .or_insert_with(|| Opinion::new(group, peers, materiality, outsiders));
                opinion.verdict.group = total.group;
                opinion
            })
            .collect()
    }
}

/// Groups that are each other's peers, and what was fitted to them.
struct Circle {
    tally: Tally,
    anchor: Anchor,
    /// The fit over all of them but those set aside.
    joint: Peers,
    raised: u64,
    computable: u64,
    set_aside: BTreeSet<u32>,
}

impl Circle {
    fn new(cells: &[Cell], anchor: Anchor, set_aside: &BTreeSet<u32>) -> Self {
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
        let tally = Tally::new(kept.clone().map(|cell| (cell.raised, cell.computable)));
        Self {
            joint: tally.fit(&anchor, None),
            raised: kept.clone().map(|cell| cell.raised).sum(),
            computable: kept.map(|cell| cell.computable).sum(),
            tally,
            anchor,
            set_aside: aside,
        }
    }

    /// The peers of one of its groups: the joint fit, or the fit without the group where it has a part in the joint
    /// one that counts.
    fn peers_of(&self, own: &Cell) -> Peers {
        let counts = own.computable as f64 > OWN_SHARE * self.computable as f64
            || own.raised as f64 > OWN_SHARE * self.raised as f64;
        if counts && !self.set_aside.contains(&own.group) {
            self.tally
                .without(own.raised, own.computable)
                .fit(&self.anchor, Some(self.joint))
        } else {
            self.joint
        }
    }
}

/// The mix of several distributions of peers by weight.
fn mix(parts: &[(f64, Peers)], ceiling: f64) -> Peers {
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

impl Opinion {
    fn new(group: &Group, peers: Peers, materiality: &Materiality, outsiders: f64) -> Self {
        let total = &group.total;
        let (raised, computable) = (total.raised as f64, total.computable as f64);
        let clear = computable - raised;
        let threshold = materiality.threshold(peers.mean);
        let (a, b) = (peers.mean * peers.precision, (1.0 - peers.mean) * peers.precision);
        let as_peer = upper(a + raised, b + clear, threshold);
        let outsider = if outsiders > 0.0 {
            let above = upper(raised + 1.0, clear + 1.0, threshold);
            let for_outsider = ln_beta(raised + 1.0, clear + 1.0) + (above / (1.0 - threshold)).ln();
            let for_peer = ln_beta(a + raised, b + clear) - ln_beta(a, b);
            1.0 / (1.0 + (1.0 - outsiders) / outsiders * (for_peer - for_outsider).exp())
        } else {
            0.0
        };
        let verdict = Verdict {
            group: total.group,
            raised: total.raised,
            computable: total.computable,
            rate: raised / computable,
            peer_rate: peers.mean,
            peer_precision: peers.precision,
            peers: group.peers,
            threshold,
            probability: as_peer + outsider * (1.0 - as_peer),
            excess: raised - computable * peers.mean,
        };
        Self { verdict, outsider }
    }
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}
