use crate::support::web::Role;
use crate::texts::{REASONS, queries};
use golugah_desk::{Deed, Desk, Matter, Refusal};

/// A text is withdrawn: it and its salt are emptied, and the log says that they were.
#[derive(Clone, Debug)]
pub struct ForgetText {
    /// What the official row holds in the text's place.
    pub commitment: String,
    /// Why: one of [`REASONS`].
    pub reason: String,
}

impl Deed for ForgetText {
    const NAME: &'static str = "text.forget";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let role = desk.actor().role.as_str();
        if ![Role::Secretary, Role::Administrator]
            .iter()
            .any(|may| may.word() == role)
        {
            return Err(Refusal::Rule("refusal-forget-not-yours"));
        }
        let Some(reason) = REASONS.into_iter().find(|reason| *reason == self.reason) else {
            return Err(Refusal::Rule("refusal-forget-reason"));
        };
        let kept = queries::kept(desk.read(), &self.commitment).await?;
        let kept = kept.ok_or(Refusal::Missing)?;
        if kept.text.is_none() {
            return Err(Refusal::Rule("refusal-forgotten"));
        }
        let columns = vec![
            ("commitment", kept.commitment.as_str().into()),
            ("reason", reason.into()),
            ("forgotten_at", desk.now().text().into()),
        ];
        let forget = desk.insert("text_forgets", columns).await?;
        let sql = "UPDATE texts SET salt = NULL, text = NULL WHERE commitment = $1";
        desk.keep(sql, vec![kept.commitment.into()]).await?;
        desk.of(Matter::of("text", forget));
        Ok(())
    }
}
