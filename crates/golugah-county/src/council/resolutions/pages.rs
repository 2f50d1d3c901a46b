use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::actions::{ExtendResolution, JudgeEvidence};
use super::queries::{self, Given, Listed, Resolution};
use super::reply_pages::Replies;
use super::time_pages::Requests;
use super::{Explainer, measure_lateness};
use crate::FEATURES;
use crate::agencies::{self, Agency};
use crate::support::seams::Asked;
use crate::support::web::{Form, Page, PageError, Pager, Query, Site, Span, Visitor};
use crate::terms::{self, Extension, Length};
use golugah_desk::{Doer, Matter, Refusal};

/// Which part of a list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    pub(super) all: bool,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
    /// Whose; a head's own where nothing is said.
    #[serde(default)]
    agency: String,
    /// The whole county's, for a head too.
    #[serde(default)]
    county: bool,
}

impl Wanted {
    /// The agency that was asked for, and whose resolutions are shown; `None` for all.
    pub(super) async fn whose(
        &self,
        site: &Site,
        visitor: &Visitor,
    ) -> Result<(Option<Agency>, Option<i64>), PageError> {
        let of = match self.agency.parse().ok() {
            Some(agency) => agencies::named(site.db.read(), agency).await?,
            None => None,
        };
        let own = visitor.heads().filter(|_| !self.county);
        let whose = of.as_ref().map(|of| of.id).or(own);
        Ok((of, whose))
    }
}

#[derive(Template)]
#[template(path = "resolutions/templates/list.html")]
struct List {
    page: Page,
    all: bool,
    /// Whether whoever looks heads an agency, and whether its list is shown.
    heads: bool,
    is_own: bool,
    pager: Pager,
    rows: Vec<Listed>,
    /// The one agency whose resolutions were asked for.
    of: Option<Agency>,
}

impl List {
    /// What an address of this list says besides: whose.
    fn whose(&self, sign: &str) -> String {
        match &self.of {
            Some(of) => format!("{sign}agency={}", of.id),
            None if self.heads => format!("{sign}county=true"),
            None => String::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "resolutions/templates/show.html")]
struct Show {
    page: Page,
    row: Listed,
    resolution: Resolution,
    /// The record it is about: its page, and what its keeper calls it.
    about: Option<(String, String)>,
    /// Why it is due on its day, folded up.
    why: String,
    may_extend: bool,
    given: Vec<Given>,
    own: bool,
    replies: Replies,
    requests: Requests,
    form: Form,
}

/// Who does the deed; the guard lets nobody else this far.
pub(crate) fn doer(visitor: &Visitor) -> Result<Doer, PageError> {
    visitor.doer().ok_or(PageError::NotAllowed)
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let span = Span::of(&wanted.after, &wanted.before);
    let (of, whose) = wanted.whose(&site, &visitor).await?;
    let listed = queries::listed(site.db.read(), whose, wanted.all, &span).await?;
    let also = match &of {
        Some(of) => format!("&agency={}", of.id),
        None if wanted.county => "&county=true".to_owned(),
        None => String::new(),
    };
    let pager = listed.pager(&format!("{}{also}", if wanted.all { "&all=true" } else { "" }));
    let mut rows = listed.rows;
    measure_lateness(
        crate::calendar::of(&site, &page.versions).await?.as_ref(),
        site.db.clock().now(),
        &mut rows,
    );
    let html = List {
        page,
        all: wanted.all,
        heads: visitor.heads().is_some(),
        is_own: of.is_none() && whose.is_some(),
        pager,
        rows,
        of,
    };
    Ok(Html(html.render()?).into_response())
}

/// The page of the record that a resolution is about, and what the record is called.
async fn about(asked: Asked<'_>, resolution: &Resolution) -> Result<Option<(String, String)>, PageError> {
    let Some(matter) = Matter::stored(resolution.about.as_deref()) else {
        return Ok(None);
    };
    let called = FEATURES.called(asked, std::slice::from_ref(&matter)).await?;
    let title = called.into_iter().next().map(|called| called.title);
    Ok(title.map(|title| (FEATURES.address(&matter), title)))
}

pub(super) async fn page_of(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    form: Form,
) -> Result<Response, PageError> {
    let page = Page::staff(site, visitor).await?;
    let Some(resolution) = queries::resolution(site.db.read(), id).await? else {
        return super::draft_pages::page_of(site, page, id, form).await;
    };
    let mut rows = queries::listed_one(site.db.read(), id)
        .await?
        .into_iter()
        .collect::<Vec<_>>();
    let (calendar, now) = (
        crate::calendar::of(site, &page.versions).await?,
        site.db.clock().now(),
    );
    measure_lateness(&calendar, now, &mut rows);
    let asked = Asked {
        site,
        page: &page,
        calendar: &calendar,
        day: &now.day(),
    };
    let about = about(asked, &resolution).await?;
    let row = rows.pop().ok_or(PageError::NotFound)?;
    let explainer = Explainer::of(site, &page).await?;
    let why = explainer.why(site.db.read(), &[id]).await?.remove(&id);
    let why = terms::folded(&page, why.as_ref())?;
    let status = form.status();
    let own = visitor
        .person
        .as_ref()
        .is_some_and(|person| person.agency == Some(resolution.agency_id));
    let replies = Replies::of(site, &page, visitor, &resolution).await?;
    let requests = Requests::of(site, &page, visitor, &resolution).await?;
    let html = Show {
        replies,
        requests,
        given: queries::given(site.db.read(), id).await?,
        about,
        why,
        may_extend: resolution.state == "assigned"
            && (page.has_role("governor") || page.has_role("secretary")),
        page,
        row,
        resolution,
        own,
        form,
    };
    Ok((status, Html(html.render()?)).into_response())
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    page_of(&site, &visitor, id, Form::default()).await
}

/// Back to the record's page after a deed; or the page again with what was typed and why it was refused.
pub(super) async fn after(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    form: Form,
    done: Result<(), Refusal>,
) -> Result<Response, PageError> {
    match done.map_err(PageError::from) {
        Ok(()) => {
            Ok(Redirect::to(&Page::new(site, visitor).link(&format!("/resolutions/{id}"))).into_response())
        }
        Err(PageError::Refused(key)) => page_of(site, visitor, id, form.refused(key)).await,
        Err(error) => Err(error),
    }
}

pub(super) async fn judge(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let Some(seen) = form.number("evidence") else {
        return page_of(&site, &visitor, id, form.refused("refusal-no-version")).await;
    };
    let refused_because = match form.value("verdict") {
        "accept" => None,
        "refuse" => Some(form.value("reason").to_owned()),
        _ => return page_of(&site, &visitor, id, form.refused("refusal-verdict-missing")).await,
    };
    let deed = JudgeEvidence {
        resolution: id,
        seen: Some(seen),
        refused_because,
        calendar: site.settings.calendar.clone(),
    };
    let done = site.db.perform(doer(&visitor)?, deed).await;
    after(&site, &visitor, id, form, done).await
}

pub(super) async fn extend(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let deed = ExtendResolution {
        resolution: id,
        extension: Extension {
            // A length that is none is refused by the deed.
            length: Length::of(
                form.value("kind"),
                form.number("number"),
                form.day("day").as_deref(),
            ),
            letter: form.value("letter").to_owned(),
            reason: form.value("extension_reason").to_owned(),
        },
        calendar: site.settings.calendar.clone(),
    };
    let done = site.db.perform(doer(&visitor)?, deed).await.map(|_| ());
    after(&site, &visitor, id, form, done).await
}
