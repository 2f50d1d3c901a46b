//! `golugah judge`: the judgement over counts from a file, by itself.

use std::path::{Path, PathBuf};

use golugah_findings::{ByOutsiders, Chance, Judged, JudgedGroup, Standing};
use golugah_judgement::{Assessment, Batch, Materiality, assess, judge, names_by_chance, select};
use golugah_report::{Language, write_judged};

use crate::again;
use crate::arguments::{Judge, JudgeFormat};
use crate::bottlenecks::{ERROR_RATE, OUTSIDERS, floor_of, standing_of};
use crate::counts::{Counts, Rows};
use crate::failure::Failure;
use crate::output;
use crate::progress::say;

pub(crate) fn run(command: &Judge) -> Result<(), Failure> {
    let inputs: Vec<&Path> = [Some(&command.counts), command.again.as_ref()]
        .into_iter()
        .flatten()
        .map(PathBuf::as_path)
        .collect();
    let outs: Vec<&Path> = command.out.as_deref().into_iter().collect();
    output::apart(&outs, &inputs, command.lang.into())?;
    let rows = Rows::read(&command.counts, false)?;
    let later = command
        .again
        .as_deref()
        .map(|path| Rows::read(path, true))
        .transpose()?;
    let counts = Counts::of(&rows, later.as_ref());
    let materiality = Materiality {
        times: command.times,
        points: command.points,
    };
    let assessment = if command.plain {
        plain(&counts, &materiality)
    } else {
        assess(counts.observed(&counts.batches), &materiality, ERROR_RATE)
    };
    let chance = (command.null > 0).then(|| {
        let (seed, deals) = (command.seed, command.null);
        let names = names_by_chance(
            counts.observed(&counts.batches),
            &materiality,
            ERROR_RATE,
            seed,
            deals,
        );
        Chance {
            deals,
            seed,
            named: names.iter().sum::<usize>() as f64 / f64::from(deals),
        }
    });
    let again = later
        .as_ref()
        .map(|_| again::of_counts(&counts, &assessment, &materiality, command.days));
    if let (Some(path), Some(later), Some(again)) = (&command.again, &later, &again) {
        for one in again.iter().filter(|one| !later.has(&one.group)) {
            say(&format!(
                "{}: found no row of the named group {}; it is taken to have had no case there. If it goes by another name \
                 now, write the same in both files",
                path.display(),
                one.group
            ));
        }
    }
    let judged = Judged {
        correlation: assessment.correlation,
        chance,
        given: rows.groups(),
        groups: groups_of(&counts, &assessment),
        again,
    };
    output::write(command.out.as_deref(), |out| match command.format {
        JudgeFormat::Table => write_judged(&judged, Language::from(command.lang), out),
        JudgeFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &judged)?;
            writeln!(out)
        }
    })
}

/// The judgement without batches and floors.
fn plain(counts: &Counts, materiality: &Materiality) -> Assessment {
    let single = |batch: &Batch| {
        let (raised, computable) = (batch.raised * batch.times, batch.computable * batch.times);
        Batch::singles(batch.group, batch.stratum, raised, computable)
    };
    let singles: Vec<Batch> = counts.batches.iter().flat_map(single).collect();
    let singles = counts.observed(&singles);
    let verdicts = judge(singles, materiality, OUTSIDERS);
    let probabilities = [0.01, 0.10].map(|outsiders| judge(singles, materiality, outsiders));
    let mut standings = vec![golugah_judgement::Standing::Unremarkable; verdicts.len()];
    for index in select(&verdicts, ERROR_RATE) {
        standings[index] = golugah_judgement::Standing::Named;
    }
    Assessment {
        other_probabilities: (0..verdicts.len())
            .map(|index| probabilities.each_ref().map(|judged| judged[index].probability))
            .collect(),
        // Of peers as they stand nothing is said here.
        beside: Vec::new(),
        verdicts,
        standings,
        correlation: 0.0,
    }
}

fn groups_of(counts: &Counts, assessment: &Assessment) -> Vec<JudgedGroup> {
    let sorts = [
        Standing::Named,
        Standing::ToWatch,
        Standing::Kept,
        Standing::Unremarkable,
    ];
    let in_order = sorts
        .into_iter()
        .flat_map(|sort| assessment.with(|standing| standing_of(standing) == sort));
    let group_of = |index: usize| {
        let verdict = &assessment.verdicts[index];
        let [rare, frequent] = assessment.other_probabilities[index];
        JudgedGroup {
            group: counts.groups[verdict.group as usize].clone(),
            standing: standing_of(assessment.standings[index]),
            floor: floor_of(assessment.standings[index]),
            raised: verdict.raised,
            computable: verdict.computable,
            batches: verdict.batches,
            raised_batches: verdict.raised_batches,
            design_effect: verdict.design_effect,
            rate: verdict.rate,
            peer_rate: verdict.peer_rate,
            peers: u64::from(verdict.peers),
            material_threshold: verdict.threshold,
            probability: ByOutsiders {
                rare,
                usual: verdict.probability,
                frequent,
            },
            excess: verdict.excess,
        }
    };
    in_order.map(group_of).collect()
}
