//! `golugah judge`: the judgement over counts from a file, by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use golugah_findings::{ByOutsiders, Chance, Judged, JudgedGroup, Standing};
use golugah_judgement::{Assessment, Batch, Materiality, assess, judge, names_by_chance, select};
use golugah_report::{Language, write_judged};

use crate::arguments::{Judge, JudgeFormat};
use crate::bottlenecks::{ERROR_RATE, OUTSIDERS, floor_of, standing_of};
use crate::failure::Failure;
use crate::output;

/// The columns, in the order in which they are named to people; in a file they may stand in any.
const COLUMNS: [&str; 5] = ["group", "stratum", "batch", "raised", "computable"];

pub(crate) fn run(command: &Judge) -> Result<(), Failure> {
    let counts = Counts::read(&command.counts)?;
    let materiality = Materiality {
        times: command.times,
        points: command.points,
    };
    let assessment = if command.plain {
        plain(&counts.batches, &materiality)
    } else {
        assess(&counts.batches, &materiality, ERROR_RATE)
    };
    let chance = (command.null > 0).then(|| {
        let (seed, deals) = (command.seed, command.null);
        let names = names_by_chance(&counts.batches, &materiality, ERROR_RATE, seed, deals);
        Chance {
            deals,
            seed,
            named: names.iter().sum::<usize>() as f64 / f64::from(deals),
        }
    });
    let judged = Judged {
        correlation: assessment.correlation,
        chance,
        groups: counts.groups_of(&assessment),
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
fn plain(batches: &[Batch], materiality: &Materiality) -> Assessment {
    let single = |batch: &Batch| {
        let (raised, computable) = (batch.raised * batch.times, batch.computable * batch.times);
        Batch::singles(batch.group, batch.stratum, raised, computable)
    };
    let singles: Vec<Batch> = batches.iter().flat_map(single).collect();
    let verdicts = judge(&singles, materiality, OUTSIDERS);
    let probabilities = [0.01, 0.10].map(|outsiders| judge(&singles, materiality, outsiders));
    let mut standings = vec![golugah_judgement::Standing::Unremarkable; verdicts.len()];
    for index in select(&verdicts, ERROR_RATE) {
        standings[index] = golugah_judgement::Standing::Named;
    }
    Assessment {
        other_probabilities: (0..verdicts.len())
            .map(|index| probabilities.each_ref().map(|judged| judged[index].probability))
            .collect(),
        verdicts,
        standings,
        correlation: 0.0,
    }
}

/// The batches of a file, and what their groups are called.
struct Counts {
    batches: Vec<Batch>,
    groups: Vec<String>,
}

/// One row: group, stratum and batch, and its counts.
struct Row {
    texts: [String; 3],
    raised: u64,
    computable: u64,
}

impl Counts {
    fn read(path: &Path) -> Result<Self, Failure> {
        let at = path.display();
        let could_not = |what: String| Failure::CouldNotRun(format!("{at}: {what}"));
        let no_table = |error: String| {
            let columns = COLUMNS.join(", ");
            could_not(format!(
                "{error}; expected a CSV table with the columns {columns}"
            ))
        };
        let file = File::open(path).map_err(|error| no_table(error.to_string()))?;
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
        let headings = reader
            .headers()
            .map_err(|error| no_table(error.to_string()))?
            .clone();
        let mut places = [0; COLUMNS.len()];
        for (place, column) in places.iter_mut().zip(COLUMNS) {
            let found = headings
                .iter()
                .position(|heading| heading.trim_start_matches('\u{feff}').trim() == column);
            *place = found.ok_or_else(|| {
                let found: Vec<&str> = headings.iter().collect();
                could_not(format!(
                    "line 1: found the columns {}; expected {} in any order",
                    found.join(", "),
                    COLUMNS.join(", ")
                ))
            })?;
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| no_table(error.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            rows.push(row(&record, &places).map_err(|what| could_not(format!("line {line}: {what}")))?);
        }
        Ok(Self::of(&rows))
    }

    fn of(rows: &[Row]) -> Self {
        let numbers = |column: usize| -> BTreeMap<&str, u32> {
            let texts: BTreeSet<&str> = rows.iter().map(|row| row.texts[column].as_str()).collect();
            texts.into_iter().zip(0..).collect()
        };
        let (groups, strata, batches) = (numbers(0), numbers(1), numbers(2));
        let all = rows.iter().flat_map(|row| {
            let [group, stratum, batch] = row.texts.each_ref().map(String::as_str);
            let (group, stratum) = (groups[group], strata[stratum]);
            if batch.is_empty() {
                return Batch::singles(group, stratum, row.raised, row.computable).to_vec();
            }
            vec![Batch {
                group,
                stratum,
                key: Some(u64::from(batches[batch])),
                raised: row.raised,
                computable: row.computable,
                times: 1,
            }]
        });
        Self {
            batches: all.collect(),
            groups: groups.into_keys().map(str::to_owned).collect(),
        }
    }

    fn groups_of(&self, assessment: &Assessment) -> Vec<JudgedGroup> {
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
                group: self.groups[verdict.group as usize].clone(),
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
}

/// Reads one row, or says what was found in it and what was expected.
fn row(record: &csv::StringRecord, places: &[usize; COLUMNS.len()]) -> Result<Row, String> {
    let mut cells = [""; COLUMNS.len()];
    for ((cell, place), column) in cells.iter_mut().zip(places).zip(COLUMNS) {
        let found = record.get(*place).ok_or_else(|| {
            let count = record.len();
            format!("found {count} cells and none for {column}; expected one for each column")
        })?;
        *cell = found.trim();
    }
    let [group, stratum, batch, raised, computable] = cells;
    if group.is_empty() {
        return Err("found no group; expected what the counts belong to".to_owned());
    }
    let whole = |column: &str, cell: &str| {
        cell.parse::<u32>().map(u64::from).map_err(|_| {
            format!("found \"{cell}\" for {column}; expected a whole number from 0 to 4,294,967,295")
        })
    };
    let (raised, computable) = (whole("raised", raised)?, whole("computable", computable)?);
    if raised > computable {
        return Err(format!(
            "found {raised} raised of {computable} computable; expected at most as many raised as computable"
        ));
    }
    Ok(Row {
        texts: [group, stratum, batch].map(str::to_owned),
        raised,
        computable,
    })
}
