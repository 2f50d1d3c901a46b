use crate::imports::{HANDS_IN, ImportState, queries};
use crate::support::web::Role;
use golugah_desk::{Deed, Desk, Refusal};

/// Has a file read again that could not be read, though it was not to blame: the disk was full, or other work was under way.
#[derive(Clone, Debug)]
pub struct ReadAgain {
    /// The file.
    pub import: i64,
    /// Its row as it was seen.
    pub version: i64,
}

impl Deed for ReadAgain {
    const NAME: &'static str = "import.read_again";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if !HANDS_IN.admits(Role::of_hat(&desk.actor().role)) {
            return Err(Refusal::Rule("refusal-not-handing-in"));
        }
        let import = queries::import(desk.read(), self.import)
            .await?
            .ok_or(Refusal::Missing)?;
        if import.state() != Some(ImportState::Refused) {
            return Err(Refusal::Rule("refusal-import-waits"));
        }
        let columns = vec![
            ("state", ImportState::Waiting.word().into()),
            ("reason", "".into()),
        ];
        desk.update("imports", self.import, self.version, columns).await?;
        desk.of(super::case(self.import));
        Ok(())
    }
}
