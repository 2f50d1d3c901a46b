//! What one thread reads, and what it refuses.

use std::borrow::Cow;
use std::collections::BTreeSet;

use golugah_findings::Column;
use golugah_indicators::{Excluded, Joined, Place, Published, Scan, Worker};
use golugah_intake::{Receiver, Reject};
use golugah_records::{EventLog, Release};

use crate::after::{Day, Span, Window, began};
use crate::brought_again::{BroughtAgain, Excluded as ExcludedCases, Met as MetCases};
use crate::coverage::Met;
use crate::histories::{self, Steps};
use crate::rejects::Rejects;
use crate::winners::Winners;

/// One thread's worker with what it refused.
pub(crate) struct Reading<'x> {
    pub(crate) worker: Worker,
    excluded: &'x Excluded,
    /// What another record publishes too, under another identifier.
    doubles: &'x Excluded,
    /// Which identifiers are one firm's.
    firms: &'x Joined,
    /// The processes that are made one before they are looked at, and what was met of them.
    histories: &'x BTreeSet<u64>,
    pub(crate) steps: Steps<Place>,
    /// The processes of which a step was met.
    pub(crate) partial: BTreeSet<u64>,
    /// The cases that another log tells further, and what was met of all.
    cases: &'x ExcludedCases,
    pub(crate) met_cases: BroughtAgain,
    window: Window,
    /// The days on which began what this thread counted.
    pub(crate) span: Span,
    passed_over: bool,
    input: u32,
    pub(crate) releases: Vec<u64>,
    pub(crate) rejects: Vec<Rejects>,
    /// What was in at least one record that was looked at.
    pub(crate) met: Met,
    pub(crate) winners: Winners,
}

impl<'x> Reading<'x> {
    pub(crate) fn new(worker: Worker, again: &'x Again, window: Window, inputs: usize) -> Self {
        Self {
            worker,
            excluded: &again.excluded,
            doubles: &again.doubles,
            firms: &again.firms,
            histories: &again.histories,
            steps: Steps::default(),
            partial: BTreeSet::new(),
            cases: &again.cases,
            met_cases: BroughtAgain::default(),
            window,
            span: Span::default(),
            passed_over: false,
            input: 0,
            releases: vec![0; inputs],
            rejects: vec![Rejects::default(); inputs],
            met: Met::default(),
            winners: Winners::default(),
        }
    }

    /// Whether nothing is passed over yet.
    pub(crate) fn is_first(&self) -> bool {
        self.excluded.is_empty()
            && self.histories.is_empty()
            && self.cases.is_empty()
            && self.doubles.is_empty()
    }

    /// Releases of an input that this thread has seen.
    pub(crate) fn releases_of(&self, input: usize) -> u64 {
        self.releases[input]
    }

    /// The first record of an input that this thread refused.
    pub(crate) fn first_reject(&self, input: usize) -> Option<&Reject> {
        self.rejects[input].kept.first()
    }

    /// Looks at a log with every indicator of procedures, and gives the number of cases
    /// looked at.
    pub(crate) fn log(&mut self, scan: &Scan, log: &EventLog, input: u32) -> u64 {
        if self.is_first() {
            self.met_cases.note(log, input);
        }
        let log = &*self.without_told_further(log, input);
        if log.case_count() == 0 {
            return 0;
        }
        for case in 0..log.case_count() {
            let day = Day(log.began(case).local_day());
            if self.window.admits(Some(day)) {
                self.span.take(day);
            }
        }
        if self.window.is_open() {
            self.met.log(log);
            scan.observe_log(log, input, &mut self.worker);
            return log.case_count() as u64;
        }
        let part = self.window.ripe_cases(log);
        if part.case_count() > 0 {
            self.met.log(&part);
            scan.observe_log(&part, input, &mut self.worker);
        }
        part.case_count() as u64
    }

    /// The log without the cases that another log tells further.
    fn without_told_further<'l>(&self, log: &'l EventLog, input: u32) -> Cow<'l, EventLog> {
        if self.cases.range((input, 0)..=(input, u64::MAX)).next().is_none() {
            return Cow::Borrowed(log);
        }
        Cow::Owned(log.with_cases(|case| !self.cases.contains(&(input, MetCases::hash(log, case)))))
    }

    /// Whether this process is made one before it is looked at.
    pub(crate) fn is_history(&self, ocid: &str) -> bool {
        !self.histories.is_empty() && self.histories.contains(&histories::hash(ocid))
    }

    /// The processes that are made one before they are looked at, by the hash of their identifiers.
    pub(crate) fn histories(&self) -> &'x BTreeSet<u64> {
        self.histories
    }

    /// Whether records of some days are passed over.
    pub(crate) fn counts_by_day(&self) -> bool {
        !self.window.is_open()
    }

    /// Whether a record was passed over for its date.
    pub(crate) fn passed_over(&self) -> bool {
        self.passed_over
    }

    /// From now on records come from this input.
    pub(crate) fn begin(&mut self, input: u32) {
        self.input = input;
    }
}

impl Receiver for Reading<'_> {
    fn release(&mut self, release: &Release<'_>, line: u64, text: &str) {
        let place = Place {
            input: self.input,
            line,
        };
        if release.is_partial && self.is_first() {
            self.partial.insert(histories::hash(&release.ocid));
        }
        if self.is_history(&release.ocid) {
            return self.steps.push(release, place, text);
        }
        self.look_at(release, place);
    }

    fn reject(&mut self, reject: Reject) {
        self.rejects[self.input as usize].push(reject);
    }
}

impl Reading<'_> {
    pub(crate) fn look_at(&mut self, release: &Release<'_>, place: Place) {
        self.worker.note_bearers(release);
        let began = began(release);
        if !self.window.admits(began) {
            self.passed_over = true;
            // A step of it may lie in the window by itself, and is then no process of its own.
            if self.is_first() {
                self.worker.note(release, place);
            }
            return;
        }
        if !self.excluded.is_empty() && self.excluded.contains(&Published::of(release, place)) {
            return;
        }
        if let Some(day) = began {
            self.span.take(day);
        }
        self.releases[place.input as usize] += 1;
        for note in &release.notes {
            self.rejects[place.input as usize]
                .notes
                .push(note.clone(), place.line);
        }
        self.met.release(release);
        if !self.met.has(Column::Bids) {
            self.winners.release(release, self.firms);
        }
        if !self.doubles.is_empty() && self.doubles.contains(&Published::of(release, place)) {
            return self.worker.observe_double(release, place);
        }
        self.worker.observe(release, place);
    }
}

/// What a second reading passes over, and what it makes one.
#[derive(Default)]
pub(crate) struct Again {
    pub(crate) excluded: Excluded,
    pub(crate) histories: BTreeSet<u64>,
    pub(crate) cases: ExcludedCases,
    pub(crate) doubles: Excluded,
    /// Which identifiers are one firm's.
    pub(crate) firms: Joined,
}
