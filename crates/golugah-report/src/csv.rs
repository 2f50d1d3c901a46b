use std::io::{self, BufWriter, Write};

use golugah_findings::{BatchKind, Bottleneck, Finding, Kind, ScanReport, StakeUnit, Way};

use crate::finding::remarks;

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

/// What tells a spreadsheet that the text is UTF-8: without it Persian names come out as other letters.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes the findings as comma-separated values with a heading row (RFC 4180, UTF-8 with a byte-order mark).
///
/// The columns are `indicator`, `code`, `subject_kind`, `subject_id`, `value`, `threshold`, `date`, one per kind of
/// group (`buyer` … `case`), `evidence` (a JSON object), `sources` (`file:line`, joined by `; `) and `remarks` (`borderline`,
/// `urgent_title`, joined likewise).
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and identifiers come from files
/// that anybody may have written. Such cells, and those that begin with a tab, a carriage return, a line feed or
/// the full-width form of one of these signs, get an apostrophe in front. `value` and `threshold` are numbers of our
/// own and stay as they are.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(report: &ScanReport, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
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
    .chain(["evidence", "sources", "remarks"]);
    csv.write_record(columns)?;
    for finding in &report.findings {
        csv.write_record(row(finding)?)?;
    }
    csv.flush()
}

/// Writes the bottlenecks in the same form, in order of rank.
///
/// The columns are `rank`, `group_kind`, `group_id`, `group_name`, `indicator`, `code`, `raised`, `computable`, `batch`
/// (what the observations hang together by), `batches`, `raised_batches`, `rate`, `peer_rate` (as fitted), `peers`,
/// `peer_rate_by_mix` (what these have in the data, for cases of the same mix), `peers_raised` and `peers_computable` (whatever the mix), `material_threshold`, `probability`, `excess`, `stake`, `stake_unit` (a currency, `days` or `cases`) and the sentence in
/// Persian and English.
///
/// # Errors
/// Those of the writer.
pub fn write_bottlenecks_csv(report: &ScanReport, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut csv = csv::Writer::from_writer(BufWriter::new(out));
    csv.write_record([
        "rank",
        "group_kind",
        "group_id",
        "group_name",
        "indicator",
        "code",
        "raised",
        "computable",
        "batch",
        "batches",
        "raised_batches",
        "rate",
        "peer_rate",
        "peers",
        "peer_rate_by_mix",
        "peers_raised",
        "peers_computable",
        "material_threshold",
        "probability",
        "excess",
        "stake",
        "stake_unit",
        "sentence_fa",
        "sentence_en",
    ])?;
    for bottleneck in &report.bottlenecks {
        csv.write_record(bottleneck_row(bottleneck))?;
    }
    csv.flush()
}

/// Writes the steps without a verdict in the same form, the greatest share of harm first.
///
/// The columns are `step_id`, `step_name`, `indicator`, `code`, `raised`, `computable`, `rate`, `elsewhere` (at how many other places
/// the same step is measured), `stake`, `stake_unit` (`days` or `cases`) and `share`.
///
/// # Errors
/// Those of the writer.
pub fn write_without_verdict_csv(report: &ScanReport, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut csv = csv::Writer::from_writer(BufWriter::new(out));
    csv.write_record([
        "step_id",
        "step_name",
        "indicator",
        "code",
        "raised",
        "computable",
        "rate",
        "elsewhere",
        "stake",
        "stake_unit",
        "share",
    ])?;
    for one in &report.without_verdict {
        csv.write_record([
            neutral(&one.group.id),
            neutral(&one.group.name),
            neutral(&one.indicator),
            neutral(one.code.as_deref().unwrap_or_default()),
            one.raised.to_string(),
            one.computable.to_string(),
            one.rate.to_string(),
            one.elsewhere.to_string(),
            one.stake.to_string(),
            unit(&one.stake_unit),
            one.share.to_string(),
        ])?;
    }
    csv.flush()
}

