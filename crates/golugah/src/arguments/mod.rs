//! The command line. What each command does is in `commands`.

mod judging;
mod paths;
mod sample;
mod tables;
mod telling;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use golugah_indicators::Settled;

use crate::after::Day;
use crate::firms;

pub(crate) use judging::{Judge, JudgeFormat};
pub(crate) use paths::{Paths, PathsFormat, PathsLifecycle};
pub(crate) use sample::{PublishedDetail, Sample, Size};
pub(crate) use tables::{Map, Mapped, TemplateOf};
pub(crate) use telling::Telling;

/// Finds where things stick in a county's administration: ranked bottlenecks with evidence.
#[derive(Debug, Parser)]
#[command(
    name = "golugah",
    version,
    after_help = "Exit codes: 0 done, 1 it ran and what it checks does not hold, 2 it could not run, 3 the database failed \
                  and whether the last deeds were done could not be found out."
)]
pub(crate) struct Arguments {
    /// Everything the county has lies under this folder.
    #[arg(
        long,
        global = true,
        env = "GOLUGAH_DATA",
        default_value = "golugah-data",
        value_name = "DIR"
    )]
    pub(crate) data: PathBuf,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run every indicator over files, or over everything imported where no file is named.
    Scan(Scan),
    /// Keep the records of files in the lake; a file seen before is recognised by its hash.
    Import(Import),
    /// Guess how a CSV or XLSX of tenders or of a log is to be read, as a file to edit.
    Map(Map),
    /// The figures of an event log: cases, variants, passages, waits, rework, overtaking.
    Paths(Paths),
    /// The judgement alone, over counts that somebody else made: who stands out, and what kept the others.
    Judge(Judge),
    /// An indicator's page, or one finding with its evidence.
    Explain(Explain),
    /// The catalogue of indicators, and its cases.
    Indicators(Indicators),
    /// Write the invented county's files, with what is true beside them.
    Sample(Sample),
    /// Make the invented county, import it, scan it, write its report and open its site.
    Demo(Demo),
    /// The county's site.
    Serve(Serve),
    /// The worker: imports what was uploaded, measures it, and measures again what was remedied.
    Work(Work),
    /// Hold the records against the log, and the log against checkpoints kept elsewhere.
    Verify(Verify),
    /// Everything the county has, in one file, while its site goes on working.
    Backup(Backup),
    /// A county again, from the file that `backup` wrote.
    Restore(Restore),
    /// Everything official as CSV and JSON, so that a county can leave; or its deeds as an event log.
    Export(Export),
}

/// Which files, and how they are measured.
#[derive(Debug, Args)]
pub(crate) struct Scan {
    /// OCDS JSON (lines or packages), event logs (XES, OCEL), plain, .gz or .zst, and tables (CSV, XLSX).
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) mapped: Mapped,
    #[command(flatten)]
    pub(crate) measuring: Measuring,
    /// The form of the result.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// Write the result here instead of to the screen.
    #[arg(long, value_name = "F")]
    pub(crate) out: Option<PathBuf>,
    /// The language of tables and pages.
    #[arg(long, value_enum, default_value_t = Lang::Fa)]
    pub(crate) lang: Lang,
    /// Where refused records are kept; `FILE.rejects.jsonl` in the working folder by default.
    #[arg(long, value_name = "DIR")]
    pub(crate) rejects: Option<PathBuf>,
    /// The day written on the page (YYYY-MM-DD); today by default.
    #[arg(long, value_name = "DAY")]
    pub(crate) date: Option<String>,
    /// Also write every observation, clear and not computable ones too, as CSV.
    #[arg(long, value_name = "F")]
    pub(crate) observations: Option<PathBuf>,
}

/// How often batches are dealt out anew for a report.
pub(crate) const USUAL_DEALS: u32 = 20;

