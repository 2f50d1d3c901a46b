use std::collections::{BTreeMap, BTreeSet};

use crate::{Batch, Verdict};

/// The verdicts of one kind of group and which of them were selected.
#[derive(Clone, Copy, Debug)]
pub struct Selection<'verdicts> {
    /// What [`judge`](crate::judge) gave.
    pub verdicts: &'verdicts [Verdict],
    /// Indices into `verdicts`, as [`select`](crate::select) gives them.
    pub selected: &'verdicts [usize],
}

/// Observations of one batch that count for a parent and for a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NestedBatch {
    /// The parent's group number, as in its [`Batch`].
    pub parent: u32,
    /// The child's batch. Its stratum is the one in which the parent was judged, and its key that of the parent's batch.
    pub child: Batch,
}

/// A selected child that carries the excess of a selected parent, so that the parent need not be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nested {
    /// Index of the parent's verdict.
    pub parent: u32,
    /// Index of the child's verdict.
    pub child: u32,
}

/// A parent whose remainder is at least this probably above its threshold stays named.
const STAYS: f64 = 0.5;

/// Finds the selected parents (a department) whose excess is carried by selected children (its offices): these are
/// to be dropped, for the narrowest place that carries the excess is the one to be named.
///
/// The children's shared batches are taken out of their parents', and the parents are judged anew by `rejudge`,
/// which must be the same judgement that gave the parents' verdicts. Where the remainder is no longer above its
/// threshold with a probability of at least one half, or is too small to be judged, the parent is dropped. So a
/// child that makes up all of its parent stands for it; a parent raised evenly over children none of which is
/// selected stays; and where the remainder alone is still a bottleneck, parent and child both stay.
///
/// `parent_batches` are the batches the parents were judged by; `shared` may hold pairs that were not selected, which
/// are passed over. Of a batch without a key another one with the same counts is taken; shared observations beyond what
/// the parent has take all it has.
///
/// Answers one entry for each dropped parent and each child that stands for it, in order of parent, then child.
///
/// # Panics
///
/// Where a selected index lies outside its verdicts.
pub fn narrow(
    parents: Selection<'_>,
    children: Selection<'_>,
    parent_batches: &[Batch],
    shared: &[NestedBatch],
    rejudge: impl Fn(&[Batch]) -> Vec<Verdict>,
) -> Vec<Nested> {
    let parent_index = by_group(parents);
    let child_index = by_group(children);
    let mut taken: BTreeMap<Place, Taken> = BTreeMap::new();
    let mut carried: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for common in shared.iter().filter(|common| common.child.computable > 0) {
        let (Some(_), Some(&child)) = (
            parent_index.get(&common.parent),
            child_index.get(&common.child.group),
        ) else {
            continue;
        };
        let sums = taken.entry(place(common.parent, &common.child)).or_default();
        sums.raised += common.child.raised;
        sums.computable += common.child.computable;
        sums.times += common.child.times;
        carried.entry(common.parent).or_default().insert(child);
    }
    if taken.is_empty() {
        return Vec::new();
    }
    let remainders: Vec<Batch> = parent_batches
        .iter()
        .map(|batch| without(batch, &mut taken))
        .collect();
    let stays: BTreeSet<u32> = rejudge(&remainders)
        .iter()
        .filter(|verdict| verdict.probability >= STAYS)
        .map(|verdict| verdict.group)
        .collect();
    let mut dropped: Vec<Nested> = carried
        .into_iter()
        .filter(|(group, _)| !stays.contains(group))
        .flat_map(|(group, carriers)| {
            let parent = parent_index[&group];
            carriers.into_iter().map(move |child| Nested { parent, child })
        })
        .collect();
    dropped.sort_unstable();
    dropped
}

/// The index of each selected verdict by its group.
fn by_group(selection: Selection<'_>) -> BTreeMap<u32, u32> {
    selection
        .selected
        .iter()
        .map(|&index| {
            let number = u32::try_from(index).expect("there are no more verdicts than groups, which are u32");
            (selection.verdicts[index].group, number)
        })
        .collect()
}

/// Group, stratum and key of a batch; of one without a key its counts.
type Place = (u32, u32, Option<u64>, (u64, u64));

/// What is taken out of the batches of one place.
#[derive(Default)]
struct Taken {
    raised: u64,
    computable: u64,
    times: u64,
}

fn place(group: u32, batch: &Batch) -> Place {
    let counts = match batch.key {
        Some(_) => (0, 0),
        None => (batch.raised, batch.computable),
    };
    (group, batch.stratum, batch.key, counts)
}

/// The batch less what is taken from its place; one told in several entries gives from each in turn.
fn without(batch: &Batch, taken: &mut BTreeMap<Place, Taken>) -> Batch {
    let Some(taken) = taken.get_mut(&place(batch.group, batch)) else {
        return *batch;
    };
    if batch.key.is_none() {
        let out = batch.times.min(taken.times);
        taken.times -= out;
        return Batch {
            times: batch.times - out,
            ..*batch
        };
    }
    let out_raised = batch.raised.min(taken.raised);
    let out_computable = batch.computable.min(taken.computable);
    taken.raised -= out_raised;
    taken.computable -= out_computable;
    Batch {
        raised: batch.raised - out_raised,
        computable: batch.computable - out_computable,
        ..*batch
    }
}
