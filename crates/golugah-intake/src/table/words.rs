//! What headings and words mean, from the list beside this file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use golugah_persian::normalise;
use serde::Deserialize;

/// The list as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    tenders: BTreeMap<String, Vec<String>>,
    events: BTreeMap<String, Vec<String>>,
    ignored: BTreeMap<String, Vec<String>>,
    totals: BTreeMap<String, Vec<String>>,
    winner: BTreeMap<String, Vec<String>>,
    method: BTreeMap<String, Vec<String>>,
    category: BTreeMap<String, Vec<String>>,
    status: BTreeMap<String, Vec<String>>,
    bid_status: BTreeMap<String, Vec<String>>,
    units: BTreeMap<String, WrittenUnit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenUnit {
    words: Vec<String>,
    zeros: u32,
}

/// By how many zeros an amount is more in its currency than as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) zeros: u32,
}

/// Phrases with what each means, squashed, the longest first.
type Phrases = Vec<(String, String)>;

/// The list, folded for comparing.
pub(crate) struct Words {
    tenders: Phrases,
    events: Phrases,
    ignored: Phrases,
    totals: Phrases,
    winner: Phrases,
    codes: BTreeMap<&'static str, Phrases>,
    units: Vec<(String, u32)>,
    /// The phrases of each field as they are written, of tenders and of events.
    written: [BTreeMap<String, Vec<String>>; 2],
    rial: Vec<String>,
}

/// What a heading was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) field: String,
    /// Letters of the phrase by which it is known.
    pub(crate) letters: usize,
    /// Whether it is the phrase, and not only holds it.
    pub(crate) whole: bool,
}

/// The list.
pub(crate) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let written: Written =
            toml::from_str(include_str!("words.toml")).expect("the list is in the tree and read by a test");
        Words::of(written)
    });
    &WORDS
}

impl Words {
    fn of(written: Written) -> Self {
        let rial = written.units.get("rial").map(|unit| unit.words.clone());
        let as_written = [written.events.clone(), written.tenders.clone()];
        let units = written.units.into_values();
        let mut units: Vec<(String, u32)> = units
            .flat_map(|unit| {
                unit.words
                    .into_iter()
                    .map(move |word| (normalise(&word), unit.zeros))
            })
            .collect();
        units.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self {
            tenders: phrases(written.tenders),
            events: phrases(written.events),
            ignored: phrases(written.ignored),
            totals: phrases(written.totals),
            winner: phrases(written.winner),
            codes: BTreeMap::from([
                ("method", phrases(written.method)),
                ("category", phrases(written.category)),
                ("status", phrases(written.status)),
                ("bid_status", phrases(written.bid_status)),
            ]),
            units,
            written: as_written,
            rial: rial.unwrap_or_default(),
        }
    }

    /// What a heading means in a table of tenders.
    pub(crate) fn of_tenders(&self, heading: &str) -> Option<Meaning> {
        self.heading(&self.tenders, heading)
    }

    /// What a heading means in a log.
    pub(crate) fn of_events(&self, heading: &str) -> Option<Meaning> {
        self.heading(&self.events, heading)
    }

    /// Whether a column is known to hold nothing that is measured.
    pub(crate) fn is_ignored(&self, heading: &str) -> bool {
        let heading = squashed(heading);
        self.ignored.iter().any(|(phrase, _)| *phrase == heading)
    }

    fn heading(&self, phrases: &Phrases, heading: &str) -> Option<Meaning> {
        if self.is_ignored(heading) {
            return None;
        }
        let heading = squashed(self.unit_in(&normalise(heading)).1.as_str());
        let meaning = |(phrase, field): &(String, String), whole| Meaning {
            field: field.clone(),
            letters: phrase.chars().count(),
            whole,
        };
        if let Some(found) = phrases.iter().find(|(phrase, _)| *phrase == heading) {
            return Some(meaning(found, true));
        }
        // A short word stands in many others by chance.
        let held = |phrase: &str| phrase.chars().count() >= 4 && heading.contains(phrase);
        let found = phrases.iter().find(|(phrase, _)| held(phrase))?;
        Some(meaning(found, false))
    }

    /// Whether a cell says that its row sums up others.
    pub(crate) fn is_total(&self, text: &str) -> bool {
        let text = squashed(text);
        self.totals.iter().any(|(phrase, _)| *phrase == text)
    }

    /// Whether a word says of a bid that it won.
    pub(crate) fn is_winner(&self, text: &str) -> bool {
        let text = squashed(text);
        self.winner.iter().any(|(phrase, _)| *phrase == text)
    }

