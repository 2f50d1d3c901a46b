//! The site on a disk that is full for a moment: nobody is told what is not so, whoever leaves has left, and it comes back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sea_orm::{ConnectionTrait, Database, Statement};

use crate::kills::{PASSWORD, settle};
use crate::program::Room;
use crate::served::{Served, ask, sign_in};

/// Where the small disk is mounted, for the test that runs over it.
const SMALL_DISK: &str = "GOLUGAH_SMALL_DISK";

/// Runs this test again over a disk of 12 MiB that only it sees; `None` in the run that waits for that one.
fn small_disk(test: &str) -> Option<PathBuf> {
    if let Some(disk) = std::env::var_os(SMALL_DISK) {
        return Some(disk.into());
    }
    let folder = tempfile::tempdir().unwrap();
    let mount = "mount -t tmpfs -o size=12m tmpfs \"$GOLUGAH_SMALL_DISK\"";
    let within = |script: &str| {
        let mut command = Command::new("unshare");
        command
            .args(["-rm", "sh", "-c", script])
            .arg(std::env::current_exe().unwrap())
            .arg(test)
            .env(SMALL_DISK, folder.path());
        command.status().is_ok_and(|status| status.success())
    };
    if !within(mount) {
        let said = "a disk of its own may not be mounted here (unshare -rm)";
        assert!(std::env::var_os("CI").is_none(), "{said}, and in CI it must");
        println!("skipped: {said}; this proves nothing");
        return None;
    }
    let again = format!("{mount} && exec \"$0\" --exact \"$1\" --nocapture");
    assert!(within(&again), "{test} failed over the small disk");
    None
}

/// Fills the disk to the last byte but for so many.
fn fill(disk: &Path, but: usize) {
    let mut full = fs::File::create(disk.join("full")).unwrap();
    let piece = vec![1; 64 << 10];
    // Until there is no room for more.
    while std::io::Write::write_all(&mut full, &piece).is_ok() {}
    let length = full.metadata().unwrap().len();
    full.set_len(length.saturating_sub(but as u64)).unwrap();
}

/// The agencies' names that a second connection reads.
fn kept(data: &Path) -> Vec<String> {
    let url = format!("sqlite://{}?mode=rw", data.join("county.sqlite").display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let reader = Database::connect(url).await.unwrap();
        let sql = Statement::from_string(reader.get_database_backend(), "SELECT name_fa FROM agencies");
        let rows = reader.query_all_raw(sql).await.unwrap();
        let names = rows
            .iter()
            .map(|row| row.try_get("", "name_fa").unwrap())
            .collect();
        reader.close().await.unwrap();
        names
    })
}

/// Enters an agency; gives the status.
fn enter(site: &Served, cookie: &str, name: &str) -> u16 {
    let body = format!("name_fa={name}&name_en=");
    let answer = ask(&site.address, "POST", "/agencies", cookie, &body).unwrap();
    answer[9..12].parse().unwrap_or_else(|_| panic!("{answer}"))
}

#[test]
fn a_site_on_a_full_disk_tells_the_truth_and_comes_back() {
    let test = "full_disk::a_site_on_a_full_disk_tells_the_truth_and_comes_back";
    let Some(disk) = small_disk(test) else {
        return;
    };
    let room = Room::new();
    settle(&room);
    let data = disk.join("county");
    fs::create_dir(&data).unwrap();
    fs::copy(room.path("county/county.sqlite"), data.join("county.sqlite")).unwrap();
    let wal = room.path("county/county.sqlite-wal");
    if wal.exists() {
        fs::copy(wal, data.join("county.sqlite-wal")).unwrap();
    }
    let named = data.to_str().unwrap();
    let mut site = Served::over(&room, named, &["--no-worker", "--free-floor", "0"]);
    let (stays, leaves) = (
        sign_in(&site.address, "rahbar", PASSWORD),
        sign_in(&site.address, "rahbar", PASSWORD),
    );
    let mut told = Vec::new();
    let mut refused = 0;
    for headroom in [250_000, 600_000, 60_000] {
        fill(&disk, headroom);
        let long = "x".repeat(400);
        for number in 0..120 {
            let name = format!("agency-{headroom}-{number}-{long}");
            match enter(&site, &stays, &name) {
                303 => told.push(name),
                507 => refused += 1,
                other => panic!("{other} on a full disk"),
            }
        }
        assert!(
            ask(&site.address, "GET", "/today", &stays, "")
                .unwrap()
                .contains(" 200 "),
            "it is read on"
        );
        // Where there was no room for the farewell it is said; where it is said to be done, the visit is over.
        let left = ask(&site.address, "POST", "/sign-out", &leaves, "").unwrap();
        let here = ask(&site.address, "GET", "/today", &leaves, "").unwrap();
        assert!(
            left.contains(" 507 ") || !here.starts_with("HTTP/1.1 200"),
            "told to have left, and still here"
        );
        fs::remove_file(disk.join("full")).unwrap();
        for number in 0..3 {
            let name = format!("after-{headroom}-{number}");
            assert_eq!(enter(&site, &stays, &name), 303, "there is room again");
            told.push(name);
        }
        let seen = kept(&data);
        let unseen = told.iter().filter(|name| !seen.contains(name)).count();
        assert_eq!(unseen, 0, "{unseen} of {} are seen by nobody else", told.len());
    }
    let left = ask(&site.address, "POST", "/sign-out", &leaves, "").unwrap();
    assert!(left.contains(" 303 "), "{left}");
    let gone = ask(&site.address, "GET", "/today", &leaves, "").unwrap();
    assert!(gone.contains("location: /sign-in"), "{gone}");
    site.kill();
    let site = Served::over(&room, named, &["--no-worker", "--free-floor", "0"]);
    let seen = kept(&data);
    let lost = told.iter().filter(|name| !seen.contains(name)).count();
    assert_eq!(lost, 0, "{lost} of {} are lost", told.len());
    assert!(
        refused > 0 && told.len() > 20,
        "{} told, {refused} refused",
        told.len()
    );
    drop(site);
    room.run(&["verify", "--data", named]).done();
    println!(
        "{} acknowledged on a disk that was full three times, none lost; {refused} refused",
        told.len()
    );

    // With a floor above what is free nothing is accepted, and reading goes on.
    let site = Served::over(&room, named, &["--no-worker"]);
    assert_eq!(enter(&site, &stays, "under-the-floor"), 507);
    assert!(
        ask(&site.address, "GET", "/today", &stays, "")
            .unwrap()
            .contains(" 200 ")
    );
}
