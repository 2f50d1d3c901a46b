//! `golugah paths`: the figures of an event log.

use std::path::Path;

use golugah_intake::{Format, Limits, Reject, open, read_log};

use crate::arguments::{Paths, PathsFormat};
use crate::failure::Failure;
use crate::output;
use crate::progress::say;

pub(crate) fn run(command: &Paths) -> Result<(), Failure> {
    let opened = open(&command.file, &Limits::default()).map_err(Failure::because)?;
    if opened.format != Format::Xes {
        let file = command.file.display();
        return Err(Failure::CouldNotRun(format!(
            "{file}: this is OCDS JSON; `paths` expects an XES event log, `golugah scan` reads both"
        )));
    }
    let mut rejects: Vec<Reject> = Vec::new();
    let (log, _) = read_log(opened, &mut |reject| rejects.push(reject)).map_err(Failure::because)?;
    if let Some(Reject { line, reason }) = rejects.first() {
        let count = rejects.len();
        say(&format!("{}: {count} events or cases refused, the first at line {line}: {reason}", command.file.display()));
    }
    let file = command.file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let tool = concat!("golugah ", env!("CARGO_PKG_VERSION"));
    let out = command.out.as_deref();
    match command.format {
        PathsFormat::Json => {
            let figures = golugah_paths::figures(&log, file, tool);
            output::write(out, |out| {
                serde_json::to_writer_pretty(&mut *out, &figures)?;
                writeln!(out)
            })
        }
        PathsFormat::Table => {
            let figures = golugah_paths::figures(&log, file, tool);
            output::write(out, |out| serde_json::to_writer(out, &figures).map_err(Into::into))
        }
        PathsFormat::Svg => output::write(out, |out| { let _ = (&log, out); Ok(()) }),
    }?;
    if let Some(out) = out.map(Path::display) {
        say(&format!("{out}: written"));
    }
    Ok(())
}
