use std::collections::BTreeMap;

use sea_orm::DbErr;

use super::{Course, Ending, Step};
use crate::support::paged::{Column, MOST_ROWS, Paged, Span, key};
use golugah_desk::Read;
use serde::Deserialize;

/// A claim with the name of its agency.
#[derive(Clone, Debug, Deserialize)]
pub struct Claim {
    /// The row.
    pub id: i64,
    /// How often the row was written; every move writes it.
    pub version: i64,
    /// Whose claim it is.
    pub agency_id: i64,
    /// The agency's name in Persian.
    pub name_fa: String,
    /// The agency's name in English; may be empty.
    pub name_en: String,
    /// From which directorate of the province it is claimed.
    pub directorate: String,
    /// What for.
    pub title: String,
    /// The fiscal year, in the Jalali calendar.
    pub year: i64,
}

const CLAIMS: &str = "SELECT c.id, c.version, c.agency_id, a.name_fa, a.name_en, c.directorate, c.title, c.year \
                      FROM claims c JOIN agencies a ON a.id = c.agency_id";

/// One claim.
pub async fn claim(read: Read<'_>, id: i64) -> Result<Option<Claim>, DbErr> {
    read.one(&format!("{CLAIMS} WHERE c.id = $1"), vec![id.into()])
        .await
}

/// A page of claims, those of the newest fiscal year first, of one agency or of all.
pub(super) async fn listed(read: Read<'_>, agency: Option<i64>, span: &Span) -> Result<Paged<Claim>, DbErr> {
    let mut values = Vec::new();
    let of = match agency {
        Some(agency) => {
            values.push(agency.into());
            "c.agency_id = $1"
        }
        None => "1 = 1",
    };
    let order = [Column::number("c.year").down(), Column::number("c.id").down()];
    let (beyond, end) = span.clause(&order, &mut values);
    let claims: Vec<Claim> = read
        .all(&format!("{CLAIMS} WHERE {of}{beyond}{end}"), values)
        .await?;
    Ok(span.paged(claims, |claim| key(&[&claim.year, &claim.id])))
}

/// The same in one, as many as a workbook is given with.
pub(super) async fn all(read: Read<'_>, agency: Option<i64>) -> Result<Vec<Claim>, DbErr> {
    let (of, values) = match agency {
        Some(agency) => ("c.agency_id = $1", vec![agency.into()]),
        None => ("1 = 1", Vec::new()),
    };
    let sql = format!("{CLAIMS} WHERE {of} ORDER BY c.year DESC, c.id DESC LIMIT {MOST_ROWS}");
    read.all(&sql, values).await
}

/// These claims, by their number.
pub(super) async fn of_ids(read: Read<'_>, ids: &[i64]) -> Result<BTreeMap<i64, Claim>, DbErr> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let sql = format!("{CLAIMS} WHERE c.id IN ({})", places(ids.len()));
    let values = ids.iter().map(|id| (*id).into()).collect();
    let found: Vec<Claim> = read.all(&sql, values).await?;
    Ok(found.into_iter().map(|claim| (claim.id, claim)).collect())
}

fn places(count: usize) -> String {
    let places: Vec<String> = (1..=count).map(|place| format!("${place}")).collect();
    places.join(", ")
}

/// A move of a claim's money.
#[derive(Clone, Debug, Deserialize)]
pub struct Move {
    /// The row.
    pub id: i64,
    /// The claim.
    pub claim_id: i64,
    /// The step.
    pub step: Step,
    /// How much, below zero where it takes another back.
    pub amount_rial: i64,
    /// The letter's day.
    pub day: String,
    /// The letter's number.
    pub letter: String,
    /// Which move it takes back.
    pub of_move: Option<i64>,
    /// Why it takes it back; else empty.
    pub reason: String,
    /// Whether another takes it back.
    pub taken_back: i64,
}

impl Move {
    /// Whether it counts: it was not taken back, and takes none back itself.
    pub fn stands(&self) -> bool {
        self.of_move.is_none() && self.taken_back == 0
    }
}

/// The moves of these claims, in the order of their days.
async fn moves_of(read: Read<'_>, claims: &[i64]) -> Result<Vec<Move>, DbErr> {
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT m.id, m.claim_id, m.step, m.amount_rial, m.day, m.letter, m.of_move, m.reason, \
         (SELECT COUNT(*) FROM credit_moves b WHERE b.of_move = m.id) AS taken_back \
         FROM credit_moves m WHERE m.claim_id IN ({}) ORDER BY m.claim_id, m.day, m.id",
        places(claims.len())
    );
    read.all(&sql, claims.iter().map(|id| (*id).into()).collect())
        .await
}

/// The moves of a claim, in the order of their days.
pub async fn moves(read: Read<'_>, claim: i64) -> Result<Vec<Move>, DbErr> {
    moves_of(read, &[claim]).await
}

/// What the moves of one claim come to.
pub fn course<'moves>(moves: impl IntoIterator<Item = &'moves Move>) -> Course {
    let mut course = Course::default();
    for one in moves {
        course.add(one.step, one.amount_rial);
        if one.stands() {
            course.on(one.step, &one.day);
        }
    }
    course
}

