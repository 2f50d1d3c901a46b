use golugah_findings::Kind;

use super::{In, Out};
use crate::engine::answers::Raised;
use crate::engine::counts::Counts;
use crate::engine::observations::Observations;
use crate::engine::process::Memory;
use crate::engine::rounds::Undated;
use crate::engine::scan::{Published, Scan};
use crate::engine::seen::SeenProcesses;
use crate::engine::tallies::{Slot, Tally, TallyKey};
use crate::engine::totals::Totals;
use crate::engine::worker::Running;
use crate::engine::{Bearer, Doubt, Place, Worker};

impl Worker {
    /// Writes down what this worker saw of one input, the first of its scan, of which it must have seen nothing else.
    ///
    /// `None` where more was gathered than totals and findings, as other profiles do.
    pub fn written(&self) -> Option<Vec<u8>> {
        let observations = &self.observations;
        if !observations.parties.is_empty()
            || !observations.kept.is_empty()
            || !observations.values.is_empty()
        {
            return None;
        }
        let mut out = Out::default();
        for running in &self.folds {
            running.fold.write(&mut out);
        }
        write_observations(observations, &mut out);
        out.number(self.undated.len() as u64);
        self.undated.iter().for_each(|one| one.write(&mut out));
        let mut head = Out::default();
        self.seen.write(&mut head);
        head.number(out.texts.len() as u64);
        for id in &out.texts {
            head.text(&self.names.text(*id));
            let named = self.names.published_name(*id);
            head.number(named.as_ref().map_or(0, |(place, _)| place.line + 1));
            if let Some((_, name)) = &named {
                head.text(name);
            }
        }
        head.bytes.append(&mut out.bytes);
        Some(head.bytes)
    }
}

/// The releases that were met, of what a worker wrote, with their places in this input; `None` where it is not that.
pub fn published_in(written: &[u8], input: u32) -> Option<Vec<Published>> {
    let seen = seen_in(written, input)?;
    Some(seen.ocids().map(|(at, _)| seen.published(at as usize)).collect())
}

/// What they say of their purchases, by which the same purchase is known under two identifiers.
pub fn told_in(written: &[u8], input: u32) -> Option<Vec<(u64, Published)>> {
    let seen = seen_in(written, input)?;
    let told = seen.told().map(|(said, at)| (said, seen.published(at as usize)));
    Some(told.collect())
}

/// Which identifiers bear names of which people said something.
pub fn bearers_in(written: &[u8]) -> Option<Vec<Bearer>> {
    Some(seen_in(written, 0)?.bearers().cloned().collect())
}

fn seen_in(written: &[u8], input: u32) -> Option<SeenProcesses> {
    SeenProcesses::read(&mut In {
        input,
        ..In::of(written)
    })
}

impl Scan {
    /// A worker that has seen what another one wrote down, in a scan of the same indicators, of the input that is now this one.
    /// `None` where it is not what such a worker wrote.
    pub fn read_back(&self, written: &[u8], input: u32, of_log: bool) -> Option<Worker> {
        let mut worker = Worker {
            memory: Memory::of_nothing(),
            ..self.worker()
        };
        let read = &mut In {
            input,
            of_log,
            worker: worker.seen.worker(),
            ..In::of(written)
        };
        worker.seen = SeenProcesses::read(read)?;
        let texts = read.count()?;
        for _ in 0..texts {
            let text = read.text()?;
            let id = match read.number()?.checked_sub(1) {
                Some(line) => self.names.named(text, read.text()?, Place { input, line }),
                None => self.names.id(text),
            };
            read.ids.push(id);
        }
        for Running { fold, .. } in &mut worker.folds {
            fold.read(read)?;
        }
        read_observations(&mut worker.observations, read)?;
        for _ in 0..read.count()? {
            worker.undated.push(Undated::read(read)?);
        }
        read.bytes.is_empty().then_some(worker)
    }
}

fn write_observations(from: &Observations, out: &mut Out) {
    for counts in &from.counts {
        out.number(counts.raised);
        out.number(counts.clear);
        out.wide(counts.stake);
        out.wide(counts.unstated);
        out.number(counts.not_computable.len() as u64);
        for (reason, count) in &counts.not_computable {
            out.text(reason);
            out.number(*count);
        }
        out.number(counts.parameters.len() as u64);
        for (name, value) in &counts.parameters {
            out.text(name);
            out.datum(value);
        }
    }
    out.number(u64::from(from.other_currency));
    write_totals(&from.totals, out);
    out.number(from.raised.len() as u64);
    for raised in &from.raised {
        out.number(u64::from(raised.indicator));
        out.kind(raised.subject.0);
        out.text(&raised.subject.1);
        out.float(raised.value);
        out.float(raised.threshold);
        out.signed(raised.unstated);
        out.number(raised.slots.len() as u64);
        raised.slots.iter().for_each(|slot| out.number(u64::from(slot.0)));
        out.date(raised.date);
        out.number(raised.evidence.len() as u64);
        for (key, value) in &raised.evidence {
            out.text(key);
            out.datum(value);
        }
        out.place(raised.place);
    }
    out.number(from.doubts.len() as u64);
    for doubt in &from.doubts {
        doubt.names.iter().for_each(|name| out.text(name));
        out.text(&doubt.tender);
    }
    out.number(from.doings.len() as u64);
    for ((procedure, step), doings) in &from.doings {
        out.id(*procedure);
        out.id(*step);
        out.number(*doings);
    }
}

