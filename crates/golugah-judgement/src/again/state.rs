use crate::assess::OUTSIDERS;
use crate::family::Family;
use crate::judge::{peers_of_newcomer, verdict_of};
use crate::tail::upper;
use crate::{Batch, FEWEST_COMPUTABLE, FEWEST_RAISED, Materiality, Observed};

/// How many cases the prior is worth. Few, so that it can be outweighed soon: with peers at 5 % and a past of 30 %,
/// thirty-three clean cases clear a group, or a hundred and ten at the peers' own rate.
pub(super) const PRIOR_CASES: f64 = 10.0;

/// The probability of being at or below the threshold from which on a bottleneck is cleared,
const CLEARED: f64 = 0.95;

/// and that which each half of the window must bear out.
const HALF_CLEARED: f64 = 0.80;

/// The probability of being above the threshold from which on it is reopened.
const NOT_CLEARED: f64 = 0.80;

/// A window of fewer days shows a season, and an office that knows itself watched. Half a year.
const FEWEST_DAYS: u64 = 182;

/// In fewer batches observations may have one cause.
const FEWEST_BATCHES: u64 = 2;

/// How much of the computable share must be left.
const STILL_COMPUTABLE: f64 = 0.9;

/// Where the search for the cases still needed ends.
const MOST_CASES: u64 = 1_000_000;

/// What the data dated after a remedy have on a bottleneck.
#[derive(Clone, Copy, Debug)]
pub struct Record<'batches> {
    /// Its number among the batches.
    pub group: u32,
    /// Its rate in the verdict that named it.
    pub past_rate: f64,
    /// All groups' batches in the window, its own among them.
    pub window: Observed<'batches>,
    /// Its raised and its computable observations in the first and in the second half of the window.
    pub halves: [(u64, u64); 2],
    /// How many days the window is long.
    pub days: u64,
    /// The share of its observations that could be computed in the window over the same share before; 1 where nobody can tell.
    pub computable_left: f64,
}

/// What the data dated after a remedy say of a bottleneck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The rate is at or below the material threshold with a probability of at least 0.95, and of 0.80 in each half of the window.
    Cleared,
    /// The rate is above the material threshold with a probability of at least 0.80, and the new data alone, their
    /// own rate, say so too.
    NotCleared,
    /// Neither can be said yet.
    NotEnoughData {
        /// What is missing first.
        lack: Lack,
        /// How many further cases would clear it if they are raised as often as the peers' are; at most a million, and 0 where
        /// what is missing is not cases.
        cases_needed: u64,
        /// After how many further days as many cases will be there, and half a year be full, if they come as they came in this
        /// window; none where none came, and 0 where it is not time that is missing.
        days_needed: Option<u64>,
    },
}

/// What is missing before anything can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// Three other groups to compare with in the window.
    Peers,
    /// Cases.
    Cases,
    /// Half a year, or a second batch.
    Time,
    /// One half of the window does not bear out what the whole says.
    Steadiness,
    /// What can be computed fell by more than a tenth: what is left out might be what was raised.
    Fields,
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
    /// In how many batches these lie.
    pub batches: u64,
    /// By how much both are divided before they are judged.
    pub design_effect: f64,
    /// The mean rate of its peers in the same window; none where they are fewer than three.
    pub peer_rate: Option<f64>,
    /// How many peers it has there.
    pub peers: u32,
    /// The material threshold, from the peers of the same window; none without them.
    pub threshold: Option<f64>,
    /// The posterior probability that the rate is still above the threshold,
    pub probability: Option<f64>,
    /// and the same in each half of the window.
    pub in_halves: Option<[f64; 2]>,
}

/// Measures a bottleneck again: the same indicator and group, on data dated after the remedy, beside its peers in the same data.
///
/// The threshold is that of the peers' mean in the window, so that a reform or a season that moves everybody neither clears nor
/// accuses anybody. The prior lies halfway between that mean and the group's own past rate, and it weighs as much as ten cases,
/// however long the past was. So a clean record must be earned (nothing is cleared by an empty record, for the prior alone is above
/// the threshold or near it), and can be, by some tens of cases. Counts are divided by the group's design effect, as in naming.
///
/// Nothing is said of less than five cases in two batches over half a year. The past may delay clearing but does not reopen by
/// itself: *not cleared* asks besides for a rate above the threshold in the new data and for three raised cases among them in two
/// batches, as naming does. What can be computed less often than before is not cleared.
pub fn measure_again(record: &Record<'_>, materiality: &Materiality) -> Remeasurement {
    let family = Family::new(record.window);
    let Some(verdict) = verdict_of(&family, materiality, OUTSIDERS, record.group) else {
        return match peers_of_newcomer(&family, materiality, OUTSIDERS) {
            Some(peers) => without_cases(record, peers, materiality),
            None => without_peers(record),
        };
    };
    let question = Question {
        threshold: verdict.threshold,
        peer_rate: verdict.peer_rate,
        prior_mean: f64::midpoint(verdict.peer_rate, record.past_rate),
        design_effect: verdict.design_effect,
    };
    let own = (verdict.raised, verdict.computable);
    let probability = question.above(own, 0);
    let in_halves = record.halves.map(|half| question.above(half, 0));
    let lasts = record.days >= FEWEST_DAYS && verdict.batches >= FEWEST_BATCHES;
    let lack = if verdict.computable < FEWEST_COMPUTABLE {
        Some(Lack::Cases)
    } else if !lasts {
        Some(Lack::Time)
    } else if probability > 1.0 - CLEARED {
        Some(Lack::Cases)
    } else if in_halves.iter().any(|above| *above > 1.0 - HALF_CLEARED) {
        Some(Lack::Steadiness)
    } else if record.computable_left < STILL_COMPUTABLE {
        Some(Lack::Fields)
    } else {
        None
    };
    let goes_on = verdict.computable >= FEWEST_COMPUTABLE
        && lasts
        && verdict.raised >= FEWEST_RAISED
        && verdict.raised_batches >= FEWEST_BATCHES
        && verdict.rate > verdict.threshold
        && probability >= NOT_CLEARED;
    let outcome = match lack {
        None => Outcome::Cleared,
        Some(_) if goes_on => Outcome::NotCleared,
        Some(lack) => {
            let cases_needed = question.cases_needed(own, record.halves);
            Outcome::NotEnoughData {
                lack,
                cases_needed,
                days_needed: days_needed(record, verdict.computable, cases_needed),
            }
        }
    };
    Remeasurement {
        outcome,
        raised: verdict.raised,
        computable: verdict.computable,
        batches: verdict.batches,
        design_effect: verdict.design_effect,
        peer_rate: Some(verdict.peer_rate),
        peers: verdict.peers,
        threshold: Some(verdict.threshold),
        probability: Some(probability),
        in_halves: Some(in_halves),
    }
}

