//! The indicators' definitions over invented tenders: what a perfect measurer would count.

use super::county::{COMPANIES, County, METHODS, OFFICES};
use super::live::{Bid, BidStatus, Kind, Slip, Status, Tender};
use crate::calendar::{DAY, date};
use crate::truth::{DEFAULT, Material, Tally};

pub(crate) const SHORT: usize = 0;
pub(crate) const SINGLE: usize = 1;
pub(crate) const CLOSE: usize = 2;
pub(crate) const RARELY: usize = 3;
pub(crate) const IDENTICAL: usize = 4;
pub(crate) const LATE: usize = 5;
pub(crate) const OTHERS_OUT: usize = 6;
pub(crate) const LOWEST_OUT: usize = 7;
pub(crate) const MANY_OUT: usize = 8;
pub(crate) const DISCOUNT: usize = 9;

/// Each indicator's folder name, what is material for it, and whether tenderers are groups of it too.
pub(crate) const INDICATORS: [(&str, Material, bool, bool); 10] = [
    ("short_submission_period", DEFAULT, true, false),
    ("single_bidder_tender", DEFAULT, true, false),
    ("price_close_to_winner", DEFAULT, true, true),
    // Most bids lose: twice the peers' mean lies beyond one, so points alone decide.
    (
        "rarely_winning_bidder",
        Material {
            times: 1.0,
            points: 0.2,
        },
        false,
        true,
    ),
    ("identical_bid_prices", DEFAULT, true, true),
    ("late_bid_won", DEFAULT, true, true),
    ("all_others_disqualified", DEFAULT, true, true),
    ("lowest_bid_disqualified", DEFAULT, true, false),
    ("many_disqualified_bids", DEFAULT, true, true),
    ("heavily_discounted_award", DEFAULT, true, true),
];

/// Days below which a submission period is short: the law's least for a call to tender.
const SHORT_DAYS: i64 = 10;
/// A second bid within this share of the winner is close.
const CLOSE_SHARE: f64 = 0.01;
/// What is bought, or how many bid, as far as tenders are told apart by it.
const CLASSES: usize = 5;
/// The first day of the county's second period of three years begins with this year.
const SECOND_PERIOD: &str = "2025";

/// Groups are numbered: buyers, then offices, then companies.
pub(crate) fn first_office(county: &County) -> usize {
    county.buyers.len()
}

/// See [`first_office`].
pub(crate) fn first_company(county: &County) -> usize {
    county.buyers.len() + OFFICES
}

/// Counts one whole life of the county: three years of tenders.
pub(crate) struct Measure<'a> {
    county: &'a County,
    ratios: Vec<(f64, usize, u16, usize)>,
}

/// An empty tally of the right shape.
pub(crate) fn empty(county: &County) -> Tally {
    Tally::new(
        INDICATORS.len(),
        first_company(county) + COMPANIES,
        METHODS.len() * CLASSES * 2 * 2,
    )
}

impl<'a> Measure<'a> {
    pub(crate) fn new(county: &'a County) -> Self {
        Self {
            county,
            ratios: Vec::new(),
        }
    }

    /// Whose rules hold, method, what is bought or how many bid, and three years.
    fn stratum(&self, tender: &Tender, class: usize) -> usize {
        let donor = self.county.offices[tender.office].donor;
        let later = &*date(tender.start.div_euclid(DAY)) >= SECOND_PERIOD;
        ((tender.method * CLASSES + class) * 2 + usize::from(later)) * 2 + usize::from(donor)
    }

    /// Counts for the office and its buyer.
    fn both(&self, tally: &mut Tally, indicator: usize, office: usize, stratum: usize, raised: bool) {
        tally.count(indicator, self.county.offices[office].buyer, stratum, raised);
        tally.count(indicator, first_office(self.county) + office, stratum, raised);
    }

