use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use golugah_persian::{Rest, Workday};
use serde::Deserialize;

use super::agenda_rows::{self, Agenda, Choice, PART, Row, Shown, USUAL_DAYS};
use super::change_queries::{self, Cancelled, Moved};
use super::checks::Checks;
use super::line::{Mark, line};
use super::missed::missed;
use super::named::{NAMED, named};
use super::proposals::{Proposals, proposals};
use super::queries::{self, Correction, Removed, Seat, Session, Taken};
use super::{SessionState, Step};
use crate::FEATURES;
use crate::agencies::{self, Agency, HeadOf};
use crate::resolutions::{self, Draft, Fates, Listed, Withdrawn, measure_lateness};
use crate::support::seams::{Asked, Called};
use crate::support::web::{Form, Page, PageError, Pager, Query, Site, Span, Visitor};

/// The fields of the page whose texts anybody may read, at once or once the session is published.
const TYPED: [&str; 6] = [
    "minutes",
    "correction",
    "correction_reason",
    "new_place",
    "move_reason",
    "cancel_reason",
];

#[derive(Template)]
#[template(path = "sessions/templates/list.html")]
struct List {
    page: Page,
    rows: Vec<Held>,
    /// The months in which no session was held, by their titles.
    missed: Vec<String>,
    pager: Pager,
    form: Form,
}

/// A session as a row of a list: its line and what became of its resolutions.
struct Held {
    session: Session,
    line: Vec<Mark>,
    fates: Fates,
}

#[derive(Template)]
#[template(path = "sessions/templates/show.html")]
struct Show {
    page: Page,
    session: Session,
    line: Vec<Mark>,
    moves: Vec<Moved>,
    cancelled: Option<Cancelled>,
    /// Whether its day has come, from which it can be held and closed.
    held: bool,
    /// Which form below the agenda is laid out: a word of [`Shown::write`].
    writes: String,
    /// What whoever closes it looks at first.
    checks: Checks,
    /// Whether that the invitation has gone out is still to be noted.
    to_invite: bool,
    fates: Fates,
    /// Why the offices are closed on its day, where they are.
    closed_for: Vec<String>,
    agenda: Agenda,
    removed: Vec<Removed>,
    proposals: Proposals,
    choices: Vec<Choice>,
    /// The agencies as the choices of a field, by which of them is chosen: each item has one, and they are many.
    owners: BTreeMap<i64, String>,
    usual_days: i64,
    resolutions: Vec<Listed>,
    drafts: Vec<Draft>,
    /// The draft whose forms are laid out.
    drafting: Option<i64>,
    /// What was written down and taken back.
    withdrawn: Vec<Withdrawn>,
    seats: Vec<Seat>,
    heads: Vec<HeadOf>,
    agencies: Vec<Agency>,
    /// What a resolution can be about that does not stand on the agenda.
    abouts: Vec<Called>,
    corrections: Vec<Correction>,
    /// Persons whom nothing public may name, in what is about to be published.
    named: Vec<String>,
    form: Form,
}

/// The agencies as the choices of a field.
#[derive(Template)]
#[template(path = "sessions/templates/owners.html")]
struct Owners<'page> {
    page: &'page Page,
    agencies: &'page [Agency],
    chosen: i64,
}

impl Show {
    /// Whether this form is laid out.
    fn writes(&self, form: &str) -> bool {
        self.writes == form
    }

    /// Whether this is how a seat was recorded or, where the form comes back refused, how it was typed.
    fn sat(&self, seat: &Seat, state: &str) -> bool {
        match self.form.value(&format!("seat-{}", seat.agency_id)) {
            "" => seat.state == state,
            typed => typed == state,
        }
    }

    /// Who came in the head's place, as it was typed or recorded.
    fn delegate<'page>(&'page self, seat: &'page Seat) -> &'page str {
        match self.form.value(&format!("delegate-{}", seat.agency_id)) {
            "" => &seat.delegate,
            typed => typed,
        }
    }

    /// What stands in a field of a draft's form: as it was typed where that was refused, else as it is.
    fn drafted<'page>(&'page self, draft: &Draft, name: &str, is: &'page str) -> &'page str {
        match self.form.refused.is_some() && self.form.number("draft") == Some(draft.id) {
            true => self.form.value(name),
            false => is,
        }
    }

    /// The choices of an owner with this one chosen.
    fn owner_choices(&self, chosen: &i64) -> &str {
        self.owners.get(chosen).map_or("", String::as_str)
    }

    /// The choices with the owner that was typed for an item whose form was refused.
    fn typed_owner_choices(&self) -> &str {
        self.owner_choices(&self.form.number("agency").unwrap_or(0))
    }
}

pub(super) async fn list_page(
    site: &Site,
    visitor: &Visitor,
    span: &Span,
    form: Form,
) -> Result<Response, PageError> {
    let read = site.db.read();
    let today = site.db.clock().now().day();
    let sessions = queries::sessions(read, span).await?;
    let pager = sessions.pager("");
    let sessions = sessions.rows;
    let ids = || sessions.iter().map(|session| session.id);
    let span = (ids().min().unwrap_or(0), ids().max().unwrap_or(0));
    let page = Page::staff(site, visitor).await?;
    let invited = queries::invited_between(read, span).await?;
    let fates = resolutions::fates_for(site, &page, span).await?;
    let rows = sessions.into_iter().map(|session| {
        // Every other step is seen from the session itself.
        let taken = invited.binary_search(&session.id).ok().map(|_| Taken {
            step: Step::Invited.word().to_owned(),
            day: String::new(),
            letter: String::new(),
        });
        let fates = fates.iter().find(|fates| fates.session_id == session.id);
        Held {
            line: line(&session, taken.as_slice(), &today),
            fates: fates.cloned().unwrap_or_default(),
            session,
        }
    });
    let rows = rows.collect();
    let code = form.status();
    let missed = missed(&queries::held_days(read).await?, &today);
    let missed = missed.iter().map(|month| month.title(page.language)).collect();
    let html = List {
        page,
        missed,
        rows,
        pager,
        form,
    };
    Ok((code, Html(html.render()?)).into_response())
}

