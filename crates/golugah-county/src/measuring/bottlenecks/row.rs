//! A bottleneck as a row of a list: its place, what was counted there, and its rate as a bar against the rate above which
//! it is one.

use golugah_findings::Kind;
use golugah_persian::Language;
use golugah_report::Catalogue;
use serde::Deserialize;

use super::Bottleneck;
use crate::support::web::{Site, say};

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) bottleneck: Bottleneck,
    /// What stands before the name of a person: it is their recorded work that was counted.
    pub(super) before_name: Option<String>,
    /// What the indicator is called.
    pub(super) title: String,
    /// So many of so many, and the rate, when it was found.
    pub(super) counted: String,
    /// The peers' rate as a share of one.
    pub(super) peer_rate: Option<f64>,
    /// The peers' rate, for people.
    pub(super) peers: Option<String>,
    pub(super) bar: Option<Bar>,
}

/// The rate on a scale of a whole, from where reading begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) x: String,
    pub(super) width: String,
    pub(super) threshold: String,
}

/// What a row needs of a stored verdict.
#[derive(Deserialize)]
struct Verdict {
    peer_rate: f64,
    material_threshold: f64,
}

/// The rows of these bottlenecks.
pub(super) fn rows(site: &Site, bottlenecks: Vec<Bottleneck>, language: Language) -> Vec<Row> {
    let row = |bottleneck: Bottleneck| {
        let title = site.catalogue.title(&bottleneck.indicator, language).to_owned();
        Row::of(bottleneck, title, language)
    };
    bottlenecks.into_iter().map(row).collect()
}

/// What is said of a place that is a person by name: what stands before the name, and what is to be remembered.
pub(super) fn person(bottleneck: &Bottleneck, language: Language) -> Option<(String, String)> {
    let kind = serde_json::Value::from(bottleneck.group_kind.as_str());
    let kind: Kind = serde_json::from_value(kind).ok()?;
    golugah_report::person(kind, language)
}

/// What a bottleneck is called where there is no room for its sentence: what was measured, and where.
pub(super) fn called(catalogue: &Catalogue, bottleneck: &Bottleneck, language: Language) -> String {
    let place = match person(bottleneck, language) {
        Some((before_name, _)) => format!("{before_name} {}", bottleneck.group_name),
        None => bottleneck.group_name.clone(),
    };
    let places = [
        ("indicator", catalogue.title(&bottleneck.indicator, language)),
        ("place", place.as_str()),
    ];
    say(language, "life-called", &places)
}

impl Row {
    fn of(bottleneck: Bottleneck, title: String, language: Language) -> Self {
        let integer = |number: i64| golugah_persian::integer(i128::from(number), language);
        let share = bottleneck.raised as f64 / bottleneck.computable.max(1) as f64;
        let (raised, computable) = (integer(bottleneck.raised), integer(bottleneck.computable));
        let rate = golugah_report::percent(share, language);
        let places = [
            ("raised", raised.as_str()),
            ("computable", computable.as_str()),
            ("rate", rate.as_str()),
        ];
        // A verdict that is not one of ours has no bar, and the row says what the record has.
        let verdict: Option<Verdict> = serde_json::from_str(&bottleneck.verdict).ok();
        Self {
            before_name: person(&bottleneck, language).map(|(before_name, _)| before_name),
            counted: say(language, "life-counted", &places),
            peer_rate: verdict.as_ref().map(|verdict| verdict.peer_rate),
            peers: verdict
                .as_ref()
                .map(|verdict| golugah_report::percent(verdict.peer_rate, language)),
            bar: verdict.map(|verdict| Bar::of(share, verdict.material_threshold, language)),
            bottleneck,
            title,
        }
    }
}

impl Bar {
    fn of(share: f64, threshold: f64, language: Language) -> Self {
        let whole = |share: f64| share.clamp(0.0, 1.0) * 100.0;
        let (width, threshold) = (whole(share), whole(threshold));
        let (x, threshold) = match language {
            Language::Persian => (100.0 - width, 100.0 - threshold),
            Language::English => (0.0, threshold),
        };
        Self {
            x: format!("{x:.2}%"),
            width: format!("{width:.2}%"),
            threshold: format!("{threshold:.2}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::life::tests::bottleneck;
    use super::*;

    #[test]
    fn a_bar_begins_where_reading_begins_and_a_strange_verdict_has_none() {
        let bar = |language| Bar::of(0.5, 0.1, language);
        let text = |x: &str, threshold: &str| Bar {
            x: x.to_owned(),
            width: "50.00%".to_owned(),
            threshold: threshold.to_owned(),
        };
        assert_eq!(bar(Language::Persian), text("50.00%", "90.00%"));
        assert_eq!(bar(Language::English), text("0.00%", "10.00%"));
        let mut odd = bottleneck("found");
        odd.group_kind = "officer".to_owned();
        odd.verdict = "[]".to_owned();
        let row = Row::of(odd, String::new(), Language::English);
        let before_name = row.before_name.as_deref();
        assert_eq!(before_name, Some("Work recorded under the name"));
        assert_eq!(
            (row.bar, row.peers, row.counted.as_str()),
            (None, None, "45 of 90 (50\u{a0}%)")
        );
    }
}
