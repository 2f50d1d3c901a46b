use std::hash::BuildHasher;

use golugah_records::StringPool;
use hashbrown::{DefaultHashBuilder, HashTable};

/// Finds the number of a string in a [`StringPool`], adding it where it is new; a hit allocates nothing.
///
/// Numbers follow first appearance, so that they do not depend on the hasher's seed.
pub(crate) struct Index {
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
    limit: usize,
}

impl Index {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            table: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            limit,
        }
    }

    /// The string's number, if it has one.
    pub(crate) fn find(&self, pool: &StringPool, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        self.table
            .find(hash, |number| pool.get(*number) == Some(text))
            .copied()
    }

    /// The string's number; `None` where it is new and the pool is full.
    pub(crate) fn number(&mut self, pool: &mut StringPool, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        if let Some(number) = self.table.find(hash, |number| pool.get(*number) == Some(text)) {
            return Some(*number);
        }
        if pool.len() >= self.limit {
            return None;
        }
        let number = pool.push(text);
        let hasher = &self.hasher;
        self.table.insert_unique(hash, number, |number| {
            hasher.hash_one(pool.get(*number).unwrap_or_default())
        });
        Some(number)
    }
}
