//! Pieces of work as they are known again, and which of them are new.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::support::seams::Own;

/// Pieces of work, each by its name, with how many it stands for.
pub(super) type Pieces = BTreeMap<i64, i64>;

/// The name by which a piece of work is known again, in whatever language it was told: where it is done, with which other
/// work it stands, and its day. A day that was moved makes it another.
pub(super) fn name(own: &Own) -> i64 {
    let day = own.day.as_ref().map_or("", |(_, day)| day.as_str());
    let hash = Sha256::digest(format!("{}\n{}\n{day}", own.rank, own.address));
    let first = hash.iter().take(8);
    let number = first.fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    i64::try_from(number >> 1).unwrap_or(i64::MAX)
}

/// All that waits now.
pub(super) fn pieces(own: &[Own]) -> Pieces {
    let mut pieces = Pieces::new();
    for one in own {
        let many = pieces.entry(name(one)).or_default();
        *many = one.count.saturating_add(*many);
    }
    pieces
}

/// Whether a piece is new: never seen, or standing for more than was seen.
pub(super) fn is_new(seen: &Pieces, name: i64, many: i64) -> bool {
    seen.get(&name).is_none_or(|seen| *seen < many)
}

/// What was seen once this was shown and marked: of what waits now alone, so that it never grows beyond that.
pub(super) fn seen_after(now: &Pieces, before: &Pieces, marked: &Pieces) -> Pieces {
    let seen = now.iter().filter_map(|(name, many)| {
        let seen = before.get(name).max(marked.get(name))?;
        Some((*name, *seen.min(many)))
    });
    seen.collect()
}

#[cfg(test)]
mod tests {
    use super::{Own, is_new, name, pieces, seen_after};

    fn own(rank: u8, address: &str, day: &str) -> Own {
        Own {
            day: Some(("own-until", day.to_owned())),
            ..Own::of(rank, "judge".to_owned(), address.to_owned())
        }
    }

    #[test]
    fn a_piece_is_known_again_in_another_language_and_not_on_another_day() {
        let one = own(1, "/resolutions/7", "2026-12-01");
        let translated = Own {
            to_do: "other words".to_owned(),
            ..one.clone()
        };
        assert_eq!(name(&one), name(&translated));
        for other in [
            own(2, "/resolutions/7", "2026-12-01"),
            own(1, "/resolutions/8", "2026-12-01"),
            own(1, "/resolutions/7", "2026-12-02"),
        ] {
            assert_ne!(name(&one), name(&other));
        }
        assert!(name(&one) >= 0);
    }

    #[test]
    fn what_came_after_the_page_was_drawn_stays_new() {
        let drawn = pieces(&[own(1, "/a", "").for_each_of(2), own(1, "/b", "")]);
        let now = pieces(&[own(1, "/a", "").for_each_of(3), own(1, "/c", "")]);
        let seen = seen_after(&now, &pieces(&[]), &drawn);
        let names = [own(1, "/a", ""), own(1, "/b", ""), own(1, "/c", "")].map(|own| name(&own));
        assert!(is_new(&seen, names[0], 3) && !is_new(&seen, names[0], 2));
        assert!(is_new(&seen, names[2], 1));
        assert_eq!(seen.len(), 1, "what does not wait any more is not kept");
        assert_eq!(seen_after(&now, &seen, &pieces(&[])), seen);
        // Whoever says to have seen more than there is has seen what there is.
        let boasted = pieces(&[own(1, "/c", "").for_each_of(1_000)]);
        let seen = seen_after(&now, &seen, &boasted);
        assert!(!is_new(&seen, names[2], 1) && is_new(&seen, names[2], 2));
    }
}
