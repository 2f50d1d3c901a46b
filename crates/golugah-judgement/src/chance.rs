//! What chance alone would name, of many deals and at little cost.

use std::collections::BTreeMap;

use crate::assess::{OUTSIDERS, assess_gathered, count_named, named_of};
use crate::batch::{Pairs, Whole, correlation_of, gathered};
use crate::circle::{ceiling, mix, usual};
use crate::deal::{Card, Chance, Deck, Stratum};
use crate::exact::Lot;
use crate::family::{Cell, FEWEST_PEERS, Group, Opinion};
use crate::fit::{Anchor, Peers, Tally};
use crate::gathered::Gathered;
use crate::judge::{FEWEST_COMPUTABLE, LOOKED_AT};
use crate::strata::Circles;
use crate::{Assessment, Batch, FEWEST_RAISED, Materiality, Observed, Strata};

/// Families of fewer groups are judged anew in each deal, as they are in truth: there one group moves its peers.
const MANY: usize = 40;

/// Of so many deals the mean correlation is taken.
const FITTED: u32 = 4;

/// How many groups are named, as [`assess`](crate::assess) names them, in each of `deals` deals of the batches, seeded
/// with `seed` and the numbers behind it.
///
/// A deal leaves the whole of a stratum as it is: in a family of forty groups and more the peers and the correlation of batches
/// are those of a few deals more, and only the groups that got enough of what is raised are looked at, for no other can be
/// named.
pub fn names_by_chance<'o>(
    observed: impl Into<Observed<'o>>,
    materiality: &Materiality,
    error_rate: f64,
    seed: u64,
    deals: u32,
) -> Vec<usize> {
    let observed = observed.into();
    names_of(
        &gathered(observed.batches),
        observed.strata,
        materiality,
        error_rate,
        (seed, deals),
    )
}

/// As [`assess`](crate::assess) and [`names_by_chance`], which share what the batches come to.
pub fn assess_with_chance<'o>(
    observed: impl Into<Observed<'o>>,
    materiality: &Materiality,
    error_rate: f64,
    seed: u64,
    deals: u32,
) -> (Assessment, Vec<usize>) {
    let observed = observed.into();
    let gathered = Gathered::new(observed);
    let assessment = assess_gathered(&gathered, materiality, error_rate);
    let chance = (seed, deals);
    let names = names_of(
        &gathered.batches,
        observed.strata,
        materiality,
        error_rate,
        chance,
    );
    (assessment, names)
}

fn names_of(
    gathered: &[Batch],
    strata: &Strata,
    materiality: &Materiality,
    error_rate: f64,
    (seed, deals): (u64, u32),
) -> Vec<usize> {
    let deck = Deck::new(gathered);
    let seeds = (0..u64::from(deals)).map(|deal| seed.wrapping_add(deal));
    let groups = deck.groups();
    if groups.len() <= FEWEST_PEERS || deck.raised() < FEWEST_RAISED {
        return vec![0; deals as usize];
    }
    if groups.len() < MANY {
        return seeds
            .map(|seed| {
                let batches = &deck.deal(seed);
                count_named(Observed { batches, strata }, materiality, error_rate)
            })
            .collect();
    }
    let mut table = Table::new(&deck, strata, &groups, seed);
    seeds
        .map(|seed| named_of(&table.opinions(materiality, seed), error_rate))
        .collect()
}

impl Deck {
    /// All groups, in order.
    fn groups(&self) -> Vec<u32> {
        let hands = self.strata.iter().flat_map(|stratum| &stratum.hands);
        let mut groups: Vec<u32> = hands.map(|hand| hand.0).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    fn raised(&self) -> u64 {
        let cards = self.strata.iter().flat_map(|stratum| &stratum.cards);
        cards.map(|card| card.0).sum()
    }
}

/// One stratum on the table: its raised batches are dealt to places, and of the others only as many are turned as a group
/// that is looked at holds.
struct Dealt {
    raised: Vec<Card>,
    clear: Vec<u64>,
    /// How many of the clear ones were turned in this deal.
    turned: usize,
    /// A permutation of the places, of which the first hold what is raised.
    places: Vec<u32>,
    /// Whose hand each place is, by the hand's index.
    owners: Vec<u32>,
    /// The circle in which its groups are compared, and those around it but the pool.
    around: Vec<usize>,
    /// What each hand got of what is raised in this deal.
    got: Vec<Got>,
}

#[derive(Clone, Default)]
struct Got {
    raised: u64,
    computable: u64,
    whole: Whole,
    batches: Vec<Lot>,
}

/// A hand: its stratum, its index there and its number of batches.
type Hand = (usize, usize, usize);

/// A family on the table.
struct Table {
    strata: Vec<Dealt>,
    /// The groups with their hands.
    groups: Vec<(u32, Vec<Hand>)>,
    /// By stratum and hand, the index of the group.
    group_of: Vec<Vec<usize>>,
    correlation: f64,
    /// The peers of the pool, then those of the strata that are compared in.
    peers: Vec<Peers>,
}

impl Dealt {
    fn new(stratum: &Stratum, around: &[usize]) -> Self {
        let (raised, clear): (Vec<Card>, Vec<Card>) = stratum.cards.iter().partition(|card| card.0 > 0);
        let owners = (0..).zip(&stratum.hands);
        Self {
            raised,
            clear: clear.into_iter().map(|card| card.1).collect(),
            turned: 0,
            places: (0..stratum.cards.len() as u32).collect(),
            owners: owners
                .flat_map(|(owner, hand)| std::iter::repeat_n(owner, hand.1))
                .collect(),
            around: around.to_vec(),
            got: vec![Got::default(); stratum.hands.len()],
        }
    }