/// Options of everything that runs indicators.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Measuring {
    /// A profile with other thresholds; `cardinal` reproduces ocdscardinal.
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// The currency in which prices are compared; by default the most frequent one among the first records.
    #[arg(long, value_name = "CODE")]
    pub(crate) currency: Option<String>,
    /// Only this indicator, by name or code; can be given again.
    #[arg(long = "indicator", value_name = "NAME_OR_CODE")]
    pub(crate) indicators: Vec<String>,
    /// Only what began after this day (1405-01-01 or 2026-03-21): tenders opened later, and of each log the cases begun later and long
    /// enough before its last event that nine in ten would have ended. This is how a remedy is measured.
    #[arg(long, value_name = "DAY", value_parser = Day::parse)]
    pub(crate) after: Option<Day>,
    /// And only what began on this day or before it.
    #[arg(long, value_name = "DAY", value_parser = Day::parse)]
    pub(crate) until: Option<Day>,
    /// Deal the batches of observations out anew among the groups so many times, and say how many names chance alone would
    /// put on the page; 0 for not.
    #[arg(long, value_name = "N", default_value_t = USUAL_DEALS)]
    pub(crate) null: u32,
    /// Threads that read; as many as the machine has by default. Results do not depend on it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    /// Without files: take what earlier scans counted of each import from the lake, count only what is new, and keep that. The
    /// result is the same to the byte.
    #[arg(long)]
    pub(crate) kept: bool,
    /// What people said of names that may be one firm's: a CSV with the columns name_a, name_b and state (one, two or open), as
    /// `golugah export` writes it in firm_pairs.csv. Without it no two names are taken for one firm; the answers that a county's site
    /// keeps are not looked for.
    #[arg(long = "firms", value_name = "F", default_value = "", hide_default_value = true, value_parser = firms::said_in)]
    pub(crate) settled: Settled,
}

/// The forms of a scan's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people at a terminal.
    Table,
    /// One object, as docs/schemas/scan.schema.json says.
    Json,
    /// One object a line.
    Jsonl,
    /// The findings, for a spreadsheet; with `--out F.csv` the bottlenecks lie in `F.bottlenecks.csv`.
    Csv,
    /// A workbook of bottlenecks, findings and indicators; with `--out F.xlsx`.
    Xlsx,
    /// One self-contained page.
    Html,
    /// Subjects and values alone, in the form of `ocdscardinal indicators`.
    Cardinal,
}

/// The languages of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Persian.
    Fa,
    /// English.
    En,
}

/// Which files are kept.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// OCDS JSON and event logs (XES, OCEL), plain, .gz or .zst, and tables (CSV, XLSX).
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) mapped: Mapped,
    /// The language in which is said what is wrong with tables.
    #[arg(long, value_enum, default_value_t = Lang::Fa)]
    pub(crate) lang: Lang,
    /// Threads that read; as many as the machine has by default.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
}

/// What is to be explained.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// An indicator's name or code, or a finding as `INDICATOR:SUBJECT`, for example `R018:ocds-1-2` or
    /// `deadline_missed:1042`.
    #[arg(value_name = "INDICATOR or INDICATOR:SUBJECT")]
    pub(crate) what: String,
    /// Files to look for the finding in; the lake by default.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) mapped: Mapped,
    #[command(flatten)]
    pub(crate) measuring: Measuring,
    /// The language of the page.
    #[arg(long, value_enum, default_value_t = Lang::Fa)]
    pub(crate) lang: Lang,
}

/// What to do with the catalogue.
#[derive(Debug, Args)]
pub(crate) struct Indicators {
    #[command(subcommand)]
    pub(crate) action: IndicatorsAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum IndicatorsAction {
    /// Every indicator with its code, subject and title.
    List {
        /// The language of the titles.
        #[arg(long, value_enum, default_value_t = Lang::Fa)]
        lang: Lang,
    },
    /// Run the cases beside each indicator and compare with what is expected.
    Test {
        /// The folder with `procurement` and `procedures`; by default that of the source tree.
        #[arg(long, value_name = "DIR")]
        cases: Option<PathBuf>,
        /// Write what was found as what is expected.
        #[arg(long)]
        update: bool,
        /// Also run the SQL form of every indicator in DuckDB and compare.
        #[arg(long)]
        sql: bool,
    },
}

/// Where the site answers.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The address to answer at.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: std::net::SocketAddr,
    /// A proxy in front speaks https with browsers: cookies keep to https, and whoever asks is the last address that the
    /// proxy wrote into X-Forwarded-For.
    #[arg(long)]
    pub(crate) behind_https: bool,
    /// Where people find the county, for links that leave it (the feed, the calendar): scheme and host, for example
    /// https://county.example. Without it such links go where the asker says to have asked.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<String>,
    /// The clock was ahead, a deed was recorded under a moment that has not come, and now the clock is right: record so,
    /// and go on. Without it every deed is refused until that moment.
    #[arg(long)]
    pub(crate) clock_set_right: bool,
    /// Start no worker: `golugah work` runs elsewhere.
    #[arg(long)]
    pub(crate) no_worker: bool,
    #[command(flatten)]
    pub(crate) telling: Telling,
    #[command(flatten)]
    pub(crate) room: Room,
}

