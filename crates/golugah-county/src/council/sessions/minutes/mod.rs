//! What a session's minutes say. They are kept whole when the session is closed, and printed from what was kept: names,
//! due dates and words stay as they were signed, whatever becomes of the records later.

mod queries;

use serde::{Deserialize, Serialize};

pub use queries::{Kept, gathered, kept};

use golugah_persian::WorkingCalendar;
use sea_orm::DbErr;

use crate::{resolutions, texts};
use golugah_desk::{Desk, Read, Refusal};

/// Who may read a form of the minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whoever is signed in.
    Council,
    /// Anybody, once the session is published.
    Public,
}

impl Audience {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Council => "council",
            Self::Public => "public",
        }
    }
}

/// The minutes of one session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// The session's number.
    pub number: i64,
    /// The day it was held, `YYYY-MM-DD`.
    pub day: String,
    /// The hour, `HH:MM`.
    pub hour: String,
    /// Where.
    pub place: String,
    /// Who chaired it; empty where nobody is entered.
    pub chair: String,
    /// Whether that was somebody in the governor's place.
    #[serde(default)]
    pub stand_in: bool,
    /// Who kept the minutes; empty where it was the program.
    pub secretary: String,
    /// The seats, by the agencies' order.
    pub seats: Vec<SeatTaken>,
    /// The agenda, in its order.
    pub items: Vec<ItemMet>,
    /// What the secretary wrote.
    pub text: String,
    /// What was decided, by number.
    pub resolutions: Vec<Decided>,
}

/// A seat and who sat on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatTaken {
    /// The agency, in Persian.
    pub name_fa: String,
    /// The agency, in English; may be empty.
    pub name_en: String,
    /// The agency's head; empty where nobody is entered.
    pub head: String,
    /// `present`, `absent`, `delegate`, or empty where it was not recorded.
    pub state: String,
    /// Who came in the head's place, by the commitment to the name: kept minutes are for ever, and a name may have to go.
    /// Whoever shows them puts the name here ([`Minutes::named`]).
    pub delegate: String,
}

/// An item of the agenda and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemMet {
    /// What it is about, in Persian; empty where not everybody may read it.
    pub title_fa: String,
    /// The same in English; may be empty.
    pub title_en: String,
    /// Why it was there: the part of a key.
    pub kind: String,
    /// Whether nobody may read what it is about before the council has heard it.
    pub guarded: bool,
    /// The agency that reports, in Persian; empty where none does.
    pub agency_fa: String,
    /// The same in English; may be empty.
    pub agency_en: String,
    /// Whether it was dealt with; else it goes to the next session.
    pub done: bool,
    /// What stands about it behind the paper, in Persian; empty where nothing does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub annex_fa: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub annex_en: String,
}

/// A resolution as it was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The number within the session.
    pub number: i64,
    /// What was decided.
    pub text: String,
    /// Who owes it, in Persian.
    pub owner_fa: String,
    /// Who owes it, in English; may be empty.
    pub owner_en: String,
    /// The last day in time.
    pub due: String,
    /// What will count as proof.
    pub proof: String,
}

impl Decided {
    /// A draft as the minutes would have it, were its session closed now.
    pub(crate) fn of_draft(draft: resolutions::Draft, calendar: &WorkingCalendar) -> Self {
        Self {
            due: draft.due(calendar),
            number: draft.number,
            text: draft.text,
            owner_fa: draft.name_fa,
            owner_en: draft.name_en,
            proof: draft.proof,
        }
    }
}

