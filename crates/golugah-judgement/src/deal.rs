use std::collections::BTreeMap;

use crate::Batch;
use crate::batch::gathered;

/// The same batches dealt out anew among the groups of each stratum, each group keeping its number of batches there:
/// what the judgement names of them, chance alone named.
///
/// A batch that lies in several strata is dealt out part by part. The same batches and seed give the same deal, in any
/// order of the input; how the batches are numbered decides nothing.
pub fn deal(batches: &[Batch], seed: u64) -> Vec<Batch> {
    Deck::new(&gathered(batches)).deal(seed)
}

/// The batches of each stratum, apart from whose they are.
pub(crate) struct Deck {
    pub(crate) strata: Vec<Stratum>,
}

/// Raised and computable observations of a batch.
pub(crate) type Card = (u64, u64);

pub(crate) struct Stratum {
    pub(crate) number: u32,
    /// In ascending order.
    pub(crate) cards: Vec<Card>,
    /// The groups with their number of batches, in order.
    pub(crate) hands: Vec<(u32, usize)>,
}

impl Deck {
    /// Of gathered batches.
    pub(crate) fn new(gathered: &[Batch]) -> Self {
        let mut strata: BTreeMap<u32, (Vec<Card>, BTreeMap<u32, usize>)> = BTreeMap::new();
        for batch in gathered {
            let (cards, hands) = strata.entry(batch.stratum).or_default();
            let times = usize::try_from(batch.times).unwrap_or(usize::MAX);
            cards.extend(std::iter::repeat_n((batch.raised, batch.computable), times));
            *hands.entry(batch.group).or_default() += times;
        }
        let strata = strata.into_iter().map(|(number, (mut cards, hands))| {
            cards.sort_unstable();
            Stratum {
                number,
                cards,
                hands: hands.into_iter().collect(),
            }
        });
        Self {
            strata: strata.collect(),
        }
    }

    pub(crate) fn deal(&self, seed: u64) -> Vec<Batch> {
        let mut chance = Chance(seed);
        let mut dealt = Vec::new();
        for stratum in &self.strata {
            let mut cards = stratum.cards.clone();
            for last in (1..cards.len()).rev() {
                cards.swap(last, chance.below(last as u64 + 1) as usize);
            }
            let mut left = cards.as_mut_slice();
            for &(group, batches) in &stratum.hands {
                let (hand, others) = left.split_at_mut(batches);
                left = others;
                hand.sort_unstable();
                dealt.extend(hand.chunk_by(|a, b| a == b).map(|alike| Batch {
                    group,
                    stratum: stratum.number,
                    key: None,
                    raised: alike[0].0,
                    computable: alike[0].1,
                    times: alike.len() as u64,
                }));
            }
        }
        dealt
    }
}

/// Steele, Lea and Flood's SplitMix64: every seed a stream of its own, the same on every machine.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; for bounds below 2³² its chances are even to one in four thousand million.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }
}
