//! What stands beside the items of an agenda: where they come from, what they led to, whom a decision would be for.

use std::collections::HashMap;

use golugah_persian::{Language, WorkingCalendar};
use golugah_report::Catalogue;
use sea_orm::DbErr;

use super::SessionState;
use super::queries::{self, AgendaItem, CameFrom, Session};
use crate::agencies::Agency;
use crate::bottlenecks::{self, Bottleneck};
use crate::reports::{self, Report};
use crate::resolutions::{self, Explainer, Listed};
use crate::support::web::{Page, PageError, ROWS, Site, say};
use golugah_desk::Read;
use crate::terms;

/// The working days that one tap gives.
const QUICK_DAYS: [u32; 3] = [5, 10, 20];

/// The working days given where nobody says otherwise.
pub(super) const USUAL_DAYS: i64 = 10;

/// An item of the agenda with all that hangs on it.
pub(super) struct Row {
    pub(super) item: AgendaItem,
    /// Its title; what the program itself worded, in the language of the page.
    pub(super) title: String,
    /// The agency it concerns.
    pub(super) agency: Option<Agency>,
    /// The earlier sessions it stood before.
    pub(super) came_from: Vec<CameFrom>,
    /// The resolutions it led to.
    pub(super) decided: Vec<Decided>,
    /// The report it asks for.
    pub(super) report: Option<Report>,
    /// Whom a decision about it would most likely be for, 0 for nobody.
    pub(super) owner: i64,
    /// What would most likely be asked as proof.
    pub(super) proof: String,
    /// Whether it is the first or the last of the whole agenda.
    pub(super) first: bool,
    pub(super) last: bool,
}

/// A resolution that an item led to.
pub(super) struct Decided {
    pub(super) row: Listed,
    /// Why it is due on its day, as it stands on a page.
    pub(super) why: String,
}

/// A choice of so many working days, and the day they lead to; both as people read them too.
pub(super) struct Choice {
    pub(super) days: i64,
    pub(super) number: String,
    pub(super) date: String,
}

/// The quick choices of a session.
pub(super) fn choices(calendar: &WorkingCalendar, session: &Session, page: &Page) -> Vec<Choice> {
    let choice = |days| {
        let day = calendar.due(&session.day, days)?.day;
        let days = i64::from(days);
        Some(Choice {
            days,
            number: page.number(&days),
            date: page.date(&day),
        })
    };
    QUICK_DAYS.into_iter().filter_map(choice).collect()
}

/// An agenda as a page shows it.
#[derive(Default)]
pub(super) struct Agenda {
    /// The items of the part that is shown.
    pub(super) rows: Vec<Row>,
    /// Every item with its title, for whoever closes the session.
    pub(super) all: Vec<(AgendaItem, String)>,
    /// The part that is shown, counted from 0, and how many there are.
    pub(super) part: usize,
    pub(super) parts: usize,
}

/// Which part of an agenda is wanted: a part by its number, or the one in which an item stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shown {
    pub(super) part: usize,
    pub(super) item: Option<i64>,
}

/// What is known of all items at once.
struct Around {
    came_from: Vec<CameFrom>,
    decided: Vec<queries::Decided>,
    bottlenecks: HashMap<i64, Bottleneck>,
    reports: Vec<Report>,
    owners: HashMap<i64, i64>,
    proofs: HashMap<i64, String>,
}

impl Around {
    async fn read(read: Read<'_>, session: &Session) -> Result<Self, DbErr> {
        let bottlenecks = bottlenecks::on_agenda(read, session.id).await?;
        let mut around = Self {
            came_from: queries::came_from(read, session.id).await?,
            decided: queries::decided(read, session.id).await?,
            bottlenecks: bottlenecks.into_iter().map(|one| (one.id, one)).collect(),
            reports: reports::of_session(read, session.id).await?,
            owners: HashMap::new(),
            proofs: HashMap::new(),
        };
        if session.state == SessionState::Called.word() {
            let owners = resolutions::owners_on_agenda(read, session.id).await?;
            around.owners = owners
                .into_iter()
                .map(|one| (one.bottleneck_id, one.agency_id))
                .collect();
            let asked = resolutions::asked_on_agenda(read, session.id).await?;
            around.proofs = asked.into_iter().map(|one| (one.id, one.proof)).collect();
        }
        Ok(around)
    }
}

