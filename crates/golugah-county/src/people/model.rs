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
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] = [
        Self::Governor,
        Self::Secretary,
        Self::AgencyHead,
        Self::Inspector,
        Self::PublicRelations,
        Self::Administrator,
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
        }
    }

    /// The role of a stored word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The row.
    pub id: i64,
    /// The person's name.
    pub name: String,
    /// What the person is to the council.
    pub role: Role,
    /// The agency the person belongs to.
    pub agency: Option<i64>,
}
