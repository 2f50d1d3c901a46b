//! A case that came late or waited, in a line: at which step, due on which day, done on which day, and how late that was.

use std::borrow::Cow;
use std::sync::LazyLock;

use golugah_findings::{Datum, Finding, Kind};
use golugah_persian::{JalaliDate, WorkingCalendar, date_short};

use crate::{
    called::{Called, named},
    names::Nested,
    plain::isolated,
    words::{Arg, Words},
};

/// The calendar of offices, as it is known without a county's own closed days.
static CALENDAR: LazyLock<WorkingCalendar> = LazyLock::new(WorkingCalendar::iran);

/// What is told of a case in a line.
pub(crate) struct Line {
    /// The step; empty where none is known.
    pub(crate) step: String,
    /// Its days, and how many lie between.
    pub(crate) days: String,
}

impl Line {
    /// None of a finding that has no two days.
    pub(crate) fn of(finding: &Finding, called: Option<Called<'_>>, words: &Words) -> Option<Self> {
        let text = |key: &'static str| text(finding, key);
        let days = if let Some(done) = text("done").filter(|_| finding.evidence.get("days_late").is_some()) {
            let (key, due) = match text("due") {
                Some(due) => ("report-case-due", due),
                None => ("report-case-planned", text("planned")?),
            };
            let shown = [day(due, words)?, day(done, words)?];
            let said = [
                ("due", Arg::Text(&shown[0])),
                ("done", Arg::Text(&shown[1])),
                ("late", Arg::Text(&late(due, done, words)?)),
            ];
            words.say_with(key, &said)
        } else {
            finding.evidence.get("days_waited")?;
            let began = text("handed_over").filter(|_| text("began").is_none());
            let began = began.or_else(|| text("began"))?;
            let (key, until) = match text("still_waiting") {
                Some(until) => ("report-case-still", until),
                None => (
                    "report-case-waited",
                    text("done").or_else(|| text("handed_over"))?,
                ),
            };
            let shown = [day(began, words)?, day(until, words)?];
            let after = text("after_step").map(isolated).unwrap_or_default();
            let said = [
                ("after", Arg::Text(&after)),
                ("began", Arg::Text(&shown[0])),
                ("until", Arg::Text(&shown[1])),
                ("waited", Arg::Text(&between(began, until, words)?)),
            ];
            words.say_with(key, &said)
        };
        let step = finding.groups.get(&Kind::Step);
        let step = step.map(|id| Nested::of(Kind::Step, &named(id, called)).part);
        Some(Self {
            step: step.map(|step| isolated(&step)).unwrap_or_default(),
            days,
        })
    }

    /// Both in one.
    pub(crate) fn whole(&self, words: &Words) -> String {
        if self.step.is_empty() {
            return self.days.clone();
        }
        let said = [("step", Arg::Text(&self.step)), ("days", Arg::Text(&self.days))];
        words.say_with("report-case-step", &said)
    }
}

fn text<'f>(finding: &'f Finding, key: &'static str) -> Option<&'f str> {
    match finding.evidence.get(&Cow::Borrowed(key)) {
        Some(Datum::Text(text)) => Some(text),
        _ => None,
    }
}

fn day(moment: &str, words: &Words) -> Option<String> {
    date_short(moment.get(..10)?, words.language)
}

/// How late something is that was due at one moment and done at another.
fn late(due: &str, done: &str, words: &Words) -> Option<String> {
    if due.get(..10)? == done.get(..10)? {
        return Some(words.say("report-case-late-same-day"));
    }
    let said = between(due, done, words)?;
    Some(words.say_with("report-case-late", &[("days", Arg::Text(&said))]))
}

/// The working days between two days, as far as holidays are known and any lies between; else all days.
fn between(from: &str, to: &str, words: &Words) -> Option<String> {
    let (from, to) = (from.get(..10)?, to.get(..10)?);
    let (first, last) = (JalaliDate::from_rfc3339(from)?, JalaliDate::from_rfc3339(to)?);
    let known = CALENDAR.known_years();
    let working = CALENDAR.working_days_between(from, to);
    if known.contains(&first.year) && known.contains(&last.year) && working > 0 {
        return Some(words.count("report-case-working-days", working.unsigned_abs()));
    }
    let days = golugah_persian::days_between(from, to)?;
    Some(words.count("report-case-days", days.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use golugah_findings::{Datum, Finding};
    use golugah_persian::Language::{English, Persian};

    use super::Line;
    use crate::tests::sample;
    use crate::words::words;

    fn finding(evidence: &[(&'static str, &str)]) -> Finding {
        let mut finding = sample::report().findings[0].clone();
        finding.groups = [(golugah_findings::Kind::Step, "permits › review".to_owned())]
            .into_iter()
            .collect();
        finding.evidence = (evidence.iter())
            .map(|(key, value)| ((*key).into(), Datum::Text((*value).to_owned())))
            .collect();
        finding
    }

    #[track_caller]
    fn check(evidence: &[(&'static str, &str)], persian: &str, english: &str) {
        let finding = finding(evidence);
        let said = |words: &crate::words::Words| {
            let line = Line::of(&finding, None, words).unwrap().whole(words);
            line.replace(['\u{2068}', '\u{2069}'], "")
        };
        assert_eq!(said(words(Persian)), persian);
        assert_eq!(said(words(English)), english);
    }

    #[test]
    fn a_case_that_came_late_tells_its_step_its_days_and_how_late() {
        let late = [
            ("due", "2026-05-02"),
            ("done", "2026-05-06T09:50:57+03:30"),
            ("days_late", "x"),
        ];
        check(
            &late,
            "گام «review»: موعد ۱۴۰۵/۰۲/۱۲، انجام ۱۴۰۵/۰۲/۱۶، ۴ روز کاری دیرکرد",
            "step “review”: due 2026-05-02, done 2026-05-06, 4 working days late",
        );
        let long_ago = [
            ("planned", "2011-10-11T01:06:40+02:00"),
            ("done", "2011-10-12T09:50:57+02:00"),
            ("days_late", "x"),
        ];
        check(
            &long_ago,
            "گام «review»: برنامه ۱۳۹۰/۰۷/۱۹، انجام ۱۳۹۰/۰۷/۲۰، ۱ روز دیرکرد",
            "step “review”: planned 2011-10-11, done 2011-10-12, 1 day late",
        );
    }

    #[test]
    fn a_wait_tells_after_which_step_it_began_and_how_long_it_was() {
        let waited = [
            ("after_step", "register"),
            ("began", "2026-05-02T08:00:00+03:30"),
            ("done", "2026-05-12T08:00:00+03:30"),
            ("days_waited", "x"),
        ];
        check(
            &waited,
            "گام «review»: پس از «register»، از ۱۴۰۵/۰۲/۱۲ تا ۱۴۰۵/۰۲/۲۲، ۸ روز کاری انتظار",
            "step “review”: after “register”, from 2026-05-02 to 2026-05-12, a wait of 8 working days",
        );
        assert!(Line::of(&finding(&[("missing_step", "sign")]), None, words(English)).is_none());
    }
}
