//! Requests for more time, as the resolution's page shows and takes them.

use axum::extract::{Path, State};
use axum::response::Response;

use super::actions::{AskTime, DeclineTime, GrantTime};
use super::pages::{after, doer, page_of};
use super::requests::{self, Request, RequestState};
use super::{Resolution, ResolutionState};
use crate::support::web::{Form, Page, PageError, Site, Visitor};

/// What a resolution's page shows of its requests for time.
pub(super) struct Requests {
    pub(super) rows: Vec<Request>,
    /// Whether whoever looks may ask.
    pub(super) may_ask: bool,
    /// Whether whoever looks may decide the one that waits.
    pub(super) may_decide: bool,
    /// Whether it waits for somebody else, for whoever looks entered it.
    pub(super) is_own: bool,
    /// Whether the work is done or its proof lies with its judge: then nothing is decided about time.
    is_past: bool,
}

impl Requests {
    /// What there is for a visitor.
    pub(super) async fn of(
        site: &Site,
        page: &Page,
        visitor: &Visitor,
        resolution: &Resolution,
    ) -> Result<Self, PageError> {
        let rows = requests::requests(site.db.read(), resolution.id).await?;
        let open = rows.iter().find(|request| request.state == RequestState::Open);
        let person = visitor.person.as_ref().map(|person| person.id);
        let is_assigned = resolution.state == ResolutionState::Assigned.word();
        let decides = is_assigned && (page.has_role("governor") || page.has_role("secretary"));
        let is_own = decides && open.is_some_and(|open| Some(open.person_id) == person);
        Ok(Self {
            may_ask: is_assigned && open.is_none() && visitor.heads() == Some(resolution.agency_id),
            may_decide: decides && open.is_some() && !is_own,
            is_own,
            is_past: !is_assigned,
            rows,
        })
    }

    /// Where a request stands, as the part of a key.
    pub(super) fn stands(&self, request: &Request) -> &'static str {
        match request.state {
            RequestState::Open if self.is_past => "past",
            state => state.word(),
        }
    }
}

/// The owner's head asks.
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let deed = AskTime {
        resolution: id,
        until: form.day("asked_until"),
        reason: form.text("asked_reason"),
    };
    let done = site.db.perform(doer(&visitor)?, deed).await.map(|_| ());
    after(&site, &visitor, id, form, done).await
}

/// Governor or secretary decides.
pub(super) async fn decide(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let (request, version) = (
        form.number("of_request").unwrap_or(0),
        form.number("version").unwrap_or(0),
    );
    let reason = form.text("time_reason");
    let doer = doer(&visitor)?;
    let done = match form.value("time_verdict") {
        "grant" => {
            let until = form.day("time_until");
            if until.is_none() && !form.text("time_until").is_empty() {
                return page_of(&site, &visitor, id, form.refused("refusal-term-length")).await;
            }
            let deed = GrantTime {
                resolution: id,
                request,
                version,
                until,
                letter: form.text("time_letter"),
                reason,
                calendar: site.settings.calendar.clone(),
            };
            site.db.perform(doer, deed).await.map(|_| ())
        }
        "decline" => {
            let deed = DeclineTime {
                resolution: id,
                request,
                version,
                reason,
            };
            site.db.perform(doer, deed).await
        }
        _ => return page_of(&site, &visitor, id, form.refused("refusal-verdict-missing")).await,
    };
    after(&site, &visitor, id, form, done).await
}
