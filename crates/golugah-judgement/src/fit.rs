//! How peers' rates spread: a beta distribution fitted by beta-binomial likelihood.

use crate::ladder::Ladder;

/// The beta distribution of peers' rates: `Beta(mean · precision, (1 − mean) · precision)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Peers {
    pub(crate) mean: f64,
    pub(crate) precision: f64,
}

/// The least precision. Below it the distribution says "nearly always or nearly never" and nothing in between.
pub(crate) const LEAST_PRECISION: f64 = 0.5;

/// How many observations of a stratum the mean around it is worth.
const INNER_WEIGHT: f64 = 20.0;

/// What is assumed before any data: as much as one observation says of the mean, and that the precision lies within
/// a factor of some fifty (two standard deviations) of the given one. It decides only where the data say nothing:
/// nobody raised, everybody raised, groups of a case each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    pub(crate) peers: Peers,
    /// How many observations the mean is worth.
    pub(crate) weight: f64,
    /// The standard deviation of the logarithm of the precision; infinite for plain maximum likelihood.
    pub(crate) spread: f64,
    /// The greatest precision allowed.
    pub(crate) ceiling: f64,
}

impl Anchor {
    pub(crate) fn new(peers: Peers, ceiling: f64) -> Self {
        Self {
            peers,
            weight: 1.0,
            spread: 2.0,
            ceiling,
        }
    }

    /// For a stratum that lies in another one, whose peers these are: the mean is worth twenty observations, so that a few
    /// groups of a few cases do not say something else than all around them.
    ///
    /// Where strata have nothing in common it is worth one, which decides only where nobody or everybody is raised.
    pub(crate) fn inner(peers: Peers, ceiling: f64, apart: bool) -> Self {
        let anchor = Self::new(peers, ceiling);
        Self {
            weight: if apart { anchor.weight } else { INNER_WEIGHT },
            ..anchor
        }
    }
}

/// What one group's observations are worth, as a number of independent ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Counts {
    pub(crate) raised: f64,
    pub(crate) clear: f64,
    pub(crate) computable: f64,
}

impl Counts {
    /// Counts divided by a design effect; whole ones, exactly, where that is 1.
    pub(crate) fn new(raised: u64, computable: u64, design_effect: f64) -> Self {
        let worth = |count: u64| count as f64 / design_effect;
        Self {
            raised: worth(raised),
            clear: worth(computable - raised),
            computable: worth(computable),
        }
    }
}

/// The counts of many groups, in the form in which their likelihood is cheap.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    raised: Ladder,
    clear: Ladder,
    computable: Ladder,
}

/// The gradient and the Hessian of the penalised log-likelihood in (logit of the mean, logarithm of the precision).
#[derive(Clone, Copy)]
struct Slope {
    by_mean: f64,
    by_precision: f64,
    mean_mean: f64,
    mean_precision: f64,
    precision_precision: f64,
}

/// A point of the search: logit of the mean, logarithm of the precision.
#[derive(Clone, Copy)]
struct Point {
    logit: f64,
    log: f64,
}

impl Point {
    fn peers(self) -> Peers {
        Peers {
            mean: 1.0 / (1.0 + (-self.logit).exp()),
            precision: self.log.exp(),
        }
    }

    fn moved(self, step: (f64, f64), share: f64, anchor: &Anchor) -> Self {
        Self {
            logit: self.logit + share * step.0,
            log: self.log + share * step.1,
        }
        .within(anchor)
    }

    fn within(self, anchor: &Anchor) -> Self {
        Self {
            logit: self.logit.clamp(-16.0, 16.0),
            log: self.log.clamp(LEAST_PRECISION.ln(), anchor.ceiling.ln()),
        }
    }
}

impl Tally {
    /// The tally of these counts, in any order.
    pub(crate) fn new(counts: impl Iterator<Item = Counts> + Clone) -> Self {
        Self {
            raised: Ladder::new(counts.clone().map(|counts| counts.raised)),
            clear: Ladder::new(counts.clone().map(|counts| counts.clear)),
            computable: Ladder::new(counts.map(|counts| counts.computable)),
        }
    }

    /// The tally without one of its counts.
    pub(crate) fn without(&self, counts: Counts) -> Self {
        Self {
            raised: self.raised.without(counts.raised),
            clear: self.clear.without(counts.clear),
            computable: self.computable.without(counts.computable),
        }
    }

    /// The most likely distribution of the peers' rates, searched uphill from the best of `nearby` and a few usual
    /// points.
    pub(crate) fn fit(&self, anchor: &Anchor, nearby: Option<Peers>) -> Peers {
        let mut point = self.start(anchor, nearby);
        for _ in 0..100 {
            let slope = self.slope(point, anchor);
            let step = slope.step(point, anchor);
            let whole = point.moved(step, 1.0, anchor);
            // What the step promises to gain. Near the summit Newton's steps square their error: the check that they
            // lead uphill costs more than they do, and after a last one nothing is left.
            let promise = (slope.by_mean * step.0 + slope.by_precision * step.1).abs();
            if promise < 1e-8 {
                point = whole;
                break;
            }
            if promise < 0.02 && step.0.abs().max(step.1.abs()) < 0.1 {
                point = whole;
                continue;
            }
            let height = self.height(point, anchor);
            let higher = (0..15)
                .map(|quarterings| point.moved(step, 0.25_f64.powi(quarterings), anchor))
                .find(|&candidate| self.height(candidate, anchor) > height);
            // Where no step leads uphill any more, rounding has the last word: counts beyond a thousand million.
            match higher {
                Some(candidate) => point = candidate,
                None => break,
            }
        }
        point.peers()
    }

