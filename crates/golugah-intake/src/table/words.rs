//! What headings and words mean, from the list beside this file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use golugah_persian::normalise;
use serde::Deserialize;

use super::units::Unit;

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
    contrary: BTreeMap<String, Vec<String>>,
    announces: BTreeMap<String, Vec<String>>,
    filler: BTreeMap<String, Vec<String>>,
    short: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenUnit {
    words: Vec<String>,
    zeros: u32,
    #[serde(default)]
    currency: bool,
}

/// Phrases with what each means, the longest first.
type Phrases = Vec<Phrase>;

/// A phrase.
struct Phrase {
    /// Its letters and digits alone.
    squashed: String,
    /// Its words, a blank before and behind each.
    words: String,
    means: String,
}

/// The list, folded for comparing.
pub(crate) struct Words {
    tenders: Phrases,
    events: Phrases,
    ignored: Phrases,
    totals: Phrases,
    winner: Phrases,
    codes: BTreeMap<&'static str, Phrases>,
    pub(super) units: BTreeMap<String, Unit>,
    /// Words that turn what they stand beside into its contrary.
    contrary: Vec<String>,
    /// Words that add nothing to a heading.
    filler: Vec<String>,
    /// Units that are cut short, a blank before and behind each, and what they stand for.
    short: Vec<(String, String)>,
    /// What announces the unit of all amounts of a table.
    pub(super) announces: Vec<String>,
    /// The phrases of each field as they are written, of tenders and of events.
    written: [BTreeMap<String, Vec<String>>; 2],
    rial: Vec<String>,
}

/// Bytes of what can be a heading, a day or an amount; what is longer is held against no word.
pub(crate) const SHORT: usize = 400;

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
        let units = written.units.into_values().flat_map(|unit| {
            let of = Unit {
                scale: if unit.currency { 0 } else { unit.zeros },
                currency: unit.currency.then_some(unit.zeros),
            };
            unit.words.into_iter().map(move |word| (normalise(&word), of))
        });
        let mut units: BTreeMap<String, Unit> = units.collect();
        // In a cell a unit that is cut short is one word.
        for (long, shorts) in &written.short {
            let mut parts = long.split(' ').filter_map(|word| units.get(&normalise(word)));
            let whole = parts.try_fold(Unit::default(), |whole, part| whole.join(*part));
            if let Some(whole) = whole {
                units.extend(shorts.iter().map(|short| (normalise(short), whole)));
            }
        }
        let plain = |lists: BTreeMap<String, Vec<String>>| {
            let all = lists.into_values().flatten();
            all.map(|word| spaced(&word)).collect()
        };
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
            contrary: plain(written.contrary),
            announces: plain(written.announces),
            filler: plain(written.filler),
            short: shortened(written.short),
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
        self.ignored.iter().any(|phrase| phrase.squashed == heading)
    }

    /// The words of a text, folded, with units that are cut short written out: «م.ت» is «میلیون تومان».
    pub(crate) fn expanded(&self, text: &str) -> String {
        let in_words = spaced(text);
        self.short
            .iter()
            .fold(in_words, |words, (short, long)| words.replace(short, long))
    }

    fn heading(&self, phrases: &Phrases, heading: &str) -> Option<Meaning> {
        if heading.len() > SHORT || self.is_ignored(heading) {
            return None;
        }
        let (unit, rest) = self.unit_in(heading);
        let heading = if unit.is_some() { rest.as_str() } else { heading };
        let meaning = |phrase: &Phrase, whole| Meaning {
            field: phrase.means.clone(),
            letters: phrase.squashed.chars().count(),
            whole,
        };
        let (own, in_words) = (squashed(heading), spaced(heading));
        if let Some(found) = phrases.iter().find(|phrase| phrase.squashed == own) {
            return Some(meaning(found, true));
        }
        let without = self
            .filler
            .iter()
            .fold(in_words.clone(), |words, filler| words.replace(filler, " "));
        let bare = squashed(&without);
        if let Some(found) = phrases.iter().find(|phrase| phrase.squashed == bare) {
            return Some(meaning(found, true));
        }
        let found = phrases.iter().find(|phrase| in_words.contains(&phrase.words))?;
        Some(meaning(found, false))
    }

    /// Whether a cell says that its row sums up others; of several words what follows them makes no difference.
    pub(crate) fn is_total(&self, text: &str) -> bool {
        // Every cell of a table is asked, and hardly any begins so.
        let first = text.chars().find(|sign| sign.is_alphanumeric());
        let first = first.map(|sign| sign.to_ascii_lowercase());
        if !first.is_some_and(|first| {
            self.totals
                .iter()
                .any(|phrase| phrase.squashed.starts_with(first))
        }) {
            return false;
        }
        let (own, in_words) = (squashed(text), spaced(text));
        let begins =
            |phrase: &Phrase| phrase.words.trim().contains(' ') && in_words.starts_with(&phrase.words);
        self.totals
            .iter()
            .any(|phrase| phrase.squashed == own || begins(phrase))
    }

    /// Whether a word says of a bid that it won.
    pub(crate) fn is_winner(&self, text: &str) -> bool {
        let text = squashed(text);
        self.winner.iter().any(|phrase| phrase.squashed == text)
    }

    /// The fields of a kind of table that a column can be.
    pub(crate) fn fields(&self, of_tenders: bool) -> Vec<&str> {
        let phrases = if of_tenders { &self.tenders } else { &self.events };
        let mut fields: Vec<&str> = phrases.iter().map(|phrase| phrase.means.as_str()).collect();
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
        let (own, in_words) = (squashed(text), spaced(text));
        let phrases = self.codes.get(list)?;
        if let Some(whole) = phrases.iter().find(|phrase| phrase.squashed == own) {
            return Some(&whole.means);
        }
        // «مناقصه عمومی یک مرحله‌ای» holds what it is; «تایید نشده» holds the contrary of what it is.
        let found = phrases.iter().find(|phrase| in_words.contains(&phrase.words))?;
        let around = in_words.replacen(&found.words, " ", 1);
        let is_contrary = self.contrary.iter().any(|word| around.contains(word.as_str()));
        (!is_contrary).then_some(found.means.as_str())
    }
}

