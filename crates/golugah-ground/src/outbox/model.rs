//! Numbers, quiet hours, pauses, and the general words for what waits.

use golugah_persian::Workday;

/// How often a message is tried.
const MOST_TRIES: i64 = 5;

/// How long it waits after the first failure, in seconds; each pause is three times the one before.
const FIRST_PAUSE: i64 = 300;

/// The hours of the day in Iran at which messages are sent.
const AWAKE: std::ops::Range<u8> = 7..21;

/// The kinds of work that have words of their own, by the first part of the page on which it is done.
const KINDS: [&str; 10] = [
    "bottlenecks",
    "claims",
    "exceptions",
    "imports",
    "pasted",
    "people",
    "reports",
    "resolutions",
    "sessions",
    "today",
];

/// A mobile number as it is kept, `09` and nine digits, from how people type it; `None` where that is none. Nothing else is ever handed
/// to a program, so that no number passes for an option, a path or a second line.
pub(super) fn mobile(typed: &str) -> Option<String> {
    let latin = golugah_persian::latin_digits(typed.trim());
    if !latin.starts_with(|first: char| first == '+' || first.is_ascii_digit()) {
        return None;
    }
    let plain: String = latin
        .chars()
        .filter(|symbol| !matches!(symbol, ' ' | '-'))
        .collect();
    let national = plain
        .strip_prefix("+98")
        .or_else(|| plain.strip_prefix("0098"))
        .or_else(|| plain.strip_prefix('0'))?;
    let is_mobile = national.len() == 10
        && national.starts_with('9')
        && national.bytes().all(|byte| byte.is_ascii_digit());
    is_mobile.then(|| format!("0{national}"))
}

/// Whether messages are sent at this hour of this day. A day of which nobody knows whether it is a holiday is none that is known.
pub(super) fn is_awake(hour: u8, day: Option<&Workday>) -> bool {
    AWAKE.contains(&hour) && !matches!(day, Some(Workday::Rests(_)))
}

/// How many seconds a message waits that failed for the so-many-th time; `None` where it is given up.
pub(super) fn pause(tries: i64) -> Option<i64> {
    let before = u32::try_from(tries.max(1) - 1).ok()?;
    (tries < MOST_TRIES).then(|| FIRST_PAUSE * 3_i64.pow(before))
}

/// The general word for work that is done on this page.
pub(super) fn kind(address: &str) -> &'static str {
    let first = address.trim_start_matches('/').split(['/', '?', '#']).next();
    let known = KINDS.into_iter().find(|kind| Some(*kind) == first);
    known.unwrap_or("other")
}

#[cfg(test)]
mod tests {
    use golugah_persian::{Weekday, Workday};

    use super::{is_awake, kind, mobile, pause};

    #[test]
    fn a_number_is_a_number_and_nothing_else() {
        for typed in [
            "09123456789",
            " ۰۹۱۲ ۳۴۵ ۶۷۸۹ ",
            "+98 912-345-6789",
            "00989123456789",
        ] {
            assert_eq!(mobile(typed).as_deref(), Some("09123456789"), "{typed}");
        }
        for typed in [
            "",
            "-o/etc/passwd",
            "-09123456789",
            "; rm",
            "09123456789; rm",
            "09123456789\n09120000000",
            "$(id)",
            "02188888888",
            "0912345678",
            "091234567890",
            "09+98123456",
            "{number}",
        ] {
            assert_eq!(mobile(typed), None, "{typed}");
        }
    }

    #[test]
    fn nobody_is_told_at_night_or_on_a_day_of_rest() {
        for (hour, awake) in [
            (0, false),
            (6, false),
            (7, true),
            (20, true),
            (21, false),
            (23, false),
        ] {
            assert_eq!(is_awake(hour, Some(&Workday::Works)), awake, "{hour}");
        }
        let friday = Workday::Rests(vec![golugah_persian::Rest::Weekly(Weekday::Friday)]);
        assert!(!is_awake(12, Some(&friday)));
    }

    #[test]
    fn pauses_grow_and_end() {
        assert_eq!(
            [1, 2, 3, 4, 5, 6].map(pause),
            [Some(300), Some(900), Some(2_700), Some(8_100), None, None]
        );
    }

    #[test]
    fn work_has_a_general_word() {
        assert_eq!(kind("/resolutions/7"), "resolutions");
        assert_eq!(kind("/bottlenecks?state=found"), "bottlenecks");
        assert_eq!(kind("/today#late"), "today");
        assert_eq!(kind("/elsewhere/7"), "other");
        assert_eq!(kind(""), "other");
    }
}
