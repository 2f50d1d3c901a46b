//! What gives a right beside the role.

/// What somebody does beside their post. The words are those of the database and the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Duty {
    /// Keeps the council's secretariat beside a post of another kind: all that the secretary may.
    Secretariat,
    /// Prepares the planning committee's lists.
    Planner,
    /// Governs a district of the county.
    DistrictGovernor,
    /// Takes down at the counter or the telephone what people ask.
    Operator,
    /// Leads a public discourse and groups its questions.
    Moderator,
    /// Keeps the work of several agencies together.
    Coordinator,
    /// Receives for an agency what is sent to it.
    Liaison,
    /// Deals with cases of one kind.
    CaseOfficer,
    /// Receives people at the door, and says who is there.
    Usher,
    /// Answers for an agency who asks for information.
    InformationOfficer,
    /// Judges how a service is given.
    Assessor,
}

impl Duty {
    /// Every duty.
    pub const ALL: [Self; 11] = [
        Self::Secretariat,
        Self::Planner,
        Self::DistrictGovernor,
        Self::Operator,
        Self::Moderator,
        Self::Coordinator,
        Self::Liaison,
        Self::CaseOfficer,
        Self::Usher,
        Self::InformationOfficer,
        Self::Assessor,
    ];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Secretariat => "secretariat",
            Self::Planner => "planner",
            Self::DistrictGovernor => "district_governor",
            Self::Operator => "operator",
            Self::Moderator => "moderator",
            Self::Coordinator => "coordinator",
            Self::Liaison => "liaison",
            Self::CaseOfficer => "case_officer",
            Self::Usher => "usher",
            Self::InformationOfficer => "information_officer",
            Self::Assessor => "assessor",
        }
    }

    /// The duty of a stored word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.word() == word)
    }
}

/// A duty that somebody has today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub duty: Duty,
    /// For which agency; `None` for all.
    pub agency: Option<i64>,
    /// For which place; `None` for the whole county.
    pub place: Option<i64>,
    /// For which kind of work; empty for every kind.
    pub work: String,
}

impl Held {
    /// Whether it was given without limits: for every agency, the whole county and every kind of work.
    pub fn is_for_all(&self) -> bool {
        self.agency.is_none() && self.place.is_none() && self.work.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Duty;
    use crate::support::web::{DEPUTY, Role};

    #[test]
    fn no_duty_is_called_like_a_role_or_another_duty() {
        for duty in Duty::ALL {
            assert_eq!(Duty::of_word(duty.word()), Some(duty));
            assert_eq!(Role::of_word(duty.word()), None);
            assert!(duty.word() != DEPUTY && duty.word() != "program");
        }
    }
}
