use super::paper::{cell, field, letterhead, paragraphs, sentence, weekday};
use super::proof::Closing;
use super::{Kind, Paper, Part, Signature, Table};
use crate::sessions::Correction;
use crate::sessions::minutes::{Audience, ItemMet, Minutes, SeatTaken};
use crate::support::web::Page;

/// The minutes as a paper: a draft where the session is not closed yet.
pub(super) fn paper(
    page: &Page,
    minutes: &Minutes,
    closing: Option<&Closing>,
    corrections: &[Correction],
    audience: Audience,
) -> Paper {
    let number = page.number(&minutes.number);
    let title = match closing {
        Some(_) => "paper-minutes-title",
        None => "paper-minutes-draft",
    };
    let day = closing.map(|closing| closing.day().unwrap_or_else(|| minutes.day.clone()));
    let mut facts = vec![
        field(page, "paper-day", weekday(page, &minutes.day)),
        field(page, "paper-hour", page.digits(&minutes.hour)),
        field(page, "paper-place", cell(&minutes.place)),
        field(page, "paper-chair", cell(&minutes.chair)),
        field(page, "paper-secretary", cell(&minutes.secretary)),
    ];
    if closing.is_none() {
        facts.push(field(page, "paper-standing", page.say("paper-standing-draft")));
    }
    let parts = [
        attendance(page, &minutes.seats),
        agenda(page, &minutes.items, closing.is_some()),
        text(page, &minutes.text),
        Some(resolutions(page, minutes, closing.is_some())),
        corrected(page, corrections),
        annex(page, &minutes.items),
    ];
    // A draft is not signed, and what anybody reads on the site is no copy to sign.
    let signatures = match (audience, closing) {
        (Audience::Council, Some(_)) => signatures(page, minutes),
        _ => Vec::new(),
    };
    Paper {
        kind: Kind::Minutes,
        language: page.language.tag(),
        title: page.say_of(title, "number", &number),
        invocation: page.say("paper-invocation"),
        county: page.county.clone(),
        letterhead: letterhead(
            page,
            page.say_of("paper-number-minutes", "number", &number),
            day.as_deref(),
        ),
        facts,
        parts: parts.into_iter().flatten().collect(),
        signatures,
        receipt: closing.map(|closing| closing.on_paper(page)),
    }
}

fn columns(page: &Page, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| page.say(key)).collect()
}

fn attendance(page: &Page, seats: &[SeatTaken]) -> Option<Part> {
    let rows = (1..).zip(seats).map(|(number, seat)| {
        let (state, name) = match seat.state.as_str() {
            "" => (page.say("seat-unknown"), ""),
            "present" => (page.word("seat", "present"), seat.head.as_str()),
            state => (page.word("seat", state), seat.delegate.as_str()),
        };
        let agency = page.either(&seat.name_fa, &seat.name_en).to_owned();
        vec![page.number(&number), agency, state, cell(name)]
    });
    let keys = ["paper-row", "paper-seat", "paper-attendance", "paper-name"];
    (!seats.is_empty()).then(|| Part {
        title: page.say("paper-part-attendance"),
        table: Some(Table {
            columns: columns(page, &keys),
            rows: rows.collect(),
        }),
        ..Part::default()
    })
}

/// What an item is called: the title, or its kind alone where not everybody may read more.
pub(super) fn called(page: &Page, item: &ItemMet) -> String {
    match page.either(&item.title_fa, &item.title_en) {
        "" => page.word("item", &item.kind),
        title => title.to_owned(),
    }
}

