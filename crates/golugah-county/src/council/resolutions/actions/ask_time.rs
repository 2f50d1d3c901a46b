use golugah_desk::{Deed, Desk, Refusal};

use crate::resolutions::requests::{RequestState, open_one};
use crate::resolutions::{ResolutionState, queries};
use crate::{people, texts};

/// The owner of a resolution asks for more time. The clock runs on, and the day stays until somebody decides otherwise.
#[derive(Clone, Debug)]
pub struct AskTime {
    /// The resolution.
    pub resolution: i64,
    /// Until when; `None` where what was typed is no day.
    pub until: Option<String>,
    /// Why.
    pub reason: String,
}

impl Deed for AskTime {
    const NAME: &'static str = "resolution.ask_time";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let resolution = queries::resolution(desk.read(), self.resolution)
            .await?
            .ok_or(Refusal::Missing)?;
        let person = desk
            .actor()
            .person
            .ok_or(Refusal::Rule("refusal-not-the-owner"))?;
        if !people::speaks_for(desk.read(), desk.actor(), resolution.agency_id).await? {
            return Err(Refusal::Rule("refusal-not-the-owner"));
        }
        if resolution.state != ResolutionState::Assigned.word() {
            return Err(Refusal::Rule("refusal-resolution-not-assigned"));
        }
        let today = desk.now().day();
        let until = self
            .until
            .filter(|until| *until > today && *until > resolution.due);
        let until = until.ok_or(Refusal::Rule("refusal-request-until"))?;
        let text = texts::write(desk, self.reason.trim()).await?;
        let text = text.ok_or(Refusal::Rule("refusal-reason-missing"))?;
        desk.of(super::case(self.resolution));
        let asked = Asked {
            resolution: self.resolution,
            until,
            text: Some(text),
            reply: None,
            person,
            day: today,
        };
        asked.write(desk).await
    }
}

/// A request that is written down within a deed.
pub(super) struct Asked {
    pub(super) resolution: i64,
    pub(super) until: String,
    pub(super) text: Option<String>,
    /// The answer on paper with which it came.
    pub(super) reply: Option<i64>,
    pub(super) person: i64,
    pub(super) day: String,
}

impl Asked {
    /// Writes it down; one waits at a time.
    pub(super) async fn write(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if open_one(desk.read(), self.resolution).await?.is_some() {
            return Err(Refusal::Rule("refusal-request-open"));
        }
        let columns = vec![
            ("resolution_id", self.resolution.into()),
            ("until", self.until.into()),
            ("text_commitment", self.text.into()),
            ("reply_id", self.reply.into()),
            ("person_id", self.person.into()),
            ("asked_on", self.day.into()),
            ("state", RequestState::Open.into()),
            ("decided_by", None::<i64>.into()),
            ("decided_on", None::<String>.into()),
            ("answer", "".into()),
        ];
        desk.insert("extension_requests", columns).await
    }
}
