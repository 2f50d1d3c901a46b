use super::{ProofFile, ReportResolution, attach};
use crate::resolutions::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// The owner says that it is done, and shows it in a file that the store has taken.
#[derive(Clone, Debug)]
pub struct ReportWithFile {
    /// The resolution.
    pub resolution: i64,
    /// What was done.
    pub text: String,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// What the file is called where it came from.
    pub name: String,
    /// Its length.
    pub bytes: i64,
    /// What its bytes say it is, as a media type.
    pub kind: &'static str,
}

impl Deed for ReportWithFile {
    const NAME: &'static str = ReportResolution::NAME;
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let report = ReportResolution {
            resolution: self.resolution,
            text: self.text,
            file_sha256: Some(self.sha256.clone()),
        };
        report.perform(desk).await?;
        let evidence = queries::evidence_to_judge(desk.read(), self.resolution).await?;
        let evidence = evidence.ok_or(Refusal::Missing)?;
        let file = ProofFile {
            sha256: self.sha256,
            name: self.name,
            bytes: self.bytes,
            kind: self.kind,
        };
        attach(desk, evidence.id, file).await
    }
}
