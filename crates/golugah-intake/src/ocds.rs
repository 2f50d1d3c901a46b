//! OCDS compiled releases: from JSON text to the typed record.

use golugah_records::{Award, Bid, Money, Organization, Range, Release, Tender, Text, Timestamp};

use crate::json::{Cursor, Fault, MAX_ENTRIES};

/// Fills `release` from one JSON text; on failure says where, what was found and what was expected.
///
/// Fields of other kinds than asked are faults, but for identifiers written as numbers and numbers written as texts,
/// which publishers do and which lose nothing. A date that cannot be read counts as not published, and so does an amount
/// beyond 64 bits of hundredths. Of a key that stands twice the last one counts.
///
/// # Errors
/// A sentence; also where there is no `ocid`, and where a record has its releases and not the compiled one.
pub fn read_release<'a>(text: &'a str, release: &mut Release<'a>) -> Result<(), String> {
    release.clear();
    let mut cursor = Cursor::new(text);
    let mut parts = Parts::default();
    let done = fill(&mut cursor, release, &mut parts).and_then(|()| cursor.end());
    done.map_err(|fault| fault.describe(text))?;
    let found = match parts {
        Parts { list: true, .. } if release.ocid.is_empty() => {
            "expected a release with an `ocid`, found a package; keep packages in files of their own"
        }
        _ if release.ocid.is_empty() => "expected a release with an `ocid`, found none",
        Parts {
            list: true,
            own: false,
        } => {
            "expected a `compiledRelease`, found a record with nothing but the releases it is made of; compile them first"
        }
        _ => return Ok(()),
    };
    Err(found.to_owned())
}

/// What kinds of parts a text has.
#[derive(Clone, Copy, Default)]
struct Parts {
    /// A list of releases or records.
    list: bool,
    /// Something of the process itself.
    own: bool,
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
        b"date" => set(&mut release.date, date(cursor)?),
        b"buyer" => set(&mut release.buyer, organization(cursor)?),
        b"tender" => set(&mut release.tender, tender(cursor)?),
        b"bids" => cursor.object(|cursor, key| match key {
            b"details" => bids(cursor, release),
            _ => cursor.skip(),
        }),
        b"awards" => awards(cursor, release),
        // An element of a record package wraps the release.
        b"compiledRelease" => fill(cursor, release, parts),
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

fn date(cursor: &mut Cursor<'_>) -> Result<Option<Timestamp>, Fault> {
    Ok(Timestamp::parse(&cursor.text()?))
}

fn organization<'a>(cursor: &mut Cursor<'a>) -> Result<Organization<'a>, Fault> {
    let mut organization = Organization::default();
    cursor.object(|cursor, key| match key {
        b"id" => set(&mut organization.id, cursor.text()?),
        b"name" => set(&mut organization.name, cursor.text()?),
        _ => cursor.skip(),
    })?;
    Ok(organization)
}

fn money<'a>(cursor: &mut Cursor<'a>) -> Result<Money<'a>, Fault> {
    let mut money = Money::default();
    cursor.object(|cursor, key| match key {
        b"amount" => {
            let digits: Option<Text<'a>> = cursor.numeric()?;
            set(
                &mut money.minor,
                digits.and_then(|digits| minor_units(digits.trim())),
            )
        }
        b"currency" => set(&mut money.currency, cursor.text()?),
        _ => cursor.skip(),
    })?;
    Ok(money)
}

/// Hundredths of a decimal number, rounded half away from zero and exact; none where 64 bits do not hold them.
fn minor_units(number: &str) -> Option<i64> {
    let (negative, number) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number.strip_prefix('+').unwrap_or(number)),
    };
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || {
        whole
            .bytes()
            .chain(fraction.bytes())
            .map(|byte| i64::from(byte.wrapping_sub(b'0')))
    };
    let Some(leading) = digits().position(|digit| digit != 0) else {
        return Some(0);
    };
    // An exponent beyond 64 bits moves the point beyond every digit there can be.
    let exponent: i64 = exponent.parse().unwrap_or(if exponent.starts_with('-') {
        i64::MIN / 2
    } else {
        i64::MAX / 2
    });
    let place_of_point = (whole.len() as i64 - leading as i64).saturating_add(exponent);
    let kept = match place_of_point.saturating_add(2) {
        ..0 => return Some(0),
        // Twenty digits are more than 64 bits hold.
        20.. => return None,
        kept => kept as usize,
    };
    let mut digits = digits().skip(leading);
    let mut minor = 0_i64;
    for _ in 0..kept {
        minor = minor.checked_mul(10)?.checked_add(digits.next().unwrap_or(0))?;
    }
    minor = minor.checked_add(i64::from(digits.next().unwrap_or(0) >= 5))?;
    Some(if negative { -minor } else { minor })
}

