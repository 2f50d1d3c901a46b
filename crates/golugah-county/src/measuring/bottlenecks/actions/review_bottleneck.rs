use crate::bottlenecks::{self, BottleneckState};
use crate::support::web::Role;
use golugah_desk::{Deed, Desk, Refusal};

/// An inspector stands by a bottleneck, or sets it aside with a reason.
#[derive(Clone, Debug)]
pub struct ReviewBottleneck {
    /// The bottleneck.
    pub bottleneck: i64,
    /// The version that the inspector saw: two who look at once do not write over each other.
    pub version: i64,
    /// Why it is set aside; `None` stands by it.
    pub dismissed_because: Option<String>,
}

impl Deed for ReviewBottleneck {
    const NAME: &'static str = "bottleneck.review";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if desk.actor().role != Role::Inspector.word() {
            return Err(Refusal::Rule("refusal-not-the-inspector"));
        }
        desk.of(super::case(self.bottleneck));
        let seen = (self.bottleneck, self.version);
        let Some(reason) = self.dismissed_because else {
            return bottlenecks::move_seen(desk, seen, BottleneckState::Confirmed, Vec::new()).await;
        };
        if reason.trim().is_empty() {
            return Err(Refusal::Rule("refusal-reason-missing"));
        }
        let reason = vec![("reason", reason.trim().into())];
        bottlenecks::move_seen(desk, seen, BottleneckState::Dismissed, reason).await
    }
}
