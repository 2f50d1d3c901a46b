//! Only what is new: what was counted of each import is kept beside it in the lake and read back, so that a new import is all that a
//! measurement looks at (decision 0047).
//!
//! What is kept of an import is what a scan of it alone saw, under a key of all that this rests on: program, definitions, currency,
//! what people said of names and whom that makes one firm, and which of its releases and cases stand elsewhere. Whatever of these
//! changes, it is counted anew.

use std::collections::BTreeSet;
use std::time::UNIX_EPOCH;

use golugah_findings::InputKind;
use golugah_indicators::{
    Detail, Indicator, Joined, Place, Published, Scan, bearers_in, doubles_among, published_in, told_in,
};
use golugah_intake::{read_release, sha256_of_texts};
use golugah_lake::ImportKind;
use golugah_records::Release;

use crate::after::{Span, Window};
use crate::arguments::Measuring;
use crate::brought_again::BroughtAgain;
use crate::came_again;
use crate::coverage::Met;
use crate::failure::Failure;
use crate::histories;
use crate::lake::Imported;
use crate::passes::{Pass, say_superseded, steps_apart};
use crate::reading::{Again, Reading};
use crate::rejects::Rejects;
use crate::scan::{Read, Records, threads};
use crate::winners::Winners;

mod alone;
mod packed;
#[cfg(test)]
mod tests;

pub(crate) use alone::coverage;
use packed::{Beside, Kept};

/// What is to be counted of an import.
#[derive(Default)]
struct Asked {
    again: Again,
    /// The processes that are made one with what other imports tell of them, as text, and the line of their last release.
    merged: Vec<(String, u64)>,
}

impl Asked {
    fn is_plain(&self) -> bool {
        self.again.excluded.is_empty()
            && self.again.histories.is_empty()
            && self.again.cases.is_empty()
            && self.again.doubles.is_empty()
            && self.again.firms.is_empty()
            && self.merged.is_empty()
    }

    fn texts(&self) -> Vec<String> {
        let Again {
            excluded,
            histories,
            cases,
            doubles,
            firms,
        } = &self.again;
        let mut texts = vec![format!(
            "{excluded:?} {histories:?} {cases:?} {doubles:?} {}",
            firms.told()
        )];
        texts.extend(self.merged.iter().map(|(text, line)| format!("{line} {text}")));
        texts
    }
}

/// All that counting rests on but the records.
struct Counting<'c> {
    imported: &'c Imported,
    indicators: &'c [&'static Indicator],
    measuring: &'c Measuring,
    currency: &'c str,
    /// The definitions and the program, as texts; none where the program cannot tell itself from another.
    rests_on: Option<Vec<String>>,
    used: Vec<(usize, u64)>,
}

