use crate::exceptions::{CaseState, answers, queries};
use crate::support::web::Role;
use golugah_desk::{Deed, Desk, Refusal};

/// Says what came of cases: they were explained, or it is so. An answer can be taken back.
#[derive(Clone, Debug)]
pub struct JudgeCases {
    /// The rule's month.
    pub exception: i64,
    /// Its row as it was seen: two who answer at once do not write over each other.
    pub version: i64,
    /// Which of its cases.
    pub cases: Vec<i64>,
    /// What came of them.
    pub verdict: CaseState,
    /// Why, in words.
    pub answer: String,
}

impl Deed for JudgeCases {
    const NAME: &'static str = "exception.judge";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let role = &desk.actor().role;
        if role != Role::Inspector.word() && !Role::Secretary.is_hat(role) {
            return Err(Refusal::Rule("refusal-neither-inspector-nor-secretary"));
        }
        if self.cases.is_empty() {
            return Err(Refusal::Rule("refusal-cases-which"));
        }
        let answer = self.answer.trim();
        if answer.is_empty() && self.verdict != CaseState::Accepted {
            return Err(Refusal::Rule("refusal-answer-missing"));
        }
        if self.verdict == CaseState::Gone {
            return Err(Refusal::Rule("refusal-measured-not-said"));
        }
        queries::exception(desk.read(), self.exception)
            .await?
            .ok_or(Refusal::Missing)?;
        desk.update("exceptions", self.exception, self.version, Vec::new())
            .await?;
        for id in self.cases {
            let case = queries::case_by_id(desk.read(), id)
                .await?
                .ok_or(Refusal::Missing)?;
            let is_seen = case.exception_id == self.exception && case.state != CaseState::Gone;
            if is_seen && (case.state, self.verdict) == (CaseState::Open, CaseState::Open) {
                return Err(Refusal::Rule("refusal-case-unanswered"));
            }
            if !is_seen || !case.state.may_become(self.verdict) {
                return Err(Refusal::Rule("refusal-case-not-there-yet"));
            }
            let columns = vec![("state", self.verdict.into()), ("answer", answer.into())];
            desk.update("exception_cases", id, case.version, columns).await?;
            answers::keep(desk, id, self.verdict, answer).await?;
        }
        desk.of(super::case(self.exception));
        Ok(())
    }
}
