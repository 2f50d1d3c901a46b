//! Months hang together: what an office does wrong it does in some months, and in others not at all.

use crate::calendar::DAY;
use crate::chance::Chance;

/// A month, as far as habits are concerned.
const MONTH: i64 = 30;

/// What is bent by the month.
#[derive(Clone, Copy)]
pub(crate) enum Bent {
    Single,
    Short,
    Disqualified,
}

/// The months of one life: the same office has the same month, whichever of its tenders is drawn first.
pub(crate) struct Months {
    seed: u64,
    life: u64,
    /// How alike the tenders of one month are, by what is bent.
    alike: [f64; 3],
}

impl Months {
    pub(crate) fn new(seed: u64, life: u64) -> Self {
        let mut chance = Chance::new(seed, 77);
        Self {
            seed,
            life,
            alike: [(); 3].map(|()| chance.range(0.1, 0.4)),
        }
    }

    /// The rate in the month of this moment where the long run has `mean`: in some months it is high, in the others nothing happens,
    /// so that two tenders of one month are correlated by just as much as they are to be.
    pub(crate) fn rate(&self, bent: Bent, office: usize, moment: i64, mean: f64) -> f64 {
        let alike = self.alike[bent as usize];
        let high = mean + alike * (1.0 - mean);
        let month = moment.div_euclid(DAY * MONTH).unsigned_abs();
        let stream = (self.life << 32) + ((office as u64) << 12) + (month << 2) + bent as u64;
        let mut chance = Chance::new(self.seed ^ 0x006d_6f6e_7468, stream);
        if chance.yes(mean / high.max(1e-9)) {
            high
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_keep_the_mean_and_hang_together_as_much_as_they_should() {
        for mean in [0.05, 0.3, 0.7] {
            let months = Months::new(5, 0);
            let alike = months.alike[Bent::Short as usize];
            assert!((0.1..0.4).contains(&alike));
            let rates = (0..200_usize).flat_map(|office| {
                let months = &months;
                (0..36).map(move |month| months.rate(Bent::Short, office, month * MONTH * DAY, mean))
            });
            let rates: Vec<f64> = rates.collect();
            let n = rates.len() as f64;
            let found = rates.iter().sum::<f64>() / n;
            let variance = rates.iter().map(|rate| (rate - found).powi(2)).sum::<f64>() / n;
            assert!((found - mean).abs() < 0.03, "{mean}: {found}");
            let correlation = variance / (mean * (1.0 - mean));
            assert!(
                (correlation - alike).abs() < 0.06,
                "{mean}: {correlation} for {alike}"
            );
        }
    }
}