fn agenda(page: &Page, items: &[ItemMet], closed: bool) -> Option<Part> {
    let rows = (1..).zip(items).map(|(number, item)| {
        let outcome = match (item.done, closed) {
            (true, _) => page.word("item", "done"),
            (false, true) => page.word("item", "carried"),
            (false, false) => cell(""),
        };
        let agency = cell(page.either(&item.agency_fa, &item.agency_en));
        vec![page.number(&number), called(page, item), agency, outcome]
    });
    let keys = ["paper-row", "paper-subject", "paper-agency", "paper-outcome"];
    (!items.is_empty()).then(|| Part {
        title: page.say("paper-part-agenda"),
        table: Some(Table {
            columns: columns(page, &keys),
            rows: rows.collect(),
        }),
        ..Part::default()
    })
}

/// What is too long for the agenda itself, each under the number of its item.
pub(super) fn annex(page: &Page, items: &[ItemMet]) -> Option<Part> {
    let numbered = (1..).zip(items);
    let paragraphs = numbered.filter_map(|(number, item)| {
        let annex = page.either(&item.annex_fa, &item.annex_en);
        let number = page.number(&number);
        let places = [("number", number.as_str()), ("text", annex)];
        (!annex.is_empty()).then(|| sentence(page, "paper-annex-item", &places))
    });
    let paragraphs: Vec<String> = paragraphs.collect();
    (!paragraphs.is_empty()).then(|| Part {
        title: page.say("paper-part-annex"),
        paragraphs,
        ..Part::default()
    })
}

fn text(page: &Page, text: &str) -> Option<Part> {
    let paragraphs = paragraphs(text);
    (!paragraphs.is_empty()).then(|| Part {
        title: page.say("paper-part-text"),
        paragraphs,
        ..Part::default()
    })
}

fn resolutions(page: &Page, minutes: &Minutes, closed: bool) -> Part {
    let title = page.say("paper-part-resolutions");
    if minutes.resolutions.is_empty() {
        let none = match closed {
            true => "paper-no-resolutions",
            false => "session-no-resolutions",
        };
        return Part {
            title,
            paragraphs: vec![page.say(none)],
            ..Part::default()
        };
    }
    let rows = minutes.resolutions.iter().map(|one| {
        vec![
            page.number(&one.number),
            one.text.clone(),
            page.either(&one.owner_fa, &one.owner_en).to_owned(),
            page.date(&one.due),
            one.proof.clone(),
        ]
    });
    let keys = [
        "paper-row",
        "column-resolution",
        "column-owner",
        "column-due",
        "resolution-proof",
    ];
    Part {
        title,
        table: Some(Table {
            columns: columns(page, &keys),
            rows: rows.collect(),
        }),
        ..Part::default()
    }
}

/// What was put right since, which the receipt of the closing does not cover.
fn corrected(page: &Page, corrections: &[Correction]) -> Option<Part> {
    let told = |one: &Correction| {
        let day = page.date_at(&one.corrected_at);
        let places = [
            ("text", one.text.as_str()),
            ("reason", &one.reason),
            ("day", &day),
        ];
        sentence(page, "paper-correction", &places)
    };
    (!corrections.is_empty()).then(|| Part {
        title: page.say("corrections-title"),
        paragraphs: vec![page.say("paper-corrections-note")],
        list: corrections.iter().map(told).collect(),
        ..Part::default()
    })
}

/// Chair and secretary, then everybody who sat there.
fn signatures(page: &Page, minutes: &Minutes) -> Vec<Signature> {
    let mut signatures = vec![
        Signature {
            name: minutes.chair.clone(),
            post: page.say(match minutes.stand_in {
                true => "paper-post-stand-in",
                false => "paper-post-chair",
            }),
        },
        Signature {
            name: minutes.secretary.clone(),
            post: page.say("paper-post-secretary"),
        },
    ];
    for seat in &minutes.seats {
        let agency = page.either(&seat.name_fa, &seat.name_en);
        match seat.state.as_str() {
            "present" => signatures.push(Signature {
                name: seat.head.clone(),
                post: agency.to_owned(),
            }),
            "delegate" => signatures.push(Signature {
                name: seat.delegate.clone(),
                post: page.say_of("paper-post-delegate", "agency", agency),
            }),
            _ => {}
        }
    }
    signatures
}
