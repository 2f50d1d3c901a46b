//! Everything that is open, by agency, on one sheet for the governor.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use crate::calendar;
use crate::resolutions::{self, LastReply, Listed, every_open, last_replies, measure_lateness, status};
use crate::support::web::{Ask, Page, PageError, say};

/// What an agency owes.
pub(super) struct Owed {
    pub(super) agency: i64,
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
}

/// An open resolution as papers tell it.
pub(super) struct Row {
    pub(super) id: i64,
    /// Session and number: «۴/۲».
    pub(super) number: String,
    pub(super) text: String,
    pub(super) due: String,
    /// How late it is, or how many working days are left.
    pub(super) stands: String,
    pub(super) is_late: bool,
    /// Whether its proof lies with the secretariat: nobody else owes an answer then.
    pub(super) with_judge: bool,
    /// The last answer, in a sentence; nothing where none came.
    pub(super) answer: String,
}

#[derive(Template)]
#[template(path = "followup/templates/sheet.html")]
struct Sheet {
    page: Page,
    today: String,
    owed: Vec<Owed>,
    open: i64,
    late: i64,
}

/// What is open, by agency; of one agency where one is asked for.
pub(super) async fn owed(ask: &Ask, page: &Page, of: Option<i64>) -> Result<Vec<Owed>, PageError> {
    let mut open = every_open(ask.read()).await?;
    open.retain(|row| of.is_none_or(|of| row.agency_id == of));
    let calendar = calendar::of(&ask.site, &page.versions).await?;
    let now = ask.site.db.clock().now();
    measure_lateness(&calendar, now, &mut open);
    let ids: Vec<i64> = open.iter().map(|row| row.id).collect();
    let replies = match ids.is_empty() {
        true => Vec::new(),
        false => last_replies(ask.read(), &ids).await?,
    };
    let today = now.day();
    let mut owed: Vec<Owed> = Vec::new();
    for row in open {
        let agency = row.agency_id;
        let name = page.either(&row.name_fa, &row.name_en).to_owned();
        let reply = replies.iter().find(|reply| reply.resolution_id == row.id);
        let left = calendar.working_days_between(&today, &row.due).max(0);
        let told = told(page, row, left, reply);
        match owed.last_mut() {
            Some(last) if last.agency == agency => last.rows.push(told),
            _ => owed.push(Owed {
                agency,
                name,
                rows: vec![told],
            }),
        }
    }
    Ok(owed)
}

fn told(page: &Page, row: Listed, left: i64, reply: Option<&LastReply>) -> Row {
    let answer = match (row.state.as_str(), reply) {
        (_, Some(reply)) => answered(page, reply),
        ("reported", None) => page.say("resolution-reported"),
        _ => String::new(),
    };
    // The clock stands while a proof lies with its judge: no days are left to anybody then.
    let stands = match (row.is_late, row.with_judge) {
        (false, None) => page.say_of("followup-left", "days", page.number(&left)),
        _ => status(page, &row).words,
    };
    Row {
        id: row.id,
        number: format!(
            "{}/{}",
            page.number(&row.session_number),
            page.number(&row.number)
        ),
        stands,
        is_late: row.is_late,
        with_judge: row.state == "reported",
        due: row.due,
        text: row.text,
        answer,
    }
}

/// An answer in one sentence: «انجام نشده، نامهٔ شمارهٔ …».
fn answered(page: &Page, reply: &LastReply) -> String {
    let came = resolutions::came(page, reply.how, &reply.letter, &reply.received_on);
    let kind = page.word("reply", reply.kind.word());
    let until = match &reply.until {
        Some(until) => page.say_of("reply-until-day", "day", page.date(until)),
        None => String::new(),
    };
    let places = [("kind", kind.as_str()), ("until", &until), ("came", &came)];
    say(page.language, "followup-answered", &places)
}

pub(super) async fn show(ask: Ask) -> Result<Response, PageError> {
    let page = ask.page().await?;
    let owed = owed(&ask, &page, None).await?;
    let rows = || owed.iter().flat_map(|one| &one.rows);
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let (open, late) = (
        count(rows().count()),
        count(rows().filter(|row| row.is_late).count()),
    );
    let html = Sheet {
        today: ask.today(),
        open,
        late,
        owed,
        page,
    };
    Ok(Html(html.render()?).into_response())
}
