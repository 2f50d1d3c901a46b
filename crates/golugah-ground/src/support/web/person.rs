//! Who acts: in which role, for which agency, on whose behalf.

use golugah_desk::Actor;

use super::Duty;

/// The role, in the log, of somebody who acts on behalf of an agency's head.
pub const DEPUTY: &str = "deputy";

/// What somebody is to the council. The words are those of the database and the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Chairs the council.
    Governor,
    /// Keeps the agenda, the minutes and the proofs.
    Secretary,
    /// Heads an agency and answers for it.
    AgencyHead,
    /// Opens and judges bottlenecks.
    Inspector,
    /// Publishes.
    PublicRelations,
    /// Enters agencies and people; decides nothing.
    Administrator,
    /// Works in an agency: reads, and acts only as its head's deputy.
    Officer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] = [
        Self::Governor,
        Self::Secretary,
        Self::AgencyHead,
        Self::Inspector,
        Self::PublicRelations,
        Self::Administrator,
        Self::Officer,
    ];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Governor => "governor",
            Self::Secretary => "secretary",
            Self::AgencyHead => "agency_head",
            Self::Inspector => "inspector",
            Self::PublicRelations => "public_relations",
            Self::Administrator => "administrator",
            Self::Officer => "officer",
        }
    }

    /// The role of a stored word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether a deed under this hat, as the log calls it, is one of this role. Whoever keeps the secretariat by duty does what
    /// the secretary does, and the log says by which of the two.
    pub fn is_hat(self, hat: &str) -> bool {
        hat == self.word() || (self == Self::Secretary && hat == Duty::Secretariat.word())
    }

    /// The role whose work a deed under this hat is; `None` where the hat is another duty, or no one's.
    pub fn of_hat(hat: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.is_hat(hat))
    }

    /// Whether the role is one within an agency.
    pub fn is_of_an_agency(self) -> bool {
        matches!(self, Self::AgencyHead | Self::Officer)
    }
}

/// Somebody who is signed in, as what they act: in their own post, or as a head's deputy with the head's role and agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The row.
    pub id: i64,
    /// The person's name.
    pub name: String,
    /// The role in which the person acts.
    pub role: Role,
    /// The agency for which the person acts, or to which they belong.
    pub agency: Option<i64>,
    /// Whose deputy the person is.
    pub deputy_of: Option<Head>,
    /// Whether the person acts on behalf of that head.
    pub on_behalf: bool,
}

impl Person {
    /// Who does a deed, in the log's words: always the person, and whether in their own post or as a deputy.
    pub fn actor(&self) -> Actor {
        let role = if self.on_behalf { DEPUTY } else { self.role.word() };
        Actor {
            person: Some(self.id),
            role: role.to_owned(),
        }
    }

    /// The agency for whose head the person acts, the head included.
    pub fn heads(&self) -> Option<i64> {
        self.agency.filter(|_| self.role == Role::AgencyHead)
    }
}

/// The head of an agency, for whom somebody may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The row.
    pub id: i64,
    /// The head's name.
    pub name: String,
}
