//! The first screen: how many bottlenecks, of what kinds, how much is at stake.

use golugah_findings::ScanReport;

use super::view::Labelled;
use crate::{
    catalogue::Catalogue,
    exceptions,
    plain::bdi,
    sentence::{nested, stake},
    summary::{OfKind, greatest, headline, is_office, kinds},
    words::Words,
};

/// What the page says before the ranking.
pub(super) struct Glance {
    pub(super) lead: String,
    pub(super) figures: Vec<Labelled>,
    pub(super) kinds: Vec<KindRow>,
}

/// One kind of group in the table of the first screen.
pub(super) struct KindRow {
    pub(super) kind: String,
    pub(super) bottlenecks: String,
    pub(super) places: String,
    /// HTML; `None` where it can be the name of a person, for such do not stand on top of a page.
    pub(super) first: Option<String>,
    pub(super) title: String,
    pub(super) number: usize,
    pub(super) stake: String,
}

impl Glance {
    pub(super) fn of(report: &ScanReport, catalogue: &Catalogue, w: &Words) -> Self {
        let kinds = kinds(report);
        let places: u64 = kinds.iter().map(|kind| kind.places).sum();
        let bottlenecks = report.bottlenecks.len() as u64;
        let counted = |key, count| Labelled {
            label: w.count(key, count),
            value: w.number(count),
        };
        let exceptions = exceptions::count(report);
        let mut figures = Vec::new();
        if exceptions > 0 {
            figures.push(counted("report-figure-exceptions", exceptions));
        }
        figures.extend([
            counted("report-figure-bottlenecks", bottlenecks),
            counted("report-figure-places", places),
        ]);
        let (money, days) = greatest(report);
        for (key, greatest) in [("report-figure-money", money), ("report-figure-days", days)] {
            figures.extend(greatest.map(|bottleneck| Labelled {
                label: w.say(key),
                value: stake(bottleneck, w),
            }));
        }
        figures.push(counted("report-figure-findings", report.findings.len() as u64));
        // A page never says that nothing stands out while there are cases against a rule.
        let lead = match (exceptions > 0, report.bottlenecks.is_empty()) {
            (false, true) => w.say("report-nothing-stands-out"),
            (false, false) => headline(report, w),
            (true, true) => format!(
                "{} {}",
                w.count("report-exceptions-lead", exceptions),
                w.say("report-exceptions-lead-none")
            ),
            (true, false) => format!(
                "{} {}",
                w.count("report-exceptions-lead", exceptions),
                headline(report, w)
            ),
        };
        Self {
            lead,
            figures,
            kinds: kinds.iter().map(|kind| KindRow::of(kind, catalogue, w)).collect(),
        }
    }
}

impl KindRow {
    fn of(kind: &OfKind<'_>, catalogue: &Catalogue, w: &Words) -> Self {
        let first = kind.first;
        Self {
            kind: w.kind(kind.kind),
            bottlenecks: w.number(kind.bottlenecks),
            places: w.number(kind.places),
            first: is_office(kind.kind).then(|| bdi(&nested(first).with_nearest(w))),
            title: catalogue.title(&first.indicator, w.language).to_owned(),
            number: first.rank as usize,
            stake: stake(first, w),
        }
    }
}
