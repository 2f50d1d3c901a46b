//! The findings of a bottleneck as its page shows them: the gravest with their evidence, for every measurement.

use golugah_findings::Support;
use golugah_persian::Language;
use golugah_report::{Told, told};

use super::life_queries::{FindingSet, Measurement};

/// The findings that one measurement rested on.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The day they were kept.
    pub(super) seen_on: String,
    /// The outcome of the measurement after a remedy; `None` where they named the place.
    pub(super) outcome: Option<String>,
    /// The data file after which they were found.
    pub(super) import: Option<i64>,
    /// How many there are in all.
    pub(super) count: i64,
    /// How many of them are not shown.
    pub(super) hidden: i64,
    pub(super) findings: Vec<Told>,
}

/// Of the sets that named the place the newest, and every set of a measurement after a remedy; the newest first.
pub(super) fn shown(sets: Vec<FindingSet>, measurements: &[Measurement], language: Language) -> Vec<Shown> {
    let mut named = false;
    let mut shown = Vec::new();
    for set in sets {
        if set.measurement_id.is_none() && std::mem::replace(&mut named, true) {
            continue;
        }
        // What is not as the program writes it is not shown; whoever verifies the log is told.
        let Ok(support) = serde_json::from_str::<Support>(&set.content) else {
            continue;
        };
        let measurement = measurements.iter().find(|one| Some(one.id) == set.measurement_id);
        let called = |id: &str| support.names.get(id).cloned();
        let findings: Vec<Told> = support
            .findings
            .iter()
            .map(|finding| told(finding, Some(&called), language))
            .collect();
        shown.push(Shown {
            seen_on: set.seen_on,
            outcome: measurement.map(|one| one.outcome.clone()),
            import: set.import_id,
            count: set.findings,
            hidden: set.findings - i64::try_from(findings.len()).unwrap_or(set.findings),
            findings,
        });
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_naming_and_every_measurement_are_shown() {
        let set = |measurement_id, seen_on: &str| FindingSet {
            measurement_id,
            import_id: None,
            seen_on: seen_on.to_owned(),
            findings: 7,
            content: serde_json::to_string(&Support::default()).unwrap(),
        };
        let mut odd = set(Some(9), "2026-05-01");
        odd.content = "no contract".to_owned();
        let sets = vec![
            set(None, "2026-04-05"),
            odd,
            set(Some(1), "2026-04-04"),
            set(None, "2024-09-22"),
        ];
        let measurement = super::super::life::tests::measurement("2026-04-04", (1, 2), "cleared");
        let shown = shown(sets, &[measurement], Language::Persian);
        let told: Vec<_> = shown
            .iter()
            .map(|set| (set.seen_on.as_str(), set.outcome.as_deref(), set.hidden))
            .collect();
        assert_eq!(
            told,
            [("2026-04-05", None, 7), ("2026-04-04", Some("cleared"), 7)]
        );
    }
}
