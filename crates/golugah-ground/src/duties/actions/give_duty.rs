use golugah_persian::days_between;

use crate::duties::{Duty, Held, queries};
use crate::{agencies, people, places};
use golugah_desk::{Deed, Desk, Refusal};

/// Somebody is given a duty, from one day to another or until further notice.
#[derive(Clone, Debug)]
pub struct GiveDuty {
    /// Who.
    pub person: i64,
    /// Which duty.
    pub duty: Duty,
    /// For which agency; `None` for all.
    pub agency: Option<i64>,
    /// For which place; `None` for the whole county.
    pub place: Option<i64>,
    /// For which kind of work; empty for every kind.
    pub work: String,
    /// The first day, `YYYY-MM-DD`.
    pub since: String,
    /// The last day; `None` until further notice.
    pub until: Option<String>,
}

impl Deed for GiveDuty {
    const NAME: &'static str = "duty.give";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if !people::is_active(desk.read(), self.person).await? {
            return Err(Refusal::Rule("refusal-duty-person"));
        }
        if let Some(agency) = self.agency
            && !agencies::exists(desk.read(), agency).await?
        {
            return Err(Refusal::Missing);
        }
        if let Some(place) = self.place
            && !places::exists(desk.read(), place).await?
        {
            return Err(Refusal::Missing);
        }
        let until = self.until.as_deref().unwrap_or(&self.since);
        let days = days_between(&self.since, until).ok_or(Refusal::Rule("refusal-no-day"))?;
        let today = desk.now().day();
        if days < 0 || self.until.as_ref().is_some_and(|until| *until < today) {
            return Err(Refusal::Rule("refusal-duty-days"));
        }
        let held = Held {
            duty: self.duty,
            agency: self.agency,
            place: self.place,
            work: self.work.trim().to_owned(),
        };
        if queries::is_given(desk.read(), self.person, &held, &today).await? {
            return Err(Refusal::Rule("refusal-duty-held"));
        }
        let columns = vec![
            ("person_id", self.person.into()),
            ("duty", held.duty.word().into()),
            ("agency_id", held.agency.into()),
            ("place_id", held.place.into()),
            ("work", held.work.into()),
            ("since", self.since.into()),
            ("until", self.until.into()),
            ("ended_on", None::<String>.into()),
        ];
        let duty = desk.insert("duties", columns).await?;
        desk.of(super::case(duty));
        Ok(duty)
    }
}