    /// The fields of a kind of table that a column can be.
    pub(crate) fn fields(&self, of_tenders: bool) -> Vec<&str> {
        let phrases = if of_tenders { &self.tenders } else { &self.events };
        let mut fields: Vec<&str> = phrases.iter().map(|(_, field)| field.as_str()).collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    /// The first of a field's headings in a language.
    pub(crate) fn heading_of(&self, of_tenders: bool, field: &str, in_persian: bool) -> &str {
        let all = self.written[usize::from(of_tenders)].get(field);
        first_in(all.map_or(&[], Vec::as_slice), in_persian)
    }

    /// What rial is called in a language.
    pub(crate) fn rial(&self, in_persian: bool) -> &str {
        first_in(&self.rial, in_persian)
    }

    /// The code that a word stands for in one of the standard's lists.
    pub(crate) fn code(&self, list: &str, text: &str) -> Option<&str> {
        let text = squashed(text);
        let phrases = self.codes.get(list)?;
        let whole = phrases.iter().find(|(phrase, _)| *phrase == text);
        // «مناقصه عمومی یک مرحله‌ای» holds what it is; of short words only whole ones count.
        let held = |phrase: &str| phrase.chars().count() >= 4 && text.contains(phrase);
        let found = whole.or_else(|| phrases.iter().find(|(phrase, _)| held(phrase)));
        found.map(|(_, code)| code.as_str())
    }

    /// The unit that a folded text names, and the text without its words.
    pub(crate) fn unit_in(&self, folded: &str) -> (Option<Unit>, String) {
        let mut unit: Option<Unit> = None;
        let mut rest = format!(" {folded} ");
        for sign in ['(', ')', '[', ']', '«', '»', ':', '_'] {
            rest = rest.replace(sign, " ");
        }
        for (word, zeros) in &self.units {
            let spaced = format!(" {word} ");
            if rest.contains(&spaced) {
                rest = rest.replacen(&spaced, " ", 1);
                unit = Some(Unit {
                    zeros: unit.unwrap_or_default().zeros + zeros,
                });
            }
        }
        (unit, rest.trim().to_owned())
    }
}

fn first_in(all: &[String], in_persian: bool) -> &str {
    let found = all.iter().find(|phrase| phrase.is_ascii() != in_persian);
    found.map_or("", String::as_str)
}

fn phrases(written: BTreeMap<String, Vec<String>>) -> Phrases {
    let mut all: Phrases = written
        .into_iter()
        .flat_map(|(field, phrases)| {
            phrases
                .into_iter()
                .map(move |phrase| (squashed(&phrase), field.clone()))
        })
        .collect();
    all.sort_by(|a, b| {
        b.0.chars()
            .count()
            .cmp(&a.0.chars().count())
            .then_with(|| a.cmp(b))
    });
    all
}

/// The letters and digits alone, folded: the same heading is written with blanks, joiners and marks or without.
pub(crate) fn squashed(text: &str) -> String {
    let folded = normalise(text);
    let folded = folded.trim_end_matches([':', ' ']);
    let signs = folded
        .chars()
        .filter(|sign| sign.is_alphanumeric() || "#:".contains(*sign));
    signs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tenders(heading: &str) -> Option<String> {
        words().of_tenders(heading).map(|meaning| meaning.field)
    }

    #[test]
    fn headings_are_known_however_they_are_written() {
        for (heading, field) in [
            ("شماره مناقصه", "number"),
            ("شمارهٔ مناقصه", "number"),
            ("شماره‌ي مناقصه", "number"),
            ("مبلغ قرارداد (ميليون ريال)", "award_amount"),
            ("نام شركت برنده", "winner"),
            ("شناسه ملی برنده", "winner_id"),
            ("تعداد شرکت‌کنندگان", "bidders"),
            ("مهلت ارسال پیشنهادها", "deadline"),
            ("تاریخ درج آگهی در روزنامه", "published"),
            ("Winner", "winner"),
            ("CONTRACT_VALUE", "award_amount"),
            ("دستگاه مناقصه‌گزار", "buyer"),
        ] {
            assert_eq!(tenders(heading).as_deref(), Some(field), "{heading}");
        }
        for heading in ["ردیف", "تلفن", "", "ردیف "] {
            assert_eq!(tenders(heading), None, "{heading}");
        }
        let officer = words().of_events("نام کارشناس").unwrap();
        assert_eq!((officer.field.as_str(), officer.whole), ("officer", true));
    }

    #[test]
    fn no_phrase_means_two_things() {
        for phrases in [&words().tenders, &words().events] {
            for pair in phrases.windows(2) {
                assert!(pair[0].0 != pair[1].0, "{pair:?}");
            }
        }
    }

    #[test]
    fn units_and_codes() {
        let unit = |text: &str| words().unit_in(&normalise(text)).0.map(|unit| unit.zeros);
        assert_eq!(unit("مبلغ (ريال)"), Some(0));
        assert_eq!(unit("مبالغ به میلیون تومان"), Some(7));
        assert_eq!(unit("مبلغ"), None);
        let code = |list: &str, word: &str| words().code(list, word).map(str::to_owned);
        assert_eq!(code("method", "مناقصه عمومی یک مرحله‌ای").as_deref(), Some("open"));
        assert_eq!(code("method", "ترک تشریفات").as_deref(), Some("limited"));
        assert_eq!(code("method", "محدود").as_deref(), Some("selective"));
        assert_eq!(code("category", "خدمات"), Some("services".to_owned()));
        assert_eq!(code("bid_status", "رد صلاحیت"), Some("disqualified".to_owned()));
        assert_eq!(code("status", "؟"), None);
        assert!(words().is_total("جمع کل:") && !words().is_total("جمع‌آوری زباله"));
    }
}
