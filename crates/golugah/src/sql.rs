//! The SQL forms of the indicators against the Rust forms, in DuckDB.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use golugah_indicators::Detail;
use golugah_intake::Tables;
use golugah_lake::Lake;

use crate::cases::Case;
use crate::commands::import;
use crate::commands::scan::write_observations;
use crate::failure::Failure;
use crate::files::Files;
use crate::scan::{measure, threads};
use crate::{lake, output};

/// Where the script lies, seen from the folder of the indicators.
const SCRIPT: &str = "../../../bench/sql/compare.py";

/// How many differences of a case are told.
const TOLD: usize = 20;

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
    let mut lines = Vec::with_capacity(cases.len());
    for (number, case) in cases.iter().enumerate() {
        lines.push(line_of(case, &folder.path().join(number.to_string()))?);
    }
    // To begin a process and to load the engine costs more than most cases: there are as few processes as run side by side.
    let mut running = Vec::new();
    let processes = threads(None).min(cases.len().max(1));
    for process in 0..processes {
        let own: String = lines.iter().skip(process).step_by(processes).cloned().collect();
        let list = folder.path().join(format!("cases-{process}.jsonl"));
        fs::write(&list, own).map_err(Failure::because)?;
        let mut command = python();
        command.arg(&script).arg("--cases").arg(&list);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        running.push(command.spawn().map_err(Failure::because)?);
    }
    let mut said: Vec<Option<Vec<String>>> = vec![None; cases.len()];
    for (process, child) in running.into_iter().enumerate() {
        let done = child.wait_with_output().map_err(Failure::because)?;
        let answers = String::from_utf8_lossy(&done.stdout).into_owned();
        for (answer, at) in answers.lines().zip((process..).step_by(processes)) {
            said[at] = serde_json::from_str(answer).ok();
        }
        if !matches!(done.status.code(), Some(0 | 1)) {
            let case = (process..).step_by(processes).nth(answers.lines().count());
            let name = case.and_then(|at| cases.get(at)).map_or("", |case| &*case.name);
            let said = String::from_utf8_lossy(&done.stderr);
            return Err(Failure::CouldNotRun(format!(
                "{name}: the SQL form could not run: {said}"
            )));
        }
    }
    let mut differ = 0;
    for (case, said) in cases.iter().zip(said) {
        let Some(lines) = said else {
            return Err(Failure::CouldNotRun(format!(
                "{}: the SQL form gave no answer",
                case.name
            )));
        };
        if !lines.is_empty() {
            differ += 1;
            // A string takes everything that is written to it.
            let _ = writeln!(report, "{} in SQL", case.name);
            for line in lines.iter().take(TOLD) {
                let _ = writeln!(report, "  differs: {line}");
            }
        }
    }
    Ok(differ)
}

/// Imports a case and writes what the program observed of it; gives the line by which the script finds both.
fn line_of(case: &Case, data: &Path) -> Result<String, Failure> {
    let kept = Lake::open(lake::folder(data)).map_err(Failure::because)?;
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
    let line = serde_json::json!({
        "lake": lake::folder(data),
        "indicator": case.indicator.name,
        "observations": seen,
        "profile": case.profile,
        "currency": measured.currency,
        "firms": case.firms,
    });
    Ok(format!("{line}\n"))
}

fn python() -> Command {
    Command::new("python3")
}
