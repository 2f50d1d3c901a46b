//! One tender as it comes to pass, drawn with its office's habits.

use super::county::{County, DIRECT, Deal, Habits, LIMITED};
use super::months::{Bent, Months};
use crate::calendar::{DAY, DAYS, office_hour, open_from};
use crate::chance::Chance;

/// How many tenders are held again, begin in the year 1 by their publisher, list a bid twice, and have a loser under two spellings.
const AGAIN: f64 = 0.03;
const FILLED: f64 = 0.01;
const REPEATED: f64 = 0.01;
const SPELLED: f64 = 0.03;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BidStatus {
    Valid,
    Disqualified,
    Withdrawn,
}

#[derive(Clone, Debug)]
pub(crate) struct Bid {
    pub(crate) company: u16,
    /// Whole rials; `None` where the office did not publish it.
    pub(crate) amount: Option<i64>,
    pub(crate) moment: i64,
    pub(crate) status: BidStatus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Complete,
    Active,
    Cancelled,
    Unsuccessful,
}

/// A tender with its bids. `awarded` lists the companies of active awards, one award each.
#[derive(Clone, Debug)]
pub(crate) struct Tender {
    pub(crate) office: usize,
    pub(crate) class: usize,
    /// That of its class.
    pub(crate) category: usize,
    pub(crate) method: usize,
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) value: i64,
    pub(crate) status: Status,
    pub(crate) bids: Vec<Bid>,
    pub(crate) awarded: Vec<(u16, i64)>,
    pub(crate) award_moment: i64,
    pub(crate) kind: Kind,
    /// What its publisher did to it besides.
    pub(crate) slip: Slip,
}

/// What kind of tender it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A purchase.
    Purchase,
    /// The office lets or sells something.
    Sale,
    /// A purchase held again, in a shorter time.
    Again,
}

/// What publishers do besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    None,
    /// The start of the time to bid is the smallest date of some program.
    Filler,
    /// The bid at this place stands there twice.
    Repeated(usize),
    /// Who made the bid at this place stands there a second time under another spelling and number, at the same price.
    Spelled(usize),
}

impl Tender {
    /// Whether nothing of it was open any more when a day began.
    pub(crate) fn is_over_by(&self, day: i64) -> bool {
        self.status != Status::Active && self.end.max(self.award_moment) < day * DAY
    }
}

/// Amounts are rounded to a hundred thousand rials, as offers are.
fn round(amount: f64) -> i64 {
    ((amount / 1e5).round() as i64).max(1) * 100_000
}

/// Draws one tender.
pub(crate) fn tender(county: &County, season: &[f64], months: &Months, chance: &mut Chance) -> Tender {
    let at = chance.by_weight(&county.office_weights);
    let day = chance.by_weight(season) as i64;
    tender_of(county, at, day, months, chance)
}

/// Draws one tender that this office opens on this day.
pub(crate) fn tender_of(
    county: &County,
    at: usize,
    day: i64,
    months: &Months,
    chance: &mut Chance,
) -> Tender {
    let office = &county.offices[at];
    let mut habits = office.habits.clone();
    let rate = |bent, mean| months.rate(bent, at, day * DAY, mean);
    // The law's least was kept ever better in these years, everywhere.
    let drift = 1.3 - 0.6 * day as f64 / DAYS as f64;
    habits.single = rate(Bent::Single, habits.single);
    habits.short = (rate(Bent::Short, habits.short) * drift).min(1.0);
    habits.disqualified = rate(Bent::Disqualified, habits.disqualified);
    let habits = &habits;
    let mut class = office.classes[chance.by_weight(&office.class_weights)];
    let mut method = chance.by_weight(&office.methods);

    let mut deal = None;
    if method < LIMITED
        && let Some((kind, share)) = &habits.deal
        && chance.yes(*share)
    {
        deal = Some(kind);
        if let Deal::ShutOut(company) | Deal::Late(company) | Deal::Discount(company) = kind {
            class = county.companies[*company as usize].class;
        } else if let Deal::SamePrices(ring) | Deal::Cover(ring) = kind {
            class = county.companies[ring[0] as usize].class;
        }
        method = 0;
    }

    let kind = if deal.is_none() && chance.yes(office.sales) {
        Kind::Sale
    } else if deal.is_none() && chance.yes(AGAIN) {
        Kind::Again
    } else {
        Kind::Purchase
    };
    let days = if kind == Kind::Again || chance.yes(habits.short) {
        chance.between(3, 8)
    } else {
        chance.between(10, 13) + chance.geometric(6.5, 50) as i64
    };
    let start = day * DAY + chance.between(8 * 60, 13 * 60 + 30) * 60;
    let end = open_from(day + days) * DAY + 14 * 3_600 + chance.between(0, 2) * 900;
    let category = county.classes[class].category;
    let base = [4.5e10, 9e9, 1.4e10][category];
    let value = round(base * chance.lognormal(1.1));

    let mut tender = Tender {
        office: at,
        class,
        category,
        method,
        start,
        end,
        value,
        status: Status::Complete,
        bids: Vec::new(),
        awarded: Vec::new(),
        award_moment: 0,
        kind,
        slip: Slip::None,
    };
    if deal.is_none() && chance.yes(0.02) {
        tender.status = Status::Cancelled;
        return tender;
    }
    let decided = open_from(end.div_euclid(DAY) + 3 + chance.geometric(12.0, 90) as i64);
    if decided >= DAYS {
        tender.status = Status::Active;
        if end >= DAYS * DAY {
            return tender;
        }
    }
    enter(county, &mut tender, deal, habits, chance);
    tender.award_moment = office_hour(chance, decided);
    if tender.status == Status::Complete {
        award(county, &mut tender, deal, chance);
    }
    tender.slip = slip(&tender, deal.is_some(), chance);
    tender
}

