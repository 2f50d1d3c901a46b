//! Arguments of what reads tables.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Lang;

/// How tables are read.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Mapped {
    /// How tables (CSV, XLSX) among the files are to be read, as `golugah map` writes it; without it that is guessed.
    #[arg(long, value_name = "M.toml")]
    pub(crate) map: Option<PathBuf>,
    /// Which type of object is the case, of object-centric logs (OCEL) among the files; without it their types are listed.
    #[arg(long, value_name = "TYPE")]
    pub(crate) case: Option<String>,
}

/// Which table.
#[derive(Debug, Args)]
pub(crate) struct Map {
    /// A CSV or XLSX of tenders, winners, bids or events.
    #[arg(value_name = "FILE", required_unless_present = "template")]
    pub(crate) file: Option<PathBuf>,
    /// Instead of a guess, an empty workbook with headings to be filled, which is read without a mapping.
    #[arg(
        long,
        value_enum,
        value_name = "KIND",
        conflicts_with = "file",
        requires = "out"
    )]
    pub(crate) template: Option<TemplateOf>,
    /// Write the mapping, or the workbook, here instead of to the screen.
    #[arg(long, value_name = "F")]
    pub(crate) out: Option<PathBuf>,
    /// The language of what is said.
    #[arg(long, value_enum, default_value_t = Lang::Fa)]
    pub(crate) lang: Lang,
}

/// What there are templates of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TemplateOf {
    /// Tenders, each with who won it.
    Winners,
    /// The bids of tenders.
    Bids,
    /// The events of cases.
    Events,
}