fn shortened(written: BTreeMap<String, Vec<String>>) -> Vec<(String, String)> {
    let all = written.into_iter().flat_map(|(long, shorts)| {
        let long = spaced(&long);
        shorts
            .into_iter()
            .map(move |short| (spaced(&short), long.clone()))
    });
    let mut all: Vec<(String, String)> = all.collect();
    all.sort_by_key(|(short, _)| std::cmp::Reverse(short.len()));
    all
}

fn first_in(all: &[String], in_persian: bool) -> &str {
    let found = all.iter().find(|phrase| phrase.is_ascii() != in_persian);
    found.map_or("", String::as_str)
}

fn phrases(written: BTreeMap<String, Vec<String>>) -> Phrases {
    let mut all: Phrases = written
        .into_iter()
        .flat_map(|(field, phrases)| {
            phrases.into_iter().map(move |phrase| Phrase {
                squashed: squashed(&phrase),
                words: spaced(&phrase),
                means: field.clone(),
            })
        })
        .collect();
    all.sort_by(|a, b| {
        let letters = |phrase: &Phrase| std::cmp::Reverse(phrase.squashed.chars().count());
        (letters(a), &a.squashed, &a.means).cmp(&(letters(b), &b.squashed, &b.means))
    });
    all
}

/// The words, folded, a blank before and behind each: what is held in it is held in whole words.
pub(super) fn spaced(text: &str) -> String {
    let folded = normalise(&text.replace('\u{200c}', " "));
    let words: Vec<&str> = folded
        .split(|sign: char| !sign.is_alphanumeric() && !"#٬".contains(sign))
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
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
    fn a_heading_that_holds_a_phrase_is_not_taken_for_it() {
        for (heading, like) in [
            ("مبلغ تضمین", Some("award_amount")),
            ("شماره نمابر", Some("number")),
            ("همراه برنده", Some("winner")),
            ("شماره‌نمابر", Some("number")),
            ("تاریخچه", None),
            ("نامبرده", None),
        ] {
            let found = words().of_tenders(heading);
            let found = found
                .as_ref()
                .map(|meaning| (meaning.field.as_str(), meaning.whole));
            assert_eq!(found, like.map(|field| (field, false)), "{heading}");
        }
    }

    #[test]
    fn headings_are_known_however_they_are_written() {
        for (heading, field) in [
            ("شماره مناقصه", "number"),
            ("شمارهٔ مناقصه", "number"),
            ("شماره‌ي مناقصه", "number"),
            ("مبلغ قرارداد (ميليون ريال)", "award_amount"),
            ("نام شركت برنده", "winner"),
            ("شناسه ملی اطلاعات برنده", "winner_id"),
            ("مبلغ (ریال) مشخصات قرارداد", "award_amount"),
            ("شناسه ملی برنده", "winner_id"),
            ("تعداد شرکت‌کنندگان", "bidders"),
            ("مهلت ارسال پیشنهادها", "deadline"),
            ("تاریخ درج آگهی در روزنامه", "published"),
            ("Winner", "winner"),
            ("CONTRACT_VALUE", "award_amount"),
            ("دستگاه مناقصه‌گزار", "buyer"),
            ("مبلغ (م.ر)", "award_amount"),
            ("ت. قرارداد", "award_date"),
            ("نوع برگزاری", "method"),
            ("ش.مناقصه", "number"),
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
                assert!(pair[0].squashed != pair[1].squashed, "{}", pair[0].squashed);
            }
        }
    }

    #[test]
    fn codes_of_closed_lists() {
        let code = |list: &str, word: &str| words().code(list, word).map(str::to_owned);
        assert_eq!(code("method", "مناقصه عمومی یک مرحله‌ای").as_deref(), Some("open"));
        assert_eq!(code("method", "ترک تشریفات").as_deref(), Some("limited"));
        assert_eq!(code("method", "محدود").as_deref(), Some("selective"));
        assert_eq!(code("category", "خدمات"), Some("services".to_owned()));
        assert_eq!(code("bid_status", "رد صلاحیت"), Some("disqualified".to_owned()));
        assert_eq!(
            code("bid_status", "فاقد صلاحیت فنی").as_deref(),
            Some("disqualified")
        );
        assert_eq!(code("status", "؟"), None);
        assert_eq!(code("bid_status", "تایید نشده"), None);
        assert_eq!(code("bid_status", "not accepted"), None);
        for total in ["جمع کل:", "جمع", "جمع کل قراردادهای سال"] {
            assert!(words().is_total(total), "{total}");
        }
        assert!(!words().is_total("جمع‌آوری زباله") && !words().is_total("جمع آوری"));
    }
}
