//! What a group was judged beside, as it stands in the data.

use std::collections::BTreeSet;

use golugah_findings::Kind;
use golugah_indicators::Id;
use golugah_judgement::{Batch, Verdict};

use super::family::FamilyOfGroups;

impl FamilyOfGroups {
    /// What the others have in the group's own strata, as it stands in the data: raised of computable. Where none has anything there,
    /// what all others have.
    pub(super) fn beside(&self, group: u32) -> (u64, u64) {
        let own: BTreeSet<u32> = (self.batches.iter())
            .filter(|batch| batch.group == group)
            .map(|batch| batch.stratum)
            .collect();
        let others = |anywhere: bool| {
            let beside = self.batches.iter().filter(|batch| batch.group != group);
            let there = beside.filter(|batch| anywhere || own.contains(&batch.stratum));
            there.fold((0, 0), |(raised, computable), batch| {
                (
                    raised + batch.raised * batch.times,
                    computable + batch.computable * batch.times,
                )
            })
        };
        match others(false) {
            (_, 0) => others(true),
            there => there,
        }
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
