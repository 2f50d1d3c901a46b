use sea_orm::DbErr;

use crate::support::paged::{Column, Paged, Span, key};
use golugah_desk::Read;
use serde::Deserialize;

/// An agency as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub struct Agency {
    /// The row.
    pub id: i64,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English; may be empty.
    pub name_en: String,
}

/// Every agency, in the order they were entered.
pub async fn agencies(read: Read<'_>) -> Result<Vec<Agency>, DbErr> {
    read.all(
        "SELECT id, name_fa, name_en FROM agencies ORDER BY id LIMIT 1000",
        Vec::new(),
    )
    .await
}

/// One agency by what it is called.
pub async fn named(read: Read<'_>, id: i64) -> Result<Option<Agency>, DbErr> {
    let sql = "SELECT id, name_fa, name_en FROM agencies WHERE id = $1";
    read.one(sql, vec![id.into()]).await
}

/// Whether there is such an agency.
pub async fn exists(read: Read<'_>, id: i64) -> Result<bool, DbErr> {
    let sql = "SELECT COUNT(*) FROM agencies WHERE id = $1";
    Ok(read.number(sql, vec![id.into()]).await? > 0)
}

/// An agency as it is edited.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Entered {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) name_fa: String,
    pub(super) name_en: String,
    pub(super) seat: i64,
    pub(super) place_id: Option<i64>,
}

/// One agency.
pub(super) async fn agency(read: Read<'_>, id: i64) -> Result<Option<Entered>, DbErr> {
    let sql = "SELECT a.id, a.version, a.name_fa, a.name_en, a.seat, l.place_id FROM agencies a \
               LEFT JOIN agency_places l ON l.agency_id = a.id WHERE a.id = $1";
    read.one(sql, vec![id.into()]).await
}

/// A page of agencies, in the order they were entered.
pub(super) async fn listed(read: Read<'_>, span: &Span) -> Result<Paged<Entered>, DbErr> {
    let mut values = Vec::new();
    let (beyond, end) = span.clause(&[Column::number("a.id")], &mut values);
    let sql = format!(
        "SELECT a.id, a.version, a.name_fa, a.name_en, a.seat, l.place_id FROM agencies a \
         LEFT JOIN agency_places l ON l.agency_id = a.id WHERE 1 = 1{beyond}{end}"
    );
    let agencies: Vec<Entered> = read.all(&sql, values).await?;
    Ok(span.paged(agencies, |agency| key(&[&agency.id])))
}

/// Where it is written in which place an agency lies.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Lies {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) place_id: Option<i64>,
}

/// In which place an agency lies, if that was ever said.
pub(super) async fn lies(read: Read<'_>, agency: i64) -> Result<Option<Lies>, DbErr> {
    let sql = "SELECT id, version, place_id FROM agency_places WHERE agency_id = $1";
    read.one(sql, vec![agency.into()]).await
}

/// Who heads which agency.
#[derive(Clone, Debug, Deserialize)]
pub struct HeadOf {
    /// The agency.
    pub agency_id: i64,
    /// Its head's name.
    pub name: String,
}

/// The heads of all agencies.
pub async fn heads(read: Read<'_>) -> Result<Vec<HeadOf>, DbErr> {
    let sql = "SELECT agency_id, name FROM people WHERE role = 'agency_head' AND active = 1 AND agency_id IS NOT NULL \
         ORDER BY agency_id, id LIMIT 1000";
    read.all(sql, Vec::new()).await
}
