//! R028: different tenderers asked for exactly the same price in the same tender.

use std::collections::BTreeMap;

use golugah_findings::{Datum, Kind};

use crate::Tally;
use crate::engine::{Few, Observations, ParameterError, Parameters, Party, Process, ProcessRule};

pub(crate) struct Rule {
    joint_awards_clear: bool,
    name_parties: bool,
    priced_above_zero: bool,
    as_published: bool,
}

/// A priced bid with its tenderers, each once.
struct Priced<'r> {
    amount: i64,
    currency: &'r str,
    tenderers: Vec<Party>,
    /// The bid's place.
    at: usize,
}

impl ProcessRule for Rule {
    type Totals = ();

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        let parties = parameters.word("parties", &["none", "named"], "`none` or `named`")?;
        Ok(Self {
            joint_awards_clear: parameters.flag("joint_awards_clear")?,
            name_parties: parties == "named",
            priced_above_zero: parameters.flag("priced_above_zero")?,
            as_published: parameters.flag("as_published")?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, (): &mut (), out: &mut Observations) {
        if process.is_cancelled() {
            return out.not_computable(process.subject(), "cancelled");
        }
        let mut named = 0;
        let mut submitted = 0;
        let mut unpriced = 0;
        // Amounts with the index of their bid.
        let mut prices = Few::new();
        for (index, bid) in process.bids.iter().enumerate() {
            if !bid.is_submitted() {
                continue;
            }
            submitted += 1;
            if !process.tenderers(bid).iter().any(|party| party.id.is_some()) {
                continue;
            }
            named += 1;
            if let (Some(amount), true) = (process.release.bids[index].value.minor, bid.priced) {
                // A bid for nothing, or for less, has no price that another could equal.
                if amount > 0 || !self.priced_above_zero {
                    prices.push((amount, index));
                } else {
                    unpriced += 1;
                }
            }
        }
        let prices = prices.as_mut_slice();
        let reason = match (submitted, named, prices.len()) {
            (0, ..) => Some("no_bids"),
            (_, 0 | 1, _) => Some("too_few"),
            (.., 0 | 1) if unpriced > 0 => Some("zero_amount"),
            (.., 0 | 1) => Some("no_amounts"),
            _ => None,
        };
        if let Some(reason) = reason.or_else(|| self.never_equal(process, prices, named)) {
            return out.not_computable(process.subject(), reason);
        }
        prices.sort_unstable();
        // Nearly always all amounts differ, and nothing more needs to be looked at.
        let mut equal = if prices.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            self.equal_prices(process, prices)
        } else {
            Vec::new()
        };
        if !self.as_published && !equal.is_empty() {
            let mut doubts = Vec::new();
            equal.retain(|bids| asked_by_two(process, bids, out, &mut doubts));
            for names in doubts {
                out.firms(&process.release.ocid, names);
            }
            if equal.is_empty() {
                return out.not_computable(process.subject(), "perhaps_one_firm");
            }
        }
        let parties = each_once(
            equal
                .iter()
                .flatten()
                .flat_map(|bid| bid.tenderers.iter().copied()),
        );
        let raised = !equal.is_empty();
        let value = f64::from(u8::from(raised));
        let stake = process.tender_stake();
        let groups = process.groups_and(parties.iter().copied());
        out.answer(raised, &process.seen(value, 1.0, &groups, stake), || {
            evidence(process, &equal)
        });
        if out.counts_groups() {
            // Every tenderer of the priced bids is counted, so that a tenderer's rate has its denominator.
            let bids = prices.iter().map(|(_, index)| &process.bids[*index]);
            let everybody = each_once(bids.flat_map(|bid| process.tenderers(bid)).copied());
            let others = everybody
                .iter()
                .filter(|party| parties.binary_search(party).is_err());
            for party in others {
                let one = Tally {
                    computable: 1,
                    ..Tally::default()
                };
                out.tally(party.slot, one, process.batch());
            }
        }
        if self.name_parties {
            for id in &parties {
                out.party((Kind::Tenderer, id.id), &process.seen(1.0, 1.0, &[], stake));
            }
        }
    }
}

