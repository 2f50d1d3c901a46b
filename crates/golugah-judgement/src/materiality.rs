/// How much worse than its peers a group must be to matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Materiality {
    /// At least this many times the peers' mean rate.
    pub times: f64,
    /// And at least this much above it, as a share of 1: 0.05 is five points.
    pub points: f64,
}

impl Default for Materiality {
    /// Twice the peers' mean and at least five points above it.
    fn default() -> Self {
        Self {
            times: 2.0,
            points: 0.05,
        }
    }
}

impl Materiality {
    /// The rate above which a group whose peers' mean rate is `mean` (from 0 to 1) is materially worse.
    ///
    /// This is the larger of `times · mean` and `mean + points`, but never more than `1 − (1 − mean) / 4`. A rate
    /// cannot be twice a mean of 60 %, and where the mean is 97 % it cannot lie five points above it; with such a
    /// threshold nobody could ever be found. From there on the question is asked of what is *not* raised: a group is
    /// materially worse where at most a quarter of its peers' clear share is left. With the defaults that begins at a
    /// mean of 3/7.
    pub fn threshold(&self, mean: f64) -> f64 {
        let reachable = 1.0 - (1.0 - mean) / 4.0;
        (self.times * mean).max(mean + self.points).min(reachable)
    }
}