pub(super) async fn page_of(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    form: Form,
) -> Result<Response, PageError> {
    // Of a long agenda the part is shown that the form was about, and the form itself is laid out again.
    let shown = Shown {
        item: form.number("item"),
        draft: form.number("draft"),
        write: form.value("write").to_owned(),
        ..Shown::default()
    };
    part_of(site, visitor, id, shown, form).await
}

async fn part_of(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    shown: Shown,
    form: Form,
) -> Result<Response, PageError> {
    let read = site.db.read();
    let page = Page::staff(site, visitor).await?;
    let session = queries::session(read, id).await?.ok_or(PageError::NotFound)?;
    let today = site.db.clock().now().day();
    let calendar = crate::calendar::of(site, &page.versions).await?;
    let agencies = agencies::agencies(read).await?;
    let mut resolutions = resolutions::of_session(read, id).await?;
    measure_lateness(&calendar, site.db.clock().now(), &mut resolutions);
    let drafts = match session.state == SessionState::Called.word() {
        true => resolutions::drafts_of(read, id).await?,
        false => Vec::new(),
    };
    resolutions.extend(drafts.iter().map(|draft| draft.listed(&calendar)));
    let asked = Asked {
        site,
        page: &page,
        calendar: &calendar,
        day: &session.day,
    };
    let called = session.state == SessionState::Called.word();
    let held = session.day <= today;
    // Before its day nobody sat in it and it is not closed; but what was typed is never lost, even where it came too early.
    let writes = match shown.write.as_str() {
        "attendance" | "close" if !held && form.refused.is_none() => String::new(),
        write => write.to_owned(),
    };
    let closes = called && writes == "close";
    let agenda = agenda_rows::rows(
        asked,
        (&session, &shown, closes),
        &agencies,
        (&resolutions, &drafts),
    )
    .await?;
    let proposals = if called {
        proposals(asked, &session, &agenda.all).await?
    } else {
        Proposals::default()
    };
    let closed_for = match calendar.workday(&session.day) {
        Some(Workday::Rests(reasons)) if called => reasons
            .iter()
            .map(|rest| match rest {
                Rest::Weekly(day) => day.name(page.language).to_owned(),
                Rest::Holiday(holiday) => holiday.name(page.language).to_owned(),
            })
            .collect(),
        _ => Vec::new(),
    };
    // The names are sought where somebody is about to publish, or was told to look.
    let to_publish = session.state == SessionState::Closed.word() && session.published == 0;
    let named = if to_publish || form.refused == Some(NAMED) {
        let typed = TYPED.map(|name| form.value(name));
        named(read, &session, &typed).await?
    } else {
        Vec::new()
    };
    let fates = resolutions::fates_for(site, &page, (id, id))
        .await?
        .first()
        .cloned();
    let code = form.status();
    let taken = queries::steps(read, id).await?;
    let seats = queries::seats(read, id).await?;
    let html = Show {
        checks: Checks::of(&drafts, &agenda.all, &seats),
        line: line(&session, &taken, &today),
        // As it was called, it was not moved.
        moves: match session.version {
            1 => Vec::new(),
            _ => change_queries::moves(read, id).await?,
        },
        cancelled: match session.state == SessionState::Cancelled.word() {
            true => change_queries::cancelled(read, id).await?,
            false => None,
        },
        held,
        abouts: match called && writes == "resolution" {
            true => FEATURES.may_be_about(asked).await?,
            false => Vec::new(),
        },
        writes,
        to_invite: taken.iter().all(|taken| taken.step != Step::Invited.word()),
        fates: fates.unwrap_or_default(),
        closed_for,
        removed: agenda_rows::removed(asked, id).await?,
        proposals,
        choices: agenda_rows::choices(&calendar, &session, &page),
        owners: owners(&page, &agencies, &agenda, &form)?,
        usual_days: USUAL_DAYS,
        resolutions,
        drafts,
        drafting: shown.draft,
        withdrawn: resolutions::withdrawn_of(read, id).await?,
        seats,
        heads: match called {
            true => agencies::heads(read).await?,
            false => Vec::new(),
        },
        agencies,
        corrections: queries::corrections(read, id).await?,
        named,
        agenda,
        session,
        page,
        form,
    };
    Ok((code, Html(html.render()?)).into_response())
}

/// Which page of the list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    list_page(
        &site,
        &visitor,
        &Span::of(&wanted.after, &wanted.before),
        Form::default(),
    )
    .await
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(shown): Query<Shown>,
) -> Result<Response, PageError> {
    part_of(&site, &visitor, id, shown, Form::default()).await
}

/// The choices of an owner, made once for each agency that is chosen anywhere on the page: in the forms that are laid out.
fn owners(
    page: &Page,
    agencies: &[Agency],
    agenda: &Agenda,
    form: &Form,
) -> Result<BTreeMap<i64, String>, PageError> {
    let typed = form.number("agency").unwrap_or(0);
    let laid_out = |row: &&Row| agenda.opened == Some(row.item.id) || form.chose("item", &row.item.id);
    let owners = agenda.rows.iter().filter(laid_out).map(|row| row.owner);
    let chosen: BTreeSet<i64> = owners.chain([typed, 0]).collect();
    let choices = chosen.into_iter().map(|chosen| {
        let choices = Owners {
            page,
            agencies,
            chosen,
        };
        Ok((chosen, choices.render()?))
    });
    choices.collect()
}
