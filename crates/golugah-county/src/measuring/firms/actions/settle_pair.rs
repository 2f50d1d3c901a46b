use crate::firms::{PairState, queries};
use crate::imports::measure_again;
use crate::support::web::Role;
use golugah_desk::{Deed, Desk, Refusal};

/// Says whether two names are one firm's, or takes back what was said; all that was counted by the former answer is measured anew.
#[derive(Clone, Debug)]
pub struct SettlePair {
    /// The pair.
    pub pair: i64,
    /// Its row as it was seen.
    pub version: i64,
    /// What is said.
    pub state: PairState,
    /// Why, in words.
    pub reason: String,
}

impl Deed for SettlePair {
    const NAME: &'static str = "firms.settle";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let role = &desk.actor().role;
        if role != Role::Inspector.word() && !Role::Secretary.is_hat(role) {
            return Err(Refusal::Rule("refusal-neither-inspector-nor-secretary"));
        }
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(Refusal::Rule("refusal-pair-reason"));
        }
        let known = queries::pair(desk.read(), self.pair)
            .await?
            .ok_or(Refusal::Missing)?;
        if known.state == self.state {
            return Err(Refusal::Rule("refusal-pair-said-already"));
        }
        let columns = vec![("state", self.state.into()), ("reason", reason.into())];
        desk.update("firm_pairs", self.pair, self.version, columns)
            .await?;
        measure_again(desk).await?;
        desk.of(super::case(self.pair));
        Ok(())
    }
}