impl Rule {
    /// Why no two of the prices could have been taken for equal, whatever they were: nobody else asked, the prices of those who
    /// were not awarded are not known, no two are in one currency, or everybody was awarded.
    fn never_equal(
        &self,
        process: &Process<'_, '_>,
        prices: &[(i64, usize)],
        named: usize,
    ) -> Option<&'static str> {
        let tenderers = |index: usize| each_once(process.tenderers(&process.bids[index]).iter().copied());
        let awarded = process.awarded();
        let is_open = |index: usize| {
            let mut own = process.tenderers(&process.bids[index]).iter();
            !self.joint_awards_clear || !own.any(|one| awarded.binary_search(one).is_ok())
        };
        let mut by_currency: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (_, index) in prices {
            let currency = &*process.release.bids[*index].value.currency;
            by_currency.entry(currency).or_default().push(*index);
        }
        let differ = |bids: &[usize]| {
            bids.windows(2)
                .any(|pair| tenderers(pair[0]) != tenderers(pair[1]))
        };
        let mut several = by_currency.values().filter(|bids| differ(bids)).peekable();
        let one_currency = several.peek().is_some();
        if several.any(|bids| bids.iter().any(|bid| is_open(*bid))) {
            return None;
        }
        let all: Vec<usize> = (0..process.bids.len())
            .filter(|index| process.bids[*index].is_submitted())
            .filter(|index| {
                process
                    .tenderers(&process.bids[*index])
                    .iter()
                    .any(|party| party.id.is_some())
            })
            .collect();
        Some(match () {
            () if !differ(&all) => "too_few",
            () if prices.len() < named => "no_amounts",
            () if !one_currency => "other_currency",
            () => "everybody_awarded",
        })
    }

    /// Groups of bids with one price by different tenderers; a tenderer may repeat its own price, and in a joint rate
    /// contract everybody is awarded at one price.
    fn equal_prices<'r>(&self, process: &Process<'r, '_>, prices: &[(i64, usize)]) -> Vec<Vec<Priced<'r>>> {
        let currency = |index: usize| &*process.release.bids[index].value.currency;
        let mut priced: Vec<(i64, &'r str, usize)> = prices
            .iter()
            .map(|(amount, index)| (*amount, currency(*index), *index))
            .collect();
        priced.sort_unstable();
        let mut equal = Vec::new();
        let same = |a: &(i64, &str, usize), b: &(i64, &str, usize)| (a.0, a.1) == (b.0, b.1);
        for bids in priced.chunk_by(same).filter(|bids| bids.len() > 1) {
            let bids: Vec<Priced<'r>> = bids
                .iter()
                .map(|(amount, currency, index)| Priced {
                    amount: *amount,
                    currency,
                    tenderers: each_once(process.tenderers(&process.bids[*index]).iter().copied()),
                    at: *index,
                })
                .collect();
            let differ = bids.windows(2).any(|pair| pair[0].tenderers != pair[1].tenderers);
            let awarded = process.awarded();
            if differ && !(self.joint_awards_clear && bids.iter().all(|bid| is_awarded(awarded, bid))) {
                equal.push(bids);
            }
        }
        equal
    }
}

/// Whether two firms asked for one price: somebody who cannot be the first of them under another spelling. The pairs of names that
/// may be one firm go to `doubts`.
fn asked_by_two<'r>(
    process: &Process<'r, '_>,
    bids: &[Priced<'r>],
    out: &Observations,
    doubts: &mut Vec<[&'r str; 2]>,
) -> bool {
    let (first, others) = bids.split_first().expect("a price that is equal to another");
    let mut two = false;
    for other in others.iter().filter(|other| other.tenderers != first.tenderers) {
        let mut pairs = process
            .named(first.at)
            .flat_map(|one| process.named(other.at).map(move |another| (one, another)));
        let alike = pairs.find(|((one, a), (another, b))| one != another && !out.are_two(a, b));
        match alike {
            Some(((_, a), (_, b))) => doubts.push([a, b]),
            None => two = true,
        }
    }
    two
}

/// The published ones of some tenderers, each once, in order of number.
fn each_once(parties: impl Iterator<Item = Party>) -> Vec<Party> {
    let mut parties: Vec<Party> = parties.filter(|party| party.id.is_some()).collect();
    parties.sort_unstable();
    parties.dedup();
    parties
}

fn is_awarded(awarded: &[Party], bid: &Priced<'_>) -> bool {
    bid.tenderers
        .iter()
        .any(|tenderer| awarded.binary_search(tenderer).is_ok())
}

/// Each price with who asked for it, in order of price and text, whatever numbers the identifiers have.
fn evidence(process: &Process<'_, '_>, equal: &[Vec<Priced<'_>>]) -> Vec<(&'static str, Datum)> {
    let prices = equal.iter().map(|bids| Datum::Money {
        minor: bids[0].amount,
        currency: bids[0].currency.to_owned(),
    });
    let asked_by = equal.iter().map(|bids| {
        let mut texts: Vec<String> = bids
            .iter()
            .map(|bid| process.texts(&bid.tenderers).join(" + "))
            .collect();
        texts.sort_unstable();
        Datum::List(texts.into_iter().map(Datum::Text).collect())
    });
    vec![
        ("equal_prices", Datum::List(prices.collect())),
        ("asked_by", Datum::List(asked_by.collect())),
    ]
}
