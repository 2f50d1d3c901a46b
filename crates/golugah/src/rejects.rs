//! What was refused, kept with its reasons, and what of a record could not be taken for what its field means.

use std::collections::BTreeMap;
use std::path::Path;

use golugah_intake::{Reject, Tables};
use golugah_records::{Note, NoteFault};

/// Refused records of one input, and notes on others. A hostile file can hold any number of both: beyond a limit they are
/// counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rejects {
    pub(crate) kept: Vec<Reject>,
    pub(crate) count: u64,
    pub(crate) notes: Notes,
    /// What was taken for granted of a table, in words.
    pub(crate) assumed: Vec<String>,
}

impl Rejects {
    /// How many are kept with their reasons.
    const KEPT: usize = 100_000;

    pub(crate) fn push(&mut self, reject: Reject) {
        self.count += 1;
        if self.kept.len() < Self::KEPT {
            self.kept.push(reject);
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        let others = other.count - other.kept.len() as u64;
        for reject in other.kept {
            self.push(reject);
        }
        self.count += others;
        self.notes.merge(other.notes);
        self.assumed.extend(other.assumed);
    }

    /// Whether there is nothing to say.
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0 && self.notes.count == 0
    }

    /// What is said, in the reader's words, of a file of which something was refused or noted, which lies in this list; nothing where
    /// all was read.
    pub(crate) fn sentences(&self, file: &str, list: &Path, words: &Tables) -> Vec<String> {
        let list = list.to_string_lossy();
        let say = |key: &str, count: u64, line: u64, what: &str| {
            let (count, line) = (count.to_string(), line.to_string());
            let with = [
                ("file", file),
                ("count", count.as_str()),
                ("row", line.as_str()),
                ("what", what),
                ("list", &*list),
            ];
            (words.say)(key, &with)
        };
        let refused = self.kept.first();
        let refused = refused.map(|first| say("tables-list-refused", self.count, first.line, &first.reason));
        let noted = self.notes.first().map(|(note, seen)| {
            let found = [("found", note.found.as_str())];
            let what = match note.fault {
                NoteFault::Unreadable | NoteFault::Cell => note.found.clone(),
                NoteFault::Filler => (words.say)("tables-list-filler", &found),
                NoteFault::UnknownCode => (words.say)("tables-list-code", &found),
            };
            let what = format!("{}: {what}", note.field);
            say("tables-list-noted", self.notes.count, seen.line, &what)
        });
        refused.into_iter().chain(noted).collect()
    }
}

/// Notes on records that were read, the same ones counted together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    kept: BTreeMap<Note, Seen>,
    /// How many there are in all.
    pub(crate) count: u64,
}

/// How often a note was made, and where first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) times: u64,
    pub(crate) line: u64,
}

impl Notes {
    /// How many different ones are kept: the first in their order, whichever thread met them.
    const KEPT: usize = 1_000;

    pub(crate) fn push(&mut self, note: Note, line: u64) {
        self.add(note, Seen { times: 1, line });
        self.count += 1;
    }

    fn add(&mut self, note: Note, seen: Seen) {
        let known = self.kept.entry(note).or_insert(Seen { times: 0, ..seen });
        known.times += seen.times;
        known.line = known.line.min(seen.line);
        if self.kept.len() > Self::KEPT {
            self.kept.pop_last();
        }
    }

    fn merge(&mut self, other: Self) {
        for (note, seen) in other.kept {
            self.add(note, seen);
        }
        self.count += other.count;
    }

    fn first(&self) -> Option<(&Note, &Seen)> {
        self.kept.iter().min_by_key(|(_, seen)| seen.line)
    }

    /// Every note that is kept.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Note, &Seen)> {
        self.kept.iter()
    }

    /// How many are not kept one by one.
    pub(crate) fn beyond(&self) -> u64 {
        self.count - self.kept.values().map(|seen| seen.times).sum::<u64>()
    }
}

/// The word of a fault in the list.
pub(crate) fn word(fault: NoteFault) -> &'static str {
    match fault {
        NoteFault::Unreadable => "unreadable",
        NoteFault::Filler => "filler",
        NoteFault::UnknownCode => "unknown_code",
        NoteFault::Cell => "cell",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(number: u64) -> Note {
        Note {
            field: "tender/status",
            fault: NoteFault::UnknownCode,
            found: format!("{number:06}"),
        }
    }

    #[test]
    fn notes_are_counted_together_and_kept_the_same_in_any_order() {
        let of = |numbers: &mut dyn Iterator<Item = u64>| {
            let mut notes = Notes::default();
            for number in numbers {
                notes.push(note(number % 1_500), number + 1);
            }
            notes
        };
        let forwards = of(&mut (0..3_000));
        let mut halves = of(&mut (1_500..3_000).rev());
        halves.merge(of(&mut (0..1_500)));
        for notes in [&forwards, &halves] {
            assert_eq!(
                (notes.count, notes.beyond(), notes.kept.len()),
                (3_000, 1_000, 1_000)
            );
            let (first, seen) = notes.first().unwrap();
            assert_eq!((first, seen.line, seen.times), (&note(0), 1, 2));
        }
        let listed = |notes: &Notes| format!("{:?}", notes.kept);
        assert_eq!(listed(&forwards), listed(&halves));
    }
}
