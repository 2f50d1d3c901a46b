//! One contracting process, as an OCDS compiled release publishes it, with the fields that indicators read.

use std::borrow::Cow;

use crate::Timestamp;

/// A published text; empty where nothing was published.
pub type Text<'a> = Cow<'a, str>;

/// A stretch of one of a [`Release`]'s shared lists, so that a release owns a few lists and not one per bid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Index of the first element.
    pub start: u32,
    /// Index after the last element.
    pub end: u32,
}

impl Range {
    /// The elements of `list` that this range names.
    pub fn of<T>(self, list: &[T]) -> &[T] {
        list.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }

    /// How many elements it names.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it names none.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// An amount with its currency, as an integer of hundredths so that sums do not depend on order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Money<'a> {
    /// Hundredths of the currency unit; none where no amount was published.
    pub minor: Option<i64>,
    /// ISO 4217 code; empty where none was published.
    pub currency: Text<'a>,
}

/// An organization as it is named in one place of a release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Organization<'a> {
    /// Its identifier; empty where none was published.
    pub id: Text<'a>,
    /// Its name; empty where none was published.
    pub name: Text<'a>,
}

/// A period in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// When it begins.
    pub start: Option<Timestamp>,
    /// When it ends.
    pub end: Option<Timestamp>,
}

/// The tender section of a release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tender<'a> {
    /// The `tender/status` code.
    pub status: Text<'a>,
    /// The office that runs the tender.
    pub procuring_entity: Organization<'a>,
    /// The `procurementMethod` code: open, selective, limited, direct.
    pub method: Text<'a>,
    /// The publisher's own name of the method.
    pub method_details: Text<'a>,
    /// The `mainProcurementCategory` code: goods, works, services.
    pub category: Text<'a>,
    /// The published number of tenderers.
    pub number_of_tenderers: Option<u32>,
    /// The number of tenderers as it stands elsewhere in the release, if it does.
    pub counted: Option<Counted>,
    /// When the tender was published.
    pub published: Option<Timestamp>,
    /// When bids can be submitted.
    pub period: Period,
    /// The estimated value.
    pub value: Money<'a>,
    /// What its words say of it.
    pub nature: Nature,
}

/// What the words of a tender say of its kind: rules that are made for an ordinary purchase do not hold for the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nature {
    /// The office sells, lets or grants something and takes money for it: whoever offers most wins.
    pub sells: bool,
    /// The tender was held before and came to nothing.
    pub again: bool,
    /// A lender or donor abroad pays, and its rules hold.
    pub donor: bool,
    /// The title speaks of a flood, an emergency, something provisional: what cannot wait.
    pub urgent: bool,
    /// Offers are ranked by quality, or by quality and price: whoever is cheapest need not win.
    pub by_quality: bool,
}

/// One lot of a tender.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lot<'a> {
    /// Its identifier; empty where none was published.
    pub id: Text<'a>,
    /// Its status, a code of the same list as `tender/status`.
    pub status: Text<'a>,
    /// How many bids `bids/statistics` counts for it, the measure `bids`.
    pub counted: Option<u32>,
}

/// A number of tenderers that stands elsewhere than in `tender/numberOfTenderers`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How many.
    pub number: u32,
    /// Where it stands.
    pub from: CountedFrom,
}

/// Where a number of tenderers stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedFrom {
    /// The list `tender/tenderers`: its organizations, each once.
    Tenderers,
    /// `bids/statistics`, the measure `bids` of the whole tender.
    Statistics,
}

impl CountedFrom {
    /// Its word in tables and evidence: the field's own name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tenderers => "tenderers",
            Self::Statistics => "statistics",
        }
    }

    /// The place of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Tenderers, Self::Statistics]
            .into_iter()
            .find(|from| from.word() == word)
    }
}

/// A value that stands in a release and could not be taken for what its field means; all else of the release could.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The field, from the top of the release, such as `bids/details/status`.
    pub field: &'static str,
    /// What is the matter with it.
    pub fault: NoteFault,
    /// What stands there, or where and what was expected.
    pub found: String,
}

/// What is the matter with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteFault {
    /// It is of another kind than the field's: a list where a text belongs.
    Unreadable,
    /// A date that no record of our time can have: the smallest or greatest of some program, written for want of one.
    Filler,
    /// A word that the standard's closed list does not have.
    UnknownCode,
    /// The cell of a table that the field was to be read from; the note says where it is and what was expected.
    Cell,
}

/// One bid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bid<'a> {
    /// The bid's identifier.
    pub id: Text<'a>,
    /// The bid status code: invited, pending, valid, disqualified, withdrawn.
    pub status: Text<'a>,
    /// When it was submitted.
    pub date: Option<Timestamp>,
    /// Its price.
    pub value: Money<'a>,
    /// Its tenderers, in [`Release::organizations`].
    pub tenderers: Range,
    /// The identifiers of the lots it is for, in [`Release::related`].
    pub lots: Range,
}

/// What became of a bid, as its status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was not handed in, or taken back, or its status was not published.
    NotSubmitted,
    /// It was handed in, and nothing more is known.
    Submitted,
    /// Its status is no word of the standard's list, so that nobody knows what became of it.
    Unknown,
    /// It was handed in and found valid.
    Valid,
    /// It was handed in and disqualified.
    Disqualified,
}

