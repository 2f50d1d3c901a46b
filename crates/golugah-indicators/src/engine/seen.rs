use golugah_records::Release;

use super::{Place, Published};

/// The processes that one worker met: to find those that were published twice, and to name subjects by a number. Their
/// identifiers lie one behind the other, for there are as many as there are releases.
#[derive(Debug, Default)]
pub(crate) struct SeenProcesses {
    worker: u32,
    ocids: String,
    seen: Vec<Seen>,
}

/// One release that was met.
#[derive(Clone, Copy, Debug)]
struct Seen {
    place: Place,
    released: i64,
    /// Where its identifier ends among the worker's.
    ends: usize,
}

/// A release that was met: by which worker, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    worker: u32,
    at: u32,
}

impl SeenProcesses {
    pub(crate) fn of(worker: u32) -> Self {
        Self {
            worker,
            ..Self::default()
        }
    }

    /// Notes a release.
    pub(crate) fn push(&mut self, release: &Release<'_>, place: Place) -> Row {
        let at = u32::try_from(self.seen.len()).expect("memory ends before four thousand million releases");
        self.ocids.push_str(&release.ocid);
        self.seen.push(Seen {
            place,
            released: released(release),
            ends: self.ocids.len(),
        });
        Row {
            worker: self.worker,
            at,
        }
    }

    /// The identifiers of all that were met, in the order of meeting.
    pub(crate) fn ocids(&self) -> impl Iterator<Item = &str> {
        (0..self.seen.len()).map(|at| self.ocid(at))
    }

    /// What tells the release of this number apart.
    pub(crate) fn published(&self, at: usize) -> Published {
        Published {
            place: self.seen[at].place,
            ocid: self.ocid(at).into(),
            released: self.seen[at].released,
        }
    }

    fn ocid(&self, at: usize) -> &str {
        let starts = at.checked_sub(1).map_or(0, |before| self.seen[before].ends);
        &self.ocids[starts..self.seen[at].ends]
    }
}

/// What all workers met.
#[derive(Debug, Default)]
pub(crate) struct AllSeen(Vec<SeenProcesses>);

impl AllSeen {
    /// Brings together what the workers of one scan met.
    pub(crate) fn of(mut all: Vec<SeenProcesses>) -> Self {
        // A row names its worker by number, and a worker that nobody handed in has no rows that anybody asks for.
        let last = all.iter().map(|seen| seen.worker).max();
        let mut by_number = Vec::new();
        by_number.resize_with(last.map_or(0, |last| last as usize + 1), SeenProcesses::default);
        for seen in all.drain(..) {
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
        self.0[row.worker as usize].seen[row.at as usize].place
    }
}

/// When a release was released, in milliseconds; the least number where that was not published.
pub(crate) fn released(release: &Release<'_>) -> i64 {
    release.date.map_or(i64::MIN, |date| date.millis)
}