    /// Counts one tender.
    pub(crate) fn look(&mut self, tally: &mut Tally, tender: &Tender) {
        // What the office sells is no purchase.
        if tender.status == Status::Cancelled || tender.kind == Kind::Sale {
            return;
        }
        let category = self.county.classes[tender.class].category;
        let (office, stratum) = (tender.office, self.stratum(tender, category));
        let company = first_company(self.county);
        // A tender held again has a time of its own, and the year 1 is no time.
        if tender.kind == Kind::Purchase && tender.slip != Slip::Filler {
            let short = (tender.end - tender.start) / DAY < SHORT_DAYS;
            self.both(tally, SHORT, office, stratum, short);
        }
        let submitted = || {
            tender
                .bids
                .iter()
                .filter(|bid| bid.status != BidStatus::Withdrawn)
        };
        if tender.bids.is_empty() {
            return;
        }
        if tender.method < 2 {
            self.both(tally, SINGLE, office, stratum, tender.bids.len() == 1);
        }
        let is_out = |bid: &Bid| bid.status == BidStatus::Disqualified;
        if submitted().count() > 1 {
            let out = submitted().filter(|bid| is_out(bid)).count();
            self.both(tally, MANY_OUT, office, stratum, 2 * out > submitted().count());
            for bid in submitted() {
                let bidder = company + usize::from(bid.company);
                tally.count(MANY_OUT, bidder, stratum, is_out(bid));
            }
        }
        self.identical(tally, tender, stratum);
        let Some((winner, _)) = tender.awarded.first().copied() else {
            return;
        };
        let valid = || submitted().filter(|bid| bid.status == BidStatus::Valid);
        let won = |id: u16| tender.awarded.iter().any(|(awarded, _)| *awarded == id);
        let sole = tender.awarded.len() == 1;

        let late = valid().any(|bid| bid.moment > tender.end && won(bid.company));
        self.both(tally, LATE, office, stratum, late);
        // Alone there is nobody to shut out: too few to say.
        let competitors = submitted().count();
        let others_out = sole && valid().count() == 1;
        if competitors > 1 {
            self.both(tally, OTHERS_OUT, office, stratum, others_out);
        }
        if sole {
            tally.count(LATE, company + usize::from(winner), stratum, late);
            if competitors > 1 {
                tally.count(OTHERS_OUT, company + usize::from(winner), stratum, others_out);
            }
            // Losing is compared among those who bid against as many.
            let bidders = valid().count();
            let among = self.stratum(tender, bidders.clamp(2, CLASSES + 1) - 2);
            for bid in valid().filter(|_| bidders > 1) {
                let bidder = company + usize::from(bid.company);
                tally.count(RARELY, bidder, among, bid.company != winner);
            }
        }
        let priced = || submitted().filter(|bid| bid.amount.is_some());
        if let Some(lowest) = priced().min_by_key(|bid| bid.amount)
            && priced().any(|bid| bid.status == BidStatus::Valid)
        {
            self.both(
                tally,
                LOWEST_OUT,
                office,
                stratum,
                lowest.status == BidStatus::Disqualified,
            );
        }
        let of_winner = valid()
            .find(|bid| bid.company == winner)
            .and_then(|bid| bid.amount);
        let second = valid()
            .filter(|bid| bid.company != winner)
            .filter_map(|bid| bid.amount)
            .min();
        if let (true, Some(win), Some(second)) = (sole, of_winner, second)
            && second >= win
        {
            let ratio = (second - win) as f64 / win as f64;
            self.both(tally, CLOSE, office, stratum, ratio <= CLOSE_SHARE);
            tally.count(
                CLOSE,
                company + usize::from(winner),
                stratum,
                ratio <= CLOSE_SHARE,
            );
            self.ratios.push((ratio, office, winner, stratum));
        }
    }

    /// Equal amounts of different bidders, unless all of the equal ones were awarded jointly.
    fn identical(&self, tally: &mut Tally, tender: &Tender, stratum: usize) {
        let submitted = || {
            tender
                .bids
                .iter()
                .filter(|bid| bid.status != BidStatus::Withdrawn)
        };
        let priced = submitted().filter(|bid| bid.amount.is_some()).count();
        if priced < 2 {
            return;
        }
        let mut any = false;
        for bid in submitted().filter(|bid| bid.amount.is_some()) {
            let equal = || submitted().filter(|other| other.amount == bid.amount);
            let jointly = equal().all(|it| tender.awarded.iter().any(|(awarded, _)| *awarded == it.company));
            let raised = equal().count() > 1 && !jointly;
            any |= raised;
            tally.count(
                IDENTICAL,
                first_company(self.county) + usize::from(bid.company),
                stratum,
                raised,
            );
        }
        self.both(tally, IDENTICAL, tender.office, stratum, any);
    }

    /// Counts what needs all tenders of a life to be seen first.
    pub(crate) fn finish(mut self, tally: &mut Tally) {
        let mut sorted: Vec<f64> = self.ratios.iter().map(|it| it.0).collect();
        let fence = upper_fence(&mut sorted);
        for (ratio, office, winner, stratum) in std::mem::take(&mut self.ratios) {
            self.both(tally, DISCOUNT, office, stratum, ratio >= fence);
            tally.count(
                DISCOUNT,
                first_company(self.county) + usize::from(winner),
                stratum,
                ratio >= fence,
            );
        }
    }
}

/// Q3 + 1.5·IQR, quartiles by linear interpolation; infinite where there is nothing to compare.
fn upper_fence(values: &mut [f64]) -> f64 {
    if values.is_empty() {
        return f64::INFINITY;
    }
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = share * (values.len() - 1) as f64;
        let (low, part) = (place.floor() as usize, place.fract());
        let high = (low + 1).min(values.len() - 1);
        values[low] + part * (values[high] - values[low])
    };
    let (q1, q3) = (at(0.25), at(0.75));
    q3 + 1.5 * (q3 - q1)
}
