//! Answers that are the same for everybody, kept until one of the tables changes that they were made of.
//!
//! The desk keeps with every deed which official tables it wrote ([`Versions`]), so an answer made at one version of its
//! tables and in one minute is right for as long as both stand, on every node, whatever else is done in the county meanwhile.
//! What is kept is packed once and not for every phone anew.
//!
//! [`Versions`]: golugah_desk::Versions

use std::sync::Arc;

use super::{KnownBy, Packed, PageError, Site, Visitor};

/// The answers of one site.
#[derive(Clone, Debug, Default)]
pub struct Kept(Arc<KnownBy<Name, Packed>>);

/// What an answer is, and what the county was called in it.
type Name = (String, Option<(String, String)>);

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
        self.0.at(name, at, async || make().await).await
    }
}
