use std::hash::BuildHasher;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hashbrown::{DefaultHashBuilder, HashTable};

/// A text that was met, as a number. Which number depends on timing; nothing that is printed may depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u32);

impl Id {
    /// Stands for an identifier that was not published.
    pub(crate) const NONE: Self = Self(u32::MAX);

    /// The identifier of this number, as [`Id::number`] gave it.
    pub(super) fn of(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    pub(super) fn number(self) -> u32 {
        self.0
    }

    /// As an index: numbers are given out densely.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether it was published.
    pub(crate) fn is_some(self) -> bool {
        self != Self::NONE
    }
}

/// Where a record was read: the input's place in the list of inputs, and the line from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the input.
    pub input: u32,
    /// Line in it.
    pub line: u64,
}

impl Place {
    /// Behind every place.
    pub(crate) const LAST: Self = Self {
        input: u32::MAX,
        line: u64::MAX,
    };
}

const SHARDS: u32 = 16;

/// Every identifier that was met, and the name published with it first in the order of the inputs.
///
/// Shared by all threads; a lock is held for one look-up at a time.
#[derive(Debug, Default)]
pub struct Names {
    shards: [Mutex<Shard>; SHARDS as usize],
    hasher: DefaultHashBuilder,
}

#[derive(Debug, Default)]
struct Shard {
    /// The places of texts among the entries, found by hash.
    places: HashTable<u32>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    hash: u64,
    text: Box<str>,
    name: Option<(Place, Box<str>)>,
}

impl Names {
    /// The number of `text`, new or old.
    pub fn id(&self, text: &str) -> Id {
        let hash = self.hash(text);
        let number = shard_of(hash);
        Id(self.shard(number).intern(hash, text) * SHARDS + number)
    }

    /// The number of `text`, which is called `name` at `place`. The earliest place decides, whatever the threads do.
    pub fn named(&self, text: &str, name: &str, place: Place) -> Id {
        let hash = self.hash(text);
        let number = shard_of(hash);
        let mut shard = self.shard(number);
        let index = shard.intern(hash, text);
        if !name.is_empty() {
            let known = &mut shard.entries[index as usize].name;
            if known.as_ref().is_none_or(|(earlier, _)| place < *earlier) {
                *known = Some((place, name.into()));
            }
        }
        Id(index * SHARDS + number)
    }

    /// The text of a number.
    pub fn text(&self, id: Id) -> String {
        let shard = self.shard(id.0 % SHARDS);
        shard.entries[(id.0 / SHARDS) as usize].text.to_string()
    }

    /// The text of a number in `buffer`'s memory.
    pub(crate) fn text_in<'b>(&self, id: Id, buffer: &'b mut String) -> &'b str {
        let shard = self.shard(id.0 % SHARDS);
        buffer.clear();
        buffer.push_str(&shard.entries[(id.0 / SHARDS) as usize].text);
        buffer
    }

    /// The name published with it first, or the text itself.
    pub fn name(&self, id: Id) -> String {
        let shard = self.shard(id.0 % SHARDS);
        let entry = &shard.entries[(id.0 / SHARDS) as usize];
        entry
            .name
            .as_ref()
            .map_or(&entry.text, |(_, name)| name)
            .to_string()
    }

    /// The name published first with a text, and where.
    pub(super) fn published_name(&self, id: Id) -> Option<(Place, String)> {
        let shard = self.shard(id.0 % SHARDS);
        let name = shard.entries[(id.0 / SHARDS) as usize].name.as_ref();
        name.map(|(place, name)| (*place, name.to_string()))
    }

    /// The name published first with an identifier, if one was.
    pub fn name_of(&self, text: &str) -> Option<String> {
        let hash = self.hash(text);
        let shard = self.shard(shard_of(hash));
        let index = shard.place(hash, text)?;
        let (_, name) = shard.entries[index as usize].name.as_ref()?;
        Some(name.to_string())
    }

    /// The places of all texts in their own order.
    pub fn ranks(&self) -> Ranks {
        let mut texts: Vec<(Box<str>, Id)> = Vec::new();
        for number in 0..SHARDS {
            let shard = self.shard(number);
            let ids = (0..).map(|index| Id(index * SHARDS + number));
            texts.extend(shard.entries.iter().map(|entry| entry.text.clone()).zip(ids));
        }
        texts.sort_unstable();
        let last = texts
            .iter()
            .map(|(_, id)| id.0 as usize + 1)
            .max()
            .unwrap_or_default();
        let mut ranks = vec![0; last];
        for (rank, (_, id)) in (0..).zip(&texts) {
            ranks[id.0 as usize] = rank;
        }
        Ranks(ranks)
    }

    /// A hash of a text, equal for equal texts within one scan.
    pub(crate) fn hash(&self, text: &str) -> u64 {
        self.hasher.hash_one(text)
    }

    fn shard(&self, number: u32) -> MutexGuard<'_, Shard> {
        self.shards[number as usize]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The places of all texts in their own order: sorting by them is sorting by text, at the price of a number.
#[derive(Clone, Debug)]
pub struct Ranks(Vec<u32>);

impl Ranks {
    /// The place of a text.
    pub fn of(&self, id: Id) -> u32 {
        self.0[id.0 as usize]
    }
}

impl Shard {
    fn place(&self, hash: u64, text: &str) -> Option<u32> {
        let same = |at: &u32| {
            let entry = &self.entries[*at as usize];
            entry.hash == hash && *entry.text == *text
        };
        self.places.find(hash, same).copied()
    }

    fn intern(&mut self, hash: u64, text: &str) -> u32 {
        if let Some(known) = self.place(hash, text) {
            return known;
        }
        let index = self.entries.len() as u32;
        self.entries.push(Entry {
            hash,
            text: text.into(),
            name: None,
        });
        let entries = &self.entries;
        self.places
            .insert_unique(hash, index, |at| entries[*at as usize].hash);
        index
    }
}

/// The shard of a hash, by bits that its table does not look at first.
fn shard_of(hash: u64) -> u32 {
    (hash >> 32) as u32 % SHARDS
}
