//! How often a password was tried, kept in memory alone: who guesses waits longer and longer, and nobody for ever.
//!
//! Every try is counted before it is made, so that a hundred at once are a hundred tries. One that succeeds is taken
//! back. Where a wait is not over, nothing is tried and nothing is counted.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::secrets::fingerprint;
use golugah_desk::clock::Moment;

/// The longest wait, in seconds: at this pace there are fewer than a hundred tries an hour.
const LONGEST_WAIT: i64 = 42;

/// After so long without a try, in seconds, earlier ones are forgotten.
const FORGOTTEN_AFTER: i64 = 3600;

/// How many counters are kept. Beyond, those that have counted least give way.
const MOST_COUNTERS: usize = 20_000;

/// What is counted, and how many tries are free of waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    hash: String,
    free: u32,
}

impl Key {
    /// Tries at one name, known or not, from browsers that are not known.
    pub(crate) fn name(name: &str) -> Self {
        Self::new("name", name, 3)
    }

    /// Tries from one address; a whole office may share it.
    pub(crate) fn address(address: &str) -> Self {
        Self::new("address", address, 30)
    }

    /// Tries in a browser in which this person has signed in before.
    pub(crate) fn browser(token: &str) -> Self {
        Self::new("browser", token, 5)
    }

    fn new(kind: &str, text: &str, free: u32) -> Self {
        Self {
            hash: fingerprint(&format!("{kind}:{text}")),
            free,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Counter {
    tries: u32,
    last: Moment,
}

impl Counter {
    /// How many seconds are left to wait.
    fn wait(self, free: u32, now: Moment) -> i64 {
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

    fn is_forgotten(self, now: Moment) -> bool {
        self.distance(now) >= FORGOTTEN_AFTER * 1000
    }

    /// How far the last try is from now: a clock that was set back must not make anybody wait until it comes round again.
    fn distance(self, now: Moment) -> i64 {
        (now.0 - self.last.0).abs()
    }
}

/// The counters of one process.
#[derive(Debug, Default)]
pub(crate) struct Attempts(Mutex<HashMap<String, Counter>>);

impl Attempts {
    /// Counts a try under all these keys; or says for how many seconds to wait, and counts nothing.
    pub(crate) fn begin(&self, keys: &[Key], now: Moment) -> Result<(), i64> {
        let mut counters = self.counters();
        let counter = |counters: &HashMap<String, Counter>, key: &Key| {
            let known = counters.get(&key.hash).copied();
            known.filter(|counter| !counter.is_forgotten(now))
        };
        let waits = keys
            .iter()
            .filter_map(|key| Some(counter(&counters, key)?.wait(key.free, now)));
        match waits.max() {
            Some(wait) if wait > 0 => return Err(wait),
            _ => {}
        }
        if counters.len() + keys.len() > MOST_COUNTERS {
            make_room(&mut counters, now);
        }
        for key in keys {
            let tries = counter(&counters, key).map_or(0, |counter| counter.tries);
            let counted = Counter {
                tries: tries.saturating_add(1),
                last: now,
            };
            counters.insert(key.hash.clone(), counted);
        }
        Ok(())
    }

    /// Takes a try back: it succeeded. Earlier ones stay counted, or an owner's success would give a guesser a new start.
    pub(crate) fn succeeded(&self, keys: &[Key]) {
        let mut counters = self.counters();
        for key in keys {
            if let Some(counter) = counters.get_mut(&key.hash) {
                counter.tries = counter.tries.saturating_sub(1);
            }
        }
    }

    /// A thread that panicked while counting has at worst not counted.
    fn counters(&self) -> MutexGuard<'_, HashMap<String, Counter>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Drops what is forgotten, then the quarter that has counted least: a flood of invented names pushes out itself.
fn make_room(counters: &mut HashMap<String, Counter>, now: Moment) {
    counters.retain(|_, counter| !counter.is_forgotten(now));
    if counters.len() < MOST_COUNTERS / 4 * 3 {
        return;
    }
    let mut least: Vec<_> = counters
        .iter()
        .map(|(hash, counter)| (counter.tries, counter.last, hash.clone()))
        .collect();
    least.sort_unstable();
    for (_, _, hash) in least.into_iter().take(MOST_COUNTERS / 4) {
        counters.remove(&hash);
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempts, Key, MOST_COUNTERS};
    use golugah_desk::clock::Moment;

    #[test]
    fn a_guesser_with_a_thousand_addresses_tries_fewer_than_a_hundred_times_an_hour() {
        let attempts = Attempts::default();
        let mut tried = 0;
        for second in 0..3600 {
            for turn in 0..28 {
                let address = format!("192.0.2.{}", (second * 28 + turn) % 1000);
                let keys = [Key::name("dabir"), Key::address(&address)];
                tried += i32::from(attempts.begin(&keys, Moment(second * 1000)).is_ok());
            }
        }
        assert!((85..=100).contains(&tried), "{tried} of 100,800");
        let waits = attempts.begin(&[Key::name("dabir")], Moment(3_600_000));
        assert!(waits.is_err_and(|wait| wait <= 42), "never longer than this");
        let owner = [Key::browser("a browser that is known")];
        assert_eq!(attempts.begin(&owner, Moment(3_600_000)), Ok(()));
        assert_eq!(
            attempts.begin(&[Key::name("dabir")], Moment(3_642_000)),
            Ok(()),
            "nobody is locked out for ever"
        );
    }

    #[test]
    fn waits_grow_and_are_forgotten() {
        let attempts = Attempts::default();
        let key = [Key::name("dabir")];
        for _ in 0..4 {
            assert_eq!(attempts.begin(&key, Moment(0)), Ok(()));
        }
        assert_eq!(attempts.begin(&key, Moment(0)), Err(1));
        assert_eq!(attempts.begin(&key, Moment(999)), Err(1));
        assert_eq!(attempts.begin(&key, Moment(1000)), Ok(()));
        assert_eq!(attempts.begin(&key, Moment(1000)), Err(2));
        assert_eq!(attempts.begin(&key, Moment(3_601_000)), Ok(()), "an hour later");
        attempts.succeeded(&key);
        for _ in 0..4 {
            assert_eq!(attempts.begin(&key, Moment(3_601_000)), Ok(()));
        }
        assert_eq!(attempts.begin(&key, Moment(3_601_000)), Err(1));
        assert_eq!(
            attempts.begin(&key, Moment(-82_800_000)),
            Ok(()),
            "a clock that was set back a day"
        );
    }

    #[test]
    fn a_flood_of_names_does_not_clear_the_name_under_attack() {
        let attempts = Attempts::default();
        let key = [Key::name("dabir")];
        for second in [0, 0, 0, 0, 1, 3, 7, 15, 31] {
            assert_eq!(attempts.begin(&key, Moment(second * 1000)), Ok(()));
        }
        for number in 0..2 * MOST_COUNTERS {
            let _ = attempts.begin(&[Key::name(&number.to_string())], Moment(40_000));
        }
        assert!(attempts.begin(&key, Moment(40_000)).is_err());
        assert!(attempts.counters().len() <= MOST_COUNTERS);
    }
}
