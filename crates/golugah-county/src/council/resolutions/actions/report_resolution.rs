use crate::people;
use crate::resolutions::{ResolutionState, queries};
use crate::terms;
use crate::texts;
use golugah_desk::{Deed, Desk, Refusal};

/// The owner says that it is done, and shows it; the clock stands until that is judged.
#[derive(Clone, Debug)]
pub struct ReportResolution {
    /// The resolution.
    pub resolution: i64,
    /// What was done.
    pub text: String,
    /// The hash of a file that shows it.
    pub file_sha256: Option<String>,
}

impl Deed for ReportResolution {
    const NAME: &'static str = "resolution.report";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let resolution = queries::resolution(desk.read(), self.resolution)
            .await?
            .ok_or(Refusal::Missing)?;
        let state = ResolutionState::of_word(&resolution.state);
        if !state.is_some_and(|state| state.may_become(ResolutionState::Reported)) {
            return Err(Refusal::Rule("refusal-resolution-not-assigned"));
        }
        let Some(person) = desk.actor().person else {
            return Err(Refusal::Rule("refusal-not-the-owner"));
        };
        if !people::speaks_for(desk.read(), desk.actor(), resolution.agency_id).await? {
            return Err(Refusal::Rule("refusal-not-the-owner"));
        }
        let text = texts::write(desk, self.text.trim()).await?;
        let text = text.ok_or(Refusal::Rule("refusal-text-missing"))?;
        let columns = vec![
            ("resolution_id", self.resolution.into()),
            ("text_commitment", text.into()),
            ("file_sha256", self.file_sha256.into()),
            ("person_id", person.into()),
            ("reported_on", desk.now().day().into()),
            ("state", "given".into()),
            ("reason", "".into()),
        ];
        desk.insert("evidence", columns).await?;
        desk.of(super::case(self.resolution));
        let reported = vec![("state", ResolutionState::Reported.word().into())];
        desk.update("resolutions", resolution.id, resolution.version, reported)
            .await?;
        terms::stand(desk, &super::case(self.resolution).to_string()).await
    }
}
