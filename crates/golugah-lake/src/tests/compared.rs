//! What a scan that compares alone reads, and the numbers by which it knows organizations.

use std::collections::BTreeMap;

use golugah_records::{Money, Release, Timestamp};

use super::tender_rounds::{Dice, keep};
use super::{import, lake};
use crate::{Columns, ImportKind};

/// The instant alone.
fn instant(moment: Option<Timestamp>) -> Option<Timestamp> {
    moment.map(|moment| Timestamp {
        zone_known: false,
        ..Timestamp::utc(moment.millis)
    })
}

/// The release as it reads where nothing was published but what is compared.
fn compared(release: &Release<'static>) -> Release<'static> {
    let mut release = release.clone();
    let nothing = std::borrow::Cow::Borrowed("");
    for organization in &mut release.organizations {
        organization.name = nothing.clone();
    }
    release.lots.clear();
    release.related.clear();
    release.date = instant(release.date);
    release.buyer.name = nothing.clone();
    (release.bids_published, release.awards_published) = (false, false);
    let tender = &mut release.tender;
    tender.procuring_entity.name = nothing.clone();
    tender.method_details = nothing.clone();
    tender.category = nothing.clone();
    tender.published = instant(tender.published);
    tender.period.start = instant(tender.period.start);
    tender.period.end = instant(tender.period.end);
    tender.value = Money::default();
    tender.nature = Default::default();
    for bid in &mut release.bids {
        bid.id = nothing.clone();
        bid.date = instant(bid.date);
        bid.lots = Default::default();
    }
    for award in &mut release.awards {
        award.id = nothing.clone();
        award.date = None;
        award.value = Money::default();
        award.lots = Default::default();
    }
    release
}

#[test]
fn what_is_compared_comes_back_and_nothing_else_is_read() {
    let mut dice = Dice(5);
    let releases: Vec<_> = (0..700).map(|number| dice.release(number)).collect();
    let (_folder, lake) = lake();
    keep(&lake, &import('c', ImportKind::Ocds), &releases);
    let mut lines = Vec::new();
    let receiver = |release: &Release<'_>, _: usize, line: u64| {
        assert_eq!(*release, compared(&releases[line as usize - 1]), "line {line}");
        lines.push(line);
    };
    let imports = lake.imports().unwrap();
    lake.scan_tenders(&imports, Columns::Compared, &mut [receiver])
        .unwrap();
    assert!(lines.iter().copied().eq(1..=700));
}

#[test]
fn a_number_stands_for_one_identifier_within_its_stretch() {
    let mut dice = Dice(6);
    let (_folder, lake) = lake();
    for digit in ['1', '2'] {
        let releases: Vec<_> = (0..400).map(|number| dice.release(number)).collect();
        keep(&lake, &import(digit, ImportKind::Ocds), &releases);
    }
    let imports = lake.imports().unwrap();
    // Twice, for what was read before must not be taken for what is read now.
    let mut known: BTreeMap<(u64, u32), String> = BTreeMap::new();
    let mut stretches = BTreeMap::new();
    for turn in 0..2 {
        let receiver = |release: &Release<'_>, import: usize, _: u64| {
            let numbers = &release.numbers;
            assert!(numbers.stretch > 0);
            assert_eq!(
                *stretches.entry(numbers.stretch).or_insert((turn, import)),
                (turn, import)
            );
            let of_organizations = release.organizations.iter().zip(&numbers.organizations);
            let all = of_organizations
                .map(|(organization, number)| (organization, *number))
                .chain([
                    (&release.buyer, numbers.buyer),
                    (&release.tender.procuring_entity, numbers.procuring_entity),
                ]);
            assert_eq!(numbers.organizations.len(), release.organizations.len());
            for (organization, number) in all {
                assert_eq!(number.is_none(), organization.id.is_empty());
                let Some(number) = number else { continue };
                let id = organization.id.to_string();
                assert_eq!(*known.entry((numbers.stretch, number)).or_insert(id.clone()), id);
            }
        };
        lake.scan_tenders(&imports, Columns::All, &mut [receiver])
            .unwrap();
    }
    assert_eq!(stretches.len(), 4);
}
