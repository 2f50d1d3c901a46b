//! What the head of minutes says of its session: number, day and hour. What it does not say is asked.

use golugah_persian::{JalaliDate, latin_digits};

use super::vocabulary::{Word, begins, finds, words_of};

/// How many lines a head has at most.
const HEAD_LINES: usize = 15;

/// The most that a session's number is: more is the number of a letter.
const HIGHEST: i64 = 999;

/// What a head says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The session's number.
    pub number: Option<i64>,
    /// Its day, `YYYY-MM-DD`.
    pub day: Option<String>,
    /// Its hour, `HH:MM`.
    pub hour: Option<String>,
}

/// Reads the head of minutes, up to the first line that decides something.
pub fn head(text: &str) -> Head {
    let mut head = Head::default();
    for line in text.lines().take(HEAD_LINES) {
        let words = words_of(line);
        if finds("decided", &words).is_some() {
            break;
        }
        for at in 0..words.len() {
            let rest = words.get(at..).unwrap_or_default();
            let behind = |heading: &str| {
                let phrase = begins(heading, rest)?;
                rest.get(phrase.words.len()..)
            };
            if head.number.is_none() {
                head.number = behind("number_is").and_then(number);
            }
            if head.day.is_none() {
                head.day = behind("day_is").and_then(day);
            }
            if head.hour.is_none() {
                head.hour = behind("hour_is").and_then(hour);
            }
        }
    }
    head
}

/// An hour as it is told, `10 صبح` or `۴:۳۰ بعدازظهر`, as `HH:MM`; `None` where it is none.
pub fn hour_told(text: &str) -> Option<String> {
    hour(&words_of(text))
}

fn number(words: &[Word<'_>]) -> Option<i64> {
    let number = words.first()?.folded.parse().ok()?;
    (1..=HIGHEST).contains(&number).then_some(number)
}

/// The first day among the next few words: a weekday may stand before it.
fn day(words: &[Word<'_>]) -> Option<String> {
    words
        .iter()
        .take(3)
        .find_map(|word| JalaliDate::from_typed(word.written).ok()?.to_rfc3339())
}

fn hour(words: &[Word<'_>]) -> Option<String> {
    let told = latin_digits(words.first()?.written);
    let (hours, minutes) = told.split_once(':').unwrap_or((told.as_str(), "00"));
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    let rest = words.get(1..).unwrap_or_default();
    let is_afternoon = begins("afternoon", rest).is_some() && hours < 12;
    let hours = if is_afternoon { hours + 12 } else { hours };
    (hours < 24 && minutes < 60).then(|| format!("{hours:02}:{minutes:02}"))
}
