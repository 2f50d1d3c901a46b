use crate::tail::upper;
use crate::{FEWEST_COMPUTABLE, FEWEST_RAISED, Verdict};

/// How many cases the prior is worth. Few, so that it can be outweighed soon: with peers at 5 % and a past of 30 %,
/// thirty-three clean cases clear a group, or a hundred and ten at the peers' own rate.
const PRIOR_CASES: f64 = 10.0;

/// The probability of being at or below the threshold from which on a bottleneck is cleared.
const CLEARED: f64 = 0.95;

/// The probability of being above the threshold from which on it is reopened.
const NOT_CLEARED: f64 = 0.80;

/// Where the search for the cases still needed ends.
const MOST_CASES: u64 = 1_000_000;

/// What the data dated after a remedy say of a bottleneck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The rate is at or below the material threshold with a probability of at least 0.95.
    Cleared,
    /// The rate is above the material threshold with a probability of at least 0.80, and the new data alone, their
    /// own rate, say so too.
    NotCleared,
    /// Neither can be said yet.
    NotEnoughData {
        /// How many further cases would clear it if they are raised as often as the peers' are; at most a million.
        cases_needed: u64,
    },
}

/// A bottleneck measured again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remeasurement {
    /// What it comes to.
    pub outcome: Outcome,
    /// Raised observations after the remedy.
    pub raised: u64,
    /// Computable observations after the remedy.
    pub computable: u64,
    /// The material threshold it was measured against: that of the verdict before.
    pub threshold: f64,
    /// The posterior probability that the rate is still above the threshold.
    pub probability: f64,
    /// The mean rate assumed before the new data: halfway between the peers' and the group's own past.
    pub prior_mean: f64,
    /// The posterior mean of the rate.
    pub posterior_mean: f64,
}

/// Measures a bottleneck again: the same indicator and group, on data dated after the remedy.
///
/// The prior lies halfway between the peers and the group's own past: its mean is the plain average of
/// `before.peer_rate` and `before.rate`, and it weighs as much as ten cases, however long the past was. So a clean
/// record must be earned (nothing is cleared by an empty record, for the prior alone is above the threshold or near
/// it), and can be, by some tens of cases.
///
/// The past may delay clearing but does not reopen by itself: *not cleared* asks besides for a rate above the
/// threshold in the new data and for three raised cases among them, as naming does. Below five new cases nothing is
/// decided.
pub fn measure_again(before: &Verdict, raised_after: u64, computable_after: u64) -> Remeasurement {
    let computable = computable_after;
    let raised = raised_after.min(computable);
    let prior_mean = f64::midpoint(before.peer_rate, before.rate);
    let record = Record {
        before,
        prior_mean,
        raised: raised as f64,
        computable: computable as f64,
    };
    let probability = record.probability_after(0);
    let outcome = if record.clears_after(0) {
        Outcome::Cleared
    } else if computable >= FEWEST_COMPUTABLE
        && raised >= FEWEST_RAISED
        && record.raised > before.threshold * record.computable
        && probability >= NOT_CLEARED
    {
        Outcome::NotCleared
    } else {
        Outcome::NotEnoughData {
            cases_needed: record.cases_needed(),
        }
    };
    let posterior_mean = (PRIOR_CASES * prior_mean + record.raised) / (PRIOR_CASES + record.computable);
    Remeasurement {
        outcome,
        raised,
        computable,
        threshold: before.threshold,
        probability,
        prior_mean,
        posterior_mean,
    }
}

/// What is known of the rate after the remedy.
struct Record<'verdict> {
    before: &'verdict Verdict,
    prior_mean: f64,
    raised: f64,
    computable: f64,
}

impl Record<'_> {
    /// The probability of a rate above the threshold, once `further` cases at the peers' rate have followed.
    fn probability_after(&self, further: u64) -> f64 {
        let further = further as f64;
        let raised = self.raised + further * self.before.peer_rate;
        let clear = self.computable + further - raised;
        upper(
            PRIOR_CASES * self.prior_mean + raised,
            PRIOR_CASES * (1.0 - self.prior_mean) + clear,
            self.before.threshold,
        )
    }

    fn clears_after(&self, further: u64) -> bool {
        self.computable + further as f64 >= FEWEST_COMPUTABLE as f64
            && self.probability_after(further) <= 1.0 - CLEARED
    }

    /// The fewest further cases at the peers' rate that clear: doubled until they do, then halved down to the case.
    fn cases_needed(&self) -> u64 {
        let mut enough = 1;
        while !self.clears_after(enough) {
            if enough >= MOST_CASES {
                return MOST_CASES;
            }
            enough = (enough * 2).min(MOST_CASES);
        }
        let mut too_few = enough / 2;
        while enough - too_few > 1 {
            let middle = u64::midpoint(too_few, enough);
            if self.clears_after(middle) {
                enough = middle;
            } else {
                too_few = middle;
            }
        }
        enough
    }
}
