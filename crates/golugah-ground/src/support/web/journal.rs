//! The journal: one line of JSON for whatever whoever looks after the machine should see: who came in, who did not, what was
//! refused, what broke. It says nothing that was typed, and no secret; a name stands there as a hash that this process alone
//! can make.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::http::StatusCode;
use serde::Serialize;
use sha2::{Digest, Sha256};

use golugah_desk::clock::{Clock, Moment};
use golugah_desk::hex;

/// How many lines a second there are at most: a flood must not fill the disk.
const MOST_IN_A_SECOND: u32 = 50;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// Where the journal's lines go.
#[derive(Clone)]
pub struct Journal(Arc<Kept>);

struct Kept {
    write: Box<dyn Fn(String) + Send + Sync>,
    second: Mutex<Second>,
}

/// The present second: which, how many lines it had, how many were left out since the last that was written.
#[derive(Default)]
struct Second {
    number: i64,
    written: u32,
    left_out: u64,
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Journal")
    }
}

impl Default for Journal {
    /// One that nobody reads.
    fn default() -> Self {
        Self::new(drop)
    }
}

/// A line.
#[derive(Debug, Serialize)]
struct Line<'a> {
    time: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    address: String,
    method: &'a str,
    route: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
    #[serde(skip_serializing_if = "is_zero")]
    left_out: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// What was asked and how it ended.
#[derive(Debug)]
pub(super) struct Event<'a> {
    pub(super) address: String,
    pub(super) method: &'a str,
    pub(super) route: &'a str,
    pub(super) status: StatusCode,
    pub(super) told: Option<&'a Told>,
    pub(super) asked_by: Option<AskedBy>,
    pub(super) because: Option<&'a str>,
}

impl Journal {
    /// A journal whose lines go to `write`, which must not wait.
    pub fn new(write: impl Fn(String) + Send + Sync + 'static) -> Self {
        Self(Arc::new(Kept {
            write: Box::new(write),
            second: Mutex::default(),
        }))
    }

    /// Writes what is worth a line.
    pub(super) fn note(&self, event: &Event<'_>, clock: &Clock) {
        let Some(kind) = kind(event) else {
            return;
        };
        let now = clock.now();
        let Some(left_out) = self.may_write(now) else {
            return;
        };
        let told = event.told;
        let line = Line {
            time: now.text(),
            kind,
            person: told
                .and_then(|told| told.person)
                .or(event.asked_by.map(|AskedBy(id)| id)),
            name: told.and_then(|told| told.name.as_deref()),
            address: event.address.clone(),
            method: event.method,
            route: event.route,
            status: event.status.as_u16(),
            because: event
                .because
                .map(|because| because.chars().take(LONGEST_REASON).collect()),
            left_out,
        };
        // A line is made of texts and numbers, which cannot fail to be written.
        if let Ok(line) = serde_json::to_string(&line) {
            (self.0.write)(line);
        }
    }

    /// Whether there is room for a line in this second; and how many were left out before it.
    fn may_write(&self, now: Moment) -> Option<u64> {
        let mut second = self.0.second.lock().unwrap_or_else(PoisonError::into_inner);
        let number = now.0.div_euclid(1000);
        if second.number != number {
            second.number = number;
            second.written = 0;
        }
        if second.written >= MOST_IN_A_SECOND {
            second.left_out += 1;
            return None;
        }
        second.written += 1;
        Some(std::mem::take(&mut second.left_out))
    }
}

fn kind(event: &Event<'_>) -> Option<&'static str> {
    let signed_in = event.told.is_some_and(|told| told.person.is_some());
    match event.status {
        StatusCode::TOO_MANY_REQUESTS => Some("told_to_wait"),
        StatusCode::FORBIDDEN => Some("refused"),
        status if status.is_server_error() => Some("broken"),
        _ if signed_in => Some("signed_in"),
        _ if event.told.is_some() => Some("kept_out"),
        _ => None,
    }
}

/// What an answer tells the journal: who came in, or under which name somebody did not.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    person: Option<i64>,
    name: Option<String>,
}

impl Told {
    /// This person has signed in.
    pub(crate) fn signed_in(person: i64) -> Self {
        Self {
            person: Some(person),
            name: None,
        }
    }

    /// Somebody tried this name and was not let in.
    pub(crate) fn kept_out(name: &str) -> Self {
        Self {
            person: None,
            name: hashed(name),
        }
    }
}

/// Who was signed in when an answer was made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AskedBy(pub i64);

/// A name as it stands in the journal: the same for the same name while this process lives. Names are few and known, so that
/// a hash without a secret could be read back.
fn hashed(name: &str) -> Option<String> {
    static SECRET: OnceLock<Option<[u8; 32]>> = OnceLock::new();
    let fresh = || {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).is_ok().then_some(secret)
    };
    let secret = SECRET.get_or_init(fresh).as_ref()?;
    let mut hash = Sha256::new();
    hash.update(secret);
    hash.update(name);
    let hash = hash.finalize();
    Some(hex(&hash[..8]))
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::http::StatusCode;

    use super::{Event, Journal, MOST_IN_A_SECOND, Told};
    use golugah_desk::clock::{Clock, Moment};

    #[test]
    fn a_flood_is_cut_short_and_what_was_left_out_is_counted() {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&lines);
        let journal = Journal::new(move |line| kept.lock().unwrap().push(line));
        let told = Told::kept_out("dabir");
        let event = |status| Event {
            address: "192.0.2.1".to_owned(),
            method: "POST",
            route: "/sign-in",
            status,
            told: Some(&told),
            asked_by: None,
            because: None,
        };
        for millis in 0..1000 {
            let clock = Clock::new(move || Moment(millis));
            journal.note(&event(StatusCode::TOO_MANY_REQUESTS), &clock);
        }
        assert_eq!(lines.lock().unwrap().len(), 50);
        journal.note(&event(StatusCode::UNAUTHORIZED), &Clock::new(|| Moment(1000)));
        let last = lines.lock().unwrap().pop().unwrap();
        let last: serde_json::Value = serde_json::from_str(&last).unwrap();
        assert_eq!(last["kind"], "kept_out");
        assert_eq!(last["left_out"], 1000 - i64::from(MOST_IN_A_SECOND));
        assert_eq!(last["time"], "1970-01-01T00:00:01.000Z");
        assert_eq!(last["name"].as_str().unwrap().len(), 16);
    }
}