/// The bidders come and name their prices; some are disqualified.
fn enter(county: &County, tender: &mut Tender, deal: Option<&Deal>, habits: &Habits, chance: &mut Chance) {
    let members = bidders(county, tender, deal, habits, chance);
    let common = tender.value as f64 * (-0.04 + 0.06 * chance.normal()).exp();
    let spread = habits.spread;
    for company in members {
        let firm = &county.companies[company as usize];
        let amount = round(common * firm.price * chance.lognormal(spread));
        let status = match deal {
            Some(Deal::SamePrices(_) | Deal::Cover(_)) => BidStatus::Valid,
            _ if chance.yes(habits.disqualified * firm.care) => BidStatus::Disqualified,
            _ if chance.yes(0.01) => BidStatus::Withdrawn,
            _ => BidStatus::Valid,
        };
        // Most come in the last days: the square of a uniform draw leans to the end.
        let before = chance.unit().powi(2) * (tender.end - tender.start - 3_600).max(0) as f64;
        let moment = tender.end - 300 - before as i64;
        tender.bids.push(Bid {
            company,
            amount: Some(amount),
            moment,
            status,
        });
    }
    if deal.is_none() && tender.bids.len() > 1 && chance.yes(habits.identical) {
        tender.bids[1].amount = tender.bids[0].amount; // both took the official price list
    }
    if deal.is_none() && chance.yes(0.01) {
        let bid = &mut tender.bids[0];
        bid.moment = tender.end + chance.between(1, 90) * 60;
        bid.status = BidStatus::Disqualified; // came late and was turned away, as it should be
    }
    if let Some(deal) = deal {
        arrange(&mut tender.bids, deal, tender.end, chance);
    }
    for bid in &mut tender.bids {
        if deal.is_none() && chance.yes(0.01) {
            bid.amount = None;
        }
    }
}

/// What the publisher does to a tender besides: never to one that is bent, so that what is true of it stays plain.
fn slip(tender: &Tender, bent: bool, chance: &mut Chance) -> Slip {
    if bent || tender.kind != Kind::Purchase {
        return Slip::None;
    }
    if chance.yes(FILLED) {
        return Slip::Filler;
    }
    if !tender.bids.is_empty() && chance.yes(REPEATED) {
        return Slip::Repeated(chance.below(tender.bids.len()));
    }
    let valid = |at: &usize| {
        let bid = &tender.bids[*at];
        let won = tender.awarded.iter().any(|(winner, _)| *winner == bid.company);
        bid.status == BidStatus::Valid && !won && bid.amount.is_some()
    };
    let losers: Vec<usize> = (0..tender.bids.len()).filter(valid).collect();
    if tender.awarded.len() == 1 && losers.len() > 1 && chance.yes(SPELLED) {
        return Slip::Spelled(*chance.one_of(&losers));
    }
    Slip::None
}

