//! Answers that are the same for everybody, kept until the county changes.
//!
//! Every change of an official record makes the log one entry longer, so an answer made at one length of the log and on one
//! day is right for as long as both stand. What is kept is packed once and not for every phone anew.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::queries;
use crate::support::web::{Packed, PageError, Site, Visitor};

/// How many answers are kept at most: more can be asked for only by whoever makes names up.
const MOST: usize = 64;

/// The answers of one site.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept(Arc<Mutex<Shelf>>);

/// What an answer is, and what the county was called in it.
type Name = (String, Option<(String, String)>);

#[derive(Debug, Default)]
struct Shelf {
    /// The log's length and the day at which the answers were made.
    at: (i64, String),
    answers: BTreeMap<Name, Packed>,
}

impl Kept {
    /// The answer of this name, made by `make` where it is not there or no longer true. The county's own name, which stands
    /// in every answer, comes with the visitor and may be some seconds old there: it is a part of the answer's name.
    pub(super) async fn answer<F>(
        &self,
        site: &Site,
        visitor: &Visitor,
        name: &str,
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
        // Asked before the answer is made: what changes meanwhile makes the next one new.
        let size = queries::log_size(site.db.public()).await?;
        let at = (size, site.db.clock().now().day());
        {
            let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if shelf.at != at {
                shelf.at = at.clone();
                shelf.answers.clear();
            }
            if let Some(answer) = shelf.answers.get(&name) {
                return Ok(answer.clone());
            }
        }
        let answer = make().await?;
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.at == at && shelf.answers.len() < MOST {
            shelf.answers.insert(name, answer.clone());
        }
        Ok(answer)
    }
}
