//! What stands on the desk: the features' migrations, what their constraints mean to people, and what is made of the rows that
//! deeds write. The house's build script finds them.

use std::fmt;
use std::pin::Pin;

use super::{Desk, Refusal};

/// What is made of official rows and is none: an index of their words. It is made within the deed that wrote the rows, so that it
/// stands or falls with them, and can be made again of them at any time.
pub trait Derives: fmt::Debug + Sync {
    /// Makes it of the rows that a deed wrote, each by its table and its id.
    fn after<'a>(
        &'a self,
        desk: &'a mut Desk<'_>,
        written: &'a [(&'static str, i64)],
    ) -> Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>>;
}

/// A step of the database's growth: its name and what it says on each engine.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its file's name, by which steps are ordered.
    pub name: &'static str,
    /// What it says on SQLite.
    pub sqlite: &'static str,
    /// What it says on PostgreSQL.
    pub postgres: &'static str,
}

/// What the desk has to know of those who use it.
#[derive(Clone, Copy, Debug)]
pub struct House {
    /// Every step of the database's growth, in the order in which they are applied: that of their names.
    pub migrations: &'static [Migration],
    /// What a violated constraint means to people: what an engine calls it, and the key of its sentence. SQLite names a
    /// unique index's columns instead of the index, so both stand here.
    pub refusals: &'static [(&'static str, &'static str)],
    /// What is made of the rows that a deed wrote, if anything.
    pub derives: Option<&'static dyn Derives>,
}

impl House {
    /// The key of the sentence for what an engine said, where a constraint with a sentence is in it.
    pub(crate) fn refusal(&self, said: &str) -> Option<&'static str> {
        let known = self
            .refusals
            .iter()
            .filter(|(constraint, _)| names(said, constraint));
        known.map(|(_, key)| *key).next()
    }
}

/// Whether a constraint is named there as a whole.
fn names(said: &str, constraint: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    said.match_indices(constraint).any(|(at, found)| {
        !is_part(said[..at].chars().next_back()) && !is_part(said[at + found.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::House;

    #[test]
    fn a_constraint_is_known_by_its_whole_name() {
        let house = House {
            migrations: &[],
            refusals: &[
                ("names_once", "refusal-names-once"),
                ("people.sign_in", "refusal-taken"),
            ],
            derives: None,
        };
        let said = |text| house.refusal(text);
        assert_eq!(
            said("CHECK constraint failed: names_once"),
            Some("refusal-names-once")
        );
        assert_eq!(
            said("UNIQUE constraint failed: people.sign_in"),
            Some("refusal-taken")
        );
        assert_eq!(said("CHECK constraint failed: place_names_once"), None);
        assert_eq!(said("UNIQUE constraint failed: people.sign_in_day"), None);
    }
}
