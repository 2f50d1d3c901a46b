//! What was flipped, cut or lost between the import and the reading.

use std::fs;
use std::path::{Path, PathBuf};

use golugah_records::{EventLog, NO_ENTRY, Release};

use super::log_rounds::rare_log;
use super::tender_rounds::Dice;
use super::{import, lake};
use crate::{Columns, Import, ImportKind, Lake, LakeError};

fn releases(lake: &Lake, import: &Import) -> Result<usize, LakeError> {
    let mut read = 0;
    let receiver = |_: &Release<'_>, _: usize, _: u64| read += 1;
    lake.scan_tenders(std::slice::from_ref(import), Columns::All, &mut [receiver])?;
    Ok(read)
}

/// A lake with one import of each kind, its folder, the imports and the log.
fn filled() -> (tempfile::TempDir, Lake, [Import; 2], EventLog) {
    let (folder, lake) = lake();
    let imports = [import('a', ImportKind::Ocds), import('b', ImportKind::Xes)];
    let mut writer = lake.import_tenders().unwrap();
    let mut dice = Dice(7);
    for number in 0..5 {
        writer
            .add(&dice.release(number), "a.jsonl", number as u64)
            .unwrap();
    }
    writer.finish(imports[0].clone()).unwrap();
    let log = rare_log();
    lake.import_log(&log, imports[1].clone()).unwrap();
    (folder, lake, imports, log)
}

fn tables(root: &Path, import: &Import) -> Vec<PathBuf> {
    let names = match import.kind {
        ImportKind::Ocds => ["tenders", "bids", "awards"],
        ImportKind::Xes => ["cases", "events", "names"],
    };
    names
        .map(|name| root.join(name).join(format!("{}.parquet", import.sha256)))
        .to_vec()
}

/// Takes the hashes out of all manifests, which then are those of an earlier release.
fn forget_hashes(root: &Path) {
    for entry in fs::read_dir(root.join("imports")).unwrap() {
        let path = entry.unwrap().path();
        let mut manifest: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let fields = manifest.as_object_mut().unwrap();
        assert!(fields.remove("hashes").is_some() && fields.remove("hash").is_some());
        fs::write(&path, serde_json::to_vec_pretty(&manifest).unwrap()).unwrap();
    }
}

#[test]
fn every_table_is_held_to_its_bytes() {
    let (folder, lake, imports, _) = filled();
    let root = folder.path().join("lake");
    let mut flipped = 0;
    for import in &imports {
        for path in tables(&root, import) {
            let whole = fs::read(&path).unwrap();
            // Every fifth: all of them take a minute, and all were tried once.
            for place in (0..whole.len()).step_by(5) {
                let mut bytes = whole.clone();
                bytes[place] ^= 1 << (place % 8);
                fs::write(&path, &bytes).unwrap();
                let read = match import.kind {
                    ImportKind::Ocds => releases(&lake, import).map(drop),
                    ImportKind::Xes => lake.read_log(import).map(drop),
                };
                let error = read.unwrap_err();
                assert!(
                    matches!(&error, LakeError::Damaged { path: named, .. } if *named == path),
                    "byte {place} of {}: {error}",
                    path.display()
                );
                flipped += 1;
            }
            fs::write(&path, &whole).unwrap();
        }
    }
    assert!(flipped > 1_000, "{flipped} bytes");
    assert_eq!(releases(&lake, &imports[0]).unwrap(), 5);
}

#[test]
fn a_file_that_was_cut_is_named_with_what_to_do() {
    let (folder, lake, imports, _) = filled();
    let path = &tables(&folder.path().join("lake"), &imports[0])[1];
    let whole = fs::read(path).unwrap();
    fs::write(path, &whole[..whole.len() / 2]).unwrap();
    let said = releases(&lake, &imports[0]).unwrap_err().to_string();
    let manifest = folder
        .path()
        .join(format!("lake/imports/{}.json", imports[0].sha256));
    for part in [
        path.display().to_string(),
        "no longer those that were imported".to_owned(),
        format!("remove {} and import its file again", manifest.display()),
    ] {
        assert!(said.contains(&part), "`{part}` in: {said}");
    }
}

