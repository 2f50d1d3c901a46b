//! The county's own deeds: the table `deeds`, written in parts by the places of the log's entries.
//!
//! A part is a file that holds the deeds of some places and is never changed. Its name says which, what the last of them is
//! known by, and the hash of its bytes: `<from>-<until>-<mark>-<hash>.parquet`. So a part is there whole or not at all, and no
//! list has to be kept in step with it. The last part may be written anew with what came since: of two parts that begin at
//! the same place the longer one counts, and the other goes away.
//!
//! It is no record: the log is, and whatever is damaged, missing or of another log is taken from there again.

mod read;
mod write;

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use golugah_records::{NO_ENTRY, NO_TIME, StringPool};

use crate::folder::names_in;
use crate::hashes::hash_of_bytes;
use crate::table::{Column, Table};
use crate::{Lake, LakeError};

/// One row per deed. Who did it is not in it: that is joined when it is measured.
pub(crate) static DEEDS: Table = Table {
    name: "deeds",
    columns: &[
        Column::long("seq").required(),
        Column::time("time"),
        Column::text("role"),
        Column::text("deed"),
        Column::text("case"),
    ],
};

/// One deed as it is put into the lake.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'d> {
    /// When it was done, in milliseconds UTC; `None` where its entry cannot be read.
    pub millis: Option<i64>,
    /// In which role.
    pub role: &'d str,
    /// What was done.
    pub deed: &'d str,
    /// Of which case it was a step.
    pub case: Option<&'d str>,
}

/// The deeds from the first on, as columns: the place in a column is the place in the log.
#[derive(Clone, Debug, Default)]
pub struct Deeds {
    /// When, in milliseconds UTC, or [`NO_TIME`] where the entry cannot be read.
    pub millis: Vec<i64>,
    /// Number in `roles`, or [`NO_ENTRY`].
    pub role: Vec<u32>,
    /// Number in `deeds`, or [`NO_ENTRY`].
    pub deed: Vec<u32>,
    /// Number in `cases`, or [`NO_ENTRY`] where it was a step of none.
    pub case: Vec<u32>,
    /// The roles, in order of first appearance.
    pub roles: StringPool,
    /// The deeds' names, likewise.
    pub deeds: StringPool,
    /// The cases, likewise.
    pub cases: StringPool,
    known: [HashMap<String, u32>; 3],
}

impl Deeds {
    /// How many deeds there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.millis.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.millis.is_empty()
    }

    /// Adds the next deed.
    pub fn push(&mut self, deed: Deed<'_>) {
        let [roles, deeds, cases] = &mut self.known;
        self.millis.push(deed.millis.unwrap_or(NO_TIME));
        self.role.push(number(roles, &mut self.roles, deed.role));
        self.deed.push(number(deeds, &mut self.deeds, deed.deed));
        let case = deed
            .case
            .map_or(NO_ENTRY, |case| number(cases, &mut self.cases, case));
        self.case.push(case);
    }
}

/// The number of a text in its pool, which it joins where it is new; an empty one has none.
fn number(known: &mut HashMap<String, u32>, pool: &mut StringPool, text: &str) -> u32 {
    if text.is_empty() {
        return NO_ENTRY;
    }
    if let Some(number) = known.get(text) {
        return *number;
    }
    let number = pool.push(text);
    known.insert(text.to_owned(), number);
    number
}

/// A part that lies in the lake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeedPart {
    /// The place of its first deed.
    pub from: u64,
    /// The place behind its last one.
    pub until: u64,
    mark: String,
    hash: String,
    path: PathBuf,
}

impl DeedPart {
    /// Whether this is the entry of its last deed. Where it is not, the part is of another log.
    #[must_use]
    pub fn ends_with(&self, entry: &str) -> bool {
        self.mark == hash_of_bytes(entry.as_bytes())
    }

    /// The part of this name; `None` where it is none of ours.
    fn named(folder: &Path, name: &str) -> Option<Self> {
        let mut parts = name.strip_suffix(".parquet")?.split('-');
        let mut next = || parts.next();
        let (from, until, mark, hash) = (next()?, next()?, next()?, next()?);
        let hashed = |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (from, until) = (from.parse().ok()?, until.parse().ok()?);
        let known = next().is_none() && from < until && hashed(mark) && hashed(hash);
        known.then(|| Self {
            from,
            until,
            mark: mark.to_owned(),
            hash: hash.to_owned(),
            path: folder.join(name),
        })
    }

    fn name(&self) -> String {
        format!(
            "{:012}-{:012}-{}-{}.parquet",
            self.from, self.until, self.mark, self.hash
        )
    }
}

impl Lake {
    /// The parts from the first deed on without a gap, in order; of several that begin at one place the longest.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn deed_parts(&self) -> Result<Vec<DeedPart>, LakeError> {
        Ok(chain(all(&self.root)?))
    }
}

/// Every part that lies in the folder.
fn all(root: &Path) -> Result<Vec<DeedPart>, LakeError> {
    let folder = root.join(DEEDS.name);
    let names = names_in(&folder)?;
    Ok(names
        .iter()
        .filter_map(|name| DeedPart::named(&folder, name))
        .collect())
}

fn chain(all: Vec<DeedPart>) -> Vec<DeedPart> {
    let mut longest: BTreeMap<u64, DeedPart> = BTreeMap::new();
    for part in all {
        match longest.get(&part.from) {
            Some(held) if held.until >= part.until => {}
            _ => {
                longest.insert(part.from, part);
            }
        }
    }
    let mut next = 0;
    let mut parts = Vec::new();
    while let Some(part) = longest.remove(&next) {
        next = part.until;
        parts.push(part);
    }
    parts
}

/// What stands beside the parts that count: a last part of which a longer one was written, when what wrote it was stopped.
pub(crate) fn leftovers(root: &Path) -> Result<Vec<PathBuf>, LakeError> {
    let all = all(root)?;
    let counted = chain(all.clone());
    let left = all.into_iter().filter(|part| !counted.contains(part));
    Ok(left.map(|part| part.path).collect())
}
