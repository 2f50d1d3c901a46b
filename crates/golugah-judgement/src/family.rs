//! All batches of one indicator and one kind of group, and what is thought of each group.

use std::collections::{BTreeMap, BTreeSet};

use statrs::function::gamma::ln_gamma;

use crate::batch::Whole;
use crate::circle::{Circle, ceiling, mix, usual};
use crate::exact::{Asked, Lot, exact};
use crate::fit::{Anchor, Counts, Peers};
use crate::gathered::Gathered;
use crate::tail::upper;
use crate::{Batch, Materiality, Observed, Verdict};

/// With fewer other groups there is no distribution to speak of.
pub(crate) const FEWEST_PEERS: usize = 3;

/// The counts of one group, within one stratum or over all of them.
#[derive(Clone, Copy)]
pub(crate) struct Cell {
    pub(crate) group: u32,
    pub(crate) raised: u64,
    pub(crate) computable: u64,
    /// Both divided by the group's design effect.
    pub(crate) worth: Counts,
}

/// All batches of one indicator and one kind of group.
pub(crate) struct Family {
    /// How alike the observations of one batch are.
    correlation: f64,
    /// Circle 0 is the pool: every group with its totals. The others are the strata large enough to compare within.
    circles: Vec<Vec<Cell>>,
    /// By circle the one it leans on.
    leans_on: Vec<usize>,
    /// Whether the circles have nothing in common.
    apart: bool,
    groups: Vec<Group>,
}

/// A group, and in which circles it is compared with which of its counts.
pub(crate) struct Group {
    pub(crate) total: Cell,
    pub(crate) whole: Whole,
    pub(crate) design_effect: f64,
    /// Its batches, where the observations of one are alike.
    pub(crate) batches: Vec<Lot>,
    /// Circle, the group's observations in a stratum that are compared there, and all it has in that circle.
    pub(crate) compared: Vec<(usize, Cell, Cell)>,
    pub(crate) peers: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Opinion {
    pub(crate) verdict: Verdict,
    /// The probability of a rate above the threshold if it is one.
    pub(crate) as_peer: f64,
}

/// What each group has in each stratum.
pub(crate) fn parts(batches: &[Batch]) -> impl Iterator<Item = &[Batch]> {
    batches.chunk_by(|a, b| (a.group, a.stratum) == (b.group, b.stratum))
}

impl Family {
    /// The family of these batches, in any order.
    pub(crate) fn new(observed: Observed<'_>) -> Self {
        Gathered::new(observed).family()
    }

    pub(crate) fn of(gathered: &Gathered, correlation: f64) -> Self {
        let mut groups: Vec<Group> = gathered
            .wholes
            .iter()
            .map(|(number, (whole, lots))| Group {
                total: Cell::new(*number, 0, 0, 1.0),
                design_effect: whole.design_effect(correlation),
                whole: *whole,
                batches: if correlation > 0.0 {
                    lots.clone()
                } else {
                    Vec::new()
                },
                compared: Vec::new(),
                peers: 0,
            })
            .collect();
        let among = &gathered.circles;
        let mut circles: Vec<Vec<Cell>> = vec![Vec::new(); among.len()];
        // Groups and batches stand in the same order.
        let mut at = 0;
        for part in parts(&gathered.batches) {
            let (number, stratum) = (part[0].group, part[0].stratum);
            while groups[at].total.group < number {
                at += 1;
            }
            let group = &mut groups[at];
            let sum = |of: fn(&Batch) -> u64| part.iter().map(|part| of(part) * part.times).sum();
            let cell = Cell::new(
                number,
                sum(|part| part.raised),
                sum(|part| part.computable),
                group.design_effect,
            );
            group.total = group.total.with(&cell, group.design_effect);
            group.compared.push((among.of_stratum(stratum), cell, cell));
            for &circle in among.around(stratum) {
                match circles[circle].last_mut() {
                    // Of one group all parts come one behind the other.
                    Some(own) if own.group == number => *own = own.with(&cell, group.design_effect),
                    _ => circles[circle].push(cell),
                }
            }
        }
        circles[0] = groups.iter().map(|group| group.total).collect();
        for group in &mut groups {
            for (circle, _, own) in &mut group.compared {
                let at = circles[*circle].binary_search_by_key(&group.total.group, |cell| cell.group);
                // In a circle a group stands with all it has there.
                *own = circles[*circle][at.unwrap_or(0)];
            }
        }
        let mut family = Self {
            correlation,
            circles,
            leans_on: among.leans_on.clone(),
            apart: among.apart,
            groups,
        };
        family.count_peers();
        family
    }

