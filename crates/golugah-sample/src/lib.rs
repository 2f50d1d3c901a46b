//! The invented county: seeded files of every kind, with what is true written beside them.
//!
//! [`write`] fills a folder with public tenders (OCDS 1.1), three event logs (XES), the truth about them and a page
//! that says the county is invented. The same seed gives the same bytes; another seed gives another county. What is
//! planted, what is innocent and how the truth is computed is said in the crate's `README.md`.

mod calendar;
mod chance;
mod logs;
mod part;
mod size;
mod tenders;
#[cfg(test)]
mod tests;
mod truth;

use std::fs::File;
use std::io::{BufWriter, Error, ErrorKind, Write};
use std::path::Path;

use logs::Procedures;
pub use part::Part;
use part::Span;
pub use size::{Detail, Size};
use tenders::Purchases;

/// How much trouble is taken over the truth of one half of the county.
#[derive(Clone, Copy, Debug)]
struct Effort {
    /// Drafts drawn at most, of which the one with the fewest groups close to a threshold is taken.
    drafts: u64,
    /// How often the three years are lived again to read the long-run rates.
    lives: u64,
}

const PURCHASES: Effort = Effort { drafts: 8, lives: 60 };
const PROCEDURES: Effort = Effort { drafts: 5, lives: 18 };

/// The tenders, and what was decided of those of which two files tell.
const TENDERS: &str = "tenders.jsonl";
const DECISIONS: &str = "awards.jsonl";

/// Says in Persian and English that the county is invented.
const README: &str = include_str!("../words/readme.txt");

/// The invented council as JSON: its staff, the agencies on it and what its last sessions decided.
pub const COUNCIL: &str = include_str!("../words/council.json");

/// What [`write`] wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Tenders, each once, however many releases tell of it.
    pub tenders: u64,
    /// Bids in them.
    pub bids: u64,
    /// Cases in the three event logs.
    pub cases: u64,
    /// Events in them.
    pub events: u64,
    /// Entries of `truth.json`.
    pub truths: u64,
}

/// Writes the invented county of `seed` into `out_dir`, which is made where it is absent.
///
/// The files are `tenders.jsonl` and, where two files tell of some tenders, `awards.jsonl`; `building-permits.xes`, `payments.xes`,
/// `citizen-requests.xes`, `truth.json` and `README.txt`. `progress` is called with a file's name before that file is made.
///
/// # Errors
///
/// [`ErrorKind::AlreadyExists`] where the folder holds anything already, so that nothing is overwritten and no other
/// file is scanned with the county's; else whatever the file system says, with the path.
pub fn write(out_dir: &Path, seed: u64, progress: &mut dyn FnMut(&str)) -> std::io::Result<Summary> {
    write_of(out_dir, seed, (Size::Large, Detail::Bids), progress)
}

/// As [`write`], of a county of this size that publishes so much of each tender. A small county has no event logs.
///
/// # Errors
///
/// As [`write`].
pub fn write_of(
    out_dir: &Path,
    seed: u64,
    of: (Size, Detail),
    progress: &mut dyn FnMut(&str),
) -> std::io::Result<Summary> {
    write_with(out_dir, seed, of, (PURCHASES, PROCEDURES), progress)
}

/// As [`write_of`], with so much effort for purchases and for procedures.
fn write_with(
    out_dir: &Path,
    seed: u64,
    (size, detail): (Size, Detail),
    effort: (Effort, Effort),
    progress: &mut dyn FnMut(&str),
) -> std::io::Result<Summary> {
    make_folder(out_dir)?;
    progress("truth.json");
    let (mut purchases, procedures) = draw(seed, effort);
    purchases.keep(size);
    purchases.publish(detail);
    let mut truths = purchases.truths();
    if size.has_logs() {
        truths.extend(procedures.truths());
    }
    truths.sort_by(|a, b| (a.indicator, &a.group).cmp(&(b.indicator, &b.group)));
    into(out_dir, "truth.json", |out| {
        serde_json::to_writer_pretty(&mut *out, &truths)?;
        out.write_all(b"\n")
    })?;
    let logs = size.has_logs().then_some(&procedures);
    let summary = write_files(&purchases, logs, Span::Whole, out_dir, progress)?;
    Ok(Summary {
        truths: truths.len() as u64,
        ..summary
    })
}

