//! OCDS compiled releases: from JSON text to the typed record.

mod amounts;
mod merge;
mod offers;
mod soft;
mod tender;
mod words;

use golugah_records::{Lot, Money, Note, Organization, Range, Release, Text, Timestamp};

pub use self::merge::merge_releases;

use self::amounts::{minor_units, number};
use self::offers::{awards, offers};
use self::soft::{pass_over_fillers, soft};
use self::tender::tender;
use crate::json::{Cursor, Fault, MAX_ENTRIES};

/// The closed lists of the standard, version 1.1, as far as indicators read them.
const TENDER_STATUS: &[&str] = &[
    "planning",
    "planned",
    "active",
    "cancelled",
    "unsuccessful",
    "complete",
    "withdrawn",
];
const METHOD: &[&str] = &["open", "selective", "limited", "direct"];
const CATEGORY: &[&str] = &["goods", "works", "services"];
/// Of the open list of award criteria those by which the cheapest offer need not win.
const RATED: &[&str] = &[
    "ratedCriteria",
    "qualityOnly",
    "bestProposal",
    "bestValueToGovernment",
];
const BID_STATUS: &[&str] = &["invited", "pending", "valid", "disqualified", "withdrawn"];
const AWARD_STATUS: &[&str] = &["pending", "active", "cancelled", "unsuccessful"];

/// Fills `release` from one JSON text; on failure says where, what was found and what was expected.
///
/// Identifiers written as numbers and numbers written as texts are taken, for publishers write them so and nothing is lost;
/// so are an object in place of a list of one, and the numbers and dates of a database's export (`{"$numberLong": "900"}`). A field
/// of another kind, a date that no record can have and a code outside its closed list are noted in the release and cost
/// that field alone. A date that cannot be read counts as not published, and so does an amount beyond 64 bits of hundredths.
/// Of a key that stands twice the last one counts.
///
/// # Errors
/// A sentence; where the JSON is broken, there is no `ocid`, or a record has its releases and not the compiled one.
pub fn read_release<'a>(text: &'a str, release: &mut Release<'a>) -> Result<(), String> {
    release.clear();
    let mut cursor = Cursor::new(text);
    let mut parts = Parts::default();
    let done = fill(&mut cursor, release, &mut parts).and_then(|()| cursor.end());
    done.map_err(|fault| fault.describe(text))?;
    pass_over_fillers(release);
    parts.told_of_lots(&mut release.lots);
    let rated = release.tender.nature.by_quality;
    release.tender.nature = words::nature(&parts.title, release);
    release.tender.nature.by_quality |= rated;
    release.tender.nature.again |= parts.again;
    release.is_partial = parts.tagged && !parts.compiled;
    let found = match parts {
        Parts { list: true, .. } if release.ocid.is_empty() => {
            "expected a release with an `ocid`, found a package without any"
        }
        _ if release.ocid.is_empty() => "expected a release with an `ocid`, found none",
        Parts {
            list: true,
            own: false,
            ..
        } => {
            "expected a `compiledRelease` or the releases themselves, found a record with links to them; fetch what they lead to"
        }
        _ => return Ok(()),
    };
    Err(found.to_owned())
}

/// Where the records lie in a package, or in what an interface answers: `releases`, `records`, `results`, `data`. Nothing where the
/// text is none of these, or broken.
pub(crate) fn parts_of(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut cursor = Cursor::new(text);
    let mut parts = Vec::new();
    let read = cursor.object(|cursor, key| match (key, cursor.peek()) {
        (b"releases" | b"records" | b"results" | b"data", b'[') => cursor.list(|cursor| {
            let start = cursor.place();
            cursor.skip()?;
            add(&mut parts, start..cursor.place(), cursor)
        }),
        _ => cursor.skip(),
    });
    match read.and_then(|()| cursor.end()) {
        Ok(()) => parts,
        Err(_) => Vec::new(),
    }
}

/// What a text has beside the fields that the record keeps.
#[derive(Default)]
struct Parts<'a> {
    /// A list of releases or records.
    list: bool,
    /// Something of the process itself.
    own: bool,
    /// A tag.
    tagged: bool,
    /// That it is compiled, by its tag or by where it stands.
    compiled: bool,
    /// What the tender is called.
    title: Text<'a>,
    /// That an earlier process for the same came to nothing.
    again: bool,
    /// Numbers of bids, by lot.
    counted: Vec<(Text<'a>, u32)>,
}

impl Parts<'_> {
    /// Gives each lot its number of bids; of two for one lot the last one counts.
    fn told_of_lots(&mut self, lots: &mut [Lot<'_>]) {
        if self.counted.is_empty() {
            return;
        }
        self.counted.reverse();
        self.counted.sort_by(|a, b| a.0.cmp(&b.0));
        self.counted.dedup_by(|later, kept| later.0 == kept.0);
        for lot in lots {
            let found = self.counted.binary_search_by(|(id, _)| (**id).cmp(&lot.id));
            lot.counted = found.ok().map(|at| self.counted[at].1);
        }
    }
}

fn fill<'a>(cursor: &mut Cursor<'a>, release: &mut Release<'a>, parts: &mut Parts<'a>) -> Result<(), Fault> {
    cursor.object(|cursor, key| {
        parts.list |= matches!(key, b"releases" | b"records") && cursor.peek() == b'[';
        let own = matches!(
            key,
            b"buyer" | b"tender" | b"bids" | b"awards" | b"compiledRelease"
        );
        parts.own |= own && matches!(cursor.peek(), b'{' | b'[');
        field(cursor, key, release, parts)
    })
}

