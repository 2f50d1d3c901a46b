//! Tenders as OCDS 1.1 compiled releases, one a line.

use std::io::Write;

use serde::Serialize;

use super::county::{CATEGORIES, County, METHODS};
use super::live::{BidStatus, Kind, Slip, Status, Tender};
use crate::calendar::{DAY, DAYS, date, stamp, year};
use crate::chance::Chance;

const PLACES: &str = include_str!("../../words/places.txt");

#[derive(Serialize, Clone)]
struct Reference<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Party<'a> {
    id: &'a str,
    name: &'a str,
    roles: Vec<&'static str>,
}

#[derive(Serialize, Clone, Copy)]
struct Value {
    amount: i64,
    currency: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Period {
    start_date: String,
    end_date: String,
}

#[derive(Serialize)]
struct Dated {
    date: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Duration {
    duration_in_days: i64,
}

#[derive(Serialize, Clone)]
struct Classification<'a> {
    scheme: &'static str,
    id: String,
    description: &'a str,
}

#[derive(Serialize, Clone)]
struct Item<'a> {
    id: &'static str,
    description: &'a str,
    classification: Classification<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TenderRecord<'a> {
    id: String,
    title: String,
    status: &'static str,
    procuring_entity: Reference<'a>,
    value: Value,
    procurement_method: &'static str,
    procurement_method_details: &'static str,
    main_procurement_category: &'static str,
    tender_period: Period,
    bid_opening: Dated,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number_of_tenderers: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tenderers: Vec<Reference<'a>>,
    items: Vec<Item<'a>>,
    contract_period: Duration,
}

#[derive(Serialize)]
struct BidRecord<'a> {
    id: String,
    date: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    tenderers: Vec<Reference<'a>>,
}

#[derive(Serialize)]
struct Bids<'a> {
    details: Vec<BidRecord<'a>>,
}

