//! A bottleneck as a row of a list: its place, what was counted there last, and its rate as a dot beside its peers' and the rate above
//! which it is one.

use golugah_findings::{Kind, StakeUnit};
use golugah_persian::Language;
use golugah_report::svg::axis_end;
use sea_orm::DbErr;
use serde::Deserialize;

use super::Bottleneck;
use super::latest::{self, Latest};
use crate::support::web::{Page, Site, say};

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) bottleneck: Bottleneck,
    /// What stands before the name of a person: it is their recorded work that was counted.
    pub(super) before_name: Option<String>,
    /// What the indicator is called.
    pub(super) title: String,
    pub(super) latest: Latest,
    /// So many of so many, and the rate, in the last measurement.
    pub(super) counted: String,
    /// The peers' rate in the same measurement, for people.
    pub(super) peers: Option<String>,
    /// What was at stake when it was found; none where the stored verdict is not one of ours.
    pub(super) stake: Option<String>,
    pub(super) dots: Dots,
    /// The agency that was told to clean it, by when, and whether that day has passed without a word.
    pub(super) owner: Option<String>,
    pub(super) due: Option<String>,
    pub(super) is_late: bool,
}

/// The rates on one scale for a whole list, from where reading begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dots {
    pub(super) own: String,
    pub(super) peers: Option<String>,
    pub(super) limit: Option<String>,
}

/// What a row needs of a stored verdict.
#[derive(Deserialize)]
struct Verdict {
    stake: f64,
    stake_unit: StakeUnit,
}

/// The rows of these bottlenecks.
pub(super) async fn rows(site: &Site, page: &Page, bottlenecks: Vec<Bottleneck>) -> Result<Vec<Row>, DbErr> {
    let latest = latest::of_all(site, page, &bottlenecks).await?;
    let rates = latest.iter().flat_map(|one| {
        let others = [one.peers, one.limit].into_iter().flatten();
        others.chain([one.rate()])
    });
    let end = axis_end(rates.fold(0.0, f64::max));
    let rows = bottlenecks.into_iter().zip(latest).map(|(bottleneck, latest)| {
        let title = site
            .catalogue
            .title(&bottleneck.indicator, page.language)
            .to_owned();
        Row::of(bottleneck, latest, title, end, page.language)
    });
    Ok(rows.collect())
}

/// What is said of a place that is a person by name: what stands before the name, and what is to be remembered.
pub(super) fn person(bottleneck: &Bottleneck, language: Language) -> Option<(String, String)> {
    golugah_report::person(kind(bottleneck)?, language)
}

/// What kind of place it is; `None` for a word that is none of ours.
pub(super) fn kind(bottleneck: &Bottleneck) -> Option<Kind> {
    serde_json::from_value(bottleneck.group_kind.as_str().into()).ok()
}

/// What a bottleneck is called on an agenda and wherever there is no room for its sentence: what is to be looked into, and where.
/// Deeds put it on paper and know no catalogue of indicators, so it has words of its own.
pub(super) fn called(bottleneck: &Bottleneck, language: Language) -> String {
    let place = match person(bottleneck, language) {
        Some((before_name, _)) => format!("{before_name} {}", bottleneck.group_name),
        None => bottleneck.group_name.clone(),
    };
    let places = [
        ("indicator", bottleneck.indicator.as_str()),
        ("code", bottleneck.code.as_str()),
        ("place", place.as_str()),
    ];
    say(language, "life-called", &places)
}

/// What was at stake when it was found, for people.
pub(super) fn stake(bottleneck: &Bottleneck, language: Language) -> Option<String> {
    let verdict: Verdict = serde_json::from_str(&bottleneck.verdict).ok()?;
    (verdict.stake > 0.0).then(|| golugah_report::stake_said(verdict.stake, &verdict.stake_unit, language))
}

/// So many of so many, and the rate.
pub(super) fn counted(latest: &Latest, language: Language) -> String {
    let integer = |number: i64| golugah_persian::integer(i128::from(number), language);
    let (raised, computable) = (integer(latest.raised), integer(latest.computable));
    let rate = golugah_report::percent(latest.rate(), language);
    let places = [
        ("raised", raised.as_str()),
        ("computable", computable.as_str()),
        ("rate", rate.as_str()),
    ];
    say(language, "life-counted", &places)
}

impl Row {
    fn of(bottleneck: Bottleneck, latest: Latest, title: String, end: f64, language: Language) -> Self {
        Self {
            before_name: person(&bottleneck, language).map(|(before_name, _)| before_name),
            counted: counted(&latest, language),
            peers: latest.peers.map(|rate| golugah_report::percent(rate, language)),
            stake: stake(&bottleneck, language),
            dots: Dots::of(&latest, end, language),
            latest,
            bottleneck,
            title,
            owner: None,
            due: None,
            is_late: false,
        }
    }
}

impl Dots {
    fn of(latest: &Latest, end: f64, language: Language) -> Self {
        let at = |rate: f64| {
            let along = (rate / end).clamp(0.0, 1.0) * 100.0;
            let x = match language {
                Language::Persian => 100.0 - along,
                Language::English => along,
            };
            format!("{x:.2}%")
        };
        Self {
            own: at(latest.rate()),
            peers: latest.peers.map(at),
            limit: latest.limit.map(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::life::tests::bottleneck;
    use super::*;

    #[test]
    fn dots_lie_from_where_reading_begins_and_a_strange_verdict_has_its_own_alone() {
        let found = bottleneck("found");
        let latest = Latest::found(&found);
        let dots = |language| Dots::of(&latest, 1.0, language);
        assert_eq!(dots(Language::Persian).own, "50.00%");
        assert_eq!(dots(Language::Persian).limit.as_deref(), Some("90.00%"));
        assert_eq!(dots(Language::English).limit.as_deref(), Some("10.00%"));
        let mut odd = bottleneck("found");
        odd.group_kind = "officer".to_owned();
        odd.verdict = "[]".to_owned();
        let latest = Latest::found(&odd);
        let row = Row::of(odd, latest, String::new(), 1.0, Language::English);
        let before_name = row.before_name.as_deref();
        assert_eq!(before_name, Some("Work recorded under the name"));
        assert_eq!(
            (row.dots.limit, row.peers, row.stake, row.counted.as_str()),
            (None, None, None, "45 of 90 (50\u{a0}%)")
        );
    }

    #[test]
    fn an_agenda_has_a_title_and_no_paragraph() {
        let mut one = bottleneck("confirmed");
        one.group_name = "Office 3".to_owned();
        one.indicator = "many_disqualified_bids".to_owned();
        assert_eq!(
            called(&one, Language::English),
            "Review of many disqualified bids at Office 3"
        );
        // An indicator that nobody has worded is called by its code.
        one.indicator = "not_worded_yet".to_owned();
        one.code = "R999".to_owned();
        assert!(called(&one, Language::English).contains("R999"));
    }
}
