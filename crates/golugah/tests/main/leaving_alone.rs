//! `backup`, `restore`, `export` and `serve` show nothing to others on the machine, take nothing for a county that is none,
//! and leave what is not theirs alone.

use std::fs;

use serde_json::Value;

use crate::leaving::{county, sql};
use crate::program::Room;

#[cfg(unix)]
fn mode(room: &Room, path: &str) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(room.path(path)).unwrap().permissions().mode() & 0o777
}

/// The archive of a backup, unpacked, changed and packed again.
fn repacked(room: &Room, from: &str, to: &str, change: impl FnOnce(&mut Vec<u8>)) {
    let mut tar = zstd::decode_all(room.read_bytes(from).as_slice()).unwrap();
    change(&mut tar);
    room.write(to, zstd::encode_all(tar.as_slice(), 1).unwrap());
}

/// A tar of these files and their list, as `backup` packs it.
fn packed(room: &Room, name: &str, files: &[(&str, Vec<u8>)]) {
    use sha2::{Digest, Sha256};
    let kept: serde_json::Map<String, Value> = files
        .iter()
        .map(|(name, content)| {
            let sha256: String = Sha256::digest(content)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let about = serde_json::json!({"bytes": content.len(), "sha256": sha256});
            ((*name).to_owned(), about)
        })
        .collect();
    let list = serde_json::to_vec(&kept).unwrap();
    let mut tar = tar::Builder::new(zstd::Encoder::new(Vec::new(), 1).unwrap());
    let head = ("golugah-backup", b"golugah backup 1\n".to_vec());
    for (name, content) in [head].iter().chain(files).chain([&("golugah-backup.json", list)]) {
        let mut header = tar::Header::new_ustar();
        header.set_path(name).unwrap();
        header.set_size(content.len() as u64);
        header.set_mode(0o600);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        tar.append(&header, content.as_slice()).unwrap();
    }
    room.write(name, tar.into_inner().unwrap().finish().unwrap());
}

#[test]
fn what_is_no_county_is_not_restored() {
    let room = Room::new();
    county(&room);
    for files in [
        vec![("forgotten", Vec::new())],
        vec![("county.sqlite", Vec::new())],
        vec![(
            "county.sqlite",
            b"no database, and as long as one would have to be".to_vec(),
        )],
    ] {
        packed(&room, "empty.tar.zst", &files);
        room.run(&["restore", "empty.tar.zst", "--data", "new"])
            .failed(1, &["nothing of it is kept"]);
        assert_eq!(room.names(), ["county", "empty.tar.zst"]);
    }
    // A trigger of somebody else's is not run.
    sql(
        &room,
        "CREATE TRIGGER theirs AFTER INSERT ON migrations BEGIN DELETE FROM log_entries WHERE seq = 299;\nEND",
    );
    sql(&room, "PRAGMA wal_checkpoint(TRUNCATE)");
    packed(
        &room,
        "hostile.tar.zst",
        &[("county.sqlite", room.read_bytes("county/county.sqlite"))],
    );
    room.run(&["restore", "hostile.tar.zst", "--data", "new"])
        .failed(1, &["theirs", "nothing of it is kept"]);
    assert!(!room.path("new").exists() && !room.path("new.part").exists());
}

#[test]
fn a_restore_says_which_list_it_had_and_reads_to_the_end() {
    let room = Room::new();
    county(&room);
    room.run(&["backup", "b.tar.zst", "--data", "county"]).done();
    room.run(&["restore", "b.tar.zst", "--data", "new", "--forgotten", "typo"])
        .failed(2, &["typo", "no such list"]);
    assert!(!room.path("new").exists());
    let without = room.run(&["restore", "b.tar.zst", "--data", "without"]).done();
    assert!(
        without.stderr.contains("no list of withdrawn texts was given"),
        "{}",
        without.stderr
    );
    room.write("list", format!("{} 7\n", "0".repeat(64)));
    let with = room
        .run(&["restore", "b.tar.zst", "--data", "with", "--forgotten", "list"])
        .done();
    assert!(with.stderr.contains("list: 1 withdrawn texts"), "{}", with.stderr);
    repacked(&room, "b.tar.zst", "padded.tar.zst", |tar| tar.extend([0; 4096]));
    room.run(&["restore", "padded.tar.zst", "--data", "padded"])
        .done();
    repacked(&room, "b.tar.zst", "behind.tar.zst", |tar| {
        tar.extend(b"something");
    });
    room.run(&["restore", "behind.tar.zst", "--data", "new"])
        .failed(1, &["something stands behind its end"]);
    let mut bytes = room.read_bytes("b.tar.zst");
    bytes.extend(b"behind the packing");
    room.write("after.tar.zst", bytes);
    room.run(&["restore", "after.tar.zst", "--data", "new"])
        .failed(1, &["nothing of it is kept"]);
}