fn field<'a>(
    cursor: &mut Cursor<'a>,
    key: &[u8],
    release: &mut Release<'a>,
    parts: &mut Parts<'a>,
) -> Result<(), Fault> {
    match key {
        b"ocid" => set(&mut release.ocid, cursor.text()?),
        b"date" => set(&mut release.date, soft(cursor, &mut release.notes, "date", date)?),
        b"buyer" => set(
            &mut release.buyer,
            soft(cursor, &mut release.notes, "buyer", organization)?,
        ),
        b"tender" => {
            let counted = release.tender.counted;
            let (lots, title) = (&mut release.lots, &mut parts.title);
            let mut tender = soft(cursor, &mut release.notes, "tender", |cursor, notes| {
                tender(cursor, notes, lots, title)
            })?;
            tender.counted = tender.counted.or(counted);
            set(&mut release.tender, tender)
        }
        b"bids" => offers(cursor, release, &mut parts.counted),
        b"awards" => awards(cursor, release),
        b"relatedProcesses" => {
            let again = soft(cursor, &mut release.notes, "relatedProcesses", |cursor, _| {
                let mut again = false;
                cursor.list(|cursor| {
                    cursor.object(|cursor, key| match (key, cursor.peek()) {
                        (b"relationship", b'[') => cursor.list(|cursor| {
                            again |= cursor.text()? == words::UNSUCCESSFUL;
                            Ok(())
                        }),
                        (b"relationship", _) => {
                            again |= cursor.text()? == words::UNSUCCESSFUL;
                            Ok(())
                        }
                        _ => cursor.skip(),
                    })
                })?;
                Ok(again)
            })?;
            parts.again |= again;
            Ok(())
        }
        // An element of a record package wraps the release.
        b"compiledRelease" => {
            parts.compiled = true;
            fill(cursor, release, parts)
        }
        b"tag" => {
            let tags = soft(cursor, &mut release.notes, "tag", |cursor, _| {
                let mut compiled = false;
                match cursor.peek() {
                    b'[' => cursor.list(|cursor| {
                        compiled |= cursor.text()? == "compiled";
                        Ok(())
                    })?,
                    _ => compiled = cursor.text()? == "compiled",
                }
                Ok(compiled)
            })?;
            parts.tagged = true;
            parts.compiled |= tags;
            Ok(())
        }
        _ => cursor.skip(),
    }
}

fn set<T>(slot: &mut T, value: T) -> Result<(), Fault> {
    *slot = value;
    Ok(())
}

/// Puts an entry in a list that has room.
fn add<T>(list: &mut Vec<T>, entry: T, cursor: &Cursor<'_>) -> Result<(), Fault> {
    if list.len() == MAX_ENTRIES {
        return cursor.fault("at most 100,000 bids, awards, organizations or classifications in one record");
    }
    list.push(entry);
    Ok(())
}

fn date(cursor: &mut Cursor<'_>, _: &mut Vec<Note>) -> Result<Option<Timestamp>, Fault> {
    if cursor.peek() != b'{' {
        return Ok(Timestamp::parse(&cursor.text()?));
    }
    // A database's export: the instant as a text, or as milliseconds in an object of its own.
    let mut found = None;
    cursor.object(|cursor, key| match (key, cursor.peek()) {
        (b"$date", b'"') => set(&mut found, Timestamp::parse(&cursor.text()?)),
        (b"$date", _) => {
            let millis = number(cursor)?.and_then(|millis| millis.parse().ok());
            set(&mut found, millis.map(Timestamp::utc))
        }
        _ => cursor.other_kind("a date"),
    })?;
    Ok(found)
}

fn organization<'a>(cursor: &mut Cursor<'a>, notes: &mut Vec<Note>) -> Result<Organization<'a>, Fault> {
    let mut organization = Organization::default();
    let text = |cursor: &mut Cursor<'a>, _: &mut Vec<Note>| cursor.text();
    cursor.object(|cursor, key| match key {
        b"id" => set(
            &mut organization.id,
            soft(cursor, notes, "organization/id", text)?,
        ),
        b"name" => set(
            &mut organization.name,
            soft(cursor, notes, "organization/name", text)?,
        ),
        _ => cursor.skip(),
    })?;
    Ok(organization)
}

fn money<'a>(cursor: &mut Cursor<'a>, notes: &mut Vec<Note>) -> Result<Money<'a>, Fault> {
    let mut money = Money::default();
    cursor.object(|cursor, key| match key {
        b"amount" => {
            let digits = soft(cursor, notes, "value/amount", |cursor, _| number(cursor))?;
            set(
                &mut money.minor,
                digits.and_then(|digits| minor_units(digits.trim())),
            )
        }
        b"currency" => set(
            &mut money.currency,
            soft(cursor, notes, "value/currency", |cursor, _| cursor.text())?,
        ),
        _ => cursor.skip(),
    })?;
    Ok(money)
}

fn organizations<'a>(
    cursor: &mut Cursor<'a>,
    list: &mut Vec<Organization<'a>>,
    notes: &mut Vec<Note>,
    field: &'static str,
) -> Result<Range, Fault> {
    let start = list.len();
    soft(cursor, notes, field, |cursor, notes| {
        list.truncate(start);
        cursor.list(|cursor| {
            let organization = organization(cursor, notes)?;
            add(list, organization, cursor)
        })
    })?;
    Ok(Range {
        start: start as u32,
        end: list.len() as u32,
    })
}
