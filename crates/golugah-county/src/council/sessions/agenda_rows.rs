//! What stands beside the items of an agenda: where they come from, what they led to, whom a decision would be for.

use std::collections::BTreeMap;
use std::sync::Arc;

use golugah_persian::WorkingCalendar;
use sea_orm::DbErr;
use serde::Deserialize;

use super::queries::{self, AgendaItem, CameFrom, Removed, Session};
use crate::FEATURES;
use crate::agencies::Agency;
use crate::resolutions::{Draft, Explainer, Listed};
use crate::support::seams::{Asked, Called, Laid, Status};
use crate::support::web::{KnownBy, Page, PageError};
use crate::terms;
use golugah_desk::Matter;

/// The working days that one tap gives.
const QUICK_DAYS: [u32; 3] = [5, 10, 20];

/// The working days given where nobody says otherwise.
pub(super) const USUAL_DAYS: i64 = 10;

/// How many items of an agenda stand on a page, each with what can be done with it: more than most councils take up.
pub(super) const PART: usize = 25;

/// An item of the agenda with all that hangs on it.
pub(super) struct Row {
    pub(super) item: AgendaItem,
    /// What somebody called it; else what its record is called in the language of the page.
    pub(super) title: String,
    /// The page of its record; empty where it is about none.
    pub(super) address: String,
    /// How its record stands, where that is worth a mark.
    pub(super) status: Option<Status>,
    /// The agency it concerns.
    pub(super) agency: Option<Agency>,
    /// Where it came from, if it was carried over.
    pub(super) came_from: Option<CameFrom>,
    /// The resolutions it led to.
    pub(super) decided: Vec<Decided>,
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
    /// Every item.
    pub(super) all: Vec<AgendaItem>,
    /// What is open, with its title, for whoever is closing the session.
    pub(super) to_close: Vec<(i64, String)>,
    /// The part that is shown, counted from 0, and how many there are.
    pub(super) part: usize,
    pub(super) parts: usize,
    /// The one item whose forms are laid out, and whether it is to be moved or taken off rather than decided about. Of fifty
    /// items with all their forms the page would be six times as long.
    pub(super) opened: Option<i64>,
    pub(super) to_change: bool,
}

/// What of a session is wanted: a part of its agenda by its number, or the one in which an item stands; the item about which
/// something is to be decided, or that is to be changed; and what else is to be written.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Shown {
    #[serde(default)]
    pub(super) part: usize,
    pub(super) item: Option<i64>,
    pub(super) decide: Option<i64>,
    pub(super) change: Option<i64>,
    /// The draft of a resolution that is to be changed or taken back.
    pub(super) draft: Option<i64>,
    /// `item`, `resolution`, `attendance` or `close`: the one form that is laid out. All of them together were half of the page.
    #[serde(default)]
    pub(super) write: String,
}

/// Where items came from, as it was last gathered, by the items: it changes only when something is carried over.
#[derive(Debug, Default)]
struct LastOrigins(KnownBy<Vec<i64>, Arc<[CameFrom]>>);

