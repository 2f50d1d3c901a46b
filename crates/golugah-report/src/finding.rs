use std::io::{self, Write};

use golugah_findings::{Datum, Finding, Kind};
use golugah_persian::Language;

use crate::{
    called::{Called, named, with_names},
    catalogue::{Catalogue, in_language},
    columns::display_width,
    datum::{moment, value},
    figures::{number, percent},
    late::Line,
    plain::{clean, isolated, unisolated},
    words::{Arg, Words, words},
};

/// Writes one finding for a terminal: what was seen of what, the evidence with people's labels, where it can be read,
/// and what else could explain it. `called` gives the names of identifiers, where they are known. What came from data is cleaned and stands last on its line.
///
/// # Errors
/// Those of the writer.
pub fn write_finding(
    finding: &Finding,
    catalogue: &Catalogue,
    language: Language,
    called: Option<Called<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = words(language);
    let title = clean(catalogue.title(&finding.indicator, language));
    match &finding.code {
        Some(code) => writeln!(out, "{title} · {}", clean(code))?,
        None => writeln!(out, "{title}")?,
    }
    write!(
        out,
        "{} {}",
        words.kind(finding.subject.kind),
        clean(&finding.subject.id)
    )?;
    match &finding.date {
        Some(date) => writeln!(
            out,
            " · {}",
            moment(date, language).unwrap_or_else(|| clean(date))
        )?,
        None => writeln!(out)?,
    }
    let rows = rows(finding, called, words);
    let width = rows
        .iter()
        .map(|(label, _)| display_width(label))
        .max()
        .unwrap_or(0);
    for (label, value) in &rows {
        writeln!(
            out,
            "  {label}{}  {}",
            " ".repeat(width - display_width(label)),
            unisolated(value)
        )?;
    }
    let otherwise = catalogue
        .get(&finding.indicator)
        .map_or("", |text| in_language(&text.otherwise, language));
    if otherwise.is_empty() {
        return Ok(());
    }
    let otherwise = otherwise.trim().trim_end_matches(['.', '؛', ';']);
    writeln!(
        out,
        "{}",
        words.bottleneck("bottleneck-otherwise", &[("otherwise", Arg::Text(otherwise))])
    )
}

/// What is to be remembered of a case that the data itself says something of: it lies at the very limit, or its title gives a reason.
const REMARKS: [(&str, &str); 2] = [
    ("borderline", "report-remark-borderline"),
    ("urgent_title", "report-remark-urgent"),
];

/// Those of a finding: as they are written in CSV, and the key of their words.
pub(crate) fn remarks(finding: &Finding) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_so = |(key, _): &(&str, &str)| {
        let mut evidence = finding.evidence.iter();
        evidence.any(|(name, datum)| *name == **key && *datum == Datum::Flag(true))
    };
    REMARKS.into_iter().filter(is_so)
}

/// A finding as a page tells it: plain text, in which what came from data is cleaned and stands between isolates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What kind of thing it is about.
    pub kind: String,
    /// Its identifier, with its name where it has one.
    pub id: String,
    /// The day of the deed observed.
    pub date: Option<String>,
    /// The measured value against its threshold.
    pub compared: String,
    /// Of what came late or waited: at which step, due and done on which days, and how late; none of anything else.
    pub line: Option<String>,
    /// The compared values, each with its label.
    pub evidence: Vec<(String, String)>,
    /// The files and lines where it can be read.
    pub places: Vec<String>,
}

/// Tells one finding. `called` gives the names of identifiers, where they are known.
pub fn told(finding: &Finding, called: Option<Called<'_>>, language: Language) -> Told {
    let words = words(language);
    let repeated = |key: &str| finding.groups.iter().any(|(kind, _)| kind.as_str() == key);
    let evidence = finding.evidence.iter().filter(|(key, _)| !repeated(key));
    Told {
        kind: words.kind(finding.subject.kind),
        id: isolated(&named(&finding.subject.id, called)),
        date: finding
            .date
            .as_deref()
            .map(|date| moment(date, language).unwrap_or_else(|| isolated(date))),
        compared: compared(finding, words),
        line: Line::of(finding, called, words).map(|line| line.whole(words)),
        evidence: evidence
            .map(|(key, datum)| {
                (
                    words.evidence(key).unwrap_or_else(|| isolated(key)),
                    value(key, &with_names(datum, called), words),
                )
            })
            .collect(),
        places: sources(finding, words, isolated),
    }
}

