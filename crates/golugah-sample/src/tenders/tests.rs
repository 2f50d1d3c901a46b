use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::county::Deal;
use super::live::{BidStatus, Status};
use super::measure::{DISCOUNT, IDENTICAL, LATE, MANY_OUT, OTHERS_OUT, SHORT, SINGLE};
use super::*;
use crate::calendar::{DAY, DAYS};

/// One county for all tests of this module.
pub(super) fn drawn() -> &'static Purchases {
    static DRAWN: OnceLock<Purchases> = OnceLock::new();
    DRAWN.get_or_init(|| Purchases::draft(11, 0, DRAFT_LIVES))
}

/// Raised and computable over all offices.
fn base(it: &Purchases, indicator: usize) -> f64 {
    let (raised, computable) = it.kinds()[1].1.clone().fold((0, 0), |sum, office| {
        let (k, n) = it.files.total(indicator, office);
        (sum.0 + k, sum.1 + n)
    });
    raised as f64 / computable as f64
}

#[test]
fn base_rates_are_those_of_real_tenders() {
    let it = drawn();
    for (indicator, low, high) in [
        (SHORT, 0.08, 0.18),
        (SINGLE, 0.045, 0.11),
        (IDENTICAL, 0.01, 0.03),
        (LATE, 0.002, 0.015),
        (OTHERS_OUT, 0.05, 0.15),
        (MANY_OUT, 0.05, 0.2),
        (DISCOUNT, 0.03, 0.08),
    ] {
        let rate = base(it, indicator);
        assert!((low..high).contains(&rate), "{}: {rate}", INDICATORS[indicator].0);
    }
}

#[test]
fn the_files_are_one_life_like_the_others() {
    // Every group's share in the files lies where chance puts it around the long-run rate.
    let it = drawn();
    let mut looked = 0;
    for (indicator, kind, standings) in it.standings() {
        for standing in standings {
            let (k, n) = it.files.total(indicator, standing.group);
            if n < 40 {
                continue;
            }
            let n = n as f64;
            // The long run is a sample too, five times as large.
            // What hangs together by months counts for less.
            let alike = 1.0 + n / 36.0 * 0.4;
            let sigma = (standing.rate.max(0.02) * (1.0 - standing.rate).max(0.02) / n * 1.2 * alike).sqrt();
            let off = (k as f64 / n - standing.rate).abs();
            assert!(
                off < 5.0 * sigma + 2.0 / n,
                "{} {kind} {}",
                INDICATORS[indicator].0,
                it.id(standing.group)
            );
            looked += 1;
        }
    }
    assert!(looked > 1_500, "{looked}");
}

#[test]
fn what_is_planted_is_true_for_the_office_and_those_it_favours() {
    let it = drawn();
    let truths = it.truths();
    let lists = |indicator: &str, id: &str| {
        truths
            .iter()
            .any(|truth| truth.indicator == indicator && truth.group.id == id)
    };
    let mut kinds = BTreeSet::new();
    for office in &it.county.offices {
        let Some((deal, _)) = &office.habits.deal else {
            continue;
        };
        let company = |at: u16| it.county.companies[usize::from(at)].id.as_str();
        let (indicator, favoured) = match deal {
            Deal::ShutOut(at) => ("all_others_disqualified", vec![company(*at)]),
            Deal::LowestOut => ("lowest_bid_disqualified", vec![]),
            Deal::SamePrices(ring) => (
                "identical_bid_prices",
                ring.iter().map(|at| company(*at)).collect(),
            ),
            Deal::Cover(ring) => {
                let cover = company(ring[ring.len() - 1]);
                assert!(lists("rarely_winning_bidder", cover), "{cover}");
                ("price_close_to_winner", vec![])
            }
            Deal::Late(at) => ("late_bid_won", vec![company(*at)]),
            Deal::Discount(at) => ("heavily_discounted_award", vec![company(*at)]),
            // A list of suppliers says so, and names no office.
            Deal::Feed(_) => continue,
        };
        kinds.insert(indicator);
        assert!(lists(indicator, &office.id), "{indicator} {}", office.id);
        for id in favoured {
            assert!(lists(indicator, id), "{indicator} {id}");
        }
    }
    assert_eq!(kinds.len(), 6, "{kinds:?}");
}

