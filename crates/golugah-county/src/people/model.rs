/// The role, in the log, of somebody who acts on behalf of an agency's head.
pub const DEPUTY: &str = "deputy";

/// The longest name to sign in with, in characters.
const LONGEST_SIGN_IN: usize = 60;

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

/// A name to sign in with, as it is stored.
pub(super) fn sign_in_name(typed: &str) -> String {
    golugah_persian::normalise(typed.trim()).to_lowercase()
}

/// The key of the sentence that says why a name cannot be signed in with.
pub(super) fn check_sign_in(name: &str) -> Result<(), &'static str> {
    if name.is_empty() {
        return Err("refusal-sign-in-missing");
    }
    let fits = name.chars().count() <= LONGEST_SIGN_IN && !name.contains(char::is_whitespace);
    if fits {
        Ok(())
    } else {
        Err("refusal-sign-in-shape")
    }
}

#[cfg(test)]
mod tests {
    use super::check_sign_in;

    #[test]
    fn a_sign_in_name_is_one_word() {
        assert_eq!(check_sign_in(""), Err("refusal-sign-in-missing"));
        assert_eq!(check_sign_in("دبیر شورا"), Err("refusal-sign-in-shape"));
        assert_eq!(check_sign_in(&"a".repeat(61)), Err("refusal-sign-in-shape"));
        assert_eq!(check_sign_in("dabir@shora"), Ok(()));
    }
}
