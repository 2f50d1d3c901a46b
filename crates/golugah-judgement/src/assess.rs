use crate::family::{Family, Opinion};
use crate::gathered::Gathered;
use crate::judge::{opinions_told, verdicts};
use crate::prior::{share_shown, verdicts_at};
use crate::select::{select, select_among};
use crate::{Beside, Materiality, Observed, Verdict};

/// In fewer batches than this a group's raised observations may have one cause: a day, a tender, a month.
const FEWEST_BATCHES: u64 = 2;

/// Nobody is named at a lower probability, however certain the others are with whom it would be named:
const LOCAL: f64 = 0.90;

/// at this one where it has enough observations of its own to stand on them.
const LOCAL_OF_LARGE: f64 = 0.85;

/// The least difference that anybody can be asked to explain: five points above the peers,
const LEAST_POINTS: f64 = 0.05;

/// and three cases beyond what their rate would give.
const LEAST_EXCESS: f64 = 3.0;

/// A name that falls below this probability if fewer outsiders were expected hangs on that expectation;
const STILL: f64 = 0.80;

/// one of few observations, which now and then look like an outsider's by chance, hangs on it below this one.
const STILL_OF_SMALL: f64 = 0.95;

/// So many observations are enough.
const LARGE: u64 = 20;

/// The shares of outsiders expected beforehand: the one by which groups are judged, and two others.
pub(crate) const OUTSIDERS: f64 = 0.05;
const OTHER_OUTSIDERS: [f64; 2] = [0.01, 0.10];

/// What kept a group from being named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Floor {
    /// Its raised observations lie in fewer than two batches, or without the heaviest of them its rate is not material: it hangs on
    /// one month, one round, one day.
    Batches,
    /// Its rate lies less than five points above its peers', or it has fewer than three cases beyond theirs.
    Excess,
    /// Sure enough only if its observations are counted as independent, which they are not.
    Dependence,
    /// With it the average error would be too large, now that others that would have been named are not.
    AverageError,
    /// Its own probability is below 0.90, or below 0.85 where it has twenty observations and more.
    Probability,
    /// It is sure enough only if as many groups are expected to be no peers as are: its probability falls below 0.80 (of fewer
    /// than twenty observations: below 0.95) if it were one in a hundred, or neither the average error nor its own size would
    /// allow it if it were as many as the family itself shows.
    Prior,
}

/// What is to be done about a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is named.
    Named,
    /// The average error would allow to name it; this does not.
    ToWatch(Floor),
    /// By its counts alone, without floors and as if they were independent, it would be named; this kept it.
    Kept(Floor),
    /// It does not stand out.
    Unremarkable,
}

/// The verdicts on one family, and what is to be done about each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessment {
    /// As [`judge`](crate::judge) gives them, of one outsider in twenty.
    pub verdicts: Vec<Verdict>,
    /// One for each verdict.
    pub standings: Vec<Standing>,
    /// For each verdict its probability if one group in a hundred, or one in ten, were expected to be no peer.
    pub other_probabilities: Vec<[f64; 2]>,
    /// For each verdict what its peers have as it stands, beside the rate that is fitted to them.
    pub beside: Vec<Beside>,
    /// As [`correlation`](crate::correlation) gives it.
    pub correlation: f64,
}

impl Assessment {
    /// The indices of the verdicts with a standing of this sort, most probable first.
    pub fn with(&self, sort: impl Fn(Standing) -> bool) -> Vec<usize> {
        let mut indices: Vec<usize> = (0..self.verdicts.len())
            .filter(|&index| sort(self.standings[index]))
            .collect();
        indices.sort_by(|&left, &right| {
            let (one, other) = (&self.verdicts[left], &self.verdicts[right]);
            let by_probability = other.probability.total_cmp(&one.probability);
            by_probability.then(other.excess.total_cmp(&one.excess))
        });
        indices
    }
}

/// Judges a family and says which groups are named together at an average error of at most `error_rate`, which are to be
/// watched, and what kept those that would be named without floors and batches.
///
/// Named is the largest set among the groups with three raised observations in at least two batches and a difference
/// that anybody can be asked to explain whose average error is at most `error_rate`, less those whose own probability
/// is below 0.90 (of twenty observations and more: below 0.85) and those that hang on how many groups are expected to be no
/// peers; these are to be watched. Small groups can look like outsiders by chance: where a family shows fewer of them than one in twenty, that share counts too, for groups
/// of fewer than twenty observations with the average error, for larger ones with their own probability.
pub fn assess<'o>(
    observed: impl Into<Observed<'o>>,
    materiality: &Materiality,
    error_rate: f64,
) -> Assessment {
    assess_gathered(&Gathered::new(observed.into()), materiality, error_rate)
}

