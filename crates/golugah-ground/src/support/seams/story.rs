use golugah_desk::{Actor, Db, Refusal};
use std::pin::Pin;

use crate::support::web::Role;

/// What a feature does in the demonstration: the deeds that a county would have done with it, by days, so that its pages are
/// seen with something on them. Its texts lie in `story.json` beside it.
pub trait Story: Sync {
    /// The days on which something happens, counted back from today.
    fn days(&self) -> Vec<i64>;

    /// Does what happens on one of these days, named by its place in them. The clock stands at that day's morning.
    fn play<'a>(&'a self, stage: &'a Stage<'a>, scene: usize) -> Played<'a>;
}

/// What playing comes to.
pub type Played<'a> = Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>>;

/// The county in which a story is played.
#[derive(Debug)]
pub struct Stage<'a> {
    /// The county's records.
    pub db: &'a Db,
    /// Who belongs to no agency, with what they are.
    pub staff: &'a [(Role, Actor)],
    /// Agencies, with their heads.
    pub offices: &'a [(i64, Actor)],
}

impl Stage<'_> {
    /// Somebody in this role; the program where the demonstration has nobody.
    pub fn of(&self, role: Role) -> Actor {
        let found = self.staff.iter().find(|(its, _)| *its == role);
        found.map_or_else(Actor::program, |(_, actor)| actor.clone())
    }
}