    /// Where one group is far larger than the others there may be two summits, one for "all alike" and one for "it is
    /// the exception": the start decides which is climbed, so it is chosen by height.
    fn start(&self, anchor: &Anchor, nearby: Option<Peers>) -> Point {
        let usual = [1.5, 4.0, 7.0].map(|log| Point {
            log,
            ..point_of(anchor.peers)
        });
        usual
            .into_iter()
            .chain(nearby.map(point_of))
            .map(|point| point.within(anchor))
            .map(|point| (self.height(point, anchor), point))
            .max_by(|left, right| left.0.total_cmp(&right.0))
            .map_or(usual[0], |best| best.1)
    }

    /// The log-likelihood, but for the ways in which the counts may lie.
    pub(crate) fn likelihood(&self, Peers { mean, precision }: Peers) -> f64 {
        self.raised.value(mean * precision) + self.clear.value((1.0 - mean) * precision)
            - self.computable.value(precision)
    }

    /// The log-likelihood less what the anchor holds against the point.
    fn height(&self, point: Point, anchor: &Anchor) -> f64 {
        let peers = point.peers();
        let likelihood = self.likelihood(peers);
        let mean = peers.mean;
        let mean_term =
            anchor.weight * (anchor.peers.mean * mean.ln() + (1.0 - anchor.peers.mean) * (-mean).ln_1p());
        let away = (point.log - anchor.peers.precision.ln()) / anchor.spread;
        likelihood + mean_term - 0.5 * away * away
    }

    fn slope(&self, point: Point, anchor: &Anchor) -> Slope {
        let Peers { mean, precision } = point.peers();
        let (a, b) = (mean * precision, (1.0 - mean) * precision);
        let (raised, clear, all) = (
            self.raised.derivatives(a),
            self.clear.derivatives(b),
            self.computable.derivatives(precision),
        );
        // How fast `a` grows, and `b` shrinks, with the logit of the mean.
        let speed = mean * (1.0 - mean) * precision;
        let pull = raised.first - clear.first;
        let by_precision = a * raised.first + b * clear.first - precision * all.first;
        let stiffness = anchor.spread.powi(-2);
        Slope {
            by_mean: speed * pull + anchor.weight * (anchor.peers.mean - mean),
            by_precision: by_precision - (point.log - anchor.peers.precision.ln()) * stiffness,
            mean_mean: speed * speed * (raised.second + clear.second) + speed * (1.0 - 2.0 * mean) * pull
                - anchor.weight * mean * (1.0 - mean),
            mean_precision: speed * (pull + a * raised.second - b * clear.second),
            precision_precision: by_precision + a * a * raised.second + b * b * clear.second
                - precision * precision * all.second
                - stiffness,
        }
    }
}

impl Slope {
    /// Newton's step, damped until it leads uphill, held within two units, along the edge where the precision is at
    /// its bound and would leave it.
    fn step(&self, at: Point, anchor: &Anchor) -> (f64, f64) {
        let outward = (at.log <= LEAST_PRECISION.ln() + 1e-12 && self.by_precision < 0.0)
            || (at.log >= anchor.ceiling.ln() - 1e-12 && self.by_precision > 0.0);
        let short = |length: f64| length.clamp(-2.0, 2.0);
        if outward {
            let curvature = (-self.mean_mean).max(1e-6);
            return (short(self.by_mean / curvature), 0.0);
        }
        let scale = self.mean_mean.abs().max(self.precision_precision.abs()).max(1e-6);
        let mut damping = 0.0;
        loop {
            let first = damping - self.mean_mean;
            let second = damping - self.precision_precision;
            let determinant = first * second - self.mean_precision * self.mean_precision;
            if first > 0.0 && second > 0.0 && determinant > 1e-12 * scale * scale {
                let by_mean = (second * self.by_mean + self.mean_precision * self.by_precision) / determinant;
                let by_precision =
                    (first * self.by_precision + self.mean_precision * self.by_mean) / determinant;
                let longest = by_mean.abs().max(by_precision.abs());
                let shorten = if longest > 2.0 { 2.0 / longest } else { 1.0 };
                return (by_mean * shorten, by_precision * shorten);
            }
            damping = (damping * 4.0).max(1e-3 * scale);
        }
    }
}

fn point_of(peers: Peers) -> Point {
    Point {
        logit: (peers.mean / (1.0 - peers.mean)).ln(),
        log: peers.precision.ln(),
    }
}
