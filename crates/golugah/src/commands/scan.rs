//! `golugah scan`: every indicator over files, or over the lake.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use golugah_findings::{IndicatorSummary, ScanReport};
use golugah_indicators::{Answer, Detail, KeptObservation};
use golugah_intake::Reject;
use golugah_report::{
    Catalogue, Language, Page, Value, table_words, write_bottlenecks_csv, write_csv, write_families_csv,
    write_family_members_csv, write_html, write_json, write_jsonl, write_table, write_values,
    write_without_verdict_csv,
};

use crate::arguments::{Format, Scan};
use crate::failure::Failure;
use crate::files::Files;
use crate::measured::Measured;
use crate::output;
use crate::progress::say;
use crate::rejects::{Rejects, word};
use crate::scan::{Records, measure, values};
use crate::{clock, lake, sheets, tables, texts};

/// The endings of what lies beside a result as CSV: bottlenecks, steps without a verdict, peers that differ much, and their groups.
const BESIDE: [&str; 4] = [
    "bottlenecks.csv",
    "steps.csv",
    "families.csv",
    "families.groups.csv",
];

/// How many findings a page shows of each bottleneck.
pub(crate) const FINDINGS_PER_BOTTLENECK: usize = 25;

pub(crate) fn run(command: &Scan, data: &Path) -> Result<(), Failure> {
    let date = match &command.date {
        Some(day) => clock::day(day)?,
        None => clock::today(),
    };
    if command.format == Format::Xlsx && command.out.is_none() {
        let what = table_words("tables-out-needed", &[], command.lang.into());
        return Err(Failure::CouldNotRun(what));
    }
    apart(command)?;
    let tables = tables::mapped(&command.mapped, command.lang.into())?;
    let lake;
    let only_values = command.format == Format::Cardinal && command.observations.is_none();
    let files = if only_values {
        Files::unhashed(&command.files, tables)
    } else {
        Files::new(&command.files, tables)
    };
    let records: &dyn Records = if command.files.is_empty() {
        lake = lake::Imported::open_in(data, command.lang.into())?;
        &lake
    } else {
        &files
    };
    if only_values {
        return write_only_values(records, command, data);
    }
    let detail = if command.observations.is_some() {
        Detail::Observations
    } else if command.format == Format::Table && !command.measuring.kept {
        // A table shows no finding but the cases against a rule, and what is not shown need not be held.
        Detail::Totals
    } else {
        Detail::Findings
    };
    let measured = measure(records, &command.measuring, detail)?;
    warn_of_currency(&measured.report, command);
    if command.measuring.after.is_some() && measured.report.inputs.iter().all(|input| input.records == 0) {
        say("--after: nothing began later than that day, so nothing was measured");
    }
    let catalogue = texts::catalogue()?;
    // What may fail for want of a place comes before the result is shown.
    if let Some(path) = &command.observations {
        output::write(Some(path), |out| write_observations(&measured.kept, out))?;
    }
    let inputs = measured.report.inputs.iter().map(|input| input.file.as_str());
    keep_rejects(inputs, &measured.rejects, command, data)?;
    output::write(command.out.as_deref(), |out| {
        write_report(
            &measured,
            &catalogue,
            command.format,
            command.lang.into(),
            &date,
            out,
        )
    })?;
    if let Some(out) = &command.out {
        output::say_written(out, command.lang.into());
        if command.format == Format::Csv {
            // A table has one kind of row, and a spreadsheet opens one table a file.
            let beside = out.with_extension(BESIDE[0]);
            output::write(Some(&beside), |file| {
                write_bottlenecks_csv(&measured.report, file)
            })?;
            output::say_written(&beside, command.lang.into());
            if !measured.report.without_verdict.is_empty() {
                let beside = out.with_extension(BESIDE[1]);
                output::write(Some(&beside), |file| {
                    write_without_verdict_csv(&measured.report, file)
                })?;
                output::say_written(&beside, command.lang.into());
            }
            if !measured.report.families.is_empty() {
                let beside = out.with_extension(BESIDE[2]);
                output::write(Some(&beside), |file| write_families_csv(&measured.report, file))?;
                output::say_written(&beside, command.lang.into());
                let beside = out.with_extension(BESIDE[3]);
                output::write(Some(&beside), |file| {
                    write_family_members_csv(&measured.report, file)
                })?;
                output::say_written(&beside, command.lang.into());
            }
        }
    }
    // The program ends here, and the system takes the memory back faster than we could text by text.
    std::mem::forget(measured);
    Ok(())
}

