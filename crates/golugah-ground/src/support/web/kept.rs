//! Answers that are the same for everybody, kept until one of the tables changes that they were made of.
//!
//! The desk keeps with every deed which official tables it wrote ([`Versions`]), so an answer made at one version of its
//! tables and in one minute is right for as long as both stand, on every node, whatever else is done in the county meanwhile.
//! What is kept is packed once and not for every phone anew.
//!
//! [`Versions`]: golugah_desk::Versions

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Packed, PageError, Site, Visitor};

/// How many answers are kept at most: more can be asked for only by whoever makes names up.
const MOST: usize = 64;

/// The answers of one site.
#[derive(Clone, Debug, Default)]
pub struct Kept(Arc<Mutex<Shelf>>);

/// What an answer is, and what the county was called in it.
type Name = (String, Option<(String, String)>);

/// The version of its tables and the minute at which an answer was made.
type At = (i64, String);

#[derive(Debug, Default)]
struct Shelf(BTreeMap<Name, (At, Packed)>);

impl Kept {
    /// The answer of this name, made of these tables by `make` where it is not there or no longer true. The county's own
    /// name, which stands in every answer, comes with the visitor: it is a part of the answer's name.
    pub async fn answer<F>(
        &self,
        site: &Site,
        visitor: &Visitor,
        (name, tables): (&str, &[&str]),
        make: impl FnOnce() -> F,
    ) -> Result<Packed, PageError>
    where
        F: Future<Output = Result<Packed, PageError>>,
    {
        let county = visitor
            .county
            .as_ref()
            .map(|county| (county.name_fa.clone(), county.name_en.clone()));
        let name = (name.to_owned(), county);
        // Read before the answer is made: what changes meanwhile makes the next one new. What is late is so to the minute.
        let at = (visitor.versions.of(tables), site.db.clock().now().minute());
        if let Some((made_at, answer)) = self.shelf().0.get(&name)
            && *made_at == at
        {
            return Ok(answer.clone());
        }
        let answer = make().await?;
        let mut shelf = self.shelf();
        if shelf.0.len() >= MOST && !shelf.0.contains_key(&name) {
            // Full of what nobody may ask for again: what is asked for comes back by itself.
            shelf.0.clear();
        }
        shelf.0.insert(name, (at, answer.clone()));
        Ok(answer)
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
