use std::collections::HashMap;

use sea_orm::DbErr;

use super::model::{Length, Pause, Term};
use golugah_desk::Read;
use golugah_desk::clock::Moment;
use serde::Deserialize;

/// A term as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) matter: String,
    kind: String,
    number: Option<i64>,
    day: Option<String>,
    from_day: String,
    pub(super) from_at: String,
    pub(super) told: String,
    pub(super) letter: String,
    pub(super) reason: String,
    pub(super) agency_id: Option<i64>,
}

impl Row {
    /// The term; `None` where the row holds what no deed writes.
    pub(super) fn term(&self) -> Option<Term> {
        Some(Term {
            length: Length::of(&self.kind, self.number, self.day.as_deref())?,
            from: self.from_day.clone(),
            from_at: Moment::parse(&self.from_at)?,
            told: self.told.clone(),
        })
    }
}

/// A step of a term's clock as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Step {
    term_id: i64,
    step: String,
    at: String,
    due: Option<String>,
    due_at: Option<String>,
}

/// What the steps of one clock come to.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock {
    pub(super) pauses: Vec<Pause>,
    /// The day that was in force when the matter ended, and its moment.
    pub(super) ended: Option<(String, Moment)>,
}

impl Clock {
    fn take(&mut self, step: &Step) {
        let Some(at) = Moment::parse(&step.at) else { return };
        match step.step.as_str() {
            "stands" => self.pauses.push(Pause {
                stood: at,
                ran_on: None,
            }),
            "runs_on" => {
                if let Some(pause) = self.pauses.last_mut() {
                    pause.ran_on = Some(at);
                }
            }
            _ => {
                let due_at = step.due_at.as_deref().and_then(Moment::parse).unwrap_or(at);
                self.ended = Some((step.due.clone().unwrap_or_else(|| at.day()), due_at));
            }
        }
    }

    /// Whether a proof lies with its judge.
    pub(super) fn stands(&self) -> bool {
        self.ended.is_none() && self.pauses.last().is_some_and(|pause| pause.ran_on.is_none())
    }
}

/// What is in force: a row of the derived table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct InForce {
    /// What is due.
    pub matter: String,
    /// The term that is in force.
    pub term_id: i64,
    /// Who owes it.
    pub agency_id: Option<i64>,
    /// `running`, `stands` or `ended`.
    pub state: String,
    /// 1 until it has ended.
    pub is_open: i64,
    /// The last day in time.
    pub due: String,
    /// The moment from which it is late.
    pub due_at: String,
    /// The day on which the proof came that lies with its judge, or was accepted.
    pub stood_on: Option<String>,
    /// The moment of it.
    pub stood_at: Option<String>,
}

const IN_FORCE: &str =
    "SELECT matter, term_id, agency_id, state, is_open, due, due_at, stood_on, stood_at FROM terms_in_force";

/// What is in force for a matter.
pub async fn in_force(read: Read<'_>, matter: &str) -> Result<Option<InForce>, DbErr> {
    read.one(&format!("{IN_FORCE} WHERE matter = $1"), vec![matter.into()])
        .await
}

/// All that is kept as in force.
pub(super) async fn all_in_force(read: Read<'_>) -> Result<Vec<InForce>, DbErr> {
    read.all(&format!("{IN_FORCE} ORDER BY matter"), Vec::new()).await
}

/// Every record that has a term, in its one word, with the day it is due.
pub async fn due_days(read: Read<'_>) -> Result<Vec<(String, String)>, DbErr> {
    let rows = read
        .rows(
            "SELECT matter, due FROM terms_in_force ORDER BY matter",
            Vec::new(),
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.get("matter")?, row.get("due")?)))
        .collect()
}

/// The terms of a matter, the first first.
pub(super) async fn of_matter(read: Read<'_>, matter: &str) -> Result<Vec<Row>, DbErr> {
    read.all(
        "SELECT * FROM terms WHERE matter = $1 ORDER BY id",
        vec![matter.into()],
    )
    .await
}

/// So many places for values, from `$1` on.
fn places(count: usize) -> String {
    let places: Vec<String> = (1..=count).map(|place| format!("${place}")).collect();
    places.join(", ")
}

/// The terms of these matters, of each the first first.
pub(super) async fn of_matters(read: Read<'_>, matters: &[String]) -> Result<Vec<Row>, DbErr> {
    if matters.is_empty() {
        return Ok(Vec::new());
    }
    let places = places(matters.len());
    let sql = format!("SELECT * FROM terms WHERE matter IN ({places}) ORDER BY id");
    read.all(
        &sql,
        matters.iter().map(|matter| matter.as_str().into()).collect(),
    )
    .await
}

/// The clocks of these terms, as far as they were ever stopped.
pub(super) async fn clocks_of(read: Read<'_>, terms: &[i64]) -> Result<HashMap<i64, Clock>, DbErr> {
    if terms.is_empty() {
        return Ok(HashMap::new());
    }
    let places = places(terms.len());
    let sql = format!(
        "SELECT term_id, step, at, due, due_at FROM term_steps WHERE term_id IN ({places}) ORDER BY id"
    );
    let values = terms.iter().map(|term| (*term).into()).collect();
    Ok(gathered(&read.all::<Step>(&sql, values).await?))
}

/// The last term of every matter, by the records alone.
pub(super) async fn last_of_all(read: Read<'_>) -> Result<Vec<Row>, DbErr> {
    let sql = "SELECT * FROM terms t WHERE NOT EXISTS (SELECT 1 FROM terms n WHERE n.instead_of = t.id) ORDER BY matter, id";
    read.all(sql, Vec::new()).await
}

/// The term of every matter that has not ended.
pub(super) async fn open(read: Read<'_>) -> Result<Vec<Row>, DbErr> {
    let sql =
        "SELECT t.* FROM terms t JOIN terms_in_force f ON f.term_id = t.id WHERE f.is_open = 1 ORDER BY t.id";
    read.all(sql, Vec::new()).await
}

/// The clock of one term.
pub(super) async fn clock(read: Read<'_>, term: i64) -> Result<Clock, DbErr> {
    let sql = "SELECT term_id, step, at, due, due_at FROM term_steps WHERE term_id = $1 ORDER BY id";
    let steps: Vec<Step> = read.all(sql, vec![term.into()]).await?;
    let mut clock = Clock::default();
    for step in &steps {
        clock.take(step);
    }
    Ok(clock)
}

/// The clocks of all terms that were ever stopped.
pub(super) async fn clocks(read: Read<'_>) -> Result<HashMap<i64, Clock>, DbErr> {
    let sql = "SELECT term_id, step, at, due, due_at FROM term_steps ORDER BY id";
    Ok(gathered(&read.all::<Step>(sql, Vec::new()).await?))
}

/// The clocks of the terms that have not ended.
pub(super) async fn open_clocks(read: Read<'_>) -> Result<HashMap<i64, Clock>, DbErr> {
    let sql = "SELECT s.term_id, s.step, s.at, s.due, s.due_at FROM term_steps s JOIN terms_in_force f ON f.term_id = s.term_id \
               WHERE f.is_open = 1 ORDER BY s.id";
    Ok(gathered(&read.all::<Step>(sql, Vec::new()).await?))
}

fn gathered(steps: &[Step]) -> HashMap<i64, Clock> {
    let mut clocks: HashMap<i64, Clock> = HashMap::new();
    for step in steps {
        clocks.entry(step.term_id).or_default().take(step);
    }
    clocks
}
