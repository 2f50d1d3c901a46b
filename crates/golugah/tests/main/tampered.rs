//! `verify` and `serve` over a county's folder in which somebody has been.

use std::fs;

use crate::kills::{PASSWORD, settle};
use crate::leaving::{add, county, sql};
use crate::program::Room;
use crate::served::{Served, ask, sign_in};

/// What whoever holds the folder does to it, and what `verify` says then.
#[test]
fn what_is_served_is_what_is_verified() {
    let room = Room::new();
    county(&room);
    room.run(&["verify", "--data", "county"]).done();
    let tile = room.read_bytes("county/log/tile/entries/000");
    let mut wrong = tile.clone();
    wrong[9] ^= 1;
    room.write("county/log/tile/entries/000", wrong);
    let named = room.run(&["verify", "--data", "county"]);
    assert_eq!(named.code, Some(1));
    assert!(named.stderr.contains("1 thing does not hold"), "{}", named.stderr);
    assert!(
        named
            .text()
            .starts_with("log/tile/entries/000 is not what the log's entries make"),
        "{}",
        named.text()
    );
    room.write("county/log/tile/entries/000", tile);
    let checkpoint = room.read_bytes("county/log/checkpoint");
    fs::remove_file(room.path("county/log/checkpoint")).unwrap();
    let gone = room.run(&["verify", "--data", "county"]);
    assert_eq!(gone.code, Some(1));
    assert!(
        gone.text().starts_with("log/checkpoint is gone"),
        "{}",
        gone.text()
    );
    room.run(&["verify", "--data", "county", "--no-checkpoint"])
        .done();
    room.write("county/log/checkpoint", checkpoint);
    let vkey = room.read_bytes("county/log/vkey");
    room.write("county/secrets/log.key", vec![8; 32]);
    let other = room.run(&["verify", "--data", "county"]);
    assert!(
        other.text().starts_with("log/vkey is not the public key"),
        "{}",
        other.text()
    );
    room.write("county/secrets/log.key", vec![7; 32]);
    assert_eq!(room.read_bytes("county/log/vkey"), vkey);

    // A site does not begin to serve what its own views do not say.
    sql(
        &room,
        "DROP VIEW public_sessions; CREATE VIEW public_sessions AS SELECT 1 AS id",
    );
    let lies = room.run(&["verify", "--data", "county"]);
    assert!(
        lies.text()
            .starts_with("the view public_sessions is not as the migrations make it"),
        "{}",
        lies.text()
    );
    add(&room, 300..301);
    room.run(&["serve", "--data", "county", "--listen", "127.0.0.1:0"])
        .failed(1, &["public_sessions", "golugah restore"]);
}

/// What others on the machine may read is taken from them whenever the county is opened.
#[cfg(unix)]
#[test]
fn a_countys_folder_is_its_users_alone() {
    use std::os::unix::fs::PermissionsExt;

    let room = Room::new();
    county(&room);
    let mode = |path: &str| fs::metadata(room.path(path)).unwrap().permissions().mode() & 0o777;
    for (path, open) in [
        ("county", 0o755),
        ("county/county.sqlite", 0o644),
        ("county/log", 0o777),
    ] {
        fs::set_permissions(room.path(path), fs::Permissions::from_mode(open)).unwrap();
    }
    room.run(&["work", "--data", "county", "--once"]).done();
    for (path, closed) in [
        ("county", 0o700),
        ("county/county.sqlite", 0o600),
        ("county/log", 0o700),
    ] {
        assert_eq!(mode(path), closed, "{path}");
    }
}

/// A row in `log_shapes` that calls another table official: it is named, and it hides nothing else.
#[test]
fn what_the_database_says_is_official_stops_no_comparison() {
    for (row, named) in [
        ("'visits', 1, 'token_sha256'", "visits 1 token_sha256"),
        ("'agencies', -1, 'id'", "agencies -1 id"),
    ] {
        let room = Room::new();
        county(&room);
        sql(
            &room,
            &format!(
                "INSERT INTO log_shapes VALUES ({row}); UPDATE agencies SET name_en = 'Forged' WHERE id = 7"
            ),
        );
        let said = room.run(&["verify", "--data", "county"]);
        assert_eq!(said.code, Some(1), "{row}: {}", said.stderr);
        for fault in [
            format!("log_shapes: the row {named} is made by no migration"),
            "agencies 7 is not as its last deed".to_owned(),
        ] {
            assert!(said.text().contains(&fault), "{row}: {}", said.text());
        }
    }
}

/// The file under a running site is taken away, or another is put in its place: nobody is told that anything was done.
#[cfg(unix)]
#[test]
fn nothing_is_acknowledged_that_went_into_a_file_without_a_name() {
    for what in ["replaced", "removed", "without its log"] {
        let room = Room::new();
        settle(&room);
        let mut site = Served::over(&room, "county", &["--no-worker"]);
        let cookie = sign_in(&site.address, "rahbar", PASSWORD);
        let enter = |name: &str| {
            let body = format!("name_fa={name}&name_en=");
            ask(&site.address, "POST", "/agencies", &cookie, &body).unwrap_or_default()
        };
        let before = enter("before");
        assert!(before.starts_with("HTTP/1.1 303"), "{before}");
        let ends: &[&str] = match what {
            "replaced" => &[],
            "removed" => &["", "-wal", "-shm"],
            _ => &["-wal"],
        };
        if ends.is_empty() {
            fs::copy(room.path("county/county.sqlite"), room.path("other")).unwrap();
            fs::rename(room.path("other"), room.path("county/county.sqlite")).unwrap();
        }
        for end in ends {
            fs::remove_file(room.path(&format!("county/county.sqlite{end}"))).unwrap();
        }
        let after = enter("after");
        assert!(after.is_empty(), "{after}");
        assert_eq!(site.ended().code(), Some(3));
    }
}

