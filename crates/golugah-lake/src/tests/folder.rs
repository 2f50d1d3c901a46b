use std::fs;

use golugah_records::{EventLog, EventLogBuilder, Release};

use super::{import, lake};
use crate::{Columns, ImportKind, Lake, LakeError};

fn log() -> EventLog {
    EventLogBuilder::new("empty").finish()
}

fn release() -> Release<'static> {
    Release {
        ocid: "ocds-1".into(),
        ..Release::default()
    }
}

#[test]
fn imports_are_listed_in_their_order_and_found_by_hash() {
    let (folder, lake) = lake();
    let imports = ['c', 'a', 'b'].map(|digit| import(digit, ImportKind::Xes));
    for import in &imports {
        lake.import_log(&log(), import.clone()).unwrap();
    }
    assert_eq!(lake.imports().unwrap(), imports);
    let again = Lake::open(folder.path().join("lake")).unwrap();
    assert_eq!(again.imports().unwrap(), imports);
    assert_eq!(
        again.contains(&imports[1].sha256).unwrap().as_ref(),
        Some(&imports[1])
    );
    assert_eq!(again.contains(&"d".repeat(64)).unwrap(), None);
    assert_eq!(again.read_log(&imports[0]).unwrap(), log());
}

#[test]
fn the_same_content_is_imported_once() {
    let (_folder, lake) = lake();
    let first = import('a', ImportKind::Ocds);
    lake.import_tenders().unwrap().finish(first.clone()).unwrap();
    let mut second = lake.import_tenders().unwrap();
    second.add(&release(), "other.jsonl", 1).unwrap();
    let error = second
        .finish(crate::Import {
            file: "other.jsonl".into(),
            ..first.clone()
        })
        .unwrap_err();
    assert!(
        matches!(&error, LakeError::AlreadyImported { file } if *file == first.file),
        "{error}"
    );
    assert_eq!(lake.imports().unwrap(), [first]);
}

#[test]
fn no_path_is_made_of_anything_but_a_hash() {
    let (_folder, lake) = lake();
    for bad in [
        "",
        "../../etc/passwd",
        &"A".repeat(64),
        &"é".repeat(32),
        &"a".repeat(63),
        &"a".repeat(65),
    ] {
        assert!(matches!(lake.contains(bad), Err(LakeError::Hash { .. })), "{bad}");
        let import = crate::Import {
            sha256: bad.to_owned(),
            ..import('a', ImportKind::Ocds)
        };
        assert!(
            matches!(lake.read_log(&import), Err(LakeError::Hash { .. })),
            "{bad}"
        );
        let mut writer = lake.import_tenders().unwrap();
        writer.add(&release(), &import.file, 1).unwrap();
        assert!(
            matches!(writer.finish(import), Err(LakeError::Hash { .. })),
            "{bad}"
        );
    }
    assert_eq!(lake.imports().unwrap(), []);
}

#[test]
fn what_a_broken_off_import_left_is_removed_and_other_files_stay() {
    let (folder, lake) = lake();
    let whole = import('a', ImportKind::Ocds);
    let mut writer = lake.import_tenders().unwrap();
    writer.add(&release(), &whole.file, 1).unwrap();
    writer.finish(whole.clone()).unwrap();
    let root = folder.path().join("lake");
    let leftovers = [
        root.join(format!("tenders/{}.parquet", "b".repeat(64))),
        root.join(format!("events/{}-12.parquet", "b".repeat(64))),
        root.join("importing/0-tenders.parquet"),
        root.join("importing/manifest.json"),
    ];
    let others = [root.join("tenders/notes.parquet"), root.join("tenders/ours.txt")];
    for file in leftovers.iter().chain(&others) {
        fs::write(file, b"x").unwrap();
    }
    Lake::open(&root).unwrap();
    assert!(leftovers.iter().all(|file| !file.exists()));
    assert!(others.iter().all(|file| file.exists()));
    assert!(root.join(format!("tenders/{}.parquet", whole.sha256)).exists());
}

#[test]
fn one_process_imports_and_the_others_are_told() {
    let (folder, lake) = lake();
    let root = folder.path().join("lake");
    let mut writer = lake.import_tenders().unwrap();
    writer.add(&release(), "a.jsonl", 1).unwrap();
    // Another handle stands for another process: it may open and read, it must neither import nor clean up.
    let other = Lake::open(&root).unwrap();
    assert!(matches!(other.import_tenders(), Err(LakeError::Busy { .. })));
    assert!(matches!(
        other.import_log(&log(), import('b', ImportKind::Xes)),
        Err(LakeError::Busy { .. })
    ));
    writer.finish(import('a', ImportKind::Ocds)).unwrap();
    assert_eq!(other.imports().unwrap().len(), 1);
    other.import_log(&log(), import('b', ImportKind::Xes)).unwrap();
    assert_eq!(lake.imports().unwrap().len(), 2);
}

#[test]
fn a_dropped_writer_leaves_nothing() {
    let (folder, lake) = lake();
    let mut writer = lake.import_tenders().unwrap();
    writer.add(&release(), "a.jsonl", 1).unwrap();
    drop(writer);
    let left: Vec<_> = fs::read_dir(folder.path().join("lake/importing"))
        .unwrap()
        .collect();
    assert_eq!(left.len(), 1, "only the lock: {left:?}");
}

#[test]
fn a_manifest_that_is_none_is_named() {
    let (folder, lake) = lake();
    let path = folder
        .path()
        .join(format!("lake/imports/{}.json", "a".repeat(64)));
    let of_others = format!(
        "{{\"layout\":1,\"number\":1,\"file\":\"f\",\"sha256\":\"{}\",\"kind\":\"xes\",\"records\":0,\"rejected\":0,\"procedure\":\"\",\"parts\":[]}}",
        "b".repeat(64)
    );
    for (text, says) in [
        ("{", "EOF"),
        (of_others.as_str(), "differ"),
        (
            &of_others.replace("\"layout\":1", "\"layout\":7"),
            "found layout 7",
        ),
    ] {
        fs::write(&path, text).unwrap();
        let error = lake.imports().unwrap_err();
        assert!(
            matches!(&error, LakeError::Damaged { path: found, .. } if *found == path),
            "{error}"
        );
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[test]
fn a_record_too_large_for_a_table_is_refused_and_the_rest_goes_on() {
    let (_folder, lake) = lake();
    let mut writer = lake.import_tenders().unwrap();
    // The identifier stands in every bid's row: 2 MiB times 600.
    let large = Release {
        ocid: "x".repeat(2 << 20).into(),
        bids: vec![golugah_records::Bid::default(); 600],
        ..Release::default()
    };
    let error = writer.add(&large, "a.jsonl", 7).unwrap_err();
    assert!(matches!(error, LakeError::TooLarge { line: 7, .. }));
    writer.add(&release(), "a.jsonl", 8).unwrap();
    let import = import('a', ImportKind::Ocds);
    writer.finish(import.clone()).unwrap();
    let mut lines = Vec::new();
    lake.scan_tenders(
        &[import],
        Columns::All,
        &mut [|_: &Release<'_>, _: usize, line: u64| lines.push(line)],
    )
    .unwrap();
    assert_eq!(lines, [8]);
}