/// Who bids.
fn bidders(
    county: &County,
    tender: &Tender,
    deal: Option<&Deal>,
    habits: &Habits,
    chance: &mut Chance,
) -> Vec<u16> {
    let class = &county.classes[tender.class];
    let crowd = 1 + chance.geometric(habits.crowd, 13);
    let (mut members, wanted) = match deal {
        Some(Deal::SamePrices(ring)) => {
            let mut ring = ring.clone();
            chance.shuffle(&mut ring);
            ring.truncate(4);
            let wanted = ring.len();
            (ring, wanted)
        }
        Some(Deal::Cover(ring)) => {
            let winners = ring.len() - 1;
            let first = chance.below(winners);
            let second = (first + 1 + chance.below(winners - 1)) % winners;
            (vec![ring[first], ring[second], ring[winners]], 3)
        }
        Some(
            Deal::ShutOut(company) | Deal::Late(company) | Deal::Discount(company) | Deal::Feed(company),
        ) => (vec![*company], 1 + crowd),
        Some(Deal::LowestOut) => (Vec::new(), 2 + crowd),
        None => {
            let wanted = match tender.method {
                DIRECT => 1,
                _ if tender.kind == Kind::Sale && chance.yes(0.6) => 1,
                LIMITED if county.offices[tender.office].classes.len() == 1 => 1 + chance.below(2),
                LIMITED => 2 + chance.below(2),
                _ if chance.yes(habits.single) => 1,
                _ => 1 + crowd,
            };
            (Vec::new(), wanted)
        }
    };
    let mut tries = 0;
    while members.len() < wanted && tries < 60 {
        let company = class.pool[chance.by_weight(&class.pool_weights)];
        if !members.contains(&company) {
            members.push(company);
        }
        tries += 1;
    }
    members
}

/// Bends the bids to a deal.
fn arrange(bids: &mut [Bid], deal: &Deal, end: i64, chance: &mut Chance) {
    let lowest = bids
        .iter()
        .skip(1)
        .filter_map(|bid| bid.amount)
        .min()
        .unwrap_or(1_000_000_000) as f64;
    match deal {
        Deal::ShutOut(_) => {
            bids[0].status = BidStatus::Valid;
            for bid in &mut bids[1..] {
                bid.status = BidStatus::Disqualified;
            }
        }
        Deal::LowestOut => {
            bids.sort_by_key(|bid| bid.amount);
            bids[0].status = BidStatus::Disqualified;
            if let Some(bid) = bids.get_mut(1) {
                bid.status = BidStatus::Valid;
            }
            chance.shuffle(bids);
        }
        Deal::SamePrices(_) => {
            for bid in &mut bids[1..] {
                bid.amount = Some(lowest as i64);
            }
            bids[0].amount = Some(round(lowest * chance.range(0.93, 0.97)));
            // Members take turns: who stands first was shuffled.
        }
        Deal::Cover(_) => {
            let win = bids[0].amount.unwrap_or(1_000_000_000) as f64;
            bids[1].amount = Some(round(win * chance.range(1.002, 1.008)));
            bids[2].amount = Some(round(win * chance.range(1.001, 1.009)));
        }
        Deal::Late(_) | Deal::Feed(_) => {
            bids[0].status = BidStatus::Valid;
            bids[0].amount = Some(round(lowest * chance.range(0.93, 0.975)));
            if matches!(deal, Deal::Late(_)) {
                bids[0].moment = end + chance.between(2, 60 * 50) * 60;
            }
        }
        Deal::Discount(_) => {
            bids[0].status = BidStatus::Valid;
            bids[0].amount = Some(round(lowest * chance.range(0.48, 0.66)));
            if !bids[1..].iter().any(|bid| bid.status == BidStatus::Valid) {
                bids[1].status = BidStatus::Valid;
            }
        }
    }
}

/// The commission decides.
fn award(county: &County, tender: &mut Tender, deal: Option<&Deal>, chance: &mut Chance) {
    let habits = &county.offices[tender.office].habits;
    let valid: Vec<usize> = {
        let mut list: Vec<usize> = (0..tender.bids.len())
            .filter(|at| tender.bids[*at].status == BidStatus::Valid)
            .collect();
        list.sort_by_key(|at| tender.bids[*at].amount.unwrap_or(i64::MAX));
        list
    };
    let Some(&lowest) = valid.first() else {
        tender.status = Status::Unsuccessful;
        return;
    };
    let amount_of = |tender: &Tender, at: usize| tender.bids[at].amount.unwrap_or(tender.value);
    if deal.is_none() && valid.len() > 1 && chance.yes(habits.rate_contract) {
        // A rate contract: every valid bidder is offered, takes and is awarded the lowest price.
        let price = amount_of(tender, lowest);
        for at in valid {
            tender.bids[at].amount = Some(price);
            tender.awarded.push((tender.bids[at].company, price));
        }
        return;
    }
    let winner = match deal {
        Some(Deal::ShutOut(_) | Deal::Late(_) | Deal::Discount(_) | Deal::Feed(_) | Deal::Cover(_)) => 0,
        None if valid.len() > 1 && chance.yes(0.05) => valid[1], // the better technical score
        _ => lowest,
    };
    if deal.is_none() && chance.yes(habits.late) {
        tender.bids[winner].moment = tender.end + chance.between(1, 40) * 60;
    }
    tender
        .awarded
        .push((tender.bids[winner].company, amount_of(tender, winner)));
}