    /// Deals what is raised, and tells whose hands got something, as often as they did.
    fn deal(&mut self, chance: &mut Chance) -> Vec<usize> {
        self.got.fill(Got::default());
        self.turned = 0;
        let places = self.places.len() as u64;
        let mut dealt = Vec::with_capacity(self.raised.len());
        for (at, &(raised, computable)) in self.raised.iter().enumerate() {
            let other = at + chance.below(places - at as u64) as usize;
            self.places.swap(at, other);
            let hand = self.owners[self.places[at] as usize] as usize;
            let got = &mut self.got[hand];
            got.raised += raised;
            got.computable += computable;
            got.whole.add(raised, computable, 1);
            got.batches.push((raised, computable, 1));
            dealt.push(hand);
        }
        dealt
    }

    /// Turns the next of the clear batches.
    fn turn(&mut self, chance: &mut Chance) -> u64 {
        let left = (self.clear.len() - self.turned) as u64;
        let other = self.turned + chance.below(left) as usize;
        self.clear.swap(self.turned, other);
        self.turned += 1;
        self.clear[self.turned - 1]
    }
}

impl Table {
    fn new(deck: &Deck, strata: &Strata, numbers: &[u32], seed: u64) -> Self {
        let present = deck.strata.iter().flat_map(|stratum| {
            let groups = stratum.hands.iter().map(|hand| hand.0);
            groups.map(|group| (stratum.number, group))
        });
        let circles = Circles::of(strata, present);
        let mut dealt = Vec::new();
        let mut groups: Vec<(u32, Vec<Hand>)> = numbers.iter().map(|group| (*group, Vec::new())).collect();
        let mut group_of = Vec::new();
        for (at, stratum) in deck.strata.iter().enumerate() {
            dealt.push(Dealt::new(stratum, circles.around(stratum.number)));
            let mut own = Vec::new();
            for (hand, &(number, batches)) in stratum.hands.iter().enumerate() {
                let group = numbers.partition_point(|other| *other < number);
                groups[group].1.push((at, hand, batches));
                own.push(group);
            }
            group_of.push(own);
        }
        let mut table = Self {
            strata: dealt,
            groups,
            group_of,
            correlation: 0.0,
            peers: Vec::new(),
        };
        table.fit(&circles, seed);
        table
    }

    /// Deals everything once, and tells for each group what its batches in each stratum say.
    fn told(&mut self, chance: &mut Chance) -> Vec<Vec<(usize, Pairs)>> {
        let mut told: Vec<Vec<(usize, Pairs)>> = vec![Vec::new(); self.groups.len()];
        for (at, stratum) in self.strata.iter_mut().enumerate() {
            stratum.deal(chance);
            let mut pairs = vec![Pairs::default(); stratum.got.len()];
            for place in 0..stratum.places.len() {
                let card = match stratum.raised.get(place) {
                    Some(card) => *card,
                    None => (0, stratum.turn(chance)),
                };
                let hand = stratum.owners[stratum.places[place] as usize] as usize;
                pairs[hand].add(&batch(card));
            }
            for (hand, pairs) in pairs.into_iter().enumerate() {
                told[self.group_of[at][hand]].push((at, pairs));
            }
        }
        told
    }

