use std::collections::BTreeSet;

use serde_json::Map;

use super::super::releases::{self, Form, Told};
use super::super::tests::drawn;
use super::super::{Purchases, parsed};
use super::*;

/// The standard's merging, as far as a history here needs it.
fn merge(into: &mut Map<String, Value>, from: &Value) {
    for (key, value) in from.as_object().unwrap() {
        match value {
            Value::Null => {
                into.remove(key);
            }
            Value::Object(_) => {
                let known = into.entry(key.clone()).or_insert_with(|| json!({}));
                merge(known.as_object_mut().unwrap(), value);
            }
            Value::Array(entries) if entries.iter().all(|entry| !entry["id"].is_null()) => {
                let known = into.entry(key.clone()).or_insert_with(|| json!([]));
                let known = known.as_array_mut().unwrap();
                for entry in entries {
                    let same = known.iter().position(|one| one["id"] == entry["id"]);
                    let at = same.unwrap_or(known.len());
                    if same.is_none() {
                        known.push(json!({}));
                    }
                    merge(known[at].as_object_mut().unwrap(), entry);
                }
            }
            _ => {
                into.insert(key.clone(), value.clone());
            }
        }
    }
}

fn merged<'s>(steps: impl Iterator<Item = &'s Step>) -> Value {
    let mut merged = Map::new();
    steps.for_each(|step| merge(&mut merged, &step.release));
    merged.into()
}

/// Every process that is told in steps, with the release that says everything and its history.
fn histories(it: &Purchases) -> Vec<(Value, Vec<Step>)> {
    let forms = releases::forms(&it.tenders, it.seed);
    let mut all = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        let Form::Process {
            lots,
            told: Told::InSteps,
        } = form
        else {
            continue;
        };
        let (tender, mut chance) = (&it.tenders[at], Chance::new(it.seed, at as u64));
        let line = it.release(at, tender, &mut chance).unwrap();
        let whole = it.whole(&line, tender, lots, &chance).unwrap();
        assert!(!lots.is_empty() || whole == parsed(&line).unwrap());
        let steps = steps(&whole, tender, &mut chance);
        all.push((whole, steps));
    }
    all
}

/// A list in the order of its identifiers.
fn by_id(list: &Value) -> Vec<&Value> {
    let mut all: Vec<&Value> = listed(list).collect();
    all.sort_by(|one, other| text(&one["id"]).cmp(text(&other["id"])));
    all
}

#[test]
fn merged_by_its_dates_a_history_says_what_was_drawn() {
    let histories = histories(drawn());
    assert!((300..1_000).contains(&histories.len()), "{}", histories.len());
    let mut of_lots = 0;
    for (whole, steps) in &histories {
        let merged = merged(steps.iter());
        let (mut tender, mut drawn) = (merged["tender"].clone(), whole["tender"].clone());
        assert!(tender["numberOfTenderers"].is_null(), "it was taken back");
        let tenderers = [&mut tender, &mut drawn].map(|one| one["tenderers"].take());
        assert_eq!(by_id(&tenderers[0]), by_id(&tenderers[1]));
        drawn["numberOfTenderers"].take();
        tender["numberOfTenderers"].take();
        assert_eq!(tender, drawn);
        for list in ["/bids/details", "/awards", "/parties"] {
            let [told, drawn] = [&merged, whole].map(|release| release.pointer(list));
            assert_eq!(
                by_id(told.unwrap()),
                by_id(drawn.unwrap()),
                "{list} of {}",
                whole["ocid"]
            );
        }
        let contracts = [&merged, whole].map(|release| listed(&release["contracts"]).count());
        assert!(contracts[0] <= contracts[1]);
        of_lots += usize::from(whole["tender"]["lots"].is_array());
    }
    assert!(of_lots > 40, "{of_lots}");
}

#[test]
fn merged_with_the_newest_first_it_says_something_else() {
    for (whole, steps) in &histories(drawn()) {
        let merged = merged(steps.iter().rev());
        assert_eq!(merged["tender"]["status"], "planned");
        assert_ne!(merged["tender"]["value"], whole["tender"]["value"]);
        let opening = text(&whole["tender"]["bidOpening"]["date"]);
        let judged = |bid: &&Value| bid["status"] != "pending" && text(&bid["date"]) < opening;
        assert_eq!(listed(&merged["bids"]["details"]).filter(judged).count(), 0);
    }
}

#[test]
fn releases_follow_one_another_and_have_the_tags_of_the_standard() {
    let mut met = BTreeSet::new();
    for (whole, steps) in histories(drawn()) {
        assert!(steps.windows(2).all(|pair| pair[0].moment <= pair[1].moment));
        assert!(
            steps.is_sorted_by_key(|step| step.decided),
            "what was decided comes last"
        );
        let ids: BTreeSet<&str> = steps.iter().map(|step| text(&step.release["id"])).collect();
        assert_eq!(ids.len(), steps.len());
        for step in &steps {
            assert_eq!(step.release["ocid"], whole["ocid"]);
            assert_eq!(step.release["tender"]["id"], whole["tender"]["id"]);
            assert_eq!(moment(text(&step.release["date"])), Some(step.moment));
            met.insert(text(&step.release["tag"][0]).to_owned());
        }
    }
    let tags = [
        "award",
        "awardUpdate",
        "contract",
        "contractAmendment",
        "planning",
        "tender",
        "tenderUpdate",
    ];
    assert_eq!(met.iter().map(String::as_str).collect::<Vec<_>>(), tags);
}
