use super::ReportResolution;
use crate::resolutions::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// How much one person hands in as proof on one day at most, in bytes: ten files of the largest size.
const MOST_A_DAY: i64 = 200 * 1024 * 1024;

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
        let today = desk.now().day();
        let so_far = queries::bytes_given_on(desk.read(), desk.actor().person, &today).await?;
        if self.bytes > MOST_A_DAY - so_far {
            return Err(Refusal::Rule("refusal-proofs-of-a-day"));
        }
        let evidence = queries::evidence_to_judge(desk.read(), self.resolution).await?;
        let evidence = evidence.ok_or(Refusal::Missing)?;
        let columns = vec![
            ("evidence_id", evidence.id.into()),
            ("sha256", self.sha256.into()),
            ("name", self.name.into()),
            ("bytes", self.bytes.into()),
            ("kind", self.kind.into()),
        ];
        desk.insert("evidence_files", columns).await.map(|_| ())
    }
}
