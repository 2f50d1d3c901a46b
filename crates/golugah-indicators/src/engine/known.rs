use super::{Id, Names};

/// Longer texts are looked up every time.
const TEXT: usize = 27;

/// Numbers that one thread has looked up lately, so that most texts are found without a lock and in one line of the
/// processor's cache. What is forgotten is looked up again.
#[derive(Debug)]
pub(crate) struct Known {
    sets: Vec<Set>,
}

/// Two texts whose hashes are alike, in as much memory as a processor fetches at once.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Set([Known1; 2]);

/// One text with its number.
#[derive(Clone, Copy, Debug)]
struct Known1 {
    /// The text, zeros behind it, and its length plus one: an empty place is like no text.
    key: [u8; TEXT + 1],
    id: u32,
}

impl Known {
    /// Remembers at most twice as many texts as `sets`, which is a power of two.
    pub(crate) fn new(sets: usize) -> Self {
        let empty = Known1 {
            key: [0; TEXT + 1],
            id: 0,
        };
        Self {
            sets: vec![Set([empty; 2]); sets],
        }
    }

    /// The number of `text` among `names`, which must be the same every time.
    pub(crate) fn id(&mut self, names: &Names, text: &str) -> Id {
        if text.len() > TEXT {
            return names.id(text);
        }
        let mut key = [0; TEXT + 1];
        key[..text.len()].copy_from_slice(text.as_bytes());
        key[TEXT] = text.len() as u8 + 1;
        let at = hash(&key) as usize & (self.sets.len() - 1);
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
        *first = Known1 { key, id: id.number() };
        id
    }
}

/// A quick hash; whoever makes texts with one hash makes them be looked up, and gains nothing else.
fn hash(key: &[u8; TEXT + 1]) -> u64 {
    let word = |at: usize| u64::from_le_bytes(std::array::from_fn(|byte| key[at + byte]));
    let mixed =
        word(0) ^ word(8).rotate_left(17) ^ word(16).rotate_left(34) ^ word(TEXT + 1 - 8).rotate_left(51);
    mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40
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
                for last in ['a', 'b', '\0'] {
                    let text: String = "x".repeat(length) + &last.to_string();
                    assert_eq!(known.id(&names, &text), names.id(&text), "{turn} {text:?}");
                }
            }
        }
        assert_eq!(known.id(&names, ""), names.id(""));
    }
}
