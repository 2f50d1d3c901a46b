//! How often a secret was tried, kept in memory alone: the wait falls on who knocks, and nobody is kept out for ever.
//!
//! Whoever tries one name from one address waits longer and longer. A name, whoever tries it, hears about a hundred tries
//! an hour; these are dealt out in shares, so that one who knocks all the time takes one share and no more: newcomers have
//! theirs, and so has whoever was told to wait and comes back when told, one after another. Browsers in which the owner has
//! signed in before stand beside all this. Every try is counted before it is made, so that a hundred at once are a hundred
//! tries; one that succeeds is taken back.

mod counter;
mod place;
mod shares;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use counter::Counter;
use place::{Place, Places};
use sha2::{Digest, Sha256};
use shares::{Share, Shares};

use golugah_desk::clock::Moment;

/// How many tries at one name from one address are free of waiting.
const FREE: u32 = 3;

/// How many tries are free of waiting in a browser in which its owner has signed in before.
const FREE_IN_OWN_BROWSER: u32 = 5;

/// How long whoever finds a share used up is asked to wait, in seconds.
const COME_BACK: i64 = 5;

/// How many wrong tries a code outlives. It has twelve digits, so even so many leave a guesser one chance in a thousand
/// million; fewer would be a way to keep its owner out.
const TRIES_OF_A_CODE: u32 = 1000;

/// How many counters, and how many names and addresses, are kept. Beyond, those that have counted least give way.
const MOST_COUNTERS: usize = 60_000;
const MOST_SHARES: usize = 20_000;
const MOST_CODES: usize = 1000;

/// What is counted, under a hash: names and addresses need not lie in memory.
type Key = u128;

fn key(kind: &str, parts: &[&str]) -> Key {
    let mut hash = Sha256::new();
    hash.update(kind);
    for part in parts {
        hash.update([0]);
        hash.update(part);
    }
    let hash = hash.finalize();
    hash.iter()
        .take(16)
        .fold(0, |key, byte| key << 8 | Key::from(*byte))
}

/// What somebody tries who is not known here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Knock<'a> {
    /// A code and not a password: it is counted by itself, so that whoever guesses at the one does not keep out the other.
    pub(super) code: bool,
    /// The name, known or not.
    pub(super) name: &'a str,
    /// From where; a whole office may share it.
    pub(super) address: &'a str,
    /// The place in the line that was given when waiting was asked.
    pub(super) place: Option<&'a str>,
}

/// A try that was counted.
#[derive(Debug)]
pub(super) struct Try(Key);

/// Nothing is tried and nothing is counted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wait {
    /// For how many seconds.
    pub(super) seconds: i64,
    /// What to show on coming back.
    pub(super) place: Option<String>,
}

/// The counters of one process.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    state: Mutex<State>,
    places: Places,
}

#[derive(Debug, Default)]
struct State {
    counters: HashMap<Key, Counter>,
    shares: HashMap<Key, Shares>,
    codes: HashMap<Key, u32>,
}

impl Attempts {
    /// Counts a try by somebody who is not known here; or says for how long to wait.
    pub(super) fn begin(&self, knock: &Knock<'_>, now: Moment) -> Result<Try, Wait> {
        let kind = if knock.code { "code" } else { "password" };
        let pair = key(kind, &[knock.name, knock.address]);
        let (name, address) = (key(kind, &[knock.name]), key("address", &[knock.address]));
        let place = knock.place.and_then(|shown| self.places.read(shown, name, now));
        let mut state = self.state();
        let state = &mut *state;
        let known = state.counter(pair, now);
        let waits = known.map_or(0, |counter| counter.wait(FREE, now));
        let back = place.filter(|place| place.due <= now);
        state.make_room(now);
        let limits = if knock.code { &shares::CODE } else { &shares::NAME };
        let mut of_name = state.shares.remove(&name).unwrap_or_default();
        let mut of_address = state.shares.remove(&address).unwrap_or_default();
        let own = [
            known.is_none().then_some(Share::New),
            (waits == 0).then_some(Share::Any),
            back.map(|place| Share::Line(place.id, address)),
        ];
        let from = [Some(Share::Any), back.map(|place| Share::Line(place.id, name))];
        let by_name = of_name.first_open(limits, &own, now);
        let by_address = of_address.first_open(&shares::ADDRESS, &from, now);
        let answer = match (by_name, by_address) {
            (Ok(own), Ok(from)) => {
                of_name.take(limits, own, now);
                of_address.take(&shares::ADDRESS, from, now);
                let counted = known.unwrap_or(Counter::new(now)).plus_one(now);
                state.counters.insert(pair, counted);
                Ok(Try(pair))
            }
            (own, from) => {
                // Who has knocked is no newcomer any more.
                state.counters.entry(pair).or_insert(Counter::new(now));
                let line = own.err().unwrap_or(0).max(from.err().unwrap_or(0));
                Err(self.wait(name, place, (waits, line), now))
            }
        };
        state.shares.insert(name, of_name);
        state.shares.insert(address, of_address);
        answer
    }

