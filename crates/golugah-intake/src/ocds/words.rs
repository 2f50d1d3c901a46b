//! What kind of tender it is, by its words: `words.txt` has them.

use std::sync::LazyLock;

use golugah_records::{Nature, Release};

/// The relationship to an earlier process for the same that came to nothing, in the standard's list.
pub(super) const UNSUCCESSFUL: &str = "unsuccessfulProcess";

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Sells,
    Buys,
    Again,
    Donor,
    Urgent,
    Calm,
    Denies,
    Quality,
}

/// All words with what they say, by the two bytes that they begin with: titles are long, and there is one in every release.
struct Words {
    begins: Vec<Vec<(Says, Vec<String>)>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(include_str!("words.txt")));

impl Words {
    fn of(list: &str) -> Self {
        let mut words = Self {
            begins: vec![Vec::new(); 1 << 16],
        };
        let lines = list
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            let (says, phrase) = line.split_once(": ").expect("a test reads every line");
            let says = match says {
                "sells" => Says::Sells,
                "buys" => Says::Buys,
                "again" => Says::Again,
                "urgent" => Says::Urgent,
                "calm" => Says::Calm,
                "denies" => Says::Denies,
                "quality" => Says::Quality,
                _ => Says::Donor,
            };
            let phrase: Vec<String> = split(phrase).map(|word| letters(word).collect()).collect();
            let first = phrase[0].as_bytes();
            words.begins[begin(first[0], first[1])].push((says, phrase));
        }
        words
    }

    /// Hands everything that is found in `text` to `found`.
    fn find(&self, text: &str, mut found: impl FnMut(Says)) {
        let bytes = text.as_bytes();
        let mut inside = false;
        let mut denied = false;
        for (at, letter) in text.char_indices() {
            let is_letter = is_letter(letter);
            let starts = is_letter && !inside;
            inside = is_letter || is_mark(letter);
            if starts {
                let phrases = &self.begins[begin(bytes[at], bytes.get(at + 1).copied().unwrap_or(0))];
                // What it is said not to be: "non-consulting".
                let denies = (phrases.iter())
                    .any(|(says, phrase)| *says == Says::Denies && begins_with(&text[at..], phrase));
                if std::mem::replace(&mut denied, denies) {
                    continue;
                }
                let here = phrases
                    .iter()
                    .filter(|(_, phrase)| begins_with(&text[at..], phrase));
                here.for_each(|(says, _)| found(*says));
            }
        }
    }
}

/// What the words of a tender's title, and those of its offices' names, say of it.
pub(super) fn nature(title: &str, release: &Release<'_>) -> Nature {
    let mut nature = Nature::default();
    let (mut buys, mut calm) = (false, false);
    let words = &*WORDS;
    words.find(title, |says| match says {
        Says::Sells => nature.sells = true,
        Says::Buys => buys = true,
        Says::Again => nature.again = true,
        Says::Donor => nature.donor = true,
        Says::Urgent => nature.urgent = true,
        Says::Calm => calm = true,
        Says::Denies => {}
        Says::Quality => nature.by_quality = true,
    });
    nature.sells &= !buys;
    nature.urgent &= !calm;
    if !nature.by_quality {
        words.find(&release.tender.method_details, |says| {
            nature.by_quality |= says == Says::Quality;
        });
    }
    for name in [&release.buyer.name, &release.tender.procuring_entity.name] {
        if !nature.donor {
            words.find(name, |says| nature.donor |= says == Says::Donor);
        }
    }
    nature
}

fn begin(first: u8, second: u8) -> usize {
    let lower = |byte: u8| usize::from(byte.to_ascii_lowercase());
    lower(first) << 8 | lower(second)
}

/// A letter as it is compared.
fn folded(letter: char) -> char {
    // Ye, kaf and he, in their Arabic and their Persian shapes.
    match letter {
        '\u{64a}' | '\u{649}' => '\u{6cc}',
        '\u{643}' => '\u{6a9}',
        '\u{6c0}' | '\u{629}' => '\u{647}',
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

/// The words of a text.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !is_letter(letter) && !is_mark(letter))
        .filter(|word| !word.is_empty())
}

/// The letters of a word as they are compared.
fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|letter| !is_mark(*letter)).map(folded)
}

/// Whether it is a letter or a digit. The tables of the standard library are slow for Persian, whose letters all stand below this
/// limit.
fn is_letter(letter: char) -> bool {
    const LIMIT: usize = 0x700;
    static KNOWN: LazyLock<Vec<bool>> = LazyLock::new(|| {
        let all = (0..LIMIT as u32).map(|code| char::from_u32(code).is_some_and(char::is_alphanumeric));
        all.collect()
    });
    match KNOWN.get(letter as usize) {
        Some(known) => *known,
        None => letter.is_alphanumeric(),
    }
}

