//! What stands beside the items of an agenda: where they come from, what they led to, whom a decision would be for.

use golugah_persian::{Language, WorkingCalendar};
use golugah_report::Catalogue;
use sea_orm::DbErr;

use super::SessionState;
use super::queries::{self, AgendaItem, CameFrom, Session};
use crate::agencies::Agency;
use crate::bottlenecks;
use crate::reports::{self, Report};
use crate::resolutions::{self, Explainer, Listed};
use golugah_desk::Read;
use crate::support::web::{Page, PageError, Site, say};
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
}

/// A resolution that an item led to.
pub(super) struct Decided {
    pub(super) row: Listed,
    /// Why it is due on its day, as it stands on a page.
    pub(super) why: String,
}

/// A choice of so many working days, and the day they lead to.
pub(super) struct Choice {
    pub(super) days: i64,
    pub(super) day: String,
}

/// The quick choices of a session.
pub(super) fn choices(calendar: &WorkingCalendar, session: &Session) -> Vec<Choice> {
    let choice = |days| {
        Some(Choice {
            days: i64::from(days),
            day: calendar.due(&session.day, days)?.day,
        })
    };
    QUICK_DAYS.into_iter().filter_map(choice).collect()
}

/// The rows of a session's agenda.
pub(super) async fn rows(
    read: Read<'_>,
    site: &Site,
    session: &Session,
    agencies: &[Agency],
    resolutions: &[Listed],
    page: &Page,
) -> Result<Vec<Row>, PageError> {
    let came_from = queries::came_from(read, session.id).await?;
    let decided = queries::decided(read, session.id).await?;
    let explainer = Explainer::of(read, &site.settings.calendar, page.language).await?;
    let mut rows = Vec::new();
    for item in queries::agenda(read, session.id).await? {
        let mut led_to = Vec::new();
        for link in decided.iter().filter(|link| link.item_id == item.id) {
            let row = resolutions.iter().find(|row| row.id == link.resolution_id);
            if let Some(row) = row {
                let why = explainer.why(read, row.id).await?;
                led_to.push(Decided {
                    row: row.clone(),
                    why: terms::folded(page, why.as_ref())?,
                });
            }
        }
        let (owner, proof) = if session.state == SessionState::Called.word() {
            likely(read, &item, page.language).await?
        } else {
            (0, String::new())
        };
        let agency = agencies.iter().find(|agency| Some(agency.id) == item.agency_id);
        rows.push(Row {
            title: title(read, &site.catalogue, &item, agency, page.language).await?,
            agency: agency.cloned(),
            came_from: came_from
                .iter()
                .filter(|from| from.item_id == item.id)
                .cloned()
                .collect(),
            decided: led_to,
            report: match item.kind.as_str() {
                "report" => reports::of_item(read, item.id).await?,
                _ => None,
            },
            owner,
            proof,
            item,
        });
    }
    Ok(rows)
}

/// The title of an item. It is kept in Persian; what the program worded is there in English too, and a bottleneck, whose
/// sentence is long, is called by what was measured and where.
async fn title(
    read: Read<'_>,
    catalogue: &Catalogue,
    item: &AgendaItem,
    agency: Option<&Agency>,
    language: Language,
) -> Result<String, DbErr> {
    if let (None, Some(id)) = (item.resolution_id, item.bottleneck_id) {
        let bottleneck = bottlenecks::bottleneck(read, id).await?;
        let own = bottleneck.filter(|one| one.sentence_fa == item.title);
        return Ok(own.map_or_else(
            || item.title.clone(),
            |one| bottlenecks::called(catalogue, &one, language),
        ));
    }
    if language == Language::Persian {
        return Ok(item.title.clone());
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
    Ok(named.map_or_else(
        || item.title.clone(),
        |agency| say(language, "report-of", &[("agency", agency.name_en.as_str())]),
    ))
}

/// Whom a decision about an item would most likely be for, and what would be asked as proof: so that only what differs
/// need be written.
async fn likely(read: Read<'_>, item: &AgendaItem, language: Language) -> Result<(i64, String), DbErr> {
    let owner = match (item.agency_id, item.bottleneck_id) {
        (Some(agency), _) => Some(agency),
        (None, Some(bottleneck)) => resolutions::last_owner(read, bottleneck).await?,
        (None, None) => None,
    };
    let asked = match item.resolution_id {
        Some(resolution) => resolutions::resolution(read, resolution).await?,
        None => None,
    };
    let proof = asked.map_or_else(
        || say(language, "decide-usual-proof", &[]),
        |resolution| resolution.proof,
    );
    Ok((owner.unwrap_or(0), proof))
}
