//! Histories: a process told step by step, as a publisher's own system writes them down. A release says only what is new; a deadline
//! is put off, a number is taken back, a slip of a digit is mended. Whoever merges the releases by their dates has the tender as it
//! was; whoever takes them as they stand in the files has another one.

#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use super::live::Tender;
use super::releases::{PUT_OFF, rows, text};
use crate::calendar::{DAY, DAYS, moment, stamp};
use crate::chance::Chance;

/// How often the value of an award is mended later, and how often a contract is amended.
const MENDED: f64 = 0.3;
const AMENDED: f64 = 0.5;
/// So many take the documents and do not bid: they are counted first, and the number is taken back.
const TOOK_DOCUMENTS: u64 = 2;

/// How the releases of a history stand in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// As they were published.
    Dated,
    /// The newest first, as portals list them.
    NewestFirst,
    /// Until bids are opened in the one file, what was decided in the other.
    TwoFiles,
}

impl Order {
    pub(super) fn draw(chance: &mut Chance) -> Self {
        *chance.one_of(&[Self::Dated, Self::NewestFirst, Self::TwoFiles])
    }
}

/// A release of a history, with its moment, and whether it says what was decided.
pub(super) struct Step {
    pub(super) moment: i64,
    pub(super) decided: bool,
    pub(super) release: Value,
}

/// The releases of a process in the order of their dates. Merged they say what `whole` says, and besides what became of the contract.
pub(super) fn steps(whole: &Value, tender: &Tender, chance: &mut Chance) -> Vec<Step> {
    let mut history = History {
        whole,
        steps: Vec::new(),
    };
    history.planned(tender, chance);
    history.called(tender);
    history.opened(tender);
    history.decided(chance);
    history.signed(chance);
    history.steps.sort_by_key(|step| step.moment);
    for (step, number) in history.steps.iter_mut().zip(1..) {
        let id = format!("{}-{number:02}", text(&whole["tender"]["id"]));
        step.release["id"] = json!(id);
    }
    history.steps
}

struct History<'w> {
    whole: &'w Value,
    steps: Vec<Step>,
}

