//! Observations that hang together: batches, how alike they are inside, and what their number is then worth.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::exact::Lot;
use crate::fit::Counts;

/// Observations of one group that hang together: the bids of one tender, an office's tenders of one month, what an
/// officer did on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Batch {
    /// The group's number, chosen by the caller.
    pub group: u32,
    /// The stratum's number: groups are compared within it.
    pub stratum: u32,
    /// The batch's number among the group's, chosen by the caller. Entries of a group with one number are one batch,
    /// also where they lie in several strata; an entry without one is a batch by itself.
    pub key: Option<u64>,
    /// Observations raised; more than `computable` count as `computable`.
    pub raised: u64,
    /// Observations that could be computed: raised and clear.
    pub computable: u64,
    /// How many batches without a number this entry stands for; 1 where it has one.
    pub times: u64,
}

impl Batch {
    /// Observations that are independent of each other: `raised` and `computable − raised` batches of one each.
    pub fn singles(group: u32, stratum: u32, raised: u64, computable: u64) -> [Self; 2] {
        let raised = raised.min(computable);
        [(1, raised), (0, computable - raised)].map(|(raised, times)| Self {
            group,
            stratum,
            key: None,
            raised,
            computable: 1,
            times,
        })
    }
}

/// The batches that say anything, the raised ones within the computable ones, entries of one batch in one stratum
/// brought together; in order.
pub(crate) fn gathered(batches: &[Batch]) -> Vec<Batch> {
    let told = |batch: &&Batch| batch.computable > 0 && batch.times > 0;
    let mut all: Vec<Batch> = batches
        .iter()
        .filter(told)
        .map(|batch| Batch {
            raised: batch.raised.min(batch.computable),
            // A number names one batch.
            times: if batch.key.is_some() { 1 } else { batch.times },
            ..*batch
        })
        .collect();
    all.sort_unstable_by_key(|batch| (batch.group, batch.stratum, batch.key));
    all.dedup_by(|next, first| {
        let same = next.key.is_some()
            && (next.group, next.stratum, next.key) == (first.group, first.stratum, first.key);
        if same {
            first.raised += next.raised;
            first.computable += next.computable;
        }
        same
    });
    all
}

/// What one group's batches in one stratum say of how alike observations of one batch are.
#[derive(Clone, Copy, Default)]
pub(crate) struct Pairs {
    batches: u64,
    raised: u64,
    computable: u64,
    /// Over all batches of b observations, k of them raised: the sums of b(b−1), k(k−1), k(b−1) and b(b−1)².
    pairs: u128,
    raised_pairs: u128,
    mixed: u128,
    beside_pairs: u128,
}

impl Pairs {
    pub(crate) fn add(&mut self, batch: &Batch) {
        let (raised, computable, times) = (batch.raised, batch.computable, u128::from(batch.times));
        self.batches += batch.times;
        self.raised += raised * batch.times;
        self.computable += computable * batch.times;
        let others = u128::from(computable - 1);
        self.pairs += times * u128::from(computable) * others;
        self.raised_pairs += times * u128::from(raised) * u128::from(raised.saturating_sub(1));
        self.mixed += times * u128::from(raised) * others;
        self.beside_pairs += times * u128::from(computable) * others * others;
    }

    /// Brings together what two strata say.
    pub(crate) fn join(&mut self, other: &Self) {
        self.batches += other.batches;
        self.raised += other.raised;
        self.computable += other.computable;
        self.pairs += other.pairs;
        self.raised_pairs += other.raised_pairs;
        self.mixed += other.mixed;
        self.beside_pairs += other.beside_pairs;
    }

    /// As that of [`Whole`]: the sum of b² is that of b(b−1) and of b.
    pub(crate) fn design_effect(&self, correlation: f64) -> f64 {
        1.0 + self.pairs as f64 / self.computable as f64 * correlation
    }

    /// What its counts are worth.
    pub(crate) fn worth(&self, design_effect: f64) -> Counts {
        Counts::new(self.raised, self.computable, design_effect)
    }

