use std::any::Any;
use std::sync::Arc;

use golugah_findings::{Datum, Kind};
use golugah_records::{EventLog, Timestamp};

use super::batches::BatchOf;
use super::cast::{Cast, qualified};
use super::process::Process;
use super::{Id, In, Observation, Observations, Out, ParameterError, Parameters, Place, Slot, Written};

/// An indicator over contracting processes: a fold whose totals merge in any order.
pub(crate) trait ProcessRule: Sized + Send + Sync + 'static {
    /// What must be known of all processes before some can be answered; `()` for most rules.
    type Totals: Written + Send + 'static;

    /// Whether the lots of a tender are looked at one by one; else what it looks at holds for the whole tender.
    const BY_LOT: bool = true;

    /// Reads the parameters.
    fn new(parameters: &Parameters) -> Result<Self, ParameterError>;

    /// Looks at one process: answers, or notes in the totals what the answer will need.
    fn observe(&self, process: &Process<'_, '_>, totals: &mut Self::Totals, out: &mut Observations);

    /// Adds the totals of another thread.
    fn merge(_into: &mut Self::Totals, _from: Self::Totals) {}

    /// Answers what needed all processes.
    fn settle(&self, _totals: Self::Totals, _scene: &Scene<'_>, _out: &mut Observations) {}
}

/// What a rule may ask when all processes were seen.
pub(crate) struct Scene<'s> {
    /// The texts behind the numbers.
    pub(crate) names: &'s super::Names,
    /// The currency in which prices were compared.
    pub(crate) currency: &'s str,
    /// The releases that were met.
    pub(crate) seen: &'s super::AllSeen,
}

/// An indicator over event logs: each log is looked at as a whole.
pub(crate) trait LogRule: Sized + Send + Sync + 'static {
    /// Reads the parameters.
    fn new(parameters: &Parameters) -> Result<Self, ParameterError>;

    /// Looks at one log.
    fn observe(&self, view: &LogView<'_>, out: &mut Observations);
}

/// One event log with what the indicators share.
pub(crate) struct LogView<'l> {
    /// The log's columns: one event per doing of a step, the one that completes it.
    pub(crate) log: &'l EventLog,
    /// Index of the input it came from.
    pub(crate) input: u32,
    /// The same before its life cycles were folded: with what was not done.
    pub(crate) told: &'l EventLog,
    /// The texts behind the numbers, for edges.
    pub(crate) names: &'l super::Names,
    /// Who and what takes part.
    pub(crate) cast: &'l Cast,
    /// Per case, when it began: its first event, be that a doing of its step or not.
    pub(crate) begun: &'l [i64],
    /// The cases that wait for a step when the log ends.
    pub(crate) open: &'l [StillOpen],
    /// The cases that were entered together with many others.
    pub(crate) intakes: &'l super::Intakes,
}

/// A case that still waits for a step when the log ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StillOpen {
    /// Its number in the log.
    pub(crate) case: usize,
    /// Number of the step in the log.
    pub(crate) step: u32,
    /// Whether it was handed to somebody,
    pub(crate) handed: bool,
    /// and to whom, as a number in the log's officers.
    pub(crate) holder: u32,
    /// Since when it waits.
    pub(crate) since: Timestamp,
    /// The last moment of the log.
    pub(crate) until: Timestamp,
    /// The line that says so.
    pub(crate) line: u32,
}

impl StillOpen {
    /// Those of a log, as it was before its life cycles were folded.
    pub(crate) fn of(log: &EventLog) -> Vec<Self> {
        let last = (0..log.event_count()).max_by_key(|event| log.events.millis[*event]);
        let until = last.map(|event| Timestamp {
            date_only: false,
            ..log.time(event)
        });
        let open = log.open_waits().into_iter().zip(until.into_iter().cycle());
        open.map(|(open, until)| Self {
            case: open.case,
            step: log.events.activity[open.event],
            handed: open.handed,
            holder: log.events.resource[open.event],
            since: log.time(open.event),
            until,
            line: log.events.line[open.event],
        })
        .collect()
    }
}

