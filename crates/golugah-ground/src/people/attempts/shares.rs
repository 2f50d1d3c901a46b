//! How the tries at one name, or from one address, are dealt out.

use super::Key;
use super::counter::FORGOTTEN_AFTER;
use golugah_desk::clock::Moment;

/// How many wait in one line at most, and how many of them from one place.
const LONGEST_LINE: usize = 32;
const MOST_FROM_ONE: usize = 4;

/// How long after the time that was told somebody keeps the turn, in milliseconds.
const TURN: i64 = 20_000;

/// A share: so many at once, and so many an hour from then on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    at_once: i64,
    an_hour: i64,
}

/// What there is to deal out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    new: Limit,
    any: Limit,
    line: Limit,
}

const fn limit(at_once: i64, an_hour: i64) -> Limit {
    Limit { at_once, an_hour }
}

/// Passwords for one name: 100 in the first hour, 78 in each that follows.
pub(super) const NAME: Limits = Limits {
    new: limit(8, 30),
    any: limit(10, 18),
    line: limit(4, 30),
};

/// Codes for one name: 840 in the first hour, fewer than a code outlives.
pub(super) const CODE: Limits = Limits {
    new: limit(300, 300),
    any: limit(30, 60),
    line: limit(30, 120),
};

/// Whatever comes from one address, which a whole office may share: 270 in the first hour, 180 in each that follows.
pub(super) const ADDRESS: Limits = Limits {
    new: limit(1, 1),
    any: limit(60, 60),
    line: limit(30, 120),
};

/// Out of which share a try is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// Whoever comes for the first time.
    New,
    /// Whoever has no wait to keep.
    Any,
    /// Whoever was told to wait and has come back: the place, and what is counted against many places for one.
    Line(u64, Key),
}

/// How much of a limit is used: the moment at which all of it is there again.
#[derive(Clone, Copy, Debug)]
struct Used(Moment);

impl Default for Used {
    fn default() -> Self {
        Self(Moment(i64::MIN / 4))
    }
}

impl Used {
    /// In how many milliseconds so many can be taken one after another.
    fn wait(self, limit: Limit, how_many: i64, now: Moment) -> i64 {
        let each = 3_600_000 / limit.an_hour;
        (self.full(limit, now) - (limit.at_once - how_many) * each - now.0).max(0)
    }

    fn take(&mut self, limit: Limit, now: Moment) {
        self.0 = Moment(self.full(limit, now).max(now.0) + 3_600_000 / limit.an_hour);
    }

    /// When all of it is there again. What lies farther off than all of it takes was written before the clock was set
    /// back, and nobody waits for it.
    fn full(self, limit: Limit, now: Moment) -> i64 {
        let farthest = now.0 + limit.at_once * (3_600_000 / limit.an_hour);
        if self.0.0 > farthest { now.0 } else { self.0.0 }
    }
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    id: u64,
    from: Key,
    /// When it was told to be back.
    back: Moment,
}

/// What was dealt out at one name or to one address.
#[derive(Clone, Debug, Default)]
pub(super) struct Shares {
    new: Used,
    any: Used,
    line: Used,
    waiting: Vec<Waiting>,
}

impl Shares {
    /// The first of these shares of which something is left; else for how many seconds the line is.
    pub(super) fn first_open(
        &mut self,
        limits: &Limits,
        wanted: &[Option<Share>],
        now: Moment,
    ) -> Result<Share, i64> {
        let mut seconds = 0;
        for share in wanted.iter().flatten() {
            let wait = match share {
                Share::New => self.new.wait(limits.new, 1, now),
                Share::Any => self.any.wait(limits.any, 1, now),
                Share::Line(id, from) => self.stand(limits.line, (*id, *from), now),
            };
            if wait == 0 {
                return Ok(*share);
            }
            if matches!(share, Share::Line(..)) {
                seconds = (wait + 999) / 1000;
            }
        }
        Err(seconds)
    }

    /// Stands in the line, at its end at first, and says in how many milliseconds the turn comes. Who did not come back
    /// when told has left it.
    fn stand(&mut self, limit: Limit, (id, from): (u64, Key), now: Moment) -> i64 {
        self.waiting.retain(|one| (now.0 - one.back.0) < TURN);
        let standing = self.waiting.iter().position(|one| one.id == id);
        let ahead = standing.unwrap_or(self.waiting.len());
        let how_many = i64::try_from(ahead).unwrap_or(i64::MAX / 8) + 1;
        let wait = self.line.wait(limit, how_many, now);
        let back = Moment(now.0 + wait);
        match standing {
            Some(position) => self.waiting[position].back = back,
            None if wait == 0 => {}
            None => {
                let as_many = self.waiting.iter().filter(|one| one.from == from).count();
                if self.waiting.len() < LONGEST_LINE && as_many < MOST_FROM_ONE {
                    self.waiting.push(Waiting { id, from, back });
                }
            }
        }
        wait
    }

    /// Takes one out of a share that is open.
    pub(super) fn take(&mut self, limits: &Limits, share: Share, now: Moment) {
        match share {
            Share::New => self.new.take(limits.new, now),
            Share::Any => self.any.take(limits.any, now),
            Share::Line(id, _) => {
                self.waiting.retain(|one| one.id != id);
                self.line.take(limits.line, now);
            }
        }
    }

    /// Whether all of every share is there again and nobody waits.
    pub(super) fn is_forgotten(&self, now: Moment) -> bool {
        let until = [self.new, self.any, self.line].map(|used| used.0.0);
        let over = |until: &i64| *until <= now.0 || *until > now.0 + 2 * FORGOTTEN_AFTER * 1000;
        until.iter().all(over) && self.waiting.iter().all(|one| now.0 - one.back.0 >= TURN)
    }

    /// What makes it worth keeping: how long it is until all is there again.
    pub(super) fn weight(&self, now: Moment) -> i64 {
        let used = [self.new, self.any, self.line].map(|used| used.0.0.saturating_sub(now.0).max(0));
        used.iter().sum()
    }
}
