//! R048: a supplier was awarded goods, works or services of far more kinds than other suppliers of its size.

mod rarefied;

use golugah_findings::{Datum, Kind};
use hashbrown::{HashMap, HashSet};

use rarefied::expected_classes;

use crate::engine::{
    BatchOf, Few, Id, In, Known, Names, Observation, Observations, Out, ParameterError, Parameters, Party,
    Place, Process, ProcessRule, Scene, Written,
};
use crate::measures::Fences;

pub(crate) struct Rule {
    digits: usize,
    minimum_processes: u64,
    needs_spread: bool,
    codes_only: bool,
    rarefied: bool,
}

/// How many pairs of classes a worker remembers: publishers use a few dozen.
const REMEMBERED: usize = 64;

/// What all processes say of the suppliers.
pub(crate) struct Totals {
    /// By the supplier's number, its place among the supplies plus one.
    places: Vec<u32>,
    supplies: Vec<Supplies>,
    /// Every supplier with every class it was awarded, and in how many processes: one map for all, for most suppliers have
    /// one class.
    classes: HashMap<(Id, Id), u64>,
    /// The same of the process that is being looked at, where a class may be awarded several times.
    here: Vec<(Id, Id)>,
    known: Known,
    /// The class of the last process with its text, which is most often the next one's too.
    last: (String, Id),
    /// Those with an award that bears classes none of which is of the form that counts.
    unclassed: HashSet<Id>,
}

struct Supplies {
    supplier: Id,
    processes: u64,
    place: Place,
}

impl Default for Totals {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            supplies: Vec::new(),
            classes: HashMap::new(),
            here: Vec::new(),
            known: Known::new(REMEMBERED),
            last: (String::new(), Id::NONE),
            unclassed: HashSet::new(),
        }
    }
}

impl Totals {
    /// The supplier's supplies, new or old.
    fn of(&mut self, supplier: Id) -> usize {
        let at = supplier.index();
        if self.places.len() <= at {
            self.places.resize((at + 1).next_power_of_two(), 0);
        }
        if self.places[at] == 0 {
            self.supplies.push(Supplies {
                supplier,
                processes: 0,
                place: Place::LAST,
            });
            self.places[at] = self.supplies.len() as u32;
        }
        self.places[at] as usize - 1
    }

    /// Notes a class, by the text in which it was published.
    fn class(&mut self, supplier: Id, class: &str, names: &Names) {
        if self.last.0 != class {
            self.last.0.clear();
            self.last.0.push_str(class);
            self.last.1 = self.known.id(names, class);
        }
        if self.here.last() != Some(&(supplier, self.last.1)) {
            self.here.push((supplier, self.last.1));
        }
    }

    /// Counts what the process awarded.
    fn count(&mut self) {
        self.here.sort_unstable();
        self.here.dedup();
        for one in self.here.drain(..) {
            *self.classes.entry(one).or_default() += 1;
        }
    }

    /// By supplier, in how many processes each of its classes was awarded.
    fn counts(&self) -> HashMap<Id, Vec<u64>> {
        let mut counts: HashMap<Id, Vec<u64>> = HashMap::new();
        for ((supplier, _), processes) in &self.classes {
            counts.entry(*supplier).or_default().push(*processes);
        }
        counts
    }

    fn has_supplies(&self, supplier: Id) -> bool {
        self.places.get(supplier.index()).is_some_and(|place| *place > 0)
    }
}

impl Written for Totals {
    fn write(&self, out: &mut Out) {
        out.number(self.supplies.len() as u64);
        for supplies in &self.supplies {
            out.id(supplies.supplier);
            out.number(supplies.processes);
            out.place(supplies.place);
        }
        out.number(self.classes.len() as u64);
        for ((supplier, class), processes) in &self.classes {
            out.id(*supplier);
            out.id(*class);
            out.number(*processes);
        }
        out.number(self.unclassed.len() as u64);
        self.unclassed.iter().for_each(|supplier| out.id(*supplier));
    }

    fn read(read: &mut In<'_>) -> Option<Self> {
        let mut totals = Self::default();
        for _ in 0..read.count()? {
            let supplier = read.id().filter(|supplier| supplier.is_some())?;
            let at = totals.of(supplier);
            (totals.supplies[at].processes, totals.supplies[at].place) = (read.number()?, read.place()?);
        }
        for _ in 0..read.count()? {
            let one = (read.id()?, read.id()?);
            totals.classes.insert(one, read.number()?);
        }
        for _ in 0..read.count()? {
            totals.unclassed.insert(read.id()?);
        }
        Some(totals)
    }
}