#[derive(Serialize)]
struct Award<'a> {
    id: String,
    status: &'static str,
    date: String,
    value: Value,
    suppliers: Vec<Reference<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Contract {
    id: String,
    #[serde(rename = "awardID")]
    award_id: String,
    status: &'static str,
    date_signed: String,
    value: Value,
    period: Duration,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Release<'a> {
    ocid: String,
    id: String,
    date: String,
    tag: [&'static str; 1],
    initiation_type: &'static str,
    language: &'static str,
    parties: Vec<Party<'a>>,
    buyer: Reference<'a>,
    tender: TenderRecord<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bids: Option<Bids<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    awards: Vec<Award<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contracts: Vec<Contract>,
}

fn rials(amount: i64) -> Value {
    Value {
        amount,
        currency: "IRR",
    }
}

/// Persian digits of a whole number.
pub(crate) fn persian(number: i64) -> String {
    let digit = |c: char| {
        c.to_digit(10)
            .and_then(|it| char::from_u32(0x06f0 + it))
            .unwrap_or(c)
    };
    number.to_string().chars().map(digit).collect()
}

/// Writes one line. `number` is the tender's place in order of publication, from 1.
pub(crate) fn line(
    out: &mut impl Write,
    county: &County,
    tender: &Tender,
    number: usize,
    chance: &mut Chance,
) -> std::io::Result<()> {
    let office = &county.offices[tender.office];
    let buyer = &county.buyers[office.buyer];
    let class = &county.classes[tender.class];
    let places: Vec<&str> = PLACES.lines().collect();
    let of_year = year(tender.start.div_euclid(DAY));
    let id = tender_id(of_year, number);
    let company = |at: u16| {
        let it = &county.companies[usize::from(at)];
        Reference {
            id: &it.id,
            name: &it.name,
        }
    };
    let item = Item {
        id: "1",
        description: class.description,
        classification: Classification {
            scheme: "CPV",
            id: format!("{}000", class.code),
            description: class.description,
        },
    };
    let duration = chance.between(1, 16) * 30;

    let mut parties = vec![
        Party {
            id: &buyer.id,
            name: &buyer.name,
            roles: vec!["buyer"],
        },
        Party {
            id: &office.id,
            name: &office.name,
            roles: vec!["procuringEntity"],
        },
    ];
    for bid in &tender.bids {
        let it = company(bid.company);
        let mut roles = vec!["tenderer"];
        if tender.awarded.iter().any(|(awarded, _)| *awarded == bid.company) {
            roles.push("supplier");
        }
        parties.push(Party {
            id: it.id,
            name: it.name,
            roles,
        });
    }
    let record = |at: usize| {
        let bid = &tender.bids[at];
        BidRecord {
            id: format!("{id}-{}", at + 1),
            date: stamp(bid.moment),
            status: match bid.status {
                BidStatus::Valid => "valid",
                BidStatus::Disqualified => "disqualified",
                BidStatus::Withdrawn => "withdrawn",
            },
            value: bid.amount.map(rials),
            tenderers: vec![company(bid.company)],
        }
    };
    let mut details: Vec<BidRecord> = (0..tender.bids.len()).map(record).collect();
    // A portal without numbers of its own makes one from the name, so that another spelling is another number.
    let other = match tender.slip {
        Slip::Spelled(at) => {
            let it = company(tender.bids[at].company);
            Some((
                at,
                format!("{}-2", it.id),
                format!("{} (سهامی خاص)", it.name.replace('\u{200c}', " ")),
            ))
        }
        _ => None,
    };
    if let Some((at, id, name)) = &other {
        let again = Reference { id, name };
        details.push(BidRecord {
            id: format!("{}-{}", tender_id(of_year, number), tender.bids.len() + 1),
            tenderers: vec![again.clone()],
            ..record(*at)
        });
        parties.push(Party {
            id,
            name,
            roles: vec!["tenderer"],
        });
    }
    if let Slip::Repeated(at) = tender.slip {
        details.push(record(at));
    }
    let awards: Vec<Award> = tender
        .awarded
        .iter()
        .enumerate()
        .map(|(at, (supplier, amount))| Award {
            id: format!("{id}-a{}", at + 1),
            status: "active",
            date: stamp(tender.award_moment),
            value: rials(*amount),
            suppliers: vec![company(*supplier)],
            items: vec![item.clone()],
        })
        .collect();
    let signed = tender.award_moment.div_euclid(DAY) + chance.between(2, 20);
    let contracts: Vec<Contract> = tender
        .awarded
        .iter()
        .enumerate()
        .filter(|_| signed < DAYS)
        .map(|(at, (_, amount))| Contract {
            id: format!("{id}-c{}", at + 1),
            award_id: format!("{id}-a{}", at + 1),
            status: if signed + duration < DAYS {
                "terminated"
            } else {
                "active"
            },
            date_signed: format!("{}T00:00:00+03:30", date(signed)),
            value: rials(*amount),
            period: Duration {
                duration_in_days: duration,
            },
        })
        .collect();
    let last = match tender.status {
        Status::Complete | Status::Unsuccessful => tender.award_moment,
        Status::Cancelled | Status::Active => tender.end.min(DAYS * DAY - 1),
    };
    let release = Release {
        ocid: format!("ocds-agr000-{id}"),
        id: format!("{id}-compiled"),
        date: stamp(last),
        tag: ["compiled"],
        initiation_type: "tender",
        language: "fa",
        parties,
        buyer: Reference {
            id: &buyer.id,
            name: &buyer.name,
        },
        tender: TenderRecord {
            title: title(
                (tender.kind, office.donor),
                chance.one_of::<&str>(&class.titles),
                &format!("{} ({})", chance.one_of(&places), persian(of_year)),
            ),
            status: match tender.status {
                Status::Complete => "complete",
                Status::Active => "active",
                Status::Cancelled => "cancelled",
                Status::Unsuccessful => "unsuccessful",
            },
            procuring_entity: Reference {
                id: &office.id,
                name: &office.name,
            },
            value: rials(tender.value),
            procurement_method: METHODS[tender.method].0,
            procurement_method_details: METHODS[tender.method].1,
            main_procurement_category: CATEGORIES[class.category],
            tender_period: Period {
                start_date: if tender.slip == Slip::Filler {
                    "0001-01-01T00:00:00Z".to_owned()
                } else {
                    stamp(tender.start)
                },
                end_date: stamp(tender.end),
            },
            bid_opening: Dated {
                date: stamp(tender.end + 1_800),
            },
            date_published: stamp(tender.start),
            number_of_tenderers: if tender.bids.is_empty() {
                None
            } else {
                Some(tender.bids.len() + usize::from(other.is_some()))
            },
            tenderers: {
                let bidders = tender.bids.iter().map(|bid| company(bid.company));
                let again = other.iter().map(|(_, id, name)| Reference { id, name });
                bidders.chain(again).collect()
            },
            items: vec![item],
            contract_period: Duration {
                duration_in_days: duration,
            },
            id,
        },
        bids: if details.is_empty() {
            None
        } else {
            Some(Bids { details })
        },
        awards,
        contracts,
    };
    serde_json::to_writer(&mut *out, &release)?;
    out.write_all(b"\n")
}

fn tender_id(of_year: i64, number: usize) -> String {
    format!("{of_year}-{number:05}")
}

/// What the tender is called: by that alone one can tell a sale, a second attempt and who pays.
fn title((kind, donor): (Kind, bool), what: &str, place: &str) -> String {
    let title = match kind {
        Kind::Purchase => format!("{what}، {place}"),
        Kind::Sale => format!("مزایدهٔ اجارهٔ غرفه و انبار، {place}"),
        Kind::Again => format!("تجدید مناقصهٔ {what}، {place}"),
    };
    if donor {
        format!("{title}، با اعتبار بانک جهانی")
    } else {
        title
    }
}
