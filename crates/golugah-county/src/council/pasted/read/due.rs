//! Until when: what a line says of it, and the day that makes, counted from the day of its session.

use golugah_persian::{
    JalaliDate, JalaliMonth, PERSIAN_MONTHS, Weekday, WorkingCalendar, normalise, plus_days, weekday,
};

use super::vocabulary::{Word, begins, finds, under};
use crate::terms::{Length, count};

/// Until when something is due, as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The words it was understood from.
    pub words: String,
    /// What they mean.
    pub until: Until,
}

/// What words about a day mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// So much time from the day of the session, or a named day; and the day that makes.
    Day(Length, String),
    /// The session after that one, whose day nobody has said.
    NextSession,
    /// As soon as it can be done: no day.
    AtOnce,
}

/// Until when these words say, from the day of their session.
pub(super) fn of(words: &[Word<'_>], day: &str, calendar: &WorkingCalendar) -> Option<Due> {
    let today = JalaliDate::from_rfc3339(day)?;
    let made = |(from, to): (usize, usize), length: Length| {
        let due = count(&length, day, calendar)?.day;
        Some(Due {
            words: written(words, from, to),
            until: Until::Day(length, due),
        })
    };
    for at in 0..words.len() {
        let rest = words.get(at..).unwrap_or_default();
        if let Some((taken, length)) = within(rest)
            && let Some(due) = made((at, at + taken), length)
        {
            return Some(due);
        }
        let Some(until) = begins("until", rest) else {
            continue;
        };
        let (after, from) = (at + until.words.len(), at);
        let rest = words.get(after..).unwrap_or_default();
        if let Some((taken, named)) = named_day(rest, today)
            && let Some(due) = made((from, after + taken), Length::Day(named))
        {
            return Some(due);
        }
        if let Some(next) = begins("next_session", rest) {
            return Some(Due {
                words: written(words, from, after + next.words.len()),
                until: Until::NextSession,
            });
        }
        // «حداکثر تا ده روز»
        if let Some((taken, length)) = amount(rest)
            && let Some(due) = made((from, after + taken), length)
        {
            return Some(due);
        }
    }
    let (at, phrase) = finds("at_once", words)?;
    Some(Due {
        words: written(words, at, at + phrase.words.len()),
        until: Until::AtOnce,
    })
}

fn written(words: &[Word<'_>], from: usize, to: usize) -> String {
    let words: Vec<&str> = words
        .iter()
        .take(to)
        .skip(from)
        .map(|word| word.written)
        .collect();
    words.join(" ")
}

/// «ظرف ده روز کاری»: how many words, and how much time.
fn within(words: &[Word<'_>]) -> Option<(usize, Length)> {
    let begun = begins("within", words)?.words.len();
    // «ظرف مدت ده روز», «حداکثر ظرف ده روز»
    let also = begins("within", words.get(begun..)?).map_or(0, |also| also.words.len());
    let (taken, length) = amount(words.get(begun + also..)?)?;
    Some((begun + also + taken, length))
}

/// «ده روز», «۲ هفته», «یک ماه»: how many words, and how much time.
fn amount(words: &[Word<'_>]) -> Option<(usize, Length)> {
    let number = number(&words.first()?.folded)?;
    let unit = begins("units", words.get(1..)?)?;
    let length = match unit.means.as_str() {
        "working_days" => Length::WorkingDays(number),
        "days" => Length::Days(number),
        "weeks" => Length::Days(number.checked_mul(7)?),
        "months" => Length::Months(number),
        // Minutes tell no hour from which hours could run: whole days, the last one begun.
        "hours" => Length::Days(number.div_ceil(24)),
        _ => return None,
    };
    let is_sane = length
        .number()
        .is_some_and(|number| (1..=1_000).contains(&number));
    is_sane.then_some((1 + unit.words.len(), length))
}

fn number(word: &str) -> Option<u32> {
    let named = under("numbers").iter().find(|phrase| phrase.words == [word]);
    named.map_or(word, |phrase| phrase.means.as_str()).parse().ok()
}

/// A named day: how many words, and the day.
fn named_day(words: &[Word<'_>], today: JalaliDate) -> Option<(usize, String)> {
    let first = words.first()?;
    // «تا تاریخ ۱۴۰۵/۱۰/۱۵», «تا ۱۴۰۵/۱۰/۱۵»
    for (at, typed) in words.iter().take(2).enumerate() {
        if let Ok(date) = JalaliDate::from_typed(typed.written) {
            return Some((at + 1, date.to_rfc3339()?));
        }
    }
    if let Some(phrase) = begins("end_of_year", words) {
        let last = JalaliMonth::new(today.year, 12)?.days().last()?;
        return Some((phrase.words.len(), last.to_rfc3339()?));
    }
    if let Some(phrase) = begins("end_of_month", words) {
        let last = JalaliMonth::from(today).days().last()?;
        return Some((phrase.words.len(), last.to_rfc3339()?));
    }
    if let Some(phrase) = begins("end_of_week", words) {
        return Some((phrase.words.len(), end_of_week(today)?));
    }
    if begins("end", words).is_some() || begins("middle", words).is_some() {
        // «پایان آذر», «پایان آذر ماه», «نیمهٔ دی ۱۴۰۵»
        let skip = usize::from(words.get(1).is_some_and(|word| is_month_word(&word.folded)));
        let at = 1 + skip;
        let (month, also) = month(words.get(at..)?)?;
        let taken = at + also;
        let (year, more) = year(words.get(taken..).unwrap_or_default(), month, 15, today);
        let whole = JalaliMonth::new(year, month)?;
        let day = match begins("middle", words) {
            Some(_) => whole.days().nth(14)?,
            None => whole.days().last()?,
        };
        return Some((taken + more, day.to_rfc3339()?));
    }
    // «۱۵ دی», «پانزدهم دی ماه ۱۴۰۵»
    let day = day_of_month(&first.folded)?;
    let (month, also) = month(words.get(1..)?)?;
    let (year, more) = year(words.get(1 + also..).unwrap_or_default(), month, day, today);
    let date = JalaliDate { year, month, day };
    Some((1 + also + more, date.to_rfc3339()?))
}

/// A day of a month, as a number or as an ordinal.
fn day_of_month(word: &str) -> Option<u8> {
    // «پانزدهم»: the ordinal's last letter.
    let plain = word.strip_suffix('\u{645}').unwrap_or(word);
    let number = number(plain).or_else(|| number(word))?;
    u8::try_from(number).ok().filter(|day| (1..=31).contains(day))
}

fn is_month_word(word: &str) -> bool {
    under("units")
        .iter()
        .any(|unit| unit.means == "months" && unit.words == [word])
}

/// A month and how many words it takes, «ماه» behind it among them.
fn month(words: &[Word<'_>]) -> Option<(u8, usize)> {
    let first = words.first()?.folded.as_str();
    let place = PERSIAN_MONTHS.iter().position(|name| {
        let name = normalise(name);
        // «آذرماه», written as one.
        first == name || first.strip_prefix(name.as_str()).is_some_and(is_month_word)
    })?;
    let with_word = words.get(1).is_some_and(|word| is_month_word(&word.folded));
    Some((u8::try_from(place).ok()? + 1, 1 + usize::from(with_word)))
}

/// The year of a month's day and how many words it takes: the one that is said, else the next such day from that day on.
fn year(words: &[Word<'_>], month: u8, day: u8, today: JalaliDate) -> (i32, usize) {
    // «دی ۱۴۰۵», «دی سال ۱۴۰۵»
    let said = words.iter().take(2).enumerate().find_map(|(at, word)| {
        let year: i32 = word.folded.parse().ok()?;
        (1_300..=1_500).contains(&year).then_some((year, at + 1))
    });
    said.unwrap_or_else(|| {
        let passed = (month, day) < (today.month, today.day) && month != today.month;
        (today.year + i32::from(passed), 0)
    })
}

/// The last working day of a week: Thursday, by the week that begins on Saturday.
fn end_of_week(today: JalaliDate) -> Option<String> {
    let mut day = today.to_rfc3339()?;
    for _ in 0..7 {
        if weekday(&day)? == Weekday::Thursday {
            return Some(day);
        }
        day = plus_days(&day, 1)?;
    }
    None
}
