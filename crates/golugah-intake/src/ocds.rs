//! OCDS compiled releases: from JSON text to the typed record.

use golugah_records::{Award, Bid, Money, Organization, Range, Release, Tender, Text, Timestamp};

use crate::json::{Cursor, Fault};

/// Fills `release` from one JSON text; on failure says where, what was found and what was expected.
///
/// Fields of other kinds than asked are faults, but for identifiers written as numbers and numbers written as texts,
/// which publishers do and which lose nothing. A date that cannot be read counts as not published.
pub fn read_release<'a>(text: &'a str, release: &mut Release<'a>) -> Result<(), String> {
    release.clear();
    let mut cursor = Cursor::new(text);
    let done = fill(&mut cursor, release).and_then(|()| cursor.end());
    done.map_err(|fault| fault.describe(text))?;
    if release.ocid.is_empty() {
        return Err("expected a release with an `ocid`, found none".to_owned());
    }
    Ok(())
}

fn fill<'a>(cursor: &mut Cursor<'a>, release: &mut Release<'a>) -> Result<(), Fault> {
    cursor.object(|cursor, key| match key {
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
        b"compiledRelease" => fill(cursor, release),
        _ => cursor.skip(),
    })
}

fn set<T>(slot: &mut T, value: T) -> Result<(), Fault> {
    *slot = value;
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
            set(&mut money.minor, digits.and_then(|digits| minor_units(digits.trim())))
        }
        b"currency" => set(&mut money.currency, cursor.text()?),
        _ => cursor.skip(),
    })?;
    Ok(money)
}

/// Hundredths from decimal digits, rounded half away from zero; none where 64 bits do not hold them.
fn minor_units(digits: &str) -> Option<i64> {
    if digits.bytes().any(|byte| matches!(byte, b'e' | b'E')) {
        let hundredths = (digits.parse::<f64>().ok()? * 100.0).round();
        // Beyond 2^53 hundredths a double no longer holds each integer; an exponent there is already rounded.
        return (hundredths.abs() < 9.0e18).then_some(hundredths as i64);
    }
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut minor = 0_i64;
    for byte in whole.bytes() {
        minor = minor.checked_mul(10)?.checked_add(i64::from(byte.checked_sub(b'0')?))?;
    }
    let digit = |index: usize| fraction.as_bytes().get(index).map_or(0, |byte| i64::from(byte - b'0'));
    minor = minor.checked_mul(100)?.checked_add(digit(0) * 10 + digit(1) + i64::from(digit(2) >= 5))?;
    Some(if negative { -minor } else { minor })
}

fn tender<'a>(cursor: &mut Cursor<'a>) -> Result<Tender<'a>, Fault> {
    let mut tender = Tender::default();
    cursor.object(|cursor, key| match key {
        b"status" => set(&mut tender.status, cursor.text()?),
        b"procuringEntity" => set(&mut tender.procuring_entity, organization(cursor)?),
        b"procurementMethod" => set(&mut tender.method, cursor.text()?),
        b"procurementMethodDetails" => set(&mut tender.method_details, cursor.text()?),
        b"mainProcurementCategory" => set(&mut tender.category, cursor.text()?),
        b"numberOfTenderers" => {
            let digits: Option<Text<'a>> = cursor.numeric()?;
            set(&mut tender.number_of_tenderers, digits.and_then(|digits| digits.trim().parse().ok()))
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
        list.push(organization(cursor)?);
        Ok(())
    })?;
    Ok(Range { start, end: list.len() as u32 })
}

fn bids<'a>(cursor: &mut Cursor<'a>, release: &mut Release<'a>) -> Result<(), Fault> {
    release.bids_published = cursor.peek() == b'[';
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
        release.bids.push(bid);
        Ok(())
    })
}

fn awards<'a>(cursor: &mut Cursor<'a>, release: &mut Release<'a>) -> Result<(), Fault> {
    release.awards_published = cursor.peek() == b'[';
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
                                classifications.push(cursor.text()?);
                                Ok(())
                            }
                            _ => cursor.skip(),
                        }),
                        _ => cursor.skip(),
                    })
                })?;
                set(&mut award.classes, Range { start, end: classifications.len() as u32 })
            }
            _ => cursor.skip(),
        })?;
        release.awards.push(award);
        Ok(())
    })
}

