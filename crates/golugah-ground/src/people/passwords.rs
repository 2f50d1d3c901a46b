//! Which passwords will not do: short ones, and such as a guesser who knows the county tries first.

use std::collections::BTreeSet;

use golugah_persian::Language;

use super::Role;
use crate::support::web::{Visitor, say};

/// The shortest password, in characters.
const SHORTEST: usize = 10;

/// The longest password, in bytes: longer ones only keep the machine busy.
const LONGEST: usize = 1000;

/// How many different characters there must be.
const FEWEST_DIFFERENT: usize = 5;

/// How many characters there must be beside runs over the keyboard or the alphabet.
const FEWEST_BESIDE_RUNS: usize = 6;

/// How many neighbours in a row are a run.
const SHORTEST_RUN: usize = 4;

/// A password of more characters is not looked through for runs: it is long enough, and looking would take long.
const LONG_ENOUGH: usize = 64;

/// The shortest word that is looked for: shorter ones stand in many others.
const SHORTEST_WORD: usize = 4;

/// What fingers run over: rows of both keyboards, columns, digits, alphabets.
const ROWS: [&str; 20] = [
    "1234567890",
    "0123456789",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "abcdefghijklmnopqrstuvwxyz",
    "ضصثقفغعهخحجچ",
    "شسیبلاتنمکگ",
    "ظطزرذدپو",
    "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "ابجدهوزحطیکلمنسعفصقرشتثخذضظغ",
    "qazwsxedcrfvtgbyhnujm",
    "zaqxswcdevfrbgtnhymju",
    "1234qwerasdfzxcv",
    "qweasdzxc",
    "azertyuiop",
    "qsdfghjklm",
    "qwertzuiop",
    "yxcvbnm",
];

/// Words that stand at the head of every guesser's list.
const COMMON: [&str; 5] = ["password", "passw0rd", "golugah", "گلوگاه", "iloveyou"];

impl Visitor {
    /// What a guesser who knows the county and the person tries first: the name to sign in with, the county's, every post.
    pub(crate) fn words_not_to_use(&self, sign_in: &str) -> Vec<String> {
        let mut words = vec![sign_in.to_owned()];
        if let Some(county) = &self.county {
            words.extend(words_of_county(&county.name_fa, &county.name_en));
        }
        for role in Role::ALL {
            words.push(role.word().to_owned());
            let key = format!("role-{}", role.word().replace('_', "-"));
            words.extend([Language::Persian, Language::English].map(|language| say(language, &key, &[])));
        }
        words
    }
}

/// The words of a county's name, without those that every county has.
pub(crate) fn words_of_county(name_fa: &str, name_en: &str) -> Vec<String> {
    let every = ["شهرستان", "county"];
    let parts = name_fa.split_whitespace().chain(name_en.split_whitespace());
    parts
        .filter(|part| !every.contains(&folded(part).as_str()))
        .map(str::to_owned)
        .collect()
}

/// The key of the sentence that says why a password will not do, where these words are known to whoever guesses.
pub(crate) fn check_password(words: &[String], password: &str) -> Result<(), &'static str> {
    if password.chars().count() < SHORTEST {
        return Err("refusal-password-short");
    }
    if password.len() > LONGEST {
        return Err("refusal-password-long");
    }
    let plain = folded(password);
    let different: BTreeSet<char> = plain.chars().collect();
    if different.len() < FEWEST_DIFFERENT || is_repeated(&plain) {
        return Err("refusal-password-repeats");
    }
    if plain
        .chars()
        .all(|letter| letter.is_ascii_digit() || !letter.is_alphanumeric())
    {
        return Err("refusal-password-digits");
    }
    if beside_runs(&plain) < FEWEST_BESIDE_RUNS {
        return Err("refusal-password-run");
    }
    let known = words.iter().map(|word| folded(word));
    let known = known.chain(COMMON.map(str::to_owned));
    let (mut known, tight) = (known, without_gaps(&plain));
    let stands_in = |word: &String| {
        let word = without_gaps(word);
        word.chars().count() >= SHORTEST_WORD && tight.contains(&word)
    };
    if known.any(|word| stands_in(&word)) {
        return Err("refusal-password-is-name");
    }
    Ok(())
}

/// As it is compared: one form of each letter, small letters, Latin digits.
fn folded(text: &str) -> String {
    golugah_persian::latin_digits(&golugah_persian::normalise(text.trim())).to_lowercase()
}

