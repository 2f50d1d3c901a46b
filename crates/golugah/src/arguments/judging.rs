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
    #[arg(long, value_name = "X", default_value_t = 2.0, value_parser = at_least_one)]
    pub(crate) times: f64,
    /// and from so much above it, as a share of 1.
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = share)]
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
    #[arg(long, value_name = "N", default_value_t = 365, requires = "again", value_parser = days)]
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

/// How many times the peers' rate: less than once would call what is better than they are worse.
fn at_least_one(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(times) if (1.0..f64::INFINITY).contains(&times) => Ok(times),
        _ => Err(
            "expected a number from 1 on, for example 2: a rate below the peers' is no worse than theirs"
                .to_owned(),
        ),
    }
}

/// A part of 1: no rate lies a whole one above another.
fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..1.0).contains(&share) => Ok(share),
        _ => Err("expected a share from 0 to less than 1, for example 0.05 for five points".to_owned()),
    }
}

/// How long a window is.
fn days(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(days) if days > 0 => Ok(days),
        _ => Err("expected a whole number of days from 1 on, for example 365".to_owned()),
    }
}