pub(crate) fn assess_gathered(gathered: &Gathered, materiality: &Materiality, error_rate: f64) -> Assessment {
    let family = gathered.family();
    let named = Named::of(&family, materiality, error_rate);
    let mut standings = vec![Standing::Unremarkable; named.judged.len()];
    for (index, floor) in kept(&named, gathered, materiality, error_rate) {
        standings[index] = Standing::Kept(floor);
    }
    for &index in &named.by_error {
        standings[index] = named.stands(index);
    }
    let [rare, frequent] = &named.others;
    Assessment {
        other_probabilities: rare
            .iter()
            .zip(frequent)
            .map(|(rare, frequent)| [rare.probability, frequent.probability])
            .collect(),
        beside: family.beside(named.judged.iter().map(|verdict| verdict.group)),
        verdicts: named.judged,
        standings,
        correlation: family.correlation(),
    }
}

/// How many groups of a family are named; as [`assess`] with what else it says left out.
pub(crate) fn count_named(observed: Observed<'_>, materiality: &Materiality, error_rate: f64) -> usize {
    let family = Family::new(observed);
    named_of(&opinions_told(&family, materiality, OUTSIDERS), error_rate)
}

/// How many are named by these opinions.
pub(crate) fn named_of(opinions: &[Opinion], error_rate: f64) -> usize {
    let named = Named::by(opinions, error_rate);
    let is_named = |index: &&usize| named.stands(**index) == Standing::Named;
    named.by_error.iter().filter(is_named).count()
}

/// What decides who of a family is named.
struct Named {
    judged: Vec<Verdict>,
    /// If one group in a hundred, or one in ten, were expected to be no peer.
    others: [Vec<Verdict>; 2],
    /// Those whom the average error allows to name, most probable first,
    by_error: Vec<usize>,
    /// and the same by the share of outsiders that the family itself shows,
    by_error_shown: Vec<usize>,
    /// by which each is as probable as this.
    shown: Vec<Verdict>,
}

impl Named {
    fn of(family: &Family, materiality: &Materiality, error_rate: f64) -> Self {
        Self::by(&opinions_told(family, materiality, OUTSIDERS), error_rate)
    }

    fn by(opinions: &[Opinion], error_rate: f64) -> Self {
        let judged: Vec<Verdict> = opinions.iter().map(|opinion| opinion.verdict).collect();
        let by_error = select_among(&judged, error_rate, stands_on_floors);
        // Where nobody may be named, the share that is shown is asked by nobody.
        let share = if by_error.is_empty() {
            OUTSIDERS
        } else {
            share_shown(opinions, OUTSIDERS)
        };
        let shown = verdicts_at(opinions, OUTSIDERS, share);
        Self {
            others: OTHER_OUTSIDERS.map(|share| verdicts_at(opinions, OUTSIDERS, share)),
            by_error_shown: select_among(&shown, error_rate, stands_on_floors),
            shown,
            by_error,
            judged,
        }
    }

    /// The standing of one whom the average error allows to name.
    fn stands(&self, index: usize) -> Standing {
        let (local, still) = if self.judged[index].computable >= LARGE {
            (LOCAL_OF_LARGE, STILL)
        } else {
            (LOCAL, STILL_OF_SMALL)
        };
        if self.judged[index].probability < local {
            Standing::ToWatch(Floor::Probability)
        } else if self.others[0][index].probability >= still && self.stands_as_shown(index) {
            Standing::Named
        } else {
            Standing::ToWatch(Floor::Prior)
        }
    }

    /// Whether it is named by the share of outsiders that the family shows: by the average error, or, where it is large enough not to
    /// look like one by chance, by its own probability.
    fn stands_as_shown(&self, index: usize) -> bool {
        let shown = &self.shown[index];
        self.by_error_shown.contains(&index)
            || shown.computable >= LARGE && shown.probability >= LOCAL_OF_LARGE
    }
}

fn stands_on_floors(verdict: &Verdict) -> bool {
    has_batches(verdict) && has_excess(verdict)
}

/// Whether it hangs on no single batch: what is raised lies in several, and without the heaviest of them its rate is material still.
fn has_batches(verdict: &Verdict) -> bool {
    verdict.raised_batches >= FEWEST_BATCHES && verdict.rate_without_heaviest > verdict.threshold
}

fn has_excess(verdict: &Verdict) -> bool {
    verdict.excess >= LEAST_EXCESS && verdict.rate - verdict.peer_rate >= LEAST_POINTS
}

/// Those that would be named without floors and as if every observation were a batch by itself, and are not among
/// `by_error`, each with what kept it.
fn kept(
    named: &Named,
    gathered: &Gathered,
    materiality: &Materiality,
    error_rate: f64,
) -> Vec<(usize, Floor)> {
    let Named { judged, by_error, .. } = named;
    let without_floors = select(judged, error_rate);
    let without_batches = if gathered.correlation() > 0.0 {
        select(
            &verdicts(&gathered.independent(), materiality, OUTSIDERS),
            error_rate,
        )
    } else {
        without_floors.clone()
    };
    let not_named = without_batches
        .into_iter()
        .filter(|index| !by_error.contains(index));
    let with_floor = not_named.map(|index| {
        let floor = if !has_batches(&judged[index]) {
            Floor::Batches
        } else if !has_excess(&judged[index]) {
            Floor::Excess
        } else if !without_floors.contains(&index) {
            Floor::Dependence
        } else {
            Floor::AverageError
        };
        (index, floor)
    });
    with_floor.collect()
}