#[test]
fn every_byte_of_a_manifest_is_held() {
    let (folder, lake, imports, _) = filled();
    for import in &imports {
        let path = folder.path().join(format!("lake/imports/{}.json", import.sha256));
        let whole = fs::read(&path).unwrap();
        for place in 0..whole.len() {
            for bit in 0..8 {
                let mut bytes = whole.clone();
                bytes[place] ^= 1 << bit;
                fs::write(&path, &bytes).unwrap();
                // A blank that became another blank says the same.
                if let Ok(found) = lake.contains(&import.sha256) {
                    assert_eq!(found.as_ref(), Some(import), "byte {place}, bit {bit}");
                    assert!(whole[place].is_ascii_whitespace(), "byte {place}, bit {bit}");
                }
            }
        }
        fs::write(&path, &whole).unwrap();
    }
}

#[test]
fn an_import_from_before_there_were_hashes_is_read() {
    let (folder, lake, imports, log) = filled();
    let root = folder.path().join("lake");
    forget_hashes(&root);
    assert_eq!(releases(&lake, &imports[0]).unwrap(), 5);
    assert_eq!(lake.read_log(&imports[1]).unwrap(), log);
    assert_eq!(Lake::open(&root).unwrap().imports().unwrap(), imports);
}

/// Takes the columns from this one on out of a table's file, as it was before they were kept.
fn before(path: &std::path::Path, column: &str) {
    use parquet::arrow::ArrowWriter;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    let builder = ParquetRecordBatchReaderBuilder::try_new(fs::File::open(path).unwrap()).unwrap();
    let batches: Vec<_> = builder.build().unwrap().map(Result::unwrap).collect();
    let column = batches[0].schema().index_of(column).unwrap();
    let kept: Vec<usize> = (0..column).collect();
    let batch = batches[0].project(&kept).unwrap();
    let mut writer = ArrowWriter::try_new(fs::File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

#[test]
fn a_log_from_before_instances_were_kept_is_read() {
    let (folder, lake, imports, log) = filled();
    let root = folder.path().join("lake");
    forget_hashes(&root);
    before(
        &root.join("events").join(format!("{}.parquet", imports[1].sha256)),
        "instance",
    );
    assert_eq!(lake.read_log(&imports[1]).unwrap(), log);
}

#[test]
fn tenders_from_before_later_columns_were_kept_are_read() {
    for first in ["urgent", "sells", "tenderers_counted"] {
        let (folder, lake, imports, _) = filled();
        let root = folder.path().join("lake");
        forget_hashes(&root);
        let file = format!("{}.parquet", imports[0].sha256);
        before(&root.join("tenders").join(&file), first);
        before(&root.join("bids").join(&file), "lots");
        before(&root.join("awards").join(&file), "lots");
        assert_eq!(releases(&lake, &imports[0]).unwrap(), 5, "{first}");
    }
}

#[test]
fn what_comes_out_of_a_damaged_log_without_hashes_can_be_measured() {
    let (folder, lake, imports, log) = filled();
    let root = folder.path().join("lake");
    forget_hashes(&root);
    let (mut refused, mut read) = (0, 0);
    for path in tables(&root, &imports[1]) {
        let whole = fs::read(&path).unwrap();
        for place in (0..whole.len()).step_by(3) {
            let mut bytes = whole.clone();
            bytes[place] ^= 1 << (place / 3 % 8);
            fs::write(&path, &bytes).unwrap();
            let Ok(log) = lake.read_log(&imports[1]) else {
                refused += 1;
                continue;
            };
            read += 1;
            sound(&log);
        }
        fs::write(&path, &whole).unwrap();
    }
    assert!(refused > 100 && read > 100, "{refused} refused, {read} read");
    sound(&log);
}

/// What whoever measures takes for granted.
fn sound(log: &EventLog) {
    let bound = 10_001 * 366 * 86_400_000;
    for case in 0..log.case_count() {
        let events = log.events_of(case);
        let times = &log.events.millis[events.clone()];
        assert!(!times.is_empty() && times.is_sorted());
        assert!(times.iter().all(|millis| millis.abs() < bound));
        for event in events {
            assert!((log.events.activity[event] as usize) < log.activities.len());
            assert!(log.events.offset_minutes[event].abs() < 1_440);
            if let Some(completes) = log.events.instance.get(event).map(|event| *event as usize) {
                assert!(
                    completes == NO_ENTRY as usize || log.events.instance[completes] as usize == completes
                );
            }
        }
    }
}