impl Minutes {
    /// The same with the delegates' names in place of the commitments to them, and `withdrawn` where one was.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn named(mut self, read: Read<'_>, withdrawn: &str) -> Result<Self, DbErr> {
        for seat in self.seats.iter_mut().filter(|seat| !seat.delegate.is_empty()) {
            let name = texts::read_text(read, &seat.delegate).await?;
            seat.delegate = name.unwrap_or_else(|| withdrawn.to_owned());
        }
        Ok(self)
    }

    /// What anybody may read of it, whose titles are those for anybody already: no delegate's name, and of what the council
    /// has not dealt with only its kind, so that no place is named before the council has heard it.
    fn for_anybody(mut self) -> Self {
        for seat in &mut self.seats {
            seat.delegate.clear();
        }
        let unheard = self.items.iter_mut().filter(|item| !item.done);
        for item in unheard.filter(|item| item.guarded) {
            item.title_fa.clear();
            item.title_en.clear();
            item.agency_fa.clear();
            item.agency_en.clear();
            item.annex_fa.clear();
            item.annex_en.clear();
        }
        self
    }
}

/// What minutes of a session say as it stands within this deed.
async fn facts(
    desk: &Desk<'_>,
    session: i64,
    audience: Audience,
    stand_in: &str,
) -> Result<String, Refusal> {
    let mut minutes = queries::gathered(desk.read(), session, Some(desk.actor()), audience)
        .await?
        .ok_or(Refusal::Missing)?;
    if !stand_in.is_empty() {
        minutes.chair = stand_in.to_owned();
        minutes.stand_in = true;
    }
    serde_json::to_string(&minutes)
        .map_err(|error| Refusal::Broken(sea_orm::DbErr::Custom(error.to_string())))
}

/// Keeps the minutes of a session anew, in both forms, where more of the same paper was taken over before anybody read them.
pub(super) async fn keep_anew(desk: &mut Desk<'_>, session: i64) -> Result<(), Refusal> {
    for audience in [Audience::Council, Audience::Public] {
        let kept = queries::kept(desk.read(), session, audience)
            .await?
            .ok_or(Refusal::Missing)?;
        let facts = facts(desk, session, audience, "").await?;
        desk.update("minutes", kept.id, kept.version, vec![("facts", facts.into())])
            .await?;
    }
    Ok(())
}

/// Keeps the minutes of a session that is being closed, in both forms. `stand_in` is who chaired it in the governor's
/// place, empty where the governor did.
pub(super) async fn keep(desk: &mut Desk<'_>, session: i64, stand_in: &str) -> Result<(), Refusal> {
    for audience in [Audience::Council, Audience::Public] {
        let facts = facts(desk, session, audience, stand_in).await?;
        let columns = vec![
            ("session_id", session.into()),
            ("audience", audience.word().into()),
            ("facts", facts.into()),
        ];
        desk.insert("minutes", columns).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{ItemMet, Minutes, SeatTaken};

    #[test]
    fn the_public_form_names_no_delegate_and_nothing_the_council_has_not_heard() {
        let item = |kind: &str, done| ItemMet {
            title_fa: "نام".to_owned(),
            title_en: "name".to_owned(),
            kind: kind.to_owned(),
            guarded: kind != "entered",
            agency_fa: "اداره".to_owned(),
            agency_en: "office".to_owned(),
            done,
            ..ItemMet::default()
        };
        let minutes = Minutes {
            seats: vec![SeatTaken {
                head: "رئیس".to_owned(),
                delegate: "معاون".to_owned(),
                state: "delegate".to_owned(),
                ..SeatTaken::default()
            }],
            items: vec![
                item("bottleneck", false),
                item("bottleneck", true),
                item("late_resolution", false),
                item("entered", false),
            ],
            ..Minutes::default()
        };
        let public = minutes.for_anybody();
        assert_eq!(
            (public.seats[0].head.as_str(), public.seats[0].delegate.as_str()),
            ("رئیس", "")
        );
        let titles: Vec<_> = public.items.iter().map(|item| item.title_fa.as_str()).collect();
        assert_eq!(titles, ["", "نام", "", "نام"]);
        let told = serde_json::to_string(&public).unwrap();
        assert!(!told.contains("معاون"), "{told}");
    }
}