#[test]
fn the_specialised_buyer_is_innocent_of_its_few_suppliers() {
    let it = drawn();
    let buyer = it.county.buyers.last().unwrap();
    let own = it
        .tenders
        .iter()
        .filter(|tender| it.county.offices[tender.office].buyer + 1 == it.county.buyers.len());
    assert!(own.clone().count() > 40);
    let alone = own.clone().filter(|tender| tender.bids.len() == 1).count();
    assert!(alone * 4 > own.count(), "often one bidder only");
    assert!(
        !it.truths()
            .iter()
            .any(|truth| truth.group.id == buyer.id && truth.indicator == INDICATORS[SINGLE].0)
    );
}

#[test]
fn tenders_are_possible() {
    let it = drawn();
    let mut joint = 0;
    for tender in &it.tenders {
        assert!(tender.start >= 0 && tender.start < DAYS * DAY && tender.end > tender.start);
        let companies: BTreeSet<u16> = tender.bids.iter().map(|bid| bid.company).collect();
        assert_eq!(companies.len(), tender.bids.len(), "nobody bids twice");
        assert!(
            tender
                .bids
                .iter()
                .all(|bid| bid.moment >= tender.start && bid.amount.is_none_or(|it| it > 0))
        );
        assert_eq!(!tender.awarded.is_empty(), tender.status == Status::Complete);
        for (winner, _) in &tender.awarded {
            let bid = tender.bids.iter().find(|bid| bid.company == *winner).unwrap();
            assert_eq!(bid.status, BidStatus::Valid);
            assert!(bid.moment < tender.award_moment && tender.award_moment < DAYS * DAY);
        }
        if tender.awarded.len() > 1 {
            joint += 1;
            assert!(
                tender.awarded.iter().all(|it| it.1 == tender.awarded[0].1),
                "rate contracts have one price"
            );
        }
    }
    assert!(joint > 20, "rate contracts are there: {joint}");
}

#[test]
fn lines_are_releases_of_one_moment_or_of_two() {
    let it = drawn();
    let (text, written) = written(it);
    assert_eq!(
        written.bids,
        it.tenders
            .iter()
            .map(|tender| tender.bids.len() as u64)
            .sum::<u64>()
    );
    let releases: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    // What is told step by step is looked at where it is made.
    let begun = releases.iter().filter(|release| release["tag"][0] == "planning");
    let in_steps: BTreeSet<&str> = begun.map(|release| release["ocid"].as_str().unwrap()).collect();
    let told_once = |release: &&serde_json::Value| !in_steps.contains(release["ocid"].as_str().unwrap());
    let mut ocids = BTreeSet::new();
    let mut announced: Option<serde_json::Value> = None;
    let mut put_off = 0;
    for release in releases.iter().filter(told_once).cloned() {
        let is_new = ocids.insert(release["ocid"].as_str().unwrap().to_owned());
        if let Some(first) = announced.take() {
            assert!(!is_new && first["ocid"] == release["ocid"] && release["tag"][0] == "award");
            assert!(first["date"].as_str() < release["date"].as_str() && first["id"] != release["id"]);
            let end = |it: &serde_json::Value| {
                it["tender"]["tenderPeriod"]["endDate"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            };
            assert!(end(&first) <= end(&release) && first["tender"]["numberOfTenderers"].is_null());
            put_off += usize::from(end(&first) < end(&release));
        } else if release["tag"][0] == "tender" {
            assert!(is_new && release["bids"].is_null() && release["awards"].is_null());
            announced = Some(release);
            continue;
        } else {
            assert!(is_new);
            assert_eq!(release["tag"][0], "compiled");
        }
        assert_eq!(release["tender"]["value"]["currency"], "IRR");
        let named: BTreeSet<&str> = release["parties"]
            .as_array()
            .unwrap()
            .iter()
            .map(|party| party["id"].as_str().unwrap())
            .collect();
        let office = release["tender"]["procuringEntity"]["name"].as_str().unwrap();
        assert!(office.starts_with(&format!("{}||", release["buyer"]["name"].as_str().unwrap())));
        for award in release["awards"].as_array().into_iter().flatten() {
            assert!(named.contains(award["suppliers"][0]["id"].as_str().unwrap()));
            assert_eq!(
                award["items"][0]["classification"]["id"].as_str().unwrap().len(),
                8
            );
        }
    }
    assert!(announced.is_none() && put_off > 500);
    let companies: BTreeSet<String> = it
        .county
        .companies
        .iter()
        .map(|it| it.name.replace('\u{200c}', " "))
        .collect();
    assert!(
        companies.len() < it.county.companies.len(),
        "some names differ by a half-space alone"
    );
    assert_eq!(
        it.county
            .companies
            .iter()
            .map(|it| &it.id)
            .collect::<BTreeSet<_>>()
            .len(),
        county::COMPANIES
    );
}

/// What is written of a county, the decisions behind the rest, and what was counted of it.
fn written(it: &Purchases) -> (String, Written) {
    let (mut out, mut decisions) = (Vec::new(), Vec::new());
    let written = it
        .write(crate::part::Span::Whole, &mut out, &mut decisions)
        .unwrap();
    out.extend(decisions);
    (String::from_utf8(out).unwrap(), written)
}

/// The processes with lots, each with its purchases.
fn with_lots<'t>(it: &'t Purchases, forms: &'t [Form]) -> impl Iterator<Item = (Told, Vec<&'t Tender>)> {
    let tenders = it.tenders.iter().zip(forms);
    tenders.filter_map(move |(first, form)| match form {
        Form::Process { lots, told } if !lots.is_empty() => {
            let more = lots.iter().map(|lot| &it.tenders[*lot]);
            Some((*told, std::iter::once(first).chain(more).collect()))
        }
        _ => None,
    })
}