fn without_gaps(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Whether it is one piece at most half as long, again and again, whatever stands between.
fn is_repeated(plain: &str) -> bool {
    let letters: Vec<char> = without_gaps(plain).chars().collect();
    (1..=letters.len() / 2).any(|piece| {
        letters
            .iter()
            .zip(&letters[piece..])
            .all(|(one, next)| one == next)
    })
}

/// How many characters stand outside of runs, in either direction; and of two runs that take turns, too.
fn beside_runs(plain: &str) -> usize {
    let letters: Vec<char> = plain.chars().collect();
    if letters.len() > LONG_ENOUGH {
        return letters.len();
    }
    let every_other = |from: usize| -> Vec<char> { letters.iter().copied().skip(from).step_by(2).collect() };
    let taking_turns = outside(&every_other(0)) + outside(&every_other(1));
    outside(&letters).min(taking_turns)
}

fn outside(letters: &[char]) -> usize {
    let mut at = 0;
    let mut outside = 0;
    while at < letters.len() {
        let longest = (SHORTEST_RUN..=letters.len() - at)
            .rev()
            .find(|length| is_run(&letters[at..at + length]));
        outside += usize::from(longest.is_none());
        at += longest.unwrap_or(1);
    }
    outside
}

fn is_run(letters: &[char]) -> bool {
    let (forward, backward): (String, String) = (letters.iter().collect(), letters.iter().rev().collect());
    let same = letters.iter().all(|letter| *letter == letters[0]);
    same || ROWS
        .iter()
        .any(|row| row.contains(&forward) || row.contains(&backward))
}

#[cfg(test)]
mod tests {
    use super::check_password;

    fn checked(password: &str) -> Result<(), &'static str> {
        let mut words = ["dabirkhaneh", "دبیر شورا", "rah", "governor"]
            .map(str::to_owned)
            .to_vec();
        words.extend(super::words_of_county("شهرستان آبگینه‌رود", "Abginehrud County"));
        check_password(&words, password)
    }

    #[test]
    fn passwords_of_words_will_do() {
        for password in [
            "درست و بلند",
            "گذرواژهٔ دیگر",
            "رمزی که خودم ساختم",
            "ده حرف است",
            "four mild rivers",
            "Xk9#mQ2$vL",
            "باران ۱۳ روز بارید",
            "rahgozar-e kohan",
            "شهرستان ما و کوهش",
        ] {
            assert_eq!(checked(password), Ok(()), "{password}");
        }
    }

    #[test]
    fn a_password_is_neither_short_nor_endless() {
        assert_eq!(checked("نه حرف ای"), Err("refusal-password-short"));
        let long = format!("{} و بیش", "درازنویسی".repeat(60));
        assert_eq!(checked(&long), Err("refusal-password-long"));
    }

    #[test]
    fn what_everybody_tries_first_will_not_do() {
        for (password, because) in [
            ("aaaaaaaaaaaa", "refusal-password-repeats"),
            ("abababababab", "refusal-password-repeats"),
            ("مرد امد مرد امد ", "refusal-password-repeats"),
            ("khoda1khoda1", "refusal-password-repeats"),
            ("1234567890", "refusal-password-digits"),
            ("۱۳۶۵/۰۴/۱۲ ۸۸", "refusal-password-digits"),
            ("0912 345 6789", "refusal-password-digits"),
            ("qwertyuiop", "refusal-password-run"),
            ("Poiuytrewq1", "refusal-password-run"),
            ("asdfghjkl12", "refusal-password-run"),
            ("ضصثقفغعهخح", "refusal-password-run"),
            ("شسيبلاتنمك", "refusal-password-run"),
            ("1q2w3e4r5t6y", "refusal-password-run"),
            ("1qaz2wsx3edc", "refusal-password-run"),
            ("abcdefgh1234", "refusal-password-run"),
            ("qwerty123456", "refusal-password-run"),
            ("aaaa1234bbbb", "refusal-password-run"),
            (" DabirKhaneh", "refusal-password-is-name"),
            ("dabirkhaneh-8", "refusal-password-is-name"),
            ("شهر آبگينه رود", "refusal-password-is-name"),
            ("my-ABGINEHRUD-2", "refusal-password-is-name"),
            ("دبیرِ شورا ۱۴۰۵", "refusal-password-is-name"),
            ("The-Governor-7", "refusal-password-is-name"),
            ("password2026!", "refusal-password-is-name"),
            ("Golugah 1405!", "refusal-password-is-name"),
        ] {
            assert_eq!(checked(password), Err(because), "{password}");
        }
    }
}
