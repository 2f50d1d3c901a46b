use std::io::{self, BufWriter, Write};

use golugah_findings::{Finding, Kind, ScanReport};

/// The kinds of groups that have a column of their own, in order.
const GROUP_COLUMNS: [Kind; 9] = [
    Kind::Buyer,
    Kind::ProcuringEntity,
    Kind::Tenderer,
    Kind::Supplier,
    Kind::Procedure,
    Kind::Step,
    Kind::Officer,
    Kind::Applicant,
    Kind::Case,
];

/// Writes the findings as comma-separated values with a heading row (RFC 4180, UTF-8).
///
/// The columns are `indicator`, `code`, `subject_kind`, `subject_id`, `value`, `threshold`, `date`, one per kind of
/// group (`buyer` … `case`), `evidence` (a JSON object) and `sources` (`file:line`, joined by `; `).
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and identifiers come from files
/// that anybody may have written. Such cells, and those that begin with a tab, a carriage return, a line feed or
/// the full-width form of one of these signs, get an apostrophe in front. `value` and `threshold` are numbers of our
/// own and stay as they are.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(report: &ScanReport, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(BufWriter::new(out));
    let columns = [
        "indicator",
        "code",
        "subject_kind",
        "subject_id",
        "value",
        "threshold",
        "date",
    ]
    .into_iter()
    .chain(GROUP_COLUMNS.iter().map(|kind| kind.as_str()))
    .chain(["evidence", "sources"]);
    csv.write_record(columns)?;
    for finding in &report.findings {
        csv.write_record(row(finding)?)?;
    }
    csv.flush()
}

fn row(finding: &Finding) -> io::Result<Vec<String>> {
    let text = |value: &str| neutral(value);
    let mut row = vec![
        text(&finding.indicator),
        text(finding.code.as_deref().unwrap_or_default()),
        finding.subject.kind.as_str().to_owned(),
        text(&finding.subject.id),
        finding.value.to_string(),
        finding.threshold.to_string(),
        text(finding.date.as_deref().unwrap_or_default()),
    ];
    row.extend(
        GROUP_COLUMNS
            .iter()
            .map(|kind| text(finding.groups.get(kind).map_or("", String::as_str))),
    );
    row.push(serde_json::to_string(&finding.evidence)?);
    let sources: Vec<String> = finding
        .sources
        .iter()
        .map(|source| format!("{}:{}", source.file, source.line))
        .collect();
    row.push(text(&sources.join("; ")));
    Ok(row)
}

/// The cell with an apostrophe in front where a spreadsheet could take it for a formula.
fn neutral(cell: &str) -> String {
    let risky = matches!(
        cell.chars().next(),
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    );
    if risky {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
