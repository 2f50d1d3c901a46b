//! The findings of a bottleneck as its page shows them: the gravest with their evidence, for every measurement.

use golugah_findings::Support;
use golugah_persian::Language;
use golugah_report::{Told, told};

use super::latest::Source;
use super::life_queries::{FindingSet, Measurement};

/// The findings that one measurement rested on.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The day they were kept.
    pub(super) seen_on: String,
    /// The outcome of the measurement after a remedy; `None` where all data gave them.
    pub(super) outcome: Option<String>,
    /// Whether they named the place: its figures are these.
    pub(super) named: bool,
    /// Whether they are of the measurement whose figures stand on the page.
    pub(super) is_latest: bool,
    /// The data file after which they were found.
    pub(super) import: Option<i64>,
    /// How many there are in all.
    pub(super) count: i64,
    /// How many of them are not shown.
    pub(super) hidden: i64,
    pub(super) findings: Vec<Told>,
}

/// The sets as [`finding_sets`](super::life_queries::finding_sets) gives them, of which the one that named the place is the last; that of
/// the measurement whose figures stand on the page comes first.
pub(super) fn shown(
    sets: Vec<FindingSet>,
    measurements: &[Measurement],
    latest: Source,
    language: Language,
) -> Vec<Shown> {
    let last = sets.len();
    let mut shown = Vec::new();
    for (set, at) in sets.into_iter().zip(1..) {
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
            named: at == last && set.measurement_id.is_none(),
            outcome: measurement.map(|one| one.outcome.clone()),
            import: set.import_id,
            count: set.findings,
            hidden: set.findings - i64::try_from(findings.len()).unwrap_or(set.findings),
            is_latest: match latest {
                Source::Again(measurement) => set.measurement_id == Some(measurement),
                Source::AllData => set.measurement_id.is_none() && at < last,
                Source::Found => set.measurement_id.is_none() && at == last,
            },
            findings,
        });
    }
    shown.sort_by_key(|set| !set.is_latest);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_named_the_place_is_told_from_what_all_data_gave_since() {
        let set = |id, measurement_id, seen_on: &str, findings| FindingSet {
            id,
            measurement_id,
            import_id: None,
            seen_on: seen_on.to_owned(),
            findings,
            content: serde_json::to_string(&Support::default()).unwrap(),
        };
        let mut odd = set(3, Some(9), "2026-05-01", 7);
        odd.content = "no contract".to_owned();
        let sets = vec![
            set(4, None, "2026-04-05", 69),
            odd,
            set(2, Some(1), "2026-04-04", 7),
            set(1, None, "2024-09-22", 35),
        ];
        let measurement = super::super::life::tests::measurement("2026-04-04", (1, 2), "cleared");
        let shown = shown(sets, &[measurement], Source::Again(1), Language::Persian);
        let told: Vec<_> = shown
            .iter()
            .map(|set| {
                (
                    set.seen_on.as_str(),
                    set.outcome.as_deref(),
                    set.named,
                    set.hidden,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("2026-04-04", Some("cleared"), false, 7),
                ("2026-04-05", None, false, 69),
                ("2024-09-22", None, true, 35)
            ]
        );
    }
}