/// What a scan of all imports gives, looking only at what is new.
pub(crate) fn pass(
    imported: &Imported,
    indicators: &[&'static Indicator],
    measuring: &Measuring,
    currency: &str,
) -> Result<Pass, Failure> {
    let mut counting = Counting {
        imported,
        indicators,
        measuring,
        currency,
        rests_on: rests_on(indicators, currency),
        used: Vec::new(),
    };
    let inputs = imported.inputs();
    let plain = Asked::default();
    let mut all = Vec::new();
    for input in 0..imported.imports.len() {
        all.push(counting.of(input, &plain)?);
    }
    let (mut published, mut told) = (Vec::new(), Vec::new());
    let mut bearers = BTreeSet::new();
    let mut met_cases = BroughtAgain::default();
    for (input, kept) in (0..).zip(&mut all) {
        met_cases.merge(std::mem::take(&mut kept.beside.cases).at(input));
        for worker in &kept.workers {
            published.extend(published_in(worker, input).ok_or_else(unreadable)?);
            told.extend(told_in(worker, input).ok_or_else(unreadable)?);
            bearers.extend(bearers_in(worker).ok_or_else(unreadable)?);
        }
    }
    let again = published_again(published.clone());
    let doubles = doubles_among(told, &again);
    let partial = imported.told_in_steps(&again)?;
    let (steps, superseded) = steps_apart(again, &partial);
    let cases = met_cases.told_further();
    let came_again = came_again::of(&published, &steps, &cases, inputs.len());
    let mut asked: Vec<Asked> = inputs.iter().map(|_| Asked::default()).collect();
    // Who is one firm in one import is so in all of them: all are counted under that, and kept so until it is otherwise.
    let firms = Joined::of(&measuring.settled, &bearers);
    for (asked, import) in asked.iter_mut().zip(&imported.imports) {
        if import.kind == ImportKind::Ocds {
            asked.again.firms = firms.clone();
        }
    }
    // Each import is counted as if it were the only one.
    let alone = |one: &Published| {
        let mut alone = one.clone();
        alone.place.input = 0;
        alone
    };
    for (earlier, _) in &superseded {
        let asked = &mut asked[earlier.place.input as usize];
        asked.again.excluded.insert(alone(earlier));
    }
    for (double, _) in &doubles {
        let asked = &mut asked[double.place.input as usize];
        asked.again.doubles.insert(alone(double));
    }
    for case in &cases {
        asked[case.earlier.0 as usize]
            .again
            .cases
            .insert((0, case.earlier.1));
    }
    for one in published {
        let process = histories::hash(&one.ocid);
        if steps.contains(&process) {
            asked[one.place.input as usize].again.histories.insert(process);
        }
    }
    if !steps.is_empty() {
        merge_steps(&counting, &steps, &mut asked)?;
    }
    let scan = counting.scan()?;
    let (mut read, mut releases) = (Vec::new(), Vec::new());
    let (mut met, mut winners, mut span) = (Met::default(), Winners::default(), Span::default());
    let mut workers = Vec::new();
    for (input, (mut kept, asked)) in all.into_iter().zip(&asked).enumerate() {
        if !asked.is_plain() {
            kept = counting.of(input, asked)?;
        }
        let import = &imported.imports[input];
        let of_log = import.kind == ImportKind::Xes;
        for written in &kept.workers {
            let worker = scan.read_back(written, input as u32, of_log);
            workers.push(worker.ok_or_else(unreadable)?);
        }
        let beside = kept.beside;
        releases.push(beside.releases);
        met.merge(beside.met);
        winners.merge(beside.winners);
        span.join(beside.span);
        read.push(Read {
            kind: if of_log { InputKind::Xes } else { InputKind::Ocds },
            sha256: import.sha256.clone(),
            cases: beside.looked_at,
            times: beside.times,
            flattened: beside.flattened,
            rejects: Rejects::default(),
            refused_before: import.rejected,
        });
    }
    let mut rejects = vec![Rejects::default(); inputs.len()];
    say_superseded(&mut rejects, superseded, cases, &inputs);
    counting.forget_others();
    Ok(Pass {
        outcome: scan.finish(workers),
        read,
        releases,
        rejects,
        superseded: Vec::new(),
        doubles: Vec::new(),
        firms,
        partial: BTreeSet::new(),
        met_cases: BroughtAgain::default(),
        came_again,
        met,
        winners,
        span,
    })
}

fn unreadable() -> Failure {
    Failure::CouldNotRun("what was kept of an import is not what was written; leave out --kept".to_owned())
}

/// All but the records that what is counted rests on.
fn rests_on(indicators: &[&'static Indicator], currency: &str) -> Option<Vec<String>> {
    // Another program counts otherwise, were it only in what all rules share.
    let program = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
    let built = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let mut texts = vec![
        env!("CARGO_PKG_VERSION").to_owned(),
        format!("{} {}", program.len(), built.as_nanos()),
        currency.to_owned(),
    ];
    texts.extend(indicators.iter().map(|one| one.name.to_owned()));
    texts.extend(indicators.iter().map(|one| sha256_of_texts(&one.sources())));
    Some(texts)
}

/// Which releases another one of the same process supersedes, each with where that stands.
fn published_again(mut all: Vec<Published>) -> Vec<(Published, Place)> {
    all.sort_unstable_by(|a, b| (&a.ocid, a.released, a.place).cmp(&(&b.ocid, b.released, b.place)));
    // What stands at one place with one date is one publication, for nothing tells the two apart.
    let twice = all
        .windows(2)
        .filter(|pair| pair[0].ocid == pair[1].ocid && pair[0] != pair[1]);
    let mut pairs: Vec<_> = twice.map(|pair| (pair[0].clone(), pair[1].place)).collect();
    pairs.sort_unstable();
    pairs
}

/// Makes one what several imports tell of a process, and lays it to the import of its last release.
fn merge_steps(counting: &Counting<'_>, steps: &BTreeSet<u64>, asked: &mut [Asked]) -> Result<(), Failure> {
    let again = Again {
        histories: steps.clone(),
        ..Again::default()
    };
    let scan = counting.scan()?;
    let inputs = counting.imported.imports.len();
    let mut reading = Reading::new(scan.worker(), &again, Window::default(), inputs);
    counting.imported.read_steps(&mut reading)?;
    std::mem::take(&mut reading.steps).each_text(|_, merged, place: Place| {
        asked[place.input as usize]
            .merged
            .push((merged.to_owned(), place.line));
        Ok(())
    })
}

impl Counting<'_> {
    fn scan(&self) -> Result<Scan, Failure> {
        let scan = Scan::new(self.indicators, None, self.currency, Detail::Findings);
        Ok(scan
            .map_err(Failure::because)?
            .knowing(self.measuring.settled.clone()))
    }

    /// What is kept of an import, counted where nothing is.
    fn of(&mut self, input: usize, asked: &Asked) -> Result<Kept, Failure> {
        let Imported { lake, imports } = self.imported;
        let key = self.rests_on.as_ref().and_then(|texts| {
            let mut own = asked.texts();
            // Firms bid in tenders: what is said of their names changes no log.
            if imports[input].kind == ImportKind::Ocds {
                own.push(self.measuring.settled.told());
            }
            let all: Vec<&str> = texts.iter().chain(&own).map(String::as_str).collect();
            let hash = sha256_of_texts(&all);
            u64::from_str_radix(hash.get(..16)?, 16).ok()
        });
        if let Some(key) = key {
            self.used.push((input, key));
            let kept = lake.totals(&imports[input], key);
            if let Some(kept) = kept.as_deref().and_then(Kept::unpacked) {
                return Ok(kept);
            }
        }
        let counted = self.count(input, asked)?;
        if let Some(key) = key {
            // What cannot be kept is counted again.
            let _ = lake.keep_totals(&imports[input], key, &counted.packed()?);
        }
        Ok(counted)
    }

    /// Looks at an import as if it were the only one.
    fn count(&self, input: usize, asked: &Asked) -> Result<Kept, Failure> {
        let scan = self.scan()?.joining(asked.again.firms.clone());
        let mut readings: Vec<Reading<'_>> = (0..threads(self.measuring.threads))
            .map(|_| Reading::new(scan.worker(), &asked.again, Window::default(), 1))
            .collect();
        let only = std::slice::from_ref(&self.imported.imports[input]);
        let read = self.imported.read_of(only, &scan, &mut readings)?.pop();
        for (text, line) in &asked.merged {
            let mut release = Release::default();
            read_release(text, &mut release).map_err(Failure::because)?;
            release.notes.clear();
            let place = Place {
                input: 0,
                line: *line,
            };
            readings[0].look_at(&release, place);
        }
        let read = read.ok_or_else(unreadable)?;
        let mut kept = Kept {
            beside: Beside {
                releases: 0,
                met: Met::default(),
                winners: Winners::default(),
                span: Span::default(),
                cases: BroughtAgain::default(),
                looked_at: read.cases,
                times: read.times,
                flattened: read.flattened,
                workers: Vec::new(),
            },
            workers: Vec::new(),
        };
        for (number, reading) in readings.into_iter().enumerate() {
            let beside = &mut kept.beside;
            let releases: u64 = reading.releases.iter().sum();
            // Who saw nothing has nothing to write; logs are looked at by the first.
            if number > 0 && releases == 0 {
                continue;
            }
            beside.releases += releases;
            beside.met.merge(reading.met);
            beside.winners.merge(reading.winners);
            beside.span.join(reading.span);
            beside.cases.merge(reading.met_cases);
            let written = reading.worker.written().ok_or_else(unreadable)?;
            beside.workers.push(written.len());
            kept.workers.push(written);
        }
        Ok(kept)
    }

    /// Removes what rests on what is no longer so.
    fn forget_others(&self) {
        let Imported { lake, imports } = self.imported;
        let used: Vec<_> = self
            .used
            .iter()
            .map(|(input, key)| (&imports[*input], *key))
            .collect();
        if !used.is_empty() {
            // What is left does no harm.
            let _ = lake.forget_totals_but(&used);
        }
    }
}
