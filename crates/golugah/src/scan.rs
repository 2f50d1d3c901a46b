//! One scan: records in, report out. Shared by `scan`, `explain`, `indicators test` and `demo`.

use golugah_findings::{Chance, IndicatorSummary, Input, InputKind};
use golugah_indicators::{Detail, Excluded, Family, Indicator, Outcome, Place, Published, Scan, Worker};
use golugah_intake::{Receiver, Reject, sha256_of_texts};
use golugah_records::{EventLog, Release};
use golugah_report::sentence;

use crate::after::Day;
use crate::arguments::Measuring;
use crate::failure::Failure;
use crate::measured::{Measured, finding};
use crate::rejects::Rejects;
use crate::{bottlenecks, texts};

/// Where records come from. A source can be read twice: superseded records are found in a first reading.
pub(crate) trait Records {
    /// The texts by which the inputs are named, in order.
    fn inputs(&self) -> Vec<String>;
    /// The currency most frequent among the first records, if any has one.
    fn first_currency(&self) -> Result<Option<String>, Failure>;
    /// Hands every record to the workers.
    fn read(&self, scan: &Scan, workers: &mut [Reading<'_>]) -> Result<Vec<Read>, Failure>;
}

/// What was read of one input.
pub(crate) struct Read {
    pub(crate) kind: InputKind,
    pub(crate) sha256: String,
    /// Cases of a log; contracting processes are counted by the workers.
    pub(crate) cases: u64,
    /// Rejects that the records' source keeps itself.
    pub(crate) rejects: Rejects,
    /// How many records were refused when they were imported.
    pub(crate) refused_before: u64,
}

/// One thread's worker with what it refused.
pub(crate) struct Reading<'x> {
    pub(crate) worker: Worker,
    excluded: &'x Excluded,
    after: Option<Day>,
    passed_over: bool,
    input: u32,
    releases: Vec<u64>,
    rejects: Vec<Rejects>,
}

impl<'x> Reading<'x> {
    fn new(worker: Worker, excluded: &'x Excluded, after: Option<Day>, inputs: usize) -> Self {
        Self {
            worker,
            excluded,
            after,
            passed_over: false,
            input: 0,
            releases: vec![0; inputs],
            rejects: vec![Rejects::default(); inputs],
        }
    }

    /// Whether nothing is passed over yet.
    pub(crate) fn is_first(&self) -> bool {
        self.excluded.is_empty()
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
        let Some(after) = self.after else {
            scan.observe_log(log, input, &mut self.worker);
            return log.case_count() as u64;
        };
        let part = after.ripe_cases(log);
        if part.case_count() > 0 {
            scan.observe_log(&part, input, &mut self.worker);
        }
        part.case_count() as u64
    }