impl LogView<'_> {
    /// The case as the subject of an observation.
    pub(crate) fn subject(&self, case: usize) -> String {
        qualified(&self.log.name, self.log.case_id(case))
    }

    /// The cases of steps that were passed over, each once for each time, as subjects.
    pub(crate) fn passed_over(&self) -> impl Iterator<Item = String> {
        let events = self.told.passed_over().into_iter();
        events.map(|event| {
            let case = self.told.events.case[event] as usize;
            qualified(&self.told.name, self.told.case_id(case))
        })
    }

    /// The passage from one step to another as a stratum.
    pub(crate) fn edge(&self, from: u32, to: u32) -> Id {
        let name = |activity| self.log.activities.get(activity).unwrap_or_default();
        self.names
            .id(&format!("{} › {} → {}", self.log.name, name(from), name(to)))
    }

    /// The rows of the groups of an event of this step: step and procedure stand beside the same step elsewhere, everybody else
    /// within the stratum.
    pub(crate) fn slots(
        &self,
        out: &mut Observations,
        groups: &[(Kind, Id)],
        activity: u32,
        stratum: Id,
    ) -> Vec<Slot> {
        let beside = |group: (Kind, Id)| match group.0 {
            Kind::Step | Kind::Procedure => self.cast.elsewhere(activity, group),
            _ => stratum,
        };
        groups
            .iter()
            .map(|group| out.slot_among(*group, groups, beside(*group)))
            .collect()
    }

    /// Where an event can be read.
    pub(crate) fn place(&self, event: usize) -> Place {
        self.line(self.log.events.line[event])
    }

    /// A line of the log's file.
    pub(crate) fn line(&self, line: u32) -> Place {
        Place {
            input: self.input,
            line: u64::from(line),
        }
    }

    /// An observation at an event.
    pub(crate) fn seen<'x>(
        &self,
        subject: &'x str,
        event: usize,
        value: f64,
        threshold: f64,
        groups: &'x [Slot],
    ) -> Observation<'x> {
        Observation {
            subject: (Kind::Case, subject),
            row: None,
            value,
            threshold,
            groups,
            batch: self.batch(event),
            stake: 0.into(),
            date: Some(self.log.time(event)),
            place: self.place(event),
        }
    }

    /// A moment as evidence, by the clock of an event.
    pub(crate) fn moment(&self, millis: i64, event: usize, date_only: bool) -> Datum {
        let moment = Timestamp {
            millis,
            date_only,
            ..self.log.time(event)
        };
        moment.to_rfc3339().into()
    }

    /// What an event hangs together with.
    fn batch(&self, event: usize) -> BatchOf {
        let case = self.log.events.case[event] as usize;
        let day = self.intakes.day(case, self.log.time(event));
        self.batch_by(self.cast.officer(self.log, event), day, case)
    }

    /// What hangs together with an officer's day and a case.
    pub(crate) fn batch_by(&self, officer: Option<(Kind, Id)>, day: Timestamp, case: usize) -> BatchOf {
        let applicant = self.cast.applicant(self.log, case);
        BatchOf::of_event(
            officer.map_or(Id::NONE, |officer| officer.1),
            day,
            applicant.map_or(Id::NONE, |applicant| applicant.1),
            (self.input, case),
        )
    }

    /// Step and officer of an event, as evidence.
    pub(crate) fn evidence(&self, event: usize) -> Vec<(&'static str, Datum)> {
        let mut evidence = vec![("step", Datum::from(self.log.activity(event)))];
        if let Some(officer) = self.log.resource(event) {
            evidence.push(("officer", officer.into()));
        }
        evidence
    }
}

/// How a rule is made from its parameters.
#[derive(Clone, Copy)]
pub(crate) enum Make {
    Process(fn(&Parameters) -> Result<Box<dyn Fold>, ParameterError>),
    Log(fn(&Parameters) -> Result<Box<dyn LogFold>, ParameterError>),
}

/// Names a process rule in the generated catalogue.
pub(crate) const fn process<R: ProcessRule>() -> Make {
    Make::Process(|parameters| {
        let rule = Arc::new(R::new(parameters)?);
        Ok(Box::new(Running::<R> {
            rule,
            totals: R::Totals::default(),
        }))
    })
}

/// Names a log rule in the generated catalogue.
pub(crate) const fn log<R: LogRule>() -> Make {
    Make::Log(|parameters| Ok(Box::new(RunningLog(R::new(parameters)?))))
}

/// A process rule at work, its type forgotten.
pub(crate) trait Fold: Send {
    fn observe(&mut self, process: &Process<'_, '_>, out: &mut Observations);
    /// Whether it looks at the lots of a tender one by one.
    fn by_lot(&self) -> bool;
    /// The same rule with empty totals, for another thread.
    fn fork(&self) -> Box<dyn Fold>;
    fn merge(&mut self, other: Box<dyn Fold>);
    fn settle(&mut self, scene: &Scene<'_>, out: &mut Observations);
    fn write(&self, out: &mut Out);
    fn read(&mut self, read: &mut In<'_>) -> Option<()>;
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

struct Running<R: ProcessRule> {
    rule: Arc<R>,
    totals: R::Totals,
}

impl<R: ProcessRule> Fold for Running<R> {
    fn observe(&mut self, process: &Process<'_, '_>, out: &mut Observations) {
        self.rule.observe(process, &mut self.totals, out);
    }

    fn by_lot(&self) -> bool {
        R::BY_LOT
    }

    fn fork(&self) -> Box<dyn Fold> {
        Box::new(Self {
            rule: Arc::clone(&self.rule),
            totals: R::Totals::default(),
        })
    }

    fn merge(&mut self, other: Box<dyn Fold>) {
        // Forks of one rule have one type; another would be a mistake of the engine and must not pass in silence.
        let other = other
            .into_any()
            .downcast::<Self>()
            .expect("only forks of the same rule are merged");
        R::merge(&mut self.totals, other.totals);
    }

    fn settle(&mut self, scene: &Scene<'_>, out: &mut Observations) {
        self.rule.settle(std::mem::take(&mut self.totals), scene, out);
    }

    fn write(&self, out: &mut Out) {
        self.totals.write(out);
    }

    fn read(&mut self, read: &mut In<'_>) -> Option<()> {
        self.totals = R::Totals::read(read)?;
        Some(())
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

/// A log rule at work, its type forgotten.
pub(crate) trait LogFold: Send {
    fn observe(&self, view: &LogView<'_>, out: &mut Observations);
}

struct RunningLog<R>(R);

impl<R: LogRule> LogFold for RunningLog<R> {
    fn observe(&self, view: &LogView<'_>, out: &mut Observations) {
        self.0.observe(view, out);
    }
}
