//! Peers that differ so much that none of them is the exception: what can then be said is said of all of them together.

use crate::select::FEWEST_RAISED;
use crate::{FEWEST_COMPUTABLE, Materiality, Verdict};

/// With fewer groups a quarter of them is one.
const FEWEST: usize = 8;

/// So many standard deviations beyond what chance alone lets groups of one rate differ.
const BEYOND_CHANCE: f64 = 4.0;

/// How the groups of one stratum differ, where they do so beyond chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unlike {
    /// How many groups have enough observations to be looked at.
    pub groups: u64,
    /// Raised and computable observations of all of them.
    pub whole: (u64, u64),
    /// Raised and computable observations of a group that one in ten lies below,
    pub low: (u64, u64),
    /// and of one that one in ten lies above.
    pub high: (u64, u64),
    /// The rate of the quarter with the lowest rates, together.
    pub quarter: f64,
    /// How many would be materially worse if that were usual: at least a third.
    pub beyond: u64,
}

impl Unlike {
    /// Looks at the groups of one stratum. None where they differ no more than chance lets them, or where fewer than a third would be
    /// materially worse than the quarter with the lowest rates: then single groups stand out, or none does.
    pub fn of(verdicts: &[&Verdict], materiality: &Materiality) -> Option<Self> {
        let mut groups: Vec<&Verdict> = (verdicts.iter().copied())
            .filter(|one| one.computable >= FEWEST_COMPUTABLE)
            .collect();
        if groups.len() < FEWEST {
            return None;
        }
        groups.sort_by(|a, b| a.rate.total_cmp(&b.rate).then(a.group.cmp(&b.group)));
        let together = |groups: &[&Verdict]| {
            groups.iter().fold((0, 0), |(raised, computable), one| {
                (raised + one.raised, computable + one.computable)
            })
        };
        let share = |(raised, computable): (u64, u64)| raised as f64 / computable as f64;
        let whole = together(&groups);
        let quarter = share(together(&groups[..groups.len().div_ceil(4)]));
        let threshold = materiality.threshold(quarter);
        let is_beyond = |one: &&&Verdict| one.rate > threshold && one.raised >= FEWEST_RAISED;
        let beyond = groups.iter().filter(is_beyond).count();
        if beyond * 3 < groups.len() || !differ(&groups, share(whole)) {
            return None;
        }
        let tenth = groups.len() / 10;
        let counts = |at: usize| (groups[at].raised, groups[at].computable);
        Some(Self {
            groups: groups.len() as u64,
            whole,
            low: counts(tenth),
            high: counts(groups.len() - 1 - tenth),
            quarter,
            beyond: beyond as u64,
        })
    }
}

/// Whether the rates differ beyond what chance lets groups of one rate differ, their observations counted for what they are worth.
fn differ(groups: &[&Verdict], rate: f64) -> bool {
    let variance = rate * (1.0 - rate);
    let squares: f64 = (groups.iter())
        .map(|one| one.effective() * (one.rate - rate).powi(2) / variance)
        .sum();
    let free = groups.len() as f64 - 1.0;
    variance > 0.0 && squares - free >= BEYOND_CHANCE * (2.0 * free).sqrt()
}
