//! Whether two names may be two spellings of one firm. Publishers make identifiers from names, so that one firm under two
//! spellings bids against itself.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// So many letters of a name are compared.
const COMPARED: usize = 64;

/// Names that begin with so many equal letters may be one.
const BEGINNING: usize = 8;

/// A shorter name is not looked for at the beginning of a longer one.
const SHORT: usize = 5;

/// Names may be one where so much of the longer one is alike.
const ALIKE: f64 = 0.75;

/// Words in the same place are alike where so much of the longer one is: of five letters none may differ, of six one.
const WORD_ALIKE: f64 = 0.82;

static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("name_words.txt").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// Whether these may be names of one firm: without legal forms, trades, signs and blanks they have the same letters, or else begin
/// with the same eight, or three quarters of their letters are alike, or those of the shorter one are at the beginning of the
/// longer. Names of as many words are of two firms where a word is not alike to the other's in its place: two builders Ahmadi and
/// Mohammadi. Nobody is one with who has no name.
pub(crate) fn perhaps_one(a: &str, b: &str) -> bool {
    if a == b {
        return !a.is_empty();
    }
    let (a, b) = (telling(a), telling(b));
    let (one, other) = (letters(&a), letters(&b));
    let (short, long) = if one.len() <= other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    if short.is_empty() || short == long {
        return short == long && !short.is_empty();
    }
    let in_place = a.iter().zip(&b);
    if a.len() == b.len() && a.len() > 1 && in_place.clone().any(|(one, other)| !words_alike(one, other)) {
        return false;
    }
    let begins = short.len() >= BEGINNING && short[..BEGINNING] == long[..BEGINNING];
    begins || alike(short, long) || (short.len() >= SHORT && alike(short, &long[..short.len()]))
}

/// How a name begins, by which two spellings of one firm are the same more often than not; nothing where it has no letters.
pub(crate) fn beginning(name: &str) -> Option<String> {
    let letters = letters(&telling(name));
    (!letters.is_empty()).then(|| letters.into_iter().take(BEGINNING).collect())
}

fn words_alike(one: &str, other: &str) -> bool {
    let letters = |word: &str| word.chars().take(COMPARED).collect::<Vec<char>>();
    let (one, other) = (letters(one), letters(other));
    likeness(&one, &other) >= WORD_ALIKE
}

fn alike(one: &[char], other: &[char]) -> bool {
    likeness(one, other) >= ALIKE
}

/// How much of the longer of two is alike.
fn likeness(one: &[char], other: &[char]) -> f64 {
    1.0 - distance(one, other) as f64 / one.len().max(other.len()) as f64
}

fn letters(words: &[Cow<'_, str>]) -> Vec<char> {
    words
        .iter()
        .flat_map(|word| word.chars())
        .take(COMPARED)
        .collect()
}

/// The words of a name by which it is told apart; all of them where none of them tells.
fn telling(name: &str) -> Vec<Cow<'_, str>> {
    let words: Vec<Cow<'_, str>> = name
        .split(|letter: char| !letter.is_alphanumeric() && !is_mark(letter))
        .map(folded)
        .filter(|word| !word.is_empty())
        .collect();
    let tells = |word: &Cow<'_, str>| !WORDS.contains(&**word);
    if !words.iter().any(tells) {
        return words;
    }
    words.into_iter().filter(tells).collect()
}

/// A word as it is compared.
fn folded(word: &str) -> Cow<'_, str> {
    if word
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        return word.into();
    }
    let letters = word.chars().filter(|letter| !is_mark(*letter));
    let folded = letters.flat_map(|letter| {
        // Ye, kaf and he, in their Arabic and their Persian shapes.
        match letter {
            '\u{64a}' | '\u{649}' => '\u{6cc}',
            '\u{643}' => '\u{6a9}',
            '\u{6c0}' | '\u{629}' => '\u{647}',
            other => other,
        }
        .to_lowercase()
    });
    folded.collect::<String>().into()
}

/// Whether it is a sign above or below a letter, which most leave out.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// How many letters must be put in, taken out or changed to make one from the other (Levenshtein 1966).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, letter) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (place, other) in b.iter().enumerate() {
            let change = before + usize::from(letter != other);
            before = row[place + 1];
            row[place + 1] = change.min(before + 1).min(row[place] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_firm_may_be_one() {
        for (a, b) in [
            ("GOBSON Papers Ltd India", "GOPSON Papers Ltd."),
            ("M/s Hydro Water", "Hydro Water Wells"),
            ("GIZ International", "Giz international GmbH"),
            ("شرکت ساختمانی البرز (سهامی خاص)", "البرز با مسئولیت محدود"),
            ("راه‌سازان پارس", "راهسازان پارس"),
            ("يکتا سازه کرمان", "یکتا سازه كرمان"),
            ("Limited Company", "Limited Company Ltd"),
        ] {
            assert!(perhaps_one(a, b) && perhaps_one(b, a), "{a} | {b}");
        }
    }

    #[test]
    fn two_firms_of_one_trade_are_two() {
        for (a, b) in [
            ("شرکت ساختمانی البرز", "شرکت ساختمانی الوند"),
            ("Jade Gate Construction Ltd", "Global Holding Construction Ltd"),
            ("Engineering North", "Engineering South"),
            ("شرکت آسفالت‌گستر محمدی", "شرکت آسفالت‌گستر احمدی"),
            ("", ""),
            ("", "Somebody"),
            ("Abc", "Abcdefghi"),
        ] {
            assert!(!perhaps_one(a, b) && !perhaps_one(b, a), "{a} | {b}");
        }
    }

    #[test]
    fn distances_are_those_worked_out_by_hand() {
        let distance = |a: &str, b: &str| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            super::distance(&letters(a), &letters(b))
        };
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
    }
}
