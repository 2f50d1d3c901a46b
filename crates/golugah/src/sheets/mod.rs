//! The result as a workbook: right to left in Persian, filters on the headings, numbers as numbers, days twice.

mod unranked;

use std::io::{self, Write};

use golugah_findings::{Finding, Kind, ScanReport, StakeUnit};
use golugah_persian::JalaliDate;
use golugah_report::{Called, Catalogue, Language, table_words};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// How many rows a sheet holds below its headings.
const ROWS: usize = 1_048_575;

/// How many signs a cell holds.
const SIGNS: usize = 32_767;

/// Kinds of groups that have a column of their own among the findings.
const GROUPS: [Kind; 9] = [
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

/// Writes the report as a workbook, made on this day; gives how many findings had no room. Who is known by a name stands
/// under it, as it was published.
pub(crate) fn write(
    report: &ScanReport,
    catalogue: &Catalogue,
    called: Called<'_>,
    (language, day): (Language, &str),
    out: &mut dyn Write,
) -> io::Result<usize> {
    let left = report.findings.len().saturating_sub(ROWS);
    let bytes = made(report, catalogue, called, (language, day)).map_err(io::Error::other)?;
    out.write_all(&bytes)?;
    Ok(left)
}

/// Writes a workbook of headings to be filled.
pub(crate) fn write_empty(headings: &[String], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let made = || {
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let wide: Vec<(String, f64)> = headings.iter().map(|heading| (heading.clone(), 22.0)).collect();
        Table::begin(book.add_worksheet(), "1", &wide, language)?.end()?;
        book.save_to_buffer()
    };
    let bytes: Result<Vec<u8>, XlsxError> = made();
    out.write_all(&bytes.map_err(io::Error::other)?)
}

/// What is said of findings that had no room.
pub(crate) fn full(left: usize, language: Language) -> String {
    let (left, most) = (left.to_string(), ROWS.to_string());
    table_words(
        "tables-sheet-full",
        &[("found", &left), ("most", &most)],
        language,
    )
}

fn made(
    report: &ScanReport,
    catalogue: &Catalogue,
    called: Called<'_>,
    (language, day): (Language, &str),
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same report gives the same bytes.
    let made = ExcelDateTime::parse_from_str(day).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let words = Words(language, called);
    bottlenecks(book.add_worksheet(), report, catalogue, &words)?;
    findings(book.add_worksheet(), report, catalogue, &words)?;
    indicators(book.add_worksheet(), report, catalogue, &words)?;
    unranked::rules(&mut book, report, catalogue, &words)?;
    unranked::steps(&mut book, report, catalogue, &words)?;
    unranked::families(&mut book, report, catalogue, &words)?;
    book.save_to_buffer()
}

struct Words<'a>(Language, Called<'a>);

impl Words<'_> {
    fn sheet(&self, key: &str) -> String {
        table_words(key, &[], self.0)
    }

    fn column(&self, column: &str) -> String {
        table_words("tables-column", &[("column", column)], self.0)
    }

    /// The name published with an identifier, or the identifier.
    fn called(&self, id: &str) -> String {
        let name = (self.1)(id).unwrap_or_else(|| id.to_owned());
        name.replace("||", " › ")
    }

    fn unit(&self, unit: &StakeUnit) -> String {
        let unit = match unit {
            StakeUnit::Currency(currency) => currency.as_str(),
            StakeUnit::Days => "days",
            StakeUnit::Cases => "cases",
        };
        table_words("tables-unit", &[("unit", unit)], self.0)
    }

    fn kind(&self, kind: Kind) -> String {
        table_words("tables-kind", &[("kind", kind.as_str())], self.0)
    }
}

/// What a cell holds.
enum Value {
    Text(String),
    Number(f64),
    Share(f64),
    Nothing,
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A sheet under construction.
struct Table<'s> {
    sheet: &'s mut Worksheet,
    share: Format,
    next: u32,
    columns: u16,
}

impl<'s> Table<'s> {
    fn begin(
        sheet: &'s mut Worksheet,
        name: &str,
        headings: &[(String, f64)],
        language: Language,
    ) -> Result<Self, XlsxError> {
        let bold = Format::new().set_bold();
        sheet
            .set_name(name)?
            .set_right_to_left(language == Language::Persian)
            .set_freeze_panes(1, 0)?;
        for (place, (heading, width)) in (0..).zip(headings) {
            sheet.write_string_with_format(0, place, heading, &bold)?;
            sheet.set_column_width(place, *width)?;
        }
        Ok(Self {
            sheet,
            share: Format::new().set_num_format("0.0%"),
            next: 1,
            columns: headings.len() as u16,
        })
    }

    fn row(&mut self, cells: Vec<Value>) -> Result<(), XlsxError> {
        for (place, cell) in (0..).zip(cells) {
            match cell {
                // A text stays a text, even one that begins with an equals sign.
                Value::Text(text) if text.chars().count() > SIGNS => {
                    let begins: String = text.chars().take(SIGNS - 1).collect();
                    self.sheet.write_string(self.next, place, begins + "…")?;
                }
                Value::Text(text) => {
                    self.sheet.write_string(self.next, place, text)?;
                }
                Value::Number(number) if number.is_finite() => {
                    self.sheet.write_number(self.next, place, number)?;
                }
                Value::Share(share) if share.is_finite() => {
                    self.sheet
                        .write_number_with_format(self.next, place, share, &self.share)?;
                }
                Value::Number(_) | Value::Share(_) | Value::Nothing => {}
            }
        }
        self.next += 1;
        Ok(())
    }

