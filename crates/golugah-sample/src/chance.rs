//! Chance from a seed: SplitMix64 fills the state of xoshiro256**, both by Blackman and Vigna (public domain).

/// One step of SplitMix64: advances `state` and returns the next number.
pub(crate) fn splitmix64(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A stream of chance; the same seed and stream give the same numbers.
#[derive(Clone, Debug)]
pub(crate) struct Chance {
    state: [u64; 4],
}

impl Chance {
    /// Stream number `stream` of a seed; streams do not overlap in practice.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut mix = seed;
        let mut start = splitmix64(&mut mix) ^ stream.wrapping_mul(0xd134_2543_de82_ef95);
        Self {
            state: std::array::from_fn(|_| splitmix64(&mut start)),
        }
    }

    #[cfg(test)]
    fn from_state(state: [u64; 4]) -> Self {
        Self { state }
    }

    /// The next 64 bits (xoshiro256**).
    pub(crate) fn next(&mut self) -> u64 {
        let s = &mut self.state;
        let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// Uniform in [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Uniform in [low, high).
    pub(crate) fn range(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Uniform among 0 … n−1; 0 when n is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// Uniform whole number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    /// True with probability `p`.
    pub(crate) fn yes(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// Standard normal, as the sum of twelve uniforms: no tail beyond six, and no transcendental function.
    pub(crate) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// Log-normal with median 1 and spread `sigma`.
    pub(crate) fn lognormal(&mut self, sigma: f64) -> f64 {
        (sigma * self.normal()).exp()
    }

    /// Failures before the first success: geometric with this mean, at most `cap`.
    pub(crate) fn geometric(&mut self, mean: f64, cap: usize) -> usize {
        let go_on = mean / (1.0 + mean);
        let mut count = 0;
        while count < cap && self.yes(go_on) {
            count += 1;
        }
        count
    }

    /// Gamma of shape `shape` ≥ 1 and scale 1 (Marsaglia and Tsang).
    fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.unit().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// Beta with this mean and concentration, held within `low` … `high` by drawing again.
    pub(crate) fn beta(&mut self, mean: f64, concentration: f64, low: f64, high: f64) -> f64 {
        let (a, b) = (
            (mean * concentration).max(1.0),
            ((1.0 - mean) * concentration).max(1.0),
        );
        for _ in 0..64 {
            let (x, y) = (self.gamma(a), self.gamma(b));
            let share = x / (x + y);
            if (low..=high).contains(&share) {
                return share;
            }
        }
        mean.clamp(low, high)
    }

    /// An index drawn by running totals of weights.
    pub(crate) fn by_weight(&mut self, running: &[f64]) -> usize {
        let total = running.last().copied().unwrap_or(0.0);
        let at = self.unit() * total;
        running
            .partition_point(|sum| *sum <= at)
            .min(running.len().saturating_sub(1))
    }

    /// One of a non-empty list.
    pub(crate) fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// Shuffles in place (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

/// Running totals of weights, for [`Chance::by_weight`].
pub(crate) fn running(weights: impl IntoIterator<Item = f64>) -> Vec<f64> {
    weights
        .into_iter()
        .scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix64_gives_the_published_numbers() {
        let mut state = 1_234_567;
        let got: Vec<u64> = (0..5).map(|_| splitmix64(&mut state)).collect();
        assert_eq!(
            got,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
    }

    #[test]
    fn xoshiro_gives_the_published_numbers() {
        let mut chance = Chance::from_state([1, 2, 3, 4]);
        let got: Vec<u64> = (0..6).map(|_| chance.next()).collect();
        let published = [
            11_520,
            0,
            1_509_978_240,
            1_215_971_899_390_074_240,
            1_216_172_134_540_287_360,
            607_988_272_756_665_600,
        ];
        assert_eq!(got, published);
    }

    #[test]
    fn draws_have_the_moments_they_promise() {
        let mut chance = Chance::new(7, 1);
        let n = 20_000;
        let normals: Vec<f64> = (0..n).map(|_| chance.normal()).collect();
        let mean = normals.iter().sum::<f64>() / f64::from(n);
        let variance = normals.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(n);
        assert!(
            mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05,
            "{mean} {variance}"
        );
        let betas = (0..n).map(|_| chance.beta(0.2, 50.0, 0.0, 1.0)).sum::<f64>() / f64::from(n);
        assert!((betas - 0.2).abs() < 0.003, "{betas}");
        let crowd = (0..n).map(|_| chance.geometric(2.0, 1_000) as f64).sum::<f64>() / f64::from(n);
        assert!((crowd - 2.0).abs() < 0.08, "{crowd}");
        let totals = running([1.0, 0.0, 3.0]);
        let thirds = (0..n).filter(|_| chance.by_weight(&totals) == 2).count() as f64 / f64::from(n);
        assert!((thirds - 0.75).abs() < 0.015, "{thirds}");
    }

    #[test]
    fn seeds_and_streams_differ() {
        let first = |seed, stream| Chance::new(seed, stream).next();
        assert_eq!(first(1, 1), first(1, 1));
        assert_ne!(first(1, 1), first(1, 2));
        assert_ne!(first(1, 1), first(2, 1));
    }
}
