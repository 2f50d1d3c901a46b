use super::minutes::{annex, called};
use super::paper::{cell, field, letterhead, sentence, weekday};
use super::{Kind, Paper, Part, Signature};
use crate::sessions::minutes::Minutes;
use crate::support::web::Page;

/// The letter that an invitation is.
pub(super) struct Letter {
    /// Its number in the office's books; `None` before it has gone out.
    pub(super) number: Option<String>,
    /// The day it went out or, before that, the session was called.
    pub(super) day: Option<String>,
}

/// The invitation to a session, addressed to its seats.
pub(super) fn paper(page: &Page, session: &Minutes, letter: &Letter) -> Paper {
    let number = page.number(&session.number);
    let day = weekday(page, &session.day);
    let hour = page.digits(&session.hour);
    let facts = vec![
        field(page, "paper-day", &day),
        field(page, "paper-hour", &hour),
        field(page, "paper-place", cell(&session.place)),
        field(page, "paper-chair", cell(&session.chair)),
    ];
    let items = session.items.iter().map(|item| {
        let title = called(page, item);
        match page.either(&item.agency_fa, &item.agency_en) {
            "" => title,
            agency => sentence(
                page,
                "paper-item-of-agency",
                &[("title", &title), ("agency", agency)],
            ),
        }
    });
    let recipients = session.seats.iter().map(|seat| {
        let agency = page.either(&seat.name_fa, &seat.name_en);
        match seat.head.as_str() {
            "" => agency.to_owned(),
            head => sentence(page, "paper-recipient", &[("agency", agency), ("name", head)]),
        }
    });
    let (items, recipients): (Vec<_>, Vec<_>) = (items.collect(), recipients.collect());
    let call = Part {
        title: page.say_of("paper-members", "county", &page.county),
        paragraphs: vec![page.say("paper-call")],
        ..Part::default()
    };
    let nothing_yet = items.is_empty().then(|| page.say("paper-no-agenda"));
    let agenda = Part {
        title: page.say("paper-part-agenda"),
        paragraphs: nothing_yet.into_iter().collect(),
        list: items,
        ..Part::default()
    };
    let reply = match session.secretary.as_str() {
        "" => page.say("paper-reply-to-nobody"),
        name => page.say_of("paper-reply", "name", name),
    };
    let reply = Part {
        title: page.say("paper-part-reply"),
        paragraphs: vec![reply],
        ..Part::default()
    };
    let mut parts = vec![call, agenda, reply];
    if !recipients.is_empty() {
        parts.push(Part {
            title: page.say("paper-part-recipients"),
            list: recipients,
            ..Part::default()
        });
    }
    parts.extend(annex(page, &session.items));
    Paper {
        kind: Kind::Invitation,
        language: page.language.tag(),
        title: page.say_of("paper-invitation-title", "number", &number),
        invocation: page.say("paper-invocation"),
        county: page.county.clone(),
        letterhead: letterhead(
            page,
            match &letter.number {
                Some(number) => page.digits(number),
                None => page.say_of("paper-number-invitation", "number", &number),
            },
            letter.day.as_deref(),
        ),
        facts,
        parts,
        signatures: vec![Signature {
            name: session.chair.clone(),
            post: page.say("paper-post-chair"),
        }],
        receipt: None,
    }
}

/// The same in one short message, to be sent by telephone.
pub(super) fn message(page: &Page, session: &Minutes) -> String {
    let places = [
        ("number", page.number(&session.number)),
        ("day", weekday(page, &session.day)),
        ("hour", page.digits(&session.hour)),
        ("place", cell(&session.place)),
    ];
    let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
    sentence(page, "paper-message", &places)
}
