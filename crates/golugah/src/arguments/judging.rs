use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Lang;

/// Which counts are judged, and how.
#[derive(Debug, Args)]
pub(crate) struct Judge {
    /// CSV with the columns group, stratum, batch, raised, computable. Rows of one group and batch hang together; where
    /// batch is empty each observation stands by itself. A stratum may be a path, as state/open/works/2024: it leans on what it lies in.
    #[arg(long, value_name = "FILE")]
    pub(crate) counts: PathBuf,
    /// A rate is materially worse from so many times the peers' on,
    #[arg(long, value_name = "X", default_value_t = 2.0, value_parser = at_least_zero)]
    pub(crate) times: f64,
    /// and from so much above it, as a share of 1.
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = at_least_zero)]
    pub(crate) points: f64,
    /// As if each observation stood by itself, and naming by the average error alone, without floors.
    #[arg(long)]
    pub(crate) plain: bool,
    /// Also deal the batches out anew so many times, and say how many groups chance alone would name.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) null: u32,
    /// The seed of the first deal.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Also measure the named groups again on counts dated after their remedies: CSV with the same columns and `half`, 1 or 2 for the
    /// first and the second half of the window.
    #[arg(long, value_name = "FILE")]
    pub(crate) again: Option<PathBuf>,
    /// How many days that window is long.
    #[arg(long, value_name = "N", default_value_t = 365, requires = "again")]
    pub(crate) days: u32,
    /// The form of the result.
    #[arg(long, value_enum, default_value_t = JudgeFormat::Table)]
    pub(crate) format: JudgeFormat,
    /// Write the result here instead of to the screen.
    #[arg(long, value_name = "F")]
    pub(crate) out: Option<PathBuf>,
    /// The language of the table.
    #[arg(long, value_enum, default_value_t = Lang::Fa)]
    pub(crate) lang: Lang,
}

/// The forms of a judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum JudgeFormat {
    /// For people at a terminal: those that stand out, and those that would without floors.
    Table,
    /// One object with every group, as docs/schemas/judge.schema.json says.
    Json,
}

/// A number that is one, and not below zero.
fn at_least_zero(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(number) if (0.0..f64::INFINITY).contains(&number) => Ok(number),
        _ => Err("expected a number from 0 on, for example 0.05".to_owned()),
    }
}