#[cfg(unix)]
#[test]
fn an_export_has_what_opens_the_commitments_and_is_its_owners_alone() {
    let room = Room::new();
    county(&room);
    sql(
        &room,
        "INSERT INTO texts (commitment, salt, text) VALUES ('c0', '00', 'words')",
    );
    room.run(&["export", "--data", "county", "--out", "all"]).done();
    let texts: Value = serde_json::from_str(&room.read("all/tables/texts.json")).unwrap();
    assert_eq!(
        texts,
        serde_json::json!([{"commitment": "c0", "salt": "00", "text": "words"}])
    );
    let cases: Value = serde_json::from_str(&room.read("all/tables/log_cases.json")).unwrap();
    assert_eq!(
        cases[299],
        serde_json::json!({"seq": 299, "kind": "agency", "record": 300, "deed": "agency.found"})
    );
    let actors: Value = serde_json::from_str(&room.read("all/tables/log_actors.json")).unwrap();
    assert_eq!(actors, serde_json::json!([]), "the program did it all");
    let shapes: Value = serde_json::from_str(&room.read("all/shapes.json")).unwrap();
    assert_eq!(shapes["agencies"]["1"][0], "id");
    for (path, expected) in [
        ("all", 0o700),
        ("all/tables", 0o700),
        ("all/tables/texts.json", 0o600),
        ("all/tables/people.csv", 0o600),
        ("all/log.jsonl", 0o600),
        ("all/contents.json", 0o600),
    ] {
        assert_eq!(mode(&room, path), expected, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_backup_shows_nobody_what_it_copies_and_leaves_nothing() {
    use std::process::{Command, Stdio};

    let room = Room::new();
    county(&room);
    // Something that takes a while to pack behind the copy.
    let long: Vec<u8> = (0..4_000_000_u32)
        .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
        .collect();
    room.write("county/results/zz.fa.html", long);
    // What a killed run left, and what somebody else did.
    room.write(".golugah-killed/county.sqlite", "left");
    room.write(".golugah-others/theirs", "theirs");
    let mut child = Command::new(env!("CARGO_BIN_EXE_golugah"))
        .args(["backup", "b.tar.zst", "--data", "county"])
        .current_dir(room.path(""))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let copy = || {
        room.names()
            .into_iter()
            .find(|name| {
                name.starts_with(".golugah-") && room.path(&format!("{name}/county.sqlite")).exists()
            })
            .filter(|name| name != ".golugah-killed")
    };
    let folder = loop {
        match copy() {
            Some(folder) => break folder,
            None => assert!(
                child.try_wait().unwrap().is_none(),
                "it was done before it was seen"
            ),
        }
    };
    assert_eq!(mode(&room, &folder), 0o700);
    assert_eq!(mode(&room, &format!("{folder}/county.sqlite")), 0o600);
    let told = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
    assert!(told.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(143));
    assert_eq!(room.names(), [".golugah-others", "county"]);
    assert_eq!(room.read(".golugah-others/theirs"), "theirs");
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_somebody_elses_is_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;

    let room = Room::new();
    room.write("home/notes", "theirs");
    let open = || {
        for (path, bits) in [("home", 0o755), ("home/notes", 0o644)] {
            fs::set_permissions(room.path(path), fs::Permissions::from_mode(bits)).unwrap();
        }
    };
    open();
    room.run(&["serve", "--data", "home", "--listen", "127.0.0.1:0"])
        .failed(2, &["notes lies in it and no county does"]);
    assert_eq!((mode(&room, "home"), mode(&room, "home/notes")), (0o755, 0o644));
    let names: Vec<_> = fs::read_dir(room.path("home")).unwrap().collect();
    assert_eq!(names.len(), 1);
    // And in a county's folder, what is not the county's own.
    county(&room);
    room.write("county/notes", "theirs");
    fs::set_permissions(room.path("county/notes"), fs::Permissions::from_mode(0o644)).unwrap();
    room.run(&["work", "--data", "county", "--once"]).done();
    assert_eq!(mode(&room, "county/notes"), 0o644);
    assert_eq!(
        (mode(&room, "county"), mode(&room, "county/county.sqlite")),
        (0o700, 0o600)
    );
}
