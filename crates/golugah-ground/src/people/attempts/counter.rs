use golugah_desk::clock::Moment;

/// The longest wait, in seconds: at this pace there are fewer than a hundred tries an hour.
const LONGEST_WAIT: i64 = 42;

/// After so long without a try, in seconds, earlier ones are forgotten.
pub(super) const FORGOTTEN_AFTER: i64 = 3600;

/// How often something was tried, and when last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counter {
    tries: u32,
    last: Moment,
}

impl Counter {
    /// Nothing tried yet.
    pub(super) fn new(now: Moment) -> Self {
        Self { tries: 0, last: now }
    }

    /// One try more.
    pub(super) fn plus_one(self, now: Moment) -> Self {
        Self {
            tries: self.tries.saturating_add(1),
            last: now,
        }
    }

    /// One try less.
    pub(super) fn minus_one(self) -> Self {
        Self {
            tries: self.tries.saturating_sub(1),
            ..self
        }
    }

    /// How many seconds are left to wait, where so many tries are free.
    pub(super) fn wait(self, free: u32, now: Moment) -> i64 {
        let over = self.tries.saturating_sub(free);
        if over == 0 {
            return 0;
        }
        let whole = 1_i64
            .checked_shl(over - 1)
            .unwrap_or(LONGEST_WAIT)
            .clamp(1, LONGEST_WAIT);
        let passed = self.distance(now);
        (whole * 1000 - passed + 999).div_euclid(1000).clamp(0, whole)
    }

    /// Whether it counts no more.
    pub(super) fn is_forgotten(self, now: Moment) -> bool {
        self.distance(now) >= FORGOTTEN_AFTER * 1000
    }

    /// What makes it worth keeping: more tries, then later ones.
    pub(super) fn weight(self) -> (u32, Moment) {
        (self.tries, self.last)
    }

    /// How far the last try is from now: a clock that was set back must not make anybody wait until it comes round again.
    fn distance(self, now: Moment) -> i64 {
        (now.0 - self.last.0).abs()
    }
}
