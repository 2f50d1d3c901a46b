//! Files named on the command line as a source of a scan.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use golugah_findings::{Flattened, InputKind, Times};
use golugah_indicators::Scan;
use golugah_intake::{
    IntakeError, Limits, Opened, Reject, Tables, open_as, open_unhashed, read_log, read_processes,
};
use golugah_records::EventLog;

use crate::failure::Failure;
use crate::progress::FileBar;
use crate::reading::Reading;
use crate::rejects::Rejects;
use crate::scan::{Read, Records};
use crate::tables::{say_assumed, say_case_unused};

/// Files named on the command line.
pub(crate) struct Files<'f> {
    paths: &'f [PathBuf],
    hashed: bool,
    tables: Tables,
    /// Of which it was said what was taken for granted.
    said: Mutex<BTreeSet<PathBuf>>,
}

impl<'f> Files<'f> {
    /// Files whose hashes the result names.
    pub(crate) fn new(paths: &'f [PathBuf], tables: Tables) -> Self {
        Self {
            paths,
            hashed: true,
            tables,
            said: Mutex::default(),
        }
    }

    /// Files for a result of values alone, which names no input and so needs no hash.
    pub(crate) fn unhashed(paths: &'f [PathBuf], tables: Tables) -> Self {
        Self {
            hashed: false,
            ..Self::new(paths, tables)
        }
    }

    fn open(&self, path: &Path) -> Result<Opened, Failure> {
        let limits = Limits::default();
        let opened = if self.hashed {
            open_as(path, &limits, &self.tables)
        } else {
            open_unhashed(path, &limits, &self.tables)
        };
        let opened = opened.map_err(Failure::because)?;
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.insert(path.to_owned()) {
            say_assumed(&opened, &self.tables);
        }
        Ok(opened)
    }
}

impl Records for Files<'_> {
    fn inputs(&self) -> Vec<String> {
        self.paths.iter().map(|path| path.display().to_string()).collect()
    }

    fn first_currency(&self) -> Result<Option<String>, Failure> {
        for path in self.paths {
            let opened = self.open(path)?;
            if !opened.holds_log()
                && let Some(currency) = golugah_intake::first_currency(opened).map_err(Failure::because)?
            {
                return Ok(Some(currency));
            }
        }
        Ok(None)
    }

    fn read(&self, scan: &Scan, workers: &mut [Reading<'_>]) -> Result<Vec<Read>, Failure> {
        let mut all = Vec::new();
        for (input, path) in (0..).zip(self.paths) {
            let opened = self.open(path)?;
            let _bar = bar(path, &opened);
            for worker in workers.iter_mut() {
                worker.begin(input);
            }
            all.push(if opened.holds_log() {
                let file = opened.file.clone();
                let read = read_event_log(opened, scan, input, &mut workers[0])?;
                say_case_unused(&file, &self.tables, read.flattened.is_some());
                read
            } else {
                read_releases(opened, input, workers)?
            });
        }
        Ok(all)
    }
}

fn bar(path: &Path, opened: &Opened) -> FileBar {
    let size = std::fs::metadata(path).map_or(0, |about| about.len());
    FileBar::follow(&opened.file, size, opened.packed_bytes())
}

pub(crate) fn read_event_log(
    opened: Opened,
    scan: &Scan,
    input: u32,
    reading: &mut Reading<'_>,
) -> Result<Read, Failure> {
    let mut rejects = Rejects::default();
    let words = opened.words().clone();
    let (log, sha256) = read_log(opened, &mut |reject| rejects.push(reject))
        .map_err(|error| Failure::because(error.in_words(&words)))?;
    let cases = reading.log(scan, &log, input);
    Ok(Read {
        kind: InputKind::Xes,
        sha256,
        cases,
        times: Some(times_of(&log)),
        flattened: flattened_of(&log),
        rejects,
        refused_before: 0,
    })
}

/// What the times of a log are worth, as a report says it.
pub(crate) fn times_of(log: &EventLog) -> Times {
    as_reported(&golugah_paths::times(log))
}

/// What an object-centric log was laid flat by, as a report says it.
pub(crate) fn flattened_of(log: &EventLog) -> Option<Flattened> {
    log.flattened.as_ref().map(flattened_as_reported)
}

/// The same, of what is known already.
pub(crate) fn flattened_as_reported(flattened: &golugah_records::Flattened) -> Flattened {
    Flattened {
        object_type: flattened.object_type.clone(),
        events: flattened.events,
        kept: flattened.kept,
        in_several: flattened.in_several,
        copies: flattened.copies,
        without_events: flattened.without_events,
        repeats: flattened.repeats,
        repeats_elsewhere: flattened.repeats_elsewhere,
    }
}

/// The same, of times that were looked at already.
pub(crate) fn as_reported(times: &golugah_paths::Times) -> Times {
    Times {
        events: times.all.events,
        dates: times.all.dates,
        followers: times.all.followers,
        order_unknown: times.all.order_unknown,
        not_persons: times.not_persons.clone(),
    }
}

fn read_releases(opened: Opened, input: u32, workers: &mut [Reading<'_>]) -> Result<Read, Failure> {
    let file = opened.file.clone();
    let is_table = opened.tables().is_some();
    let words = opened.words().clone();
    let sha256 = read_processes(opened, &Limits::default(), workers)
        .map_err(|error| Failure::because(error.in_words(&words)))?;
    // A file of which nothing could be read is not a file of tenders, whatever it begins with.
    let at = input as usize;
    // In a second reading all of them may be superseded, and the first one has asked.
    let first_reading = workers.iter().all(Reading::is_first);
    if first_reading
        && workers
            .iter()
            .all(|reading| reading.releases_of(at) == 0 && !reading.passed_over())
    {
        let first = workers
            .iter()
            .filter_map(|reading| reading.first_reject(at))
            .min();
        return Err(nothing_read(file, first.cloned(), &words, is_table));
    }
    Ok(Read {
        kind: InputKind::Ocds,
        sha256,
        cases: 0,
        times: None,
        flattened: None,
        rejects: Rejects::default(),
        refused_before: 0,
    })
}

/// A file that has the form of tenders and holds not one that could be read, in the reader's words.
pub(crate) fn nothing_read(file: String, first: Option<Reject>, words: &Tables, is_table: bool) -> Failure {
    let say = |key: &str, with: &[(&str, &str)]| (words.say)(key, with);
    let what = match (first, is_table) {
        (Some(first), true) => say("tables-nothing-read", &[("what", &first.reason)]),
        (None, true) => say("tables-no-records", &[]),
        (Some(Reject { line, reason }), false) => {
            let error = IntakeError::NothingRead { file, line, reason };
            return Failure::because(error.in_words(words));
        }
        (None, false) => say("tables-file-no-release", &[]),
    };
    Failure::because(IntakeError::Table { file, what })
}
