//! Invented contracting processes.

use serde_json::{Value, json};

/// An open tender with this many tenderers and nothing else worth measuring.
pub(crate) fn tender(ocid: &str, tenderers: u32) -> Value {
    json!({
        "ocid": ocid,
        "date": "2024-03-01T08:00:00Z",
        "tender": { "procurementMethod": "open", "numberOfTenderers": tenderers },
    })
}

/// A tender of this buyer, dated, with an estimated value.
pub(crate) fn tender_of(buyer: &str, ocid: &str, tenderers: u32) -> Value {
    let mut release = tender(ocid, tenderers);
    release["buyer"] = json!({ "id": buyer, "name": format!("Office {buyer}") });
    release["tender"]["procuringEntity"] = json!({ "id": format!("{buyer}-works"), "name": "Works" });
    release["tender"]["value"] = json!({ "amount": 250_000, "currency": "IRR" });
    release["tender"]["mainProcurementCategory"] = json!("works");
    release
}

/// A tender whose time to bid ended at `end`, and whose winner's bid came in at `bid`.
pub(crate) fn won_by_bid_of(ocid: &str, end: &str, bid: &str) -> Value {
    let winner = json!([{ "id": "S-1", "name": "Sabalan Roads" }]);
    json!({
        "ocid": ocid,
        "date": "2024-04-01T00:00:00Z",
        "tender": { "procurementMethod": "open", "tenderPeriod": { "startDate": "2024-02-01T00:00:00Z", "endDate": end } },
        "bids": { "details": [{ "id": "1", "status": "valid", "date": bid, "tenderers": winner }] },
        "awards": [{ "id": "1", "status": "active", "suppliers": winner }],
    })
}

/// Many tenders in three currencies, each with a winner and two others, some disqualified; the same on every run.
pub(crate) fn in_mixed_currencies(count: u64) -> String {
    let mut state = 20_240_301_u64;
    let mut next = |below: u64| {
        // Knuth's constants; the high bits are the good ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let releases = (0..count).map(|number| {
        let currency = ["IRR", "USD", "EUR"][next(3) as usize];
        let price = 1_000 + next(9_000);
        let mut bids = Vec::new();
        for (place, share) in [100, 101 + next(60), 90 + next(200)].into_iter().enumerate() {
            let status = if place > 0 && next(4) == 0 {
                "disqualified"
            } else {
                "valid"
            };
            let tenderer = if place == 0 {
                next(10)
            } else {
                10 * place as u64 + next(10)
            };
            bids.push(json!({
                "id": place.to_string(),
                "status": status,
                "date": "2024-03-01T10:00:00Z",
                "value": { "amount": price * share / 100, "currency": currency },
                "tenderers": [{ "id": format!("T-{tenderer}") }],
            }));
        }
        let suppliers = bids[0]["tenderers"].clone();
        let mut release = tender_of(
            &format!("B-{}", next(12)),
            &format!("mixed-{number:05}"),
            1 + next(4) as u32,
        );
        release["description"] = json!("گزارش کار ".repeat(60));
        release["bids"] = json!({ "details": bids });
        release["awards"] = json!([{
            "id": "1",
            "status": "active",
            "suppliers": suppliers,
            "items": [{ "classification": { "id": format!("{}", 10 + next(80)) } }],
        }]);
        release
    });
    lines(releases)
}

/// An office with 45 single bids of 60, and eleven whose every twentieth tender has a single bid.
pub(crate) fn with_one_bottleneck() -> String {
    let stuck = (0..60).map(|number| {
        let tenderers = if number < 45 { 1 } else { 3 };
        in_some_month(
            number,
            tender_of("B-stuck", &format!("stuck-{number}"), tenderers),
        )
    });
    let peers = (0..11).flat_map(|peer| {
        (0..60).map(move |number| {
            let tenderers = if number % 20 == 0 { 1 } else { 3 };
            let ocid = format!("peer-{peer}-{number}");
            in_some_month(number, tender_of(&format!("B-{peer}"), &ocid, tenderers))
        })
    });
    lines(stuck.chain(peers))
}

/// The tender in one of the twelve months that end with its own: an office's tenders of one month hang together.
fn in_some_month(number: u32, mut tender: Value) -> Value {
    let (year, month) = match number % 12 {
        before @ 0..3 => (2024, before + 1),
        before => (2023, before + 1),
    };
    tender["date"] = json!(format!("{year}-{month:02}-01T08:00:00Z"));
    tender
}

/// One record a line.
pub(crate) fn lines(releases: impl IntoIterator<Item = Value>) -> String {
    releases
        .into_iter()
        .map(|release| format!("{release}\n"))
        .collect()
}
