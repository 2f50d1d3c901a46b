//! `verify` and `serve` over a county's folder in which somebody has been.

use std::fs;

use crate::leaving::{add, county, sql};
use crate::program::Room;

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
