//! The log: a tamper-evident tree over the deeds of a county.
//!
//! Every deed is one entry; entries are the leaves of a Merkle tree as RFC 6962 §2.1 defines it. The tree's size and
//! root, signed, are a [`Checkpoint`]; who keeps one from yesterday can tell whether today's log still holds all that
//! it held then. The forms are those of C2SP (`tlog-checkpoint`, `signed-note`, `tlog-tiles`), so that others' programs
//! read them. The crate is pure: bytes in, bytes and verdicts out.

mod commitment;
mod hash;
mod note;
mod proof;
mod receipt;
mod tile;
mod tile_proof;
mod tree;

#[cfg(test)]
mod tests;

pub use commitment::{SALT_BYTES, Salt};
pub use hash::{Hash, HashError, empty_root, leaf_hash, node_hash};
pub use note::{Checkpoint, NoteError, Signer, Verifier, open};
pub use proof::{consistency_proof, inclusion_proof, root_of, verify_consistency, verify_inclusion};
pub use receipt::{ActorOpening, Receipt, ReceiptError, RecordOpening};
pub use tile::{
    Published, TILE_HEIGHT, TILE_WIDTH, Tile, entry_bundle, entry_bundle_path, tile_hashes, tile_path,
    tiles_to_write,
};
pub use tile_proof::inclusion_proof_from_tiles;
pub use tree::{Tree, TreeError};

/// What a log comes to beside a checkpoint that was kept elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audit {
    /// The log holds all that the checkpoint vouches for, in its order.
    Holds,
    /// The log is shorter than the checkpoint says: its newest entries are gone, or an old copy was put back.
    RolledBack {
        /// Entries in the log.
        have: u64,
        /// Entries the checkpoint vouches for.
        expected: u64,
    },
    /// The log is long enough, but an entry the checkpoint vouches for is not what it was.
    Rewritten {
        /// How many first entries are in question.
        size: u64,
        /// The root the checkpoint vouches for.
        expected: Hash,
        /// The root those entries have now.
        found: Hash,
    },
}

/// Holds a log's leaf hashes, in order, against a checkpoint kept elsewhere.
pub fn audit(leaves: impl IntoIterator<Item = Hash>, outside: &Checkpoint) -> Audit {
    let mut tree = Tree::new();
    let mut leaves = leaves.into_iter();
    while tree.size() < outside.size {
        match leaves.next() {
            Some(leaf) => tree.push(leaf),
            None => {
                return Audit::RolledBack {
                    have: tree.size(),
                    expected: outside.size,
                };
            }
        }
    }
    let found = tree.root();
    if found == outside.root {
        Audit::Holds
    } else {
        Audit::Rewritten {
            size: outside.size,
            expected: outside.root,
            found,
        }
    }
}
