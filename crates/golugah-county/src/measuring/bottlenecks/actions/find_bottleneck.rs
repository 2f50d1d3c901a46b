use serde::{Deserialize, Serialize};

use crate::bottlenecks::{BottleneckState, queries};
use crate::offices;
use golugah_desk::{Deed, Desk, Refusal};

/// Enters a place that a measurement named. One that is known already is left as it stands: its life goes on.
#[derive(Clone, Debug)]
pub struct FindBottleneck {
    /// The indicator's name.
    pub indicator: String,
    /// The indicator's code.
    pub code: String,
    /// What kind of place, its id and its name.
    pub group: (String, String, String),
    /// What the data say, in Persian and in English.
    pub sentence: (String, String),
    /// Raised and computable observations.
    pub counts: (i64, i64),
    /// What the judgement said, as JSON.
    pub verdict: String,
}

/// Whether the place was new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// It was entered under this id.
    New(i64),
    /// It has been there under this id.
    Known(i64),
}

impl Deed for FindBottleneck {
    const NAME: &'static str = "bottleneck.find";
    type Done = Found;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<Found, Refusal> {
        offices::meet(desk, &self.group).await?;
        let (kind, id, name) = self.group;
        let known = queries::known(desk.read(), &self.indicator, &kind, &id).await?;
        if let Some(known) = known {
            desk.of(super::case(known.id));
            return Ok(Found::Known(known.id));
        }
        let columns = vec![
            ("indicator", self.indicator.into()),
            ("code", self.code.into()),
            ("group_kind", kind.into()),
            ("group_id", id.into()),
            ("group_name", name.into()),
            ("sentence_fa", self.sentence.0.into()),
            ("sentence_en", self.sentence.1.into()),
            ("state", BottleneckState::Found.word().into()),
            ("level", 1_i64.into()),
            ("reason", "".into()),
            ("found_on", desk.now().day().into()),
            ("raised", self.counts.0.into()),
            ("computable", self.counts.1.into()),
            ("verdict", self.verdict.into()),
        ];
        let id = desk.insert("bottlenecks", columns).await?;
        desk.of(super::case(id));
        Ok(Found::New(id))
    }
}