impl History<'_> {
    /// Adds a release that says what each release says and these fields of the tender.
    fn add(&mut self, tag: &str, moment: i64, mut tender: Value) -> &mut Value {
        tender["id"] = self.whole["tender"]["id"].clone();
        tender["procuringEntity"] = self.whole["tender"]["procuringEntity"].clone();
        let mut release = json!({
            "ocid": self.whole["ocid"],
            "date": stamp(moment),
            "tag": [tag],
            "initiationType": self.whole["initiationType"],
            "language": self.whole["language"],
            "parties": self.offices(),
            "buyer": self.whole["buyer"],
        });
        release["tender"] = tender;
        let decided = !matches!(tag, "planning" | "tender" | "tenderUpdate");
        self.steps.push(Step {
            moment,
            decided,
            release,
        });
        &mut self.steps.last_mut().expect("it was just laid there").release
    }

    /// Who is a party before anybody has bid.
    fn offices(&self) -> Vec<Value> {
        let parties = listed(&self.whole["parties"]);
        let roles = [json!(["buyer"]), json!(["procuringEntity"])];
        parties
            .filter(|party| roles.contains(&party["roles"]))
            .cloned()
            .collect()
    }

    /// The need and what it may cost: no more than that.
    fn planned(&mut self, tender: &Tender, chance: &mut Chance) {
        let before = chance.between(10, 40) * DAY;
        let share = chance.between(70, 95);
        let mut value = self.whole["tender"]["value"].clone();
        value["amount"] = json!(amount(&value) / 100 * share);
        let said = json!({"title": self.whole["tender"]["title"], "status": "planned", "value": value});
        let release = self.add("planning", tender.start - before, said);
        release["planning"] = json!({"budget": {"amount": value}});
    }

    /// The call, whose deadline is put off a few hours later.
    fn called(&mut self, tender: &Tender) {
        let mut said = self.whole["tender"].clone();
        said["status"] = json!("active");
        for lot in rows_there(&mut said, "lots") {
            lot["status"] = json!("active");
        }
        if let Some(fields) = said.as_object_mut() {
            fields.retain(|key, _| !matches!(key.as_str(), "numberOfTenderers" | "tenderers"));
        }
        let is_put_off = tender.end - PUT_OFF > tender.start + DAY;
        if is_put_off {
            said["tenderPeriod"]["endDate"] = json!(stamp(tender.end - PUT_OFF));
        }
        self.add("tender", tender.start, said);
        if is_put_off {
            let end = self.whole["tender"]["tenderPeriod"]["endDate"].clone();
            let said = json!({"tenderPeriod": {"endDate": end}});
            self.add("tenderUpdate", tender.start + DAY / 2, said);
        }
    }

    /// Who came in time, before anybody looked into what they had brought.
    fn opened(&mut self, tender: &Tender) {
        let opening = stamp(tender.end + 1_800);
        let bids = listed(&self.whole["bids"]["details"]);
        let bids = bids.filter(|bid| text(&bid["date"]) < &*opening).cloned();
        let bids: Vec<Value> = bids
            .map(|mut bid| {
                bid["status"] = json!("pending");
                if let Some(fields) = bid.as_object_mut() {
                    fields.remove("value");
                }
                bid
            })
            .collect();
        let present: Vec<&Value> = bids.iter().map(|bid| &bid["tenderers"][0]).collect();
        let listed_once = once(&present);
        let said = json!({
            "numberOfTenderers": listed_once.len() as u64 + TOOK_DOCUMENTS,
            "tenderers": listed_once,
        });
        let release = self.add("tenderUpdate", tender.end + 1_800, said);
        if !bids.is_empty() {
            release["bids"] = json!({"details": bids});
        }
    }

    /// Each award by itself, with what became of the bids for its lot; of the last one on nothing of the tender is open.
    fn decided(&mut self, chance: &mut Chance) {
        let whole = self.whole;
        let mut awards: Vec<&Value> = listed(&whole["awards"]).collect();
        awards.sort_by(|one, other| text(&one["date"]).cmp(text(&other["date"])));
        let last = awards.len();
        for (award, number) in awards.iter().zip(1..) {
            let Some(on) = moment(text(&award["date"])) else {
                continue;
            };
            let of_lot = |bid: &&Value| bid["relatedLots"] == award["relatedLots"];
            let bids: Vec<&Value> = listed(&whole["bids"]["details"]).filter(of_lot).collect();
            let bidders: Vec<&Value> = bids.iter().map(|bid| &bid["tenderers"][0]).collect();
            let mut said = json!({"numberOfTenderers": null, "tenderers": once(&bidders)});
            if number == last {
                said["status"] = whole["tender"]["status"].clone();
            }
            let lots = listed(&whole["tender"]["lots"]);
            let decided = |lot: &&Value| listed(&award["relatedLots"]).any(|id| *id == lot["id"]);
            let lots: Vec<Value> = lots
                .filter(decided)
                .map(|lot| json!({"id": lot["id"], "status": lot["status"]}))
                .collect();
            if !lots.is_empty() {
                said["lots"] = json!(lots);
            }
            let named = |party: &&Value| bidders.iter().any(|bidder| bidder["id"] == party["id"]);
            let parties: Vec<Value> = listed(&whole["parties"]).filter(named).cloned().collect();
            // A slip of a digit, mended on the next day.
            let mended = on + DAY;
            let slips = chance.yes(MENDED) && mended < DAYS * DAY;
            let mut first = (*award).clone();
            if slips {
                first["value"]["amount"] = json!(amount(&award["value"]) * 10);
            }
            let release = self.add("award", on, said);
            rows(release, "/parties").extend(parties);
            release["bids"] = json!({"details": bids});
            release["awards"] = json!([first]);
            if slips {
                let right = json!([{"id": award["id"], "value": award["value"]}]);
                self.add("awardUpdate", mended, json!({}))["awards"] = right;
            }
        }
    }

    /// The contracts, and what was added to some of them.
    fn signed(&mut self, chance: &mut Chance) {
        let whole = self.whole;
        for contract in listed(&whole["contracts"]) {
            let (amended, after, more) = (
                chance.yes(AMENDED),
                chance.between(20, 200),
                chance.between(5, 25),
            );
            let Some(signed) = moment(text(&contract["dateSigned"])) else {
                continue;
            };
            let noon = signed + DAY / 2;
            if noon >= DAYS * DAY {
                continue;
            }
            self.add("contract", noon, json!({}))["contracts"] = json!([contract]);
            let changed = noon + after * DAY;
            if amended && changed < DAYS * DAY {
                let mut value = contract["value"].clone();
                value["amount"] = json!(amount(&value) / 100 * (100 + more));
                let amendment = json!({"id": "1", "date": stamp(changed)});
                let said = json!([{
                    "id": contract["id"],
                    "awardID": contract["awardID"],
                    "value": value,
                    "amendments": [amendment],
                }]);
                self.add("contractAmendment", changed, json!({}))["contracts"] = said;
            }
        }
    }
}

fn amount(value: &Value) -> i64 {
    value["amount"].as_i64().unwrap_or_default()
}

fn listed(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The entries of a list, where there is one.
fn rows_there<'v>(value: &'v mut Value, key: &str) -> impl Iterator<Item = &'v mut Value> {
    value
        .get_mut(key)
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
}

/// Each of these organizations once.
fn once<'v>(all: &[&'v Value]) -> Vec<&'v Value> {
    let mut kept: Vec<&Value> = Vec::with_capacity(all.len());
    for one in all {
        if !kept.iter().any(|known| known["id"] == one["id"]) {
            kept.push(one);
        }
    }
    kept
}
