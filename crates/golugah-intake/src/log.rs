//! Reading an opened event log.

use std::path::Path;

use golugah_records::EventLog;

use crate::ocel::Fault;
use crate::xes::{XesError, XesLimits, read};
use crate::{IntakeError, Opened, Reject};

/// Reads the event log of an opened file, and gives it with the file's SHA-256.
///
/// The procedure is named by the log or, where it is silent, by the file's name without its endings.
pub fn read_log(
    mut opened: Opened,
    on_reject: &mut dyn FnMut(Reject),
) -> Result<(EventLog, String), IntakeError> {
    let file = opened.file.clone();
    if let Some(mut table) = opened.table.take() {
        let read = table.log(&mut opened.reader, on_reject);
        let log = read.map_err(|error| opened.watch().error_of(Some(&table), &file, error))?;
        let hash = opened.finish()?;
        return Ok((log, hash));
    }
    let stem = stem(&file).to_owned();
    if let Some(objects) = opened.objects.take() {
        let read = objects.log(&mut opened.reader, &stem, on_reject);
        let log = read.map_err(|fault| match fault {
            Fault::Told(what) => IntakeError::Table {
                file: file.clone(),
                what,
            },
            Fault::Reader(error) => opened.error(error),
        })?;
        let hash = opened.finish()?;
        return Ok((log, hash));
    }
    let read = read(
        &mut opened.reader,
        &stem,
        &XesLimits::default(),
        on_reject,
        &mut |_| {},
    );
    // A stream that breaks is a fault of the file, whatever could be read before.
    let hash = opened.finish()?;
    let log = read.map_err(|source| match source {
        XesError::Empty => IntakeError::Empty { file: file.clone() },
        source => IntakeError::Log {
            file: file.clone(),
            source,
        },
    })?;
    Ok((log, hash))
}

/// `building-permits` of `data/building-permits.xes.gz`.
fn stem(file: &str) -> &str {
    let name = Path::new(file)
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or(file);
    let name = name
        .strip_suffix(".gz")
        .or_else(|| name.strip_suffix(".zst"))
        .unwrap_or(name);
    let ends = [".xes", ".jsonocel", ".xmlocel", ".json", ".xml", ".sqlite"];
    let stem = ends.iter().find_map(|end| name.strip_suffix(end));
    stem.unwrap_or(name)
}
