//! How releases reach the public: one for a tender, or one when it is announced and one when it is decided, or a whole history; and
//! now and then several purchases of an office held as the lots of one tender.

use serde_json::{Map, Value, json};

use super::live::{Kind, Slip, Status, Tender};
use crate::calendar::{DAY, stamp};
use crate::chance::Chance;

/// Its streams of a seed's chance, so that everything else stays as it is.
const STREAM: u64 = 998;
const MORE: u64 = 997;
/// How many tenders take up the next alike as a second lot, and how many are announced by a release of their own.
const TAKEN_UP: f64 = 0.08;
const ANNOUNCED: f64 = 0.1;
/// Of the others, how many take up what else their office buys of the same category, up to so many lots; and how many are told step
/// by step, without lots and with.
const IN_LOTS: f64 = 0.05;
const MOST_LOTS: i64 = 6;
const IN_STEPS: f64 = 0.05;
const LOTS_IN_STEPS: f64 = 0.3;
/// Within so many days of each other purchases may become one tender.
const NEAR: i64 = 20 * DAY;
/// By so much a deadline is put off between the two releases.
pub(super) const PUT_OFF: i64 = 2 * DAY;

/// What becomes of a tender in public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A process, with the tenders at these places as its further lots.
    Process { lots: Vec<usize>, told: Told },
    /// A further lot of another.
    Lot,
}

/// By what releases a process is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// One that says everything.
    Whole,
    /// A first one, then one that says everything.
    Announced,
    /// One for each step, which says what is new.
    InSteps,
}

impl Form {
    const WHOLE: Self = Self::Process {
        lots: Vec::new(),
        told: Told::Whole,
    };
}

/// What becomes of each tender.
pub(super) fn forms(tenders: &[Tender], seed: u64) -> Vec<Form> {
    let mut forms = pairs_and_announcements(tenders, seed);
    let mut chance = Chance::new(seed, MORE);
    for at in 0..tenders.len() {
        let (takes_up, most) = (chance.yes(IN_LOTS), chance.between(1, MOST_LOTS - 1));
        let (in_steps, lots_in_steps) = (chance.yes(IN_STEPS), chance.yes(LOTS_IN_STEPS));
        let has_lots = match &forms[at] {
            Form::Process { lots, told } if *told == Told::Whole && is_plain(&tenders[at]) => {
                !lots.is_empty()
            }
            _ => continue,
        };
        let lots = if takes_up && !has_lots && tenders[at].awarded.len() == 1 {
            let free = |other: &usize| forms[*other] == Form::WHOLE;
            let same = |other: &usize| of_one_kind(&tenders[at], &tenders[*other]);
            let near = near(tenders, at).filter(free).filter(same);
            near.take(most as usize).collect()
        } else {
            Vec::new()
        };
        lots.iter().for_each(|lot| forms[*lot] = Form::Lot);
        if let Form::Process { lots: all, told } = &mut forms[at] {
            all.extend(lots);
            let is_told = if all.is_empty() { in_steps } else { lots_in_steps };
            if is_told {
                *told = Told::InSteps;
            }
        }
    }
    forms
}

/// Tenders that take up the next alike, and tenders that are announced.
fn pairs_and_announcements(tenders: &[Tender], seed: u64) -> Vec<Form> {
    let mut chance = Chance::new(seed, STREAM);
    let mut forms = vec![Form::WHOLE; tenders.len()];
    for at in 0..tenders.len() {
        let (lot, announced) = (chance.yes(TAKEN_UP), chance.yes(ANNOUNCED));
        if forms[at] == Form::Lot || !is_plain(&tenders[at]) {
            continue;
        }
        let alike = |other: &usize| {
            let (one, other) = (&tenders[at], &tenders[*other]);
            one.class == other.class && of_one_kind(one, other) && one.awarded.len() == 1
        };
        let other = near(tenders, at).find(|other| forms[*other] == Form::WHOLE && alike(other));
        let (lots, told) = match other {
            Some(other) if lot => {
                forms[other] = Form::Lot;
                (vec![other], Told::Whole)
            }
            _ if announced => (Vec::new(), Told::Announced),
            _ => continue,
        };
        forms[at] = Form::Process { lots, told };
    }
    forms
}

/// The places of the tenders that began soon after the one at this place.
fn near(tenders: &[Tender], at: usize) -> impl Iterator<Item = usize> {
    (at + 1..tenders.len()).take_while(move |other| tenders[*other].start - tenders[at].start < NEAR)
}

/// Whether it is a purchase that was decided, and nothing odd besides.
fn is_plain(tender: &Tender) -> bool {
    tender.kind == Kind::Purchase && tender.slip == Slip::None && tender.status == Status::Complete
}

