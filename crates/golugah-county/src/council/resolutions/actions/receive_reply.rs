use golugah_desk::clock::{Moment, beginning_in_iran};
use golugah_desk::{Deed, Desk, Refusal};
use golugah_persian::plus_days;

use super::ProofFile;
use crate::resolutions::replies::{ReplyHow, ReplyKind};
use crate::resolutions::{ResolutionState, queries};
use crate::{terms, texts};

/// The secretariat enters what an agency answered otherwise than here: by letter, by telephone or in person. That it is done
/// stops the clock on the day it came, as a head's own report does; accepted it is by somebody else, or by the council.
#[derive(Clone, Debug)]
pub struct ReceiveReply {
    /// The resolution.
    pub resolution: i64,
    /// What is answered; `None` where nothing was chosen.
    pub kind: Option<ReplyKind>,
    /// How it came; `None` where nothing was chosen.
    pub how: Option<ReplyHow>,
    /// The letter's number.
    pub letter: String,
    /// The day it came.
    pub received_on: Option<String>,
    /// Who said it, by telephone or in person.
    pub said_by: String,
    /// What was said.
    pub text: String,
    /// Until when time is asked for.
    pub until: Option<String>,
    /// What came with it.
    pub file: Option<ProofFile>,
}

impl Deed for ReceiveReply {
    const NAME: &'static str = "resolution.receive";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let resolution = queries::resolution(desk.read(), self.resolution)
            .await?
            .ok_or(Refusal::Missing)?;
        let person = super::secretary(desk)?;
        let state = ResolutionState::of_word(&resolution.state);
        if !state.is_some_and(|state| state.may_become(ResolutionState::Reported)) {
            return Err(Refusal::Rule("refusal-resolution-not-assigned"));
        }
        let kind = self.kind.ok_or(Refusal::Rule("refusal-reply-kind"))?;
        let how = self.how.ok_or(Refusal::Rule("refusal-reply-how"))?;
        let today = desk.now().day();
        let received_on = self
            .received_on
            .clone()
            .ok_or(Refusal::Rule("refusal-reply-day"))?;
        if received_on > today || golugah_persian::weekday(&received_on).is_none() {
            return Err(Refusal::Rule("refusal-reply-day"));
        }
        let sitting = queries::sitting(desk.read(), resolution.session_id).await?;
        if sitting.is_some_and(|sitting| received_on < sitting.day) {
            return Err(Refusal::Rule("refusal-reply-before"));
        }
        if how == ReplyHow::Letter && self.letter.trim().is_empty() {
            return Err(Refusal::Rule("refusal-reply-letter"));
        }
        if how != ReplyHow::Letter && self.said_by.trim().is_empty() {
            return Err(Refusal::Rule("refusal-reply-said-by"));
        }
        let until = match (kind, self.until.as_ref()) {
            (ReplyKind::MoreTime, Some(until)) if *until > received_on => Some(until.clone()),
            (ReplyKind::MoreTime, Some(_)) => return Err(Refusal::Rule("refusal-reply-until-later")),
            (ReplyKind::MoreTime, None) => return Err(Refusal::Rule("refusal-reply-until")),
            _ => None,
        };
        if kind != ReplyKind::Done && self.file.is_some() {
            return Err(Refusal::Rule("refusal-reply-file"));
        }
        let text = texts::write(desk, self.text.trim()).await?;
        let text = match (text, kind) {
            (None, ReplyKind::Done | ReplyKind::NotDone) => return Err(Refusal::Rule("refusal-reply-text")),
            (text, _) => text,
        };
        // With a proof it is the proof's own text.
        let (evidence, text) = match kind {
            ReplyKind::Done => (
                Some(self.prove(desk, &resolution, person, text, &received_on).await?),
                None,
            ),
            _ => (None, text),
        };
        let said_by = match how {
            ReplyHow::Letter => None,
            _ => texts::write(desk, self.said_by.trim()).await?,
        };
        let letter = if how == ReplyHow::Letter {
            self.letter.trim()
        } else {
            ""
        };
        let columns = vec![
            ("resolution_id", self.resolution.into()),
            ("kind", kind.into()),
            ("how", how.into()),
            ("letter", letter.into()),
            ("received_on", received_on.into()),
            ("said_by_commitment", said_by.into()),
            ("text_commitment", text.into()),
            ("until", until.into()),
            ("evidence_id", evidence.into()),
            ("person_id", person.into()),
            ("entered_on", today.into()),
            ("confirmed_by", None::<i64>.into()),
            ("confirmed_on", None::<String>.into()),
            ("heard_session_id", None::<i64>.into()),
        ];
        desk.insert("replies", columns).await?;
        desk.of(super::case(self.resolution));
        Ok(())
    }
}

impl ReceiveReply {
    /// Enters the proof that came, which waits to be judged as any.
    async fn prove(
        &self,
        desk: &mut Desk<'_>,
        resolution: &crate::resolutions::Resolution,
        person: i64,
        text: Option<String>,
        received_on: &str,
    ) -> Result<i64, Refusal> {
        let columns = vec![
            ("resolution_id", self.resolution.into()),
            ("text_commitment", text.unwrap_or_default().into()),
            (
                "file_sha256",
                self.file.as_ref().map(|file| file.sha256.clone()).into(),
            ),
            ("person_id", person.into()),
            ("reported_on", received_on.into()),
            ("state", "given".into()),
            ("reason", "".into()),
        ];
        let evidence = desk.insert("evidence", columns).await?;
        if let Some(file) = &self.file {
            super::attach(desk, evidence, file.clone(), received_on).await?;
        }
        let reported = vec![("state", ResolutionState::Reported.word().into())];
        desk.update("resolutions", resolution.id, resolution.version, reported)
            .await?;
        // What came on a day came within it: the clock stands from that day's end, or from now.
        let end_of_day = plus_days(received_on, 1)
            .and_then(|next| Moment::parse(&beginning_in_iran(&next)?))
            .map(|next| Moment(next.0 - 1));
        terms::stand_since(desk, &super::case(self.resolution).to_string(), end_of_day).await?;
        Ok(evidence)
    }
}
