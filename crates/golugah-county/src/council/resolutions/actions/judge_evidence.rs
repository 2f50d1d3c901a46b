use golugah_persian::WorkingCalendar;

use crate::bottlenecks::{self, BottleneckState};
use crate::calendar;
use crate::people::Role;
use crate::resolutions::{ResolutionState, queries};
use golugah_desk::{Deed, Desk, Refusal};
use crate::terms;

/// The secretary accepts the proof, or refuses it with a reason; then the clock, which stood meanwhile, runs on.
#[derive(Clone, Debug)]
pub struct JudgeEvidence {
    /// The resolution.
    pub resolution: i64,
    /// Why it is refused; `None` accepts it.
    pub refused_because: Option<String>,
    /// The calendar that days are counted by, without the county's own closures: the deed reads those itself.
    pub calendar: WorkingCalendar,
}

impl Deed for JudgeEvidence {
    const NAME: &'static str = "resolution.judge_evidence";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let resolution = queries::resolution(desk.read(), self.resolution)
            .await?
            .ok_or(Refusal::Missing)?;
        let evidence = queries::evidence_to_judge(desk.read(), self.resolution).await?;
        let evidence = evidence.ok_or(Refusal::Rule("refusal-nothing-reported"))?;
        let judge = desk
            .actor()
            .person
            .ok_or(Refusal::Rule("refusal-not-the-secretary"))?;
        if desk.actor().role != Role::Secretary.word() {
            return Err(Refusal::Rule("refusal-not-the-secretary"));
        }
        let owner = queries::agency_of(desk.read(), judge).await? == resolution.agency_id;
        if judge == evidence.person_id || owner {
            return Err(Refusal::Rule("refusal-own-evidence"));
        }
        let matter = super::case(self.resolution);
        let calendar = calendar::with_closures(desk.read(), &self.calendar).await?;
        desk.of_case(matter.as_str());
        let Some(reason) = self.refused_because else {
            let today = desk.now().day();
            desk.update(
                "evidence",
                evidence.id,
                evidence.version,
                vec![("state", "accepted".into())],
            )
            .await?;
            let closed = vec![
                ("state", ResolutionState::Closed.word().into()),
                ("closed_on", today.as_str().into()),
            ];
            desk.update("resolutions", resolution.id, resolution.version, closed)
                .await?;
            terms::end(desk, &calendar, &matter).await?;
            if let Some(bottleneck) = resolution.bottleneck_id {
                let remedied = vec![("remedied_on", today.into())];
                bottlenecks::move_to(desk, bottleneck, BottleneckState::Waiting, remedied).await?;
            }
            return Ok(());
        };
        if reason.trim().is_empty() {
            return Err(Refusal::Rule("refusal-reason-missing"));
        }
        let refused = vec![("state", "refused".into()), ("reason", reason.trim().into())];
        desk.update("evidence", evidence.id, evidence.version, refused)
            .await?;
        let assigned = vec![("state", ResolutionState::Assigned.word().into())];
        desk.update("resolutions", resolution.id, resolution.version, assigned)
            .await?;
        terms::run_on(desk, &calendar, &matter).await
    }
}
