//! What one thread does: it looks at processes with every rule, each as the rule is to see it.

use std::sync::Arc;

use golugah_findings::Kind;
use golugah_records::Release;

use super::doubles::{DOUBLE, said};
use super::observations::Observations;
use super::process::{At, Memory, Process};
use super::rounds::Undated;
use super::rule::Fold;
use super::seen::SeenProcesses;
use super::units::{LOTS, Lots, SALE, Units};
use super::{Names, Place, Settled};

/// A rule over processes at work.
pub(super) struct Running {
    pub(super) indicator: u16,
    pub(super) fold: Box<dyn Fold>,
    /// Whether it looks at what was published as it stands: at sales too, at several lots as one, at what stands there twice.
    pub(super) as_published: bool,
    /// Whether it looks at the lots of a tender one by one.
    pub(super) by_lot: bool,
    /// Whether it answers for every tender.
    pub(super) of_tenders: bool,
}

impl Running {
    /// The same for another thread.
    pub(super) fn fork(&self) -> Self {
        Self {
            fold: self.fold.fork(),
            ..*self
        }
    }
}

/// What one thread has seen.
pub struct Worker {
    pub(super) folds: Vec<Running>,
    pub(super) observations: Observations,
    pub(super) names: Arc<Names>,
    pub(super) currency: Arc<str>,
    pub(super) memory: Memory,
    pub(super) seen: SeenProcesses,
    pub(super) undated: Vec<Undated>,
    /// What people said of names, where it is to be found out which identifiers bear them.
    pub(super) asks: Option<Settled>,
}

impl Worker {
    /// Notes which identifiers bear names of which people said something: of every release that is read, looked at or not, so that
    /// who is one firm does not depend on what is counted.
    pub fn note_bearers(&mut self, release: &Release<'_>) {
        let Some(settled) = &self.asks else {
            return;
        };
        for firm in &release.organizations {
            if !firm.id.is_empty() && settled.speaks_of(&firm.name) {
                self.seen.bears(&firm.name, &firm.id);
            }
        }
    }

    /// Looks at one contracting process with every indicator of procurement.
    pub fn observe(&mut self, release: &Release<'_>, place: Place) {
        let row = self.seen.push(release, place);
        let apart = self.folds.iter().any(|running| !running.as_published);
        if apart {
            self.seen.tell(row, said(release));
        }
        let units = if apart {
            Units::of(release)
        } else {
            Units::default()
        };
        if self.observations.counts_groups() {
            self.undated.extend(Undated::of(release, row));
        }
        let at = At {
            place,
            row,
            whole: row,
        };
        if units.is_whole() {
            return self.look(release, at, |_| true);
        }
        self.look(release, at, |running| running.as_published);
        if units.sells {
            return self.cannot(release, SALE, |_| true);
        }
        let once = units.once.as_deref().unwrap_or(release);
        match &units.lots {
            Lots::Together => self.look(once, at, |running| !running.as_published),
            Lots::Each(lots) => {
                self.look(once, at, |running| !running.as_published && !running.by_lot);
                for lot in lots {
                    let row = self.seen.push_part(lot, place);
                    self.look(lot, At { row, ..at }, |running| {
                        !running.as_published && running.by_lot
                    });
                }
            }
            Lots::Unknown => {
                self.look(once, at, |running| !running.as_published && !running.by_lot);
                self.cannot(release, LOTS, |running| running.by_lot);
            }
        }
    }

    /// Knows of a release that is not looked at, so that another of the same process is not taken for all of it.
    pub fn note(&mut self, release: &Release<'_>, place: Place) {
        self.seen.push(release, place);
    }

    /// Says of a process that stands there once more under another identifier that it was counted already.
    pub fn observe_double(&mut self, release: &Release<'_>, place: Place) {
        let row = self.seen.push(release, place);
        let at = At {
            place,
            row,
            whole: row,
        };
        self.look(release, at, |running| running.as_published);
        self.cannot(release, DOUBLE, |_| true);
    }

    /// Says of the tender why some of the rules that look at purchases one by one cannot.
    fn cannot(&mut self, release: &Release<'_>, reason: &'static str, which: impl Fn(&Running) -> bool) {
        let answers = |running: &&Running| running.of_tenders && !running.as_published && which(running);
        for running in self.folds.iter().filter(answers) {
            self.observations.indicator = running.indicator;
            self.observations
                .not_computable((Kind::Tender, &release.ocid), reason);
        }
    }

    /// Looks at one process with some of the rules.
    fn look(&mut self, release: &Release<'_>, at: At, with: impl Fn(&Running) -> bool) {
        if !self.folds.iter().any(&with) {
            return;
        }
        let process = Process::new(
            release,
            at,
            (&self.names, &self.currency),
            &mut self.memory,
            &mut self.observations,
        );
        for running in self.folds.iter_mut().filter(|running| with(running)) {
            self.observations.indicator = running.indicator;
            running.fold.observe(&process, &mut self.observations);
        }
    }
}
