//! What the forms on a session's page do.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::actions::{
    Attendance, CallSession, CloseSession, CloseSessionForGovernor, CorrectSession, InviteToSession,
    PublishSession, RecordAttendance, WithdrawDecision,
};
use super::named::{NAMED, names_unseen};
use super::pages::{list_page, page_of};
use super::queries;
use crate::resolutions::WithdrawDraft;
use crate::resolutions::actions::{ChangeDraft, Demand, DraftResolution};
use crate::support::web::{Form, Page, PageError, Site, Span, Visitor};
use golugah_desk::{Deed, Refusal};

pub(super) async fn call(
    State(site): State<Site>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, PageError> {
    let Some(day) = form.day("day") else {
        return list_page(&site, &visitor, &Span::default(), form.refused("refusal-no-day")).await;
    };
    let deed = CallSession {
        day,
        hour: golugah_persian::latin_digits(form.value("hour")),
        place: form.value("place").to_owned(),
    };
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    match site.db.perform(doer, deed).await.map_err(PageError::from) {
        Ok(id) => {
            Ok(Redirect::to(&Page::new(&site, &visitor).link(&format!("/sessions/{id}"))).into_response())
        }
        Err(PageError::Refused(key)) => list_page(&site, &visitor, &Span::default(), form.refused(key)).await,
        Err(error) => Err(error),
    }
}

/// Does a deed on a session's page and comes back to it; refused, the page keeps what was typed and says why.
pub(super) async fn on_page<D: Deed>(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    form: Form,
    deed: D,
) -> Result<Response, PageError> {
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    after(
        site,
        visitor,
        id,
        form,
        site.db.perform(doer, deed).await.map(|_| ()),
    )
    .await
}

pub(super) async fn after(
    site: &Site,
    visitor: &Visitor,
    id: i64,
    form: Form,
    done: Result<(), Refusal>,
) -> Result<Response, PageError> {
    match done.map_err(PageError::from) {
        Ok(()) => {
            // Back to the item that it was about.
            let place = match form.number("item") {
                None => String::new(),
                Some(item) => format!("?item={item}#item-{item}"),
            };
            let to = Page::new(site, visitor).link(&format!("/sessions/{id}"));
            Ok(Redirect::to(&format!("{to}{place}")).into_response())
        }
        Err(PageError::Refused(key)) => page_of(site, visitor, id, form.refused(key)).await,
        Err(error) => Err(error),
    }
}

pub(super) async fn take_resolution(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let form = form.or("write", &"resolution");
    let Some(demand) = demanded(&form) else {
        return page_of(&site, &visitor, id, form.refused("refusal-owner-missing")).await;
    };
    let deed = DraftResolution {
        session: id,
        demand,
        about: form.value("about").parse().ok(),
    };
    on_page(&site, &visitor, id, form, deed).await
}

/// What is demanded of whom, as it was typed; `None` where nobody is chosen.
pub(super) fn demanded(form: &Form) -> Option<Demand> {
    // Other days, where any are written, stand above the choice, which a form cannot take back.
    let days = match form.value("other_days").trim() {
        "" => form.number("working_days"),
        _ => form.number("other_days"),
    };
    Some(Demand {
        text: form.value("text").to_owned(),
        agency: form.number("agency").filter(|agency| *agency > 0)?,
        working_days: days.and_then(|days| u32::try_from(days).ok()).unwrap_or(0),
        proof: form.value("proof").to_owned(),
    })
}

/// A draft written anew.
pub(super) async fn change_draft(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, resolution)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, PageError> {
    let form = form.or("draft", &resolution);
    let Some(demand) = demanded(&form) else {
        return page_of(&site, &visitor, id, form.refused("refusal-owner-missing")).await;
    };
    let deed = ChangeDraft {
        session: id,
        resolution,
        version: form.number("version").unwrap_or(0),
        demand,
    };
    on_page(&site, &visitor, id, form, deed).await
}

/// A draft taken back.
pub(super) async fn withdraw_draft(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, resolution)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, PageError> {
    let form = form.or("draft", &resolution).or("what", &"withdraw");
    let draft = WithdrawDraft {
        session: id,
        resolution,
        version: form.number("version").unwrap_or(0),
        reason: form.value("reason").to_owned(),
    };
    on_page(&site, &visitor, id, form, WithdrawDecision { draft }).await
}

pub(super) async fn attendance(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let form = form.or("write", &"attendance");
    // Of thirty seats most are taken: whoever has no mark was there, where the secretary says so.
    let others_came = form.value("others") == "present";
    let mut seats = Vec::new();
    for seat in queries::seats(site.db.read(), id).await? {
        let delegate = form.value(&format!("delegate-{}", seat.agency_id)).to_owned();
        let attendance = match form.value(&format!("seat-{}", seat.agency_id)) {
            "present" => Attendance::Present,
            "absent" => Attendance::Absent,
            "delegate" => Attendance::Delegate(delegate),
            "" if others_came => Attendance::Present,
            _ => continue,
        };
        seats.push((seat.agency_id, attendance));
    }
    let deed = RecordAttendance { session: id, seats };
    on_page(&site, &visitor, id, form, deed).await
}

pub(super) async fn close(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let form = form.or("write", &"close");
    let deed = CloseSession {
        session: id,
        version: form.number("version").unwrap_or(0),
        minutes: form.value("minutes").to_owned(),
        done: form.numbers("done"),
        calendar: site.settings.calendar.clone(),
    };
    if names_unseen(site.db.read(), id, &form, &[form.value("minutes")]).await? {
        return page_of(&site, &visitor, id, form.refused(NAMED)).await;
    }
    match form.value("stand_in").trim().to_owned() {
        stand_in if stand_in.is_empty() => on_page(&site, &visitor, id, form, deed).await,
        stand_in => {
            let deed = CloseSessionForGovernor {
                close: deed,
                stand_in,
            };
            on_page(&site, &visitor, id, form, deed).await
        }
    }
}

pub(super) async fn publish(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    if names_unseen(site.db.read(), id, &form, &[]).await? {
        return page_of(&site, &visitor, id, form.refused(NAMED)).await;
    }
    on_page(&site, &visitor, id, form, PublishSession { session: id }).await
}

pub(super) async fn correct(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let deed = CorrectSession {
        session: id,
        text: form.value("correction").to_owned(),
        reason: form.value("correction_reason").to_owned(),
    };
    let typed = [deed.text.as_str(), &deed.reason];
    if names_unseen(site.db.read(), id, &form, &typed).await? {
        return page_of(&site, &visitor, id, form.refused(NAMED)).await;
    }
    on_page(&site, &visitor, id, form, deed).await
}

pub(super) async fn invite(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let deed = InviteToSession {
        session: id,
        letter: form.value("letter").to_owned(),
    };
    on_page(&site, &visitor, id, form, deed).await
}
