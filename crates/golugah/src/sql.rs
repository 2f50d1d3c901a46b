//! The SQL forms of the indicators against the Rust forms, in DuckDB.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use golugah_indicators::Detail;
use golugah_intake::Tables;
use golugah_lake::Lake;

use crate::cases::Case;
use crate::commands::import;
use crate::commands::scan::write_observations;
use crate::failure::Failure;
use crate::files::Files;
use crate::scan::measure;
use crate::{lake, output};

/// Where the script lies, seen from the folder of the indicators.
const SCRIPT: &str = "../../../bench/sql/compare.py";

/// Imports every case, runs its indicator's SQL over the lake and compares row by row. Gives the number of differences.
pub(crate) fn compare_cases(tree: &Path, cases: &[Case], report: &mut String) -> Result<usize, Failure> {
    let script = tree.join(SCRIPT);
    if !python()
        .arg("-c")
        .arg("import duckdb")
        .output()
        .is_ok_and(|done| done.status.success())
    {
        return Err(Failure::CouldNotRun(
            "--sql needs Python 3 with the package duckdb: `pip install duckdb`".to_owned(),
        ));
    }
    let folder = tempfile::tempdir().map_err(Failure::because)?;
    let mut differ = 0;
    for (number, case) in cases.iter().enumerate() {
        let data = folder.path().join(number.to_string());
        let kept = Lake::open(lake::folder(&data)).map_err(Failure::because)?;
        import::keep_records(
            &kept,
            &case.input,
            &case.input.display().to_string(),
            1,
            None,
            &Tables::default(),
        )?;
        let measured = measure(
            &Files::new(std::slice::from_ref(&case.input), Tables::default()),
            &case.measuring(),
            Detail::Observations,
        )?;
        let seen = data.join("observations.csv");
        output::write(Some(&seen), |out| write_observations(&measured.kept, out))?;
        let mut command = python();
        command
            .arg(&script)
            .arg(lake::folder(&data))
            .args(["--indicator", case.indicator.name]);
        command.arg("--observations").arg(&seen);
        if let Some(profile) = &case.profile {
            command.args(["--profile", profile]);
        }
        if !measured.currency.is_empty() {
            command.args(["--currency", &measured.currency]);
        }
        let done = command.output().map_err(Failure::because)?;
        match done.status.code() {
            Some(0) => {}
            Some(1) => {
                differ += 1;
                // A string takes everything that is written to it.
                let _ = writeln!(
                    report,
                    "{} in SQL\n{}",
                    case.name,
                    String::from_utf8_lossy(&done.stdout)
                );
            }
            _ => {
                let said = String::from_utf8_lossy(&done.stderr);
                return Err(Failure::CouldNotRun(format!(
                    "{}: the SQL form could not run: {said}",
                    case.name
                )));
            }
        }
    }
    Ok(differ)
}

fn python() -> Command {
    Command::new("python3")
}
