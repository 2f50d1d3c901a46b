//! What agencies answered otherwise than here, entered by the secretariat, confirmed by a head, accepted on the council's word.

use axum::extract::{Path, Request, State};
use axum::response::Response;

use super::actions::{AcceptHeard, ConfirmReply, ReceiveReply, ProofFile};
use super::evidence_pages::LARGEST_PROOF;
use super::pages::{after, doer, page_of};
use super::replies::{self, Heard, Reply, ReplyHow, ReplyKind};
use super::{Resolution, ResolutionState, queries};
use crate::support::web::{Form, Page, PageError, SentFile, SentForm, Site, Visitor, say};

/// What a resolution's page shows of its answers.
pub(super) struct Replies {
    pub(super) rows: Vec<Reply>,
    /// Whether whoever looks may enter one.
    pub(super) may_receive: bool,
    /// Whether whoever looks may confirm one.
    pub(super) may_confirm: bool,
    /// The proof that waits and that whoever looks entered, and the sessions on whose word it can be accepted.
    pub(super) own: Option<(i64, Vec<Heard>)>,
}

impl Replies {
    /// What there is for a visitor.
    pub(super) async fn of(
        site: &Site,
        page: &Page,
        visitor: &Visitor,
        resolution: &Resolution,
    ) -> Result<Self, PageError> {
        let read = site.db.read();
        let rows = replies::replies(read, resolution.id).await?;
        let is_secretary = page.has_role("secretary");
        let person = visitor.person.as_ref().map(|person| person.id);
        let waiting = match resolution.state.as_str() {
            "reported" if is_secretary => queries::evidence_to_judge(read, resolution.id).await?,
            _ => None,
        };
        let mine = waiting.filter(|waiting| Some(waiting.person_id) == person);
        let reply = mine.and_then(|mine| rows.iter().find(|reply| reply.evidence_id == Some(mine.id)));
        let own = match reply {
            Some(reply) => reply.evidence_id.map(|id| (id, reply.received_on.clone())),
            None => None,
        };
        let own = match own {
            Some((evidence, since)) => Some((evidence, replies::held_since(read, &since).await?)),
            None => None,
        };
        Ok(Self {
            may_receive: is_secretary && resolution.state == ResolutionState::Assigned.word(),
            may_confirm: visitor.heads() == Some(resolution.agency_id),
            own,
            rows,
        })
    }

    /// Whether the proof that waits was entered by whoever looks: it is then judged by somebody else, or on the council's word.
    pub(super) fn waits_for_others(&self) -> bool {
        self.own.is_some()
    }
}

impl Reply {
    /// How it came: «by letter no. 12 of 3 Azar», «by telephone on 3 Azar».
    pub(super) fn came(&self, page: &Page) -> String {
        came(page, self.how, &self.letter, &self.received_on)
    }
}

/// How an answer came, in words.
pub(crate) fn came(page: &Page, how: ReplyHow, letter: &str, day: &str) -> String {
    let (letter, day) = (page.digits(letter), page.date(day));
    let key = match how {
        ReplyHow::Letter => "reply-came-letter",
        ReplyHow::Phone => "reply-came-phone",
        ReplyHow::InPerson => "reply-came-in-person",
    };
    say(page.language, key, &[("letter", letter.as_str()), ("day", &day)])
}

/// Enters an answer.
pub(super) async fn receive(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    request: Request,
) -> Result<Response, PageError> {
    let resolution = queries::resolution(site.db.read(), id).await?;
    let resolution = resolution.ok_or(PageError::NotFound)?;
    // Only what can be taken fills the disk; the deed says of all others why not.
    let keep = resolution.state == ResolutionState::Assigned.word();
    let sent = SentForm::read(&site.store, request, keep, LARGEST_PROOF).await?;
    let form = sent.form;
    let visitor = visitor.sending(&form, sent.sha256.as_deref());
    let doer = doer(&visitor)?;
    if let Some(key) = sent.refused {
        return page_of(&site, &visitor, id, form.refused(key)).await;
    }
    let today = site.db.clock().now().day();
    let day = |name: &str| match form.value(name).trim() {
        "" if name == "received" => Some(today.clone()),
        _ => form.day(name),
    };
    let deed = ReceiveReply {
        resolution: id,
        kind: ReplyKind::of_word(form.value("reply")),
        how: ReplyHow::of_word(form.value("how")),
        letter: form.text("reply_letter"),
        received_on: day("received"),
        said_by: form.text("said_by"),
        text: form.text("answer"),
        until: day("until"),
        file: None,
    };
    let done = match sent.file {
        Some(SentFile { name, aside, kind }) => {
            let taken = aside.taken().clone();
            let file = ProofFile {
                sha256: taken.sha256,
                name,
                bytes: i64::try_from(taken.bytes).unwrap_or(i64::MAX),
                kind,
            };
            let deed = ReceiveReply {
                file: Some(file),
                ..deed
            };
            aside.belongs_to(&site.db, doer, deed).await
        }
        None => site.db.perform(doer, deed).await,
    };
    after(&site, &visitor, id, form, done).await
}

/// A head confirms one.
pub(super) async fn confirm(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let deed = ConfirmReply {
        resolution: id,
        reply: form.number("of_reply").unwrap_or(0),
        version: form.number("version").unwrap_or(0),
    };
    let done = site.db.perform(doer(&visitor)?, deed).await;
    after(&site, &visitor, id, form, done).await
}

/// One is accepted on the word of a session.
pub(super) async fn heard(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, PageError> {
    let deed = AcceptHeard {
        resolution: id,
        seen: form.number("evidence").unwrap_or(0),
        session: form.number("heard").unwrap_or(0),
        calendar: site.settings.calendar.clone(),
    };
    let done = site.db.perform(doer(&visitor)?, deed).await;
    after(&site, &visitor, id, form, done).await
}