    pub(crate) fn correlation(&self) -> f64 {
        self.correlation
    }

    pub(crate) fn circles(&self) -> &[Vec<Cell>] {
        &self.circles
    }

    pub(crate) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The circles in which one lies, the nearest first; the pool is the last.
    pub(crate) fn around(&self, circle: usize) -> impl Iterator<Item = usize> {
        let outwards = std::iter::successors(Some(circle), |at| (*at > 0).then(|| self.leans_on[*at]));
        outwards.skip(1)
    }

    /// Opinions on all groups, of those as sure as this taken from their batches one by one.
    pub(crate) fn sharpen(&self, opinions: &mut [Opinion], least: f64, outsiders: f64) {
        for (opinion, group) in opinions.iter_mut().zip(&self.groups) {
            if opinion.verdict.probability >= least {
                opinion.sharpen(group, self.correlation, outsiders);
            }
        }
    }

    /// Whether there are enough groups for anybody to have peers.
    pub(crate) fn has_peers(&self) -> bool {
        self.groups.len() > FEWEST_PEERS
    }

    /// Counts the other groups in each group's circles; groups in the same circles share the answer.
    fn count_peers(&mut self) {
        // By circle the places of its groups among all; all are in circle 0, in order.
        let place = |cell: &Cell| self.circles[0].binary_search_by_key(&cell.group, |all| all.group);
        let places: Vec<Vec<usize>> = self
            .circles
            .iter()
            .map(|cells| cells.iter().filter_map(|cell| place(cell).ok()).collect())
            .collect();
        // When each group was last met.
        let mut met = vec![usize::MAX; self.groups.len()];
        let mut known: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        for group in &mut self.groups {
            let mut circles: Vec<usize> = group.compared.iter().map(|part| part.0).collect();
            circles.sort_unstable();
            circles.dedup();
            let time = known.len();
            let members = *known
                .entry(circles)
                .or_insert_with_key(|circles| match circles[..] {
                    [0, ..] => self.circles[0].len(),
                    [only] => self.circles[only].len(),
                    ref several => {
                        let all = several.iter().flat_map(|&circle| &places[circle]);
                        all.filter(|&&place| std::mem::replace(&mut met[place], time) != time)
                            .count()
                    }
                });
            group.peers = u32::try_from(members - 1).unwrap_or(u32::MAX);
        }
    }

    /// All groups together, fitted without those set aside.
    fn pool(&self, outsiders: f64, set_aside: &BTreeSet<u32>) -> Circle {
        let usual = usual(self.circles[0].iter().map(|cell| cell.worth), ceiling(outsiders));
        Circle::new(&self.circles[0], usual, set_aside)
    }

    /// How many groups there are, and their mean rate without those set aside: what a group without an observation is held against.
    pub(crate) fn peers_of_newcomer(&self, outsiders: f64, set_aside: &BTreeSet<u32>) -> (u32, f64) {
        let groups = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        (groups, self.pool(outsiders, set_aside).joint.mean)
    }