/// Whether it is a sign above or below a letter, which most leave out.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Whether a text begins with these words, each of them whole.
fn begins_with(text: &str, phrase: &[String]) -> bool {
    let mut words = split(text);
    phrase
        .iter()
        .all(|wanted| words.next().is_some_and(|word| letters(word).eq(wanted.chars())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str) -> Nature {
        nature(title, &Release::default())
    }

    #[test]
    fn every_line_says_something() {
        let lines = include_str!("words.txt").lines();
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (says, phrase) = line.split_once(": ").expect(line);
            assert!(
                [
                    "sells", "buys", "again", "donor", "urgent", "calm", "denies", "quality"
                ]
                .contains(&says),
                "{line}"
            );
            assert!(split(phrase).next().is_some_and(|word| word.len() > 1), "{line}");
        }
    }

    #[test]
    fn a_sale_is_told_from_a_purchase() {
        for sale in [
            "Grant of IMFL Retail OFF shop no. KA8 at OLD LAHORIJAN",
            "LEASING OUT OF I.W.T. FERRY SERVICES",
            "Sale of used Test Booklet (Printed)",
            "مزایده عمومی اجارهٔ غرفه‌های بازار روز",
            "فروش ضایعات آهن",
            "واگذاري بهره‌برداری از پارکینگ",
        ] {
            assert!(of(sale).sells, "{sale}");
        }
        for purchase in [
            "Purchase of licences for office software",
            "Supply and sale of tokens",
            "Construction of an auction hall",
            "Construction of Market Shed under Award of Direct Grant of 6th ASFC fund",
            "1 dedicated lease line internet connectivity",
            "Wholesale of nothing",
            "خرید پروانهٔ نرم‌افزار",
            "خدمات پس از فروش آسانسورها",
            "واگذاری امور خدماتی",
            "اجارهٔ خودرو با راننده",
            "تأمین خودروی اجاره‌ای",
        ] {
            assert!(!of(purchase).sells, "{purchase}");
        }
    }

    #[test]
    fn what_cannot_wait_and_what_is_ranked_by_quality_are_seen() {
        for urgent in [
            "Repair of breached embankment under SDRF",
            "Restoration of Flood damaged road",
            "خرید اضطراری پمپ آب",
            "ترمیم معابر سیل‌زده",
        ] {
            assert!(of(urgent).urgent, "{urgent}");
        }
        for calm in [
            "Floodlight for the stadium",
            "Restorations Ltd",
            "Restoration of the old gate",
            "Temporary power connection",
            "Flood damaged road under PDNA 2023",
            "Renovation of the Non-COVID ward",
            "خرید غیر اضطراری پمپ",
            "داربست موقت",
            "آسفالت خیابان فوریه",
        ] {
            assert!(!of(calm).urgent, "{calm}");
        }
        for ranked in [
            "Selection of Consultants for supervision",
            "Supervision (QCBS)",
            "Empanelment of Agencies for skill training",
            "Request for Expressions of Interest: audit",
            "خرید خدمات مشاوره‌ای طرح تفصیلی",
        ] {
            assert!(of(ranked).by_quality, "{ranked}");
        }
        for lowest in [
            "Construction of the consultants' hall",
            "Quality bricks",
            "Empanelment of suppliers of cement",
            "Hiring of vehicles (Non-Consulting Services)",
            "مهندسین مشاور تهران: ساخت نرده",
        ] {
            assert!(!of(lowest).by_quality, "{lowest}");
        }
        let mut release = Release::default();
        release.tender.method_details = "Quality And Cost-Based Selection".into();
        assert!(nature("Audit", &release).by_quality);
    }

    #[test]
    fn a_second_attempt_and_a_donor_are_seen() {
        for again in [
            "ReTender_Construction of 2 buildings",
            "Barsapara Bridge-Re-Bid",
            "تجدید مناقصهٔ آسفالت",
        ] {
            assert!(of(again).again, "{again}");
        }
        for first in ["Redbid road", "Tender for rebidding", "نوبت دوم آگهی مناقصه"] {
            assert!(!of(first).again, "{first}");
        }
        assert!(of("Road (World  Bank funded)").donor);
        let mut release = Release::default();
        release.buyer.name = "Public Works Roads Department-Externally Aided Project".into();
        assert!(nature("Road", &release).donor);
        assert!(!of("Badbank, world of banks").donor);
    }
}
