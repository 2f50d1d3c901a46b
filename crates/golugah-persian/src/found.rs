//! The words by which a text is found, and what somebody typed to find it.
//!
//! Letters are folded as names are ([`normalise`]), so that spelling differs nowhere. What is left to these rules is where a word
//! ends: a half-space is written, left out or made a space, and an ending (a plural, an article) hangs on its word or stands
//! beside it.

use std::collections::BTreeSet;

use crate::letters::{is_left_out, normalise};

/// How long a word is kept, in letters; what is longer is found by its beginning.
const LONGEST: usize = 32;

/// How many words of what somebody types are asked for.
const MOST_ASKED: usize = 6;

/// Half-space.
const JOINER: char = '\u{200C}';

/// Endings that are written behind a half-space, behind a space, or without either; folded.
const ENDINGS: [&str; 9] = ["ها", "های", "هایی", "هایش", "ای", "اند", "تر", "ترین", "ی"];

/// The words by which a text is found, each once: whole, the parts that a half-space leaves, and together with an ending that
/// stands beside it.
pub fn found_by(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut before = String::new();
    for piece in pieces(text) {
        let whole = normalise(piece);
        if whole.is_empty() {
            continue;
        }
        if is_ending(&whole) && !before.is_empty() {
            words.insert(clipped(&format!("{before}{whole}")));
        }
        if piece.contains(JOINER) {
            let parts = piece.split(JOINER).map(normalise);
            words.extend(parts.filter(|part| is_word(part)).map(|part| clipped(&part)));
        }
        if is_word(&whole) {
            words.insert(clipped(&whole));
        }
        before = whole;
    }
    words
}

/// The words that somebody typed to find a text, each to be the beginning of one of its own. Endings are left off, for the
/// text may have them joined, apart or not at all.
pub fn asked_for(typed: &str) -> Vec<String> {
    let mut asked: Vec<String> = Vec::new();
    for piece in pieces(typed) {
        let mut parts: Vec<String> = piece.split(JOINER).map(normalise).collect();
        parts.retain(|part| !part.is_empty());
        while parts.len() > 1 && parts.last().is_some_and(|last| is_ending(last)) {
            parts.pop();
        }
        let word = clipped(&parts.concat());
        let is_beside_its_word = is_ending(&word) && !asked.is_empty();
        if is_word(&word) && !is_beside_its_word && !asked.contains(&word) {
            asked.push(word);
        }
        if asked.len() == MOST_ASKED {
            break;
        }
    }
    asked
}

/// What stands between spaces and signs, with the half-spaces and marks in it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || is_left_out(c)))
        .filter(|piece| !piece.is_empty())
}

fn is_ending(word: &str) -> bool {
    ENDINGS.contains(&word)
}

/// A letter by itself is no word; a digit by itself is a number.
fn is_word(word: &str) -> bool {
    word.chars().nth(1).is_some() || word.starts_with(|c: char| c.is_ascii_digit())
}

fn clipped(word: &str) -> String {
    word.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::{asked_for, found_by};

    /// Whether a text is found by what was typed.
    fn finds(typed: &str, text: &str) -> bool {
        let (asked, words) = (asked_for(typed), found_by(text));
        !asked.is_empty()
            && asked
                .iter()
                .all(|asked| words.iter().any(|word| word.starts_with(asked.as_str())))
    }

    #[test]
    fn whichever_way_it_is_written_it_is_found_whichever_way_it_is_typed() {
        let ways = ["شهرداری‌ها", "شهرداری ها", "شهرداريها", "شهرداریهای"];
        for text in &ways[..3] {
            for typed in ways {
                // What is typed longer than it is written is another word.
                assert_eq!(finds(typed, text), typed != ways[3], "{typed} in {text}");
            }
        }
        for (typed, text) in [
            ("بخشداری", "بخش‌داری مرکزی"),
            ("بخش‌داری", "بخشداري مركزي"),
            ("اداره راه", "ادارهٔ راهداری و حمل‌ونقل"),
            ("مسئول", "مسیول دفتر"),
            ("نقل", "حمل‌ و‌ نقل جاده‌ای"),
            ("R018", "شاخص r018"),
            ("جاده", "راه‌های جاده‌ای"),
        ] {
            assert!(finds(typed, text), "{typed} in {text}");
        }
    }

    #[test]
    fn numbers_are_found_in_any_digits_and_by_their_parts() {
        let letter = "نامهٔ ۱۲۳۴/۵۶ مورخ ۱۴۰۵/۰۹/۰۳";
        for typed in ["1234", "۱۲۳۴/۵۶", "١٢٣٤-٥٦", "56", "۱۴۰۵/۰۹"] {
            assert!(finds(typed, letter), "{typed}");
        }
        assert!(!finds("234", letter), "a word is found by its beginning");
        assert_eq!(asked_for("۷"), ["7"]);
    }

    #[test]
    fn what_says_nothing_asks_for_nothing() {
        for typed in ["", "  ", "٪", "%_'\"--", "ب", "\u{200C}", "\u{202E}"] {
            assert!(asked_for(typed).is_empty(), "{typed:?}");
        }
        assert!(!finds("پل", "راه"));
        assert!(!finds("پل راه", "راه روستا"), "every word is asked for");
    }

    #[test]
    fn what_is_typed_without_end_asks_for_little() {
        let typed: String = (0..500).map(|number| format!("واژه{number} ")).collect();
        assert_eq!(asked_for(&typed).len(), 6);
        let long = "ا".repeat(100_000);
        assert!(asked_for(&long).iter().all(|word| word.chars().count() == 32));
        assert!(finds(&long, &long));
    }
}