/// Makes the folder, or takes it where it is empty.
fn make_folder(out_dir: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(out_dir).map_err(|error| named(&error, out_dir))?;
    let mut entries = std::fs::read_dir(out_dir).map_err(|error| named(&error, out_dir))?;
    if entries.next().is_some() {
        let reason = Error::new(
            ErrorKind::AlreadyExists,
            "the folder is not empty; name an empty or a new one",
        );
        return Err(named(&reason, out_dir));
    }
    Ok(())
}

/// Writes the tenders and the logs of a part, and the page that says they are invented.
fn write_files(
    purchases: &Purchases,
    procedures: Option<&Procedures>,
    part: Span,
    out_dir: &Path,
    progress: &mut dyn FnMut(&str),
) -> std::io::Result<Summary> {
    let mut summary = Summary::default();
    let mut decisions = Vec::new();
    progress(TENDERS);
    into(out_dir, TENDERS, |out| {
        let written = purchases.write(part, out, &mut decisions)?;
        (summary.tenders, summary.bids) = (written.tenders, written.bids);
        // A part is handed in as one file.
        if !matches!(part, Span::Whole) {
            out.write_all(&std::mem::take(&mut decisions))?;
        }
        Ok(())
    })?;
    if !decisions.is_empty() {
        progress(DECISIONS);
        into(out_dir, DECISIONS, |out| out.write_all(&decisions))?;
    }
    for (procedures, at) in procedures
        .iter()
        .flat_map(|one| (0..one.names().len()).map(move |at| (one, at)))
    {
        let name = procedures.names()[at];
        let name = format!("{name}.xes");
        progress(&name);
        into(out_dir, &name, |out| {
            let (cases, events) = procedures.write(at, part, out)?;
            summary.cases += cases;
            summary.events += events;
            Ok(())
        })?;
    }
    progress("README.txt");
    into(out_dir, "README.txt", |out| out.write_all(README.as_bytes()))?;
    Ok(summary)
}

/// The invented county of a seed, drawn once and written in parts: for a story in which something is found, mended and
/// measured again. It has no `truth.json`, for what is mended is true for a time.
pub struct County {
    purchases: Purchases,
    procedures: Procedures,
}

impl County {
    /// Draws the county that [`write`] writes for this seed.
    pub fn draw(seed: u64) -> Self {
        let (purchases, procedures) = draw(seed, (PURCHASES, PROCEDURES));
        Self {
            purchases,
            procedures,
        }
    }

    /// From a day on (`YYYY-MM-DD`) an office, by its id, or an officer, by name, behaves as the others do. Whether there
    /// is such a one, and such a day in the three years.
    pub fn heal(&mut self, id: &str, from: &str) -> bool {
        let Some(day) = part::day(from) else {
            return false;
        };
        self.purchases.heal(id, day) || self.procedures.heal(id, day)
    }

    /// Writes a part into `out_dir`, as [`write`] does the whole.
    ///
    /// # Errors
    ///
    /// As [`write`]; and [`ErrorKind::InvalidInput`] where the part's day lies outside the three years.
    pub fn write(
        &self,
        out_dir: &Path,
        part: &Part,
        progress: &mut dyn FnMut(&str),
    ) -> std::io::Result<Summary> {
        let span = Span::of(part).ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidInput,
                format!("{part:?}: not a day of the three years"),
            )
        })?;
        make_folder(out_dir)?;
        write_files(&self.purchases, Some(&self.procedures), span, out_dir, progress)
    }
}

/// Draws both halves of the county side by side; they share nothing but the seed.
fn draw(seed: u64, (purchases, procedures): (Effort, Effort)) -> (Purchases, Procedures) {
    std::thread::scope(|scope| {
        let other = scope.spawn(|| Procedures::draw(seed, procedures));
        let drawn = Purchases::draw(seed, purchases);
        match other.join() {
            Ok(other) => (drawn, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Makes one file through a buffer and names it in any error.
fn into(
    folder: &Path,
    name: &str,
    fill: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let path = folder.join(name);
    let make = || {
        let mut out = BufWriter::with_capacity(1 << 18, File::create_new(&path)?);
        fill(&mut out)?;
        out.flush()
    };
    make().map_err(|error| named(&error, &path))
}

/// The same error with the path in front.
fn named(error: &Error, path: &Path) -> Error {
    Error::new(error.kind(), format!("{}: {error}", path.display()))
}
