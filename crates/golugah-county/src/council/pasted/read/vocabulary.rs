//! The words that minutes are read by, from `words.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use golugah_persian::normalise;

/// What minutes are read by, under its headings.
const WORDS: &str = include_str!("words.txt");

/// Phrases by their headings, each as its folded words.
static VOCABULARY: LazyLock<BTreeMap<String, Vec<Phrase>>> = LazyLock::new(|| listed(WORDS));

/// A phrase and what it stands for, where the list says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its words, folded.
    pub(super) words: Vec<String>,
    /// What it stands for; empty where it stands for itself.
    pub(super) means: String,
}

fn listed(text: &str) -> BTreeMap<String, Vec<Phrase>> {
    let mut all: BTreeMap<String, Vec<Phrase>> = BTreeMap::new();
    let mut heading = String::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(named) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            heading = named.to_owned();
            continue;
        }
        let (phrase, means) = line.split_once('=').unwrap_or((line, ""));
        let words = normalise(phrase).split(' ').map(str::to_owned).collect();
        let means = means.to_owned();
        all.entry(heading.clone())
            .or_default()
            .push(Phrase { words, means });
    }
    // Where two begin alike, the longer one is what was meant.
    for phrases in all.values_mut() {
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    all
}

/// The phrases under a heading, the longest first.
pub(super) fn under(heading: &str) -> &'static [Phrase] {
    VOCABULARY.get(heading).map_or(&[], Vec::as_slice)
}

/// The phrase under a heading with which these words begin.
pub(super) fn begins(heading: &str, words: &[Word<'_>]) -> Option<&'static Phrase> {
    under(heading).iter().find(|phrase| {
        phrase.words.len() <= words.len()
            && phrase
                .words
                .iter()
                .zip(words)
                .all(|(known, word)| *known == word.folded)
    })
}

/// The first place at which a phrase under a heading stands.
pub(super) fn finds(heading: &str, words: &[Word<'_>]) -> Option<(usize, &'static Phrase)> {
    (0..words.len()).find_map(|at| begins(heading, words.get(at..)?).map(|phrase| (at, phrase)))
}

/// A word of a line, as it was written and as it is compared.
#[derive(Clone, Debug)]
pub(super) struct Word<'line> {
    /// As it stands there, without the signs around it.
    pub(super) written: &'line str,
    /// Folded.
    pub(super) folded: String,
    /// Whether a sign that ends a part of a sentence follows.
    pub(super) ends: bool,
}

/// Signs that are not part of a word at its ends.
fn is_sign(letter: char) -> bool {
    matches!(
        letter,
        '.' | '،'
            | ','
            | ':'
            | '؛'
            | ';'
            | '!'
            | '؟'
            | '?'
            | '('
            | ')'
            | '«'
            | '»'
            | '"'
            | '['
            | ']'
            | '…'
            | '-'
            | '–'
            | '*'
            | '•'
    )
}

/// The words of a line.
pub(super) fn words_of(line: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    for part in line.split_whitespace() {
        let written = part.trim_matches(is_sign);
        if written.is_empty() {
            if let Some(last) = words.last_mut() {
                last.ends = true;
            }
            continue;
        }
        words.push(Word {
            written,
            folded: normalise(written),
            ends: part.ends_with(is_sign),
        });
    }
    words
}
