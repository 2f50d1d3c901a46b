//! What was answered to cases, the first answer too.

use std::collections::BTreeMap;

use sea_orm::DbErr;

use super::CaseState;
use crate::support::rows::numbers;
use golugah_desk::{Desk, Read, Refusal};
use serde::Deserialize;

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Answer {
    /// The case.
    pub case_id: i64,
    /// What came of it: open where an answer was taken back.
    pub state: CaseState,
    /// In words; empty where none were asked for.
    pub answer: String,
    /// The day.
    pub said_on: String,
}

/// The answers to these cases, each case's in the order in which they were given.
pub async fn answers_to(read: Read<'_>, cases: &[i64]) -> Result<BTreeMap<i64, Vec<Answer>>, DbErr> {
    let sql = format!(
        "SELECT case_id, state, answer, said_on FROM exception_answers WHERE case_id IN ({}) ORDER BY id LIMIT 5000",
        numbers(cases)
    );
    let mut by_case: BTreeMap<i64, Vec<Answer>> = BTreeMap::new();
    let all: Vec<Answer> = read.all(&sql, Vec::new()).await?;
    for answer in all {
        by_case.entry(answer.case_id).or_default().push(answer);
    }
    Ok(by_case)
}

/// Keeps an answer, within the deed of whoever gives it.
pub(super) async fn keep(
    desk: &mut Desk<'_>,
    case: i64,
    state: CaseState,
    answer: &str,
) -> Result<(), Refusal> {
    let columns = vec![
        ("case_id", case.into()),
        ("state", state.into()),
        ("answer", answer.into()),
        ("said_on", desk.now().day().into()),
        ("person_id", desk.actor().person.into()),
    ];
    desk.insert("exception_answers", columns).await.map(|_| ())
}