    /// Fits all circles without the groups set aside and judges every group.
    pub(crate) fn opinions(
        &self,
        materiality: &Materiality,
        outsiders: f64,
        set_aside: &BTreeSet<u32>,
    ) -> Vec<Opinion> {
        let ceiling = ceiling(outsiders);
        let pool = self.pool(outsiders, set_aside);
        // From the pool down: small strata lean on what they lie in.
        let mut circles = vec![pool];
        for (cells, &outer) in self.circles.iter().zip(&self.leans_on).skip(1) {
            let anchor = Anchor::inner(circles[outer].joint, ceiling, self.apart);
            circles.push(Circle::new(cells, anchor, set_aside));
        }
        // Many groups are alike: the same counts beside the same peers. Equal bits give equal answers.
        let mut known: BTreeMap<[u64; 6], Opinion> = BTreeMap::new();
        self.groups
            .iter()
            .map(|group| {
                let parts: Vec<(f64, Peers)> = group
                    .compared
                    .iter()
                    .map(|(circle, cell, own)| (cell.computable as f64, circles[*circle].peers_of(own)))
                    .collect();
                let peers = mix(&parts, ceiling);
                let total = &group.total;
                let key = [
                    total.raised,
                    total.computable,
                    group.design_effect.to_bits(),
                    peers.mean.to_bits(),
                    peers.precision.to_bits(),
                    u64::from(group.peers),
                ];
                let mut opinion = *known
                    .entry(key)
                    .or_insert_with(|| Opinion::new(group, peers, materiality, outsiders));
                opinion.verdict.group = total.group;
                opinion.verdict.batches = group.whole.batches;
                opinion.verdict.raised_batches = group.whole.raised_batches;
                opinion.verdict.rate_without_heaviest =
                    group.whole.rate_without_heaviest(total.raised, total.computable);
                opinion
            })
            .collect()
    }
}

impl Cell {
    pub(crate) fn new(group: u32, raised: u64, computable: u64, design_effect: f64) -> Self {
        Self {
            group,
            raised,
            computable,
            worth: Counts::new(raised, computable, design_effect),
        }
    }

    /// Both together.
    fn with(&self, more: &Self, design_effect: f64) -> Self {
        Self::new(
            self.group,
            self.raised + more.raised,
            self.computable + more.computable,
            design_effect,
        )
    }
}

/// The sum in an order of its own: how groups are numbered must not decide.
pub(crate) fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    let mut terms: Vec<f64> = terms.collect();
    terms.sort_unstable_by(f64::total_cmp);
    terms.iter().sum()
}

impl Opinion {
    pub(crate) fn new(group: &Group, peers: Peers, materiality: &Materiality, outsiders: f64) -> Self {
        let total = &group.total;
        let Counts { raised, clear, .. } = total.worth;
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
            batches: group.whole.batches,
            raised_batches: group.whole.raised_batches,
            rate_without_heaviest: group.whole.rate_without_heaviest(total.raised, total.computable),
            design_effect: group.design_effect,
            rate: total.raised as f64 / total.computable as f64,
            peer_rate: peers.mean,
            peer_precision: peers.precision,
            peers: group.peers,
            threshold,
            probability: as_peer + outsider * (1.0 - as_peer),
            outsider,
            excess: total.raised as f64 - total.computable as f64 * peers.mean,
        };
        Self { verdict, as_peer }
    }

    /// The same from the group's batches one by one instead of from counts divided by its design effect, the peers as they are.
    /// Where nothing is raised, or batches are not alike inside, there is nothing to be gained.
    pub(crate) fn sharpen(&mut self, group: &Group, correlation: f64, outsiders: f64) {
        let verdict = &mut self.verdict;
        if group.batches.is_empty() || group.whole.raised_batches == 0 || verdict.design_effect <= 1.0 {
            return;
        }
        let (as_peer, for_peer) = exact(&Asked {
            batches: &group.batches,
            correlation,
            peers: Peers {
                mean: verdict.peer_rate,
                precision: verdict.peer_precision,
            },
            threshold: verdict.threshold,
        });
        self.as_peer = as_peer;
        if outsiders > 0.0 {
            verdict.outsider = 1.0 / (1.0 + (1.0 - outsiders) / outsiders * for_peer.exp());
        }
        verdict.probability = as_peer + verdict.outsider * (1.0 - as_peer);
    }
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}
