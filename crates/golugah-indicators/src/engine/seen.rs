use std::collections::BTreeSet;

use golugah_records::Release;

use super::pieces::Pieces;
use super::{Bearer, In, Out, Place, Published};

/// Bytes of identifiers that lie in one piece; a longer one has a piece of its own.
const PIECE: usize = 1 << 16;

/// The processes that one worker met: to find those that were published twice, and to name subjects by a number. Their
/// identifiers lie one behind the other, for there are as many as there are releases.
#[derive(Debug, Default)]
pub(crate) struct SeenProcesses {
    worker: u32,
    ocids: Vec<String>,
    seen: Pieces<Seen>,
    /// What some of them say of their purchase, as hashes, with their numbers.
    said: Vec<(u64, u32)>,
    /// Names of which people said something, with the identifiers that bear them.
    bearers: BTreeSet<Bearer>,
}

/// One release that was met.
#[derive(Clone, Copy, Debug)]
struct Seen {
    place: Place,
    released: i64,
    /// In which piece its identifier lies, and where it begins there.
    piece: u32,
    starts: u32,
    length: u32,
    /// Whether it is a part of the release before it.
    is_part: bool,
}

/// A release that was met: by which worker, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    worker: u32,
    at: u32,
}

impl Row {
    /// The release of this number that the reader's worker met.
    pub(crate) fn read(read: &mut In<'_>) -> Option<Self> {
        Some(Self {
            at: u32::try_from(read.number()?).ok()?,
            worker: read.worker(),
        })
    }

    /// Writes its number at its worker.
    pub(crate) fn write(self, out: &mut Out) {
        out.number(u64::from(self.at));
    }

    /// A number that no other release of the scan has.
    pub(crate) fn number(self) -> u64 {
        u64::from(self.worker) << 32 | u64::from(self.at)
    }
}

impl SeenProcesses {
    pub(crate) fn of(worker: u32) -> Self {
        Self {
            worker,
            ..Self::default()
        }
    }

    /// The number of the worker that met them.
    pub(super) fn worker(&self) -> u32 {
        self.worker
    }

    /// Writes them down.
    pub(super) fn write(&self, out: &mut Out) {
        out.number(self.seen.len() as u64);
        for (at, seen) in self.seen.iter().enumerate() {
            out.text(self.ocid(at));
            out.signed(seen.released);
            out.place(seen.place);
            out.number(u64::from(seen.is_part));
        }
        out.number(self.said.len() as u64);
        for (said, at) in &self.said {
            out.number(*said);
            out.number(u64::from(*at));
        }
        out.number(self.bearers.len() as u64);
        for (name, id) in &self.bearers {
            out.text(name);
            out.text(id);
        }
    }

    /// Reads what was written, as that of the worker that reads.
    pub(super) fn read(read: &mut In<'_>) -> Option<Self> {
        let mut all = Self::of(read.worker());
        for _ in 0..read.count()? {
            let (ocid, released) = (read.text()?, read.signed()?);
            let (place, is_part) = (read.place()?, read.number()? != 0);
            all.note(ocid, released, place, is_part);
        }
        for _ in 0..read.count()? {
            let (said, at) = (read.number()?, u32::try_from(read.number()?).ok()?);
            if at as usize >= all.seen.len() {
                return None;
            }
            all.said.push((said, at));
        }
        for _ in 0..read.count()? {
            let (name, id) = (read.text()?, read.text()?);
            all.bears(name, id);
        }
        Some(all)
    }

    /// Notes a release.
    pub(crate) fn push(&mut self, release: &Release<'_>, place: Place) -> Row {
        self.add(release, place, false)
    }

    /// Notes a part of a release, which is published again where the release is.
    pub(crate) fn push_part(&mut self, part: &Release<'_>, place: Place) -> Row {
        self.add(part, place, true)
    }

    /// Notes what a release says of its purchase.
    pub(crate) fn tell(&mut self, row: Row, said: impl Iterator<Item = u64>) {
        self.said.extend(said.map(|said| (said, row.at)));
    }

    /// Notes that an identifier bears a name.
    pub(super) fn bears(&mut self, name: &str, id: &str) {
        self.bearers.insert((name.to_owned(), id.to_owned()));
    }

    /// Which identifiers bear which names.
    pub(super) fn bearers(&self) -> impl Iterator<Item = &Bearer> {
        self.bearers.iter()
    }

    /// What was noted so, with the releases' numbers.
    pub(crate) fn told(&self) -> impl Iterator<Item = (u64, u32)> {
        self.said.iter().copied()
    }

    fn add(&mut self, release: &Release<'_>, place: Place, is_part: bool) -> Row {
        self.note(&release.ocid, released(release), place, is_part)
    }

    fn note(&mut self, ocid: &str, released: i64, place: Place, is_part: bool) -> Row {
        let at = u32::try_from(self.seen.len()).expect("memory ends before four thousand million releases");
        let length = ocid.len();
        if self.ocids.last().is_none_or(|piece| piece.len() + length > PIECE) {
            self.ocids.push(String::with_capacity(length.max(PIECE)));
        }
        let number = self.ocids.len() - 1;
        let piece = &mut self.ocids[number];
        self.seen.push(Seen {
            place,
            released,
            // There are fewer pieces than releases, and by the limits of intake a record is shorter than 32 bits count.
            piece: number as u32,
            starts: piece.len() as u32,
            length: length as u32,
            is_part,
        });
        piece.push_str(ocid);
        Row {
            worker: self.worker,
            at,
        }
    }

    /// The identifiers of all releases that were met, in the order of meeting, with their numbers.
    pub(crate) fn ocids(&self) -> impl Iterator<Item = (u32, &str)> {
        let whole = (0..self.seen.len()).filter(|at| !self.seen.get(*at).is_part);
        whole.map(|at| (at as u32, self.ocid(at)))
    }

    /// What tells the release of this number apart.
    pub(crate) fn published(&self, at: usize) -> Published {
        Published {
            place: self.seen.get(at).place,
            ocid: self.ocid(at).into(),
            released: self.seen.get(at).released,
        }
    }

    fn ocid(&self, at: usize) -> &str {
        let Seen {
            piece,
            starts,
            length,
            ..
        } = *self.seen.get(at);
        &self.ocids[piece as usize][starts as usize..][..length as usize]
    }
}

/// What all workers met.
#[derive(Debug, Default)]
pub(crate) struct AllSeen(Vec<SeenProcesses>);

impl AllSeen {
    /// Brings together what the workers of one scan met.
    pub(crate) fn of(all: Vec<SeenProcesses>) -> Self {
        // A row names its worker by number, and a worker that nobody handed in has no rows that anybody asks for.
        let last = all.iter().map(|seen| seen.worker).max();
        let mut by_number = Vec::new();
        by_number.resize_with(last.map_or(0, |last| last as usize + 1), SeenProcesses::default);
        for seen in all {
            let number = seen.worker as usize;
            by_number[number] = seen;
        }
        Self(by_number)
    }

    /// The release's process.
    pub(crate) fn ocid(&self, row: Row) -> &str {
        self.0[row.worker as usize].ocid(row.at as usize)
    }

    /// Where the release was read.
    pub(crate) fn place(&self, row: Row) -> Place {
        self.0[row.worker as usize].seen.get(row.at as usize).place
    }
}

/// When a release was released, in milliseconds; the least number where that was not published.
pub(crate) fn released(release: &Release<'_>) -> i64 {
    release.date.map_or(i64::MIN, |date| date.millis)
}
