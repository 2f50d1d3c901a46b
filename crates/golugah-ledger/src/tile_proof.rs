use std::collections::BTreeMap;

use crate::{Hash, TILE_HEIGHT, TILE_WIDTH, Tile, node_hash, root_of};

/// The hashes that lead from the leaf at `index` to the root of a log of `size` entries, read from the log's tiles: as
/// many tiles as the tree is deep, however long the log. `None` where there is no such leaf or a tile is not to be had.
pub fn inclusion_proof_from_tiles(
    index: u64,
    size: u64,
    read: impl FnMut(&Tile) -> Option<Vec<u8>>,
) -> Option<Vec<Hash>> {
    if index >= size {
        return None;
    }
    let mut tiles = Tiles {
        size,
        read,
        known: BTreeMap::new(),
    };
    let (mut begin, mut end, mut proof) = (0, size, Vec::new());
    while end - begin > 1 {
        let middle = begin + split(end - begin);
        if index < middle {
            proof.push(tiles.root(middle, end)?);
            end = middle;
        } else {
            proof.push(tiles.root(begin, middle)?);
            begin = middle;
        }
    }
    proof.reverse();
    Some(proof)
}

/// The largest power of two below `size`, which is at least 2: where RFC 6962 splits a tree.
fn split(size: u64) -> u64 {
    1 << (u64::BITS - 1 - (size - 1).leading_zeros())
}

/// The tiles of a log of this size, each read once.
struct Tiles<R> {
    size: u64,
    read: R,
    known: BTreeMap<Tile, Vec<Hash>>,
}

impl<R: FnMut(&Tile) -> Option<Vec<u8>>> Tiles<R> {
    /// The root over the leaves from `begin` to before `end`, a subtree of RFC 6962.
    fn root(&mut self, begin: u64, end: u64) -> Option<Hash> {
        let width = end - begin;
        if width.is_power_of_two() {
            return self.perfect(begin, width);
        }
        let middle = begin + split(width);
        let left = self.perfect(begin, middle - begin)?;
        Some(node_hash(&left, &self.root(middle, end)?))
    }

    /// The root of a perfect subtree: a few neighbours of the one tile they lie in.
    fn perfect(&mut self, begin: u64, width: u64) -> Option<Hash> {
        let height = width.trailing_zeros();
        let level = height / TILE_HEIGHT;
        let first = begin >> (level * TILE_HEIGHT);
        let many = 1 << (height % TILE_HEIGHT);
        let tile = Tile {
            level: u8::try_from(level).ok()?,
            index: first / TILE_WIDTH,
            width: ((self.size >> (level * TILE_HEIGHT)) - first / TILE_WIDTH * TILE_WIDTH).min(TILE_WIDTH),
        };
        let hashes = self.hashes(tile)?;
        let place = usize::try_from(first % TILE_WIDTH).ok()?;
        hashes.get(place..place + many).map(root_of)
    }

    fn hashes(&mut self, tile: Tile) -> Option<&[Hash]> {
        if !self.known.contains_key(&tile) {
            let bytes = (self.read)(&tile)?;
            let (hashes, rest) = bytes.as_chunks::<32>();
            if !rest.is_empty() || hashes.len() as u64 != tile.width {
                return None;
            }
            self.known
                .insert(tile, hashes.iter().map(|hash| Hash(*hash)).collect());
        }
        self.known.get(&tile).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::inclusion_proof_from_tiles;
    use crate::{Hash, inclusion_proof, leaf_hash, tile_hashes};

    #[test]
    fn tiles_give_the_proof_that_all_leaves_give() {
        let leaves: Vec<Hash> = (0..65_793_u32)
            .map(|number| leaf_hash(&number.to_be_bytes()))
            .collect();
        for size in [1, 2, 3, 255, 256, 257, 511, 1_000, 65_793] {
            let leaves = &leaves[..size];
            for index in [0, 1, 255, 256, 65_536, size - 1] {
                let mut read = 0;
                let proof = inclusion_proof_from_tiles(index as u64, size as u64, |tile| {
                    read += 1;
                    tile_hashes(tile, leaves)
                });
                assert_eq!(proof, inclusion_proof(leaves, index), "{index} of {size}");
                assert!(read <= 8, "{index} of {size} took {read} tiles");
            }
        }
    }

    #[test]
    fn a_tile_that_is_missing_or_cut_short_gives_no_proof() {
        let leaves: Vec<Hash> = (0..300_u32)
            .map(|number| leaf_hash(&number.to_be_bytes()))
            .collect();
        assert_eq!(inclusion_proof_from_tiles(7, 300, |_| None), None);
        let cut = |tile: &crate::Tile| {
            let mut bytes = tile_hashes(tile, &leaves)?;
            bytes.pop();
            Some(bytes)
        };
        assert_eq!(inclusion_proof_from_tiles(7, 300, cut), None);
        assert_eq!(inclusion_proof_from_tiles(0, 0, |_| None), None);
    }
}
