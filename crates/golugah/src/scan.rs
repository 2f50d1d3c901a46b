//! One scan: records in, report out. Shared by `scan`, `explain`, `indicators test` and `demo`.

use std::collections::BTreeSet;

use golugah_findings::{
    Chance, Column, Flattened, IndicatorSummary, Input, InputKind, PerhapsOneFirm, Times,
};
use golugah_indicators::{Detail, Doubt, Family, Indicator, Outcome, Place, Published, Scan};
use golugah_intake::sha256_of_texts;
use golugah_report::sentence;

use crate::after::Span;
use crate::arguments::Measuring;
use crate::bottlenecks::Found;
use crate::coverage;
use crate::failure::Failure;
use crate::lake::Imported;
use crate::measured::{Measured, finding};
use crate::passes::{Pass, passes};
use crate::reading::Reading;
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

    /// The lake, where they come from it.
    fn imported(&self) -> Option<&Imported> {
        None
    }

    /// Which of the processes that were published again are told step by step, by the hash of their identifiers, where whoever
    /// reads a release does not see it.
    fn told_in_steps(&self, _again: &[(Published, Place)]) -> Result<BTreeSet<u64>, Failure> {
        Ok(BTreeSet::new())
    }
}

/// What was read of one input.
pub(crate) struct Read {
    pub(crate) kind: InputKind,
    pub(crate) sha256: String,
    /// Cases of a log; contracting processes are counted by the workers.
    pub(crate) cases: u64,
    /// What the times of a log are worth.
    pub(crate) times: Option<Times>,
    /// What an object-centric log was laid flat by, and what that did.
    pub(crate) flattened: Option<Flattened>,
    /// Rejects that the records' source keeps itself.
    pub(crate) rejects: Rejects,
    /// How many records were refused when they were imported.
    pub(crate) refused_before: u64,
}

/// Runs the asked indicators over the records; `detail` is at least that of findings.
pub(crate) fn measure(
    records: &dyn Records,
    measuring: &Measuring,
    detail: Detail,
) -> Result<Measured, Failure> {
    let inputs = records.inputs();
    let currency = currency(records, measuring)?;
    let pass = passes(records, measuring, &currency, detail, &inputs)?;
    pass.measured(&inputs, &currency, |outcome, span| {
        bottlenecks::find(outcome, &currency, span, measuring)
    })
}

/// Counts for whom the asked indicators are raised, and judges nobody: what a window is measured by that is held beside another.
pub(crate) fn count(records: &dyn Records, measuring: &Measuring) -> Result<Measured, Failure> {
    let inputs = records.inputs();
    let currency = currency(records, measuring)?;
    let pass = passes(records, measuring, &currency, Detail::Findings, &inputs)?;
    pass.measured(&inputs, &currency, |outcome, _| bottlenecks::unjudged(outcome))
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
pub(crate) fn currency(records: &dyn Records, measuring: &Measuring) -> Result<String, Failure> {
    Ok(match &measuring.currency {
        Some(currency) => currency.to_uppercase(),
        None => records.first_currency()?.unwrap_or_default(),
    })
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

/// Each pair of names once, those of the most tenders first.
fn perhaps_one_firm(doubts: &[Doubt]) -> Vec<PerhapsOneFirm> {
    let pairs = doubts.chunk_by(|a, b| a.names == b.names);
    let mut pairs: Vec<PerhapsOneFirm> = pairs
        .map(|tenders| PerhapsOneFirm {
            names: tenders[0].names.clone(),
            tenders: tenders.len() as u64,
            first: tenders[0].tender.to_string(),
        })
        .collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.tenders));
    pairs
}

/// How many threads read.
pub(crate) fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    )
}

impl Pass {
    fn measured(
        self,
        inputs: &[String],
        currency: &str,
        find: impl FnOnce(&Outcome, Span) -> Found,
    ) -> Result<Measured, Failure> {
        let catalogue = texts::catalogue()?;
        let mut found = find(&self.outcome, self.span);
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
                noted: rejects[index].notes.count,
                times: read.times,
                flattened: read.flattened,
            });
        }
        let mut outcome = self.outcome;
        let raised = std::mem::take(&mut outcome.raised);
        let findings = raised
            .into_iter()
            .filter(|raised| outcome.lists(raised))
            .map(|raised| finding(raised, inputs, &outcome))
            .collect();
        let Outcome {
            indicators,
            kept,
            doubts,
            names,
            totals,
            records,
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
            deals: chances.first().map_or(0, |chance| chance.deals),
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
                against: answered.indicator.definition.against,
                raised: answered.raised,
                clear: answered.clear,
                not_computable: answered
                    .not_computable
                    .iter()
                    .map(|(reason, count)| ((*reason).to_owned(), *count))
                    .collect(),
                parameters: answered.parameters.clone(),
            });
        let kinds: Vec<InputKind> = files.iter().map(|file| file.kind).collect();
        let coverage = coverage::of(&kinds, &indicators, self.met);
        let report = golugah_findings::ScanReport {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            inputs: files,
            indicators: summaries.collect(),
            findings,
            bottlenecks: found.bottlenecks,
            not_named: found.not_named,
            without_verdict: found.without_verdict,
            families: found.families,
            by_chance,
            coverage,
            winners: if self.met.has(Column::Bids) {
                Vec::new()
            } else {
                self.winners.told(&names)
            },
            perhaps_one_firm: perhaps_one_firm(&doubts),
        };
        Ok(Measured {
            report,
            rejects,
            came_again: self.came_again,
            kept,
            currency: currency.to_owned(),
            names,
            totals,
            records,
            span: self.span,
            alike: found.alike,
            firms: self.firms,
        })
    }
}
