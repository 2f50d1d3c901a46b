//! What a group's peers have as it stands, beside the rate that is fitted to them.

use std::collections::BTreeMap;

use crate::family::{Cell, Family, Group};

/// What all others have in the circles in which a group was compared: nothing fitted, nobody set aside.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Beside {
    /// Their raised observations there.
    pub raised: u64,
    /// Their computable ones.
    pub computable: u64,
    /// Their rate, each circle weighted by the group's own computable observations: what the group would have if in each it
    /// were as all others there together.
    pub rate: f64,
}

impl Family {
    /// For each of these groups, in order of number, what its peers have.
    pub(crate) fn beside(&self, wanted: impl Iterator<Item = u32>) -> Vec<Beside> {
        let totals: Vec<(u64, u64)> = self.circles().iter().map(|cells| whole(cells)).collect();
        let groups: BTreeMap<u32, &Group> = (self.groups().iter())
            .map(|group| (group.total.group, group))
            .collect();
        let of = |number: u32| {
            let found = groups.get(&number);
            found.map_or_else(Beside::default, |group| self.beside_of(group, &totals))
        };
        wanted.map(of).collect()
    }

    fn beside_of(&self, group: &Group, totals: &[(u64, u64)]) -> Beside {
        let mut beside = Beside::default();
        let mut own_in: BTreeMap<usize, Cell> = BTreeMap::new();
        for (circle, part, own) in &group.compared {
            own_in.insert(*circle, *own);
            let (raised, computable) = others(totals[*circle], own);
            let weight = part.computable as f64 / group.total.computable as f64;
            beside.rate += weight * raised as f64 / (computable as f64).max(1.0);
        }
        for (circle, own) in &own_in {
            // What lies in another of them is counted there.
            if self.around(*circle).any(|outer| own_in.contains_key(&outer)) {
                continue;
            }
            let (raised, computable) = others(totals[*circle], own);
            beside.raised += raised;
            beside.computable += computable;
        }
        beside
    }
}

fn whole(cells: &[Cell]) -> (u64, u64) {
    let sum = |of: fn(&Cell) -> u64| cells.iter().map(of).sum();
    (sum(|cell| cell.raised), sum(|cell| cell.computable))
}

fn others(whole: (u64, u64), own: &Cell) -> (u64, u64) {
    (whole.0 - own.raised, whole.1 - own.computable)
}
