//! How releases reach the public: one for a tender, or one when it is announced and one when it is decided; and now and then two
//! purchases of an office held as two lots of one tender.

use serde_json::{Map, Value, json};

use super::live::{Kind, Slip, Status, Tender};
use crate::calendar::{DAY, stamp};
use crate::chance::Chance;

/// Its stream of a seed's chance, so that everything else stays as it is.
const STREAM: u64 = 998;
/// How many tenders take up the next alike as a second lot, and how many are announced by a release of their own.
const TAKEN_UP: f64 = 0.08;
const ANNOUNCED: f64 = 0.1;
/// Within so many days of each other two purchases may become one tender.
const NEAR: i64 = 20 * DAY;
/// By so much a deadline is put off between the two releases.
const PUT_OFF: i64 = 2 * DAY;

/// What becomes of a tender in public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One release that says everything.
    Whole,
    /// A first release, then one that says everything.
    Announced,
    /// With the tender at this place as its second lot.
    WithLot(usize),
    /// The second lot of another.
    Lot,
}

/// What becomes of each tender.
pub(super) fn forms(tenders: &[Tender], seed: u64) -> Vec<Form> {
    let mut chance = Chance::new(seed, STREAM);
    let mut forms = vec![Form::Whole; tenders.len()];
    for at in 0..tenders.len() {
        let (lot, announced) = (chance.yes(TAKEN_UP), chance.yes(ANNOUNCED));
        if forms[at] == Form::Lot || !is_plain(&tenders[at]) {
            continue;
        }
        let mut near =
            (at + 1..tenders.len()).take_while(|other| tenders[*other].start - tenders[at].start < NEAR);
        let other = near.find(|other| forms[*other] == Form::Whole && alike(&tenders[at], &tenders[*other]));
        forms[at] = match other {
            Some(other) if lot => {
                forms[other] = Form::Lot;
                Form::WithLot(other)
            }
            _ if announced => Form::Announced,
            _ => Form::Whole,
        };
    }
    forms
}

/// Whether it is a purchase that was decided, and nothing odd besides.
fn is_plain(tender: &Tender) -> bool {
    tender.kind == Kind::Purchase && tender.slip == Slip::None && tender.status == Status::Complete
}

fn alike(one: &Tender, other: &Tender) -> bool {
    is_plain(other)
        && one.office == other.office
        && one.class == other.class
        && one.method == other.method
        // What is bid for both is one firm's bid in each.
        && one.awarded.len() == 1
        && other.awarded.len() == 1
}

/// The tender as the second lot of another: in the same time to bid.
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

/// Two tenders as the lots of the first.
pub(super) fn in_lots(mut first: Value, mut second: Value) -> Value {
    for (release, lot) in [(&mut first, "1"), (&mut second, "2")] {
        for list in ["/bids/details", "/awards"] {
            for one in rows(release, list) {
                one["relatedLots"] = json!([lot]);
            }
        }
        for item in rows(release, "/tender/items") {
            item["id"] = json!(lot);
            item["relatedLot"] = json!(lot);
        }
        for item in rows(release, "/awards")
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
    }
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

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The list at this place, made where there is none.
fn rows<'v>(value: &'v mut Value, pointer: &str) -> &'v mut Vec<Value> {
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
