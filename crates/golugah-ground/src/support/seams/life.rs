//! What happens to records that several features have a part in.

use golugah_desk::{Desk, Matter, Read};

use super::{Answered, Done, nothing};

/// What happened to a record, told within the deed's transaction to whoever wants to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The deed.
    pub deed: &'static str,
    /// The record it is a step of.
    pub matter: Matter,
    /// What that record is about.
    pub about: Vec<Matter>,
    /// What it was.
    pub what: What,
}

/// What can happen that others have a part in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The council decided about it, and this agency owes what was decided.
    Decided(i64),
    /// What was decided about it was done, and the proof was accepted.
    Proven,
    /// It comes before the council by itself.
    Returned,
}

/// A session on whose agenda something stands or stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The session.
    pub matter: Matter,
    /// Its number.
    pub number: i64,
    /// Its day.
    pub day: String,
}

/// A record that stands on the agenda of a session, and the page within its language where it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnAgenda {
    /// The record.
    pub matter: Matter,
    /// Where.
    pub address: String,
}

/// Something that was decided about a record, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The decision's own record.
    pub matter: Matter,
    /// What was decided.
    pub text: String,
    /// The last day in time.
    pub due: String,
    /// The moment from which it is late.
    pub due_at: String,
    /// The moment of the proof by which its clock stands.
    pub stood_at: Option<String>,
    /// The day its proof was accepted.
    pub closed_on: Option<String>,
    /// The day of the report that was accepted, or of the last one.
    pub reported_on: Option<String>,
    /// Where it was decided.
    pub at: Sitting,
    /// Who owes it, in Persian.
    pub name_fa: String,
    /// Who owes it, in English.
    pub name_en: String,
}

/// What a feature does and knows about others' records.
pub trait Life: Sync {
    /// Acts on what happened, within the same transaction, or refuses the whole deed. What it does causes nothing further.
    fn after<'a>(&'a self, _desk: &'a mut Desk<'_>, _happened: &'a Happened) -> Done<'a> {
        nothing()
    }

    /// The sessions on whose agenda a record stands or stood, the first first.
    fn sittings<'a>(&'a self, _read: Read<'a>, _matter: &'a Matter) -> Answered<'a, Vec<Sitting>> {
        nothing()
    }

    /// The session that is called and not yet closed, the nearest first.
    fn next_sitting<'a>(&'a self, _read: Read<'a>) -> Answered<'a, Option<Sitting>> {
        nothing()
    }

    /// The session that was held last.
    fn last_sitting<'a>(&'a self, _read: Read<'a>) -> Answered<'a, Option<Sitting>> {
        nothing()
    }

    /// The records that stand on a session's agenda.
    fn on_agenda<'a>(&'a self, _read: Read<'a>, _session: &'a Matter) -> Answered<'a, Vec<OnAgenda>> {
        nothing()
    }

    /// What was decided about a record, the first first.
    fn decisions<'a>(&'a self, _read: Read<'a>, _matter: &'a Matter) -> Answered<'a, Vec<Decision>> {
        nothing()
    }
}
