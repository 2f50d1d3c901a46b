use std::collections::BTreeSet;

use crate::family::{Family, Opinion};
use crate::{Batch, Materiality, Observed, Verdict};

/// A group with fewer computable observations gets no verdict: one raised case more or less would move its rate by
/// more than twenty points, and what is said of it would be said by the prior.
pub const FEWEST_COMPUTABLE: u64 = 5;

/// How often the peers are fitted anew without the groups found to be outsiders.
const ROUNDS: usize = 4;

/// Groups less probable than this by their counts divided by the design effect are not judged by their batches one by one.
pub(crate) const LOOKED_AT: f64 = 0.05;

/// Judges every group against its peers: one verdict per group that has at least five computable observations and at
/// least three peers, in order of group. Before any data a share `outsiders` (from 0 up to below 1; 0.05 is a good one)
/// of the groups is expected to be no peers at all, but to have a rate anywhere above the threshold, each as likely as
/// the next.
///
/// Observations of one batch hang together. Their [`correlation`] is estimated over the whole family, and each group's
/// counts are divided by its design effect, `1 + (Σb²/n − 1) · correlation` over its batches of *b* observations, before
/// anything else is done with them; the verdict on a group that may stand out is then taken from its batches one by one, each with
/// a rate of its own around the group's. Where every observation is a batch by itself, or batches are not alike inside, that
/// is 1 and the counts are the whole numbers they were.
///
/// Within a stratum the peers' rates follow a beta distribution, fitted by beta-binomial likelihood. A group that
/// holds more than 5 % of the stratum's computable or raised observations is left out of the fit it is compared with;
/// a smaller one does not move it. Strata lie in each other, and the outermost in the pool of all groups: each leans with the weight
/// of twenty observations on the mean of what it lies in. One in which a group has fewer than three others is no comparison: there
/// the group's peers are those of the nearest around it, each with all it has there.
///
/// A group's prior is the mix of its strata's distributions, weighted by its own computable observations: the mean is
/// the mean of their means, and the standard deviation the mean of their standard deviations, for an office that is
/// worse in one stratum tends to be worse in all. That mean gives the threshold, and its posterior
/// `Beta(mean · precision + k, (1 − mean) · precision + n − k)` the probability of a rate above it.
///
/// Without outsiders, peers who are all alike hide the one who is not: the closer their rates lie together, the more the
/// prior holds every group to their mean, and the bottlenecks among them widen the spread that excuses them. With them
/// the prior is `(1 − outsiders) · Beta + outsiders · Uniform(threshold, 1)`. Groups that are outsiders with a probability
/// above one half are set aside and the peers fitted anew, until the same ones are found again, four times at most,
/// and not in a stratum where they are more than a fifth. Widely spread peers are judged as before, for there the
/// beta distribution explains its own tail.
pub fn judge<'o>(
    observed: impl Into<Observed<'o>>,
    materiality: &Materiality,
    outsiders: f64,
) -> Vec<Verdict> {
    verdicts(&Family::new(observed.into()), materiality, outsiders)
}

/// The correlation of two observations of one batch beyond that of any two of their group and stratum, from 0 to 0.95:
/// by moments over all groups of the family with more than one batch, of which some observations are raised and not all.
pub fn correlation(batches: &[Batch]) -> f64 {
    Family::new(batches.into()).correlation()
}

/// What is thought of one group by its counts, though it may have too few observations for a verdict.
pub(crate) fn verdict_of(
    family: &Family,
    materiality: &Materiality,
    outsiders: f64,
    group: u32,
) -> Option<Verdict> {
    let mut opinions = opinions(family, materiality, outsiders);
    family.sharpen(&mut opinions, LOOKED_AT, outsiders);
    let own = opinions
        .into_iter()
        .find(|opinion| opinion.verdict.group == group)?;
    Some(own.verdict)
}

/// The verdicts on a family.
pub(crate) fn verdicts(family: &Family, materiality: &Materiality, outsiders: f64) -> Vec<Verdict> {
    let told = opinions_told(family, materiality, outsiders).into_iter();
    told.map(|opinion| opinion.verdict).collect()
}

/// The opinions that become verdicts.
pub(crate) fn opinions_told(family: &Family, materiality: &Materiality, outsiders: f64) -> Vec<Opinion> {
    let mut opinions = opinions(family, materiality, outsiders);
    family.sharpen(&mut opinions, LOOKED_AT, outsiders);
    opinions.retain(|opinion| opinion.verdict.computable >= FEWEST_COMPUTABLE);
    opinions
}

/// How many peers a group without any observation has, and their mean rate; none where there are too few.
pub(crate) fn peers_of_newcomer(
    family: &Family,
    materiality: &Materiality,
    outsiders: f64,
) -> Option<(u32, f64)> {
    let set_aside = set_aside(&opinions(family, materiality, outsiders));
    family
        .has_peers()
        .then(|| family.peers_of_newcomer(outsiders, &set_aside))
}

/// The groups that are more probably outsiders than peers.
fn set_aside(opinions: &[Opinion]) -> BTreeSet<u32> {
    let verdicts = opinions.iter().map(|opinion| &opinion.verdict);
    verdicts
        .filter(|verdict| verdict.outsider > 0.5)
        .map(|verdict| verdict.group)
        .collect()
}

/// One opinion per group that has an observation; none where there are too few groups.
pub(crate) fn opinions(family: &Family, materiality: &Materiality, outsiders: f64) -> Vec<Opinion> {
    if !family.has_peers() {
        return Vec::new();
    }
    let mut set_aside = BTreeSet::new();
    let mut opinions = family.opinions(materiality, outsiders, &set_aside);
    for _ in 0..ROUNDS {
        let found = self::set_aside(&opinions);
        if found == set_aside {
            break;
        }
        set_aside = found;
        opinions = family.opinions(materiality, outsiders, &set_aside);
    }
    opinions
}
