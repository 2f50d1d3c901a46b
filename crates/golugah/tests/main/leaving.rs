//! `backup`, `restore` and `export`: a county survives its machine, and can leave.

use std::fs;
use std::path::Path;

use golugah_county::agencies::actions::FoundAgency;
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::store::Store;
use golugah_desk::{Actor, Db};
use golugah_ledger::Signer;
use sea_orm::ConnectionTrait;
use serde_json::Value;

use crate::program::Room;

/// A small county with a file, a log that was published, and a key.
pub(crate) fn county(room: &Room) {
    fs::create_dir(room.path("county")).unwrap();
    add(room, 0..300);
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let mut file = Store::new(&room.path("county")).begin().await.unwrap();
        file.push(b"ocid;value\n").await.unwrap();
        file.finish().await.unwrap().keep().await.unwrap();
    });
    for (name, content) in [
        ("secrets/log.key", vec![7; 32]),
        ("lake/imports/a.json", b"{}".to_vec()),
        ("results/1.fa.html", "گزارش".into()),
        ("files/incoming-77", b"half".to_vec()),
        ("work.lock", Vec::new()),
    ] {
        room.write(&format!("county/{name}"), content);
    }
    sql(
        room,
        "PRAGMA foreign_keys = OFF; \
         INSERT INTO visits (token_sha256, person_id, expires_at) VALUES ('signed-in-then', 1, '2099-01-01')",
    );
    publish(room);
}

/// Statements of whoever holds the file.
pub(crate) fn sql(room: &Room, statements: &str) {
    let database = format!("sqlite://{}", room.path("county/county.sqlite").display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let owner = sea_orm::Database::connect(database).await.unwrap();
        for statement in statements.split("; ") {
            owner.execute_unprepared(statement).await.unwrap();
        }
        owner.close().await.unwrap();
    });
}

pub(crate) fn add(room: &Room, numbers: std::ops::Range<u32>) {
    let file = room.path("county/county.sqlite");
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let db = Db::open_sqlite(
            &file,
            &golugah_county::HOUSE,
            Clock::new(|| Moment(1_795_494_600_000)),
        )
        .await
        .unwrap();
        for number in numbers {
            let agency = FoundAgency {
                name_fa: format!("=دستگاه {number}"),
                name_en: "\"quoted\", and\nlines".to_owned(),
                seat: true,
            };
            db.perform(Actor::program(), agency).await.unwrap();
        }
    });
}

fn publish(room: &Room) {
    let file = room.path("county/county.sqlite");
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let db = Db::open_sqlite(&file, &golugah_county::HOUSE, Clock::new(|| Moment(0)))
            .await
            .unwrap();
        let signer = Signer::from_seed("golugah/county", &[7; 32]).unwrap();
        let folder = room.path("county/log");
        let publisher = golugah_desk::log::Publisher::open(db.read(), &folder, signer, "golugah/county");
        publisher.await.unwrap().publish(db.read()).await.unwrap();
    });
}