    /// How long to wait: for one's time, which a place already says, or for one's turn in the line.
    fn wait(&self, name: Key, place: Option<Place>, (waits, line): (i64, i64), now: Moment) -> Wait {
        match place {
            Some(place) if place.due > now => Wait {
                seconds: (place.due.0 - now.0 + 999).div_euclid(1000),
                place: self.places.write(place, name),
            },
            Some(place) => Wait {
                seconds: line.max(1),
                place: self.places.write(place, name),
            },
            None => {
                let seconds = if waits > 0 { waits } else { COME_BACK };
                let place = self.places.next(now.plus_seconds(seconds));
                Wait {
                    seconds,
                    place: self.places.write(place, name),
                }
            }
        }
    }

    /// Counts a try in a browser in which this person has signed in before, or at one's own account.
    pub(super) fn begin_at_home(&self, token: &str, now: Moment) -> Result<Try, i64> {
        let own = key("browser", &[token]);
        let mut state = self.state();
        let known = state.counter(own, now);
        let wait = known.map_or(0, |counter| counter.wait(FREE_IN_OWN_BROWSER, now));
        if wait > 0 {
            return Err(wait);
        }
        state.make_room(now);
        let counted = known.unwrap_or(Counter::new(now)).plus_one(now);
        state.counters.insert(own, counted);
        Ok(Try(own))
    }

    /// Takes a try back: it succeeded, or was not made. Earlier ones stay counted, or an owner's success would give a
    /// guesser a new start; the share it took is not given back, for the same reason.
    pub(super) fn take_back(&self, tried: &Try) {
        if let Some(counter) = self.state().counters.get_mut(&tried.0) {
            *counter = counter.minus_one();
        }
    }

    /// Counts a wrong try at a code of which this is the hash.
    pub(super) fn wrong_code(&self, hash: &str) {
        let mut state = self.state();
        if state.codes.len() >= MOST_CODES {
            // There are as many codes as people who were just given one; others are long used or past.
            let least = state.codes.iter().min_by_key(|(_, tries)| **tries);
            let least = least.map(|(key, _)| *key);
            least.map(|least| state.codes.remove(&least));
        }
        *state.codes.entry(key("hash", &[hash])).or_insert(0) += 1;
    }

    /// Whether a code of which this is the hash has outlived its wrong tries and is worth nothing any more, it alone.
    pub(super) fn is_spoilt(&self, hash: &str) -> bool {
        let tries = self.state().codes.get(&key("hash", &[hash])).copied();
        tries.is_some_and(|tries| tries >= TRIES_OF_A_CODE)
    }

    /// A thread that panicked while counting has at worst not counted.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn counter(&self, key: Key, now: Moment) -> Option<Counter> {
        let known = self.counters.get(&key).copied();
        known.filter(|counter| !counter.is_forgotten(now))
    }

    /// Drops what is forgotten, then the quarter that has counted least: a flood of invented names pushes out itself.
    fn make_room(&mut self, now: Moment) {
        if self.counters.len() >= MOST_COUNTERS {
            self.counters.retain(|_, counter| !counter.is_forgotten(now));
            drop_least(&mut self.counters, MOST_COUNTERS, |counter| counter.weight());
        }
        if self.shares.len() >= MOST_SHARES {
            self.shares.retain(|_, shares| !shares.is_forgotten(now));
            drop_least(&mut self.shares, MOST_SHARES, |shares| shares.weight(now));
        }
    }
}

fn drop_least<T, W: Ord>(kept: &mut HashMap<Key, T>, most: usize, weight: impl Fn(&T) -> W) {
    if kept.len() < most / 4 * 3 {
        return;
    }
    let mut least: Vec<_> = kept.iter().map(|(key, value)| (weight(value), *key)).collect();
    least.sort_unstable();
    for (_, key) in least.into_iter().take(most / 4) {
        kept.remove(&key);
    }
}

#[cfg(test)]
mod tests;
