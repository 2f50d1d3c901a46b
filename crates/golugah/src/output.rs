//! Where results go: the screen, or a file that appears whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use golugah_report::{Language, table_words};

use crate::failure::Failure;
use crate::progress::say;

/// Writes a result to the file, or to the screen where none is named.
///
/// A file is written beside its place first, so that a result cut off by a full disk does not stand there as whole.
pub(crate) fn write(
    out: Option<&Path>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let Some(path) = out else {
        let mut screen = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let written = content(&mut screen).and_then(|()| screen.flush());
        return match written {
            // Whoever reads has enough: `golugah … | head`.
            Err(error) if is_broken_pipe(&error) => Ok(()),
            written => written.map_err(|error| Failure::writing(Path::new("the screen"), &error)),
        };
    };
    let failed = |error: io::Error| Failure::writing(path, &error);
    if path.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    if is_device(path) {
        // A device or a pipe is written into; replacing it with a file would break the machine.
        let mut device = BufWriter::new(File::options().write(true).open(path).map_err(failed)?);
        return content(&mut device).and_then(|()| device.flush()).map_err(failed);
    }
    let beside = unfinished(path);
    let file = File::create(&beside).map_err(failed)?;
    let mut file = BufWriter::with_capacity(1 << 18, file);
    let written = content(&mut file).and_then(|()| file.flush());
    drop(file);
    match written.and_then(|()| std::fs::rename(&beside, path)) {
        Ok(()) => Ok(()),
        Err(error) => {
            // The first error is the one to tell; a left-over is named `.part`.
            let _ = std::fs::remove_file(&beside);
            Err(failed(error))
        }
    }
}

/// Refuses results that would be written over what they are made of, or over one another.
///
/// # Errors
/// Where a place of a result, or of what it is before it is whole, is one of the inputs, however it is written.
pub(crate) fn apart(outs: &[&Path], inputs: &[&Path], language: Language) -> Result<(), Failure> {
    let place = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let read: Vec<PathBuf> = inputs.iter().map(|path| place(path)).collect();
    let refused = |key: &str, out: &Path, of: &Path| {
        let (file, found) = (out.to_string_lossy(), of.to_string_lossy());
        let with = [("file", &*file), ("found", &*found)];
        Err(Failure::CouldNotRun(table_words(key, &with, language)))
    };
    for (number, out) in outs.iter().enumerate() {
        let own = [place(out), place(&unfinished(out))];
        if let Some(at) = read.iter().position(|input| own.contains(input)) {
            return refused("tables-out-is-input", out, inputs[at]);
        }
        let is_same = |other: &&&Path| own.contains(&place(other));
        if !is_device(out)
            && let Some(other) = outs[..number].iter().find(is_same)
        {
            return refused("tables-out-twice", out, other);
        }
    }
    Ok(())
}

/// Says that a file was written.
pub(crate) fn say_written(path: &Path, language: Language) {
    let file = path.to_string_lossy();
    say(&table_words("tables-written", &[("file", &file)], language));
}

/// Whether there is something that is no file: it is written into, and loses nothing.
fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|about| !about.is_file())
}

fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

/// Whether nobody reads any more; the CSV writer wraps that in an error of its own.
fn is_broken_pipe(error: &io::Error) -> bool {
    let wrapped = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<csv::Error>());
    let wrapped = wrapped.is_some_and(|inner| {
        matches!(inner.kind(), csv::ErrorKind::Io(inner) if inner.kind() == io::ErrorKind::BrokenPipe)
    });
    wrapped || error.kind() == io::ErrorKind::BrokenPipe
}