#[test]
fn a_county_comes_back_from_its_backup_as_it_was() {
    let room = Room::new();
    county(&room);
    let backed = room.run(&["backup", "b.tar.zst", "--data", "county"]).done();
    assert!(
        backed
            .text()
            .contains("300 entries, 300 records, 0 files, 1 checkpoint"),
        "{}",
        backed.text()
    );
    assert!(
        backed.stderr.contains("secret key is not in it"),
        "{}",
        backed.stderr
    );
    let restored = room.run(&["restore", "b.tar.zst", "--data", "new"]).done();
    assert!(restored.stderr.contains("put yours at"), "{}", restored.stderr);
    for same in [
        "log/checkpoint",
        "log/vkey",
        "log/tile/0/000",
        "lake/imports/a.json",
        "results/1.fa.html",
    ] {
        assert_eq!(
            room.read_bytes(&format!("new/{same}")),
            room.read_bytes(&format!("county/{same}")),
            "{same}"
        );
    }
    for left in ["secrets", "work.lock", "files/incoming-77", "county.sqlite-wal"] {
        assert!(!room.path(&format!("new/{left}")).exists(), "{left}");
    }
    let database = room.read_bytes("new/county.sqlite");
    let secret = b"signed-in-then";
    let remains = database.windows(secret.len()).any(|bytes| bytes == secret);
    assert!(!remains, "a visit left the machine");
    room.run(&["verify", "--data", "new", "--checkpoint", "county/log/checkpoint"])
        .done();
    // Without the key nothing is signed in its name, and nobody is told of another one.
    room.run(&["serve", "--data", "new", "--listen", "127.0.0.1:0"])
        .failed(2, &["new"]);
    // With it, everything is there.
    room.run(&["backup", "k.tar.zst", "--data", "county", "--with-key"])
        .done();
    room.run(&["restore", "k.tar.zst", "--data", "whole"]).done();
    assert_eq!(room.read_bytes("whole/secrets/log.key"), [7; 32]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &str| fs::metadata(room.path(path)).unwrap().permissions().mode() & 0o777;
        for (path, expected) in [
            ("b.tar.zst", 0o600),
            ("whole", 0o700),
            ("whole/county.sqlite", 0o600),
            ("whole/secrets/log.key", 0o600),
            ("whole/log/checkpoint", 0o600),
        ] {
            assert_eq!(mode(path), expected, "{path}");
        }
    }
    // Where it is lost, the log goes on under a new one, and the former lies aside.
    room.run(&["restore", "k.tar.zst", "--data", "anew", "--new-key"])
        .done();
    assert!(!room.path("anew/secrets/log.key").exists() && !room.path("anew/log/vkey").exists());
    let former = room.read_bytes("anew/log/former/checkpoint.1");
    assert_eq!(former, room.read_bytes("county/log/checkpoint"));
}

#[test]
fn a_backup_replaces_nothing_and_a_restore_neither() {
    let room = Room::new();
    county(&room);
    room.run(&["backup", "b.tar.zst", "--data", "nothing"])
        .failed(2, &["there is no county here"]);
    room.run(&["backup", "county/b.tar.zst", "--data", "county"])
        .failed(2, &["this lies in the county's own folder"]);
    room.run(&["backup", "b.tar.zst", "--data", "county"]).done();
    room.run(&["backup", "b.tar.zst", "--data", "county"])
        .failed(2, &["is there already"]);
    room.run(&["restore", "b.tar.zst", "--data", "county"])
        .failed(2, &["this folder is in use"]);
    room.run(&["restore", "nothing.zst", "--data", "new"])
        .failed(2, &["nothing.zst"]);
    assert!(!room.path("new").exists() && !room.path("new.part").exists());
    room.run(&["export", "--data", "county"]).failed(2, &["--out"]);
}

#[test]
fn a_backup_of_records_that_were_changed_says_so_and_is_kept() {
    let room = Room::new();
    county(&room);
    sql(&room, "UPDATE agencies SET seat = 0 WHERE id = 7");
    for (arguments, kept) in [
        (["backup", "b.tar.zst", "--data", "county"], "b.tar.zst"),
        (["restore", "b.tar.zst", "--data", "new"], "new/county.sqlite"),
    ] {
        let ran = room.run(&arguments);
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        assert!(
            ran.text().starts_with("agencies 7 is not as its last deed"),
            "{}",
            ran.text()
        );
        assert!(room.path(kept).exists(), "{kept}");
    }
}

