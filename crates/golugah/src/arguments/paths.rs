//! Arguments of the figures of a log.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Lang, Mapped};

/// Which log, in which form.
#[derive(Debug, Args)]
pub(crate) struct Paths {
    /// An event log (XES, or OCEL with --case), plain, .gz or .zst, or a table of events (CSV, XLSX).
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) mapped: Mapped,
    /// The form of the result.
    #[arg(long, value_enum, default_value_t = PathsFormat::Table)]
    pub(crate) format: PathsFormat,
    /// Count what was done, or every event of the log by itself.
    #[arg(long, value_enum, default_value_t = PathsLifecycle::Folded)]
    pub(crate) lifecycle: PathsLifecycle,
    /// Write the result here instead of to the screen.
    #[arg(long, value_name = "F")]
    pub(crate) out: Option<PathBuf>,
    /// The language of the table and the map.
    #[arg(long, value_enum, default_value_t = Lang::Fa)]
    pub(crate) lang: Lang,
}

/// The forms of a log's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PathsFormat {
    /// For people at a terminal.
    Table,
    /// One object, as docs/schemas/paths.schema.json says.
    Json,
    /// A map of the most frequent steps.
    Svg,
}

/// What is counted in a log that tells when a step was scheduled, started and completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PathsLifecycle {
    /// A step that was scheduled, started and completed once is one.
    Folded,
    /// Every event by itself.
    Raw,
}
