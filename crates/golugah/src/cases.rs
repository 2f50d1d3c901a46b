//! The cases beside each indicator: folders with an input and what is expected of it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use golugah_indicators::{Detail, Indicator, Settled, catalogue};
use golugah_intake::Tables;

use crate::arguments::Measuring;
use crate::commands::scan::write_observations;
use crate::failure::Failure;
use crate::files::Files;
use crate::firms;
use crate::scan::measure;

/// One case: a folder with an input and what is expected of it.
pub(crate) struct Case {
    pub(crate) indicator: &'static Indicator,
    pub(crate) name: String,
    pub(crate) input: PathBuf,
    pub(crate) expected: PathBuf,
    pub(crate) profile: Option<String>,
    /// What people said of names, where the case has that, and the file in which it stands.
    pub(crate) settled: Settled,
    pub(crate) firms: Option<PathBuf>,
}

impl Case {
    /// How the case is measured: its indicator alone, on one thread.
    pub(crate) fn measuring(&self) -> Measuring {
        Measuring {
            indicators: vec![self.indicator.name.to_owned()],
            profile: self.profile.clone(),
            threads: Some(1),
            settled: self.settled.clone(),
            ..Measuring::default()
        }
    }
}

/// Every case of every indicator, in order.
pub(crate) fn cases(tree: &Path) -> Result<Vec<Case>, Failure> {
    let mut all = Vec::new();
    for indicator in catalogue().map_err(Failure::because)? {
        let family = match indicator.family {
            golugah_indicators::Family::Procurement => "procurement",
            golugah_indicators::Family::Procedures => "procedures",
        };
        let folder = tree.join(family).join(indicator.name).join("cases");
        let entries = std::fs::read_dir(&folder).map_err(|error| {
            Failure::CouldNotRun(format!(
                "{}: could not be read: {error}; run this in the source tree or name it with --cases",
                folder.display()
            ))
        })?;
        let mut folders: Vec<PathBuf> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.is_dir())
            .collect();
        folders.sort();
        for case in folders {
            let input = ["input.jsonl", "input.xes"]
                .map(|name| case.join(name))
                .into_iter()
                .find(|path| path.exists());
            let input = input.ok_or_else(|| {
                Failure::CouldNotRun(format!(
                    "{}: expected input.jsonl or input.xes, found neither",
                    case.display()
                ))
            })?;
            let firms = Some(case.join("firms.csv")).filter(|path| path.exists());
            let settled = firms.as_deref().map(firms::of_file).transpose();
            let settled = settled.map_err(Failure::CouldNotRun)?.unwrap_or_default();
            let name = case.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("{}/{name}", indicator.name);
            all.push(Case {
                indicator,
                name: name.clone(),
                input: input.clone(),
                expected: case.join("expected.csv"),
                profile: None,
                settled: settled.clone(),
                firms: firms.clone(),
            });
            // The same input in another profile.
            let expected = case.join("expected.cardinal.csv");
            if expected.exists() {
                let profile = Some("cardinal".to_owned());
                all.push(Case {
                    indicator,
                    name: format!("{name} in cardinal"),
                    input,
                    expected,
                    profile,
                    settled,
                    firms,
                });
            }
        }
    }
    Ok(all)
}

/// What the Rust form sees at a case, as CSV without the indicator's column.
pub(crate) fn observations(case: &Case) -> Result<String, Failure> {
    let measured = measure(
        &Files::new(std::slice::from_ref(&case.input), Tables::default()),
        &case.measuring(),
        Detail::Observations,
    )?;
    let mut rows = Vec::new();
    write_observations(&measured.kept, &mut rows).map_err(Failure::because)?;
    let text = String::from_utf8_lossy(&rows);
    let mut lines: Vec<String> = text.lines().map(without_indicator).collect();
    lines[1..].sort();
    Ok(lines.iter().map(|line| format!("{line}\n")).collect())
}

/// Drops the first column and writes numbers with at most six decimals.
fn without_indicator(line: &str) -> String {
    let rest = line.split_once(',').map_or(line, |(_, rest)| rest);
    let (start, numbers) = match rest.rmatch_indices(',').nth(1) {
        Some((at, _)) => rest.split_at(at),
        None => (rest, ""),
    };
    let mut out = start.to_owned();
    for number in numbers.split(',').skip(1) {
        out.push(',');
        match number.parse::<f64>() {
            Ok(value) => {
                let text = format!("{value:.6}");
                out.push_str(text.trim_end_matches('0').trim_end_matches('.'));
            }
            Err(_) => out.push_str(number),
        }
    }
    out
}

/// A file of the source tree.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| Failure::CouldNotRun(format!("{}: could not be read: {error}", path.display())))
}

/// The lines that stand in one and not in the other.
pub(crate) fn difference(expected: &str, found: &str) -> String {
    let mut text = String::new();
    for line in expected
        .lines()
        .filter(|line| !found.lines().any(|other| other == *line))
    {
        let _ = writeln!(text, "  expected {line}");
    }
    for line in found
        .lines()
        .filter(|line| !expected.lines().any(|other| other == *line))
    {
        let _ = writeln!(text, "  found    {line}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_of_every_indicator_holds() {
        let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("../golugah-indicators/src");
        let cases = cases(&tree).unwrap();
        assert!(
            cases.len() >= catalogue().unwrap().len() * 2,
            "{} cases",
            cases.len()
        );
        let mut failures = String::new();
        for case in &cases {
            let found = observations(case).unwrap();
            let expected = read(&case.expected).unwrap();
            if found != expected {
                failures += &format!("{}\n{}", case.name, difference(&expected, &found));
            }
        }
        assert!(failures.is_empty(), "{failures}");
    }
}
