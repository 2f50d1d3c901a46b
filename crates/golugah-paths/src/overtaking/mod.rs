//! Overtaking: who came later and left earlier.
//!
//! Passage *j* overtakes passage *i* of the same edge when *i* started before *j* and ended after it, both strictly:
//! equal stamps overtake nobody. How much of it is usual is a property of the step (none where a rule sets the wait,
//! a third where the citizen chooses the moment); that is for indicators to judge.

#[cfg(test)]
mod tests;

/// Per passage: how many it overtook, and how many were waiting when it started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// Passages that started before it and ended after it, both strictly.
    pub overtaken: Vec<u32>,
    /// Passages that started before it and had not ended when it started, both strictly. Never fewer than `overtaken`.
    pub waiting: Vec<u32>,
}

/// Counts, for every passage of one edge, whom it overtook and who was waiting, in O(n log n).
///
/// `start` must be in ascending order, `end` never before its start.
#[must_use]
pub fn queue(start: &[i64], end: &[i64]) -> Queue {
    let mut ends = end.to_vec();
    ends.sort_unstable();
    let mut seen = Counts::new(ends.len());
    let mut found = Queue::default();
    let mut before = 0;
    for equal in start.chunk_by(|left, right| left == right) {
        // Those who start at one moment do not stand before one another: all look first, then all join.
        let group = before..before + equal.len();
        let gone = seen.up_to(ends.partition_point(|other| *other <= equal[0]));
        for passage in group.clone() {
            let done = seen.up_to(ends.partition_point(|other| *other <= end[passage]));
            found.overtaken.push(before as u32 - done);
            found.waiting.push(before as u32 - gone);
        }
        for passage in group {
            seen.add(ends.partition_point(|other| *other < end[passage]));
        }
        before += equal.len();
    }
    found
}

/// Counts the pairs of passages of which one overtook the other, in O(n log n) and in any order given.
#[must_use]
pub fn overtaking_pairs(start: &[i64], end: &[i64]) -> u64 {
    let mut passages: Vec<(i64, i64)> = start.iter().copied().zip(end.iter().copied()).collect();
    // Equal starts in order of end: then only strict overtaking is out of order.
    passages.sort_unstable();
    let mut ends: Vec<i64> = passages.into_iter().map(|passage| passage.1).collect();
    let mut spare = ends.clone();
    inversions(&mut ends, &mut spare)
}

/// Sorts by merging and counts the pairs that stood in descending order.
fn inversions(values: &mut [i64], spare: &mut [i64]) -> u64 {
    let middle = values.len() / 2;
    if middle == 0 {
        return 0;
    }
    let (left, right) = values.split_at_mut(middle);
    let (left_spare, right_spare) = spare.split_at_mut(middle);
    let mut found = inversions(left, left_spare) + inversions(right, right_spare);
    let (mut next_left, mut next_right) = (0, 0);
    for place in spare.iter_mut() {
        let take_left = match (left.get(next_left), right.get(next_right)) {
            (Some(low), Some(high)) => low <= high,
            (here, _) => here.is_some(),
        };
        if take_left {
            *place = left[next_left];
            next_left += 1;
        } else {
            *place = right[next_right];
            next_right += 1;
            found += (left.len() - next_left) as u64;
        }
    }
    values.copy_from_slice(spare);
    found
}

/// Counts over ranks with sums of any beginning in O(log n) (a Fenwick tree).
struct Counts(Vec<u32>);

impl Counts {
    fn new(ranks: usize) -> Self {
        Self(vec![0; ranks + 1])
    }

    /// Adds one at this rank, from 0.
    fn add(&mut self, rank: usize) {
        let mut place = rank + 1;
        while place < self.0.len() {
            self.0[place] += 1;
            place += place & place.wrapping_neg();
        }
    }

    /// How many were added at ranks below this one.
    fn up_to(&self, rank: usize) -> u32 {
        let (mut place, mut sum) = (rank, 0);
        while place > 0 {
            sum += self.0[place];
            place &= place - 1;
        }
        sum
    }
}