/// The lines of a finding: its groups, its evidence, the comparison, the places it can be read.
fn rows(finding: &Finding, called: Option<Called<'_>>, words: &Words) -> Vec<(String, String)> {
    let groups = finding
        .groups
        .iter()
        .map(|(kind, id)| (words.kind(*kind), clean(&named(id, called))));
    // The evidence of an event log names the step and the officer once more.
    let repeated = |key: &str| finding.groups.iter().any(|(kind, _)| kind.as_str() == key);
    let evidence = finding
        .evidence
        .iter()
        .filter(|(key, _)| !repeated(key))
        .map(|(key, datum)| {
            (
                words.evidence(key).unwrap_or_else(|| clean(key)),
                value(key, &with_names(datum, called), words),
            )
        });
    let comparison = (words.say("report-compared"), compared(finding, words));
    let sources = sources(finding, words, clean)
        .into_iter()
        .map(|place| (words.say("report-source"), place));
    groups
        .chain(evidence)
        .chain([comparison])
        .chain(sources)
        .collect()
}

/// The measured value against the one it was compared with, in the unit of the evidence that it repeats: nobody reads a fortnight in
/// seconds.
pub(crate) fn compared(finding: &Finding, words: &Words) -> String {
    let mut evidence = finding.evidence.iter();
    let repeats = evidence.find(|(key, datum)| {
        key.split('_').any(|part| part == "seconds") && **datum == Datum::Number(finding.value)
    });
    let written = |amount: f64| match repeats {
        Some((key, _)) => value(key, &Datum::Number(amount), words),
        None if is_share(finding) => percent(amount, words.language),
        None => number(amount, words),
    };
    let said = [
        ("value", Arg::Text(&written(finding.value))),
        ("threshold", Arg::Text(&written(finding.threshold))),
    ];
    words.say_with("report-compared-values", &said)
}

/// Whether a finding compares shares of a whole, which are told as rates are: of tenders, for what is compared of cases are days.
fn is_share(finding: &Finding) -> bool {
    let of_tenders = !matches!(
        finding.subject.kind,
        Kind::Case | Kind::Step | Kind::Officer | Kind::Applicant | Kind::Procedure
    );
    of_tenders && (0.0..=1.0).contains(&finding.value) && finding.threshold > 0.0 && finding.threshold < 1.0
}

/// The files and lines where the evidence can be read; `shown` writes the name of a file.
pub(crate) fn sources(finding: &Finding, words: &Words, shown: impl Fn(&str) -> String) -> Vec<String> {
    let place = |source: &golugah_findings::Source| {
        words.say_with(
            "report-source-line",
            &[
                ("file", Arg::Text(&shown(&source.file))),
                ("line", Arg::Text(&words.number(source.line))),
            ],
        )
    };
    finding.sources.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use golugah_persian::Language;

    use super::{told, write_finding};
    use crate::tests::sample;

    #[test]
    fn a_page_tells_a_finding_with_what_came_from_data_set_apart() {
        let mut finding = sample::report().findings[1].clone();
        finding.sources[0].file = "a\u{202e}b.jsonl".to_owned();
        let told = told(&finding, None, Language::English);
        assert_eq!(told.kind, "Tender");
        assert_eq!(told.id, "\u{2068}ocds-nmn-1404-00001\u{2069}");
        assert_eq!(told.compared, "1 against the limit 1 for one case");
        assert_eq!(told.places, ["\u{2068}ab.jsonl\u{2069}, line 155"]);
        assert!(
            told.evidence
                .contains(&("Procurement method".to_owned(), "open".to_owned())),
            "{:?}",
            told.evidence
        );
    }

    #[test]
    fn a_value_that_repeats_evidence_in_seconds_has_its_unit() {
        let mut finding = sample::report().findings[1].clone();
        (finding.value, finding.threshold) = (93_600.0, 0.0);
        let seconds = golugah_findings::Datum::Number(93_600.0);
        finding.evidence = std::collections::BTreeMap::from([("seconds_late".into(), seconds)]).into();
        let told = told(&finding, None, Language::English);
        assert_eq!(told.compared, "1.1 days against the limit 0 seconds for one case");
    }

    #[test]
    fn a_finding_is_told_with_its_evidence_and_its_place() {
        let finding = &sample::report().findings[1];
        let mut out = Vec::new();
        write_finding(finding, &sample::catalogue(), Language::English, None, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        for line in [
            "Single bids · R018\nTender ocds-nmn-1404-00001 · 2025-02-02\n",
            "\n  Procuring office            IR-1042-07\n",
            "\n  Procurement method          open\n",
            "\n  Measured value              1 against the limit 1 for one case\n",
            "\n  Place in the data           tenders-1404.jsonl.gz, line 155\n",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
        assert!(
            text.ends_with("a market with few sellers, or a small job in a remote place.\n"),
            "{text}"
        );
    }
}
