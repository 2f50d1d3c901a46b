use crate::{Hash, Tree, node_hash};

/// The root over these leaves.
pub fn root_of(leaves: &[Hash]) -> Hash {
    let mut tree = Tree::new();
    leaves.iter().for_each(|leaf| tree.push(*leaf));
    tree.root()
}

/// The largest power of two below `size`, which is at least 2: where RFC 6962 splits a tree.
fn split(size: usize) -> usize {
    1 << (usize::BITS - 1 - (size - 1).leading_zeros())
}

/// The hashes that lead from the leaf at `index` to the root, the leaf's neighbour first; `None` where no such leaf is.
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut leaves, mut index, mut proof) = (leaves, index, Vec::new());
    while leaves.len() > 1 {
        let (left, right) = leaves.split_at(split(leaves.len()));
        if index < left.len() {
            proof.push(root_of(right));
            leaves = left;
        } else {
            proof.push(root_of(left));
            index -= left.len();
            leaves = right;
        }
    }
    proof.reverse();
    Some(proof)
}

/// Whether `leaf` stands at `index` in the log of this size and root (RFC 9162 §2.1.3.2).
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut place, mut last, mut node) = (index, size - 1, *leaf);
    for step in proof {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            node = node_hash(step, &node);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            node = node_hash(&node, step);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && node == *root
}

/// The hashes that show the log of these leaves to have grown out of its first `old_size`; `None` where it is shorter.
pub fn consistency_proof(leaves: &[Hash], old_size: usize) -> Option<Vec<Hash>> {
    fn below(leaves: &[Hash], old_size: usize, known: bool, proof: &mut Vec<Hash>) {
        if old_size == leaves.len() {
            if !known {
                proof.push(root_of(leaves));
            }
            return;
        }
        let (left, right) = leaves.split_at(split(leaves.len()));
        if old_size <= left.len() {
            below(left, old_size, known, proof);
            proof.push(root_of(right));
        } else {
            below(right, old_size - left.len(), false, proof);
            proof.push(root_of(left));
        }
    }
    if old_size > leaves.len() {
        return None;
    }
    let mut proof = Vec::new();
    if old_size > 0 {
        below(leaves, old_size, true, &mut proof);
    }
    Some(proof)
}

/// Whether the log of the new size and root has grown out of that of the old (RFC 9162 §2.1.4.2).
pub fn verify_consistency(
    old_size: u64,
    old_root: &Hash,
    new_size: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> bool {
    if old_size > new_size {
        return false;
    }
    if old_size == new_size {
        return proof.is_empty() && old_root == new_root;
    }
    if old_size == 0 {
        return proof.is_empty() && *old_root == crate::empty_root();
    }
    let whole = old_size.is_power_of_two();
    let mut steps = proof.iter();
    let first = if whole { Some(old_root) } else { steps.next() };
    let Some(first) = first else { return false };
    let (mut place, mut last) = (old_size - 1, new_size - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let (mut old, mut new) = (*first, *first);
    for step in steps {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            old = node_hash(step, &old);
            new = node_hash(step, &new);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            new = node_hash(&new, step);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && old == *old_root && new == *new_root
}
