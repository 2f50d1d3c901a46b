//! `golugah import`: the same reading as a scan's, kept in the lake.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use golugah_desk::private;
use golugah_intake::{Limits, Opened, Receiver, Reject, Tables, open_as, read_log, read_processes};
use golugah_lake::{Import as Kept, ImportKind, Lake, LakeError, Published, TenderWriter};
use golugah_records::Release;

use crate::arguments::Import;
use crate::commands::scan::write_rejects;
use crate::failure::Failure;
use crate::files::nothing_read;
use crate::histories::{self, Steps};
use crate::progress::{FileBar, say};
use crate::rejects::Rejects;
use crate::{lake, scan, tables};

pub(crate) fn run(command: &Import, data: &Path) -> Result<(), Failure> {
    let tables = tables::mapped(&command.mapped, command.lang.into())?;
    // What cannot be read at all is said before anything is made.
    for path in &command.files {
        open_as(path, &Limits::default(), &tables).map_err(Failure::because)?;
    }
    let lake = Lake::open(lake::folder(data)).map_err(Failure::lake)?;
    for path in &command.files {
        keep(&lake, path, scan::threads(command.threads), data, &tables)?;
    }
    Ok(())
}

/// Keeps one file, unless its content is in the lake already, and says so.
pub(crate) fn keep(
    lake: &Lake,
    path: &Path,
    threads: usize,
    data: &Path,
    tables: &Tables,
) -> Result<(), Failure> {
    let file = path.display().to_string();
    let sha256 = golugah_intake::sha256_of(path).map_err(Failure::because)?;
    if let Some(known) = lake.contains(&sha256).map_err(Failure::lake)? {
        laid_flat_alike(lake, &known, &file, tables)?;
        let with = [("file", file.as_str()), ("found", &known.file)];
        say(&(tables.say)("tables-known", &with));
        return Ok(());
    }
    let (records, rejects) = keep_records(lake, path, &file, threads, None, tables)?;
    if !rejects.is_empty() {
        let kept = keep_rejects(data, &sha256, &file, &rejects)?;
        for sentence in rejects.sentences(&file, &kept, tables) {
            say(&sentence);
        }
    }
    let count = records.to_string();
    say(&(tables.say)(
        "tables-kept",
        &[("file", &file), ("count", &count)],
    ));
    Ok(())
}

/// The lake takes a file once: an object-centric log that was laid flat by another type of object is not this one.
fn laid_flat_alike(lake: &Lake, known: &Kept, file: &str, tables: &Tables) -> Result<(), Failure> {
    let flattened = lake.flattened(known).map_err(Failure::lake)?;
    match (&flattened, &tables.case) {
        (Some(flattened), Some(asked)) if flattened.object_type != *asked => {
            let kept = &flattened.object_type;
            Err(Failure::CouldNotRun(format!(
                "{file}: imported already with objects of the type `{kept}` as cases (--case), and a file is kept once; scan it by \
                 itself with --case, or import it into another folder (--data)"
            )))
        }
        _ => Ok(()),
    }
}

/// Keeps what was refused of a file, with its reasons, and gives where.
pub(crate) fn keep_rejects(
    data: &Path,
    sha256: &str,
    file: &str,
    rejects: &Rejects,
) -> Result<PathBuf, Failure> {
    let folder = data.join("rejects");
    private::folder(&folder).map_err(|error| Failure::writing(&folder, &error))?;
    let kept = folder.join(format!("{sha256}.jsonl"));
    write_rejects(&kept, file, rejects)?;
    Ok(kept)
}

/// Keeps one file under the name `file` and gives how many records were read, and those that were not. Whoever follows
/// is given the count of bytes read so far; else a bar on the terminal does.
pub(crate) fn keep_records(
    lake: &Lake,
    path: &Path,
    file: &str,
    threads: usize,
    follow: Option<&dyn Fn(Arc<AtomicU64>)>,
    tables: &Tables,
) -> Result<(u64, Rejects), Failure> {
    let mut opened = open_as(path, &Limits::default(), tables).map_err(Failure::because)?;
    file.clone_into(&mut opened.file);
    tables::say_assumed(&opened, tables);
    let size = std::fs::metadata(path).map_or(0, |about| about.len());
    let _bar = match follow {
        Some(follow) => {
            follow(opened.packed_bytes());
            None
        }
        None => Some(FileBar::follow(file, size, opened.packed_bytes())),
    };
    let assumed = opened.assumed().to_vec();
    let (records, mut rejects) = if opened.holds_log() {
        keep_log(lake, opened, file)
    } else {
        keep_tenders(lake, opened, (path, file), threads, tables)
    }?;
    rejects.assumed = assumed;
    Ok((records, rejects))
}

fn keep_log(lake: &Lake, opened: Opened, file: &str) -> Result<(u64, Rejects), Failure> {
    let mut rejects = Rejects::default();
    let words = opened.words().clone();
    let (log, sha256) = read_log(opened, &mut |reject| rejects.push(reject))
        .map_err(|error| Failure::because(error.in_words(&words)))?;
    let records = log.case_count() as u64;
    let rejected = rejects.count;
    let import = Kept {
        file: file.to_owned(),
        sha256,
        kind: ImportKind::Xes,
        records,
        rejected,
    };
    lake.import_log(&log, import).map_err(Failure::lake)?;
    Ok((records, rejects))
}