/// The result and what lies beside it is written over nothing that is read.
fn apart(command: &Scan) -> Result<(), Failure> {
    let mut outs: Vec<PathBuf> = command.observations.iter().cloned().collect();
    if let Some(out) = &command.out {
        outs.push(out.clone());
        if command.format == Format::Csv {
            outs.extend(BESIDE.map(|ending| out.with_extension(ending)));
        }
    }
    let outs: Vec<&Path> = outs.iter().map(PathBuf::as_path).collect();
    output::apart(&outs, &all_read(command), command.lang.into())
}

/// Everything that is read.
fn all_read(command: &Scan) -> Vec<&Path> {
    command
        .files
        .iter()
        .chain(&command.mapped.map)
        .map(PathBuf::as_path)
        .collect()
}

/// A mistyped currency would leave every price without an answer, in silence.
fn warn_of_currency(report: &ScanReport, command: &Scan) {
    let Some(asked) = &command.measuring.currency else {
        return;
    };
    let others = |one: &IndicatorSummary| one.not_computable.get("other_currency").copied();
    let compared = |one: &IndicatorSummary| one.raised + one.clear > 0;
    let priced: Vec<&IndicatorSummary> = report
        .indicators
        .iter()
        .filter(|one| others(one).is_some())
        .collect();
    if let Some(most) = priced.iter().filter_map(|one| others(one)).max()
        && !priced.iter().any(|one| compared(one))
    {
        say(&format!(
            "--currency {}: no two prices of a tender are in it, and {most} tenders have prices in other currencies; \
             without --currency the most frequent one is taken",
            asked.to_uppercase()
        ));
    }
}

/// Runs the indicators for subjects and values alone: nothing is gathered that this form does not show.
fn write_only_values(records: &dyn Records, command: &Scan, data: &Path) -> Result<(), Failure> {
    let found = values(records, &command.measuring)?;
    keep_rejects(
        found.inputs.iter().map(String::as_str),
        &found.rejects,
        command,
        data,
    )?;
    let outcome = &found.outcome;
    let rows = outcome.values().map(|raised| {
        let indicator = outcome.indicators[raised.indicator as usize].indicator;
        Value {
            kind: raised.subject.0,
            id: raised.subject.1,
            code: indicator.definition.code.as_deref().unwrap_or(indicator.name),
            value: raised.value,
            place: raised.place.map(|place| (place.input, place.line)),
        }
    });
    let rows = rows.collect();
    output::write(command.out.as_deref(), |out| write_values(rows, out))?;
    if let Some(out) = &command.out {
        output::say_written(out, command.lang.into());
    }
    // As above: the system is faster at taking memory back.
    std::mem::forget(found);
    Ok(())
}

/// Writes the report in one of its forms.
pub(crate) fn write_report(
    measured: &Measured,
    catalogue: &Catalogue,
    format: Format,
    language: Language,
    date: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let report = &measured.report;
    match format {
        Format::Table => {
            let called = |id: &str| measured.name_of(id);
            write_table(report, catalogue, language, Some(&called), width(), out)
        }
        Format::Json => write_json(report, out),
        Format::Jsonl => write_jsonl(report, out),
        Format::Csv => write_csv(report, out),
        Format::Xlsx => {
            let left = sheets::write(
                report,
                catalogue,
                &|id| measured.name_of(id),
                (language, date),
                out,
            )?;
            if left > 0 {
                say(&sheets::full(left, language));
            }
            Ok(())
        }
        Format::Cardinal => write_values(golugah_report::values_of(report), out),
        Format::Html => {
            let page = Page {
                language,
                date: Some(date),
                on_site: None,
                findings_per_bottleneck: FINDINGS_PER_BOTTLENECK,
                called: Some(&|id| measured.name_of(id)),
            };
            write_html(report, catalogue, &page, out)
        }
    }
}

