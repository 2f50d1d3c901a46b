//! A site that is really served, and one who asks it over the network.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::program::Room;

/// A site that is stopped when it is let go.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: String,
}

impl Served {
    /// The site over a county's folder, once it listens.
    pub(crate) fn over(room: &Room, data: &str, more: &[&str]) -> Self {
        Self::by(Command::new(env!("CARGO_BIN_EXE_golugah")), room, data, more)
    }

    /// The same with so many descriptors and no more.
    pub(crate) fn with_descriptors(room: &Room, data: &str, descriptors: &str) -> Self {
        let mut shell = Command::new("sh");
        let program = env!("CARGO_BIN_EXE_golugah");
        shell.args(["-c", "ulimit -n $0 && exec \"$@\"", descriptors, program]);
        Self::by(shell, room, data, &["--no-worker"])
    }

    fn by(mut program: Command, room: &Room, data: &str, more: &[&str]) -> Self {
        let mut child = program
            .args(["serve", "--data", data, "--listen", "127.0.0.1:0"])
            .args(more)
            .current_dir(room.path(""))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let said = lines.by_ref().map(Result::unwrap);
        let line = { said }.find(|line| line.starts_with("http://")).unwrap();
        let address = line.strip_prefix("http://").unwrap();
        let address = address.split('/').next().unwrap().to_owned();
        // Whatever else it says is read and forgotten, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// The site over a fresh folder, at a terminal, and the code that it shows there; `None` where none can be made.
    pub(crate) fn at_a_terminal(room: &Room, data: &str) -> Option<(Self, String)> {
        let program = env!("CARGO_BIN_EXE_golugah");
        let command = format!("{program} serve --data {data} --listen 127.0.0.1:0 --no-worker");
        let mut child = Command::new("script")
            .args(["-q", "-e", "-c", &command, "/dev/null"])
            .current_dir(room.path(""))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.next().unwrap().unwrap();
        let (_, rest) = line.split_once("http://").unwrap_or_else(|| panic!("{line}"));
        let (address, rest) = rest.split_once("/begin").unwrap();
        let code = rest.trim().rsplit(' ').next().unwrap().to_owned();
        assert_eq!(code.len(), 14, "{line}");
        std::thread::spawn(move || lines.for_each(drop));
        let address = address.to_owned();
        Some((Self { child, address }, code))
    }

    /// Its number with the system.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended; waits for that.
    pub(crate) fn ended(&mut self) -> std::process::ExitStatus {
        self.child.wait().unwrap()
    }

    /// Ends it at once, as a power cut does, and waits until it is gone.
    pub(crate) fn kill(&mut self) {
        // It may have ended by itself, which its test has noticed by then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// A page, head and all.
    pub(crate) fn get(&self, path: &str) -> String {
        ask(&self.address, "GET", path, "", "").unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}

/// One request on a connection of its own; an error where the site is gone.
pub(crate) fn ask(
    address: &str,
    method: &str,
    path: &str,
    cookie: &str,
    body: &str,
) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// Signs in, and gives the cookie of the visit.
pub(crate) fn sign_in(address: &str, name: &str, password: &str) -> String {
    let password: String = password.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let answer = ask(
        address,
        "POST",
        "/sign-in",
        "",
        &format!("name={name}&password={password}"),
    );
    let answer = answer.unwrap();
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "));
    let cookie = cookie.unwrap_or_else(|| panic!("{name}: {answer}"));
    cookie.split(';').next().unwrap().to_owned()
}