    /// Whether records before some day are passed over.
    pub(crate) fn counts_by_day(&self) -> bool {
        self.after.is_some()
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
    fn release(&mut self, release: &Release<'_>, line: u64) {
        let place = Place {
            input: self.input,
            line,
        };
        if self.after.is_some_and(|after| !after.admits(release)) {
            self.passed_over = true;
            return;
        }
        if !self.excluded.is_empty() && self.excluded.contains(&Published::of(release, place)) {
            return;
        }
        self.releases[self.input as usize] += 1;
        self.worker.observe(release, place);
    }

    fn reject(&mut self, reject: Reject) {
        self.rejects[self.input as usize].push(reject);
    }
}

/// Runs the asked indicators over the records; `detail` is at least that of findings.
pub(crate) fn measure(
    records: &dyn Records,
    measuring: &Measuring,
    detail: Detail,
) -> Result<Measured, Failure> {
    let inputs = records.inputs();
    let currency = currency(records, measuring)?;
    passes(records, measuring, &currency, detail, &inputs)?.measured(&inputs, &currency, measuring.null)
}

/// What was raised, without evidence, groups and bottlenecks.
pub(crate) struct Values {
    pub(crate) inputs: Vec<String>,
    /// Refused records, by input.
    pub(crate) rejects: Vec<Rejects>,
    pub(crate) outcome: Outcome,
}

/// Subjects and values alone, as other programs of red flags give them.
pub(crate) fn values(records: &dyn Records, measuring: &Measuring) -> Result<Values, Failure> {
    let inputs = records.inputs();
    let currency = currency(records, measuring)?;
    let mut pass = passes(records, measuring, &currency, Detail::Values, &inputs)?;
    for (rejects, read) in pass.rejects.iter_mut().zip(pass.read) {
        rejects.merge(read.rejects);
        rejects.kept.sort();
    }
    Ok(Values {
        inputs,
        rejects: pass.rejects,
        outcome: pass.outcome,
    })
}

/// The currency asked for, or the most frequent one.
fn currency(records: &dyn Records, measuring: &Measuring) -> Result<String, Failure> {
    Ok(match &measuring.currency {
        Some(currency) => currency.to_uppercase(),
        None => records.first_currency()?.unwrap_or_default(),
    })
}

/// Reads the records, and once more where a process was published again: the later release stands, and everything is
/// counted once.
fn passes(
    records: &dyn Records,
    measuring: &Measuring,
    currency: &str,
    detail: Detail,
    inputs: &[String],
) -> Result<Pass, Failure> {
    let indicators = chosen(measuring)?;
    let run = |excluded: &Excluded| {
        pass(
            records,
            &indicators,
            measuring,
            currency,
            detail,
            excluded,
            inputs,
        )
    };
    let first = run(&Excluded::new())?;
    if first.superseded.is_empty() {
        return Ok(first);
    }
    let earlier = first.superseded.iter().map(|(earlier, _)| earlier.clone());
    let mut second = run(&earlier.collect())?;
    for (earlier, later) in first.superseded {
        let reason = format!(
            "superseded: {} line {} publishes the same process with a later or equal date",
            inputs[later.input as usize], later.line
        );
        let earlier = earlier.place;
        second.rejects[earlier.input as usize].push(Reject {
            line: earlier.line,
            reason,
        });
    }
    Ok(second)
}

/// The indicators asked for, or all.
pub(crate) fn chosen(measuring: &Measuring) -> Result<Vec<&'static Indicator>, Failure> {
    let catalogue = golugah_indicators::catalogue().map_err(Failure::because)?;
    if let Some(profile) = &measuring.profile {
        let mut known: Vec<&str> = catalogue
            .iter()
            .flat_map(|one| one.definition.profiles.keys())
            .map(String::as_str)
            .collect();
        known.sort_unstable();
        known.dedup();
        if !known.contains(&profile.as_str()) {
            let known = known.join(", ");
            return Err(Failure::CouldNotRun(format!(
                "--profile {profile}: no such profile; there is {known}"
            )));
        }
    }
    let mut chosen: Vec<&'static Indicator> = Vec::new();
    for word in &measuring.indicators {
        let indicator = golugah_indicators::indicator(word).ok_or_else(|| {
            Failure::CouldNotRun(format!(
                "--indicator {word}: no such indicator; `golugah indicators list` names them all"
            ))
        })?;
        chosen.push(indicator);
    }
    if chosen.is_empty() {
        // The peer's profile is about procurement alone, and so are its figures.
        let only_procurement = measuring.profile.as_deref() == Some("cardinal");
        chosen = catalogue
            .iter()
            .filter(|one| !only_procurement || one.family == Family::Procurement)
            .collect();
    }
    chosen.sort_by_key(|indicator| indicator.name);
    chosen.dedup_by_key(|indicator| indicator.name);
    Ok(chosen)
}

struct Pass {
    outcome: Outcome,
    read: Vec<Read>,
    releases: Vec<u64>,
    rejects: Vec<Rejects>,
    superseded: Vec<(Published, Place)>,
}

fn pass(
    records: &dyn Records,
    indicators: &[&'static Indicator],
    measuring: &Measuring,
    currency: &str,
    detail: Detail,
    excluded: &Excluded,
    inputs: &[String],
) -> Result<Pass, Failure> {
    let scan =
        Scan::new(indicators, measuring.profile.as_deref(), currency, detail).map_err(Failure::because)?;
    let threads = threads(measuring.threads);
    let mut readings: Vec<Reading<'_>> = (0..threads)
        .map(|_| Reading::new(scan.worker(), excluded, measuring.after, inputs.len()))
        .collect();
    let read = records.read(&scan, &mut readings)?;
    let mut releases = vec![0; inputs.len()];
    let mut rejects: Vec<Rejects> = vec![Rejects::default(); inputs.len()];
    let mut workers = Vec::new();
    for reading in readings {
        for (total, more) in releases.iter_mut().zip(reading.releases) {
            *total += more;
        }
        for (all, more) in rejects.iter_mut().zip(reading.rejects) {
            all.merge(more);
        }
        workers.push(reading.worker);
    }
    let superseded = if excluded.is_empty() {
        Scan::superseded(&workers)
    } else {
        Vec::new()
    };
    Ok(Pass {
        outcome: scan.finish(workers),
        read,
        releases,
        rejects,
        superseded,
    })
}

/// How many threads read.
pub(crate) fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    )
}

