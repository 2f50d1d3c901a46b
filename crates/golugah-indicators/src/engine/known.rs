use super::{Id, Names};

/// Numbers that one thread has looked up lately, so that most texts are found without a lock and in one line of the
/// processor's cache. What is forgotten is looked up again.
#[derive(Debug)]
pub(crate) struct Known {
    sets: Vec<Set>,
}

/// Two texts whose hashes are alike, in as much memory as a processor fetches at once.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Set([One; 2]);

/// One text with its number.
#[derive(Clone, Copy, Debug)]
struct One {
    key: Key,
    id: u32,
}

/// A text of at most 24 bytes as numbers: its first eight bytes, its middle and its last ones, and its length plus one.
/// Where it is shorter than the three together they overlap; with the length they tell texts apart all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    words: [u64; 3],
    length: u32,
}

/// The key of no text.
const NO_TEXT: Key = Key {
    words: [0; 3],
    length: 0,
};

impl Key {
    fn of(text: &[u8]) -> Option<Self> {
        let word = |at: usize| {
            text[at..]
                .first_chunk()
                .map_or(0, |bytes| u64::from_le_bytes(*bytes))
        };
        let length = text.len();
        let words = match length {
            0..8 => [
                text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
                0,
                0,
            ],
            8..=16 => [word(0), word(length - 8), 0],
            17..=24 => [word(0), word(8), word(length - 8)],
            _ => return None,
        };
        Some(Self {
            words,
            length: length as u32 + 1,
        })
    }

    /// A quick hash; whoever makes texts with one hash makes them be looked up, and gains nothing else.
    fn hash(self) -> u64 {
        let [first, middle, last] = self.words;
        let mixed = first ^ middle.rotate_left(21) ^ last.rotate_left(42) ^ u64::from(self.length);
        mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40
    }
}

impl Known {
    /// Remembers at most twice as many texts as `sets`, which is a power of two.
    pub(crate) fn new(sets: usize) -> Self {
        let empty = One { key: NO_TEXT, id: 0 };
        Self {
            sets: vec![Set([empty; 2]); sets],
        }
    }

    /// The number of `text` among `names`, which must be the same every time.
    pub(crate) fn id(&mut self, names: &Names, text: &str) -> Id {
        let Some(key) = Key::of(text.as_bytes()) else {
            return names.id(text);
        };
        let at = key.hash() as usize & (self.sets.len() - 1);
        let [first, second] = &mut self.sets[at].0;
        if first.key == key {
            return Id::of(first.id);
        }
        if second.key == key {
            std::mem::swap(first, second);
            return Id::of(first.id);
        }
        let id = names.id(text);
        *second = *first;
        *first = One { key, id: id.number() };
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_number_that_the_names_give_it() {
        let names = Names::default();
        // So few places that most texts are forgotten and come again.
        let mut known = Known::new(8);
        for turn in 0..3 {
            for length in 0..40 {
                for at in 0..length {
                    for other in [b'a', b'b', 0] {
                        let mut text = vec![b'x'; length];
                        text[at] = other;
                        let text = String::from_utf8(text).unwrap();
                        assert_eq!(known.id(&names, &text), names.id(&text), "{turn} {text:?}");
                    }
                }
            }
        }
        assert_eq!(known.id(&names, ""), names.id(""));
    }
}