/// Columns of the terminal, or a paper's width where the table goes to a file.
fn width() -> usize {
    if !io::stdout().is_terminal() {
        return 100;
    }
    usize::from(terminal_size::terminal_size().map_or(100, |(columns, _)| columns.0))
}

/// Nothing is dropped in silence: what was refused lies in a file beside the work, with line and reason.
fn keep_rejects<'i>(
    inputs: impl Iterator<Item = &'i str>,
    rejects: &[Rejects],
    command: &Scan,
    data: &Path,
) -> Result<(), Failure> {
    let folder = match &command.rejects {
        Some(folder) => folder.clone(),
        None if command.files.is_empty() => data.join("rejects"),
        None => PathBuf::new(),
    };
    let mut taken: BTreeSet<PathBuf> = BTreeSet::new();
    let words = tables::in_language(command.lang.into());
    for (input, rejects) in inputs.zip(rejects) {
        if rejects.is_empty() {
            continue;
        }
        if !folder.as_os_str().is_empty() {
            std::fs::create_dir_all(&folder).map_err(|error| Failure::writing(&folder, &error))?;
        }
        let name = Path::new(input).file_name().unwrap_or_default().to_string_lossy();
        // Files of one name from several folders keep a list each.
        let path = (1..)
            .map(|number| match number {
                1 => folder.join(format!("{name}.rejects.jsonl")),
                _ => folder.join(format!("{name}.{number}.rejects.jsonl")),
            })
            .find(|path| taken.insert(path.clone()))
            .unwrap_or_default();
        output::apart(&[&path], &all_read(command), command.lang.into())?;
        write_rejects(&path, input, rejects)?;
        for sentence in rejects.sentences(input, &path, &words) {
            say(&sentence);
        }
    }
    Ok(())
}

/// One JSON object a line: of a refused record file, line, reason; of what was noted file, first line, field, fault, what was found
/// and how often; of a table what was taken for granted.
pub(crate) fn write_rejects(path: &Path, file: &str, rejects: &Rejects) -> Result<(), Failure> {
    output::write(Some(path), |out| {
        for assumed in &rejects.assumed {
            let row = serde_json::json!({ "file": file, "assumed": assumed });
            writeln!(out, "{row}")?;
        }
        for Reject { line, reason } in &rejects.kept {
            let row = serde_json::json!({ "file": file, "line": line, "reason": reason });
            writeln!(out, "{row}")?;
        }
        let more = rejects.count - rejects.kept.len() as u64;
        if more > 0 {
            let row = serde_json::json!({ "file": file, "refused_beyond_these": more });
            writeln!(out, "{row}")?;
        }
        for (note, seen) in rejects.notes.iter() {
            let row = serde_json::json!({
                "file": file, "line": seen.line, "field": note.field, "fault": word(note.fault), "found": note.found,
                "times": seen.times,
            });
            writeln!(out, "{row}")?;
        }
        if rejects.notes.beyond() > 0 {
            let row = serde_json::json!({ "file": file, "noted_beyond_these": rejects.notes.beyond() });
            writeln!(out, "{row}")?;
        }
        Ok(())
    })
}

/// Every observation as CSV, in the columns that an indicator's SQL gives.
pub(crate) fn write_observations(
    kept: &[(&'static str, KeptObservation)],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "indicator",
        "subject_kind",
        "subject",
        "state",
        "reason",
        "value",
        "threshold",
    ])?;
    for (indicator, seen) in kept {
        let (state, reason) = match seen.answer {
            Answer::Raised => ("raised", ""),
            Answer::Clear => ("clear", ""),
            Answer::NotComputable(reason) => ("not_computable", reason),
        };
        let number = |value: f64| {
            if value.is_finite() {
                value.to_string()
            } else {
                String::new()
            }
        };
        let (value, threshold) = seen.compared.map_or_else(
            || (String::new(), String::new()),
            |(value, threshold)| (number(value), number(threshold)),
        );
        let (kind, subject) = &seen.subject;
        rows.write_record([
            indicator,
            kind.as_str(),
            subject,
            state,
            reason,
            &value,
            &threshold,
        ])?;
    }
    rows.flush()
}
