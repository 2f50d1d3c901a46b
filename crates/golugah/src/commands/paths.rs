//! `golugah paths`: the figures of an event log.

use std::borrow::Cow;
use std::path::Path;

use golugah_intake::{Limits, Reject, open_as, read_log};
use golugah_paths::{Label, Lifecycle, MapOptions, Times, Words};
use golugah_persian::{date_short, decimal, integer, percent};
use golugah_records::Flattened;
use golugah_report::{Language, about_flattened, about_times, label, span};

use crate::arguments::{Paths, PathsFormat, PathsLifecycle};
use crate::failure::Failure;
use crate::files::{as_reported, flattened_as_reported};
use crate::progress::say;
use crate::{output, tables};

pub(crate) fn run(command: &Paths) -> Result<(), Failure> {
    let inputs: Vec<&Path> = [Some(command.file.as_path()), command.mapped.map.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let outs: Vec<&Path> = command.out.as_deref().into_iter().collect();
    output::apart(&outs, &inputs, command.lang.into())?;
    let tables = tables::mapped(&command.mapped, command.lang.into())?;
    let opened = open_as(&command.file, &Limits::default(), &tables).map_err(Failure::because)?;
    tables::say_assumed(&opened, &tables);
    if !opened.holds_log() {
        let file = command.file.display();
        return Err(Failure::CouldNotRun(format!(
            "{file}: these are tenders (OCDS JSON or a table); `paths` expects an XES event log, `golugah scan` reads both"
        )));
    }
    let mut rejects: Vec<Reject> = Vec::new();
    let (log, _) = read_log(opened, &mut |reject| rejects.push(reject))
        .map_err(|error| Failure::because(error.in_words(&tables)))?;
    let shown = command.file.display().to_string();
    tables::say_case_unused(&shown, &tables, log.flattened.is_some());
    if let Some(Reject { line, reason }) = rejects.first() {
        let (count, line) = (rejects.len().to_string(), line.to_string());
        let file = command.file.to_string_lossy();
        let with = [
            ("file", &*file),
            ("count", &count),
            ("row", &line),
            ("what", reason),
        ];
        say(&(tables.say)("tables-refused", &with));
    }
    let file = command
        .file
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let tool = concat!("golugah ", env!("CARGO_PKG_VERSION"));
    let out = command.out.as_deref();
    let lifecycle = match command.lifecycle {
        PathsLifecycle::Folded => Lifecycle::Folded,
        PathsLifecycle::Raw => Lifecycle::Raw,
    };
    let language = Language::from(command.lang);
    let words = InLanguage(language, file.to_owned());
    match command.format {
        PathsFormat::Json => {
            let figures = golugah_paths::figures(&log, lifecycle, file, tool);
            output::write(out, |out| {
                serde_json::to_writer_pretty(&mut *out, &figures)?;
                writeln!(out)
            })
        }
        PathsFormat::Table => {
            let figures = golugah_paths::figures(&log, lifecycle, file, tool);
            output::write(out, |out| golugah_paths::write_table(&figures, &words, out))
        }
        PathsFormat::Svg => {
            let options = MapOptions {
                right_to_left: language == Language::Persian,
                ..MapOptions::default()
            };
            let shown = match lifecycle {
                Lifecycle::Folded => log.folded(),
                Lifecycle::Raw => Cow::Borrowed(&log),
            };
            output::write(out, |out| golugah_paths::write_svg(&shown, &words, &options, out))
        }
    }?;
    if let Some(out) = out {
        output::say_written(out, language);
    }
    Ok(())
}

/// The figures' words in one language, about the file of this name.
struct InLanguage(Language, String);

impl Words for InLanguage {
    fn label(&self, of: Label) -> String {
        label(of.key(), self.0)
    }

    fn count(&self, count: u64) -> String {
        integer(count.into(), self.0)
    }

    fn span(&self, seconds: f64) -> String {
        let (key, unit) = match seconds.abs() {
            day if day >= 86_400.0 => ("paths-days", 86_400.0),
            hour if hour >= 3_600.0 => ("paths-hours", 3_600.0),
            minute if minute >= 60.0 => ("paths-minutes", 60.0),
            _ => ("paths-seconds", 1.0),
        };
        span(key, &decimal(seconds / unit, 1, self.0), self.0)
    }

    fn about_times(&self, times: &Times) -> Vec<String> {
        about_times(&self.1, &as_reported(times), self.0)
    }

    fn about_flattened(&self, flattened: &Flattened) -> Vec<String> {
        about_flattened(&self.1, &flattened_as_reported(flattened), self.0)
    }

    fn share(&self, share: f64) -> String {
        percent(share, self.0)
    }

    fn moment(&self, moment: &str) -> String {
        let day = moment.get(..10).unwrap_or(moment);
        date_short(day, self.0).unwrap_or_else(|| day.to_owned())
    }
}
