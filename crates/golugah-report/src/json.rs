use std::io::{self, BufWriter, Write};

use golugah_findings::{
    Bottleneck, Chance, FamilyFinding, Finding, IndicatorSummary, Input, NotNamed, PerhapsOneFirm,
    ScanReport, WithoutVerdict,
};
use serde::Serialize;

/// How much is gathered before it is written: large enough that a hundred thousand findings are few writes.
const BUFFER: usize = 1 << 18;

/// Writes the whole report as one compact JSON object and a newline; its keys are those of the contract.
///
/// # Errors
/// Those of the writer.
pub fn write_json(report: &ScanReport, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER, out);
    serde_json::to_writer(&mut out, report)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// One line of the JSON Lines form.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Input(&'a Input),
    Indicator(&'a IndicatorSummary),
    Finding(&'a Finding),
    Bottleneck(&'a Bottleneck),
    #[serde(rename = "not_named")]
    NotNamed(&'a NotNamed),
    #[serde(rename = "without_verdict")]
    WithoutVerdict(&'a WithoutVerdict),
    Family(&'a FamilyFinding),
    #[serde(rename = "by_chance")]
    ByChance(&'a Chance),
    #[serde(rename = "perhaps_one_firm")]
    PerhapsOneFirm(&'a PerhapsOneFirm),
}

/// Writes one JSON object a line, each with a `type` (`input`, `indicator`, `finding`, `bottleneck`, `not_named`,
/// `without_verdict`, `family`, `by_chance`, `perhaps_one_firm`) and the keys of the contract, in this order.
///
/// # Errors
/// Those of the writer.
pub fn write_jsonl(report: &ScanReport, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let lines = (report.inputs.iter().map(Line::Input))
        .chain(report.indicators.iter().map(Line::Indicator))
        .chain(report.findings.iter().map(Line::Finding))
        .chain(report.bottlenecks.iter().map(Line::Bottleneck))
        .chain(report.not_named.iter().map(Line::NotNamed))
        .chain(report.without_verdict.iter().map(Line::WithoutVerdict))
        .chain(report.families.iter().map(Line::Family))
        .chain(report.by_chance.iter().map(Line::ByChance))
        .chain(report.perhaps_one_firm.iter().map(Line::PerhapsOneFirm));
    for line in lines {
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
