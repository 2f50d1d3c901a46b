//! What pasted minutes seem to have decided, each with its own words beside it, to be looked through and taken over.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Redirect, Response};
use golugah_persian::{JalaliDate, normalise, persian_letters, plus_days, plus_months};

use super::actions::{CorrectHead, Decision, Owing, TakeOver};
use super::page::session_of;
use super::queries::{self, Pasted};
use super::read::{Due, Known, Minutes, Until, read};
use crate::agencies::{self, Agency};
use crate::calendar;
use crate::sessions::{self, Session};
use crate::support::web::{Ask, Form, FormPage, FromForm, Page, PageError, say};
use crate::terms::Length;
use crate::texts;

#[derive(Template)]
#[template(path = "pasted/templates/show.html")]
struct Show {
    page: Page,
    pasted: Pasted,
    /// The minutes as they were pasted; `None` where they were withdrawn.
    text: Option<String>,
    rows: Vec<Row>,
    minutes: Minutes,
    agencies: Vec<Agency>,
    /// The session that has the number, where it is not the one that these minutes go on with.
    namesake: Option<Session>,
    /// Whether these minutes go on with a session that the beginning of their paper became.
    goes_on: bool,
    form: Form,
}

/// A proposal as its fields show it.
struct Row {
    /// Its place, from nought: its fields are called by it.
    at: usize,
    /// Its own words.
    words: String,
    taken: bool,
    text: String,
    agency: String,
    /// Whether no agency of the county is called so.
    is_new: bool,
    /// What the line calls it, where the agency proposed is only like that.
    said: Option<String>,
    helpers: Vec<String>,
    due: String,
    /// From what the day was understood, in a sentence; else what is asked.
    because: String,
    /// The keys of what is missing, once it was sent.
    missing: Vec<&'static str>,
}

impl Show {
    /// A row's place, from one.
    fn place(&self, row: &Row) -> String {
        self.counted(row.at + 1)
    }

    /// Which session has the number already.
    fn namesake(&self, one: &Session) -> String {
        let (number, day) = (
            self.page.number(&one.number),
            self.page.date_with_weekday(&one.day),
        );
        let said = [("number", number.as_str()), ("day", day.as_str())];
        say(self.page.language, "pasted-namesake", &said)
    }