fn read_observations(into: &mut Observations, read: &mut In<'_>) -> Option<()> {
    for counts in &mut into.counts {
        *counts = Counts {
            raised: read.number()?,
            clear: read.number()?,
            stake: read.wide()?,
            unstated: read.wide()?,
            ..Counts::default()
        };
        for _ in 0..read.count()? {
            counts.not_computable.push((read.word()?, read.number()?));
        }
        for _ in 0..read.count()? {
            let name = read.text()?.to_owned();
            counts.parameters.insert(name, read.datum()?);
        }
    }
    into.other_currency |= read.number()? != 0;
    let rows = read_totals(&mut into.totals, read)?;
    for _ in 0..read.count()? {
        let (indicator, subject) = (read.number()?, (read.kind()?, read.text()?.into()));
        let (value, threshold, unstated) = (read.float()?, read.float()?, read.signed()?);
        let slots = (0..read.count()?).map(|_| {
            let row = usize::try_from(read.number()?).ok()?;
            rows.get(row).copied()
        });
        into.raised.push(Raised {
            indicator: u16::try_from(indicator)
                .ok()
                .filter(|at| usize::from(*at) < into.counts.len())?,
            subject,
            value,
            threshold,
            unstated,
            slots: slots.collect::<Option<_>>()?,
            date: read.date()?,
            evidence: (0..read.count()?)
                .map(|_| Some((read.word()?, read.datum()?)))
                .collect::<Option<_>>()?,
            place: read.place()?,
        });
    }
    for _ in 0..read.count()? {
        into.doubts.push(Doubt {
            names: [read.text()?.to_owned(), read.text()?.to_owned()],
            tender: read.text()?.into(),
        });
    }
    for _ in 0..read.count()? {
        let step = (read.id()?, read.id()?);
        *into.doings.entry(step).or_default() += read.number()?;
    }
    Some(())
}

fn write_totals(from: &Totals, out: &mut Out) {
    out.number(from.keys.len() as u64);
    for (row, key) in from.keys.iter().enumerate() {
        out.group((key.kind, key.group));
        out.number(u64::from(key.within.is_some()));
        key.within.into_iter().for_each(|wider| out.id(wider));
        out.id(key.stratum);
        out.place(from.first[row]);
        out.number(u64::from(from.met[row]));
        let own = (0..from.indicators).map(|indicator| (indicator, from.of(row, indicator)));
        let own: Vec<_> = own.filter(|(_, tally)| *tally != Tally::default()).collect();
        out.number(own.len() as u64);
        for (indicator, tally) in own {
            out.number(indicator as u64);
            out.number(tally.raised);
            out.number(tally.computable);
            out.wide(tally.stake);
        }
    }
    for batches in &from.batches {
        out.number(batches.len() as u64);
        for (slot, key, raised, computable) in batches.entries() {
            out.number(u64::from(slot.0));
            out.key(key);
            out.number(raised);
            out.number(computable);
        }
    }
}

/// Gives the row here of each row that was written.
fn read_totals(into: &mut Totals, read: &mut In<'_>) -> Option<Vec<Slot>> {
    let mut rows = Vec::new();
    for _ in 0..read.count()? {
        let (kind, group): (Kind, _) = read.group()?;
        let within = if read.number()? == 0 {
            None
        } else {
            Some(read.id()?)
        };
        let slot = into.slot_of(TallyKey {
            kind,
            group,
            within,
            stratum: read.id()?,
        });
        into.counted(slot, read.place()?);
        *into.met.get_mut(slot.index())? += u32::try_from(read.number()?).ok()?;
        for _ in 0..read.count()? {
            let indicator = u16::try_from(read.number()?).ok()?;
            if usize::from(indicator) >= into.indicators {
                return None;
            }
            let more = Tally {
                raised: read.number()?,
                computable: read.number()?,
                stake: read.wide()?,
            };
            into.sum(slot, indicator, more);
        }
        rows.push(slot);
    }
    for at in 0..into.batches.len() {
        for _ in 0..read.count()? {
            let slot = *rows.get(usize::try_from(read.number()?).ok()?)?;
            let (key, raised, computable) = (read.key()?, read.number()?, read.number()?);
            into.batches[at].add(slot, key, raised, computable);
        }
    }
    Some(rows)
}
