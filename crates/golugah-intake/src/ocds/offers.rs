//! Bids and awards.

use golugah_records::{Award, Bid, Counted, CountedFrom, Note, Range, Release, Text};

use super::amounts::{count, number};
use super::soft::{code, soft};
use super::{AWARD_STATUS, BID_STATUS, add, date, money, organizations, set};
use crate::json::{Cursor, Fault, Mark};

/// The section `bids`: the bids themselves, and what is counted of them.
pub(super) fn offers<'a>(
    cursor: &mut Cursor<'a>,
    release: &mut Release<'a>,
    by_lot: &mut Vec<(Text<'a>, u32)>,
) -> Result<(), Fault> {
    let mut counted = None;
    let start = cursor.mark();
    let read = cursor.object(|cursor, key| match key {
        b"details" => bids(cursor, release),
        b"statistics" => {
            let number = soft(cursor, &mut release.notes, "bids/statistics", |cursor, notes| {
                statistics(cursor, notes, by_lot)
            })?;
            set(&mut counted, number)
        }
        _ => cursor.skip(),
    });
    passed(read, cursor, start, &mut release.notes, "bids")?;
    if let (None, Some(number)) = (release.tender.counted, counted) {
        let from = CountedFrom::Statistics;
        release.tender.counted = Some(Counted { number, from });
    }
    Ok(())
}

/// The number of bids of the whole tender, as the measure `bids` has it; those of lots go to `by_lot`.
fn statistics<'a>(
    cursor: &mut Cursor<'a>,
    notes: &mut Vec<Note>,
    by_lot: &mut Vec<(Text<'a>, u32)>,
) -> Result<Option<u32>, Fault> {
    let mut found = None;
    by_lot.clear();
    cursor.list(|cursor| {
        let (mut is_bids, mut of_a_lot, mut value) = (false, false, None);
        let mut lot = Text::default();
        cursor.object(|cursor, key| match key {
            b"measure" => {
                let measure = soft(cursor, notes, "bids/statistics/measure", |cursor, _| {
                    cursor.text()
                })?;
                set(&mut is_bids, measure == "bids")
            }
            b"relatedLot" | b"relatedLots" => {
                of_a_lot = cursor.peek() != b'n';
                match (key, cursor.peek()) {
                    (b"relatedLot", b'"') => set(&mut lot, cursor.text()?),
                    _ => cursor.skip(),
                }
            }
            b"value" => {
                let digits = soft(cursor, notes, "bids/statistics/value", |cursor, _| number(cursor))?;
                set(&mut value, digits.and_then(|digits| count(digits.trim())))
            }
            _ => cursor.skip(),
        })?;
        match value {
            Some(number) if is_bids && !lot.is_empty() => add(by_lot, (lot, number), cursor),
            _ => {
                if is_bids && !of_a_lot {
                    found = value.or(found);
                }
                Ok(())
            }
        }
    })?;
    Ok(found)
}

/// Goes on behind a section of another kind than it should be.
fn passed(
    read: Result<(), Fault>,
    cursor: &mut Cursor<'_>,
    start: Mark,
    notes: &mut Vec<Note>,
    field: &'static str,
) -> Result<(), Fault> {
    let kept = match read {
        Err(fault) if fault.of_kind => Err(fault),
        done => return done,
    };
    cursor.back(start);
    soft(cursor, notes, field, |_, _| kept)
}

fn bids<'a>(cursor: &mut Cursor<'a>, release: &mut Release<'a>) -> Result<(), Fault> {
    release.bids_published = matches!(cursor.peek(), b'[' | b'{');
    release.bids.clear();
    let start = cursor.mark();
    let read = cursor.list(|cursor| {
        let mut bid = Bid::default();
        let (all, notes) = (&mut release.organizations, &mut release.notes);
        let related = &mut release.related;
        cursor.object(|cursor, key| match key {
            b"id" => set(
                &mut bid.id,
                soft(cursor, notes, "bids/details/id", |cursor, _| cursor.text())?,
            ),
            b"status" => set(
                &mut bid.status,
                code(cursor, notes, "bids/details/status", BID_STATUS)?,
            ),
            b"date" => set(&mut bid.date, soft(cursor, notes, "bids/details/date", date)?),
            b"value" => set(&mut bid.value, soft(cursor, notes, "bids/details/value", money)?),
            b"tenderers" => set(
                &mut bid.tenderers,
                organizations(cursor, all, notes, "bids/details/tenderers")?,
            ),
            b"relatedLots" => set(
                &mut bid.lots,
                lots(cursor, related, notes, "bids/details/relatedLots")?,
            ),
            _ => cursor.skip(),
        })?;
        add(&mut release.bids, bid, cursor)
    });
    passed(read, cursor, start, &mut release.notes, "bids/details")
}

pub(super) fn awards<'a>(cursor: &mut Cursor<'a>, release: &mut Release<'a>) -> Result<(), Fault> {
    release.awards_published = matches!(cursor.peek(), b'[' | b'{');
    release.awards.clear();
    let start = cursor.mark();
    let read = cursor.list(|cursor| {
        let mut award = Award::default();
        let (all, notes) = (&mut release.organizations, &mut release.notes);
        let classifications = &mut release.classifications;
        let related = &mut release.related;
        cursor.object(|cursor, key| match key {
            b"id" => set(
                &mut award.id,
                soft(cursor, notes, "awards/id", |cursor, _| cursor.text())?,
            ),
            b"status" => set(
                &mut award.status,
                code(cursor, notes, "awards/status", AWARD_STATUS)?,
            ),
            b"date" => set(&mut award.date, soft(cursor, notes, "awards/date", date)?),
            b"value" => set(&mut award.value, soft(cursor, notes, "awards/value", money)?),
            b"suppliers" => set(
                &mut award.suppliers,
                organizations(cursor, all, notes, "awards/suppliers")?,
            ),
            b"relatedLots" => set(
                &mut award.lots,
                lots(cursor, related, notes, "awards/relatedLots")?,
            ),
            b"items" => {
                let start = classifications.len();
                soft(cursor, notes, "awards/items", |cursor, _| {
                    classifications.truncate(start);
                    cursor.list(|cursor| classes(cursor, classifications))
                })?;
                set(
                    &mut award.classes,
                    Range {
                        start: start as u32,
                        end: classifications.len() as u32,
                    },
                )
            }
            _ => cursor.skip(),
        })?;
        add(&mut release.awards, award, cursor)
    });
    passed(read, cursor, start, &mut release.notes, "awards")
}

/// The class of an item.
fn classes<'a>(cursor: &mut Cursor<'a>, classifications: &mut Vec<Text<'a>>) -> Result<(), Fault> {
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
}

/// The identifiers of the lots that a bid or an award is for.
fn lots<'a>(
    cursor: &mut Cursor<'a>,
    related: &mut Vec<Text<'a>>,
    notes: &mut Vec<Note>,
    field: &'static str,
) -> Result<Range, Fault> {
    let start = related.len();
    soft(cursor, notes, field, |cursor, _| {
        related.truncate(start);
        if cursor.peek() != b'[' {
            let id = cursor.text()?;
            return if id.is_empty() {
                Ok(())
            } else {
                add(related, id, cursor)
            };
        }
        cursor.list(|cursor| {
            let id = cursor.text()?;
            add(related, id, cursor)
        })
    })?;
    Ok(Range {
        start: start as u32,
        end: related.len() as u32,
    })
}