impl Pass {
    fn measured(self, inputs: &[String], currency: &str, deals: u32) -> Result<Measured, Failure> {
        let catalogue = texts::catalogue()?;
        let mut found = bottlenecks::find(&self.outcome, currency, deals);
        for bottleneck in &mut found.bottlenecks {
            bottleneck.sentence = sentence(bottleneck, &catalogue);
        }
        let mut rejects = self.rejects;
        let mut files = Vec::new();
        for (index, read) in self.read.into_iter().enumerate() {
            rejects[index].merge(read.rejects);
            rejects[index].kept.sort();
            files.push(Input {
                file: inputs[index].clone(),
                sha256: read.sha256,
                kind: read.kind,
                records: self.releases[index] + read.cases,
                rejected: rejects[index].count + read.refused_before,
            });
        }
        let mut outcome = self.outcome;
        let raised = std::mem::take(&mut outcome.raised);
        let findings = raised
            .into_iter()
            .map(|raised| finding(raised, inputs, &outcome))
            .collect();
        let Outcome {
            indicators,
            kept,
            names,
            totals,
            ..
        } = outcome;
        let answered = indicators.iter().map(|answered| answered.indicator.name);
        let totals = answered.zip(totals).collect();
        let name_of = |index: u16| indicators[index as usize].indicator.name;
        let kept = kept
            .into_iter()
            .map(|kept| (name_of(kept.indicator), kept))
            .collect();
        let of_indicator = |index: usize| found.by_chance.as_ref().map(|chances| chances[index]);
        let by_chance = found.by_chance.as_ref().map(|chances| Chance {
            deals,
            seed: bottlenecks::SEED,
            named: chances.iter().map(|chance| chance.named).sum(),
        });
        let summaries = indicators
            .iter()
            .enumerate()
            .map(|(index, answered)| IndicatorSummary {
                by_chance: of_indicator(index),
                indicator: answered.indicator.name.to_owned(),
                code: answered.indicator.definition.code.clone(),
                definition_sha256: sha256_of_texts(&answered.indicator.sources()),
                raised: answered.raised,
                clear: answered.clear,
                not_computable: answered
                    .not_computable
                    .iter()
                    .map(|(reason, count)| ((*reason).to_owned(), *count))
                    .collect(),
                parameters: answered.parameters.clone(),
            });
        let report = golugah_findings::ScanReport {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            inputs: files,
            indicators: summaries.collect(),
            findings,
            bottlenecks: found.bottlenecks,
            not_named: found.not_named,
            by_chance,
        };
        Ok(Measured {
            report,
            rejects,
            kept,
            currency: currency.to_owned(),
            names,
            totals,
        })
    }
}