impl Bid<'_> {
    /// What became of it.
    pub fn standing(&self) -> Standing {
        match self.status.as_ref() {
            "" | "invited" | "withdrawn" => Standing::NotSubmitted,
            "valid" => Standing::Valid,
            "disqualified" => Standing::Disqualified,
            "pending" => Standing::Submitted,
            _ => Standing::Unknown,
        }
    }

    /// Whether the bid was handed in and not taken back.
    pub fn is_submitted(&self) -> bool {
        self.standing() != Standing::NotSubmitted
    }
}

/// One award.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Award<'a> {
    /// The award's identifier.
    pub id: Text<'a>,
    /// The award status code: pending, active, cancelled, unsuccessful.
    pub status: Text<'a>,
    /// When it was decided.
    pub date: Option<Timestamp>,
    /// Its value.
    pub value: Money<'a>,
    /// Its suppliers, in [`Release::organizations`].
    pub suppliers: Range,
    /// The classification ids of its items, in [`Release::classifications`].
    pub classes: Range,
    /// The identifiers of the lots it is for, in [`Release::related`].
    pub lots: Range,
}

impl Award<'_> {
    /// Whether the award is in force.
    pub fn is_active(&self) -> bool {
        self.status == "active"
    }

    /// Whether the award can no longer change: anything but pending, or an unknown word.
    pub fn is_final(&self) -> bool {
        matches!(self.status.as_ref(), "" | "active" | "cancelled" | "unsuccessful")
    }

    /// Whether its status is no word of the standard's list.
    pub fn is_of_unknown_status(&self) -> bool {
        !self.is_final() && self.status != "pending"
    }
}

/// The numbers that a source has for identifiers of organizations, so that whoever needs each once does not look it up
/// each time it is met. They say nothing of the process: releases that differ in them alone are equal.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// The stretch of the source in which the numbers hold, never the same for two; 0 where the source has none.
    pub stretch: u64,
    /// That of the buyer, if its identifier was published.
    pub buyer: Option<u32>,
    /// That of the procuring entity, if its identifier was published.
    pub procuring_entity: Option<u32>,
    /// Those of [`Release::organizations`], one by one.
    pub organizations: Vec<Option<u32>>,
}

impl PartialEq for Numbers {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Numbers {}

/// One contracting process. A reader clears and fills the same value for every line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release<'a> {
    /// The identifier of the process.
    pub ocid: Text<'a>,
    /// When the release was made.
    pub date: Option<Timestamp>,
    /// Whether it says of itself that it tells one step of a history and not the whole: it has tags, and `compiled` is none of them.
    pub is_partial: bool,
    /// The organization that pays.
    pub buyer: Organization<'a>,
    /// The tender section.
    pub tender: Tender<'a>,
    /// Whether a list of bids was published, even an empty one.
    pub bids_published: bool,
    /// The bids.
    pub bids: Vec<Bid<'a>>,
    /// Whether a list of awards was published, even an empty one.
    pub awards_published: bool,
    /// The awards.
    pub awards: Vec<Award<'a>>,
    /// Tenderers and suppliers, named by ranges in bids and awards.
    pub organizations: Vec<Organization<'a>>,
    /// Item classification ids, named by ranges in awards.
    pub classifications: Vec<Text<'a>>,
    /// The tender's lots, in the published order.
    pub lots: Vec<Lot<'a>>,
    /// Identifiers of lots, named by ranges in bids and awards.
    pub related: Vec<Text<'a>>,
    /// The source's numbers for the organizations, if it has any.
    pub numbers: Numbers,
    /// What stands in it and could not be read as what its field means.
    pub notes: Vec<Note>,
}

impl<'a> Release<'a> {
    /// Empties the record and keeps its lists' memory.
    pub fn clear(&mut self) {
        self.ocid = Text::default();
        self.date = None;
        self.is_partial = false;
        self.buyer = Organization::default();
        self.tender = Tender::default();
        self.bids_published = false;
        self.bids.clear();
        self.awards_published = false;
        self.awards.clear();
        self.organizations.clear();
        self.classifications.clear();
        self.lots.clear();
        self.related.clear();
        self.numbers.stretch = 0;
        self.numbers.organizations.clear();
        self.notes.clear();
    }

    /// The tenderers of a bid.
    pub fn tenderers(&self, bid: &Bid<'a>) -> &[Organization<'a>] {
        bid.tenderers.of(&self.organizations)
    }

    /// The suppliers of an award.
    pub fn suppliers(&self, award: &Award<'a>) -> &[Organization<'a>] {
        award.suppliers.of(&self.organizations)
    }

    /// The item classes of an award.
    pub fn classes(&self, award: &Award<'a>) -> &[Text<'a>] {
        award.classes.of(&self.classifications)
    }

    /// The bids that were handed in and not taken back.
    pub fn submitted_bids(&self) -> impl Iterator<Item = &Bid<'a>> {
        self.bids.iter().filter(|bid| bid.is_submitted())
    }
}
