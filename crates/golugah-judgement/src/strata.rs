//! How strata lie in each other, and in which of them groups can be compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::Batch;
use crate::family::FEWEST_PEERS;

/// Which stratum lies in which: three years in a class, a class in a method, a method in a regime.
///
/// A small stratum leans on the one it lies in, and that on its own, so that nothing jumps where a fourth group appears.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strata {
    /// By number the stratum that it lies in; one without lies in the pool of all.
    parents: Vec<Option<u32>>,
    /// Whether they have nothing in common, as the steps of a procedure.
    apart: bool,
    /// Whether the correlation of a batch that lies in several of them is that of all its observations.
    across: bool,
}

/// Strata that lie in nothing but the pool.
static FLAT: Strata = Strata {
    parents: Vec::new(),
    apart: false,
    across: false,
};

impl Strata {
    /// The strata of these paths, whose parts are set apart by `/`, with the number of each path.
    pub fn of_paths<'p>(paths: impl Iterator<Item = &'p str>) -> (Self, BTreeMap<&'p str, u32>) {
        let paths: BTreeSet<&str> = paths.flat_map(|path| ancestors(path).chain([path])).collect();
        let numbers: BTreeMap<&str, u32> = paths.into_iter().zip(0..).collect();
        let parent = |path: &&'p str| ancestors(path).last().map(|parent| numbers[parent]);
        let strata = Self {
            parents: numbers.keys().map(parent).collect(),
            apart: false,
            across: false,
        };
        (strata, numbers)
    }

    /// Strata that have nothing in common: what is usual in all of them says hardly anything of one.
    pub fn apart() -> Self {
        Self {
            parents: Vec::new(),
            apart: true,
            across: false,
        }
    }

    /// The same, where a batch may lie in several strata and hangs together there as well: one case at several steps. Each stratum alone
    /// may have one observation of every batch, and then says nothing of how alike they are.
    #[must_use]
    pub fn across(mut self) -> Self {
        self.across = true;
        self
    }

    pub(crate) fn is_across(&self) -> bool {
        self.across
    }

    fn parent(&self, stratum: u32) -> Option<u32> {
        self.parents.get(stratum as usize).copied().flatten()
    }

    /// The stratum, that which it lies in, and so on.
    fn upwards(&self, stratum: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(stratum), |stratum| self.parent(*stratum))
    }
}

/// The paths in which a path lies, the widest first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The batches of a family, and how their strata lie in each other.
#[derive(Clone, Copy, Debug)]
pub struct Observed<'o> {
    /// The batches, in any order.
    pub batches: &'o [Batch],
    /// Their strata.
    pub strata: &'o Strata,
}

impl<'o> From<&'o [Batch]> for Observed<'o> {
    fn from(batches: &'o [Batch]) -> Self {
        Self {
            batches,
            strata: &FLAT,
        }
    }
}

impl<'o> From<&'o Vec<Batch>> for Observed<'o> {
    fn from(batches: &'o Vec<Batch>) -> Self {
        batches.as_slice().into()
    }
}

impl<'o, const N: usize> From<&'o [Batch; N]> for Observed<'o> {
    fn from(batches: &'o [Batch; N]) -> Self {
        batches.as_slice().into()
    }
}

/// The circles in which groups are compared: the pool, which is circle 0, and every stratum with enough groups.
///
/// A stratum that is all there is of the one it lies in is that one, and one with too few groups is no circle: its groups are
/// compared in the nearest that it lies in.
pub(crate) struct Circles {
    /// By circle the one it leans on; the pool leans on itself.
    pub(crate) leans_on: Vec<usize>,
    /// Whether they have nothing in common.
    pub(crate) apart: bool,
    /// By stratum its circle and all further ones around it but the pool.
    around: BTreeMap<u32, Vec<usize>>,
}

impl Circles {
    /// Of the strata in which groups have batches: stratum and group, in any order.
    pub(crate) fn of(strata: &Strata, present: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut within: Vec<(u32, u32)> = Vec::new();
        let mut direct: BTreeSet<u32> = BTreeSet::new();
        for (stratum, group) in present {
            direct.insert(stratum);
            within.extend(strata.upwards(stratum).map(|stratum| (stratum, group)));
        }
        within.sort_unstable();
        within.dedup();
        let members: BTreeMap<u32, usize> = within
            .chunk_by(|a, b| a.0 == b.0)
            .map(|groups| (groups[0].0, groups.len()))
            .collect();
        // Of what each stratum, and the pool, is made up: itself and those that lie in it directly.
        let mut parts: BTreeMap<Option<u32>, BTreeSet<u32>> = BTreeMap::new();
        for stratum in members.keys() {
            parts.entry(strata.parent(*stratum)).or_default().insert(*stratum);
        }
        for stratum in &direct {
            parts.entry(Some(*stratum)).or_default().insert(*stratum);
        }
        let mut nodes: Vec<(usize, u32)> = members
            .keys()
            .map(|&stratum| (strata.upwards(stratum).count(), stratum))
            .collect();
        nodes.sort_unstable();
        let mut leans_on = vec![0];
        let mut circle_of: BTreeMap<u32, usize> = BTreeMap::new();
        for (_, stratum) in nodes {
            let parent = strata.parent(stratum);
            let outer = parent.map_or(0, |parent| circle_of[&parent]);
            let comparable = parts[&parent].len() > 1 && members[&stratum] > FEWEST_PEERS;
            let circle = if comparable {
                leans_on.push(outer);
                leans_on.len() - 1
            } else {
                outer
            };
            circle_of.insert(stratum, circle);
        }
        let chain = |circle: usize| {
            let chain = std::iter::successors(Some(circle), |circle| Some(leans_on[*circle]));
            chain.take_while(|circle| *circle > 0).collect()
        };
        let around = direct
            .iter()
            .map(|stratum| (*stratum, chain(circle_of[stratum])))
            .collect();
        Self {
            leans_on,
            apart: strata.apart,
            around,
        }
    }

    /// The circle in which groups are compared by what they have in a stratum.
    pub(crate) fn of_stratum(&self, stratum: u32) -> usize {
        self.around(stratum).first().copied().unwrap_or(0)
    }

    /// That circle and all further ones around it but the pool.
    pub(crate) fn around(&self, stratum: u32) -> &[usize] {
        self.around.get(&stratum).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn len(&self) -> usize {
        self.leans_on.len()
    }
}
