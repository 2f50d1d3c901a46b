use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::plan::Pace;
use super::*;
use crate::calendar::{DAY, DAYS, month_since_start};

/// One set of procedures for all tests of this module.
fn drawn() -> &'static Procedures {
    static DRAWN: OnceLock<Procedures> = OnceLock::new();
    DRAWN.get_or_init(|| Procedures::draft(11, 0, DRAFT_LIVES))
}

#[test]
fn the_files_are_one_life_like_the_others() {
    let it = drawn();
    let mut looked = 0;
    for (indicator, kind, standings) in it.standings() {
        for standing in standings {
            let (k, n) = it.files.total(indicator, standing.group);
            // Pairs of officer and applicant are raised whole or not at all: their cases are not independent.
            if n < 40 || indicator == measure::CONCENTRATION {
                continue;
            }
            let n = n as f64;
            // The long run is a sample of three lives; queues tie cases to one another.
            let sigma = (standing.rate.max(0.02) * (1.0 - standing.rate).max(0.02) / n * 1.34).sqrt();
            let off = (k as f64 / n - standing.rate).abs();
            let id = it.id(standing.group);
            assert!(
                off < 5.0 * sigma + 3.0 / n,
                "{} {kind} {id} {k}/{n} {}",
                INDICATORS[indicator].0,
                standing.rate
            );
            looked += 1;
        }
    }
    assert!(looked > 200, "{looked}");
}

#[test]
fn what_is_planted_is_true() {
    let it = drawn();
    let truths = it.truths();
    let lists = |indicator: usize, id: &str| {
        truths
            .iter()
            .any(|truth| truth.indicator == INDICATORS[indicator].0 && truth.group.id == id)
    };
    let mut planted = BTreeSet::new();
    for officer in &it.plan.officers {
        for (indicator, is) in [
            (measure::SLOW, officer.slow > 0.0),
            (measure::OVERTAKING, officer.jump > 0.0),
            (measure::DEADLINE, officer.miss > 0.1),
            (measure::PLANNED, officer.miss_planned > 0.2),
            (measure::REWORK, officer.send_back > 0.1),
            (measure::SKIPPED, officer.skip > 0.01),
        ] {
            if is {
                assert!(
                    lists(indicator, &officer.name),
                    "{} {}",
                    INDICATORS[indicator].0,
                    officer.name
                );
                planted.insert(indicator);
            }
        }
    }
    for applicant in &it.plan.applicants {
        if applicant.jump.is_some() {
            assert!(lists(measure::OVERTAKING, &applicant.name), "{}", applicant.name);
        }
        if applicant.favourite.is_some() {
            assert!(
                lists(measure::CONCENTRATION, &applicant.name),
                "{}",
                applicant.name
            );
            planted.insert(measure::CONCENTRATION);
        }
    }
    assert_eq!(planted.len(), INDICATORS.len(), "{planted:?}");
}

#[test]
fn the_look_alikes_are_innocent() {
    let it = drawn();
    let truths = it.truths();
    let listed = |id: &str| truths.iter().any(|truth| truth.group.id == id);
    assert!(!listed("سامانه"), "the machine keeps the law's sixty days");
    for (at, procedure) in it.plan.procedures.iter().enumerate() {
        let most = &it.plan.applicants[procedure.regulars[0]].name;
        assert!(
            !listed(most),
            "the most regular applicant's cases are spread evenly: {most}"
        );
        for step in procedure
            .steps
            .iter()
            .filter(|step| step.officers.len() == 1 && step.part < 1.0)
        {
            assert!(
                !listed(&it.plan.officers[step.officers[0]].name),
                "{} handles the hard cases alone",
                step.name
            );
        }
        let Some((step, month)) = procedure.alone else {
            panic!("somebody is alone for a month in {at}")
        };
        let then: Vec<Option<usize>> = it.cases[at]
            .iter()
            .flat_map(|case| &case.events)
            .filter(|event| event.step == step && month_since_start(event.moment.div_euclid(DAY)) == month)
            .map(|event| event.officer)
            .collect();
        assert!(
            then.len() > 10 && then.iter().all(|officer| *officer == then[0]),
            "{}",
            then.len()
        );
    }
}

#[test]
fn cases_are_possible() {
    let it = drawn();
    let (mut ties, mut unnamed, mut lawful) = (0, 0, 0);
    for (at, procedure) in it.plan.procedures.iter().enumerate() {
        for case in &it.cases[at] {
            for event in &case.events {
                let step = &procedure.steps[event.step];
                assert!((0..DAYS * DAY).contains(&event.moment));
                assert_eq!(step.limit.is_some(), event.due.is_some());
                assert!(
                    !step.midnight || event.moment % DAY == 0,
                    "{} stamps days",
                    step.name
                );
                unnamed += usize::from(event.officer.is_none() && !step.officers.is_empty());
            }
            for pair in case.events.windows(2) {
                assert!(pair[0].moment <= pair[1].moment, "events stand in order");
                ties += usize::from(pair[0].moment == pair[1].moment);
                if let Pace::Law(days) = procedure.steps[pair[1].step].pace {
                    assert_eq!(pair[1].moment - pair[0].moment, days * DAY);
                    lawful += 1;
                }
            }
        }
    }
    assert!(
        ties > 500 && unnamed > 300 && lawful > 300,
        "{ties} {unnamed} {lawful}"
    );
}

#[test]
fn logs_are_well_formed() {
    let it = drawn();
    for (at, name) in it.names().into_iter().enumerate() {
        let mut out = Vec::new();
        let (cases, events) = it.write(at, crate::part::Span::Whole, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let count = |needle: &str| text.matches(needle).count() as u64;
        assert_eq!(
            (
                count("<trace>"),
                count("</trace>"),
                count("<event>"),
                count("</event>")
            ),
            (cases, cases, events, events)
        );
        assert_eq!(count("key=\"applicant\""), cases);
        assert!(text.contains(&format!("<string key=\"concept:name\" value=\"{name}\"/>")));
        assert!(text.ends_with("</log>\n"));
    }
}
