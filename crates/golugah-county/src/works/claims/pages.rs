use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::response::{Html, IntoResponse, Response};
use golugah_persian::{JalaliDate, money_exact};
use serde::Deserialize;

use super::actions::{AskClaim, NoteMove, TakeBackMove};
use super::queries::{self, Claim, Move};
use super::{Course, Oddity, Step};
use crate::agencies::{self, Agency};
use crate::support::web::{Ask, Form, FormPage, FromForm, Page, PageError, Pager, Role, Span, say};

/// Which page of the list is wanted, and whose claims.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    agency: String,
}

#[derive(Template)]
#[template(path = "claims/templates/list.html")]
pub(super) struct List {
    page: Page,
    claims: Vec<(Claim, Course)>,
    pager: Pager,
    agencies: Vec<Agency>,
    of: Option<i64>,
    /// For which agencies the visitor may ask.
    own: Vec<Agency>,
    form: Form,
}

/// An amount of rials in the page's figures.
fn rials(page: &Page, rials: &i64) -> String {
    money_exact(i128::from(*rials) * 100, "IRR", page.language)
}

fn stage(page: &Page, course: &Course) -> String {
    page.word("claim-stage", course.stage().map_or("none", Step::word))
}

/// The agencies for which the visitor may write: all for the secretary, their own for a head.
fn own(ask: &Ask, agencies: &[Agency]) -> Vec<Agency> {
    let heads = ask.visitor.heads();
    let role = ask.visitor.person.as_ref().map(|person| person.role);
    let may = |agency: &&Agency| role == Some(Role::Secretary) || heads == Some(agency.id);
    agencies.iter().filter(may).cloned().collect()
}

async fn drawn(ask: &Ask, wanted: &Wanted, form: Form) -> Result<Response, PageError> {
    let of = wanted.agency.parse().ok();
    let span = Span::of(&wanted.after, &wanted.before);
    let paged = queries::listed(ask.read(), of, &span).await?;
    let also = of.map_or_else(String::new, |of: i64| format!("&agency={of}"));
    let pager = paged.pager(&also);
    let ids: Vec<i64> = paged.rows.iter().map(|claim| claim.id).collect();
    let mut courses: BTreeMap<i64, Course> = queries::courses(ask.read(), &ids).await?;
    let claims = paged.rows.into_iter().map(|claim| {
        let course = courses.remove(&claim.id).unwrap_or_default();
        (claim, course)
    });
    let agencies = agencies::agencies(ask.read()).await?;
    let html = List {
        page: ask.page().await?,
        claims: claims.collect(),
        pager,
        own: own(ask, &agencies),
        agencies,
        of,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

pub(super) async fn list(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    drawn(&ask, &wanted, Form::default()).await
}

impl FormPage for List {
    type At = ();

    async fn show(ask: &Ask, (): (), form: Form) -> Result<Response, PageError> {
        drawn(ask, &Wanted::default(), form).await
    }
}

#[derive(Template)]
#[template(path = "claims/templates/show.html")]
pub(super) struct Show {
    page: Page,
    claim: Claim,
    moves: Vec<Move>,
    course: Course,
    may_write: bool,
    form: Form,
}

impl Show {
    fn odd(&self, oddity: &Oddity) -> String {
        let word = |step: &Step| self.page.word("claim-step", step.word());
        let (key, step, before) = match oddity {
            Oddity::More(step, before) => ("claim-odd-more", word(step), word(before)),
            Oddity::Before(step, before) => ("claim-odd-before", word(step), word(before)),
            Oddity::Unasked(step) => ("claim-odd-unasked", word(step), String::new()),
        };
        say(self.page.language, key, &[("step", &step), ("before", &before)])
    }

    /// Whether there is a move that can be taken back.
    fn may_take_back(&self) -> bool {
        self.moves.iter().any(Move::stands)
    }

    /// As it is, beyond a hundred too.
    fn absorbed(&self) -> Option<String> {
        let share = self.course.absorbed()?;
        let share = golugah_persian::integer(share, self.page.language);
        Some(self.page.say_of("claim-absorbed", "share", share))
    }
}

impl FormPage for Show {
    type At = i64;

    async fn show(ask: &Ask, id: i64, form: Form) -> Result<Response, PageError> {
        let claim = queries::claim(ask.read(), id).await?.ok_or(PageError::NotFound)?;
        let moves = queries::moves(ask.read(), id).await?;
        let agencies = agencies::agencies(ask.read()).await?;
        let html = Self {
            page: ask.page().await?,
            course: queries::course(&moves),
            may_write: own(ask, &agencies).iter().any(|own| own.id == claim.agency_id),
            claim,
            moves,
            form,
        };
        Ok((html.form.status(), Html(html.render()?)).into_response())
    }
}

/// The reminder as it is printed: it names every earlier letter.
#[derive(Template)]
#[template(path = "claims/templates/letter.html")]
pub(super) struct Letter {
    page: Page,
    claim: Claim,
    letters: Vec<Move>,
    today: String,
}

impl FormPage for Letter {
    type At = i64;

    async fn show(ask: &Ask, id: i64, _: Form) -> Result<Response, PageError> {
        let claim = queries::claim(ask.read(), id).await?.ok_or(PageError::NotFound)?;
        let moves = queries::moves(ask.read(), id).await?;
        let html = Self {
            page: ask.page().await?,
            claim,
            letters: moves.into_iter().filter(Move::stands).collect(),
            today: ask.today(),
        };
        Ok(Html(html.render()?).into_response())
    }
}

impl FromForm for AskClaim {
    type At = ();

    fn from_form(ask: &Ask, (): (), form: &Form) -> Result<Self, &'static str> {
        let year = match form.number("year") {
            Some(year) => year,
            None => JalaliDate::from_rfc3339(&ask.today()).map_or(0, |day| i64::from(day.year)),
        };
        Ok(Self {
            agency: form.number("agency").ok_or("refusal-claim-agency")?,
            directorate: form.text("directorate"),
            title: form.text("title"),
            year,
            amount_rial: form.rials("amount")?,
            day: ask.day_or_today(form, "day")?,
            letter: form.text("letter"),
        })
    }

    fn leads_to(id: &i64, (): ()) -> String {
        format!("/claims/{id}")
    }
}

impl FromForm for NoteMove {
    type At = i64;

    fn from_form(ask: &Ask, claim: i64, form: &Form) -> Result<Self, &'static str> {
        Ok(Self {
            claim,
            version: form.version()?,
            step: Step::of_word(form.value("step")).ok_or("refusal-claim-step")?,
            amount_rial: form.rials("amount")?,
            day: ask.day_or_today(form, "day")?,
            letter: form.text("letter"),
        })
    }

    fn leads_to((): &(), claim: i64) -> String {
        format!("/claims/{claim}")
    }
}

impl FromForm for TakeBackMove {
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
