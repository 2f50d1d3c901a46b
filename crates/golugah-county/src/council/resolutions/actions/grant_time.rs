use golugah_desk::{Deed, Desk, Refusal};
use golugah_persian::WorkingCalendar;

use crate::calendar;
use crate::resolutions::requests::{Request, RequestState, open_one};
use crate::resolutions::{ResolutionState, queries};
use crate::support::web::Role;
use crate::terms::{self, Extension, Length};

/// A request for more time is granted, by letter: a new term takes the place of the one in force.
#[derive(Clone, Debug)]
pub struct GrantTime {
    /// The resolution.
    pub resolution: i64,
    /// The request that was looked at.
    pub request: i64,
    /// Its row as it was seen.
    pub version: i64,
    /// Until when time is given, where it is another day than the one asked for.
    pub until: Option<String>,
    /// The number of the letter by which it is given.
    pub letter: String,
    /// Why.
    pub reason: String,
    /// The calendar that days are counted by, without the county's own closures: the deed reads those itself.
    pub calendar: WorkingCalendar,
}

impl Deed for GrantTime {
    const NAME: &'static str = "resolution.grant_time";
    /// The day that is due now.
    type Done = String;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<String, Refusal> {
        let (request, person) = asked(desk, self.resolution, self.request).await?;
        let case = super::case(self.resolution);
        let calendar = calendar::with_closures(desk.read(), &self.calendar).await?;
        let extension = Extension {
            length: Some(Length::Day(self.until.unwrap_or(request.until))),
            letter: self.letter,
            reason: self.reason.clone(),
        };
        let due = terms::extend(desk, &calendar, &case.to_string(), extension).await?;
        desk.of(case);
        let answer = Answer {
            state: RequestState::Granted,
            words: self.reason.trim(),
            person,
        };
        answer.write(desk, request.id, self.version).await?;
        Ok(due)
    }
}

/// The request that waits, for whoever may decide it: governor or secretary, but neither whoever entered it nor the owner.
pub(super) async fn asked(
    desk: &mut Desk<'_>,
    resolution: i64,
    seen: i64,
) -> Result<(Request, i64), Refusal> {
    let resolution = queries::resolution(desk.read(), resolution)
        .await?
        .ok_or(Refusal::Missing)?;
    let role = desk.actor().role.as_str();
    let may = Role::Governor.is_hat(role) || Role::Secretary.is_hat(role);
    let person = desk.actor().person.filter(|_| may);
    let person = person.ok_or(Refusal::Rule("refusal-term-not-yours"))?;
    if resolution.state != ResolutionState::Assigned.word() {
        return Err(Refusal::Rule("refusal-resolution-not-assigned"));
    }
    let request = open_one(desk.read(), resolution.id).await?;
    let request = request.ok_or(Refusal::Rule("refusal-request-none"))?;
    if request.id != seen {
        return Err(Refusal::Changed);
    }
    let owner = queries::agency_of(desk.read(), person).await? == resolution.agency_id;
    if owner || request.person_id == person {
        return Err(Refusal::Rule("refusal-own-request"));
    }
    Ok((request, person))
}

/// What is answered to a request.
pub(super) struct Answer<'deed> {
    pub(super) state: RequestState,
    pub(super) words: &'deed str,
    pub(super) person: i64,
}

impl Answer<'_> {
    /// Writes it down.
    pub(super) async fn write(self, desk: &mut Desk<'_>, request: i64, version: i64) -> Result<(), Refusal> {
        let columns = vec![
            ("state", self.state.into()),
            ("decided_by", self.person.into()),
            ("decided_on", desk.now().day().into()),
            ("answer", self.words.into()),
        ];
        desk.update("extension_requests", request, version, columns).await
    }
}