/// A county on a disk that cannot be written is looked at all the same, and that is said.
#[cfg(target_os = "linux")]
#[test]
fn a_county_on_a_read_only_disk_can_be_looked_at() {
    use std::process::Command;

    let room = Room::new();
    county(&room);
    let within = |script: &str| {
        let mount = "mount --bind county county && mount -o remount,bind,ro county";
        let mut command = Command::new("unshare");
        command
            .args(["-rm", "sh", "-c", &format!("{mount} && {script}")])
            .arg(env!("CARGO_BIN_EXE_golugah"))
            .current_dir(room.path(""));
        command.output().unwrap()
    };
    if !within("true").status.success() {
        let said = "nothing may be mounted here (unshare -rm)";
        assert!(std::env::var_os("CI").is_none(), "{said}, and in CI it must");
        println!("skipped: {said}; this proves nothing");
        return;
    }
    for command in ["verify", "backup b.tar.zst", "export --out all"] {
        let ran = within(&format!("\"$0\" {command} --data county"));
        let said = String::from_utf8(ran.stderr).unwrap();
        assert!(ran.status.success(), "{command}: {said}");
        assert!(said.contains("nothing can be written here"), "{command}: {said}");
    }
    // What lies beside the file cannot be read then, and is not passed over in silence.
    room.write("county/county.sqlite-wal", "the newest deeds");
    let ran = within("\"$0\" verify --data county");
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("holds the newest deeds"), "{said}");
}

/// What `verify` cannot read is told beside what it found; the list of withdrawn texts is the county's own file.
#[test]
fn what_cannot_be_read_hides_nothing() {
    let room = Room::new();
    settle(&room);
    room.write("county/forgotten", "");
    let verify = ["verify", "--data", "county", "--no-checkpoint"];
    let clean = room.run(&verify).done();
    assert!(!clean.stderr.contains("named by nothing"), "{}", clean.stderr);
    fs::remove_file(room.path("county/forgotten")).unwrap();
    fs::create_dir(room.path("county/forgotten")).unwrap();
    sql(&room, "UPDATE people SET name = 'دیگری' WHERE id = 1");
    let said = room.run(&verify);
    assert_eq!(said.code, Some(1), "{}", said.stderr);
    for fault in [
        "people 1 is not as its last deed",
        "the list of withdrawn texts was not read",
    ] {
        assert!(said.text().contains(fault), "{}", said.text());
    }
}

/// A key or a checkpoint that is none is one fault among the others, which are all told.
#[test]
fn a_garbage_checkpoint_or_key_ends_nothing() {
    let room = Room::new();
    county(&room);
    sql(&room, "UPDATE agencies SET name_fa = 'دیگری' WHERE id = 1");
    let checkpoint = room.read_bytes("county/log/checkpoint");
    let vkey = room.read_bytes("county/log/vkey");
    let verify = ["verify", "--data", "county"];
    for garbage in [&b""[..], b"no checkpoint\n", b"\xff\xfe\0", &checkpoint[..20]] {
        for (name, whole) in [("checkpoint", &checkpoint), ("vkey", &vkey)] {
            room.write(&format!("county/log/{name}"), garbage);
            let said = room.run(&verify);
            room.write(&format!("county/log/{name}"), whole);
            assert_eq!(said.code, Some(1), "{}", said.stderr);
            for fault in [&format!("log/{name}: "), "agencies 1 is not as its last deed"] {
                assert!(said.text().contains(fault), "{garbage:?}: {}", said.text());
            }
            assert!(said.text().contains("0 checkpoints; root "), "{}", said.text());
            assert!(!said.text().contains("is gone"), "{}", said.text());
        }
    }
    // The other checkpoint is held all the same, and what was named and is not there stops before anything.
    room.write("kept", &checkpoint);
    room.write("county/log/checkpoint", "no checkpoint\n");
    let said = room.run(&[&verify[..], &["--checkpoint", "kept"]].concat());
    assert!(said.text().contains("1 checkpoint; root "), "{}", said.text());
    room.run(&[&verify[..], &["--checkpoint", "elsewhere"]].concat())
        .failed(2, &["elsewhere", "no such file"]);
}

/// A checkpoint that nobody signed stops the site, which says what to do.
#[test]
fn a_checkpoint_of_anything_stops_the_site_with_a_way_out() {
    for garbage in ["", "no checkpoint\n"] {
        let room = Room::new();
        settle(&room);
        room.write("county/log/checkpoint", garbage);
        room.run(&[
            "serve",
            "--data",
            "county",
            "--listen",
            "127.0.0.1:0",
            "--no-worker",
        ])
        .failed(2, &["log/checkpoint", "take this one away", "--checkpoint"]);
    }
}
