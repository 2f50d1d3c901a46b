//! Measures that several indicators share.

mod deadlines;
mod firms;
mod plans;
mod priced_tenders;
mod waits;

pub(crate) use deadlines::{Dates, compare_with_date};
pub(crate) use firms::{beginning, perhaps_one};
pub(crate) use plans::{Limits, Plans};
pub(crate) use priced_tenders::{Named, PricedTenders};
pub(crate) use waits::{DAY, Part, Passage, Waited, coarse_steps, least_days, passages_by_edge};

/// The quantile at `p` by the Hyndman–Fan estimate of type 8, which is median-unbiased whatever the distribution;
/// the peer program uses the same. None for no values.
pub(crate) fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let n = sorted.len();
    let (first, last) = (*sorted.first()?, *sorted.last()?);
    let h = (n as f64 + 1.0 / 3.0) * p + 1.0 / 3.0;
    let below = h.floor();
    if below < 1.0 {
        return Some(first);
    }
    let below_index = below as usize;
    if below_index >= n {
        return Some(last);
    }
    let (low, high) = (sorted[below_index - 1], sorted[below_index]);
    Some(low + (h - below) * (high - low))
}

/// The quantile at `p` where some waits had not ended when they were last seen: the first moment by which, after Kaplan and Meier,
/// as many have ended; where so many never did, the longest wait seen. Without such waits that of [`quantile`].
pub(crate) fn censored_quantile(ended: &[f64], open: &[f64], p: f64) -> Option<f64> {
    if open.is_empty() {
        return quantile(ended, p);
    }
    let longest = ended.last()?.max(*open.last()?);
    let mut waiting = 1.0;
    for (at, wait) in ended.iter().enumerate() {
        let still_open = open.len() - open.partition_point(|seen| seen < wait);
        let at_risk = (ended.len() - at + still_open) as f64;
        waiting *= 1.0 - 1.0 / at_risk;
        let last_of_equals = ended.get(at + 1) != Some(wait);
        if last_of_equals && waiting <= 1.0 - p + 1e-12 {
            return Some(*wait);
        }
    }
    Some(longest)
}

/// First and third quartile.
pub(crate) fn quartiles(values: &mut [f64]) -> Option<(f64, f64)> {
    values.sort_unstable_by(f64::total_cmp);
    Some((quantile(values, 0.25)?, quantile(values, 0.75)?))
}

/// Where the ordinary ends on either side: one and a half times the distance of the quartiles beyond them (Tukey 1977).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fences {
    pub(crate) q1: f64,
    pub(crate) q3: f64,
}

impl Fences {
    pub(crate) fn of(values: &mut [f64]) -> Option<Self> {
        quartiles(values).map(|(q1, q3)| Self { q1, q3 })
    }

    pub(crate) fn lower(self) -> f64 {
        self.q1 - 1.5 * (self.q3 - self.q1)
    }

    pub(crate) fn upper(self) -> f64 {
        self.q3 + 1.5 * (self.q3 - self.q1)
    }

    pub(crate) fn has_spread(self) -> bool {
        self.q3 > self.q1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out by hand from the definition in Hyndman and Fan (1996).
    #[test]
    fn quantiles_are_of_type_eight() {
        let values = [1.0, 2.0, 3.0, 4.0, 10.0];
        for (p, expected) in [
            (0.25, 1.666_666_666_666_666_7),
            (0.5, 3.0),
            (0.75, 6.000_000_000_000_002),
            (0.0, 1.0),
        ] {
            let found = quantile(&values, p).unwrap();
            assert!((found - expected).abs() < 1e-9, "{p}: {found}");
        }
        assert_eq!(censored_quantile(&values, &[], 0.25), quantile(&values, 0.25));
        // Kaplan and Meier by hand: of five that ended after 1, 2, 3, 4 and 10 days and three seen waiting after 2.5, 2.5 and 5
        // there still wait 7/8, 6/8, 6/8 * 3/4, 6/8 * 2/4 and none.
        let open = [2.5, 2.5, 5.0];
        for (p, expected) in [(0.1, 1.0), (0.25, 2.0), (0.43, 3.0), (0.5, 4.0), (0.9, 10.0)] {
            assert_eq!(censored_quantile(&values, &open, p), Some(expected), "{p}");
        }
        assert_eq!(
            censored_quantile(&[1.0, 2.0], &[5.0; 8], 0.9),
            Some(5.0),
            "nobody knows"
        );
        assert_eq!(quantile(&[7.0], 0.75), Some(7.0));
        assert_eq!(quantile(&[], 0.75), None);
    }
}
