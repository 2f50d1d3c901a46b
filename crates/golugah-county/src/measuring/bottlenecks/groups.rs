//! The list by agency, with what it can be narrowed to.

use std::collections::BTreeMap;

use golugah_findings::Kind;
use sea_orm::DbErr;

use super::life_queries::{self, Narrowed};
use super::row::{self, Row};
use super::{BottleneckState, actions};
use crate::support::web::{Page, Site};
use crate::{FEATURES, agencies, offices, terms};

/// The bottlenecks of one agency; of those that are no agency's, of one procedure, or of companies or persons.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) many: i64,
    pub(super) rows: Vec<Row>,
}

/// The rows by agency, that of the first row first, each with its owner and due day.
pub(super) async fn of(site: &Site, page: &Page, rows: Vec<Row>) -> Result<Vec<Group>, DbErr> {
    let read = site.db.read();
    let all: BTreeMap<i64, String> = agencies::agencies(read)
        .await?
        .into_iter()
        .map(|one| (one.id, page.either(&one.name_fa, &one.name_en).to_owned()))
        .collect();
    let offices = offices::agencies_of(read).await?;
    let moment = site.db.clock().now().text();
    let mut groups: Vec<Group> = Vec::new();
    for mut row in rows {
        let one = &row.bottleneck;
        let office = (one.group_kind.clone(), one.group_id.clone());
        let agency = one.agency_id.or_else(|| offices.get(&office).copied());
        row.owner = one.agency_id.and_then(|agency| all.get(&agency).cloned());
        if one.state == BottleneckState::Owned.word() {
            let decisions = FEATURES.decisions(read, &actions::case(one.id)).await?;
            let open = decisions.into_iter().rev().find(|one| one.closed_on.is_none());
            row.is_late = open.as_ref().is_some_and(|open| {
                !terms::is_in_time(&open.due_at, open.stood_at.as_deref(), &moment)
            });
            row.due = open.map(|open| open.due);
        }
        let name = match agency.and_then(|agency| all.get(&agency)) {
            Some(name) => name.clone(),
            None => widest(page, &row),
        };
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => {
                group.many += 1;
                group.rows.push(row);
            }
            None => groups.push(Group {
                name,
                many: 1,
                rows: vec![row],
            }),
        }
    }
    Ok(groups)
}

/// What a place lies in where it is no agency's: an office's department, a step's procedure, or what kind it is.
fn widest(page: &Page, row: &Row) -> String {
    let name = &row.bottleneck.group_name;
    match row::kind(&row.bottleneck) {
        Some(Kind::Buyer | Kind::ProcuringEntity | Kind::Procedure) => {
            let within = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
            within.map_or(name.as_str(), |(_, within)| within).to_owned()
        }
        Some(Kind::Step) => {
            let within = name.split_once(" › ");
            within
                .map_or(name.as_str(), |(procedure, _)| procedure)
                .to_owned()
        }
        Some(Kind::Tenderer | Kind::Supplier) => page.say("list-of-firms"),
        _ => page.say("list-of-persons"),
    }
}

/// What a list can be narrowed by, and what is chosen of it.
pub(super) struct Facet {
    /// The key of its name.
    pub(super) key: &'static str,
    pub(super) choices: Vec<Choice>,
    pub(super) chosen: Option<String>,
    /// The address without it.
    pub(super) without: String,
}

pub(super) struct Choice {
    pub(super) name: String,
    pub(super) many: i64,
    pub(super) address: String,
    pub(super) shown: bool,
}

/// The facets of a part of the list: indicator, then the agency that was told to clean it.
pub(super) async fn facets(
    site: &Site,
    page: &Page,
    part: &Narrowed,
    sees_people: bool,
) -> Result<Vec<Facet>, DbErr> {
    let read = site.db.read();
    let mut facets = Vec::new();
    let indicators = life_queries::by_indicator(read, part, sees_people).await?;
    let choices = indicators.into_iter().map(|(indicator, many)| Choice {
        name: site.catalogue.title(&indicator, page.language).to_owned(),
        many,
        shown: part.indicator == indicator,
        address: address(&Narrowed {
            indicator,
            ..part.clone()
        }),
    });
    let without = Narrowed {
        indicator: String::new(),
        ..part.clone()
    };
    facets.push(Facet::of("facet-indicator", choices.collect(), &without));
    let all = agencies::agencies(read).await?;
    let owners = life_queries::by_agency(read, part, sees_people).await?;
    let choices = owners.into_iter().filter_map(|(agency, many)| {
        let named = all.iter().find(|one| one.id == agency)?;
        Some(Choice {
            name: page.either(&named.name_fa, &named.name_en).to_owned(),
            many,
            shown: part.agency == Some(agency),
            address: address(&Narrowed {
                agency: Some(agency),
                ..part.clone()
            }),
        })
    });
    let without = Narrowed {
        agency: None,
        ..part.clone()
    };
    facets.push(Facet::of("facet-agency", choices.collect(), &without));
    // Where there is nothing to choose between, nothing is offered.
    facets.retain(|facet| facet.choices.len() > 1 || facet.chosen.is_some());
    Ok(facets)
}

impl Facet {
    fn of(key: &'static str, choices: Vec<Choice>, without: &Narrowed) -> Self {
        let chosen = choices.iter().find(|choice| choice.shown);
        Self {
            key,
            chosen: chosen.map(|choice| choice.name.clone()),
            choices,
            without: address(without),
        }
    }
}

/// The query of a part of the list.
pub(super) fn address(part: &Narrowed) -> String {
    let also = also(part);
    match also.strip_prefix('&') {
        Some(first) => format!("?{first}"),
        None => String::new(),
    }
}

/// The same behind something else.
pub(super) fn also(part: &Narrowed) -> String {
    let mut also = String::new();
    if let Some(state) = part.state {
        also += &format!("&state={}", state.word());
    }
    // What is no name of an indicator leads nowhere, and is not written out again.
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    if !part.indicator.is_empty() && part.indicator.chars().all(is_name) {
        also += &format!("&indicator={}", part.indicator);
    }
    if let Some(agency) = part.agency {
        also += &format!("&agency={agency}");
    }
    also
}
