use sea_orm::DbErr;

use super::PairState;
use super::actions::MeetPairs;
use crate::support::paged::{Column, MOST_ROWS, Paged, Span, key};
use golugah_desk::Read;
use serde::Deserialize;

/// Two names that may be one firm's.
#[derive(Clone, Debug, Deserialize)]
pub struct FirmPair {
    /// The row.
    pub id: i64,
    /// How often the row was written.
    pub version: i64,
    /// The first name in order of text, as published.
    pub name_a: String,
    /// The other.
    pub name_b: String,
    /// In how many tenders the last measurement saw them meet; 0 where it sees them no more.
    pub tenders: i64,
    /// The first of these tenders.
    pub first: String,
    /// The day on which they were first met.
    pub found_on: String,
    /// What people said.
    pub state: PairState,
    /// Why; empty while nobody said anything.
    pub reason: String,
}

const PAIRS: &str =
    "SELECT id, version, name_a, name_b, tenders, first, found_on, state, reason FROM firm_pairs";

/// One pair.
pub(super) async fn pair(read: Read<'_>, id: i64) -> Result<Option<FirmPair>, DbErr> {
    read.one(&format!("{PAIRS} WHERE id = $1"), vec![id.into()]).await
}

/// The pair of these names, which stand in order of text.
pub async fn pair_of(read: Read<'_>, a: &str, b: &str) -> Result<Option<FirmPair>, DbErr> {
    let sql = format!("{PAIRS} WHERE name_a = $1 AND name_b = $2");
    read.one(&sql, vec![a.into(), b.into()]).await
}

/// A page of pairs, those of the most tenders first: those of which nobody has said anything, or all.
pub(super) async fn listed(read: Read<'_>, all: bool, span: &Span) -> Result<Paged<FirmPair>, DbErr> {
    let mut values = Vec::new();
    let order = [Column::number("tenders").down(), Column::number("id").down()];
    let (beyond, end) = span.clause(&order, &mut values);
    let which = if all { "1 = 1" } else { "state = 'open'" };
    let pairs: Vec<FirmPair> = read
        .all(&format!("{PAIRS} WHERE {which}{beyond}{end}"), values)
        .await?;
    Ok(span.paged(pairs, |pair| key(&[&pair.tenders, &pair.id])))
}

/// Those of which nobody has said anything.
pub(super) async fn open(read: Read<'_>) -> Result<Vec<FirmPair>, DbErr> {
    read.all(
        &format!("{PAIRS} WHERE state = 'open' ORDER BY id LIMIT 2000"),
        Vec::new(),
    )
    .await
}

/// Whether all that a measurement met is entered as it met it.
pub async fn is_entered(read: Read<'_>, deed: &MeetPairs) -> Result<bool, DbErr> {
    for pair in &deed.pairs {
        let [a, b] = &pair.names;
        let known = pair_of(read, a, b).await?;
        if !known.is_some_and(|known| known.tenders == pair.tenders && known.first == pair.first) {
            return Ok(false);
        }
    }
    let others = open(read).await?;
    Ok(others
        .iter()
        .all(|pair| pair.tenders == 0 || deed.met.contains(&[pair.name_a.clone(), pair.name_b.clone()])))
}

/// How many are open, and whether any is known.
pub(super) async fn counts(read: Read<'_>) -> Result<(i64, bool), DbErr> {
    let open = "SELECT COUNT(*) FROM firm_pairs WHERE state = 'open'";
    let any = "SELECT COUNT(*) FROM (SELECT 1 FROM firm_pairs LIMIT 1) one";
    Ok((
        read.number(open, Vec::new()).await?,
        read.number(any, Vec::new()).await? > 0,
    ))
}

/// What people said of names: each pair with whether it is one firm's.
pub async fn settled(read: Read<'_>) -> Result<Vec<([String; 2], bool)>, DbErr> {
    let mut all: Vec<([String; 2], bool)> = Vec::new();
    for state in [PairState::One, PairState::Two] {
        let sql = format!("{PAIRS} WHERE state = $1 ORDER BY id LIMIT 10000");
        let pairs: Vec<FirmPair> = read.all(&sql, vec![state.into()]).await?;
        let one = state == PairState::One;
        all.extend(pairs.into_iter().map(|pair| ([pair.name_a, pair.name_b], one)));
    }
    Ok(all)
}

/// Every pair, those of the most tenders first, as many as a workbook is given with.
pub(super) async fn all(read: Read<'_>) -> Result<Vec<FirmPair>, DbErr> {
    let sql = format!("{PAIRS} ORDER BY tenders DESC, id DESC LIMIT {MOST_ROWS}");
    read.all(&sql, Vec::new()).await
}