    fn counted(&self, number: usize) -> String {
        self.page.number(&i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// How many decisions were found.
    fn count(&self) -> String {
        self.counted(self.rows.len())
    }

    /// How many lines decide nothing.
    fn left(&self) -> String {
        self.counted(self.minutes.left.len())
    }

    /// Whether something is missing in a row that is to be taken.
    fn is_incomplete(&self) -> bool {
        self.rows.iter().any(|row| !row.missing.is_empty())
    }

    fn helpers(&self, row: &Row) -> String {
        row.helpers.join(&self.page.say("pasted-and"))
    }

    /// Whether the agency proposed is the one that the line means.
    fn doubt(&self, row: &Row, said: &str) -> String {
        let names = [("said", said), ("name", row.agency.as_str())];
        say(self.page.language, "pasted-agency-doubt", &names)
    }

    /// What is asked of a row, said beside it before it is sent.
    fn asks(&self, row: &Row) -> bool {
        row.agency.trim().is_empty() || row.due.trim().is_empty()
    }
}

/// What the page is made of besides the form.
struct Looked {
    pasted: Pasted,
    text: Option<String>,
    minutes: Minutes,
    agencies: Vec<Agency>,
}

async fn known(ask: &Ask, id: i64) -> Result<Looked, PageError> {
    let pasted = queries::pasted(ask.read(), id)
        .await?
        .ok_or(PageError::NotFound)?;
    let text = texts::read_text(ask.read(), &pasted.text_commitment).await?;
    let agencies = agencies::agencies(ask.read()).await?;
    let calendar = calendar::of(&ask.site, &ask.visitor.versions).await?;
    let names: Vec<Known> = agencies
        .iter()
        .map(|one| Known {
            id: one.id,
            name: one.name_fa.clone(),
        })
        .collect();
    // A page is read again each time it is asked for: what was pasted is short, and what the county knows may have grown.
    let minutes = match (&text, pasted.session_id) {
        (Some(text), None) => read(&persian_letters(text), &pasted.day, &names, &calendar),
        _ => Minutes::default(),
    };
    Ok(Looked {
        pasted,
        text,
        minutes,
        agencies,
    })
}

/// A day as people type it: `۱۴۰۵/۰۹/۳۰`.
fn typed(page: &Page, day: &str) -> String {
    let short = JalaliDate::from_rfc3339(day).map(JalaliDate::short);
    short.map_or_else(String::new, |short| page.digits(&short))
}

/// From what a day was understood.
fn because(page: &Page, due: Option<&Due>, from: &str) -> String {
    let Some(due) = due else {
        return page.say("pasted-due-unsaid");
    };
    let said = |key: &str, number: Option<i64>| {
        let number = number.map_or_else(String::new, |number| page.number(&number));
        say(
            page.language,
            key,
            &[("words", due.words.as_str()), ("number", &number)],
        )
    };
    match &due.until {
        Until::NextSession => said("pasted-due-next-session", None),
        Until::AtOnce => said("pasted-due-at-once", None),
        Until::Day(length, day) => {
            let key = match length {
                Length::WorkingDays(_) => "pasted-due-working-days",
                Length::Days(_) => "pasted-due-days",
                Length::Months(_) => "pasted-due-months",
                Length::Day(_) | Length::Hours(_) => "pasted-due-day",
            };
            let mut sentence = said(key, length.number());
            let plain = match length {
                Length::Days(number) => plus_days(from, i64::from(*number)),
                Length::Months(number) => plus_months(from, *number),
                _ => None,
            };
            if let Some(plain) = plain.filter(|plain| plain != day) {
                sentence.push(' ');
                sentence.push_str(&page.say_of("pasted-due-moved", "day", page.date_with_weekday(&plain)));
            }
            sentence
        }
    }
}

fn field(name: &str, at: usize) -> String {
    format!("{name}-{at}")
}

/// The rows as they are proposed or, once sent, as they were typed.
fn rows(page: &Page, known: &Looked, form: &Form) -> Vec<Row> {
    let was_sent = !form.value("sent").is_empty();
    let proposals = known.minutes.proposals.iter().enumerate();
    let rows = proposals.map(|(at, proposal)| {
        let typed_in = |name: &str, proposed: String| {
            if was_sent {
                form.value(&field(name, at)).to_owned()
            } else {
                proposed
            }
        };
        let day = match proposal.due.as_ref().map(|due| &due.until) {
            Some(Until::Day(_, day)) => typed(page, day),
            _ => String::new(),
        };
        let owner = proposal.owners.owner.as_ref();
        let agency = typed_in(
            "agency",
            owner.map_or_else(String::new, |owner| owner.name.clone()),
        );
        let mut row = Row {
            at,
            words: proposal.words.clone(),
            taken: !was_sent || form.value(&field("take", at)) == "1",
            text: typed_in("text", proposal.text.clone()),
            is_new: agency_of(&known.agencies, &agency).is_none(),
            said: owner.and_then(|owner| {
                let stands = agency == owner.name;
                owner.said.clone().filter(|_| stands)
            }),
            agency,
            helpers: proposal.owners.helpers.clone(),
            due: typed_in("due", day),
            because: because(page, proposal.due.as_ref(), &known.pasted.day),
            missing: Vec::new(),
        };
        if was_sent && row.taken {
            let day = form.day(&field("due", at));
            let checks = [
                (row.text.trim().is_empty(), "refusal-pasted-text"),
                (normalise(&row.agency).is_empty(), "refusal-pasted-agency"),
                (day.is_none(), "refusal-pasted-due"),
                (
                    day.is_some_and(|day| day < known.pasted.day),
                    "refusal-pasted-due-before",
                ),
            ];
            row.missing = checks
                .into_iter()
                .filter(|(is, _)| *is)
                .map(|(_, key)| key)
                .collect();
        }
        row
    });
    rows.collect()
}

/// The agency of the county that is called so.
fn agency_of(agencies: &[Agency], name: &str) -> Option<i64> {
    let folded = normalise(name);
    let called = agencies.iter().find(|one| normalise(&one.name_fa) == folded);
    called.map(|one| one.id)
}

/// A row as the deed takes it. A day that stands as it was proposed keeps the words of its time: «ten days», not the day they make.
fn decision(page: &Page, known: &Looked, row: &Row, form: &Form) -> Option<Decision> {
    let day = form.day(&field("due", row.at))?;
    let proposed = known.minutes.proposals.get(row.at)?.due.as_ref();
    let length = match proposed.map(|due| &due.until) {
        Some(Until::Day(length, proposed)) if *proposed == day => length.clone(),
        _ => Length::Day(day),
    };
    let helpers: Vec<&str> = row
        .helpers
        .iter()
        .map(String::as_str)
        .filter(|helper| !row.text.contains(helper))
        .collect();
    let mut text = row.text.trim().to_owned();
    if !helpers.is_empty() {
        let names = helpers.join(&page.say("pasted-and"));
        text = say(
            page.language,
            "pasted-with-helpers",
            &[("text", &*text), ("names", &names)],
        );
    }
    let owing = match agency_of(&known.agencies, &row.agency) {
        Some(agency) => Owing::Known(agency),
        None => Owing::Named(row.agency.trim().to_owned()),
    };
    Some(Decision { text, owing, length })
}

async fn page_of(
    ask: &Ask,
    known: Looked,
    rows: Option<Vec<Row>>,
    form: Form,
) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let rows = rows.unwrap_or_else(|| self::rows(&page, &known, &form));
    let pasted = &known.pasted;
    let goes_on = queries::goes_on(ask.read(), pasted.number, &pasted.day).await?;
    let namesake = match pasted.session_id {
        Some(_) => None,
        None => sessions::numbered(ask.read(), pasted.number).await?,
    };
    let form = form
        .or("number", &page.number(&pasted.number))
        .or("day", &typed(&page, &pasted.day))
        .or("hour", &page.digits(&pasted.hour))
        .or("place", &pasted.place);
    let html = Show {
        namesake: namesake.filter(|one| Some(one.id) != goes_on),
        goes_on: goes_on.is_some(),
        page,
        rows,
        pasted: known.pasted,
        text: known.text,
        minutes: known.minutes,
        agencies: known.agencies,
        form,
    };
    Ok((html.form.status(), Html(html.render()?)).into_response())
}

/// The page as the form on it that puts right of which session the minutes are.
pub(super) struct Review;

impl FormPage for Review {
    type At = i64;

