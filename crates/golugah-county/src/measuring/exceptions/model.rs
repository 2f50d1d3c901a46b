use golugah_persian::{JalaliDate, JalaliMonth, Language};

use crate::support::stored::words;

words! {
    /// What came of a case. The words are those of the database.
    pub enum CaseState {
        /// Nobody has answered for it yet.
        Open = "open",
        /// It was explained, and the explanation was taken.
        Explained = "explained",
        /// It is so: the case does not agree with the rule, and whoever answers for it says so.
        Accepted = "accepted",
        /// The data no longer shows it.
        Gone = "gone",
    }
}

impl CaseState {
    /// Whether `next` may follow. People answer for what the data shows and may take their answer back; only a measurement
    /// takes a case away or brings it again.
    pub fn may_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::Gone, next) => next == Self::Open,
            (before, next) => before != next,
        }
    }
}

/// The month of a deed, as it is stored: `1405-07`; empty where the data has no day.
pub fn month_of(day: Option<&str>) -> String {
    day.and_then(JalaliDate::from_rfc3339)
        .map_or_else(String::new, |day| format!("{:04}-{:02}", day.year, day.month))
}

/// A stored month as people call it; `None` where there is none.
pub(super) fn month_title(month: &str, language: Language) -> Option<String> {
    let (year, month) = month.split_once('-')?;
    Some(JalaliMonth::new(year.parse().ok()?, month.parse().ok()?)?.title(language))
}

#[cfg(test)]
mod tests {
    use golugah_persian::Language;

    use super::CaseState::{Accepted, Explained, Gone, Open};
    use super::{month_of, month_title};

    #[test]
    fn an_answer_can_be_taken_back_and_only_a_measurement_brings_a_case_again() {
        assert!(Open.may_become(Explained) && Explained.may_become(Accepted) && Accepted.may_become(Open));
        assert!(Accepted.may_become(Gone) && Gone.may_become(Open));
        assert!(!Gone.may_become(Explained) && !Open.may_become(Open));
    }

    #[test]
    fn the_month_is_that_of_the_countys_calendar() {
        assert_eq!(month_of(Some("2026-10-05")), "1405-07");
        assert_eq!(month_of(Some("2026-10-05T23:00:00+03:30")), "1405-07");
        assert_eq!(month_of(None), "");
        assert_eq!(
            month_title("1405-07", Language::Persian).as_deref(),
            Some("مهر ۱۴۰۵")
        );
        assert_eq!(month_title("", Language::Persian), None);
    }
}