/// A count; `3.0`, as spreadsheets write it, is one.
fn count(number: &str) -> Option<u32> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if fraction.bytes().all(|byte| byte == b'0') {
        whole.parse().ok()
    } else {
        None
    }
}

fn tender<'a>(cursor: &mut Cursor<'a>) -> Result<Tender<'a>, Fault> {
    let mut tender = Tender::default();
    cursor.object(|cursor, key| match key {
        b"status" => set(&mut tender.status, cursor.text()?),
        b"procuringEntity" => set(&mut tender.procuring_entity, organization(cursor)?),
        b"procurementMethod" => set(&mut tender.method, cursor.text()?),
        b"procurementMethodDetails" => set(&mut tender.method_details, cursor.text()?),
        b"mainProcurementCategory" => set(&mut tender.category, cursor.text()?),
        b"datePublished" => set(&mut tender.published, date(cursor)?),
        b"numberOfTenderers" => {
            let digits: Option<Text<'a>> = cursor.numeric()?;
            set(
                &mut tender.number_of_tenderers,
                digits.and_then(|digits| count(digits.trim())),
            )
        }
        b"tenderPeriod" => cursor.object(|cursor, key| match key {
            b"startDate" => set(&mut tender.period.start, date(cursor)?),
            b"endDate" => set(&mut tender.period.end, date(cursor)?),
            _ => cursor.skip(),
        }),
        b"value" => set(&mut tender.value, money(cursor)?),
        _ => cursor.skip(),
    })?;
    Ok(tender)
}

fn organizations<'a>(cursor: &mut Cursor<'a>, list: &mut Vec<Organization<'a>>) -> Result<Range, Fault> {
    let start = list.len() as u32;
    cursor.list(|cursor| {
        let organization = organization(cursor)?;
        add(list, organization, cursor)
    })?;
    Ok(Range {
        start,
        end: list.len() as u32,
    })
}

fn bids<'a>(cursor: &mut Cursor<'a>, release: &mut Release<'a>) -> Result<(), Fault> {
    release.bids_published = cursor.peek() == b'[';
    release.bids.clear();
    cursor.list(|cursor| {
        let mut bid = Bid::default();
        let organizations_of = &mut release.organizations;
        cursor.object(|cursor, key| match key {
            b"id" => set(&mut bid.id, cursor.text()?),
            b"status" => set(&mut bid.status, cursor.text()?),
            b"date" => set(&mut bid.date, date(cursor)?),
            b"value" => set(&mut bid.value, money(cursor)?),
            b"tenderers" => set(&mut bid.tenderers, organizations(cursor, organizations_of)?),
            _ => cursor.skip(),
        })?;
        add(&mut release.bids, bid, cursor)
    })
}

fn awards<'a>(cursor: &mut Cursor<'a>, release: &mut Release<'a>) -> Result<(), Fault> {
    release.awards_published = cursor.peek() == b'[';
    release.awards.clear();
    cursor.list(|cursor| {
        let mut award = Award::default();
        let organizations_of = &mut release.organizations;
        let classifications = &mut release.classifications;
        cursor.object(|cursor, key| match key {
            b"id" => set(&mut award.id, cursor.text()?),
            b"status" => set(&mut award.status, cursor.text()?),
            b"date" => set(&mut award.date, date(cursor)?),
            b"value" => set(&mut award.value, money(cursor)?),
            b"suppliers" => set(&mut award.suppliers, organizations(cursor, organizations_of)?),
            b"items" => {
                let start = classifications.len() as u32;
                cursor.list(|cursor| {
                    cursor.object(|cursor, key| match key {
                        b"classification" => cursor.object(|cursor, key| match key {
                            b"id" => {
                                let id = cursor.text()?;
                                add(classifications, id, cursor)
                            }
                            _ => cursor.skip(),
                        }),
                        _ => cursor.skip(),
                    })
                })?;
                set(
                    &mut award.classes,
                    Range {
                        start,
                        end: classifications.len() as u32,
                    },
                )
            }
            _ => cursor.skip(),
        })?;
        add(&mut release.awards, award, cursor)
    })
}