    fn end(self) -> Result<(), XlsxError> {
        let last = self.next - 1;
        self.sheet
            .autofilter(0, 0, last, self.columns.saturating_sub(1))?;
        Ok(())
    }
}

fn bottlenecks(
    sheet: &mut Worksheet,
    report: &ScanReport,
    catalogue: &Catalogue,
    words: &Words<'_>,
) -> Result<(), XlsxError> {
    let headings = [
        ("rank", 6.0),
        ("group_kind", 16.0),
        ("group", 36.0),
        ("indicator", 34.0),
        ("code", 8.0),
        ("raised", 10.0),
        ("computable", 10.0),
        ("rate", 9.0),
        ("peer_rate", 14.0),
        ("threshold", 9.0),
        ("probability", 9.0),
        ("stake", 18.0),
        ("stake_unit", 8.0),
        ("sentence", 90.0),
    ]
    .map(|(column, width)| (words.column(column), width));
    let mut table = Table::begin(
        sheet,
        &words.sheet("tables-sheet-bottlenecks"),
        &headings,
        words.0,
    )?;
    for one in report.bottlenecks.iter().take(ROWS) {
        let sentence = match words.0 {
            Language::Persian => &one.sentence.fa,
            Language::English => &one.sentence.en,
        };
        table.row(vec![
            Value::Number(one.rank.into()),
            words.kind(one.group.kind).into(),
            one.group.name.replace("||", " › ").into(),
            catalogue.title(&one.indicator, words.0).into(),
            one.code.as_deref().unwrap_or_default().into(),
            Value::Number(one.raised as f64),
            Value::Number(one.computable as f64),
            Value::Share(one.rate),
            Value::Share(one.peer_rate),
            Value::Share(one.material_threshold),
            Value::Share(one.probability),
            Value::Number(one.stake),
            words.unit(&one.stake_unit).into(),
            sentence.as_str().into(),
        ])?;
    }
    table.end()
}

fn findings(
    sheet: &mut Worksheet,
    report: &ScanReport,
    catalogue: &Catalogue,
    words: &Words<'_>,
) -> Result<(), XlsxError> {
    let all: Vec<&Finding> = report.findings.iter().take(ROWS).collect();
    cases(sheet, "tables-sheet-findings", &all, catalogue, words)
}

/// A sheet of findings, one a row.
fn cases(
    sheet: &mut Worksheet,
    name: &str,
    findings: &[&Finding],
    catalogue: &Catalogue,
    words: &Words<'_>,
) -> Result<(), XlsxError> {
    let is_used = |kind: &Kind| findings.iter().any(|finding| finding.groups.get(kind).is_some());
    let used: Vec<Kind> = GROUPS.into_iter().filter(is_used).collect();
    let first = [
        ("indicator", 34.0),
        ("code", 8.0),
        ("subject_kind", 12.0),
        ("subject", 30.0),
        ("value", 12.0),
        ("threshold", 12.0),
        ("day", 14.0),
        ("day_iso", 12.0),
    ];
    let headings: Vec<(String, f64)> = first
        .iter()
        .map(|(column, width)| (words.column(column), *width))
        .chain(used.iter().map(|kind| (words.kind(*kind), 30.0)))
        .chain([(words.column("sources"), 40.0)])
        .collect();
    let mut table = Table::begin(sheet, &words.sheet(name), &headings, words.0)?;
    for finding in findings {
        table.row(finding_row(finding, &used, catalogue, words))?;
    }
    table.end()
}

fn finding_row(finding: &Finding, used: &[Kind], catalogue: &Catalogue, words: &Words<'_>) -> Vec<Value> {
    let day = finding.date.as_deref().unwrap_or_default();
    let sources: Vec<String> = finding
        .sources
        .iter()
        .map(|source| format!("{}:{}", source.file, source.line))
        .collect();
    let jalali = JalaliDate::from_rfc3339(day).map_or(Value::Nothing, |day| day.short().into());
    let mut row = vec![
        catalogue.title(&finding.indicator, words.0).into(),
        finding.code.as_deref().unwrap_or_default().into(),
        words.kind(finding.subject.kind).into(),
        finding.subject.id.as_str().into(),
        Value::Number(finding.value),
        Value::Number(finding.threshold),
        jalali,
        day.into(),
    ];
    let groups = used.iter().map(|kind| {
        finding
            .groups
            .get(kind)
            .map_or(Value::Nothing, |id| words.called(id).into())
    });
    row.extend(groups);
    row.push(sources.join("; ").into());
    row
}

fn indicators(
    sheet: &mut Worksheet,
    report: &ScanReport,
    catalogue: &Catalogue,
    words: &Words<'_>,
) -> Result<(), XlsxError> {
    let headings = [
        ("indicator", 40.0),
        ("code", 8.0),
        ("raised", 10.0),
        ("clear", 10.0),
        ("not_computable", 14.0),
    ]
    .map(|(column, width)| (words.column(column), width));
    let mut table = Table::begin(sheet, &words.sheet("tables-sheet-indicators"), &headings, words.0)?;
    for one in &report.indicators {
        table.row(vec![
            catalogue.title(&one.indicator, words.0).into(),
            one.code.as_deref().unwrap_or_default().into(),
            Value::Number(one.raised as f64),
            Value::Number(one.clear as f64),
            Value::Number(one.not_computable.values().sum::<u64>() as f64),
        ])?;
    }
    table.end()
}
