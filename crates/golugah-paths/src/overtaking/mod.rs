//! Overtaking: who came later and left earlier.
//!
//! Passage *j* overtakes passage *i* of the same edge when *i* started before *j* and ended after it, both strictly:
//! equal stamps overtake nobody. How much of it is usual is a property of the step (none where a rule sets the wait,
//! a third where the citizen chooses the moment), so a passage is judged against its own step's chance level, and only
//! the order of events is looked at, never the length of a wait.

mod order;
#[cfg(test)]
mod tests;

pub use order::{Queue, overtaking_pairs, queue};

use golugah_records::{EventColumns, EventLog};

use crate::Passages;
use crate::random::{Random, seed_of};
use crate::stats::nearest_rank;

/// How the chance level of a step is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NullOptions {
    /// Equal seeds give equal thresholds; the edge's names are stirred in, so edges do not depend on one another.
    pub seed: u64,
    /// How often the waits are shuffled. Edges with very many passages are shuffled less often, but at least three
    /// times: four million shares in all settle a percentile.
    pub rounds: usize,
    /// How many neighbours in order of start exchange their waits. Few enough that seasons and backlogs stay where
    /// they were, enough that chance has room.
    pub block: usize,
    /// A passage is judged only if so many were waiting when it started: to overtake one of two is no news.
    pub waiting: u32,
    /// An edge is judged only if it has so many passages that can be.
    pub passages: usize,
    /// The share of overtaken among the waiting that this many thousandths of the shuffled passages do not exceed is
    /// the threshold.
    pub per_thousand: usize,
}

impl Default for NullOptions {
    fn default() -> Self {
        Self {
            seed: 0,
            rounds: 20,
            block: 50,
            waiting: 5,
            passages: 30,
            per_thousand: 990,
        }
    }
}

/// Why an edge is not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NotJudged {
    /// More than half of the passages start or end on a stamp that is only a date: order within days is unknown.
    StampsAreDates,
    /// More than half of the passages start on a stamp that another one starts on, and more than half end so: the
    /// step runs in batches, or its stamps are dates in disguise.
    StampsTie,
    /// Too few passages started while enough others were waiting.
    TooFewWaiting,
}

/// Overtaking on one edge, judged against chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overtaking {
    /// Per passage of the edge, in order of start: how many it overtook and how many were waiting.
    pub queue: Queue,
    /// The share of overtaken among the waiting, in millionths, that chance seldom exceeds.
    pub threshold: u32,
    /// Per passage, its share in millionths (rounded down); `None` where too few were waiting.
    pub share: Vec<Option<u32>>,
}

impl Overtaking {
    /// Whether the edge's passage of this number (counted within the edge) is beyond chance; `None` where it is not
    /// judged.
    #[must_use]
    pub fn raised(&self, passage: usize) -> Option<bool> {
        self.share[passage].map(|share| share > self.threshold)
    }
}

/// Judges the passages of one edge against what chance would do with the same starts and the same waits.
///
/// The waits are shuffled among neighbours in order of start, overtaken and waiting are counted again, and the shares
/// of all rounds are pooled: passages that stay within the threshold are as much in order as if nobody had looked at
/// the queue.
///
/// A shuffled jump is still a jump: were the short waits of those who jumped left in the pool, two in a hundred of them
/// would lift the threshold so far that none is seen (tried: at 2 % jumpers 0 of 50 found). So passages whose share
/// lies beyond the step's own outer fence (upper quartile plus three times the distance of the quartiles) take part
/// with the median wait of their neighbours, as if they had kept to their place. Where disorder is the rule, as where
/// citizens choose the moment, the fence lies beyond everything and withholds nothing; beyond one jumper in four the
/// quartile itself gives way, and jumping counts as the step's custom.
///
/// The work is O(n log n) per round.
///
/// # Errors
/// [`NotJudged`] where the stamps do not allow it.
pub fn overtaking(
    log: &EventLog,
    passages: &Passages,
    edge: usize,
    options: &NullOptions,
) -> Result<Overtaking, NotJudged> {
    let range = passages.of_edge(edge);
    let dated = passages.event[range.clone()].iter().filter(|event| {
        let event = **event as usize;
        log.has(event, EventColumns::DATE_ONLY) || log.has(event - 1, EventColumns::DATE_ONLY)
    });
    if dated.count() * 2 > range.len() {
        return Err(NotJudged::StampsAreDates);
    }
    let edge = &passages.edges[edge];
    let name = |activity| log.activities.get(activity).unwrap_or_default();
    let seed = seed_of(options.seed, [name(edge.from), name(edge.to)]);
    judge(
        &passages.start[range.clone()],
        &passages.end[range],
        seed,
        options,
    )
}