/// Nothing began after the remedy yet: what its peers do meanwhile says how many cases are needed.
fn without_cases(
    record: &Record<'_>,
    (peers, peer_rate): (u32, f64),
    materiality: &Materiality,
) -> Remeasurement {
    let question = Question {
        threshold: materiality.threshold(peer_rate),
        peer_rate,
        prior_mean: f64::midpoint(peer_rate, record.past_rate),
        design_effect: 1.0,
    };
    Remeasurement {
        outcome: Outcome::NotEnoughData {
            lack: Lack::Cases,
            cases_needed: question.cases_needed((0, 0), [(0, 0); 2]),
            days_needed: None,
        },
        peer_rate: Some(peer_rate),
        peers,
        threshold: Some(question.threshold),
        ..without_peers(record)
    }
}

fn without_peers(record: &Record<'_>) -> Remeasurement {
    let own = record
        .window
        .batches
        .iter()
        .filter(|batch| batch.group == record.group);
    let sum = |of: fn(&Batch) -> u64| own.clone().map(|batch| of(batch) * batch.times).sum();
    let computable = sum(|batch| batch.computable);
    Remeasurement {
        outcome: Outcome::NotEnoughData {
            lack: if computable == 0 { Lack::Cases } else { Lack::Peers },
            cases_needed: 0,
            days_needed: (computable > 0).then_some(0),
        },
        raised: sum(|batch| batch.raised.min(batch.computable)),
        computable,
        batches: own.clone().map(|batch| batch.times).sum(),
        design_effect: 1.0,
        peer_rate: None,
        peers: 0,
        threshold: None,
        probability: None,
        in_halves: None,
    }
}

/// Further days until half a year is full and so many cases have come at the pace of the window.
fn days_needed(record: &Record<'_>, computable: u64, cases_needed: u64) -> Option<u64> {
    let to_fill = FEWEST_DAYS.saturating_sub(record.days);
    if cases_needed == 0 {
        return Some(to_fill);
    }
    let cases = cases_needed.checked_mul(record.days.max(1))?;
    (computable > 0).then(|| cases.div_ceil(computable).max(to_fill))
}

/// Against what, and from what beforehand, a record is held.
pub(super) struct Question {
    pub(super) threshold: f64,
    pub(super) peer_rate: f64,
    pub(super) prior_mean: f64,
    pub(super) design_effect: f64,
}

impl Question {
    /// The probability of a rate above the threshold, once `further` cases at the peers' rate have followed.
    pub(super) fn above(&self, (raised, computable): (u64, u64), further: u64) -> f64 {
        let further = further as f64;
        let all = computable as f64 + further;
        let raised = raised.min(computable) as f64 + further * self.peer_rate;
        upper(
            PRIOR_CASES * self.prior_mean + raised / self.design_effect,
            PRIOR_CASES * (1.0 - self.prior_mean) + (all - raised) / self.design_effect,
            self.threshold,
        )
    }

    /// Whether it would be cleared by its counts, with further cases that fall into both halves alike.
    fn clears_after(&self, own: (u64, u64), halves: [(u64, u64); 2], further: u64) -> bool {
        own.1 + further >= FEWEST_COMPUTABLE
            && self.above(own, further) <= 1.0 - CLEARED
            && halves
                .iter()
                .all(|half| self.above(*half, further / 2) <= 1.0 - HALF_CLEARED)
    }

    /// The fewest further cases at the peers' rate that clear: doubled until they do, then halved down to the case; 0 where its
    /// counts clear it already.
    pub(super) fn cases_needed(&self, own: (u64, u64), halves: [(u64, u64); 2]) -> u64 {
        if self.clears_after(own, halves, 0) {
            return 0;
        }
        let mut enough = 1;
        while !self.clears_after(own, halves, enough) {
            if enough >= MOST_CASES {
                return MOST_CASES;
            }
            enough = (enough * 2).min(MOST_CASES);
        }
        let mut too_few = enough / 2;
        while enough - too_few > 1 {
            let middle = u64::midpoint(too_few, enough);
            if self.clears_after(own, halves, middle) {
                enough = middle;
            } else {
                too_few = middle;
            }
        }
        enough
    }
}
