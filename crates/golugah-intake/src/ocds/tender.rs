//! The section `tender`, with its lots.

use golugah_records::{Counted, CountedFrom, Lot, Note, Organization, Period, Tender, Text};

use super::amounts::{count, number};
use super::soft::{code, soft};
use super::{CATEGORY, METHOD, TENDER_STATUS, add, date, money, organization, set};
use crate::json::{Cursor, Fault};

/// Reads the section; its lots go to `all_lots`, and what it is called to `title`.
pub(super) fn tender<'a>(
    cursor: &mut Cursor<'a>,
    notes: &mut Vec<Note>,
    all_lots: &mut Vec<Lot<'a>>,
    title: &mut Text<'a>,
) -> Result<Tender<'a>, Fault> {
    let mut tender = Tender::default();
    all_lots.clear();
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
        // Whoever is cheapest need not win where offers are rated.
        b"awardCriteria" => {
            let start = cursor.mark();
            match cursor.text() {
                Ok(criteria) => set(&mut tender.nature.by_quality, super::RATED.contains(&&*criteria)),
                Err(_) => {
                    cursor.back(start);
                    cursor.skip()
                }
            }
        }
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
        // A name that cannot be read costs nothing else.
        b"title" => {
            let start = cursor.mark();
            match cursor.text() {
                Ok(text) => set(title, text),
                Err(_) => {
                    cursor.back(start);
                    cursor.skip()
                }
            }
        }
        b"lots" => soft(cursor, notes, "tender/lots", |cursor, notes| {
            all_lots.clear();
            cursor.list(|cursor| {
                let lot = lot(cursor, notes)?;
                add(all_lots, lot, cursor)
            })
        }),
        _ => cursor.skip(),
    })?;
    Ok(tender)
}

fn lot<'a>(cursor: &mut Cursor<'a>, notes: &mut Vec<Note>) -> Result<Lot<'a>, Fault> {
    let mut lot = Lot::default();
    cursor.object(|cursor, key| match key {
        b"id" => set(
            &mut lot.id,
            soft(cursor, notes, "tender/lots/id", |cursor, _| cursor.text())?,
        ),
        b"status" => set(
            &mut lot.status,
            code(cursor, notes, "tender/lots/status", TENDER_STATUS)?,
        ),
        _ => cursor.skip(),
    })?;
    Ok(lot)
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
