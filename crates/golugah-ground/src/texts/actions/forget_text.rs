use crate::support::web::Role;
use crate::texts::{REASONS, RESTORED, queries};
use golugah_desk::{Actor, Deed, Desk, Matter, Refusal};

/// A text is withdrawn: it and its salt are emptied, and the log says that they were.
#[derive(Clone, Debug)]
pub struct ForgetText {
    /// What the official row holds in the text's place.
    pub commitment: String,
    /// Why: one of [`REASONS`], or [`RESTORED`] where the program itself does it.
    pub reason: String,
}

impl Deed for ForgetText {
    const NAME: &'static str = "text.forget";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let reason = reason(desk.actor(), &self.reason).map_err(Refusal::Rule)?;
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
        desk.keep(queries::MARK, vec![kept.commitment.as_str().into()])
            .await?;
        desk.keep(queries::EMPTY, vec![kept.commitment.into()]).await?;
        desk.of(Matter::of("text", forget));
        Ok(())
    }
}

/// The reason as it is stored, where this actor may give it; else the key of the sentence that says why not.
fn reason(actor: &Actor, given: &str) -> Result<&'static str, &'static str> {
    if *actor == Actor::program() && given == RESTORED {
        return Ok(RESTORED);
    }
    let may = [Role::Secretary, Role::Administrator];
    if !may.iter().any(|may| may.is_hat(&actor.role)) {
        return Err("refusal-forget-not-yours");
    }
    let known = REASONS.into_iter().find(|reason| *reason == given);
    known.ok_or("refusal-forget-reason")
}
