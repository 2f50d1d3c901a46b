use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use golugah_findings::{Against, Datum, Kind};
use golugah_records::{EventLog, Release};

use super::batches::{Declared, declared};
use super::cast::Cast;
use super::counts::Counts;
use super::observations::Observations;
use super::process::Memory;
use super::rounds::rounds;
use super::rule::{LogFold, LogView, Make, Scene, StillOpen};
use super::seen::{AllSeen, SeenProcesses, released};
use super::values::{RaisedValue, RaisedValues};
use super::worker::{Running, Worker};
use super::{
    Detail, Doubt, GroupTotals, Id, Indicator, Intakes, Joined, KeptObservation, Names, ParameterError,
    Parameters, Place, Raised, Settled, TallyKey,
};

/// Releases to pass over: those that a later release of the same process supersedes.
pub type Excluded = BTreeSet<Published>;

/// One release of a process, told apart from all others: in a package on one line many share a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// Where it was read.
    pub place: Place,
    /// The process.
    pub ocid: Box<str>,
    /// When it was released, in milliseconds; the least number where that was not published.
    pub released: i64,
}

impl Published {
    /// What tells this release apart.
    pub fn of(release: &Release<'_>, place: Place) -> Self {
        Self {
            place,
            ocid: release.ocid.as_ref().into(),
            released: released(release),
        }
    }
}

/// A set of indicators, ready to run.
pub struct Scan {
    indicators: Vec<(&'static Indicator, Parameters)>,
    processes: Vec<Running>,
    logs: Vec<(u16, Box<dyn LogFold>)>,
    pub(super) names: Arc<Names>,
    currency: Arc<str>,
    detail: Detail,
    /// By which batches each indicator counts.
    declared: Vec<Declared>,
    /// Of each indicator whether it holds against a rule, and its cases are listed.
    listed: Arc<[bool]>,
    /// How many workers were made.
    workers: AtomicU32,
    settled: Settled,
    joined: Joined,
}

/// What a scan found, in the indicators' order and independent of threads.
pub struct Outcome {
    /// The indicators that ran, with the parameters in force.
    pub indicators: Vec<IndicatorOutcome>,
    /// Raised observations, in order of indicator, subject and place.
    pub raised: Vec<Raised>,
    /// Totals per group and stratum, by indicator; empty where values alone were asked for.
    pub totals: Vec<GroupTotals>,
    /// All observations, if they were to be kept: in order of indicator and subject.
    pub kept: Vec<KeptObservation>,
    /// Names that may be those of one firm, each pair once in a tender, in order.
    pub doubts: Vec<Doubt>,
    /// How many contracting processes each buyer, office and tenderer took part in; empty likewise.
    pub records: HashMap<(Kind, Id), u64>,
    /// How often each step was done in each procedure, as ((procedure, step wherever it is done), doings), in no order that
    /// means anything.
    pub doings: Vec<((Id, Id), u64)>,
    /// Whether amounts in another currency than the settled one were met: then nobody can tell in which those are that name none.
    pub other_currency: bool,
    /// The texts behind the numbers.
    pub names: Arc<Names>,
    /// Those whose name others of their kind bear too.
    namesakes: HashSet<(Kind, Id)>,
    keys: Vec<TallyKey>,
    values: Vec<RaisedValues>,
    seen: AllSeen,
    /// The indicators of which alone the cases are listed; none where all are.
    only_listed: Option<Arc<[bool]>>,
}

impl Outcome {
    /// Whether a raised observation is to be listed with its evidence, and not only counted.
    pub fn lists(&self, raised: &Raised) -> bool {
        let only = self.only_listed.as_ref();
        only.is_none_or(|only| only[usize::from(raised.indicator)])
    }

    /// Subjects and values of what was raised, where nothing else was asked for: instead of `raised`, and in no order
    /// that means anything.
    pub fn values(&self) -> impl Iterator<Item = RaisedValue<'_>> {
        self.values.iter().flat_map(|values| values.iter(&self.seen))
    }

    /// Whether others of its kind bear the same name.
    pub fn shares_name(&self, kind: Kind, group: Id) -> bool {
        self.namesakes.contains(&(kind, group))
    }

    /// The groups that a raised observation counts for; their order depends on timing.
    pub fn groups(&self, raised: &Raised) -> impl Iterator<Item = (Kind, Id)> {
        self.rows(raised).map(|key| (key.kind, key.group))
    }