#[test]
fn purchases_in_one_tender_keep_their_bids_and_prices_apart() {
    let it = drawn();
    let forms = releases::forms(&it.tenders, it.seed);
    let (text, _) = written(it);
    let of_lots = text
        .lines()
        .filter(|line| line.contains("\"compiled\"") && line.contains("\"lots\":"));
    let mut of_lots = of_lots.map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut seen = [0; 7];
    for (_, tenders) in with_lots(it, &forms).filter(|(told, _)| *told == Told::Whole) {
        let release = of_lots.next().unwrap();
        for (tender, lot) in tenders.iter().zip(1..) {
            let lot = lot.to_string();
            let of = |list: &serde_json::Value| -> Vec<serde_json::Value> {
                let all = list.as_array().into_iter().flatten();
                all.filter(|one| one["relatedLots"][0] == *lot).cloned().collect()
            };
            let prices: Vec<Option<i64>> = of(&release["bids"]["details"])
                .iter()
                .map(|bid| bid["value"]["amount"].as_i64())
                .collect();
            let drawn: Vec<Option<i64>> = tender.bids.iter().map(|bid| bid.amount).collect();
            assert_eq!(prices, drawn);
            let awards = of(&release["awards"]);
            assert_eq!(awards[0]["value"]["amount"], tender.awarded[0].1);
            let end = release["tender"]["tenderPeriod"]["endDate"].as_str().unwrap();
            assert!(awards[0]["date"].as_str().unwrap() > end, "decided after the end");
        }
        let listed = release["tender"]["lots"].as_array().unwrap();
        let worth = |lot: &serde_json::Value| lot["value"]["amount"].as_i64().unwrap();
        assert_eq!(listed.len(), tenders.len());
        assert_eq!(listed.iter().map(worth).sum::<i64>(), worth(&release["tender"]));
        let ids = release["bids"]["details"].as_array().unwrap().iter();
        let ids: BTreeSet<&str> = ids.map(|bid| bid["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), tenders.iter().map(|it| it.bids.len()).sum::<usize>());
        seen[tenders.len()] += 1;
    }
    assert!(of_lots.next().is_none());
    assert!(seen[2] > 100 && seen[3..].iter().sum::<i32>() > 15, "{seen:?}");
}

#[test]
fn what_is_planted_lies_in_single_lots_too() {
    let it = drawn();
    let forms = releases::forms(&it.tenders, it.seed);
    let mut mixed = 0;
    for (_, tenders) in with_lots(it, &forms) {
        let favoured: Vec<u16> = match &it.county.offices[tenders[0].office].habits.deal {
            Some((Deal::ShutOut(one) | Deal::Late(one) | Deal::Discount(one) | Deal::Feed(one), _)) => {
                vec![*one]
            }
            Some((Deal::SamePrices(ring) | Deal::Cover(ring), _)) => ring.clone(),
            _ => continue,
        };
        let wins = |tender: &&Tender| favoured.contains(&tender.awarded[0].0);
        let won = tenders.iter().copied().filter(wins).count();
        mixed += usize::from(won > 0 && won < tenders.len());
    }
    assert!(mixed > 3, "{mixed}");
}
