//! Processes that are published as a history of releases, each telling one step: they are made one before anything is measured.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use golugah_intake::{merge_releases, read_release};
use golugah_records::{Note, NoteFault, Release};

use crate::failure::Failure;

/// How much text of histories is held at once.
const MOST_BYTES: usize = 1 << 30;

/// A process, by the hash of its identifier.
pub(crate) fn hash(ocid: &str) -> u64 {
    let mut hash = DefaultHasher::new();
    ocid.hash(&mut hash);
    hash.finish()
}

/// The processes of which a file tells step by step: those that stand in it more than once, at least once as a step.
pub(crate) fn repeated(mut all: Vec<u64>, partial: &BTreeSet<u64>) -> BTreeSet<u64> {
    if partial.is_empty() {
        return BTreeSet::new();
    }
    all.sort_unstable();
    let twice = all.chunk_by(|a, b| a == b).filter(|equal| equal.len() > 1);
    twice
        .map(|equal| equal[0])
        .filter(|hash| partial.contains(hash))
        .collect()
}

/// Releases of histories with where they stand, as they are met.
#[derive(Debug)]
pub(crate) struct Steps<P> {
    met: BTreeMap<String, Vec<(Option<i64>, P, String)>>,
    /// What the cells of tables say that their text no longer does.
    notes: BTreeMap<String, Vec<Note>>,
    bytes: usize,
    /// Whether what is to be noted of them was told when they were imported.
    pub(crate) told_before: bool,
}

impl<P> Default for Steps<P> {
    fn default() -> Self {
        Self {
            met: BTreeMap::new(),
            notes: BTreeMap::new(),
            bytes: 0,
            told_before: false,
        }
    }
}

impl<P: Ord + Copy> Steps<P> {
    /// Keeps a release; beyond what is held at once only its length.
    pub(crate) fn push(&mut self, release: &Release<'_>, place: P, text: &str) {
        self.bytes += text.len();
        if self.bytes <= MOST_BYTES {
            let date = release.date.map(|date| date.millis);
            let steps = self.met.entry(release.ocid.as_ref().to_owned()).or_default();
            steps.push((date, place, text.to_owned()));
            let of_cells = release.notes.iter().filter(|note| note.fault == NoteFault::Cell);
            for note in of_cells.cloned() {
                self.bytes += note.found.len();
                self.notes
                    .entry(release.ocid.as_ref().to_owned())
                    .or_default()
                    .push(note);
            }
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.bytes += other.bytes;
        self.told_before |= other.told_before;
        for (ocid, steps) in other.met {
            self.met.entry(ocid).or_default().extend(steps);
        }
        for (ocid, notes) in other.notes {
            self.notes.entry(ocid).or_default().extend(notes);
        }
    }

    /// Gives each process made one, with the place of its last release, in order of identifier.
    pub(crate) fn each_merged(mut self, mut take: impl FnMut(&Release<'_>, P)) -> Result<(), Failure> {
        let mut notes = std::mem::take(&mut self.notes);
        let told_before = self.told_before;
        self.each_text(|ocid, merged, place| {
            let mut release = Release::default();
            read_release(merged, &mut release).map_err(Failure::because)?;
            if told_before {
                release.notes.clear();
            } else {
                release.notes.extend(notes.remove(ocid).unwrap_or_default());
            }
            take(&release, place);
            Ok(())
        })
    }

    /// Gives the text of each process made one, with its identifier and the place of its last release, in order of identifier.
    pub(crate) fn each_text(
        self,
        mut take: impl FnMut(&str, &str, P) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if self.bytes > MOST_BYTES {
            let megabytes = self.bytes >> 20;
            return Err(Failure::CouldNotRun(format!(
                "processes published as a history of releases: {megabytes} MB of text, at most {} MB are held at once; split the \
                 file so that all releases of a process stay in one part",
                MOST_BYTES >> 20
            )));
        }
        for (ocid, mut steps) in self.met {
            steps.sort();
            let Some(&(_, place, _)) = steps.last() else {
                continue;
            };
            let texts = steps.iter().map(|(.., text)| text.as_str());
            let merged = merge_releases(texts).map_err(Failure::because)?;
            take(&ocid, &merged, place)?;
        }
        Ok(())
    }
}