/// Writes the peers that differ much in the same form.
///
/// The columns are `indicator`, `code`, `group_kind`, `place`, `groups`, `raised` and `computable` of all of them, the same of a low and of a
/// high one, `lowest_quarter` (a rate), `beyond` and `because`; then of each of two ways its groups, `raised` and `computable`, and `gain`, empty
/// where there are no two ways; and `named`. Their groups stand in the form of [`write_family_members_csv`].
///
/// # Errors
/// Those of the writer.
pub fn write_families_csv(report: &ScanReport, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut csv = csv::Writer::from_writer(BufWriter::new(out));
    csv.write_record([
        "indicator",
        "code",
        "group_kind",
        "place",
        "groups",
        "raised",
        "computable",
        "low_raised",
        "low_computable",
        "high_raised",
        "high_computable",
        "lowest_quarter",
        "beyond",
        "because",
        "lower_groups",
        "lower_raised",
        "lower_computable",
        "upper_groups",
        "upper_raised",
        "upper_computable",
        "gain",
        "named",
    ])?;
    for one in &report.families {
        let two = one.two_ways;
        let ways = two.map(|two| {
            let way = |way: Way| {
                [way.groups, way.whole.raised, way.whole.computable].map(|count| count.to_string())
            };
            [way(two.lower), way(two.upper)].concat()
        });
        let mut row = vec![
            neutral(&one.indicator),
            neutral(one.code.as_deref().unwrap_or_default()),
            one.kind.as_str().to_owned(),
            neutral(one.place.as_deref().unwrap_or_default()),
            one.groups.to_string(),
            one.whole.raised.to_string(),
            one.whole.computable.to_string(),
            one.low.raised.to_string(),
            one.low.computable.to_string(),
            one.high.raised.to_string(),
            one.high.computable.to_string(),
            one.lowest_quarter.to_string(),
            one.beyond.to_string(),
            one.because.as_str().to_owned(),
        ];
        row.extend(ways.unwrap_or_else(|| vec![String::new(); 6]));
        row.push(two.map_or_else(String::new, |two| two.gain.to_string()));
        row.push(one.named.to_string());
        csv.write_record(row)?;
    }
    csv.flush()
}

/// Writes the groups of peers that differ much in the same form.
///
/// The columns are `family` (which row of [`write_families_csv`], the first being 1), `group_kind`, `group_id` and `group_name` (empty for persons
/// and firms), `raised`, `computable`, `rate`, `least` and `most` (its interval of 95 %) and `above`.
///
/// # Errors
/// Those of the writer.
pub fn write_family_members_csv(report: &ScanReport, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut csv = csv::Writer::from_writer(BufWriter::new(out));
    csv.write_record([
        "family",
        "group_kind",
        "group_id",
        "group_name",
        "raised",
        "computable",
        "rate",
        "least",
        "most",
        "above",
    ])?;
    for (number, family) in (1..).zip(&report.families) {
        let number: u64 = number;
        for one in &family.members {
            let [id, name] = match &one.group {
                Some(group) => [&group.id, &group.name].map(|text| neutral(text)),
                None => [String::new(), String::new()],
            };
            csv.write_record([
                number.to_string(),
                family.kind.as_str().to_owned(),
                id,
                name,
                one.raised.to_string(),
                one.computable.to_string(),
                one.rate.to_string(),
                one.least.to_string(),
                one.most.to_string(),
                one.above.to_string(),
            ])?;
        }
    }
    csv.flush()
}

fn unit(unit: &StakeUnit) -> String {
    match unit {
        StakeUnit::Currency(currency) => neutral(currency),
        StakeUnit::Days => "days".to_owned(),
        StakeUnit::Cases => "cases".to_owned(),
    }
}

fn bottleneck_row(bottleneck: &Bottleneck) -> [String; 24] {
    [
        bottleneck.rank.to_string(),
        bottleneck.group.kind.as_str().to_owned(),
        neutral(&bottleneck.group.id),
        neutral(&bottleneck.group.name),
        neutral(&bottleneck.indicator),
        neutral(bottleneck.code.as_deref().unwrap_or_default()),
        bottleneck.raised.to_string(),
        bottleneck.computable.to_string(),
        bottleneck.batch.map_or("", BatchKind::as_str).to_owned(),
        bottleneck.batches.to_string(),
        bottleneck.raised_batches.to_string(),
        bottleneck.rate.to_string(),
        bottleneck.peer_rate.to_string(),
        bottleneck.peers.to_string(),
        bottleneck.peer_rate_by_mix.to_string(),
        bottleneck.peers_raised.to_string(),
        bottleneck.peers_computable.to_string(),
        bottleneck.material_threshold.to_string(),
        bottleneck.probability.to_string(),
        bottleneck.excess.to_string(),
        bottleneck.stake.to_string(),
        unit(&bottleneck.stake_unit),
        neutral(&bottleneck.sentence.fa),
        neutral(&bottleneck.sentence.en),
    ]
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
    row.push(
        remarks(finding)
            .map(|(code, _)| code)
            .collect::<Vec<_>>()
            .join("; "),
    );
    Ok(row)
}

/// The cell with an apostrophe in front where a spreadsheet could take it for a formula.
pub fn neutral(cell: &str) -> String {
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
