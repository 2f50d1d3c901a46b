//! A place in the line, as whoever waits carries it: signed, so that nothing needs to be kept of those who never come back.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

use super::Key;
use golugah_desk::clock::Moment;
use golugah_desk::hex;

/// How long after its time a place is still one, in milliseconds.
const LAPSES: i64 = 600_000;

/// Who waits, and when their time has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) id: u64,
    pub(super) due: Moment,
}

/// Gives places and knows its own.
#[derive(Debug, Default)]
pub(super) struct Places {
    secret: OnceLock<Option<[u8; 32]>>,
    given: AtomicU64,
}

impl Places {
    /// The next place.
    pub(super) fn next(&self, due: Moment) -> Place {
        let id = self.given.fetch_add(1, Ordering::Relaxed);
        Place { id, due }
    }

    /// A place as it is carried; `None` where the system has no randomness to sign it with.
    pub(super) fn write(&self, place: Place, name: Key) -> Option<String> {
        let seal = self.seal(place, name)?;
        Some(format!("{:016x}{:016x}{seal}", place.id, place.due.0))
    }

    /// The place that is shown, if it was given for this name and has not lapsed.
    pub(super) fn read(&self, shown: &str, name: Key, now: Moment) -> Option<Place> {
        let place = Place {
            id: u64::from_str_radix(shown.get(..16)?, 16).ok()?,
            due: Moment(i64::from_str_radix(shown.get(16..32)?, 16).ok()?),
        };
        // The whole text must be as it was written: a sign or capitals would make two texts of one place.
        (self.write(place, name)? == shown && now.0 - place.due.0 < LAPSES).then_some(place)
    }

    /// Everything that is hashed has its fixed length, so nothing can be added behind it.
    fn seal(&self, place: Place, name: Key) -> Option<String> {
        let fresh = || {
            let mut secret = [0; 32];
            getrandom::fill(&mut secret).is_ok().then_some(secret)
        };
        let secret = self.secret.get_or_init(fresh).as_ref()?;
        let mut hash = Sha256::new();
        hash.update(secret);
        hash.update(place.id.to_be_bytes());
        hash.update(place.due.0.to_be_bytes());
        hash.update(name.to_be_bytes());
        let hash = hash.finalize();
        Some(hex(&hash[..16]))
    }
}

#[cfg(test)]
mod tests {
    use super::{LAPSES, Places};
    use golugah_desk::clock::Moment;

    #[test]
    fn a_place_is_read_for_its_own_name_until_it_lapses_and_in_no_other_form() {
        let places = Places::default();
        let place = places.next(Moment(1000));
        let shown = places.write(place, 7).unwrap();
        assert_eq!(places.read(&shown, 7, Moment(0)), Some(place));
        assert_eq!(places.read(&shown, 8, Moment(0)), None, "another name");
        assert_eq!(places.read(&shown, 7, Moment(1000 + LAPSES)), None, "lapsed");
        assert_eq!(
            Places::default().read(&shown, 7, Moment(0)),
            None,
            "another process"
        );
        assert_eq!(places.read(&shown.to_uppercase(), 7, Moment(0)), None);
        for position in 0..shown.len() {
            let mut forged = shown.clone().into_bytes();
            forged[position] = if forged[position] == b'0' { b'1' } else { b'0' };
            let forged = String::from_utf8(forged).unwrap();
            assert_eq!(places.read(&forged, 7, Moment(0)), None, "{position}");
        }
        for text in ["", "00", &"۰".repeat(64), &"0".repeat(64), &"0".repeat(10_000)] {
            assert_eq!(places.read(text, 7, Moment(0)), None, "{text}");
        }
        assert_ne!(places.next(Moment(1000)), place);
    }
}
