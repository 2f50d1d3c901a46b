//! The disk is full for a moment: whoever was told that a deed is done finds it there, before a new start and after it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::asked::{Asked, empty, kept_after_a_start, kept_in};

/// How many headrooms are tried.
const HEADROOMS: u64 = 100;

/// Where the small disk is mounted, for the test that runs over it.
const SMALL_DISK: &str = "GOLUGAH_SMALL_DISK";

/// A disk of 12 MiB that only this test sees. The test is run again in a mount namespace of its own and finds the disk;
/// the run without it waits for that one and gets `None`.
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
        eprintln!("skipped: {said}; this proves nothing");
        return None;
    }
    let again = format!("{mount} && exec \"$0\" --exact \"$1\" --nocapture");
    assert!(within(&again), "{test} failed over the small disk");
    None
}

/// Fills the disk but for so many bytes.
fn fill(disk: &Path, but: u64) {
    let room = rustix::fs::statvfs(disk).unwrap();
    let free = room.f_bavail * room.f_frsize;
    let full = fs::File::create(disk.join("full")).unwrap();
    rustix::fs::fallocate(
        &full,
        rustix::fs::FallocateFlags::empty(),
        0,
        free.saturating_sub(but).max(1),
    )
    .unwrap();
}

/// What one round over a disk with so little room gave.
#[derive(Default)]
struct Told {
    done: usize,
    refused: usize,
    after: usize,
}

/// Deeds with room, on a disk that fills up, beyond that, and with room again.
fn round(disk: &Path, number: u64, headroom: u64, floor: u64, told: &mut Told) {
    let file = disk.join("county.sqlite");
    for name in ["county.sqlite", "county.sqlite-wal", "county.sqlite-shm", "full"] {
        // Not every round leaves all of them.
        let _ = fs::remove_file(disk.join(name));
    }
    fs::copy(disk.join("empty.sqlite"), &file).unwrap();
    let mut asked = Asked::over(&file, &number.to_string(), |command| {
        command.args(["--free-floor", &floor.to_string()]);
    });
    assert_eq!(asked.ask(3), Some(3), "there is room: {:?}", asked.refused);
    fill(disk, floor + headroom);
    let mut beyond = 0;
    for turn in 0..400 {
        let deeds = if turn % 2 == 0 { 1 } else { 8 };
        let done = asked.ask(deeds).expect("a full disk is no reason to end");
        beyond += u32::from(!asked.refused.is_empty());
        if done == 0 && beyond > 3 {
            break;
        }
    }
    assert!(!asked.refused.is_empty(), "the disk never was full: {headroom}");
    let full = "there is no room left on the disk";
    assert_eq!(asked.refused.iter().find(|said| *said != full), None);
    let before = asked.done.len();
    told.refused += asked.refused.len();
    fs::remove_file(disk.join("full")).unwrap();
    for deeds in [1, 8, 1] {
        asked.ask(deeds).expect("there is room again");
    }
    told.after += asked.done.len() - before;
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let seen = runtime.block_on(kept_in(&file));
    let unseen = asked.done.difference(&seen).count();
    let done = asked.kill();
    assert_eq!(
        unseen,
        0,
        "{unseen} of {} acknowledged are seen by nobody else",
        done.len()
    );
    let kept = runtime.block_on(kept_after_a_start(&file));
    let lost = done.difference(&kept).count();
    assert_eq!(lost, 0, "{lost} of {} acknowledged are lost", done.len());
    told.done += done.len();
}

fn rounds(test: &str, floor: u64) {
    let Some(disk) = small_disk(test) else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(empty(&disk.join("empty.sqlite")));
    let mut told = Told::default();
    for number in 0..HEADROOMS {
        // From where not one deed fits to where some dozens do, and never a whole number of pages.
        round(&disk, number, 10_000 + number * 4_321, floor, &mut told);
    }
    eprintln!(
        "floor {floor}: {HEADROOMS} headrooms, {} acknowledged, none lost; {} refused for want of room, {} of {} done \
         once there was room again",
        told.done,
        told.refused,
        told.after,
        HEADROOMS * 10
    );
    assert_eq!(
        told.after as u64,
        HEADROOMS * 10,
        "what follows a full disk is done"
    );
}

#[test]
fn a_hundred_full_disks_lose_nothing_that_was_acknowledged() {
    rounds(
        "full_disk::a_hundred_full_disks_lose_nothing_that_was_acknowledged",
        0,
    );
}

#[test]
fn with_a_floor_no_deed_meets_a_full_disk() {
    rounds("full_disk::with_a_floor_no_deed_meets_a_full_disk", 1 << 20);
}