    async fn show(ask: &Ask, id: i64, form: Form) -> Result<Response, PageError> {
        page_of(ask, known(ask, id).await?, None, form).await
    }
}

impl FromForm for CorrectHead {
    type At = i64;

    fn from_form(_: &Ask, id: i64, form: &Form) -> Result<Self, &'static str> {
        Ok(Self {
            pasted: id,
            version: form.version()?,
            session: session_of(form)?,
        })
    }

    fn leads_to((): &(), id: i64) -> String {
        format!("/pasted/{id}")
    }
}

pub(super) async fn show(ask: Ask, Path(id): Path<i64>) -> Result<Response, PageError> {
    let known = known(&ask, id).await?;
    page_of(&ask, known, None, Form::default()).await
}

pub(super) async fn take(ask: Ask, Path(id): Path<i64>, form: Form) -> Result<Response, PageError> {
    let known = known(&ask, id).await?;
    let page = ask.page().await?;
    let form = form.with("sent", &1);
    let rows = rows(&page, &known, &form);
    if rows.iter().any(|row| !row.missing.is_empty()) {
        return page_of(&ask, known, Some(rows), form.refused("refusal-pasted-rows")).await;
    }
    let taken = rows.iter().filter(|row| row.taken);
    let deed = TakeOver {
        pasted: id,
        version: form.number("version").unwrap_or(0),
        note: page.say("pasted-note"),
        proof: match form.text("proof") {
            proof if proof.is_empty() => page.say("pasted-proof"),
            proof => proof,
        },
        decisions: taken
            .filter_map(|row| decision(&page, &known, row, &form))
            .collect(),
        calendar: ask.site.settings.calendar.clone(),
    };
    let doer = ask.visitor.doer().ok_or(PageError::NotAllowed)?;
    match ask.site.db.perform(doer, deed).await.map_err(PageError::from) {
        Ok(_) => Ok(Redirect::to(&page.link("/followup")).into_response()),
        Err(PageError::Refused(key)) => page_of(&ask, known, Some(rows), form.refused(key)).await,
        Err(error) => Err(error),
    }
}
