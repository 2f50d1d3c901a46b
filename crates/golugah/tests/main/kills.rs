//! `kill -9` of the site under eight who write: whatever a browser was told is done, is done.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use golugah_county::people::actions::AdmitPerson;
use golugah_county::people::{Role, set_password};
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::{Actor, Db};

use crate::program::Room;
use crate::served::{Served, ask, sign_in};

const WRITERS: usize = 8;
pub(crate) const PASSWORD: &str = "درست و بلند";

/// How often the site is killed; another number by `GOLUGAH_KILLS`.
const KILLS: usize = 50;

/// How soon a site that was killed answers again, at most, in the middle of all starts. The machine that tests may be
/// busy with other things, so a single start may take longer.
const RESTART: Duration = Duration::from_secs(2);

/// A county with an administrator, on 24 November 2026.
pub(crate) fn settle(room: &Room) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    std::fs::create_dir(room.path("county")).unwrap();
    runtime.block_on(async {
        let file = room.path("county/county.sqlite");
        let clock = Clock::new(|| Moment(1_795_494_600_000));
        let db = Db::open_sqlite(&file, &golugah_county::HOUSE, clock)
            .await
            .unwrap();
        let administrator = AdmitPerson {
            name: "راهبر سامانه".to_owned(),
            sign_in: "rahbar".to_owned(),
            role: Role::Administrator,
            agency: None,
            deputy_of: None,
        };
        let person = db.perform(Actor::program(), administrator).await.unwrap();
        set_password(&db, person, PASSWORD).await.unwrap();
    });
}

/// A site that answers, and how long it took until it did.
#[expect(
    clippy::disallowed_methods,
    reason = "how soon a site is back is what is asked"
)]
fn serve(room: &Room) -> (Served, Duration) {
    let begun = Instant::now();
    let site = Served::over(room, "county", &["--no-worker"]);
    let answer = site.get("/sign-in");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    (site, begun.elapsed())
}

/// Enters agencies as fast as the site takes them, and notes each that it was told is there.
fn write_on(writer: usize, cookie: &str, address: &Mutex<String>, ended: &AtomicBool) -> Vec<String> {
    let mut told = Vec::new();
    for number in 0.. {
        if ended.load(Ordering::SeqCst) {
            break;
        }
        let name = format!("agency-{writer}-{number}");
        let body = format!("name_fa={name}&name_en=");
        let address = address.lock().unwrap().clone();
        match ask(&address, "POST", "/agencies", cookie, &body) {
            Ok(answer) if answer.starts_with("HTTP/1.1 303") => {
                assert!(answer.contains("location: /agencies"), "{answer}");
                told.push(name);
            }
            // Cut off, or nobody there: it is not known whether it was done, and nobody was told that it was.
            Ok(answer) if answer.is_empty() => {}
            Ok(answer) => panic!("{answer}"),
            Err(_) => std::thread::sleep(Duration::from_millis(5)),
        }
    }
    told
}

/// The next of a row of numbers that only looks like chance: the same kills in every run.
fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

#[test]
fn a_backup_made_while_others_write_is_whole() {
    let room = Room::new();
    settle(&room);
    let (site, _) = serve(&room);
    let address = Arc::new(Mutex::new(site.address.clone()));
    let ended = Arc::new(AtomicBool::new(false));
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let cookie = sign_in(&site.address, "rahbar", PASSWORD);
        let (address, ended) = (Arc::clone(&address), Arc::clone(&ended));
        writers.push(std::thread::spawn(move || {
            write_on(writer, &cookie, &address, &ended)
        }));
    }
    let mut entries = Vec::new();
    for number in 0..8 {
        std::thread::sleep(Duration::from_millis(200));
        let (file, data) = (format!("{number}.tar.zst"), format!("copy-{number}"));
        room.run(&["backup", &file, "--data", "county"]).done();
        let restored = room.run(&["restore", &file, "--data", &data]).done();
        // With the checkpoint that the site had published by then, so that nothing of the log runs ahead of the records.
        assert!(
            restored.text().contains(", 1 checkpoint; root "),
            "{}",
            restored.text()
        );
        let count: u64 = restored.text().split(' ').next().unwrap().parse().unwrap();
        entries.push(count);
    }
    ended.store(true, Ordering::SeqCst);
    let told: usize = writers
        .into_iter()
        .map(|writer| writer.join().unwrap().len())
        .sum();
    assert!(entries.windows(2).all(|pair| pair[0] < pair[1]), "{entries:?}");
    assert!(
        told > 100,
        "only {told} were written meanwhile: this proves little"
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whoever runs it says how often")]
fn nothing_that_was_acknowledged_is_lost_when_the_site_is_killed() {
    let kills = std::env::var("GOLUGAH_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let room = Room::new();
    settle(&room);
    let (mut site, _) = serve(&room);
    let address = Arc::new(Mutex::new(site.address.clone()));
    let ended = Arc::new(AtomicBool::new(false));
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let cookie = sign_in(&site.address, "rahbar", PASSWORD);
        let (address, ended) = (Arc::clone(&address), Arc::clone(&ended));
        writers.push(std::thread::spawn(move || {
            write_on(writer, &cookie, &address, &ended)
        }));
    }
    let mut seed = 20_261_125;
    let mut starts = Vec::new();
    for _ in 0..kills {
        std::thread::sleep(Duration::from_millis(5 + next(&mut seed) % 300));
        site.kill();
        let (again, took) = serve(&room);
        site = again;
        address.lock().unwrap().clone_from(&site.address);
        starts.push(took);
    }
    ended.store(true, Ordering::SeqCst);
    let told: Vec<String> = writers
        .into_iter()
        .flat_map(|writer| writer.join().unwrap())
        .collect();
    site.kill();

    room.run(&["export", "--data", "county", "--out", "all"]).done();
    let agencies: Vec<serde_json::Value> =
        serde_json::from_str(&room.read("all/tables/agencies.json")).unwrap();
    let kept: BTreeSet<&str> = agencies
        .iter()
        .map(|agency| agency["name_fa"].as_str().unwrap())
        .collect();
    assert_eq!(kept.len(), agencies.len(), "nothing was done twice");
    let lost: Vec<_> = told.iter().filter(|name| !kept.contains(name.as_str())).collect();
    assert!(
        told.len() > 4 * kills,
        "only {} were acknowledged: this proves little",
        told.len()
    );
    assert!(
        lost.is_empty(),
        "{} of {} acknowledged are lost: {lost:?}",
        lost.len(),
        told.len()
    );
    room.run(&["verify", "--data", "county"]).done();
    starts.sort_unstable();
    let middle = starts.get(starts.len() / 2).copied().unwrap_or_default();
    let longest = starts.last().copied().unwrap_or_default();
    println!(
        "{} acknowledged over {kills} kills, none lost, {} kept; a restart takes {middle:.0?}, at most {longest:.0?}",
        told.len(),
        kept.len()
    );
    assert!(middle <= RESTART, "a restart takes {middle:?}");
}