/// An archive with these entries, each a header and its bytes.
fn archive(path: &Path, entries: &[(tar::EntryType, &str, &[u8])]) {
    let mut tar = tar::Builder::new(zstd::Encoder::new(fs::File::create(path).unwrap(), 1).unwrap());
    for (kind, name, content) in entries {
        let mut header = tar::Header::new_ustar();
        let place = &mut header.as_old_mut().name;
        place[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(content.len() as u64);
        if matches!(kind, tar::EntryType::Symlink | tar::EntryType::Link) {
            header.set_link_name("/etc/passwd").unwrap();
        }
        header.set_cksum();
        tar.append(&header, *content).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap();
}

#[test]
fn a_hostile_archive_is_refused_and_leaves_nothing() {
    use tar::EntryType::{Directory, Fifo, GNULongName, Link, Regular, Symlink, XHeader};
    let room = Room::new();
    let head = (Regular, "golugah-backup", b"golugah backup 1\n".as_slice());
    let empty = (Regular, "golugah-backup.json", b"{}".as_slice());
    let big = vec![0; 40 << 20];
    type Entry<'a> = (tar::EntryType, &'a str, &'a [u8]);
    let refused: &[(&str, Vec<Entry<'_>>)] = &[
        (
            "is not a backup of this program",
            vec![(Regular, "county.sqlite", b"x")],
        ),
        (
            "is not a backup of this program",
            vec![(Regular, "golugah-backup", b"golugah backup 2\n")],
        ),
        ("breaks off before its list", vec![head]),
        (
            "no name that a backup has",
            vec![head, (Regular, "../outside", b"x")],
        ),
        (
            "no name that a backup has",
            vec![head, (Regular, "a/../../outside", b"x")],
        ),
        (
            "no name that a backup has",
            vec![head, (Regular, "/tmp/golugah-outside", b"x")],
        ),
        ("no name that a backup has", vec![head, (Regular, "./a", b"x")]),
        ("no name that a backup has", vec![head, (Regular, "a//b", b"x")]),
        ("no name that a backup has", vec![head, (Regular, "a\\b", b"x")]),
        ("no name that a backup has", vec![head, (Regular, "c:evil", b"x")]),
        ("no name that a backup has", vec![head, (Regular, "a\nb", b"x")]),
        ("not a plain file", vec![head, (Symlink, "files", b"")]),
        ("not a plain file", vec![head, (Link, "files", b"")]),
        ("not a plain file", vec![head, (Directory, "files", b"")]),
        ("not a plain file", vec![head, (Fifo, "files", b"")]),
        (
            "not a plain file",
            vec![head, (GNULongName, "././@LongLink", b"../outside")],
        ),
        (
            "not a plain file",
            vec![head, (XHeader, "x", b"20 path=../outside\n")],
        ),
        (
            "is in it twice",
            vec![head, (Regular, "a", b"x"), (Regular, "a", b"y")],
        ),
        (
            "is not as it was when it was packed",
            vec![head, (Regular, "a", b"x"), empty],
        ),
        (
            "is missing",
            vec![
                head,
                (
                    Regular,
                    "golugah-backup.json",
                    b"{\"a\":{\"bytes\":1,\"sha256\":\"00\"}}",
                ),
            ],
        ),
        (
            "behind its list of files",
            vec![head, empty, (Regular, "a", b"x")],
        ),
        (
            "its list of files",
            vec![head, (Regular, "golugah-backup.json", b"{")],
        ),
        ("would unpack to more than", vec![head, (Regular, "a", &big)]),
    ];
    for (said, entries) in refused {
        archive(&room.path("evil.tar.zst"), entries);
        let ran = room.run(&["restore", "evil.tar.zst", "--data", "new"]);
        let what: Vec<_> = entries.iter().map(|(kind, name, _)| (kind, name)).collect();
        assert!(
            matches!(ran.code, Some(1 | 2)) && ran.stderr.contains(said),
            "{what:?}: {}",
            ran.stderr
        );
        assert!(!ran.stderr.contains("panicked"), "{what:?}: {}", ran.stderr);
        assert_eq!(room.names(), ["evil.tar.zst"], "{what:?}");
    }
    for junk in [&b""[..], b"no archive", &[0x28, 0xb5, 0x2f, 0xfd, 0, 0]] {
        room.write("evil.tar.zst", junk);
        let ran = room.run(&["restore", "evil.tar.zst", "--data", "new"]);
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        assert_eq!(room.names(), ["evil.tar.zst"]);
    }
}

#[test]
fn a_backup_that_was_cut_or_altered_is_refused() {
    let room = Room::new();
    county(&room);
    room.run(&["backup", "b.tar.zst", "--data", "county"]).done();
    let whole = room.read_bytes("b.tar.zst");
    for cut in [1, 10, whole.len() / 2, whole.len() - 40] {
        room.write("cut.tar.zst", &whole[..cut]);
        room.run(&["restore", "cut.tar.zst", "--data", "new"])
            .failed(1, &["cut.tar.zst"]);
    }
    // Packed anew with one letter of one file changed: the tar is sound, the file is not the one that was packed.
    let mut tar = zstd::decode_all(whole.as_slice()).unwrap();
    let at = tar.windows(5).position(|bytes| bytes == b"ocid;").unwrap();
    tar[at] = b'O';
    room.write("changed.tar.zst", zstd::encode_all(tar.as_slice(), 1).unwrap());
    room.run(&["restore", "changed.tar.zst", "--data", "new"])
        .failed(1, &["is not as it was when it was packed"]);
    assert!(!room.path("new").exists() && !room.path("new.part").exists());
}

#[test]
fn a_county_can_leave_with_everything_official() {
    let room = Room::new();
    county(&room);
    room.run(&["export", "--data", "county", "--out", "all"]).done();
    let agencies: Vec<Value> = serde_json::from_str(&room.read("all/tables/agencies.json")).unwrap();
    assert_eq!(agencies.len(), 300);
    assert_eq!(agencies[5]["name_fa"], "=دستگاه 5", "exact in JSON");
    assert_eq!(agencies[5]["name_en"], "\"quoted\", and\nlines");
    let csv = room.read("all/tables/agencies.csv");
    assert!(
        csv.starts_with("id,version,name_fa,name_en,seat,salt\n"),
        "{csv:.80}"
    );
    assert!(
        csv.contains("6,1,'=دستگاه 5,\"\"\"quoted\"\", and\nlines\",1,"),
        "no formula in a spreadsheet"
    );
    let log = room.read("all/log.jsonl");
    assert_eq!(log.lines().count(), 300);
    let entry: Value = serde_json::from_str(log.lines().nth(9).unwrap()).unwrap();
    assert_eq!(
        (entry["seq"].as_u64(), entry["deed"].as_str()),
        (Some(9), Some("agency.found"))
    );
    let contents: Value = serde_json::from_str(&room.read("all/contents.json")).unwrap();
    let files = contents["files"].as_array().unwrap();
    let named: Vec<&str> = files.iter().map(|file| file["file"].as_str().unwrap()).collect();
    assert!(named.contains(&"tables/sessions.csv") && !named.iter().any(|name| name.contains("credentials")));
    assert!(
        named
            .iter()
            .any(|name| name.starts_with("files/") && name.len() == 6 + 64),
        "{named:?}"
    );
    room.run(&["export", "--data", "county", "--out", "all"])
        .failed(2, &["this folder is in use"]);
}

#[test]
fn the_countys_own_deeds_are_mined_like_any_other_log() {
    let room = Room::with_demonstration();
    room.run(&["export", "--data", "county", "--log", "deeds.xes", "--lang", "en"])
        .done();
    let figures = room
        .run(&["paths", "deeds.xes", "--format", "json"])
        .done()
        .json();
    assert!(
        figures["activity_counts"]["A resolution was drafted"].as_u64() > Some(10),
        "{figures:#}"
    );
    let report = room.scan(&["deeds.xes"]);
    let deadlines = crate::program::summary(&report, "deadline_missed");
    assert!(deadlines["raised"].as_u64().unwrap() >= 1, "{deadlines}");
    assert!(deadlines["clear"].as_u64().unwrap() >= 5, "{deadlines}");
    let kept = room.run(&["import", "deeds.xes", "--data", "own"]).done();
    assert!(
        kept.stderr.contains("رکورد نگه داشته شد") && !kept.stderr.contains("پذیرفته نشد"),
        "{}",
        kept.stderr
    );
}
