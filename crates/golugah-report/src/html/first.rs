//! The first sheet: ten rows for whoever reads no more.

use golugah_findings::ScanReport;

use crate::{
    catalogue::Catalogue,
    exceptions::OfRule,
    figures::percent,
    plain::bdi,
    sentence::{count, nested, stake},
    summary::is_office,
    words::Words,
};

/// How many rows the first sheet has, and how many of them at most are rules that were broken.
const ROWS: usize = 10;
const RULES: usize = 4;

/// A rule that was broken, and in how many cases.
pub(super) struct RuleRow {
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) cases: String,
}

/// One of the weightiest bottlenecks.
pub(super) struct FirstRow {
    pub(super) number: usize,
    pub(super) rank: String,
    pub(super) kind: String,
    /// HTML; `None` where it can be the name of a person, for such do not stand on top of a page.
    pub(super) name: Option<String>,
    pub(super) title: String,
    pub(super) count: String,
    pub(super) rate: String,
    pub(super) peer_rate: String,
    pub(super) stake: String,
}

/// The rules, the one of most cases first.
pub(super) fn rules(found: &[OfRule<'_>], catalogue: &Catalogue, w: &Words) -> Vec<RuleRow> {
    let mut rows: Vec<(usize, RuleRow)> = (found.iter().enumerate())
        .map(|(at, one)| {
            let row = RuleRow {
                number: at + 1,
                title: catalogue.title(&one.summary.indicator, w.language).to_owned(),
                cases: w.count("report-cases", one.cases.len() as u64),
            };
            (one.cases.len(), row)
        })
        .collect();
    rows.sort_by_key(|(cases, _)| std::cmp::Reverse(*cases));
    rows.into_iter().take(RULES).map(|(_, row)| row).collect()
}

/// The weightiest bottlenecks, as many as there is room for beside so many rules.
pub(super) fn bottlenecks(
    report: &ScanReport,
    rules: usize,
    catalogue: &Catalogue,
    w: &Words,
) -> Vec<FirstRow> {
    let first = report.bottlenecks.iter().take(ROWS.saturating_sub(rules));
    let rows = first.zip(1..).map(|(one, number)| FirstRow {
        number,
        rank: w.number(u64::from(one.rank)),
        kind: w.kind(one.group.kind),
        name: is_office(one.group.kind).then(|| bdi(&nested(one).with_nearest(w))),
        title: catalogue.title(&one.indicator, w.language).to_owned(),
        count: count(one, w),
        rate: percent(one.rate, w.language),
        peer_rate: percent(one.peer_rate, w.language),
        stake: stake(one, w),
    });
    rows.collect()
}