/// How much of the disk stays free.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Room {
    /// Accept no deed and no file while fewer bytes are free than this; by default 64 MiB or a hundredth of the disk,
    /// whichever is more, and 0 for no such floor.
    #[arg(long, value_name = "BYTES")]
    pub(crate) free_floor: Option<u64>,
}

/// Scheme and host, as links begin.
fn base_url(text: &str) -> Result<String, String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    match host {
        Some(host) if !host.is_empty() && host.len() <= 255 && host.bytes().all(plain) => Ok(text.to_owned()),
        _ => Err("expected scheme and host without a path, for example https://county.example".to_owned()),
    }
}

/// How the worker works.
#[derive(Debug, Args)]
pub(crate) struct Work {
    /// Stop when nothing waits.
    #[arg(long)]
    pub(crate) once: bool,
    /// Stop when the standard input ends: so a worker never outlives the site that started it.
    #[arg(long, hide = true)]
    pub(crate) with_parent: bool,
    #[command(flatten)]
    pub(crate) telling: Telling,
    /// Where people find the county, scheme and host, as messages say it.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<String>,
    #[command(flatten)]
    pub(crate) room: Room,
}

/// What the log is held against.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A checkpoint kept elsewhere; can be given again. Without one, whoever can write the database and sign with the
    /// server's key can rewrite the log unnoticed.
    #[arg(long = "checkpoint", value_name = "FILE")]
    pub(crate) checkpoints: Vec<PathBuf>,
    /// The log's public key, kept elsewhere; the one beside the log by default.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// The county has no checkpoint of its own yet, and that is known: it was never served, or goes on under a new key.
    #[arg(long)]
    pub(crate) no_checkpoint: bool,
    /// Instead, a receipt as the minutes' page gives it: checked by itself, with the log's key and no county at hand.
    #[arg(long, value_name = "FILE", conflicts_with = "checkpoints")]
    pub(crate) receipt: Option<PathBuf>,
    /// A text to hold against the minutes that the receipt carries.
    #[arg(long, value_name = "FILE", requires = "receipt")]
    pub(crate) minutes: Option<PathBuf>,
}

/// Where the backup goes.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write, by custom with the ending .tar.zst; best on another disk.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Also pack the secrets: the log's key. Whoever has such a file can sign in the county's name.
    #[arg(long)]
    pub(crate) with_key: bool,
}

/// What is restored; where to, says --data.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// A file that `backup` wrote.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The log's secret key is lost: go on under a new one, and lay the former public key and checkpoint aside.
    #[arg(long)]
    pub(crate) new_key: bool,
    /// A list of texts that were withdrawn since, the file `forgotten` of the county's former folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) forgotten: Option<PathBuf>,
}

/// What is exported, and where to.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// A fresh folder for every official table as CSV and JSON, the log as JSON lines, and the files by hash.
    #[arg(long, value_name = "DIR", required_unless_present_any = ["log", "public"])]
    pub(crate) out: Option<PathBuf>,
    /// A fresh folder for what is public of the log: its entries, and what opens them to whoever holds the records of the
    /// published sessions against it.
    #[arg(long, value_name = "DIR")]
    pub(crate) public: Option<PathBuf>,
    /// A file for the deeds as an event log (XES), which `golugah paths` and `golugah scan` read.
    #[arg(long, value_name = "F.xes")]
    pub(crate) log: Option<PathBuf>,
    /// The language of the deeds' names in the event log.
    #[arg(long, value_enum, default_value_t = Lang::Fa)]
    pub(crate) lang: Lang,
}

/// How the demonstration runs.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Another number makes another county.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// The language of the table; the page is written in both.
    #[arg(long, value_enum, default_value_t = Lang::Fa)]
    pub(crate) lang: Lang,
    /// Do not open the site at the end.
    #[arg(long)]
    pub(crate) no_serve: bool,
    #[command(flatten)]
    pub(crate) serve: Serve,
}