/// The agenda of a session, the wanted part of it with all that hangs on it.
pub(super) async fn rows(
    asked: Asked<'_>,
    (session, shown, closes): (&Session, &Shown, bool),
    agencies: &[Agency],
    (resolutions, drafts): (&[Listed], &[Draft]),
) -> Result<Agenda, PageError> {
    let (read, page) = (asked.read(), asked.page);
    let decided = queries::decided(read, session.id).await?;
    let all = queries::agenda(read, session.id).await?;
    let opened = shown.change.or(shown.decide);
    let wanted = opened.or(shown.item);
    let at = all.iter().position(|item| Some(item.id) == wanted);
    let parts = all.len().div_ceil(PART);
    let part = at.map_or(shown.part, |at| at / PART).min(parts.saturating_sub(1));
    let part_of_all = || all.iter().enumerate().skip(part * PART).take(PART);
    let ids: Vec<i64> = part_of_all().map(|(_, item)| item.id).collect();
    let stamp = (page.versions.of(&["carried_items"]), String::new());
    let gather = async || Ok::<_, DbErr>(queries::came_from(read, &ids).await?.into());
    let came_from = asked
        .site
        .memory::<LastOrigins>()
        .0
        .at(ids.clone(), stamp, gather)
        .await?;
    // What is closed is called by its name wherever it stands on the agenda.
    let is_called = |item: &AgendaItem| ids.contains(&item.id) || (closes && item.state == "open");
    let placed = all
        .iter()
        .filter(|item| is_called(item))
        .flat_map(AgendaItem::placed);
    let matters: Vec<Matter> = placed.map(|placed| placed.matter).collect();
    let called = FEATURES.called(asked, &matters).await?;
    let called_as = |matter: Option<Matter>| called.iter().find(|one| Some(&one.matter) == matter.as_ref());
    let titled = |item: &AgendaItem| title(page, &item.title, &item.kind, called_as(item.matter()));
    let led_to: Vec<i64> = decided.iter().map(|link| link.resolution_id).collect();
    let explainer = match led_to.is_empty() {
        true => None,
        false => Some(Explainer::of(asked.site, page).await?),
    };
    let explained = match &explainer {
        None => BTreeMap::new(),
        Some(explainer) => explainer.why(read, &led_to).await?,
    };
    let mut rows = Vec::new();
    for (number, item) in part_of_all() {
        let mut led_to = Vec::new();
        for link in decided.iter().filter(|link| link.item_id == item.id) {
            let row = resolutions.iter().find(|row| row.id == link.resolution_id);
            if let Some(row) = row {
                let draft = drafts.iter().find(|draft| draft.id == row.id);
                let would = match (draft, &explainer) {
                    (Some(draft), Some(explainer)) => explainer.would(draft),
                    _ => None,
                };
                led_to.push(Decided {
                    row: row.clone(),
                    why: terms::folded(page, explained.get(&row.id).or(would.as_ref()))?,
                });
            }
        }
        let (own, about) = (called_as(item.matter()), called_as(item.about()));
        let agency = agencies.iter().find(|agency| Some(agency.id) == item.agency_id);
        let came_from = came_from.iter().find(|from| from.item_id == item.id);
        // Whom a decision would most likely be for, and what would be asked as proof: only what differs need be written.
        let owners = [
            item.agency_id,
            own.and_then(|one| one.owner),
            about.and_then(|one| one.owner),
        ];
        let proof = own.and_then(|one| one.proof.clone());
        rows.push(Row {
            title: titled(item),
            address: item
                .matter()
                .map_or_else(String::new, |matter| FEATURES.address(&matter)),
            status: own.and_then(|one| one.status.clone()),
            agency: agency.cloned(),
            came_from: came_from.cloned(),
            decided: led_to,
            owner: owners.into_iter().flatten().next().unwrap_or(0),
            proof: proof.unwrap_or_else(|| page.say("decide-usual-proof")),
            first: number == 0,
            last: number + 1 == all.len(),
            item: item.clone(),
        });
    }
    let to_close = all.iter().filter(|item| closes && item.state == "open");
    Ok(Agenda {
        to_close: to_close.map(|item| (item.id, titled(item))).collect(),
        rows,
        all,
        part,
        parts,
        opened,
        to_change: shown.change.is_some(),
    })
}

/// What an item is called: as somebody called it, as its record is called or, where nobody keeps that any more, by why it
/// was there.
fn title(page: &Page, written: &str, kind: &str, called: Option<&Called>) -> String {
    match (written, called) {
        ("", Some(called)) => called.title.clone(),
        ("", None) => page.word("item", kind),
        (written, _) => written.to_owned(),
    }
}

/// What was taken off a session's agenda, called as it is called today.
pub(super) async fn removed(asked: Asked<'_>, session: i64) -> Result<Vec<Removed>, PageError> {
    let mut removed = queries::removed(asked.read(), session).await?;
    let matter = |one: &Removed| Matter::stored(one.matter.as_deref());
    let matters: Vec<Matter> = removed.iter().filter_map(matter).collect();
    let called = FEATURES.called(asked, &matters).await?;
    for one in &mut removed {
        let own = matter(one).and_then(|matter| called.iter().find(|called| called.matter == matter));
        one.title = title(asked.page, &one.title, Laid::ENTERED, own);
    }
    Ok(removed)
}
