/// One group beside its peers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// The group's number.
    pub group: u32,
    /// Its raised observations, over all strata.
    pub raised: u64,
    /// Its computable observations, over all strata.
    pub computable: u64,
    /// In how many batches its observations lie.
    pub batches: u64,
    /// In how many of them at least one is raised.
    pub raised_batches: u64,
    /// Its rate without the batch that has the most raised observations.
    pub rate_without_heaviest: f64,
    /// `1 + (Σb²/n − 1) · correlation` over its batches of *b* observations: by so much `raised` and `computable` are
    /// divided before they are judged. 1 where every observation stands by itself.
    pub design_effect: f64,
    /// `raised / computable`.
    pub rate: f64,
    /// The mean rate of its peers, each stratum weighted by the group's own computable observations.
    pub peer_rate: f64,
    /// How closely the peers' rates lie around their mean, as a number of observations: their distribution is
    /// `Beta(peer_rate · peer_precision, (1 − peer_rate) · peer_precision)`.
    pub peer_precision: f64,
    /// How many other groups stand in the strata it was compared in.
    pub peers: u32,
    /// The rate above which the difference is material.
    pub threshold: f64,
    /// The posterior probability that its own rate is above the threshold, of the counts divided by the design effect.
    pub probability: f64,
    /// The probability that it is no peer; 0 where no outsiders were expected.
    pub outsider: f64,
    /// Raised observations beyond what the peers' mean would give: `raised − computable · peer_rate`.
    pub excess: f64,
}

impl Verdict {
    /// How many independent observations would say as much as its computable ones.
    pub fn effective(&self) -> f64 {
        self.computable as f64 / self.design_effect
    }
}
