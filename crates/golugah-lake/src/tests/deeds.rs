use std::collections::BTreeMap;
use std::fs;

use super::lake;
use crate::{Deed, Deeds, Lake, LakeError};

/// An invented log: its entries, of which some cannot be read and some are of no case.
fn entries(count: usize) -> Vec<String> {
    (0..count)
        .map(|seq| {
            format!(
                "{seq} role-{} deed-{} case/{}",
                seq % 3,
                seq % 7,
                seq / 4 * 5 % 37
            )
        })
        .collect()
}

fn push(deeds: &mut Deeds, entry: &str) {
    let words: Vec<&str> = entry.split(' ').collect();
    let seq: i64 = words[0].parse().unwrap();
    deeds.push(if seq % 11 == 3 {
        Deed {
            millis: None,
            role: "",
            deed: "",
            case: None,
        }
    } else {
        Deed {
            millis: Some(1_790_000_000_000 + seq * 1_001),
            role: words[1],
            deed: words[2],
            case: (seq % 5 != 0).then_some(words[3]),
        }
    });
}

/// Parts of so many deeds.
const SIZE: usize = 16;

/// Takes into the lake what of these entries is not in it yet, as the worker does, and gives all. Stops when `stops` says so.
fn take(
    lake: &Lake,
    entries: &[String],
    stops: &mut dyn FnMut() -> bool,
) -> Result<Option<Deeds>, LakeError> {
    let mut parts = lake.deed_parts()?;
    while parts.last().is_some_and(|part| {
        !entries
            .get(part.until as usize - 1)
            .is_some_and(|e| part.ends_with(e))
    }) {
        parts.pop();
    }
    let mut deeds = lake.deeds(&parts);
    let mut begun = deeds.len() / SIZE * SIZE;
    for entry in &entries[deeds.len()..] {
        if stops() {
            return Ok(None);
        }
        push(&mut deeds, entry);
        if deeds.len() == begun + SIZE || deeds.len() == entries.len() {
            lake.keep_deeds(&deeds, begun..deeds.len(), entry)?;
            begun = deeds.len();
        }
    }
    Ok(Some(deeds))
}

fn files(lake: &Lake) -> BTreeMap<String, Vec<u8>> {
    let folder = fs::read_dir(lake.root.join("deeds")).unwrap();
    folder
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_name().unwrap().to_str().unwrap().to_owned(),
                fs::read(&path).unwrap(),
            )
        })
        .collect()
}

/// One deed as it comes back: when, and role, deed and case.
type Told<'d> = (i64, [Option<&'d str>; 3]);

fn columns(deeds: &Deeds) -> Vec<Told<'_>> {
    (0..deeds.len())
        .map(|row| {
            (
                deeds.millis[row],
                [
                    deeds.roles.get(deeds.role[row]),
                    deeds.deeds.get(deeds.deed[row]),
                    deeds.cases.get(deeds.case[row]),
                ],
            )
        })
        .collect()
}

/// A small generator of numbers that look like chance, the same each time.
fn dice(mut state: u64) -> impl FnMut(u64) -> u64 {
    move |sides| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    }
}

#[test]
fn fifty_stops_anywhere_neither_lose_nor_double_a_deed() {
    let all = entries(500);
    let (_one, whole) = lake();
    let gathered = take(&whole, &all, &mut || false).unwrap().unwrap();
    assert_eq!(gathered.len(), 500);
    let (folder, _) = lake();
    let mut dice = dice(7);
    let mut there = 0;
    for stop in 0..50 {
        let lake = Lake::open(folder.path().join("lake")).unwrap();
        // The log grows; some runs come to their end, most are stopped between two deeds.
        there = (there + usize::try_from(dice(20)).unwrap()).min(all.len());
        let before = files(&lake);
        let mut left = dice(40);
        let done = take(&lake, &all[..there], &mut || {
            left = left.saturating_sub(1);
            left == 0
        });
        if let Some(deeds) = done.unwrap() {
            assert_eq!(columns(&deeds), columns(&gathered)[..there], "stop {stop}");
        }
        // And some between two steps on the disk: a file that was begun, an earlier form of a part that was not yet removed.
        if dice(2) == 0 {
            fs::write(
                folder.path().join("lake/importing/0-deeds.parquet"),
                b"PAR1 and no more",
            )
            .unwrap();
        }
        if dice(2) == 0 {
            for (name, bytes) in before {
                fs::write(folder.path().join("lake/deeds").join(name), bytes).unwrap();
            }
        }
        drop(lake);
    }
    let lake = Lake::open(folder.path().join("lake")).unwrap();
    let deeds = take(&lake, &all, &mut || false).unwrap().unwrap();
    assert_eq!(columns(&deeds), columns(&gathered));
    assert_eq!(files(&lake), files(&whole), "the same files to the byte");
}

#[test]
fn what_is_damaged_or_of_another_log_is_taken_again() {
    let all = entries(100);
    let (_folder, lake) = lake();
    let gathered = take(&lake, &all, &mut || false).unwrap().unwrap();
    let as_written = files(&lake);
    let name = as_written.keys().nth(2).unwrap();
    let mut bytes = as_written[name].clone();
    bytes[40] ^= 1;
    fs::write(lake.root.join("deeds").join(name), bytes).unwrap();
    assert_eq!(lake.deeds(&lake.deed_parts().unwrap()).len(), 2 * SIZE);
    let again = take(&lake, &all, &mut || false).unwrap().unwrap();
    assert_eq!(
        (columns(&again), files(&lake)),
        (columns(&gathered), as_written.clone())
    );

    // A county that was restored from an older copy goes on otherwise from there.
    let mut other = all[..60].to_vec();
    other.extend(entries(90)[60..].iter().map(|entry| entry.replace("role", "hat")));
    let deeds = take(&lake, &other, &mut || false).unwrap().unwrap();
    let (_fresh, fresh) = super::lake();
    let expected = take(&fresh, &other, &mut || false).unwrap().unwrap();
    assert_eq!(
        (columns(&deeds), files(&lake)),
        (columns(&expected), files(&fresh))
    );
    assert_eq!(lake.deed_parts().unwrap().last().unwrap().until, 90);
}
