//! Compared values and parameters as people write them.

use golugah_findings::Datum;
use golugah_persian::{Language, date_short, integer, money, money_exact, persian_digits};

use crate::{
    figures::{self, percent},
    plain::{clean, isolated},
    words::{Arg, Words},
};

/// How many members of a list are shown.
const LIST_LIMIT: usize = 12;

/// A value as text in which what came from data is cleaned and stands between isolates.
///
/// A code that has words of its own (`procurement_method-open`) is said in them. A word of the key tells the unit of
/// a number: `wait_seconds`, `days_late`, `close_share`.
pub(crate) fn value(key: &str, datum: &Datum, words: &Words) -> String {
    let language = words.language;
    match datum {
        Datum::Money { minor, currency } => {
            let (minor, currency) = (i128::from(*minor), clean(currency));
            let (exact, said) = (
                money_exact(minor, &currency, language),
                money(minor, &currency, language),
            );
            if exact == said {
                exact
            } else {
                format!("{exact} ({said})")
            }
        }
        Datum::Flag(flag) => words.say(if *flag { "report-yes" } else { "report-no" }),
        Datum::Integer(number) => with_unit(
            key,
            *number as f64,
            &integer(i128::from(*number), language),
            words,
        ),
        Datum::Number(number) => with_unit(key, *number, &figures::number(*number, words), words),
        Datum::Text(text) => moment(minute(key, text), language)
            .or_else(|| codes(key, text, words))
            .unwrap_or_else(|| isolated(text)),
        Datum::List(members) if key == "days_hours" => days_hours(members, words),
        Datum::List(members) => {
            let mut shown: Vec<String> = members
                .iter()
                .take(LIST_LIMIT)
                .map(|member| value(key, member, words))
                .collect();
            if members.len() > LIST_LIMIT {
                shown.push(words.count("report-more-members", (members.len() - LIST_LIMIT) as u64));
            }
            // Fluent trims the end of a string, so that the space is put here.
            shown.join(&format!("{} ", words.say("report-list-separator")))
        }
    }
}

/// Whole days, and the hours beyond them that do not count.
fn days_hours(members: &[Datum], words: &Words) -> String {
    let number = |at: usize| match members.get(at) {
        Some(Datum::Integer(number)) => u64::try_from(*number).unwrap_or(0),
        _ => 0,
    };
    let (days, hours) = (number(0), number(1));
    words.say_with(
        "report-days-hours",
        &[
            ("days", Arg::Text(&words.quantity("report-days", days as f64, 0))),
            (
                "hours",
                Arg::Text(&words.quantity("report-hours", hours as f64, 0)),
            ),
        ],
    )
}

/// A code in people's words, or several that stand between bars; `None` where one of them has no words.
fn codes(key: &str, text: &str, words: &Words) -> Option<String> {
    let said: Option<Vec<String>> = text
        .split('|')
        .map(|code| words.evidence(&format!("{key}-{code}")))
        .collect();
    // Fluent trims the end of a string, so that the space is put here.
    said.map(|said| said.join(&format!("{} ", words.say("report-list-separator"))))
}

/// Where the moment of a log stands; nobody is told to the second when a case lay on a desk.
const OF_A_LOG: [&str; 6] = ["began", "done", "due", "handed_over", "planned", "still_waiting"];

/// A moment without its seconds, where the key is one of a log's.
fn minute<'t>(key: &str, text: &'t str) -> &'t str {
    match text.get(..16) {
        Some(minute) if OF_A_LOG.contains(&key) && text[16..].starts_with(':') => minute,
        _ => text,
    }
}

/// A number with the unit that a word of its key names.
fn with_unit(key: &str, number: f64, written: &str, words: &Words) -> String {
    let has = |word: &str| key.split('_').any(|part| part == word);
    if has("days") {
        words.quantity("report-days", number, 1)
    } else if has("hours") {
        words.quantity("report-hours", number, 1)
    } else if has("seconds") {
        duration(number, words)
    } else if has("share") || has("rate") {
        percent(number, words.language)
    } else {
        written.to_owned()
    }
}

/// Seconds in the largest unit that leaves a readable number.
fn duration(seconds: f64, words: &Words) -> String {
    let (key, _, unit) = largest_unit(seconds);
    words.quantity(key, seconds / unit, 1)
}

