//! What features lay before a session of the council.

use golugah_desk::{Desk, Matter, Read, Refusal};

use super::{Answered, Asked, Done, Status, nothing};

/// Something as it is laid before a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// What somebody called it; empty where it is called as whoever keeps the record calls it that day.
    pub title: String,
    /// Why it is there: the part of a key, `late_resolution`.
    pub kind: &'static str,
    /// The agency it concerns.
    pub agency: Option<i64>,
    /// The record it is about.
    pub matter: Option<Matter>,
    /// What that record is about in its turn.
    pub about: Option<Matter>,
    /// Whether it may come again in a session that has dealt with it.
    pub again: bool,
}

impl Laid {
    /// Why something stands on an agenda that somebody wrote there.
    pub const ENTERED: &'static str = "entered";

    /// What somebody wrote.
    pub fn entered(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            kind: Self::ENTERED,
            agency: None,
            matter: None,
            about: None,
            again: true,
        }
    }

    /// A record, called as it is called.
    pub fn of(kind: &'static str, matter: Matter) -> Self {
        Self {
            title: String::new(),
            kind,
            matter: Some(matter),
            again: false,
            ..Self::entered("")
        }
    }
}

/// What stands on an agenda already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The record it is about.
    pub matter: Matter,
    /// Whether it has not been dealt with.
    pub open: bool,
}

impl Placed {
    /// The rows of all records of this kind that stand there, dealt with or not: none is proposed beside itself.
    pub fn ids_of(there: &[Self], kind: &str) -> Vec<i64> {
        there
            .iter()
            .filter_map(|placed| placed.matter.id_of(kind))
            .collect()
    }
}

/// Something that is proposed for an agenda, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// What [`Agenda::take_up`] is asked for.
    pub matter: Matter,
    /// The part of a key, as in [`Laid::kind`].
    pub kind: &'static str,
    /// In the language of the page.
    pub title: String,
    /// Its page within its language; empty where it has none yet.
    pub address: String,
    /// Why, in the language of the page.
    pub because: String,
    /// The day that the reason ends with.
    pub day: Option<String>,
}

/// What one feature proposes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// In order.
    pub rows: Vec<Proposed>,
    /// Where the rest is found, and the sentence that says so.
    pub more: Option<(String, String)>,
}

/// A record as a page calls it today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The record.
    pub matter: Matter,
    /// In the language of the page.
    pub title: String,
    /// How it stands, where that is worth a mark.
    pub status: Option<Status>,
    /// Whom a decision about it would most likely be for.
    pub owner: Option<i64>,
    /// What would most likely be asked as proof.
    pub proof: Option<String>,
}

/// How a record is named before anybody. Whoever keeps the record says it each time, for papers are kept in the form in which
/// anybody may read them, and a name that once stands there is never taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InPublic {
    /// As before the council.
    Alike,
    /// By other words, in Persian and in English: who it is about is nobody else's matter.
    Otherwise(String, String),
}

/// A record as papers name it, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worded {
    /// The record.
    pub matter: Matter,
    /// In Persian, for the council.
    pub fa: String,
    /// In English, for the council; may be empty.
    pub en: String,
    /// For anybody.
    pub in_public: InPublic,
    /// Whether nobody may read it before the council has heard it.
    pub guarded: bool,
    /// What is too long for a title and stands behind the paper, in Persian and in English.
    pub annex: Option<(String, String)>,
}

impl Worded {
    /// The annex that anybody reads: of what is called otherwise in public there is none.
    pub fn annex_for_anybody(&self) -> Option<&(String, String)> {
        self.annex.as_ref().filter(|_| self.in_public == InPublic::Alike)
    }

    /// What anybody reads, in Persian and in English.
    pub fn for_anybody(&self) -> (&str, &str) {
        match &self.in_public {
            InPublic::Alike => (&self.fa, &self.en),
            InPublic::Otherwise(fa, en) => (fa, en),
        }
    }
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes on to this session.
    Carried(i64),
    /// It goes on to this session, for the one before which it stood was called off: nobody missed anything.
    CalledOff(i64),
    /// It was dealt with.
    Dealt,
    /// It was taken off.
    Removed,
}

/// What a feature lays before a session.
pub trait Agenda: Sync {
    /// Whose items come first: the lower.
    fn rank(&self) -> u8 {
        100
    }

    /// What comes by itself when a session of this day is called.
    fn standing<'a>(&'a self, _read: Read<'a>, _day: &'a str) -> Answered<'a, Vec<Laid>> {
        nothing()
    }

    /// What is proposed, with its reason, for a session that is held on the day as of which is asked; the council chooses.
    fn proposed<'a>(
        &'a self,
        _asked: Asked<'a>,
        _session: i64,
        _there: &'a [Placed],
    ) -> Answered<'a, Proposals> {
        nothing()
    }

    /// What a decision can be about without standing on the agenda.
    fn may_be_about<'a>(&'a self, _asked: Asked<'a>) -> Answered<'a, Vec<Called>> {
        nothing()
    }

    /// Lays one of its records, or what it proposed, before a session, within the deed that puts it there.
    fn take_up<'a>(&'a self, _desk: &'a mut Desk<'_>, _session: i64, _matter: &'a Matter) -> Done<'a, Laid> {
        Box::pin(std::future::ready(Err(Refusal::Rule("refusal-not-proposed"))))
    }

    /// What these records are called on a page today. Asked once a page.
    fn called<'a>(&'a self, _asked: Asked<'a>, _matters: &'a [Matter]) -> Answered<'a, Vec<Called>> {
        nothing()
    }

    /// What papers call these records.
    fn worded<'a>(&'a self, _read: Read<'a>, _matters: &'a [Matter]) -> Answered<'a, Vec<Worded>> {
        nothing()
    }

    /// The persons whom its records name and whom nothing public may name: whoever publishes a text is told that they stand
    /// in it. Of them, those who stand in this text, folded as names are compared.
    fn persons_in<'a>(&'a self, _read: Read<'a>, _folded: &'a str) -> Answered<'a, Vec<String>> {
        nothing()
    }

    /// Whether a decision can be about this record as it stands.
    fn takes_decision<'a>(&'a self, _read: Read<'a>, _matter: &'a Matter) -> Answered<'a, bool> {
        nothing()
    }

    /// Learns what became of an item about this record, within the session's own deed.
    fn became<'a>(&'a self, _desk: &'a mut Desk<'_>, _matter: &'a Matter, _fate: Fate) -> Done<'a> {
        nothing()
    }
}
