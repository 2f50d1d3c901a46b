//! The door under those who open connections and say nothing, and when the site is told to end.
#![cfg(unix)]

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::kills::{PASSWORD, settle};
use crate::program::Room;
use crate::served::{Served, ask, sign_in};

/// How many say nothing.
const SILENT: usize = 5000;

/// How long, in seconds; another number by `GOLUGAH_DOOR_SECONDS`.
const SECONDS: u64 = 10;

/// How long whoever is signed in waits for a page at most.
const PATIENCE: Duration = Duration::from_secs(2);

/// Raises our own limit, and says how many connections that leaves us.
fn connections_of_our_own() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let wished = limit.maximum.unwrap_or(20_000).min(20_000);
    let raised = Rlimit {
        current: Some(wished),
        maximum: limit.maximum,
    };
    let _ = setrlimit(Resource::Nofile, raised);
    let ours = getrlimit(Resource::Nofile).current.unwrap_or(wished);
    usize::try_from(ours).unwrap().saturating_sub(600).min(SILENT)
}

/// Whether the other side has hung up.
fn is_over(stream: &TcpStream) -> bool {
    match stream.peek(&mut [0]) {
        Ok(_) => true,
        Err(error) => error.kind() != ErrorKind::WouldBlock,
    }
}

/// Opens a connection and says nothing, or half of a head.
fn silence(address: &str, number: usize) -> Option<TcpStream> {
    let mut stream = TcpStream::connect(address).ok()?;
    if number.is_multiple_of(2) {
        stream.write_all(b"GET /today HTTP/1.1\r\nHost: c").ok()?;
    }
    stream.set_nonblocking(true).ok()?;
    Some(stream)
}

/// Keeps so many connections open until it is enough, and opens anew what was closed: two thousand a second at most.
fn keep_silent(address: &str, many: usize, ended: &AtomicBool) -> usize {
    let mut streams: Vec<Option<TcpStream>> = (0..many).map(|number| silence(address, number)).collect();
    let mut most = streams.iter().flatten().count();
    while !ended.load(Ordering::SeqCst) {
        let mut opened = 0;
        for (number, stream) in streams.iter_mut().enumerate() {
            if stream.as_ref().is_none_or(is_over) && opened < 200 {
                *stream = silence(address, number);
                opened += 1;
            }
        }
        most = most.max(streams.iter().flatten().filter(|stream| !is_over(stream)).count());
        std::thread::sleep(Duration::from_millis(100));
    }
    most
}

fn memory(site: &Served) -> String {
    let status = std::fs::read_to_string(format!("/proc/{}/status", site.id())).unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    resident.map_or_else(|| "unknown".to_owned(), |text| text.trim().to_owned())
}

#[expect(clippy::disallowed_methods, reason = "how soon a page comes is what is asked")]
#[test]
fn a_signed_in_page_comes_while_thousands_say_nothing() {
    let many = connections_of_our_own();
    let seconds = std::env::var("GOLUGAH_DOOR_SECONDS").ok();
    let seconds = seconds.map_or(SECONDS, |text| text.parse().unwrap());
    for descriptors in ["1024", "20000"] {
        let room = Room::new();
        settle(&room);
        let site = Served::with_descriptors(&room, "county", descriptors);
        let visit = sign_in(&site.address, "rahbar", PASSWORD);
        let before = memory(&site);
        let ended = AtomicBool::new(false);
        let (held, worst, asked) = std::thread::scope(|scope| {
            let attack = scope.spawn(|| keep_silent(&site.address, many, &ended));
            let begun = Instant::now();
            let (mut worst, mut asked) = (Duration::ZERO, 0);
            while begun.elapsed() < Duration::from_secs(seconds) {
                let turn = Instant::now();
                loop {
                    // A browser asks again where the line was cut before anything came.
                    match ask(&site.address, "GET", "/today", &visit, "") {
                        Ok(answer) if answer.starts_with("HTTP/1.1 200") => break,
                        Ok(answer) if !answer.is_empty() => panic!("{answer}"),
                        _ => assert!(
                            turn.elapsed() < PATIENCE,
                            "no page with {descriptors} descriptors"
                        ),
                    }
                }
                worst = worst.max(turn.elapsed());
                asked += 1;
                std::thread::sleep(Duration::from_millis(100));
            }
            ended.store(true, Ordering::SeqCst);
            (attack.join().unwrap(), worst, asked)
        });
        println!(
            "{descriptors} descriptors, {many} silent for {seconds} s, {held} of them held: {asked} pages, the slowest \
             after {} ms; memory {before} before, {} after",
            worst.as_millis(),
            memory(&site)
        );
        assert!(worst < PATIENCE, "{descriptors}: {} ms", worst.as_millis());
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "how soon the door closes is what is asked"
)]
#[test]
fn half_a_head_and_a_finished_connection_end_after_ten_seconds() {
    let room = Room::new();
    settle(&room);
    let site = Served::over(&room, "county", &["--no-worker"]);
    for said in [
        "",
        "GET / HTTP/1.1\r\nHost: c",
        "GET /assets/golugah.css HTTP/1.1\r\nHost: c\r\n\r\n",
    ] {
        let begun = Instant::now();
        let mut stream = TcpStream::connect(&site.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(25))).unwrap();
        stream.write_all(said.as_bytes()).unwrap();
        let mut heard = Vec::new();
        stream.read_to_end(&mut heard).unwrap();
        let seconds = begun.elapsed().as_secs();
        assert!((9..=20).contains(&seconds), "{said:?}: {seconds} s");
    }
}

/// Whoever stands at the end of a service waits for its answers.
#[test]
fn the_site_ends_when_told_and_gives_the_answer_that_was_begun() {
    for signal in ["TERM", "INT"] {
        let room = Room::new();
        settle(&room);
        let mut site = Served::over(&room, "county", &["--no-worker"]);
        let mut stream = TcpStream::connect(&site.address).unwrap();
        let silent = TcpStream::connect(&site.address).unwrap();
        let body = "name=dabir&password=wrong";
        let (first, rest) = body.split_at(10);
        write!(
            stream,
            "POST /sign-in HTTP/1.1\r\nHost: c\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{first}",
            body.len()
        )
        .unwrap();
        // The head has been read once another page has been answered.
        assert!(site.get("/sign-in").starts_with("HTTP/1.1 200"));
        let told = Command::new("kill")
            .args([&format!("-{signal}"), &site.id().to_string()])
            .status();
        assert!(told.unwrap().success());
        std::thread::sleep(Duration::from_millis(300));
        assert!(TcpStream::connect(&site.address).is_err(), "nobody new is let in");
        stream.write_all(rest.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
        assert!(site.ended().success());
        drop(silent);
    }
}

#[test]
fn an_open_address_without_https_is_warned_of() {
    let room = Room::new();
    settle(&room);
    let mut child = Command::new(env!("CARGO_BIN_EXE_golugah"))
        .args([
            "serve",
            "--data",
            "county",
            "--no-worker",
            "--listen",
            "0.0.0.0:0",
        ])
        .current_dir(room.path(""))
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stderr.take().unwrap()));
    lines.next().unwrap().unwrap();
    let warning = lines.next().unwrap().unwrap();
    assert!(
        warning.contains("plain http") && warning.contains("--behind-https"),
        "{warning}"
    );
    child.kill().unwrap();
    child.wait().unwrap();
}
