use golugah_persian::WorkingCalendar;

use crate::FEATURES;
use crate::calendar;
use crate::resolutions::queries::Evidence;
use crate::resolutions::{Resolution, ResolutionState, queries};
use crate::support::seams::{Happened, What};
use crate::terms;
use golugah_desk::{Deed, Desk, Matter, Refusal};

/// The secretary accepts the proof, or refuses it with a reason; then the clock, which stood meanwhile, runs on.
#[derive(Clone, Debug)]
pub struct JudgeEvidence {
    /// The resolution.
    pub resolution: i64,
    /// The proof that was looked at: one that came meanwhile is not judged unseen. `None` where nobody has a page before them.
    pub seen: Option<i64>,
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
        if self.seen.is_some_and(|seen| seen != evidence.id) {
            return Err(Refusal::Changed);
        }
        let judge = super::secretary(desk)?;
        let owner = queries::agency_of(desk.read(), judge).await? == resolution.agency_id;
        if judge == evidence.person_id || owner {
            return Err(Refusal::Rule("refusal-own-evidence"));
        }
        desk.of(super::case(self.resolution));
        let Some(reason) = self.refused_because else {
            return accept(desk, Self::NAME, &resolution, &evidence, &self.calendar).await;
        };
        if reason.trim().is_empty() {
            return Err(Refusal::Rule("refusal-reason-missing"));
        }
        let matter = super::case(self.resolution).to_string();
        let calendar = calendar::with_closures(desk.read(), &self.calendar).await?;
        let refused = vec![("state", "refused".into()), ("reason", reason.trim().into())];
        desk.update("evidence", evidence.id, evidence.version, refused)
            .await?;
        let assigned = vec![("state", ResolutionState::Assigned.word().into())];
        desk.update("resolutions", resolution.id, resolution.version, assigned)
            .await?;
        terms::run_on(desk, &calendar, &matter).await
    }
}

/// Accepts a proof within a deed that has looked at it: the resolution is closed, its clock ends, and whoever keeps the record it
/// is about is told.
pub(super) async fn accept(
    desk: &mut Desk<'_>,
    deed: &'static str,
    resolution: &Resolution,
    evidence: &Evidence,
    calendar: &WorkingCalendar,
) -> Result<(), Refusal> {
    let calendar = calendar::with_closures(desk.read(), calendar).await?;
    let today = desk.now().day();
    let accepted = vec![("state", "accepted".into())];
    desk.update("evidence", evidence.id, evidence.version, accepted)
        .await?;
    let closed = vec![
        ("state", ResolutionState::Closed.word().into()),
        ("closed_on", today.as_str().into()),
    ];
    desk.update("resolutions", resolution.id, resolution.version, closed)
        .await?;
    let matter = super::case(resolution.id);
    terms::end(desk, &calendar, &matter.to_string()).await?;
    let happened = Happened {
        deed,
        matter,
        about: Matter::stored(resolution.about.as_deref()).into_iter().collect(),
        what: What::Proven,
    };
    FEATURES.tell(desk, &happened).await
}
