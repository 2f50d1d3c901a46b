use crate::exceptions::{CaseState, queries};
use golugah_desk::{Actor, Deed, Desk, Refusal};

/// Takes away cases that the data no longer shows: it was corrected, or handed in anew. The program alone does it; what people
/// had answered stays in the log.
#[derive(Clone, Debug)]
pub struct WithdrawCases {
    /// The rule's month.
    pub exception: i64,
    /// How many cases there are now.
    pub cases: i64,
    /// The cases that are gone.
    pub gone: Vec<i64>,
}

impl Deed for WithdrawCases {
    const NAME: &'static str = "exception.withdraw";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if *desk.actor() != Actor::program() {
            return Err(Refusal::Rule("refusal-measured-not-said"));
        }
        let known = queries::exception(desk.read(), self.exception)
            .await?
            .ok_or(Refusal::Missing)?;
        let cases = vec![("cases", self.cases.into())];
        desk.update("exceptions", known.id, known.version, cases).await?;
        for id in self.gone {
            let case = queries::case_by_id(desk.read(), id)
                .await?
                .ok_or(Refusal::Missing)?;
            if case.exception_id == self.exception && case.state.may_become(CaseState::Gone) {
                let gone = vec![("state", CaseState::Gone.into())];
                desk.update("exception_cases", id, case.version, gone).await?;
            }
        }
        desk.of(super::case(self.exception));
        Ok(())
    }
}