/// Whether the other may be a lot of the one.
fn of_one_kind(one: &Tender, other: &Tender) -> bool {
    is_plain(other)
        && one.office == other.office
        && one.category == other.category
        && one.method == other.method
        // What is bid for both is one firm's bid in each.
        && other.awarded.len() == 1
        // Nothing is decided before bids for all lots could be handed in.
        && other.award_moment > one.end + DAY
}

/// The tender as a further lot of another: in the same time to bid.
pub(super) fn beside(first: &Tender, second: &Tender) -> Tender {
    let mut lot = second.clone();
    lot.start = first.start;
    lot.end = first.end;
    for bid in &mut lot.bids {
        // As long before or after the end as it came; not before the beginning.
        bid.moment = (bid.moment - second.end + first.end).max(first.start + 60);
    }
    lot
}

/// The first release of a tender: what was known when it was announced, and a deadline that was put off since.
pub(super) fn announcement(decided: &Value, tender: &Tender) -> Value {
    let mut release = decided.clone();
    release["id"] = json!(format!("{}-tender", text(&decided["tender"]["id"])));
    release["date"] = json!(stamp(tender.start));
    release["tag"] = json!(["tender"]);
    release["tender"]["status"] = json!("active");
    if tender.end - PUT_OFF > tender.start + DAY {
        release["tender"]["tenderPeriod"]["endDate"] = json!(stamp(tender.end - PUT_OFF));
    }
    take(&mut release, &["bids", "awards", "contracts"]);
    take(&mut release["tender"], &["numberOfTenderers", "tenderers"]);
    if let Some(parties) = release["parties"].as_array_mut() {
        parties.retain(|party| {
            party["roles"] == json!(["buyer"]) || party["roles"] == json!(["procuringEntity"])
        });
    }
    release
}

/// The release that says what was decided, where one went before it.
pub(super) fn decision(mut whole: Value) -> Value {
    whole["id"] = json!(format!("{}-award", text(&whole["tender"]["id"])));
    whole["tag"] = json!(["award"]);
    whole
}

/// Releases of tenders as the lots of the first one.
pub(super) fn in_lots(releases: Vec<Value>) -> Value {
    let as_lots = releases
        .into_iter()
        .zip(1..)
        .map(|(release, number)| as_lot(release, number));
    as_lots.reduce(taken_up).unwrap_or_default()
}

/// A tender as the lot of this number.
fn as_lot(mut release: Value, number: u32) -> Value {
    let lot = number.to_string();
    for list in ["/bids/details", "/awards"] {
        for one in rows(&mut release, list) {
            one["relatedLots"] = json!([lot]);
        }
    }
    for item in rows(&mut release, "/tender/items") {
        item["id"] = json!(lot);
        item["relatedLot"] = json!(lot);
    }
    for item in rows(&mut release, "/awards")
        .iter_mut()
        .flat_map(|award| rows(award, "/items"))
    {
        item["id"] = json!(lot);
    }
    release["tender"]["lots"] = json!([{
        "id": lot,
        "title": release["tender"]["title"],
        "status": "complete",
        "value": release["tender"]["value"],
    }]);
    release
}

/// The first with the lots of the second.
fn taken_up(mut first: Value, mut second: Value) -> Value {
    let sum = |key: &Value| key["amount"].as_i64().unwrap_or_default();
    first["tender"]["value"]["amount"] =
        json!(sum(&first["tender"]["value"]) + sum(&second["tender"]["value"]));
    if text(&second["date"]) > text(&first["date"]) {
        first["date"] = second["date"].take();
    }
    for list in [
        "/bids/details",
        "/awards",
        "/contracts",
        "/tender/items",
        "/tender/lots",
    ] {
        let more = std::mem::take(rows(&mut second, list));
        rows(&mut first, list).extend(more);
    }
    for list in ["/parties", "/tender/tenderers"] {
        for one in std::mem::take(rows(&mut second, list)) {
            let all = rows(&mut first, list);
            match all.iter_mut().find(|other| other["id"] == one["id"]) {
                // Who won a lot is a supplier, whatever became of the other one.
                Some(other) if one["roles"].as_array().map_or(0, Vec::len) > 1 => *other = one,
                Some(_) => {}
                None => all.push(one),
            }
        }
    }
    let bidders = rows(&mut first, "/tender/tenderers").len();
    first["tender"]["numberOfTenderers"] = json!(bidders);
    first
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The list at this place, made where there is none.
pub(super) fn rows<'v>(value: &'v mut Value, pointer: &str) -> &'v mut Vec<Value> {
    let mut at = value;
    for key in pointer.split('/').skip(1) {
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        at = &mut at[key];
    }
    if !at.is_array() {
        *at = Value::Array(Vec::new());
    }
    match at {
        Value::Array(rows) => rows,
        _ => unreachable!("it was made a list"),
    }
}

fn take(value: &mut Value, keys: &[&str]) {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|key, _| !keys.contains(&key.as_str()));
    }
}