    /// What the batches say of how alike their observations are; none where nothing can be told.
    fn agreement(&self) -> Option<Agreement> {
        let telling = self.batches > 1 && self.pairs > 0 && (1..self.computable).contains(&self.raised);
        telling.then(|| {
            let computable = self.computable as f64;
            let rate = self.raised as f64 / computable;
            let pairs = self.pairs as f64;
            Agreement {
                // The sum of (x − rate)(y − rate) over the ordered pairs of a batch.
                agreed: self.raised_pairs as f64 - 2.0 * rate * self.mixed as f64 + rate * rate * pairs,
                spread: rate * (1.0 - rate),
                computable,
                pairs,
                beside_pairs: self.beside_pairs as f64,
            }
        })
    }
}

/// What one group's batches in one stratum agree in, beside what they would by a correlation.
struct Agreement {
    agreed: f64,
    spread: f64,
    computable: f64,
    pairs: f64,
    beside_pairs: f64,
}

impl Agreement {
    /// What the batches of one group agree in from one stratum to another; none where no batch lies in two.
    fn across(own: &[Batch]) -> Option<Self> {
        // By batch, what its parts lie beyond the rates of their strata, and by how much they would vary: sums and sums of squares.
        let mut batches: BTreeMap<u64, [f64; 4]> = BTreeMap::new();
        for cell in own.chunk_by(|a, b| a.stratum == b.stratum) {
            let sum = |of: fn(&Batch) -> u64| cell.iter().map(|one| of(one) * one.times).sum::<u64>() as f64;
            let rate = sum(|one| one.raised) / sum(|one| one.computable);
            let deviation = (rate * (1.0 - rate)).sqrt();
            for (key, one) in cell.iter().filter_map(|one| Some((one.key?, one))) {
                let computable = one.computable as f64;
                let (beyond, spread) = (one.raised as f64 - rate * computable, deviation * computable);
                let [sum, squares, spreads, spread_squares] = batches.entry(key).or_default();
                *sum += beyond;
                *squares += beyond * beyond;
                *spreads += spread;
                *spread_squares += spread * spread;
            }
        }
        let twice = |sum: f64, squares: f64| (sum * sum - squares).max(0.0);
        let pairs: f64 = batches.values().map(|all| twice(all[2], all[3])).sum();
        (pairs > 0.0).then(|| Self {
            agreed: batches.values().map(|all| all[0] * all[0] - all[1]).sum(),
            spread: 1.0,
            // The rates are those of other observations, but for the one of each stratum that is the batch's own.
            computable: f64::INFINITY,
            pairs,
            beside_pairs: 0.0,
        })
    }

    /// What is agreed in beyond what such a correlation lets expect.
    ///
    /// The rate is that of these very observations, and is the more like those of a batch the greater the batch and the correlation: a
    /// batch that is nearly all there is agrees in nothing beyond it, however alike its observations are. Without that a few large
    /// batches among small ones hide how alike their own are.
    fn beyond(&self, correlation: f64) -> f64 {
        let (all, pairs) = (self.computable, self.pairs);
        let told = pairs - 2.0 * self.beside_pairs / all + (pairs / all).powi(2);
        let agreed = correlation * told - pairs / all;
        let spread = 1.0 - (1.0 + correlation * pairs / all) / all;
        self.agreed - self.spread * agreed / spread
    }
}

/// The greatest correlation within batches: at 1 a batch would say no more than one observation.
const MOST_ALIKE: f64 = 0.95;

/// How often the search for the correlation halves what is left: to the last digits.
const HALVINGS: u32 = 50;

/// The correlation of two observations of one batch beyond that of any two of their group and stratum, from 0 to
/// 0.95, over all groups of a family, by moments; `gathered` as the function of that name gives them.
pub(crate) fn correlation(gathered: &[Batch]) -> f64 {
    correlation_of(cells(gathered))
}

/// The same, where two observations of one batch may lie in different strata: each is held against the rate of its own.
pub(crate) fn correlation_across(gathered: &[Batch]) -> f64 {
    let within = cells(gathered).filter_map(|pairs| pairs.agreement());
    let groups = gathered.chunk_by(|a, b| a.group == b.group);
    correlation_that(within.chain(groups.filter_map(Agreement::across)).collect())
}

fn cells(gathered: &[Batch]) -> impl Iterator<Item = Pairs> {
    let cells = gathered.chunk_by(|a, b| (a.group, a.stratum) == (b.group, b.stratum));
    cells.map(|cell| {
        let mut pairs = Pairs::default();
        for batch in cell {
            pairs.add(batch);
        }
        pairs
    })
}

