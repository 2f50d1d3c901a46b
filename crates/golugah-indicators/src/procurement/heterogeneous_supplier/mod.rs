//! R048: a supplier was awarded goods, works or services of far more kinds than other suppliers of its size.

use golugah_findings::{Datum, Kind};
use hashbrown::{HashMap, HashSet};

use crate::Tally;
use crate::engine::{
    Id, Observation, Observations, ParameterError, Parameters, Party, Place, Process, ProcessRule, Scene,
};
use crate::measures::Fences;

pub(crate) struct Rule {
    digits: usize,
    minimum_processes: u64,
    needs_spread: bool,
    codes_only: bool,
}

/// What all processes say of the suppliers.
#[derive(Default)]
pub(crate) struct Totals {
    suppliers: HashMap<Id, Supplies>,
    /// Everybody whose awards bear a class of any form.
    classified: HashSet<Id>,
    /// Processes awarded to a supplier by a group in a stratum, with their stake.
    given: HashMap<Given, Tally>,
}

/// Supplier, the offices that gave, stratum.
type Given = (Id, [(Kind, Id); 2], Id);

#[derive(Default)]
struct Supplies {
    processes: u64,
    classes: HashSet<Id>,
    place: Option<Place>,
}

impl ProcessRule for Rule {
    type Totals = Totals;

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            digits: parameters.count("digits")? as usize,
            minimum_processes: parameters.count("minimum_processes")?,
            needs_spread: parameters.flag("needs_spread")?,
            codes_only: parameters.flag("codes_only")?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, totals: &mut Totals, out: &mut Observations) {
        if process.is_cancelled() {
            return;
        }
        let mut met: Vec<Id> = Vec::new();
        for award in process.active_awards() {
            // Not every supplier of a joint award supplies every item: only awards to one supplier count.
            let [Party { id, .. }] = *process.suppliers(award) else {
                continue;
            };
            let mut published = process
                .release
                .classes(award)
                .iter()
                .filter(|class| !class.is_empty())
                .peekable();
            if !id.is_some() || published.peek().is_none() {
                continue;
            }
            totals.classified.insert(id);
            let mut classes = published
                .map(|class| self.class(class))
                .filter(|class| self.counts(class))
                .peekable();
            if classes.peek().is_none() {
                continue;
            }
            let supplies = totals.suppliers.entry(id).or_default();
            supplies.place = Some(
                supplies
                    .place
                    .map_or(process.place, |place| place.min(process.place)),
            );
            for class in classes {
                supplies.classes.insert(process.names.id(class));
            }
            if !met.contains(&id) {
                met.push(id);
                supplies.processes += 1;
                if !out.counts_groups() {
                    continue;
                }
                let offices = process.both_organizations();
                let stake = i128::from(process.award_stake());
                out.whole(stake);
                let given = totals.given.entry((id, offices, process.stratum)).or_default();
                given.computable += 1;
                given.stake += stake;
            }
        }
    }

    fn merge(into: &mut Totals, from: Totals) {
        into.classified.extend(from.classified);
        for (id, theirs) in from.suppliers {
            let mine = into.suppliers.entry(id).or_default();
            mine.processes += theirs.processes;
            mine.classes.extend(theirs.classes);
            mine.place = [mine.place, theirs.place].into_iter().flatten().min();
        }
        for (key, theirs) in from.given {
            let mine = into.given.entry(key).or_default();
            mine.computable += theirs.computable;
            mine.stake += theirs.stake;
        }
    }

    fn settle(&self, totals: Totals, scene: &Scene<'_>, out: &mut Observations) {
        let enough = |supplies: &&Supplies| supplies.processes >= self.minimum_processes;
        let mut classes: Vec<f64> = totals
            .suppliers
            .values()
            .filter(enough)
            .map(|supplies| supplies.classes.len() as f64)
            .collect();
        let fences = Fences::of(&mut classes);
        let fence = fences.map_or(f64::INFINITY, Fences::upper);
        // Where all suppliers are alike, the fence would raise nearly everybody.
        let holds = fences.is_some_and(|fences| fences.has_spread() || !self.needs_spread);
        if let Some(fences) = fences {
            for (name, value) in [("q1", fences.q1), ("q3", fences.q3), ("upper_fence", fence)] {
                out.parameter(name, value);
            }
        }
        let is_raised =
            |supplies: &Supplies| enough(&supplies) && holds && supplies.classes.len() as f64 >= fence;
        for (id, supplies) in &totals.suppliers {
            let supplier = scene.names.text(*id);
            let subject = (Kind::Supplier, supplier.as_str());
            if !enough(&supplies) {
                out.not_computable(subject, "too_few");
                continue;
            }
            let seen = Observation {
                subject,
                value: supplies.classes.len() as f64,
                threshold: fence,
                groups: &[],
                stake: 0,
                date: None,
                place: supplies.place.unwrap_or_default(),
            };
            out.answer(is_raised(supplies), &seen, || {
                let mut classes: Vec<String> =
                    supplies.classes.iter().map(|id| scene.names.text(*id)).collect();
                classes.sort_unstable();
                vec![
                    ("awarded_processes", Datum::Integer(supplies.processes as i64)),
                    (
                        "classes",
                        Datum::List(classes.into_iter().map(Datum::Text).collect()),
                    ),
                ]
            });
        }
        for id in totals
            .classified
            .iter()
            .filter(|id| !totals.suppliers.contains_key(*id))
        {
            out.not_computable((Kind::Supplier, &scene.names.text(*id)), "no_codes");
        }
        for ((supplier, offices, stratum), given) in totals.given {
            let raised = totals.suppliers.get(&supplier).is_some_and(is_raised);
            let tally = Tally {
                raised: if raised { given.computable } else { 0 },
                computable: given.computable,
                stake: if raised { given.stake } else { 0 },
            };
            let offices: Vec<(Kind, Id)> = offices.into_iter().filter(|(_, id)| id.is_some()).collect();
            for slot in out.slots(&offices, stratum) {
                out.tally(slot, tally);
            }
        }
    }
}

impl Rule {
    /// The part of a class by which classes are compared.
    fn class<'c>(&self, class: &'c str) -> &'c str {
        let end = class
            .char_indices()
            .nth(self.digits)
            .map_or(class.len(), |(at, _)| at);
        &class[..end]
    }

    /// Where a publisher writes words instead of codes, their first letters are no classes.
    fn counts(&self, class: &str) -> bool {
        !self.codes_only || class.bytes().all(|byte| byte.is_ascii_digit())
    }
}
