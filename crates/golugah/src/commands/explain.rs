//! `golugah explain`: an indicator's page, or one finding with its evidence and its row.

use std::io::{self, BufRead, Write};
use std::path::Path;

use golugah_findings::Finding;
use golugah_indicators::Indicator;
use golugah_intake::{Limits, open};
use golugah_report::Language;

use crate::arguments::{Explain, Lang, Measuring};
use crate::failure::Failure;
use crate::scan::{Files, Records, measure};
use crate::{lake, output};

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

/// The indicator's page: what it is called, what it says, what it reads.
fn page(indicator: &Indicator, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let (about, title) = match lang {
        Lang::Fa => (indicator.about_fa, &indicator.definition.title.fa),
        Lang::En => (indicator.about_en, &indicator.definition.title.en),
    };
    let code = indicator
        .definition
        .code
        .as_deref()
        .map(|code| format!(" · {code}"))
        .unwrap_or_default();
    writeln!(out, "{title} · {}{code}\n", indicator.name)?;
    writeln!(out, "{}", about.trim_end())?;
    for (name, parameter) in &indicator.definition.parameters {
        let value = serde_json::to_string(&parameter.value)?;
        writeln!(out, "\n{name} = {value}\n  {}", parameter.source)?;
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
    let files = Files(&command.files);
    let records: &dyn Records = if command.files.is_empty() {
        lake = lake::Imported::open(data)?;
        &lake
    } else {
        &files
    };
    let measuring = Measuring {
        indicators: vec![indicator.name.to_owned()],
        ..command.measuring.clone()
    };
    let measured = measure(records, &measuring, true)?;
    let found: Vec<&Finding> = measured
        .report
        .findings
        .iter()
        .filter(|finding| finding.subject.id == subject)
        .collect();
    if found.is_empty() {
        // Not raised is one of three things, and they are told apart.
        let looked = measured.kept.iter().find(|(_, seen)| &*seen.subject.1 == subject);
        return Err(Failure::DoesNotHold(match looked {
            Some((_, seen)) => match seen.answer {
                golugah_indicators::Answer::NotComputable(reason) => {
                    format!("{subject}: {} could not be computed: {reason}", indicator.name)
                }
                _ => {
                    let (value, threshold) = seen.compared.unwrap_or_default();
                    format!(
                        "{subject}: {} is clear: {value} against {threshold}",
                        indicator.name
                    )
                }
            },
            None => format!(
                "{subject}: {} looked at no such subject in these records",
                indicator.name
            ),
        }));
    }
    output::write(None, |out| {
        found
            .iter()
            .try_for_each(|finding| show(finding, indicator, command.lang, out))
    })
}

fn show(finding: &Finding, indicator: &Indicator, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let language = Language::from(lang);
    let title = match lang {
        Lang::Fa => &indicator.definition.title.fa,
        Lang::En => &indicator.definition.title.en,
    };
    let date = finding
        .date
        .as_deref()
        .and_then(|date| golugah_persian::date_long(date, language));
    writeln!(
        out,
        "{title} · {} {}",
        finding.subject.kind.as_str(),
        finding.subject.id
    )?;
    if let Some(date) = date {
        writeln!(out, "{date}")?;
    }
    writeln!(out, "value {} · threshold {}", finding.value, finding.threshold)?;
    for (kind, id) in finding.groups.iter() {
        writeln!(out, "{}: {id}", kind.as_str())?;
    }
    for (key, value) in finding.evidence.iter() {
        writeln!(out, "{key}: {}", serde_json::to_string(value)?)?;
    }
    let otherwise = match lang {
        Lang::Fa => &indicator.definition.otherwise.fa,
        Lang::En => &indicator.definition.otherwise.en,
    };
    writeln!(out, "? {otherwise}")?;
    for source in &finding.sources {
        writeln!(out, "{} : {}", source.file, source.line)?;
        if let Some(row) = row(Path::new(&source.file), source.line) {
            writeln!(out, "{row}")?;
        }
    }
    writeln!(out)
}

/// The raw line as published, if the file is still there and still what it was.
fn row(file: &Path, line: u64) -> Option<String> {
    let opened = open(file, &Limits::default()).ok()?;
    let text = opened
        .reader
        .lines()
        .nth(usize::try_from(line.checked_sub(1)?).ok()?)?
        .ok()?;
    let mut shown: String = text.chars().take(ROW).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    Some(shown)
}