/// The same of what the batches of each group and stratum say.
pub(crate) fn correlation_of(cells: impl Iterator<Item = Pairs>) -> f64 {
    correlation_that(cells.filter_map(|pairs| pairs.agreement()).collect())
}

fn correlation_that(mut agreements: Vec<Agreement>) -> f64 {
    // A sum depends on the order of its terms, and the groups' numbers must not.
    agreements.sort_unstable_by(|a, b| {
        let key = |one: &Agreement| {
            [
                one.agreed,
                one.spread,
                one.computable,
                one.pairs,
                one.beside_pairs,
            ]
        };
        let mut both = key(a).into_iter().zip(key(b)).map(|(a, b)| a.total_cmp(&b));
        both.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
    let beyond = |correlation: f64| agreements.iter().map(|one| one.beyond(correlation)).sum::<f64>();
    if agreements.is_empty() || beyond(0.0) <= 0.0 {
        return 0.0;
    }
    if beyond(MOST_ALIKE) >= 0.0 {
        return MOST_ALIKE;
    }
    let (mut low, mut high) = (0.0, MOST_ALIKE);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if beyond(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// The batches of one group, over all strata.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Whole {
    pub(crate) batches: u64,
    pub(crate) raised_batches: u64,
    computable: u64,
    squares: u128,
    /// Raised and computable observations of the batch with the most raised ones; of several the smallest.
    heaviest: (u64, u64),
}

impl Whole {
    pub(crate) fn add(&mut self, raised: u64, computable: u64, times: u64) {
        self.batches += times;
        self.raised_batches += if raised > 0 { times } else { 0 };
        self.computable += computable * times;
        self.squares += u128::from(times) * u128::from(computable) * u128::from(computable);
        self.weigh((raised, computable));
    }

    fn weigh(&mut self, batch: (u64, u64)) {
        let heavier = batch.0 > self.heaviest.0 || (batch.0 == self.heaviest.0 && batch.1 < self.heaviest.1);
        if heavier {
            self.heaviest = batch;
        }
    }

    /// The rate of so many raised of so many without its heaviest batch; 0 where that is all there is.
    pub(crate) fn rate_without_heaviest(&self, raised: u64, computable: u64) -> f64 {
        let rest = computable.saturating_sub(self.heaviest.1);
        if rest == 0 {
            return 0.0;
        }
        raised.saturating_sub(self.heaviest.0) as f64 / rest as f64
    }

    /// Brings together batches of two strata.
    pub(crate) fn join(&mut self, other: &Self) {
        self.batches += other.batches;
        self.raised_batches += other.raised_batches;
        self.computable += other.computable;
        self.squares += other.squares;
        self.weigh(other.heaviest);
    }

    /// By how much fewer independent observations would say as much: 1 where each is a batch by itself, or where the
    /// observations of a batch are not alike.
    pub(crate) fn design_effect(&self, correlation: f64) -> f64 {
        let mean_size = self.squares as f64 / self.computable as f64;
        1.0 + (mean_size - 1.0) * correlation
    }
}

/// The batches of each group, and what they come to; `gathered` as the function of that name gives them.
pub(crate) fn wholes(gathered: &[Batch]) -> BTreeMap<u32, (Whole, Vec<Lot>)> {
    let mut wholes: BTreeMap<u32, (Whole, Vec<Lot>)> = BTreeMap::new();
    for own in gathered.chunk_by(|a, b| a.group == b.group) {
        let (whole, lots) = wholes.entry(own[0].group).or_default();
        let mut add = |raised, computable, times| {
            whole.add(raised, computable, times);
            lots.push((raised, computable, times));
        };
        let mut numbered: BTreeMap<u64, (u64, u64)> = BTreeMap::new();
        for batch in own {
            let Some(key) = batch.key else {
                add(batch.raised, batch.computable, batch.times);
                continue;
            };
            let sums = numbered.entry(key).or_default();
            sums.0 += batch.raised;
            sums.1 += batch.computable;
        }
        for (raised, computable) in numbered.into_values() {
            add(raised, computable, 1);
        }
    }
    wholes
}
