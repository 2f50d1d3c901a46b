//! `golugah indicators`: the catalogue, and the cases beside each indicator.

use std::fmt::Write as _;
use std::path::Path;

use golugah_indicators::catalogue;
use golugah_report::Language;

use crate::arguments::{Indicators, IndicatorsAction, Lang};
use crate::cases::{cases, difference, observations, read};
use crate::failure::Failure;
use crate::progress::say;
use crate::{output, sql};

/// Where the indicators lie in the source tree.
const TREE: &str = "crates/golugah-indicators/src";

pub(crate) fn run(command: &Indicators) -> Result<(), Failure> {
    match &command.action {
        IndicatorsAction::List { lang } => list(*lang),
        IndicatorsAction::Test { cases, update, sql } => {
            test(cases.as_deref().unwrap_or(Path::new(TREE)), *update, *sql)
        }
    }
}

fn list(lang: Lang) -> Result<(), Failure> {
    let indicators = catalogue().map_err(Failure::because)?;
    output::write(None, |out| {
        for indicator in indicators {
            let title = match Language::from(lang) {
                Language::Persian => &indicator.definition.title.fa,
                Language::English => &indicator.definition.title.en,
            };
            let code = indicator.definition.code.as_deref().unwrap_or("–");
            let subject = indicator.definition.subject.as_str();
            writeln!(out, "{code:<5} {:<34} {subject:<17} {title}", indicator.name)?;
        }
        Ok(())
    })
}

/// Runs every case and says which do not hold.
fn test(tree: &Path, update: bool, with_sql: bool) -> Result<(), Failure> {
    let cases = cases(tree)?;
    let mut failed = 0;
    let mut report = String::new();
    for case in &cases {
        let found = observations(case)?;
        if update {
            output::write(Some(&case.expected), |out| out.write_all(found.as_bytes()))?;
            continue;
        }
        let expected = read(&case.expected)?;
        if found != expected {
            failed += 1;
            // A string takes everything that is written to it.
            let _ = writeln!(report, "{}\n{}", case.name, difference(&expected, &found));
        }
    }
    if with_sql {
        failed += sql::compare_cases(tree, &cases, &mut report)?;
    }
    if failed > 0 {
        return Err(Failure::DoesNotHold(format!(
            "{report}{failed} of {} cases do not hold",
            cases.len()
        )));
    }
    let done = if update { "written" } else { "hold" };
    say(&format!("{} cases {done}", cases.len()));
    Ok(())
}
