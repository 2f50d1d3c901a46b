//! `golugah explain`: an indicator's page, or one finding with its evidence and its row.

use std::io::{self, BufRead, Write};
use std::path::Path;

use golugah_findings::{Finding, Kind, Subject};
use golugah_indicators::{Answer, Detail, Indicator, KeptObservation};
use golugah_intake::{Limits, Tables, open_as};
use golugah_report::{Catalogue, Language, Unraised, parameter, unraised, write_finding};

use crate::arguments::{Explain, Lang, Measuring};
use crate::failure::Failure;
use crate::files::Files;
use crate::scan::{Records, measure};
use crate::{lake, output, tables, texts};

/// Characters of a raw row that are shown; the file has the rest.
const ROW: usize = 4_000;

pub(crate) fn run(command: &Explain, data: &Path) -> Result<(), Failure> {
    let (word, subject) = match command.what.split_once(':') {
        Some((word, subject)) => (word, Some(subject)),
        None => (command.what.as_str(), None),
    };
    let indicator = golugah_indicators::indicator(word).ok_or_else(|| {
        Failure::CouldNotRun(format!(
            "{word}: no such indicator; `golugah indicators list` names them all"
        ))
    })?;
    match subject {
        None => output::write(None, |out| page(indicator, command.lang, out)),
        Some(subject) => explain_finding(indicator, subject, command, data),
    }
}

/// The indicator's page: what it is called, what it says, its parameters with their sources.
fn page(indicator: &Indicator, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let about = match lang {
        Lang::Fa => indicator.about_fa,
        Lang::En => indicator.about_en,
    };
    writeln!(out, "{}\n", about.trim_end())?;
    writeln!(out, "`{}`", indicator.name)?;
    for (name, definition) in &indicator.definition.parameters {
        let (label, value) = parameter(name, &definition.value, lang.into());
        writeln!(out, "\n{label}: {value} (`{name}`)\n  {}", definition.source)?;
    }
    Ok(())
}

fn explain_finding(
    indicator: &'static Indicator,
    subject: &str,
    command: &Explain,
    data: &Path,
) -> Result<(), Failure> {
    let lake;
    let tables = tables::mapped(&command.mapped, command.lang.into())?;
    let files = Files::new(&command.files, tables.clone());
    let records: &dyn Records = if command.files.is_empty() {
        lake = lake::Imported::open_in(data, command.lang.into())?;
        &lake
    } else {
        &files
    };
    let measuring = Measuring {
        indicators: vec![indicator.name.to_owned()],
        // What chance would name is no part of an explanation.
        null: 0,
        ..command.measuring.clone()
    };
    let measured = measure(records, &measuring, Detail::Observations)?;
    let catalogue = texts::catalogue()?;
    let found: Vec<&Finding> = measured
        .report
        .findings
        .iter()
        .filter(|finding| is_asked(&finding.subject.id, subject))
        .collect();
    if found.is_empty() {
        let answers = unraised_answers(
            indicator,
            subject,
            &measured.kept,
            &catalogue,
            command.lang.into(),
        );
        return Err(Failure::DoesNotHold(answers.join("\n")));
    }
    output::write(None, |out| {
        for (number, finding) in found.iter().enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            let called = |id: &str| measured.name_of(id);
            write_finding(finding, &catalogue, command.lang.into(), Some(&called), out)?;
            rows(finding, &tables, out)?;
        }
        Ok(())
    })
}

/// A case may be asked for by its own id, without the procedure in front of it.
fn is_asked(id: &str, subject: &str) -> bool {
    id == subject || id.rsplit_once(" › ").is_some_and(|(_, case)| case == subject)
}

/// Not raised is one of three things, and they are told apart. A case can have been looked at several times.
fn unraised_answers(
    indicator: &Indicator,
    subject: &str,
    kept: &[(&'static str, KeptObservation)],
    catalogue: &Catalogue,
    language: Language,
) -> Vec<String> {
    let say = |kind, answer| {
        let subject = Subject {
            kind,
            id: subject.to_owned(),
        };
        unraised(indicator.name, &subject, answer, catalogue, language)
    };
    let mut answers: Vec<String> = Vec::new();
    for (_, seen) in kept.iter().filter(|(_, seen)| is_asked(&seen.subject.1, subject)) {
        let answer = match seen.answer {
            Answer::NotComputable(reason) => Unraised::NotComputable { reason },
            Answer::Clear | Answer::Raised => {
                let (value, threshold) = seen.compared.unwrap_or_default();
                Unraised::Clear { value, threshold }
            }
        };
        let answer = say(seen.subject.0, answer);
        if !answers.contains(&answer) {
            answers.push(answer);
        }
    }
    if answers.is_empty() {
        // What was asked for is of the kind that the indicator looks at, as far as anybody can tell.
        let kind = kept.first().map_or(Kind::Case, |(_, seen)| seen.subject.0);
        answers.push(say(kind, Unraised::NotLookedAt));
    }
    answers
}

/// The raw rows that the finding comes from, each under its place.
fn rows(finding: &Finding, tables: &Tables, out: &mut dyn Write) -> io::Result<()> {
    for source in &finding.sources {
        if let Some(row) = row(Path::new(&source.file), source.line, tables) {
            writeln!(out, "\n{}:{}\n{row}", source.file, source.line)?;
        }
    }
    Ok(())
}

/// The raw text as published, if the file is still there: one line, or of an event log the whole event or the
/// beginning of the case.
fn row(file: &Path, line: u64, tables: &Tables) -> Option<String> {
    let opened = open_as(file, &Limits::default(), tables).ok()?;
    let opened = match opened.table_row(line) {
        Ok(row) => return row,
        Err(no_table) => no_table,
    };
    let mut lines = opened
        .reader
        .lines()
        .skip(usize::try_from(line.checked_sub(1)?).ok()?);
    let mut text = lines.next()?.ok()?;
    let end = match text.trim() {
        "<event>" => Some("</event>"),
        begun if begun.starts_with("<trace") => Some("<event>"),
        _ => None,
    };
    if let Some(end) = end {
        for next in lines {
            let next = next.ok()?;
            text.push('\n');
            text.push_str(&next);
            if next.contains(end) || text.len() > ROW {
                break;
            }
        }
    }
    let mut shown: String = text.chars().take(ROW).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    Some(shown)
}
