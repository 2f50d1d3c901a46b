use crate::imports::ImportState;
use golugah_desk::{Deed, Desk, Refusal};

/// Somebody hands in a file that the store has taken; its hash enters the log, so that what was measured stays known.
#[derive(Clone, Debug)]
pub struct HandInFile {
    /// What the file is called where it came from.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: i64,
}

impl Deed for HandInFile {
    const NAME: &'static str = "import.hand_in";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let columns = vec![
            ("sha256", self.sha256.into()),
            ("name", self.name.into()),
            ("bytes", self.bytes.into()),
            ("handed_in_on", desk.now().day().into()),
            ("person_id", desk.actor().person.into()),
            ("state", ImportState::Waiting.word().into()),
            ("reason", "".into()),
            ("records", 0_i64.into()),
            ("refused", 0_i64.into()),
            ("named", 0_i64.into()),
            ("measured", 0_i64.into()),
        ];
        let id = desk.insert("imports", columns).await?;
        desk.of(super::case(id));
        Ok(id)
    }
}
