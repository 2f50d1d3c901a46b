use golugah_findings::Support;
use sea_orm::DbErr;

use crate::bottlenecks::queries;
use golugah_desk::{Actor, Deed, Desk, Refusal};

/// Keeps the findings that a measurement rests on, so that whoever decides sees what was counted and where it stands.
/// The program alone does it; their hash enters the log with the row.
#[derive(Clone, Debug)]
pub struct KeepFindings {
    /// The bottleneck.
    pub bottleneck: i64,
    /// The measurement after a remedy that rests on them; `None` where they named the place.
    pub measurement: Option<i64>,
    /// The data file after which they were found.
    pub import: Option<i64>,
    /// The findings.
    pub support: Support,
}

impl Deed for KeepFindings {
    const NAME: &'static str = "bottleneck.keep_findings";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if *desk.actor() != Actor::program() {
            return Err(Refusal::Rule("refusal-measured-not-said"));
        }
        let bottleneck = queries::bottleneck(desk.read(), self.bottleneck).await?;
        bottleneck.ok_or(Refusal::Missing)?;
        let content = serde_json::to_string(&self.support);
        let content = content.map_err(|error| Refusal::Broken(DbErr::Custom(error.to_string())))?;
        let count = i64::try_from(self.support.count).unwrap_or(i64::MAX);
        let columns = vec![
            ("bottleneck_id", self.bottleneck.into()),
            ("measurement_id", self.measurement.into()),
            ("import_id", self.import.into()),
            ("seen_on", desk.now().day().into()),
            ("findings", count.into()),
            ("content", content.into()),
        ];
        let id = desk.insert("finding_sets", columns).await?;
        desk.of(super::case(self.bottleneck));
        Ok(id)
    }
}
