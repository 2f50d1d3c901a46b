//! Logs that tell of life cycles, counted by what was done; the figures are those of `bench/paths/folded.py` (pm4py and
//! pandas on the log cut to its complete events).

use super::expected::{read, shared};
use crate::figures::four_eyes_of;
use crate::{Figures, Lifecycle, figures};

fn rework(found: &Figures, step: &str) -> u64 {
    let counts = &found.rework_cases_per_activity.0;
    counts
        .iter()
        .find(|count| count.0 == step)
        .map_or(0, |count| count.1)
}

#[test]
fn loan_applications_by_what_was_done() {
    let Some(folder) = shared() else { return };
    let log = read(&folder, "bpic2012.xes.gz");
    let found = figures(&log, Lifecycle::Folded, "f", "t");
    let instances = found.instances.clone().unwrap();
    assert_eq!((found.cases, found.events), (13_087, 262_200));
    assert_eq!(
        (instances.instances, instances.cases_with_instances),
        (164_506, 13_087)
    );
    assert_eq!((found.variants, found.variants_occurring_once), (4_336, 3_727));
    assert_eq!((found.dfg_edges, found.dfg_total_frequency), (138, 151_419));
    let edge = &found.dfg_top15[0];
    let waits = &found.performance_dfg_top15_seconds[0];
    assert_eq!(
        (edge.from.as_str(), edge.to.as_str(), edge.count),
        ("W_Nabellen offertes", "W_Nabellen offertes", 13_521)
    );
    assert!((waits.mean - 268_761.82).abs() < 0.01 && (waits.median - 161_387.735).abs() < 0.001);
    assert!((found.case_duration_seconds.median - 69_857.434).abs() < 1e-3);
    assert!((found.case_duration_seconds.mean - 744_144.39).abs() < 1e-2);
    assert_eq!(found.cases_with_any_rework, 7_019);
    for (step, cases) in [
        ("W_Completeren aanvraag", 4_420),
        ("W_Nabellen offertes", 4_274),
        ("W_Valideren aanvraag", 2_020),
        ("W_Nabellen incomplete dossiers", 1_474),
        ("O_SENT", 1_438),
        ("W_Afhandelen leads", 772),
        ("O_SENT_BACK", 197),
        ("W_Beoordelen fraude", 81),
        ("A_SUBMITTED", 0),
    ] {
        assert_eq!(rework(&found, step), cases, "{step}");
    }
    let officers = found.officers.unwrap();
    assert_eq!(
        (officers.handovers, officers.events_without_resource),
        (51_684, 8_142)
    );
    let folded = log.folded();
    let step = |name: &str| folded.activities.position(name).unwrap();
    let pair = &four_eyes_of(
        &folded,
        &[step("W_Completeren aanvraag"), step("W_Nabellen offertes")],
    )[0];
    assert_eq!((pair.cases_with_both, pair.same_officer), (4_443, 2_553));
}

/// One officer did both where any of the first and any of the second are one person's: pm4py's filter looks at the last
/// of the second alone and finds 1,092.
#[test]
fn four_eyes_are_counted_over_all_pairs() {
    let Some(folder) = shared() else { return };
    let log = read(&folder, "receipt.xes.gz");
    assert!(!log.has_lifecycle(), "all of its events are completions");
    let step = |name: &str| log.activities.position(name).unwrap();
    let steps = ["Confirmation of receipt", "T02 Check confirmation of receipt"].map(step);
    let pair = &four_eyes_of(&log, &steps)[0];
    assert_eq!((pair.cases_with_both, pair.same_officer), (1_316, 1_099));
}

#[test]
fn logs_of_completions_alone_are_the_same_either_way() {
    let Some(folder) = shared() else { return };
    for file in [
        "SEPSIS.xes.gz",
        "BPI_2020_DomesticDeclarations.xes.gz",
        "running-example.xes",
    ] {
        let log = read(&folder, file);
        let [mut folded, raw] =
            [Lifecycle::Folded, Lifecycle::Raw].map(|as_what| figures(&log, as_what, "f", "t"));
        assert!(folded.times.take().is_some(), "{file}");
        assert_eq!(folded, raw, "{file}");
        assert_eq!(folded.instances, None, "{file}");
    }
}
