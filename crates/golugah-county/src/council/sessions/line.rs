//! A session as a line in time: called, invited, held, closed, published.

use super::queries::{Session, Taken};
use super::{SessionState, Step};

/// A mark on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// A word of [`Step`].
    pub(super) step: &'static str,
    /// `done`, `now` for what comes next, `ahead`, or `passed` for what was never noted and no longer can be.
    pub(super) state: &'static str,
    /// The day it was done; for the day of the session, also ahead.
    pub(super) day: Option<String>,
    /// The number of its letter; empty where there is none.
    pub(super) letter: String,
}

/// The line of a session on a day.
pub(super) fn line(session: &Session, taken: &[Taken], today: &str) -> Vec<Mark> {
    let closed = session.state == SessionState::Closed.word();
    let cancelled = session.state == SessionState::Cancelled.word();
    let is_done = |step: Step| match step {
        Step::Called => true,
        Step::Invited => taken.iter().any(|taken| taken.step == step.word()),
        Step::Held => closed || (!cancelled && session.day.as_str() < today),
        Step::Closed => closed,
        Step::Published => session.published == 1,
    };
    let last_done = Step::ALL.into_iter().filter(|step| is_done(*step)).max();
    let next = Step::ALL.into_iter().find(|step| Some(*step) > last_done);
    Step::ALL
        .into_iter()
        .map(|step| {
            let noted = taken.iter().find(|taken| taken.step == step.word());
            Mark {
                step: step.word(),
                state: if is_done(step) {
                    "done"
                } else if Some(step) < last_done || cancelled {
                    "passed"
                } else if Some(step) == next {
                    "now"
                } else {
                    "ahead"
                },
                day: match step {
                    Step::Held => Some(session.day.clone()),
                    _ => noted.map(|taken| taken.day.clone()),
                },
                letter: noted.map(|taken| taken.letter.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(state: &str, published: i64) -> Session {
        Session {
            id: 1,
            version: 1,
            number: 11,
            day: "2026-11-24".to_owned(),
            hour: "10:00".to_owned(),
            place: String::new(),
            state: state.to_owned(),
            minutes: String::new(),
            published,
        }
    }

    fn states(session: &Session, taken: &[&str], today: &str) -> Vec<&'static str> {
        let taken: Vec<_> = taken
            .iter()
            .map(|step| Taken {
                step: (*step).to_owned(),
                day: "2026-11-20".to_owned(),
                letter: String::new(),
            })
            .collect();
        line(session, &taken, today)
            .iter()
            .map(|mark| mark.state)
            .collect()
    }

    #[test]
    fn a_line_shows_what_was_done_and_what_comes_next() {
        let called = session("called", 0);
        assert_eq!(
            states(&called, &["called"], "2026-11-21"),
            ["done", "now", "ahead", "ahead", "ahead"]
        );
        assert_eq!(
            states(&called, &["called", "invited"], "2026-11-24"),
            ["done", "done", "now", "ahead", "ahead"]
        );
        let closed = session("closed", 0);
        assert_eq!(
            states(&closed, &["called", "closed"], "2026-11-24"),
            ["done", "passed", "done", "done", "now"]
        );
        // Nothing comes after a session that was called off, whatever day it is.
        let cancelled = session("cancelled", 0);
        assert_eq!(
            states(&cancelled, &["called", "invited"], "2026-12-24"),
            ["done", "done", "passed", "passed", "passed"]
        );
        let published = session("closed", 1);
        assert_eq!(
            states(
                &published,
                &["called", "invited", "closed", "published"],
                "2026-12-24"
            ),
            ["done", "done", "done", "done", "done"]
        );
    }
}
