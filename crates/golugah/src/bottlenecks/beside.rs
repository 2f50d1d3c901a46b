//! What a group was judged beside, as it stands in the data.

use std::collections::BTreeSet;

use golugah_findings::Kind;
use golugah_indicators::Id;
use golugah_judgement::{Batch, Beside, Verdict};

use super::family::FamilyOfGroups;

impl FamilyOfGroups {
    /// What the others have where a group was compared, as it stands in the data.
    pub(super) fn beside(&self, index: usize) -> Beside {
        self.assessment.beside.get(index).copied().unwrap_or_default()
    }

    /// Beside how many others a group was judged. An officer is judged at each step apart, and a colleague at several of these
    /// steps is one colleague.
    pub(super) fn peers(&self, verdict: &Verdict) -> u64 {
        let judged = u64::from(verdict.peers);
        if self.kind != Kind::Officer {
            return judged;
        }
        let of = |batch: &&Batch| batch.group == verdict.group;
        let own: BTreeSet<u32> = self
            .batches
            .iter()
            .filter(of)
            .map(|batch| batch.stratum)
            .collect();
        let there = self.batches.iter().filter(|batch| own.contains(&batch.stratum));
        let mut colleagues: BTreeSet<Id> = there.map(|batch| self.ids[batch.group as usize]).collect();
        colleagues.remove(&self.ids[verdict.group as usize]);
        judged.min(colleagues.len() as u64)
    }
}
