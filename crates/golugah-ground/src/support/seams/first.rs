//! The first steps of a county that begins: computed from what exists, each leading to its page.

use askama::Template;

use crate::support::web::{Page, say};

/// A step of a county that begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstStep {
    /// Which comes first: the lower.
    pub rank: u8,
    /// The key of its words.
    pub key: &'static str,
    /// Its page within its language.
    pub address: &'static str,
    /// The official tables of which one has a row once it is done.
    pub done_by: &'static [&'static str],
}

#[derive(Template)]
#[template(path = "support/templates/first_steps.html")]
struct Steps<'page> {
    page: &'page Page,
    steps: Vec<(FirstStep, bool)>,
    done: i64,
}

impl Steps<'_> {
    /// Whether nothing was done: the page then asks for the first step alone.
    fn is_at_the_beginning(&self) -> bool {
        self.done == 0
    }

    /// How far it has come: «۲ از ۶».
    fn progress(&self) -> String {
        let all = i64::try_from(self.steps.len()).unwrap_or(i64::MAX);
        let (done, all) = (self.page.number(&self.done), self.page.number(&all));
        say(
            self.page.language,
            "first-progress",
            &[("done", done.as_str()), ("all", &all)],
        )
    }
}

/// The first steps, drawn for the page of the day; `None` once the last one is done, and for whom they are no work.
///
/// # Errors
/// Where the template cannot be drawn.
pub fn begun(page: &Page, steps: Vec<FirstStep>) -> Result<Option<String>, askama::Error> {
    let is_work = page.has_role("secretary") || page.has_role("administrator");
    let is_done = |step: &FirstStep| page.versions.of(step.done_by) > 0;
    if !is_work || steps.last().is_none_or(is_done) {
        return Ok(None);
    }
    let steps: Vec<(FirstStep, bool)> = steps.into_iter().map(|step| (step, is_done(&step))).collect();
    let done = steps.iter().filter(|(_, done)| *done).count();
    let done = i64::try_from(done).unwrap_or(i64::MAX);
    Steps { page, steps, done }.render().map(Some)
}
