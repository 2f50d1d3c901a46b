//! The months in which the council did not meet: the law wants one session a month at least.

use std::collections::BTreeSet;

use golugah_persian::{JalaliDate, JalaliMonth};

/// How many months back somebody is reminded of; what is older is history.
const MONTHS_BACK: usize = 12;

/// The whole months of the last year in which no session was held, the first first. Before the first session that is known of
/// nothing was missed, and the month that still runs is not over.
pub(super) fn missed(held: &[String], today: &str) -> Vec<JalaliMonth> {
    let month = |day: &str| JalaliDate::from_rfc3339(day).map(JalaliMonth::from);
    let held: BTreeSet<JalaliMonth> = held.iter().filter_map(|day| month(day)).collect();
    let (Some(first), Some(running)) = (held.first().copied(), month(today)) else {
        return Vec::new();
    };
    let mut missed: Vec<JalaliMonth> = std::iter::successors(running.previous(), |month| month.previous())
        .take(MONTHS_BACK)
        .take_while(|month| *month > first)
        .filter(|month| !held.contains(month))
        .collect();
    missed.reverse();
    missed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(held: &[&str], today: &str) -> Vec<(i32, u8)> {
        let held: Vec<String> = held.iter().map(|day| (*day).to_owned()).collect();
        let missed = missed(&held, today);
        missed.iter().map(|month| (month.year(), month.month())).collect()
    }

    #[test]
    fn whole_months_between_the_first_session_and_this_month_are_missed() {
        // 4 Azar 1405, asked on 4 Esfand and on the last day of the month after it.
        assert_eq!(months(&["2026-11-25"], "2027-02-23"), [(1405, 10), (1405, 11)]);
        assert!(months(&["2026-11-25"], "2026-12-21").is_empty());
        assert_eq!(months(&["2026-11-25", "2027-01-25"], "2027-02-23"), [(1405, 10)]);
    }

    #[test]
    fn nothing_is_missed_where_nothing_is_known_and_nothing_older_than_a_year() {
        assert!(months(&[], "2027-02-23").is_empty());
        assert!(months(&["no day"], "2027-02-23").is_empty());
        assert!(months(&["2026-11-25"], "no day").is_empty());
        assert_eq!(months(&["2010-01-01"], "2027-02-23").len(), MONTHS_BACK);
    }
}
