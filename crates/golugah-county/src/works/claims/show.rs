//! One claim: where it stands and what comes next, its steps and letters, and the forms by which it goes on.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::actions::{
    self, AskMore, CorrectMove, Ended, NoteNotice, NotePromise, NoteReceipt, NoteRefusal, NoteSpending,
    Noted, WithdrawClaim,
};
use super::list::{own, status};
use super::model::DAYS_TO_ANSWER;
use super::queries::{self, Claim, Move};
use super::waits::{overdue, pending, reason};
use super::{Course, Oddity, Step};
use crate::support::seams::{Decision, Sitting, Status};
use crate::support::web::{Ask, Form, FormPage, FromForm, Page, PageError, say};
use crate::{FEATURES, agencies, calendar};
use golugah_desk::Matter;

/// What a claim comes to at one step.
struct Sum {
    step: Step,
    rials: i64,
    since: Option<String>,
}

#[derive(Template)]
#[template(path = "claims/templates/show.html")]
pub(super) struct Show {
    page: Page,
    claim: Claim,
    moves: Vec<Move>,
    endings: Vec<queries::Ended>,
    course: Course,
    sums: Vec<Sum>,
    oddities: Vec<String>,
    status: Status,
    /// What waits, in a sentence, and the shape of its mark.
    next: Option<(String, &'static str)>,
    may_write: bool,
    /// The step that would come next.
    expected: Step,
    /// Whether it can be put on the agenda of the session that is called; `None` where none is, or where it stands there.
    may_lay: bool,
    sittings: Vec<Sitting>,
    decisions: Vec<Decision>,
    form: Form,
}

impl Show {
    fn matter(&self) -> Matter {
        actions::case(self.claim.id)
    }

    fn address(&self, matter: &Matter) -> String {
        self.page.link(&FEATURES.address(matter))
    }

    /// Whether the reminder has something to remind of.
    fn may_remind(&self) -> bool {
        self.course.remaining() > 0
    }

    /// Whether there is a move that can be taken back.
    fn may_correct(&self) -> bool {
        self.may_write && self.moves.iter().any(Move::stands)
    }

    /// Whether it can end: it has not.
    fn may_end(&self) -> bool {
        self.may_write && self.course.ended().is_none()
    }

    /// As it is, beyond a hundred too.
    fn absorbed(&self) -> Option<String> {
        let share = golugah_persian::integer(self.course.absorbed()?, self.page.language);
        Some(self.page.say_of("claim-absorbed", "share", share))
    }
}

fn odd(page: &Page, oddity: &Oddity) -> String {
    let word = |step: &Step| page.word("claim-was", step.word());
    let (key, step, before) = match oddity {
        Oddity::More(step, before) => ("claim-odd-more", word(step), word(before)),
        Oddity::Before(step, before) => ("claim-odd-before", word(step), word(before)),
        Oddity::Unasked(step) => ("claim-odd-unasked", word(step), String::new()),
    };
    say(page.language, key, &[("step", &step), ("before", &before)])
}

impl FormPage for Show {
    type At = i64;

    async fn show(ask: &Ask, id: i64, form: Form) -> Result<Response, PageError> {
        let page = ask.page().await?;
        let claim = queries::claim(ask.read(), id).await?.ok_or(PageError::NotFound)?;
        let (moves, endings, course) = queries::whole(ask.read(), id).await?;
        let (calendar, today) = (calendar::of(&ask.site, &page.versions).await?, ask.today());
        let mut waits = pending(&ask.site, &page).await?.as_ref().clone();
        waits.retain(|one| one.claim_id == id);
        let next = match overdue(&waits, &calendar, &today, None).first() {
            Some(late) => Some((reason(&page, "late", &calendar, &today, late), "late")),
            None => waits.first().and_then(|one| {
                let until = calendar.due(&one.since, DAYS_TO_ANSWER)?.day;
                Some((
                    page.say_of("claim-waits-until", "day", page.date(&until)),
                    "waits",
                ))
            }),
        };
        let matter = actions::case(id);
        let is_called = match FEATURES.next_sitting(ask.read()).await? {
            Some((_, there)) => !there.iter().any(|one| one.matter == matter),
            None => false,
        };
        let agencies = agencies::agencies(ask.read()).await?;
        // After its end only another letter begins it anew.
        let next_step = course.stage().map_or(Some(Step::Asked), Step::next);
        let expected = match course.ended() {
            Some(_) => Step::Asked,
            None => next_step.unwrap_or(Step::Spent),
        };
        let html = Self {
            sums: Step::ALL
                .iter()
                .map(|step| Sum {
                    step: *step,
                    rials: course.sum(*step),
                    since: course.day(*step).map(str::to_owned),
                })
                .collect(),
            oddities: course
                .oddities()
                .iter()
                .map(|oddity| odd(&page, oddity))
                .collect(),
            status: status(&page, &course),
            may_write: own(ask, &agencies).iter().any(|own| own.id == claim.agency_id),
            may_lay: is_called && (page.has_role("secretary") || page.has_role("governor")),
            sittings: FEATURES.sittings(ask.read(), &matter).await?,
            decisions: FEATURES.decisions(ask.read(), &matter).await?,
            expected,
            next,
            page,
            claim,
            moves,
            endings,
            course,
            form,
        };
        Ok((html.form.status(), Html(html.render()?)).into_response())
    }
}

impl Noted {
    /// What every step's form carries.
    fn of_form(ask: &Ask, claim: i64, form: &Form) -> Result<Self, &'static str> {
        Ok(Self {
            claim,
            version: form.version()?,
            amount_rial: form.rials("amount")?,
            day: ask.day_or_today(form, "day")?,
            letter: form.text("letter"),
        })
    }
}

/// A step is its own deed, so that the log tells one from another; the form is the same.
macro_rules! forms {
    ($($deed:ident of $fields:ident),+) => { $(
        impl FromForm for $deed {
            type At = i64;

            fn from_form(ask: &Ask, claim: i64, form: &Form) -> Result<Self, &'static str> {
                $fields::of_form(ask, claim, form).map(Self)
            }

            fn leads_to((): &(), claim: i64) -> String {
                format!("/claims/{claim}")
            }
        }
    )+ };
}

forms!(
    AskMore of Noted,
    NotePromise of Noted,
    NoteNotice of Noted,
    NoteReceipt of Noted,
    NoteSpending of Noted,
    NoteRefusal of Ended,
    WithdrawClaim of Ended
);

impl Ended {
    fn of_form(ask: &Ask, claim: i64, form: &Form) -> Result<Self, &'static str> {
        Ok(Self {
            claim,
            version: form.version()?,
            day: ask.day_or_today(form, "day")?,
            letter: form.text("letter"),
            ground: form.text("ground"),
        })
    }
}

impl FromForm for CorrectMove {
    type At = i64;

    fn from_form(_: &Ask, claim: i64, form: &Form) -> Result<Self, &'static str> {
        Ok(Self {
            claim,
            version: form.version()?,
            of_move: form.number("of_move").ok_or("refusal-move-which")?,
            reason: form.text("reason"),
        })
    }

    fn leads_to((): &(), claim: i64) -> String {
        format!("/claims/{claim}")
    }
}
