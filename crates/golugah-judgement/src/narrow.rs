use std::collections::{BTreeMap, BTreeSet};

use crate::{Count, Verdict};

/// The verdicts of one kind of group and which of them were selected.
#[derive(Clone, Copy, Debug)]
pub struct Selection<'verdicts> {
    /// What [`judge`](crate::judge) gave.
    pub verdicts: &'verdicts [Verdict],
    /// Indices into `verdicts`, as [`select`](crate::select) gives them.
    pub selected: &'verdicts [usize],
}

/// What a parent and a child have in common: the observations that count for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NestedCount {
    /// The parent's group number, as in its [`Count`].
    pub parent: u32,
    /// The child's group number, as in its own.
    pub child: u32,
    /// The stratum in which the parent was judged.
    pub stratum: u32,
    /// Raised observations of the child within the parent.
    pub raised: u64,
    /// Computable observations of the child within the parent.
    pub computable: u64,
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
/// The children's shared observations are taken out of their parents, and the parents are judged anew by `rejudge`,
/// which must be the same judgement that gave the parents' verdicts. Where the remainder is no longer above its
/// threshold with a probability of at least one half, or is too small to be judged, the parent is dropped. So a
/// child that makes up all of its parent stands for it; a parent raised evenly over children none of which is
/// selected stays; and where the remainder alone is still a bottleneck, parent and child both stay.
///
/// `parent_counts` are the counts the parents were judged by; `shared` may hold pairs that were not selected, which
/// are passed over. Shared counts beyond what the parent has in that stratum take all it has.
///
/// Answers one entry for each dropped parent and each child that stands for it, in order of parent, then child.
///
/// # Panics
///
/// Where a selected index lies outside its verdicts.
pub fn narrow(
    parents: Selection<'_>,
    children: Selection<'_>,
    parent_counts: &[Count],
    shared: &[NestedCount],
    rejudge: impl Fn(&[Count]) -> Vec<Verdict>,
) -> Vec<Nested> {
    let parent_index = by_group(parents);
    let child_index = by_group(children);
    let mut taken: BTreeMap<(u32, u32), (u64, u64)> = BTreeMap::new();
    let mut carried: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for common in shared.iter().filter(|common| common.computable > 0) {
        let (Some(_), Some(&child)) = (parent_index.get(&common.parent), child_index.get(&common.child))
        else {
            continue;
        };
        let sums = taken.entry((common.parent, common.stratum)).or_default();
        sums.0 += common.raised;
        sums.1 += common.computable;
        carried.entry(common.parent).or_default().insert(child);
    }
    if taken.is_empty() {
        return Vec::new();
    }
    let remainders: Vec<Count> = parent_counts
        .iter()
        .map(|count| without(count, &mut taken))
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

/// The count less what is taken from its group and stratum; a stratum counted in several entries gives from each in
/// turn.
fn without(count: &Count, taken: &mut BTreeMap<(u32, u32), (u64, u64)>) -> Count {
    let Some((raised, computable)) = taken.get_mut(&(count.group, count.stratum)) else {
        return *count;
    };
    let out_raised = count.raised.min(*raised);
    let out_computable = count.computable.min(*computable);
    *raised -= out_raised;
    *computable -= out_computable;
    Count {
        raised: count.raised - out_raised,
        computable: count.computable - out_computable,
        ..*count
    }
}