/// The largest unit that leaves a readable number of so many seconds: the keys of a number in it and of its name, and how many
/// seconds it has.
pub(crate) fn largest_unit(seconds: f64) -> (&'static str, &'static str, f64) {
    match seconds.abs() {
        s if s >= 86_400.0 => ("report-days", "report-unit-days", 86_400.0),
        s if s >= 3_600.0 => ("report-hours", "report-unit-hours", 3_600.0),
        s if s >= 60.0 => ("report-minutes", "report-unit-minutes", 60.0),
        _ => ("report-seconds", "report-unit-seconds", 1.0),
    }
}

/// A date or a timestamp as people write it: the day, then hours and minutes as they stand in the data, and seconds only
/// where there are any, for two moments may differ in nothing else.
pub(crate) fn moment(text: &str, language: Language) -> Option<String> {
    let day = date_short(text, language)?;
    let time = text.get(11..).unwrap_or_default();
    if time.is_empty() {
        return Some(day);
    }
    if !time
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z' | b'z'))
    {
        return None;
    }
    let clock = time.split(['Z', 'z', '+', '-', '.']).next().unwrap_or_default();
    let time = clock
        .strip_suffix(":00")
        .filter(|rest| rest.contains(':'))
        .unwrap_or(clock);
    Some(match language {
        Language::Persian => format!("{day}، {}", persian_digits(time)),
        Language::English => format!("{day}, {time}"),
    })
}

#[cfg(test)]
mod tests {
    use golugah_findings::Datum;
    use golugah_persian::Language::{English, Persian};

    use super::value;
    use crate::words::words;

    #[track_caller]
    fn check(key: &str, datum: impl Into<Datum>, persian: &str, english: &str) {
        let datum = datum.into();
        assert_eq!(value(key, &datum, words(Persian)), persian);
        assert_eq!(value(key, &datum, words(English)), english);
    }

    #[test]
    fn the_key_tells_the_unit() {
        check("wait_seconds", 1_062_720.0, "۱۲٫۳ روز", "12.3 days");
        check("seconds_late", 90, "۱٫۵ دقیقه", "1.5 minutes");
        check("days_late", 1, "۱ روز", "1 day");
        check("threshold_days", 1.4, "۱٫۴ روز", "1.4 days");
        check("close_share", 0.01, "۱\u{200F}٪", "1\u{a0}%");
        check("percentile", 75, "۷۵", "75");
        check("ratio", 0.018_867, "۰٫۰۱۹", "0.019");
        check("probability", 0.000_2, "۰٫۰۰۰۲", "0.0002");
    }

    #[test]
    fn moments_and_known_codes_are_said_and_foreign_text_is_isolated() {
        check(
            "received",
            "2025-03-20T09:15:00Z",
            "۱۴۰۳/۱۲/۳۰، ۰۹:۱۵",
            "2025-03-20, 09:15",
        );
        check(
            "bid_date",
            "2025-03-20T17:00:08.5+03:30",
            "۱۴۰۳/۱۲/۳۰، ۱۷:۰۰:۰۸",
            "2025-03-20, 17:00:08",
        );
        check("procurement_method", "open", "عمومی", "open");
        check(
            "methods",
            "open|selective",
            "عمومی، با دعوت از واجدان شرایط",
            "open, selective",
        );
        check(
            "methods",
            "open|x",
            "\u{2068}open|x\u{2069}",
            "\u{2068}open|x\u{2069}",
        );
        check(
            "done",
            "2025-03-20T17:00:08.5+03:30",
            "۱۴۰۳/۱۲/۳۰، ۱۷:۰۰",
            "2025-03-20, 17:00",
        );
        check(
            "winner",
            "open\u{202E}",
            "\u{2068}open\u{2069}",
            "\u{2068}open\u{2069}",
        );
        check(
            "winner",
            "2025-03-20Tx",
            "\u{2068}2025-03-20Tx\u{2069}",
            "\u{2068}2025-03-20Tx\u{2069}",
        );
    }

    #[test]
    fn a_long_list_is_cut_and_says_so() {
        let list = Datum::List((0..14).map(|_| Datum::Flag(true)).collect());
        assert!(value("x", &list, words(English)).ends_with("yes, and 2 more"));
    }
}