    /// The rows of the totals that it counts for, in the same order.
    pub fn rows(&self, raised: &Raised) -> impl Iterator<Item = TallyKey> {
        raised.slots.iter().map(|slot| self.keys[slot.index()])
    }
}

/// What one indicator answered.
pub struct IndicatorOutcome {
    /// Which.
    pub indicator: &'static Indicator,
    /// The parameters in force, with the fences that the data decided.
    pub parameters: BTreeMap<String, Datum>,
    /// Raised observations.
    pub raised: u64,
    /// Clear observations.
    pub clear: u64,
    /// Observations that could not be computed, by reason.
    pub not_computable: BTreeMap<&'static str, u64>,
    /// What all computable observations put at stake.
    pub stake: i128,
    /// The same of amounts whose currency was not published.
    pub unstated: i128,
}

impl Scan {
    /// Makes the indicators' rules with their parameters in `profile`, comparing prices in `currency`.
    pub fn new(
        indicators: &[&'static Indicator],
        profile: Option<&str>,
        currency: &str,
        detail: Detail,
    ) -> Result<Self, ParameterError> {
        let mut scan = Self {
            indicators: Vec::new(),
            processes: Vec::new(),
            logs: Vec::new(),
            names: Arc::default(),
            currency: currency.into(),
            detail,
            declared: indicators
                .iter()
                .map(|indicator| declared(&indicator.definition))
                .collect(),
            listed: indicators
                .iter()
                .map(|indicator| indicator.definition.against == Against::Rule)
                .collect(),
            workers: AtomicU32::new(0),
            settled: Settled::default(),
            joined: Joined::default(),
        };
        for (index, indicator) in indicators.iter().enumerate() {
            let parameters = indicator.parameters(profile, (!currency.is_empty()).then_some(currency));
            match indicator.make {
                Make::Process(make) => {
                    let fold = make(&parameters)?;
                    scan.processes.push(Running {
                        indicator: index as u16,
                        as_published: parameters.flag("as_published")?,
                        by_lot: fold.by_lot(),
                        of_tenders: indicator.definition.subject == Kind::Tender,
                        fold,
                    });
                }
                Make::Log(make) => scan.logs.push((index as u16, make(&parameters)?)),
            }
            scan.indicators.push((indicator, parameters));
        }
        Ok(scan)
    }

    /// The same scan, to which people said of names whether they are one firm's.
    #[must_use]
    pub fn knowing(self, settled: Settled) -> Self {
        Self { settled, ..self }
    }

    /// The same scan, in which these identifiers are one firm's.
    #[must_use]
    pub fn joining(self, joined: Joined) -> Self {
        Self { joined, ..self }
    }

    /// Which identifiers are one firm's by what people said and by what these workers met; nothing in a scan that joins already.
    pub fn joined(&self, workers: &[Worker]) -> Joined {
        let bearers = workers.iter().flat_map(|worker| worker.seen.bearers());
        Joined::of(&self.settled, &bearers.cloned().collect())
    }

    /// How much is kept of what is seen.
    pub fn detail(&self) -> Detail {
        self.detail
    }

    /// Whether some rule asks for more than what is compared: names, lots, and what words say of the tender.
    pub fn reads_words(&self) -> bool {
        self.processes.iter().any(|running| !running.as_published)
    }

    /// A worker for one thread.
    pub fn worker(&self) -> Worker {
        Worker {
            folds: self.processes.iter().map(Running::fork).collect(),
            observations: Observations::new(&self.declared, self.detail)
                .knowing(self.settled.clone())
                .joining(self.joined.clone())
                .listing(&self.listed),
            names: Arc::clone(&self.names),
            currency: Arc::clone(&self.currency),
            memory: Memory::default(),
            seen: SeenProcesses::of(self.workers.fetch_add(1, Ordering::Relaxed)),
            undated: Vec::new(),
            asks: (self.settled.joins() && self.joined.is_empty() && self.reads_words())
                .then(|| self.settled.clone()),
        }
    }

    /// Looks at one event log with every indicator of procedures: at what was done by whom, whatever the log tells of
    /// how, and of officers that are no persons.
    pub fn observe_log(&self, log: &EventLog, input: u32, worker: &mut Worker) {
        let of_persons = log.with_persons();
        let open = StillOpen::of(&of_persons);
        let folded = of_persons.folded();
        let log = &*folded;
        let cast = Cast::of(log, &self.names);
        let view = LogView {
            log,
            told: &of_persons,
            begun: &of_persons.begun(),
            input,
            names: &self.names,
            cast: &cast,
            open: &open,
            intakes: &Intakes::of(log),
        };
        if worker.observations.counts_groups() {
            for (step, doings) in cast.doings(log) {
                *worker.observations.doings.entry(step).or_default() += doings;
            }
        }
        for (index, rule) in &self.logs {
            worker.observations.indicator = *index;
            rule.observe(&view, &mut worker.observations);
        }
    }

    /// Brings the workers together and answers what needed all records.
    pub fn finish(self, workers: Vec<Worker>) -> Outcome {
        let mut folds = self.processes;
        let mut observations: Option<Observations> = None;
        let (mut seen, mut undated) = (Vec::new(), Vec::new());
        for worker in workers {
            seen.push(worker.seen);
            undated.extend(worker.undated);
            match &mut observations {
                Some(observations) => observations.merge(worker.observations),
                None => observations = Some(worker.observations),
            }
            for (mine, theirs) in folds.iter_mut().zip(worker.folds) {
                mine.fold.merge(theirs.fold);
            }
        }
        let mut observations = observations.unwrap_or_else(|| Observations::new(&self.declared, self.detail));
        let seen = AllSeen::of(seen);
        let scene = Scene {
            names: &self.names,
            currency: &self.currency,
            seen: &seen,
        };
        for running in &mut folds {
            observations.indicator = running.indicator;
            running.fold.settle(&scene, &mut observations);
        }
        if !undated.is_empty() {
            observations.totals.by_round(&rounds(undated, &seen));
        }
        observations.name_parties(&self.names);
        let by_indicator = observations.totals.by_indicator();
        let records = observations.totals.records();
        let Observations {
            counts,
            mut raised,
            mut kept,
            mut doubts,
            values,
            totals,
            doings,
            other_currency,
            ..
        } = observations;
        raised.sort_by(|a, b| {
            let key = |raised: &Raised| (raised.indicator, raised.subject.0, raised.place);
            let ids = || a.subject.1.cmp(&b.subject.1);
            (a.indicator, a.subject.0)
                .cmp(&(b.indicator, b.subject.0))
                .then_with(ids)
                .then_with(|| key(a).cmp(&key(b)))
                .then_with(|| format!("{:?}", a.evidence).cmp(&format!("{:?}", b.evidence)))
        });
        doubts.sort_unstable();
        doubts.dedup();
        // One case may stand in several logs, and whichever worker looked at them, its rows come in one order.
        let bits = |kept: &KeptObservation| {
            kept.compared
                .map(|(value, limit)| (value.to_bits(), limit.to_bits()))
        };
        kept.sort_by(|a, b| {
            (a.indicator, a.subject.0, &a.subject.1, a.answer)
                .cmp(&(b.indicator, b.subject.0, &b.subject.1, b.answer))
                .then_with(|| bits(a).cmp(&bits(b)))
        });
        let indicators = self
            .indicators
            .into_iter()
            .zip(counts)
            .map(|((indicator, parameters), counts)| IndicatorOutcome::new(indicator, parameters, counts));
        Outcome {
            indicators: indicators.collect(),
            raised,
            totals: by_indicator,
            namesakes: namesakes(&records, &self.names),
            records,
            kept,
            doubts,
            other_currency,
            doings: doings.into_iter().collect(),
            names: self.names,
            keys: totals.keys().to_vec(),
            values,
            seen,
            only_listed: (self.detail == Detail::Totals).then_some(self.listed),
        }
    }
}

/// Those whose name others of their kind bear too.
fn namesakes(records: &HashMap<(Kind, Id), u64>, names: &Names) -> HashSet<(Kind, Id)> {
    let mut by_name: HashMap<(Kind, String), Vec<Id>> = HashMap::new();
    for (kind, id) in records.keys() {
        let name = names.name(*id).trim().to_owned();
        by_name.entry((*kind, name)).or_default().push(*id);
    }
    let shared = by_name.into_iter().filter(|(_, ids)| ids.len() > 1);
    shared
        .flat_map(|((kind, _), ids)| ids.into_iter().map(move |id| (kind, id)))
        .collect()
}

impl IndicatorOutcome {
    fn new(indicator: &'static Indicator, parameters: Parameters, counts: Counts) -> Self {
        let mut values = parameters.values;
        values.extend(counts.parameters);
        Self {
            indicator,
            parameters: values,
            raised: counts.raised,
            clear: counts.clear,
            not_computable: counts.not_computable.into_iter().collect(),
            stake: counts.stake,
            unstated: counts.unstated,
        }
    }
}