/// One thread's writer, with what it refused.
struct Keeping<'x> {
    writer: TenderWriter,
    file: &'x str,
    records: u64,
    rejects: Rejects,
    failed: Option<LakeError>,
    /// Every process that was met, and those of which a step was met.
    met: Vec<u64>,
    partial: BTreeSet<u64>,
    /// The processes that are made one before they are kept, and what was met of them.
    histories: &'x BTreeSet<u64>,
    steps: Steps<u64>,
}

impl Keeping<'_> {
    fn keep(&mut self, release: &Release<'_>, line: u64) {
        if self.failed.is_some() {
            return;
        }
        match self.writer.add(release, self.file, line) {
            Ok(()) => self.records += 1,
            Err(error) => self.failed = Some(error),
        }
        for note in &release.notes {
            self.rejects.notes.push(note.clone(), line);
        }
    }
}

impl Receiver for Keeping<'_> {
    fn release(&mut self, release: &Release<'_>, line: u64, text: &str) {
        let published = Published {
            tender: &release.ocid,
            line,
            is_step: release.is_partial,
            text,
        };
        if self.failed.is_none() {
            self.failed = self.writer.keep(published, self.file).err();
        }
        let process = histories::hash(&release.ocid);
        if self.histories.contains(&process) {
            return self.steps.push(release, line, text);
        }
        self.met.push(process);
        if release.is_partial {
            self.partial.insert(process);
        }
        self.keep(release, line);
    }

    fn reject(&mut self, reject: Reject) {
        self.rejects.push(reject);
    }
}

/// Keeps the processes of a file, read once more where some of them are told step by step.
fn keep_tenders(
    lake: &Lake,
    opened: Opened,
    (path, file): (&Path, &str),
    threads: usize,
    tables: &Tables,
) -> Result<(u64, Rejects), Failure> {
    let words = (tables, opened.tables().is_some());
    let whole = read_tenders(lake, opened, file, threads, &BTreeSet::new())?;
    let histories = histories::repeated(whole.met, &whole.partial);
    if histories.is_empty() {
        return end(whole.kept, file, words);
    }
    drop(whole.kept);
    let mut opened = open_as(path, &Limits::default(), tables).map_err(Failure::because)?;
    file.clone_into(&mut opened.file);
    end(
        read_tenders(lake, opened, file, threads, &histories)?.kept,
        file,
        words,
    )
}

/// What one reading gave.
struct Whole {
    kept: KeptTenders,
    met: Vec<u64>,
    partial: BTreeSet<u64>,
}

/// What was written, and is not yet in the lake.
struct KeptTenders {
    writer: Option<TenderWriter>,
    sha256: String,
    records: u64,
    rejects: Rejects,
}

fn read_tenders(
    lake: &Lake,
    opened: Opened,
    file: &str,
    threads: usize,
    histories: &BTreeSet<u64>,
) -> Result<Whole, Failure> {
    let mut keeping = Vec::new();
    for _ in 0..threads {
        let writer = lake.import_tenders().map_err(Failure::lake)?;
        keeping.push(Keeping {
            writer,
            file,
            records: 0,
            rejects: Rejects::default(),
            failed: None,
            met: Vec::new(),
            partial: BTreeSet::new(),
            histories,
            steps: Steps::default(),
        });
    }
    let words = opened.words().clone();
    let sha256 = read_processes(opened, &Limits::default(), &mut keeping)
        .map_err(|error| Failure::because(error.in_words(&words)))?;
    let mut steps = Steps::default();
    for one in &mut keeping {
        steps.merge(std::mem::take(&mut one.steps));
    }
    if let Some(one) = keeping.first_mut() {
        steps.each_merged(|release, line| one.keep(release, line))?;
    }
    let mut whole = Whole {
        kept: KeptTenders {
            writer: None,
            sha256,
            records: 0,
            rejects: Rejects::default(),
        },
        met: Vec::new(),
        partial: BTreeSet::new(),
    };
    for one in keeping {
        if let Some(error) = one.failed {
            return Err(Failure::lake(error));
        }
        whole.met.extend(one.met);
        whole.partial.extend(one.partial);
        let kept = &mut whole.kept;
        kept.records += one.records;
        kept.rejects.merge(one.rejects);
        match &mut kept.writer {
            Some(writer) => writer.join(one.writer).map_err(Failure::lake)?,
            None => kept.writer = Some(one.writer),
        }
    }
    whole.kept.rejects.kept.sort();
    Ok(whole)
}

/// Puts what was written into the lake. The words are the reader's, with whether the file is a table.
fn end(kept: KeptTenders, file: &str, (words, is_table): (&Tables, bool)) -> Result<(u64, Rejects), Failure> {
    let KeptTenders {
        writer,
        sha256,
        records,
        rejects,
    } = kept;
    if records == 0 {
        return Err(nothing_read(
            file.to_owned(),
            rejects.kept.first().cloned(),
            words,
            is_table,
        ));
    }
    let import = Kept {
        file: file.to_owned(),
        sha256,
        kind: ImportKind::Ocds,
        records,
        rejected: rejects.count,
    };
    if let Some(writer) = writer {
        writer.finish(import).map_err(Failure::lake)?;
    }
    Ok((records, rejects))
}
