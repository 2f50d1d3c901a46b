//! `golugah import`: the same reading as a scan's, kept in the lake.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use golugah_desk::private;
use golugah_intake::{Format, Limits, Opened, Receiver, Reject, open, read_log, read_processes};
use golugah_lake::{Import as Kept, ImportKind, Lake, LakeError, TenderWriter};
use golugah_records::Release;

use crate::arguments::Import;
use crate::commands::scan::write_rejects;
use crate::failure::Failure;
use crate::files::nothing_read;
use crate::progress::{FileBar, say};
use crate::rejects::Rejects;
use crate::{lake, scan};

pub(crate) fn run(command: &Import, data: &Path) -> Result<(), Failure> {
    // What cannot be read at all is said before anything is made.
    for path in &command.files {
        open(path, &Limits::default()).map_err(Failure::because)?;
    }
    let lake = Lake::open(lake::folder(data)).map_err(Failure::because)?;
    for path in &command.files {
        keep(&lake, path, scan::threads(command.threads), data)?;
    }
    Ok(())
}

/// Keeps one file, unless its content is in the lake already, and says so.
pub(crate) fn keep(lake: &Lake, path: &Path, threads: usize, data: &Path) -> Result<(), Failure> {
    let file = path.display().to_string();
    let sha256 = golugah_intake::sha256_of(path).map_err(Failure::because)?;
    if let Some(known) = lake.contains(&sha256).map_err(Failure::because)? {
        say(&format!(
            "{file}: imported already, as {}; nothing to do",
            known.file
        ));
        return Ok(());
    }
    let (records, rejects) = keep_records(lake, path, &file, threads, None)?;
    if !rejects.is_empty() {
        let kept = keep_rejects(data, &sha256, &file, &rejects)?;
        for sentence in rejects.sentences(&file, &kept) {
            say(&sentence);
        }
    }
    say(&format!("{file}: {records} records kept"));
    Ok(())
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
) -> Result<(u64, Rejects), Failure> {
    let mut opened = open(path, &Limits::default()).map_err(Failure::because)?;
    file.clone_into(&mut opened.file);
    let size = std::fs::metadata(path).map_or(0, |about| about.len());
    let _bar = match follow {
        Some(follow) => {
            follow(opened.packed_bytes());
            None
        }
        None => Some(FileBar::follow(file, size, opened.packed_bytes())),
    };
    if opened.format == Format::Xes {
        keep_log(lake, opened, file)
    } else {
        keep_tenders(lake, opened, file, threads)
    }
}

fn keep_log(lake: &Lake, opened: Opened, file: &str) -> Result<(u64, Rejects), Failure> {
    let mut rejects = Rejects::default();
    let (log, sha256) = read_log(opened, &mut |reject| rejects.push(reject)).map_err(Failure::because)?;
    let records = log.case_count() as u64;
    let rejected = rejects.count;
    let import = Kept {
        file: file.to_owned(),
        sha256,
        kind: ImportKind::Xes,
        records,
        rejected,
    };
    lake.import_log(&log, import).map_err(Failure::because)?;
    Ok((records, rejects))
}

/// One thread's writer, with what it refused.
struct Keeping<'x> {
    writer: TenderWriter,
    file: &'x str,
    records: u64,
    rejects: Rejects,
    failed: Option<LakeError>,
}

impl Receiver for Keeping<'_> {
    fn release(&mut self, release: &Release<'_>, line: u64) {
        if self.failed.is_none() {
            match self.writer.add(release, self.file, line) {
                Ok(()) => self.records += 1,
                Err(error) => self.failed = Some(error),
            }
            for note in &release.notes {
                self.rejects.notes.push(note.clone(), line);
            }
        }
    }

    fn reject(&mut self, reject: Reject) {
        self.rejects.push(reject);
    }
}

fn keep_tenders(lake: &Lake, opened: Opened, file: &str, threads: usize) -> Result<(u64, Rejects), Failure> {
    let mut keeping = Vec::new();
    for _ in 0..threads {
        let writer = lake.import_tenders().map_err(Failure::because)?;
        keeping.push(Keeping {
            writer,
            file,
            records: 0,
            rejects: Rejects::default(),
            failed: None,
        });
    }
    let sha256 = read_processes(opened, &Limits::default(), &mut keeping).map_err(Failure::because)?;
    let mut whole: Option<TenderWriter> = None;
    let mut records = 0;
    let mut rejects = Rejects::default();
    for one in keeping {
        if let Some(error) = one.failed {
            return Err(Failure::because(error));
        }
        records += one.records;
        rejects.merge(one.rejects);
        match &mut whole {
            Some(whole) => whole.join(one.writer).map_err(Failure::because)?,
            None => whole = Some(one.writer),
        }
    }
    rejects.kept.sort();
    if records == 0 {
        return Err(nothing_read(file.to_owned(), rejects.kept.first().cloned()));
    }
    let rejected = rejects.count;
    let import = Kept {
        file: file.to_owned(),
        sha256,
        kind: ImportKind::Ocds,
        records,
        rejected,
    };
    if let Some(whole) = whole {
        whole.finish(import).map_err(Failure::because)?;
    }
    Ok((records, rejects))
}