/// As [`overtaking`], on bare starts (sorted) and ends.
fn judge(start: &[i64], end: &[i64], seed: u64, options: &NullOptions) -> Result<Overtaking, NotJudged> {
    const POOL: usize = 4_000_000;
    let mut ends = end.to_vec();
    ends.sort_unstable();
    if ties(start) * 2 > start.len() && ties(&ends) * 2 > ends.len() {
        return Err(NotJudged::StampsTie);
    }
    let observed = queue(start, end);
    let share = observed.shares(options.waiting);
    if share.iter().flatten().count() < options.passages.max(1) {
        return Err(NotJudged::TooFewWaiting);
    }
    let block = options.block.max(2);
    let waits = waits_in_order(start, end, &share, block);
    let mut random = Random::new(seed);
    let mut pool = Vec::new();
    let mut shuffled = waits.clone();
    for _ in 0..options.rounds.min((POOL / start.len()).max(3)) {
        shuffled.copy_from_slice(&waits);
        // The first block's length varies, so that no passage is always at a border.
        let (first, rest) = shuffled.split_at_mut((1 + random.below(block)).min(waits.len()));
        random.shuffle(first);
        for neighbours in rest.chunks_mut(block) {
            random.shuffle(neighbours);
        }
        for (wait, start) in shuffled.iter_mut().zip(start) {
            *wait += start;
        }
        pool.extend(
            queue(start, &shuffled)
                .shares(options.waiting)
                .into_iter()
                .flatten(),
        );
    }
    pool.sort_unstable();
    let threshold = nearest_rank(&pool, options.per_thousand).unwrap_or(1_000_000);
    Ok(Overtaking {
        queue: observed,
        threshold,
        share,
    })
}

/// The waits, with those of passages far out of order replaced by the median of their neighbours that are not.
fn waits_in_order(start: &[i64], end: &[i64], share: &[Option<u32>], block: usize) -> Vec<i64> {
    let mut sorted: Vec<u32> = share.iter().flatten().copied().collect();
    sorted.sort_unstable();
    let quartile = |per_thousand| nearest_rank(&sorted, per_thousand).unwrap_or(0);
    let (low, high) = (quartile(250), quartile(750));
    let fence = high + 3 * (high - low);
    let mut waits: Vec<i64> = start.iter().zip(end).map(|(start, end)| end - start).collect();
    for (waits, share) in waits.chunks_mut(block).zip(share.chunks(block)) {
        let is_out = |share: &Option<u32>| share.is_some_and(|share| share > fence);
        let mut others: Vec<i64> = waits
            .iter()
            .zip(share)
            .filter(|(_, share)| !is_out(share))
            .map(|(wait, _)| *wait)
            .collect();
        others.sort_unstable();
        if let Some(median) = nearest_rank(&others, 500) {
            for (wait, _) in waits.iter_mut().zip(share).filter(|(_, share)| is_out(share)) {
                *wait = median;
            }
        }
    }
    waits
}

/// How many of the sorted values have an equal neighbour.
fn ties(sorted: &[i64]) -> usize {
    sorted
        .chunk_by(|left, right| left == right)
        .map(<[i64]>::len)
        .filter(|length| *length > 1)
        .sum()
}