/// The agenda of a session, the wanted part of it with all that hangs on it.
pub(super) async fn rows(
    read: Read<'_>,
    site: &Site,
    (session, shown): (&Session, Shown),
    agencies: &[Agency],
    resolutions: &[Listed],
    page: &Page,
) -> Result<Agenda, PageError> {
    let around = Around::read(read, session).await?;
    let usual_proof = say(page.language, "decide-usual-proof", &[]);
    let items = queries::agenda(read, session.id).await?;
    let agency_of = |item: &AgendaItem| agencies.iter().find(|agency| Some(agency.id) == item.agency_id);
    let titled = items.into_iter().map(|item| {
        let title = title(&around, &site.catalogue, &item, agency_of(&item), page.language);
        (item, title)
    });
    let all: Vec<_> = titled.collect();
    let at = all.iter().position(|(item, _)| Some(item.id) == shown.item);
    let parts = all.len().div_ceil(ROWS);
    let part = at.map_or(shown.part, |at| at / ROWS).min(parts.saturating_sub(1));
    let explainer = Explainer::of(read, &site.settings.calendar, page.language).await?;
    let mut rows = Vec::new();
    for (number, (item, title)) in all.iter().enumerate().skip(part * ROWS).take(ROWS) {
        let mut led_to = Vec::new();
        for link in around.decided.iter().filter(|link| link.item_id == item.id) {
            let row = resolutions.iter().find(|row| row.id == link.resolution_id);
            if let Some(row) = row {
                let why = explainer.why(read, row.id).await?;
                led_to.push(Decided {
                    row: row.clone(),
                    why: terms::folded(page, why.as_ref())?,
                });
            }
        }
        let came_from = around.came_from.iter().filter(|from| from.item_id == item.id);
        let report = around
            .reports
            .iter()
            .rev()
            .find(|report| report.item_id == item.id);
        // Whom a decision would most likely be for, and what would be asked as proof: only what differs need be written.
        let owner = item
            .agency_id
            .or_else(|| around.owners.get(&item.bottleneck_id?).copied());
        let proof = item.resolution_id.and_then(|asked| around.proofs.get(&asked));
        rows.push(Row {
            title: title.clone(),
            agency: agency_of(item).cloned(),
            came_from: came_from.cloned().collect(),
            decided: led_to,
            report: report.filter(|_| item.kind == "report").cloned(),
            owner: owner.unwrap_or(0),
            proof: proof.unwrap_or(&usual_proof).clone(),
            first: number == 0,
            last: number + 1 == all.len(),
            item: item.clone(),
        });
    }
    Ok(Agenda {
        rows,
        all,
        part,
        parts,
    })
}

/// The title of an item. It is kept in Persian; what the program worded is there in English too, and a bottleneck, whose
/// sentence is long, is called by what was measured and where.
fn title(
    around: &Around,
    catalogue: &Catalogue,
    item: &AgendaItem,
    agency: Option<&Agency>,
    language: Language,
) -> String {
    if let (None, Some(id)) = (item.resolution_id, item.bottleneck_id) {
        let bottleneck = around.bottlenecks.get(&id);
        let own = bottleneck.filter(|one| one.sentence_fa == item.title);
        return own.map_or_else(
            || item.title.clone(),
            |one| bottlenecks::called(catalogue, one, language),
        );
    }
    if language == Language::Persian {
        return item.title.clone();
    }
    let asked = |agency: &&Agency| {
        item.title
            == say(
                Language::Persian,
                "report-of",
                &[("agency", agency.name_fa.as_str())],
            )
    };
    let named = agency.filter(asked).filter(|agency| !agency.name_en.is_empty());
    named.map_or_else(
        || item.title.clone(),
        |agency| say(language, "report-of", &[("agency", agency.name_en.as_str())]),
    )
}
