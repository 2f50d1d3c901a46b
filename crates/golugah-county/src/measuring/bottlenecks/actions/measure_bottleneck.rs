use crate::FEATURES;
use crate::bottlenecks::{self, BottleneckState, queries};
use crate::support::seams::{Happened, What};
use golugah_desk::{Actor, Deed, Desk, Refusal};

/// What later data say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is gone.
    Cleared,
    /// It is still there.
    NotCleared,
    /// Too early to say; so many further cases would clear it if they go as its peers' do.
    NotEnoughData(i64),
}

impl Outcome {
    /// As it is stored: the word, and how many further cases are needed.
    pub(in crate::bottlenecks) fn stored(self) -> (&'static str, i64) {
        match self {
            Self::Cleared => ("cleared", 0),
            Self::NotCleared => ("not_cleared", 0),
            Self::NotEnoughData(needed) => ("not_enough_data", needed),
        }
    }
}

/// The same indicator on later data: after a remedy, and again and again once it was cleared. The only deed that clears a bottleneck, and the program alone may do it.
#[derive(Clone, Debug)]
pub struct MeasureBottleneck {
    /// The bottleneck.
    pub bottleneck: i64,
    /// Raised and computable observations dated after the remedy.
    pub counts: (i64, i64),
    /// What they come to.
    pub outcome: Outcome,
    /// The measurement whole, as JSON.
    pub detail: String,
}

impl Deed for MeasureBottleneck {
    const NAME: &'static str = "bottleneck.measure";
    /// The measurement's row.
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if *desk.actor() != Actor::program() {
            return Err(Refusal::Rule("refusal-measured-not-said"));
        }
        let bottleneck = queries::bottleneck(desk.read(), self.bottleneck)
            .await?
            .ok_or(Refusal::Missing)?;
        let state = BottleneckState::of_word(&bottleneck.state);
        let after = queries::counts_after(desk.read(), &bottleneck).await?;
        let (Some(state @ (BottleneckState::Waiting | BottleneckState::Cleared)), Some(after)) =
            (state, after)
        else {
            return Err(Refusal::Rule("refusal-bottleneck-not-there-yet"));
        };
        let (outcome, needed) = self.outcome.stored();
        let columns = vec![
            ("bottleneck_id", self.bottleneck.into()),
            ("measured_on", desk.now().day().into()),
            ("data_after", after.into()),
            ("raised", self.counts.0.into()),
            ("computable", self.counts.1.into()),
            ("outcome", outcome.into()),
            ("cases_needed", needed.into()),
            ("detail", self.detail.into()),
        ];
        let measurement = desk.insert("measurements", columns).await?;
        match self.outcome {
            // What was cleared and stays clean only gets one more measurement.
            Outcome::Cleared if state == BottleneckState::Cleared => {}
            Outcome::Cleared => {
                bottlenecks::move_to(desk, self.bottleneck, BottleneckState::Cleared, Vec::new()).await?;
            }
            Outcome::NotCleared => {
                let up = vec![("level", (bottleneck.level + 1).into())];
                bottlenecks::move_to(desk, self.bottleneck, BottleneckState::Reopened, up).await?;
                let happened = Happened {
                    deed: Self::NAME,
                    matter: super::case(self.bottleneck),
                    about: Vec::new(),
                    what: What::Returned,
                };
                FEATURES.tell(desk, &happened).await?;
            }
            Outcome::NotEnoughData(_) => {}
        }
        desk.of(super::case(self.bottleneck));
        Ok(measurement)
    }
}