    /// Fits the peers to one deal, and the correlation, which varies more, to several.
    fn fit(&mut self, among: &Circles, seed: u64) {
        let leans_on = &among.leans_on;
        // Not the first deal's own stream: the same exchanges made twice would give every place back what it had.
        let mut chance = Chance(!seed);
        let mut told = Vec::new();
        for _ in 0..FITTED {
            told = self.told(&mut chance);
            let found = correlation_of(told.iter().flatten().map(|told| told.1));
            self.correlation += found / f64::from(FITTED);
        }
        let mut counts = vec![Vec::new(); leans_on.len()];
        for own in &told {
            let mut whole = Pairs::default();
            let mut in_circles: BTreeMap<usize, Pairs> = BTreeMap::new();
            for (at, pairs) in own {
                whole.join(pairs);
                for &circle in &self.strata[*at].around {
                    in_circles.entry(circle).or_default().join(pairs);
                }
            }
            let effect = whole.design_effect(self.correlation);
            counts[0].push(whole.worth(effect));
            for (circle, pairs) in in_circles {
                counts[circle].push(pairs.worth(effect));
            }
        }
        let ceiling = ceiling(OUTSIDERS);
        let pool =
            Tally::new(counts[0].iter().copied()).fit(&usual(counts[0].iter().copied(), ceiling), None);
        self.peers = vec![pool];
        for (counts, &outer) in counts.iter().zip(leans_on).skip(1) {
            let anchor = Anchor::inner(self.peers[outer], ceiling, among.apart);
            self.peers
                .push(Tally::new(counts.iter().copied()).fit(&anchor, None));
        }
    }

    /// What is thought in one deal of the groups that could be named.
    fn opinions(&mut self, materiality: &Materiality, seed: u64) -> Vec<Opinion> {
        let mut chance = Chance(seed);
        let mut dealt: Vec<usize> = Vec::new();
        for (at, stratum) in self.strata.iter_mut().enumerate() {
            let hands = stratum.deal(&mut chance);
            dealt.extend(hands.into_iter().map(|hand| self.group_of[at][hand]));
        }
        dealt.sort_unstable();
        let lucky = dealt.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
        let candidates: Vec<usize> = lucky.map(|same| same[0]).collect();
        let mut opinions = Vec::new();
        for group in candidates {
            if let Some(group) = self.turned(group, &mut chance) {
                opinions.push(self.opinion(&group, materiality));
            }
        }
        opinions
    }

    /// A group with all its batches; none if it cannot be named.
    fn turned(&mut self, group: usize, chance: &mut Chance) -> Option<Group> {
        let (number, hands) = &self.groups[group];
        let raised: u64 = hands
            .iter()
            .map(|(at, hand, _)| self.strata[*at].got[*hand].raised)
            .sum();
        if raised < FEWEST_RAISED {
            return None;
        }
        let mut whole = Whole::default();
        let mut cells = Vec::new();
        let mut lots = Vec::new();
        for &(at, hand, batches) in hands {
            let stratum = &mut self.strata[at];
            let got = stratum.got[hand].clone();
            let mut computable = got.computable;
            whole.join(&got.whole);
            lots.extend(got.batches);
            for _ in got.whole.batches..batches as u64 {
                let size = stratum.turn(chance);
                computable += size;
                whole.add(0, size, 1);
                lots.push((0, size, 1));
            }
            cells.push((
                stratum.around.first().copied().unwrap_or(0),
                got.raised,
                computable,
            ));
        }
        let computable = cells.iter().map(|cell| cell.2).sum();
        if computable < FEWEST_COMPUTABLE {
            return None;
        }
        let design_effect = whole.design_effect(self.correlation);
        let cell = |raised, computable| Cell::new(*number, raised, computable, design_effect);
        Some(Group {
            total: cell(raised, computable),
            whole,
            design_effect,
            batches: if self.correlation > 0.0 { lots } else { Vec::new() },
            compared: cells
                .into_iter()
                .map(|(circle, raised, computable)| {
                    let cell = cell(raised, computable);
                    (circle, cell, cell)
                })
                .collect(),
            peers: 0,
        })
    }

    fn opinion(&self, group: &Group, materiality: &Materiality) -> Opinion {
        let compared = group.compared.iter();
        let parts: Vec<(f64, Peers)> = compared
            .map(|(circle, cell, _)| (cell.worth.computable, self.peers[*circle]))
            .collect();
        let peers = mix(&parts, ceiling(OUTSIDERS));
        let mut opinion = Opinion::new(group, peers, materiality, OUTSIDERS);
        if opinion.verdict.probability >= LOOKED_AT {
            opinion.sharpen(group, self.correlation, OUTSIDERS);
        }
        opinion
    }
}

fn batch((raised, computable): Card) -> Batch {
    Batch {
        group: 0,
        stratum: 0,
        key: None,
        raised,
        computable,
        times: 1,
    }
}
