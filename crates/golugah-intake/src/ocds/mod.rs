//! OCDS compiled releases: from JSON text to the typed record.

mod amounts;
mod merge;
mod offers;
mod soft;

use golugah_records::{
    Counted, CountedFrom, Money, Note, Organization, Period, Range, Release, Tender, Timestamp,
};

pub use self::merge::merge_releases;

use self::amounts::{count, minor_units, number};
use self::offers::{awards, offers};
use self::soft::{code, pass_over_fillers, soft};
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

/// What kinds of parts a text has.
#[derive(Clone, Copy, Default)]
struct Parts {
    /// A list of releases or records.
    list: bool,
    /// Something of the process itself.
    own: bool,
    /// A tag.
    tagged: bool,
    /// That it is compiled, by its tag or by where it stands.
    compiled: bool,
}

fn fill<'a>(cursor: &mut Cursor<'a>, release: &mut Release<'a>, parts: &mut Parts) -> Result<(), Fault> {
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
    parts: &mut Parts,
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
            let mut tender = soft(cursor, &mut release.notes, "tender", tender)?;
            tender.counted = tender.counted.or(counted);
            set(&mut release.tender, tender)
        }
        b"bids" => offers(cursor, release),
        b"awards" => awards(cursor, release),
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

fn tender<'a>(cursor: &mut Cursor<'a>, notes: &mut Vec<Note>) -> Result<Tender<'a>, Fault> {
    let mut tender = Tender::default();
    cursor.object(|cursor, key| match key {
        b"status" => set(
            &mut tender.status,
            code(cursor, notes, "tender/status", TENDER_STATUS)?,
        ),
        b"procuringEntity" => set(
            &mut tender.procuring_entity,
            soft(cursor, notes, "tender/procuringEntity", organization)?,
        ),
        b"procurementMethod" => set(
            &mut tender.method,
            code(cursor, notes, "tender/procurementMethod", METHOD)?,
        ),
        b"procurementMethodDetails" => set(
            &mut tender.method_details,
            soft(cursor, notes, "tender/procurementMethodDetails", |cursor, _| {
                cursor.text()
            })?,
        ),
        b"mainProcurementCategory" => set(
            &mut tender.category,
            code(cursor, notes, "tender/mainProcurementCategory", CATEGORY)?,
        ),
        b"datePublished" => set(
            &mut tender.published,
            soft(cursor, notes, "tender/datePublished", date)?,
        ),
        b"numberOfTenderers" => {
            let digits = soft(cursor, notes, "tender/numberOfTenderers", |cursor, _| {
                number(cursor)
            })?;
            set(
                &mut tender.number_of_tenderers,
                digits.and_then(|digits| count(digits.trim())),
            )
        }
        b"tenderers" => {
            let number = soft(cursor, notes, "tender/tenderers", listed)?;
            let from = CountedFrom::Tenderers;
            // The list says more than a figure: it stands wherever there is one.
            let counted = number.map(|number| Counted { number, from });
            set(&mut tender.counted, counted)
        }
        b"tenderPeriod" => {
            let period = soft(cursor, notes, "tender/tenderPeriod", |cursor, notes| {
                let mut period = Period::default();
                cursor.object(|cursor, key| match key {
                    b"startDate" => set(
                        &mut period.start,
                        soft(cursor, notes, "tender/tenderPeriod/startDate", date)?,
                    ),
                    b"endDate" => set(
                        &mut period.end,
                        soft(cursor, notes, "tender/tenderPeriod/endDate", date)?,
                    ),
                    _ => cursor.skip(),
                })?;
                Ok(period)
            })?;
            set(&mut tender.period, period)
        }
        b"value" => set(&mut tender.value, soft(cursor, notes, "tender/value", money)?),
        _ => cursor.skip(),
    })?;
    Ok(tender)
}

/// How many different organizations a list names; none where it names nobody or one that cannot be told from another.
fn listed(cursor: &mut Cursor<'_>, notes: &mut Vec<Note>) -> Result<Option<u32>, Fault> {
    let mut names = Vec::new();
    let mut nameless = false;
    cursor.list(|cursor| {
        let Organization { id, name } = organization(cursor, notes)?;
        let name = if id.is_empty() { name } else { id };
        nameless |= name.is_empty();
        add(&mut names, name, cursor)
    })?;
    names.sort_unstable();
    names.dedup();
    Ok((!nameless && !names.is_empty()).then_some(names.len() as u32))
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