/// What ended a claim before its money came.
#[derive(Clone, Debug, Deserialize)]
pub struct Ended {
    /// The claim.
    pub claim_id: i64,
    /// What it was.
    pub kind: Ending,
    /// The day.
    pub day: String,
    /// The letter's number; empty where there was none.
    pub letter: String,
    /// On what ground.
    pub ground: String,
}

/// What ended these claims, the last last.
async fn endings_of(read: Read<'_>, claims: &[i64]) -> Result<Vec<Ended>, DbErr> {
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT claim_id, kind, day, letter, ground FROM claim_endings WHERE claim_id IN ({}) ORDER BY claim_id, day, id",
        places(claims.len())
    );
    read.all(&sql, claims.iter().map(|id| (*id).into()).collect())
        .await
}

/// What ended a claim, the last last.
pub async fn endings(read: Read<'_>, claim: i64) -> Result<Vec<Ended>, DbErr> {
    endings_of(read, &[claim]).await
}

/// What the moves of each of these claims come to, and which have ended.
pub(super) async fn courses(read: Read<'_>, claims: &[i64]) -> Result<BTreeMap<i64, Course>, DbErr> {
    let mut by_claim: BTreeMap<i64, Vec<Move>> = BTreeMap::new();
    for one in moves_of(read, claims).await? {
        by_claim.entry(one.claim_id).or_default().push(one);
    }
    let courses = by_claim.iter().map(|(claim, moves)| (*claim, course(moves)));
    let mut courses: BTreeMap<i64, Course> = courses.collect();
    for one in endings_of(read, claims).await? {
        courses.entry(one.claim_id).or_default().end(one.kind, &one.day);
    }
    Ok(courses)
}

/// What one claim comes to, with its moves and what ended it.
pub(super) async fn whole(read: Read<'_>, claim: i64) -> Result<(Vec<Move>, Vec<Ended>, Course), DbErr> {
    let moves = moves(read, claim).await?;
    let endings = endings(read, claim).await?;
    let mut course = course(&moves);
    for one in &endings {
        course.end(one.kind, &one.day);
    }
    Ok((moves, endings, course))
}

/// A claim that waits for its directorate: not all arrived of what was notified, else promised, else asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pending {
    pub(super) claim_id: i64,
    pub(super) agency_id: i64,
    /// What it waits for the keeping of.
    pub(super) step: Step,
    /// The first letter of that step of which something is left.
    pub(super) since: String,
    /// What arrived so far.
    pub(super) received: i64,
    /// What has still to arrive.
    pub(super) rest: i64,
}

/// A move that stands, after whatever ended its claim.
#[derive(Deserialize)]
struct Standing {
    claim_id: i64,
    agency_id: i64,
    step: Step,
    amount_rial: i64,
    day: String,
}

/// Every claim that waits for its directorate, the one that waits longest first. What was taken back is no
/// step, and what came before an ending waits no more.
pub(super) async fn pending(read: Read<'_>) -> Result<Vec<Pending>, DbErr> {
    let sql = "SELECT m.claim_id, c.agency_id, m.step, m.amount_rial, m.day FROM credit_moves m \
               JOIN claims c ON c.id = m.claim_id WHERE m.step IN ('asked', 'promised', 'notified', 'received') \
               AND m.of_move IS NULL AND NOT EXISTS (SELECT 1 FROM credit_moves b WHERE b.of_move = m.id) \
               AND NOT EXISTS (SELECT 1 FROM claim_endings e WHERE e.claim_id = m.claim_id AND e.day >= m.day) \
               ORDER BY m.claim_id, m.day, m.id";
    let standing: Vec<Standing> = read.all(sql, Vec::new()).await?;
    let claims = standing.chunk_by(|a, b| a.claim_id == b.claim_id);
    let mut pending: Vec<Pending> = claims.filter_map(waits_for).collect();
    pending.sort_by(|a, b| (&a.since, a.claim_id).cmp(&(&b.since, b.claim_id)));
    Ok(pending)
}

/// What one claim waits for, of its moves in the order of their days. A part that arrived ends no waiting: the rest is
/// waited for, since the letter of which it is the rest. A promise is an answer, and so is a notice without one; a notice of
/// less than was promised leaves the promise to be kept.
fn waits_for(moves: &[Standing]) -> Option<Pending> {
    let of = |step: Step| moves.iter().filter(move |one| one.step == step);
    let sum = |step| of(step).fold(0_i64, |sum, one| sum.saturating_add(one.amount_rial));
    let received = sum(Step::Received);
    let (promised, notified) = (sum(Step::Promised), sum(Step::Notified));
    let step = match (promised, notified) {
        (0, 0) => Step::Asked,
        (promised, notified) if notified >= promised => Step::Notified,
        _ => Step::Promised,
    };
    let mut so_far = 0_i64;
    let unmet = of(step).find(|one| {
        so_far = so_far.saturating_add(one.amount_rial);
        so_far > received
    })?;
    Some(Pending {
        claim_id: unmet.claim_id,
        agency_id: unmet.agency_id,
        step,
        since: unmet.day.clone(),
        received,
        rest: sum(step).saturating_sub(received),
    })
}