impl ProcessRule for Rule {
    type Totals = Totals;
    const BY_LOT: bool = false;

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            digits: parameters.count("digits")? as usize,
            minimum_processes: parameters.count("minimum_processes")?,
            needs_spread: parameters.flag("needs_spread")?,
            codes_only: parameters.flag("codes_only")?,
            rarefied: parameters.flag("rarefied")?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, totals: &mut Totals, _: &mut Observations) {
        if process.is_cancelled() {
            return;
        }
        let mut met: Few<Party> = Few::new();
        for award in process.active_awards() {
            // Not every supplier of a joint award supplies every item: only awards to one supplier count.
            let [party] = *process.suppliers(award) else {
                continue;
            };
            let id = party.id;
            let mut published = process
                .release
                .classes(award)
                .iter()
                .filter(|class| !class.is_empty())
                .peekable();
            if !id.is_some() || published.peek().is_none() {
                continue;
            }
            let mut classes = published
                .map(|class| self.class(class))
                .filter(|class| self.counts(class))
                .peekable();
            if classes.peek().is_none() {
                totals.unclassed.insert(id);
                continue;
            }
            let at = totals.of(id);
            for class in classes {
                totals.class(id, class, process.names);
            }
            let supplies = &mut totals.supplies[at];
            supplies.place = supplies.place.min(process.place);
            if !met.as_slice().contains(&party) {
                met.push(party);
                supplies.processes += 1;
            }
        }
        totals.count();
    }

    fn merge(into: &mut Totals, from: Totals) {
        into.unclassed.extend(from.unclassed);
        for theirs in from.supplies {
            let at = into.of(theirs.supplier);
            let mine = &mut into.supplies[at];
            mine.processes += theirs.processes;
            mine.place = mine.place.min(theirs.place);
        }
        for (one, processes) in from.classes {
            *into.classes.entry(one).or_default() += processes;
        }
    }

    fn settle(&self, totals: Totals, scene: &Scene<'_>, out: &mut Observations) {
        let enough = |supplies: &&Supplies| supplies.processes >= self.minimum_processes;
        let values = self.values(&totals);
        let value = |supplies: &Supplies| values.get(&supplies.supplier).copied().unwrap_or_default();
        let mut classes: Vec<f64> = totals.supplies.iter().filter(enough).map(value).collect();
        let fences = Fences::of(&mut classes);
        let fence = fences.map_or(f64::INFINITY, Fences::upper);
        // Where all suppliers are alike, the fence would raise nearly everybody.
        let holds = fences.is_some_and(|fences| fences.has_spread() || !self.needs_spread);
        if let Some(fences) = fences {
            for (name, value) in [("q1", fences.q1), ("q3", fences.q3), ("upper_fence", fence)] {
                out.parameter(name, value);
            }
        }
        let is_raised = |supplies: &Supplies| enough(&supplies) && holds && value(supplies) >= fence;
        let classes_of = classes_of_the_raised(&totals, is_raised, out);
        let mut text = String::new();
        for supplies in &totals.supplies {
            let id = supplies.supplier;
            let subject = (Kind::Supplier, scene.names.text_in(id, &mut text));
            if !enough(&supplies) {
                out.not_computable(subject, "too_few");
                continue;
            }
            let seen = Observation {
                subject,
                row: None,
                value: value(supplies),
                threshold: fence,
                groups: &[],
                batch: BatchOf::default(),
                stake: 0.into(),
                date: None,
                place: supplies.place,
            };
            out.answer(is_raised(supplies), &seen, || {
                let classes = classes_of.get(&id).into_iter().flatten();
                let mut classes: Vec<String> = classes.map(|id| scene.names.text(*id)).collect();
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
        for id in totals.unclassed.iter().filter(|id| !totals.has_supplies(**id)) {
            let text = scene.names.text_in(*id, &mut text);
            out.not_computable((Kind::Supplier, text), "no_codes");
        }
    }
}

/// The classes of those that are raised, where findings with evidence are asked for.
fn classes_of_the_raised(
    totals: &Totals,
    is_raised: impl Fn(&Supplies) -> bool,
    out: &Observations,
) -> HashMap<Id, Vec<Id>> {
    let mut classes: HashMap<Id, Vec<Id>> = HashMap::new();
    if out.counts_groups() {
        let raised = totals.supplies.iter().filter(|supplies| is_raised(supplies));
        classes.extend(raised.map(|supplies| (supplies.supplier, Vec::new())));
        for (supplier, class) in totals.classes.keys() {
            if let Some(all) = classes.get_mut(supplier) {
                all.push(*class);
            }
        }
    }
    classes
}

impl Rule {
    /// What is compared of each supplier: of how many kinds `minimum_processes` of its processes are on average, or how many
    /// kinds it was awarded in all.
    fn values(&self, totals: &Totals) -> HashMap<Id, f64> {
        let counts = totals.counts();
        let judged = totals.supplies.iter();
        let judged = judged.filter(|supplies| supplies.processes >= self.minimum_processes);
        let valued = judged.map(|supplies| {
            let own = counts.get(&supplies.supplier).map_or(&[][..], Vec::as_slice);
            let value = if self.rarefied {
                expected_classes(own, supplies.processes, self.minimum_processes)
            } else {
                own.len() as f64
            };
            (supplies.supplier, value)
        });
        valued.collect()
    }

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
