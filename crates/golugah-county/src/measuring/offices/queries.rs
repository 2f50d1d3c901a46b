use std::collections::BTreeMap;

use sea_orm::DbErr;

use crate::support::paged::{Column, MOST_ROWS, Paged, Span, key};
use golugah_desk::Read;
use serde::Deserialize;

/// An office as data names it.
#[derive(Clone, Debug, Deserialize)]
pub struct Office {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// What kind of group: a buyer, or an office that runs tenders.
    pub kind: String,
    /// Its id as published.
    pub group_id: String,
    /// Its name as published.
    pub name: String,
    /// The agency of the county that it is, once somebody said so.
    pub agency_id: Option<i64>,
    /// That agency's name in Persian; empty where there is none.
    pub agency_fa: String,
    /// That agency's name in English; empty where there is none.
    pub agency_en: String,
}

const OFFICES: &str = "SELECT o.id, o.version, o.kind, o.group_id, o.name, o.agency_id, \
                       COALESCE(a.name_fa, '') AS agency_fa, COALESCE(a.name_en, '') AS agency_en \
                       FROM offices o LEFT JOIN agencies a ON a.id = o.agency_id";

/// One office.
pub(super) async fn office(read: Read<'_>, id: i64) -> Result<Option<Office>, DbErr> {
    read.one(&format!("{OFFICES} WHERE o.id = $1"), vec![id.into()])
        .await
}

/// The office of a group, where it is known.
pub async fn office_of(read: Read<'_>, kind: &str, group: &str) -> Result<Option<Office>, DbErr> {
    let sql = format!("{OFFICES} WHERE o.kind = $1 AND o.group_id = $2");
    read.one(&sql, vec![kind.into(), group.into()]).await
}

/// Every group that is an agency of the county, by kind and id.
pub(crate) async fn agencies_of(read: Read<'_>) -> Result<BTreeMap<(String, String), i64>, DbErr> {
    let sql = format!("{OFFICES} WHERE o.agency_id > 0 ORDER BY o.agency_id LIMIT 2000");
    let linked: Vec<Office> = read.all(&sql, Vec::new()).await?;
    let by_group = linked
        .into_iter()
        .filter_map(|one| Some(((one.kind, one.group_id), one.agency_id?)));
    Ok(by_group.collect())
}

/// A page of offices, in the order in which they were met: those that are no agency of the county yet, or all.
pub(super) async fn listed(read: Read<'_>, all: bool, span: &Span) -> Result<Paged<Office>, DbErr> {
    let mut values = Vec::new();
    let (beyond, end) = span.clause(&[Column::number("o.id")], &mut values);
    let which = if all { "1 = 1" } else { "o.agency_id IS NULL" };
    let offices: Vec<Office> = read
        .all(&format!("{OFFICES} WHERE {which}{beyond}{end}"), values)
        .await?;
    Ok(span.paged(offices, |office| key(&[&office.id])))
}

/// How many offices are no agency of the county yet, and whether any is known.
pub(super) async fn counts(read: Read<'_>) -> Result<(i64, bool), DbErr> {
    let open = "SELECT COUNT(*) FROM offices WHERE agency_id IS NULL";
    Ok((
        read.number(open, Vec::new()).await?,
        read.number(
            "SELECT COUNT(*) FROM (SELECT 1 FROM offices LIMIT 1) one",
            Vec::new(),
        )
        .await?
            > 0,
    ))
}

/// The names of offices that were laid to an agency, each with that agency: what was said of one is proposed for
/// those that are called like it.
pub(super) async fn names_of_linked(read: Read<'_>) -> Result<Vec<(i64, String)>, DbErr> {
    let sql = format!("{OFFICES} WHERE o.agency_id > 0 ORDER BY o.agency_id LIMIT 500");
    let linked: Vec<Office> = read.all(&sql, Vec::new()).await?;
    let names = linked
        .into_iter()
        .filter_map(|one| Some((one.agency_id?, one.name)));
    Ok(names.collect())
}

/// Every office, as many as a workbook is given with.
pub(super) async fn all(read: Read<'_>) -> Result<Vec<Office>, DbErr> {
    let sql = format!("{OFFICES} WHERE o.id > 0 ORDER BY o.id LIMIT {MOST_ROWS}");
    read.all(&sql, Vec::new()).await
}
