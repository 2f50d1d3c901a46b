//! What no rank is given: cases against a rule, of which one is enough, steps of which nobody can say whether it is much, and peers
//! of whom something is said together.

use golugah_findings::{Finding, ScanReport};
use golugah_report::{Catalogue, by_rule, family_said};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::{ROWS, Table, Value, Words, cases};

/// The cases against a rule, the newest of each indicator first; no sheet where there are none.
pub(super) fn rules(
    book: &mut Workbook,
    report: &ScanReport,
    catalogue: &Catalogue,
    words: &Words<'_>,
) -> Result<(), XlsxError> {
    let found: Vec<&Finding> = by_rule(report)
        .into_iter()
        .flat_map(|rule| rule.cases)
        .take(ROWS)
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    cases(
        book.add_worksheet(),
        "tables-sheet-rules",
        &found,
        catalogue,
        words,
    )
}

/// The steps without a verdict, the greatest share first; no sheet where there are none.
pub(super) fn steps(
    book: &mut Workbook,
    report: &ScanReport,
    catalogue: &Catalogue,
    words: &Words<'_>,
) -> Result<(), XlsxError> {
    if report.without_verdict.is_empty() {
        return Ok(());
    }
    let headings = [
        ("group_kind", 16.0),
        ("group", 36.0),
        ("indicator", 34.0),
        ("code", 8.0),
        ("raised", 10.0),
        ("computable", 10.0),
        ("rate", 9.0),
        ("elsewhere", 14.0),
        ("stake", 18.0),
        ("stake_unit", 8.0),
        ("share", 9.0),
    ]
    .map(|(column, width)| (words.column(column), width));
    let name = words.sheet("tables-sheet-steps");
    let mut table = Table::begin(book.add_worksheet(), &name, &headings, words.0)?;
    for one in report.without_verdict.iter().take(ROWS) {
        table.row(vec![
            words.kind(one.group.kind).into(),
            one.group.name.replace("||", " › ").into(),
            catalogue.title(&one.indicator, words.0).into(),
            one.code.as_deref().unwrap_or_default().into(),
            Value::Number(one.raised as f64),
            Value::Number(one.computable as f64),
            Value::Share(one.rate),
            Value::Number(one.elsewhere as f64),
            Value::Number(one.stake),
            words.unit(&one.stake_unit).into(),
            Value::Share(one.share),
        ])?;
    }
    table.end()
}

/// The groups of peers that differ much, in words behind the first of each; no sheet where there are none.
pub(super) fn families(
    book: &mut Workbook,
    report: &ScanReport,
    catalogue: &Catalogue,
    words: &Words<'_>,
) -> Result<(), XlsxError> {
    if report.families.is_empty() {
        return Ok(());
    }
    let headings = [
        ("indicator", 34.0),
        ("code", 8.0),
        ("group_kind", 16.0),
        ("group", 36.0),
        ("raised", 10.0),
        ("computable", 10.0),
        ("rate", 9.0),
        ("least", 9.0),
        ("most", 9.0),
        ("higher", 12.0),
        ("sentence", 80.0),
    ]
    .map(|(column, width)| (words.column(column), width));
    let name = words.sheet("tables-sheet-families");
    let mut table = Table::begin(book.add_worksheet(), &name, &headings, words.0)?;
    let all = report
        .families
        .iter()
        .flat_map(|family| family.members.iter().zip(0_u64..).map(move |one| (family, one)));
    for (family, (one, number)) in all.take(ROWS) {
        let group = one.group.as_ref();
        table.row(vec![
            catalogue.title(&family.indicator, words.0).into(),
            family.code.as_deref().unwrap_or_default().into(),
            words.kind(family.kind).into(),
            group
                .map_or_else(String::new, |group| group.name.replace("||", " › "))
                .into(),
            Value::Number(one.raised as f64),
            Value::Number(one.computable as f64),
            Value::Share(one.rate),
            Value::Share(one.least),
            Value::Share(one.most),
            Value::Number(f64::from(u8::from(one.above))),
            match number {
                0 => family_said(family, catalogue, words.0).into(),
                _ => Value::Nothing,
            },
        ])?;
    }
    table.end()
}
