//! Which type of object is the case: what was asked for, else a list to choose from.

use std::collections::{HashMap, HashSet};

use super::ObjectType;
use super::store::Stored;
use crate::table::Tables;

/// What is known of a type of object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) kind: u32,
    pub(super) name: String,
    pub(super) objects: u64,
    /// Events that concern at least one of them, and those that concern several.
    pub(super) events: u64,
    pub(super) in_several: u64,
    pub(super) relations: u64,
    /// Steps that any of them passes.
    pub(super) steps: u64,
}

impl Known {
    /// Events that would stand in exactly one case.
    fn in_one(&self) -> u64 {
        self.events - self.in_several
    }

    /// Whether an object passes each step a few times at most, as a case does, and not hundreds of times, as an officer or
    /// a kind of goods.
    fn lives_like_a_case(&self) -> bool {
        self.relations
            <= self
                .objects
                .saturating_mul(self.steps)
                .saturating_mul(TIMES_A_STEP)
    }
}

/// How often an object of a case's kind passes a step, on average at most.
const TIMES_A_STEP: u64 = 3;

/// How much of a name is shown.
const SHOWN_OF_NAME: usize = 100;

/// How many objects of a type are shown.
const EXAMPLES: usize = 3;

/// How many types are listed.
const LISTED: usize = 20;

/// The number of the type that is the case.
pub(super) fn case(store: &Stored, tables: &Tables) -> Result<u32, String> {
    let known = known(store);
    if let Some(told) = &tables.types {
        told(&types(store, &known));
    }
    if let Some(asked) = &tables.case {
        let found = known.iter().find(|one| one.name == *asked);
        return match found {
            Some(one) if one.events > 0 => Ok(one.kind),
            Some(_) => Err(say(tables, "tables-objects-without-events", asked, &known)),
            None => Err(say(tables, "tables-objects-no-type", asked, &known)),
        };
    }
    let mut lived = known.iter().filter(|one| one.events > 0);
    match (lived.next(), lived.next()) {
        (Some(only), None) => Ok(only.kind),
        (Some(_), Some(_)) => Err(say(tables, "tables-objects-choose", "", &known)),
        (None, _) => Err((tables.say)(
            "tables-objects-none",
            &[
                (
                    "events",
                    &store.is_whole.iter().filter(|whole| **whole).count().to_string(),
                ),
                (
                    "objects",
                    &known.iter().map(|one| one.objects).sum::<u64>().to_string(),
                ),
            ],
        )),
    }
}

/// The types that can be the case, those of the most objects first; none where there is nothing to choose.
fn types(store: &Stored, known: &[Known]) -> Vec<ObjectType> {
    let likeliest = likeliest(known).map(|one| one.kind);
    let lived: Vec<&Known> = known.iter().filter(|one| one.events > 0).collect();
    if lived.len() < 2 {
        return Vec::new();
    }
    let mut examples = examples(store);
    let types = lived.into_iter().take(LISTED).map(|one| ObjectType {
        name: one.name.clone(),
        objects: one.objects,
        events: one.events,
        in_several: one.in_several,
        likeliest: likeliest == Some(one.kind),
        examples: examples.remove(&one.kind).unwrap_or_default(),
    });
    types.collect()
}

/// The identifiers of the first objects of each type that an event concerns, in the order in which they were met.
fn examples(store: &Stored) -> HashMap<u32, Vec<String>> {
    let mut examples: HashMap<u32, Vec<String>> = HashMap::new();
    for same in store.related.chunk_by(|a, b| a.0 == b.0) {
        let object = same[0].0;
        let (kind, _) = store.type_of[object as usize];
        let of_kind = examples.entry(kind).or_default();
        if of_kind.len() < EXAMPLES {
            of_kind.push(shown(store.ids.get(object).unwrap_or_default()));
        }
    }
    examples
}

/// What is wrong, and what there is to choose from.
fn say(tables: &Tables, key: &str, asked: &str, known: &[Known]) -> String {
    let lines = known.iter().take(LISTED).map(|one| {
        let (objects, events) = (one.objects.to_string(), one.events.to_string());
        let (name, several) = (shown(&one.name), one.in_several.to_string());
        let with = [
            ("found", name.as_str()),
            ("objects", objects.as_str()),
            ("events", events.as_str()),
            ("several", several.as_str()),
        ];
        format!("\n  {}", (tables.say)("tables-objects-type", &with))
    });
    let mut types: String = lines.collect();
    if let Some(more) = known.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let more = (tables.say)("tables-objects-more", &[("more", &more.to_string())]);
        types.push_str(&format!("\n  {more}"));
    }
    let advice = likeliest(known).map_or(String::new(), |one| {
        let (one_case, objects) = (one.in_one().to_string(), one.objects.to_string());
        let name = shown(&one.name);
        let with = [
            ("found", name.as_str()),
            ("events", one_case.as_str()),
            ("objects", objects.as_str()),
        ];
        format!("\n{}", (tables.say)("tables-objects-likeliest", &with))
    });
    let asked = shown(asked);
    format!(
        "{}{advice}",
        (tables.say)(key, &[("asked", &asked), ("types", &types)])
    )
}

/// The beginning of a hostile name, on one line.
fn shown(name: &str) -> String {
    name.chars()
        .take(SHOWN_OF_NAME)
        .map(|symbol| if symbol.is_control() { '\u{fffd}' } else { symbol })
        .collect()
}

/// The type that is most like a case: its objects do not come back to each step time and again, and the most events concern
/// exactly one of them; of equal ones the one with more steps.
pub(super) fn likeliest(known: &[Known]) -> Option<&Known> {
    let best = |one: &&Known| {
        (
            one.lives_like_a_case(),
            one.in_one(),
            one.steps,
            std::cmp::Reverse(one.kind),
        )
    };
    known.iter().filter(|one| one.in_one() > 0).max_by_key(best)
}

/// What is known of each type, those of the most objects first.
pub(super) fn known(store: &Stored) -> Vec<Known> {
    let mut known: Vec<Known> = (0..)
        .zip(store.types.iter())
        .map(|(kind, name)| Known {
            kind,
            name: name.to_owned(),
            ..Known::default()
        })
        .collect();
    for (kind, _) in &store.type_of {
        if let Some(one) = known.get_mut(*kind as usize) {
            one.objects += 1;
        }
    }
    let mut steps: HashSet<(u32, u32)> = HashSet::new();
    let mut met: Vec<(u32, u32)> = Vec::with_capacity(store.related.len());
    for (object, event) in &store.related {
        let kind = store.type_of[*object as usize].0;
        if steps.insert((kind, store.rows[*event as usize].activity)) {
            known[kind as usize].steps += 1;
        }
        known[kind as usize].relations += 1;
        met.push((*event, kind));
    }
    met.sort_unstable();
    for same in met.chunk_by(|a, b| a == b) {
        let one = &mut known[same[0].1 as usize];
        one.events += 1;
        one.in_several += u64::from(same.len() > 1);
    }
    known.sort_by(|a, b| b.objects.cmp(&a.objects).then_with(|| a.name.cmp(&b.name)));
    known
}
