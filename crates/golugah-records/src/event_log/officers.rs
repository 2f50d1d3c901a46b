//! Which of a log's officers can be persons.

use super::{EventLog, NO_ENTRY};

/// Whoever works for so long with no longer pause than the next is no person: nobody goes a month without a day off.
const MONTH: i64 = 30 * 86_400_000;
const PAUSE: i64 = 20 * 3_600_000;

/// Fewer stamps than these show no habit.
const ENOUGH: usize = 30;

/// What forms write where nobody is named, beside blanks and signs alone; without regard to case and to the two ways of
/// writing ی and ک. `NA` is not among them, for it may be somebody's initials.
const NOBODY: [&str; 21] = [
    "n/a",
    "none",
    "null",
    "nil",
    "unknown",
    "undefined",
    "missing",
    "empty",
    "unassigned",
    "not assigned",
    "nobody",
    "نامشخص",
    "نا مشخص",
    "نامعلوم",
    "ناشناس",
    "ندارد",
    "هیچ کس",
    "هیچکس",
    "تعیین نشده",
    "ثبت نشده",
    "بدون کارشناس",
];

/// What accounts are called that are nobody's own, with or without a number behind.
const ACCOUNTS: [&str; 12] = [
    "admin",
    "administrator",
    "sysadmin",
    "root",
    "system",
    "batch",
    "scheduler",
    "workflow",
    "سامانه",
    "سیستم",
    "ادمین",
    "مدیر سامانه",
];

impl EventLog {
    /// Per entry of `resources`, whether it can be a person.
    ///
    /// It is none where its name stands for nobody or for software, and where it works as no person can: for a month of
    /// work without a pause of more than twenty hours, or with more than three in ten of its stamps in the same second as
    /// one of its own in another case. (Several stamps of *one* case in one second are a form that was saved: in a real
    /// log of loans 18 of 63 officers have them. In another the user `SYSTEM` has half of its stamps in the same second
    /// as another case's.) Stamps on a whole minute say nothing of seconds: a session that begins at ten decides all of
    /// its cases at ten.
    #[must_use]
    pub fn persons(&self) -> Vec<bool> {
        let mut of_officer: Vec<Vec<u32>> = vec![Vec::new(); self.resources.len()];
        for (event, officer) in (0..).zip(&self.events.resource) {
            if *officer != NO_ENTRY {
                of_officer[*officer as usize].push(event);
            }
        }
        let judged = self.resources.iter().zip(of_officer);
        judged
            .map(|(name, mut events)| {
                events.sort_unstable_by_key(|event| self.events.millis[*event as usize]);
                !is_nobody(name) && !self.never_rests(&events) && !self.is_at_two_places(&events)
            })
            .collect()
    }

    /// Whether some stretch of a month's work has no pause; `events` are in order of time.
    fn never_rests(&self, events: &[u32]) -> bool {
        let time = |event: &u32| self.events.millis[*event as usize];
        events
            .chunk_by(|before, after| time(after) - time(before) <= PAUSE)
            .any(|stretch| match stretch {
                [first, .., last] => time(last) - time(first) >= MONTH,
                _ => false,
            })
    }

    /// Whether too many stamps share their second with another case's; `events` are in order of time.
    fn is_at_two_places(&self, events: &[u32]) -> bool {
        let timed: Vec<u32> = events
            .iter()
            .copied()
            .filter(|event| self.events.millis[*event as usize].rem_euclid(60_000) != 0)
            .collect();
        let second = |event: &u32| self.events.millis[*event as usize].div_euclid(1000);
        let case = |event: &u32| self.events.case[*event as usize];
        let shared: usize = timed
            .chunk_by(|before, after| second(before) == second(after))
            .filter(|together| together.iter().any(|event| case(event) != case(&together[0])))
            .map(<[u32]>::len)
            .sum();
        timed.len() >= ENOUGH && shared * 10 > timed.len() * 3
    }

    /// The log with the officers that are no persons taken from its events; borrowed where all are.
    #[must_use]
    pub fn with_persons(&self) -> std::borrow::Cow<'_, Self> {
        let persons = self.persons();
        let mut log = std::borrow::Cow::Borrowed(self);
        if persons.iter().any(|person| !person) {
            for officer in &mut log.to_mut().events.resource {
                if persons.get(*officer as usize) == Some(&false) {
                    *officer = NO_ENTRY;
                }
            }
        }
        log
    }
}

/// Whether a name stands for nobody, or for an account that is nobody's own.
pub(super) fn is_nobody(name: &str) -> bool {
    let folded = folded(name);
    let bare = bare(&folded);
    let unnumbered = bare.trim_end_matches(|letter: char| !letter.is_alphabetic());
    is_filler(name) || ACCOUNTS.contains(&unnumbered)
}

/// Whether a form wrote this where nothing was named: of offices as of officers.
pub(super) fn is_filler(name: &str) -> bool {
    let folded = folded(name);
    let bare = bare(&folded);
    bare.is_empty() || NOBODY.contains(&bare)
}

/// Without the signs around it.
fn bare(folded: &str) -> &str {
    folded.trim_matches(|letter: char| !letter.is_alphanumeric())
}

fn folded(name: &str) -> String {
    name.trim()
        .chars()
        .map(|letter| match letter {
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            '\u{200c}' => ' ',
            letter => letter.to_ascii_lowercase(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_nobody_and_short_names_somebody() {
        for name in [
            "",
            " - ",
            "--",
            "?",
            "…",
            "N/A",
            "(unknown)",
            "UNDEFINED",
            "نامشخص",
            "نامشخّص",
        ] {
            assert_eq!(is_nobody(name), name != "نامشخّص", "{name}");
        }
        for name in ["ثبت‌نشده", "تعيين نشده", "<none>", "admin1", "SYSTEM", "سامانه ۲"]
        {
            assert!(is_nobody(name), "{name}");
        }
        for name in ["NA", "7", "12-3", "admin office", "علی", "Non", "unknown soldier"] {
            assert!(!is_nobody(name), "{name}");
        }
        for name in ["EMPTY", "missing", " - ", "نامشخص"] {
            assert!(is_filler(name), "{name}");
        }
        // An account is nobody, and a system may be an office.
        assert!(!is_filler("system") && !is_filler("Group 4"));
    }
}
