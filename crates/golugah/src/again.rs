//! Measured again: what the judgement says of later data, in the words of the contract.

use golugah_findings::{Control, JudgedAgain, Lack, MeasuredAgain, RemedyEffect, State};
use golugah_judgement::{
    Assessment, Batch, Change, Effect, Lack as Lacking, Materiality, Noise, Outcome, Record, Remeasurement,
    Standing, Visible, Window, measure_again, noise, smallest_visible,
};

use crate::counts::Counts;

/// The named groups of a file of counts, on those of a later one whose window is so many days long.
pub(crate) fn of_counts(
    counts: &Counts,
    assessment: &Assessment,
    materiality: &Materiality,
    days: u32,
) -> Vec<JudgedAgain> {
    let window = counts.halves.concat();
    let named = assessment.with(|standing| standing == Standing::Named);
    let verdicts = named.into_iter().map(|index| &assessment.verdicts[index]);
    let remedied: Vec<u32> = verdicts.clone().map(|verdict| verdict.group).collect();
    let half = |at: usize, begins: i64| Window {
        observed: counts.observed(&counts.halves[at]),
        begins,
    };
    let halves = [half(0, 0), half(1, i64::from(days) / 2)];
    let change = Change::new(counts.observed(&counts.batches), halves, materiality, &remedied);
    let usual = noise(
        counts.observed(&counts.batches),
        counts.observed(&window),
        materiality,
        |group| !remedied.contains(&group),
    );
    let name = |group: u32| counts.groups[group as usize].clone();
    let measured = verdicts.map(|verdict| {
        let own = |batches: &[Batch]| counts_of(verdict.group, batches);
        let record = Record {
            group: verdict.group,
            past_rate: verdict.rate,
            window: counts.observed(&window),
            halves: [own(&counts.halves[0]), own(&counts.halves[1])],
            days: u64::from(days),
            computable_left: 1.0,
        };
        let again = measure_again(&record, materiality);
        JudgedAgain {
            group: name(verdict.group),
            rate_before: verdict.rate,
            peer_rate_before: verdict.peer_rate,
            visible: visible(smallest_visible(verdict, &usual, verdict.computable)),
            again: told(&again, change.effect(verdict.group), name),
        }
    });
    measured.collect()
}

/// A group's raised and its computable observations.
pub(crate) fn counts_of(group: u32, batches: &[Batch]) -> (u64, u64) {
    let own = batches.iter().filter(|batch| batch.group == group);
    own.fold((0, 0), |(raised, computable), batch| {
        (
            raised + batch.raised.min(batch.computable) * batch.times,
            computable + batch.computable * batch.times,
        )
    })
}

/// What can be seen, in the words of the contract.
pub(crate) fn visible(visible: Visible) -> golugah_findings::Visible {
    golugah_findings::Visible {
        cases: visible.cases,
        rate: visible.rate,
        cases_to_clear: visible.cases_to_clear,
    }
}

/// A measurement in the words of the contract; `name` gives the id of a group.
pub(crate) fn told(
    again: &Remeasurement,
    effect: Option<Effect>,
    name: impl Fn(u32) -> String,
) -> MeasuredAgain {
    let (state, lack, cases_needed, days_needed) = match again.outcome {
        Outcome::Cleared => (State::Cleared, None, 0, None),
        Outcome::NotCleared => (State::NotCleared, None, 0, None),
        Outcome::NotEnoughData {
            lack,
            cases_needed,
            days_needed,
        } => (
            State::NotEnoughData,
            Some(lacking(lack)),
            cases_needed,
            days_needed,
        ),
    };
    MeasuredAgain {
        state,
        lack,
        cases_needed,
        days_needed,
        raised: again.raised,
        computable: again.computable,
        batches: again.batches,
        design_effect: again.design_effect,
        peer_rate: again.peer_rate,
        peers: u64::from(again.peers),
        material_threshold: again.threshold,
        probability: again.probability,
        in_halves: again.in_halves,
        effect: effect.map(|effect| {
            let Noise { deviation, groups } = effect.noise;
            RemedyEffect {
                is_said: effect.is_said,
                by_itself: effect.by_itself,
                expected: effect.expected,
                noise: deviation,
                noise_groups: u64::from(groups),
                control: effect.control.map(|(group, by_itself)| Control {
                    group: name(group),
                    by_itself,
                }),
            }
        }),
    }
}

fn lacking(lack: Lacking) -> Lack {
    match lack {
        Lacking::Peers => Lack::Peers,
        Lacking::Cases => Lack::Cases,
        Lacking::Time => Lack::Time,
        Lacking::Steadiness => Lack::Steadiness,
        Lacking::Fields => Lack::Fields,
    }
}
