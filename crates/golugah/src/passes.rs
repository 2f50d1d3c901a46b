//! The readings of a scan: one, and another where something was published again, so that everything is counted once.

use std::collections::BTreeSet;

use golugah_findings::CameAgain;
use golugah_indicators::{Detail, Indicator, Joined, Outcome, Place, Published, Scan};
use golugah_intake::Reject;

use crate::after::{Span, Window};
use crate::arguments::Measuring;
use crate::brought_again::{BroughtAgain, ToldFurther};
use crate::coverage::Met;
use crate::failure::Failure;
use crate::histories::{self, Steps};
use crate::kept;
use crate::reading::{Again, Reading};
use crate::rejects::Rejects;
use crate::scan::{Read, Records, chosen, threads};
use crate::winners::Winners;

/// Reads the records, and once more where a process was published again, so that everything is counted once: steps of a history
/// are made one, of compiled releases the later stands, and of cases the one that is told furthest.
pub(crate) fn passes(
    records: &dyn Records,
    measuring: &Measuring,
    currency: &str,
    detail: Detail,
    inputs: &[String],
) -> Result<Pass, Failure> {
    let indicators = chosen(measuring)?;
    let window = Window::of(measuring)?;
    // What is kept are whole imports by the plain definitions.
    let is_plain = detail == Detail::Findings && measuring.profile.is_none() && window.is_open();
    if let Some(imported) = records.imported().filter(|_| measuring.kept && is_plain) {
        return kept::pass(imported, &indicators, measuring, currency);
    }
    let run = |again: &Again| pass(records, &indicators, measuring, currency, detail, again, inputs);
    let mut first = run(&Again::default())?;
    let cases = std::mem::take(&mut first.met_cases).told_further();
    let is_told_once = first.superseded.is_empty() && cases.is_empty() && first.doubles.is_empty();
    if is_told_once && first.firms.is_empty() {
        return Ok(first);
    }
    let mut partial = first.partial;
    partial.extend(records.told_in_steps(&first.superseded)?);
    let (steps, superseded) = steps_apart(first.superseded, &partial);
    let again = Again {
        excluded: superseded.iter().map(|(earlier, _)| earlier.clone()).collect(),
        histories: steps,
        cases: cases.iter().map(|case| case.earlier).collect(),
        doubles: first.doubles.into_iter().map(|(double, _)| double).collect(),
        firms: first.firms,
    };
    let mut second = run(&again)?;
    second.firms = again.firms;
    say_superseded(&mut second.rejects, superseded, cases, inputs);
    Ok(second)
}

/// Of what was published again the processes that are told step by step, and the releases of which another stands.
pub(crate) fn steps_apart(
    again: Vec<(Published, Place)>,
    partial: &BTreeSet<u64>,
) -> (BTreeSet<u64>, Vec<(Published, Place)>) {
    let tells_steps = |published: &Published| partial.contains(&histories::hash(&published.ocid));
    let (steps, superseded): (Vec<_>, Vec<_>) =
        again.into_iter().partition(|(earlier, _)| tells_steps(earlier));
    let steps = steps.iter().map(|(step, _)| histories::hash(&step.ocid));
    (steps.collect(), superseded)
}

/// Says of what is passed over what stands in its place.
pub(crate) fn say_superseded(
    rejects: &mut [Rejects],
    superseded: Vec<(Published, Place)>,
    cases: Vec<ToldFurther>,
    inputs: &[String],
) {
    for case in cases {
        let (input, line) = case.by;
        let reason = format!(
            "superseded: {} line {line} tells the same case further",
            inputs[input as usize]
        );
        rejects[case.earlier.0 as usize].push(Reject {
            line: case.line,
            reason,
        });
    }
    for (earlier, later) in superseded {
        let reason = format!(
            "superseded: {} line {} publishes the same process with a later or equal date",
            inputs[later.input as usize], later.line
        );
        let earlier = earlier.place;
        rejects[earlier.input as usize].push(Reject {
            line: earlier.line,
            reason,
        });
    }
}

/// What one reading gave.
pub(crate) struct Pass {
    pub(crate) outcome: Outcome,
    pub(crate) read: Vec<Read>,
    pub(crate) releases: Vec<u64>,
    pub(crate) rejects: Vec<Rejects>,
    pub(crate) superseded: Vec<(Published, Place)>,
    /// The same purchases under other identifiers.
    pub(crate) doubles: Vec<(Published, Place)>,
    /// Identifiers that are one firm's by what people said.
    pub(crate) firms: Joined,
    pub(crate) partial: BTreeSet<u64>,
    pub(crate) met_cases: BroughtAgain,
    /// What of each input stands in others too; nothing where nobody asks.
    pub(crate) came_again: Vec<CameAgain>,
    pub(crate) met: Met,
    pub(crate) winners: Winners,
    pub(crate) span: Span,
}

fn pass(
    records: &dyn Records,
    indicators: &[&'static Indicator],
    measuring: &Measuring,
    currency: &str,
    detail: Detail,
    again: &Again,
    inputs: &[String],
) -> Result<Pass, Failure> {
    let scan =
        Scan::new(indicators, measuring.profile.as_deref(), currency, detail).map_err(Failure::because)?;
    let scan = scan
        .knowing(measuring.settled.clone())
        .joining(again.firms.clone());
    let threads = threads(measuring.threads);
    let mut readings: Vec<Reading<'_>> = (0..threads)
        .map(|_| Reading::new(scan.worker(), again, measuring.into(), inputs.len()))
        .collect();
    let read = records.read(&scan, &mut readings)?;
    let is_first = readings.first().is_none_or(Reading::is_first);
    let mut steps = Steps::default();
    for reading in &mut readings {
        steps.merge(std::mem::take(&mut reading.steps));
    }
    if let Some(reading) = readings.first_mut() {
        steps.each_merged(|release, place| reading.look_at(release, place))?;
    }
    let mut partial = BTreeSet::new();
    let mut met_cases = BroughtAgain::default();
    let mut met = Met::default();
    let mut winners = Winners::default();
    let mut span = Span::default();
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
        partial.extend(reading.partial);
        met_cases.merge(reading.met_cases);
        met.merge(reading.met);
        winners.merge(reading.winners);
        span.join(reading.span);
        workers.push(reading.worker);
    }
    let (mut superseded, mut doubles) = (Vec::new(), Vec::new());
    if is_first {
        superseded = Scan::superseded(&workers);
        doubles = Scan::doubles(&workers, &superseded);
    }
    let firms = scan.joined(&workers);
    Ok(Pass {
        outcome: scan.finish(workers),
        read,
        releases,
        rejects,
        superseded,
        doubles,
        firms,
        partial,
        met_cases,
        came_again: Vec::new(),
        met,
        winners,
        span,
    })
}
