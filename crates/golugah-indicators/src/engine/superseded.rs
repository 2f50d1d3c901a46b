//! A process that was published more than once: of its releases the latest stands.

use super::{Place, Published, Scan, Worker};

impl Scan {
    /// Which records are superseded by a later release of the same process; empty in sound inputs.
    pub fn superseded(workers: &[Worker]) -> Vec<(Published, Place)> {
        // Equal texts have equal hashes, and numbers sort faster than texts.
        fn hashes(worker: &Worker) -> impl Iterator<Item = (u64, u32)> {
            let ocids = worker.seen.ocids();
            ocids.map(|(at, ocid)| (worker.names.hash(ocid), at))
        }
        let mut all: Vec<u64> = workers.iter().flat_map(hashes).map(|(hash, _)| hash).collect();
        all.sort_unstable();
        if all.windows(2).all(|pair| pair[0] != pair[1]) {
            return Vec::new();
        }
        drop(all);
        let mut seen: Vec<(u64, u32, u32)> = Vec::new();
        for (worker, number) in workers.iter().zip(0..) {
            seen.extend(hashes(worker).map(|(hash, at)| (hash, number, at)));
        }
        seen.sort_unstable();
        let mut pairs: Vec<(Published, Place)> = Vec::new();
        for equal in seen.chunk_by(|a, b| a.0 == b.0).filter(|equal| equal.len() > 1) {
            let mut published: Vec<Published> = equal
                .iter()
                .map(|(_, worker, at)| workers[*worker as usize].seen.published(*at as usize))
                .collect();
            published
                .sort_unstable_by(|a, b| (&a.ocid, a.released, a.place).cmp(&(&b.ocid, b.released, b.place)));
            // What stands at one place with one date is one publication, for nothing tells the two apart.
            let twice = published
                .windows(2)
                .filter(|pair| pair[0].ocid == pair[1].ocid && pair[0] != pair[1]);
            pairs.extend(twice.map(|pair| (pair[0].clone(), pair[1].place)));
        }
        pairs.sort_unstable();
        pairs
    }
}
