//! A program that sends a message.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use golugah_county::outbox::Outcome;
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

/// Runs the program without a shell, with the text on its standard input, and stops it with all that it started when it takes too long.
/// What it prints is not kept: a number or a password of the provider's may be in it, and however much it is fills nothing.
pub(super) async fn run(program: &Path, arguments: &[String], body: &str, patience: Duration) -> Outcome {
    let mut command = Command::new(program);
    command.args(arguments).kill_on_drop(true);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // A group of its own, so that it can be stopped with what it started.
    #[cfg(unix)]
    command.process_group(0);
    let Ok(mut child) = command.spawn() else {
        return Outcome::NotStarted;
    };
    let text = child.stdin.take();
    let ended = async {
        if let Some(mut text) = text {
            // A program that reads nothing is judged by how it ends.
            let _ = text.write_all(body.as_bytes()).await;
        }
        child.wait().await
    };
    match tokio::time::timeout(patience, ended).await {
        Ok(Ok(status)) if status.success() => Outcome::Sent,
        Ok(Ok(status)) => Outcome::Ended(status.code()),
        // Nobody can say what it did.
        Ok(Err(_)) | Err(_) => {
            stop(&mut child).await;
            Outcome::Stopped
        }
    }
}

async fn stop(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = child.id().and_then(|id| i32::try_from(id).ok())
        && let Some(group) = rustix::process::Pid::from_raw(group)
    {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    // One that has ended meanwhile is stopped.
    let _ = child.kill().await;
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    use super::{Outcome, run};

    const LONG: Duration = Duration::from_secs(20);

    /// A program that is these lines of a shell.
    fn program(folder: &Path, name: &str, lines: &str) -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        path
    }

    #[tokio::test]
    async fn a_program_is_given_the_text_and_its_arguments_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let told = folder.path().join("told");
        let path = program(
            folder.path(),
            "echo",
            "printf '%s|' \"$@\" > \"$1\"; cat >> \"$1\"",
        );
        let hostile = ["-o/etc/passwd", "; rm", "a\nb", "$(id)", "`id`", "{number}"];
        let mut arguments = vec![told.display().to_string()];
        arguments.extend(hostile.map(str::to_owned));
        let outcome = run(&path, &arguments, "۳ کار; $(id)", LONG).await;
        assert_eq!(outcome, Outcome::Sent);
        let found = std::fs::read_to_string(&told).unwrap();
        let expected = format!("{}|۳ کار; $(id)", arguments.join("|"));
        assert_eq!(found, expected);
    }

    #[tokio::test]
    async fn a_program_that_fails_says_so_and_one_that_is_not_there_sends_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = program(folder.path(), "fails", "exit 3");
        // More text than a pipe takes, for a program that reads none.
        let body = "x".repeat(1_000_000);
        assert_eq!(run(&path, &[], &body, LONG).await, Outcome::Ended(Some(3)));
        let path = program(folder.path(), "dies", "kill -9 $$");
        assert_eq!(run(&path, &[], "x", LONG).await, Outcome::Ended(None));
        let missing = folder.path().join("missing");
        assert_eq!(run(&missing, &[], "x", LONG).await, Outcome::NotStarted);
    }

    #[tokio::test]
    async fn what_a_program_prints_fills_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = program(
            folder.path(),
            "prints",
            "head -c 5000000 /dev/zero; head -c 5000000 /dev/zero >&2",
        );
        assert_eq!(run(&path, &[], "x", LONG).await, Outcome::Sent);
    }

    #[tokio::test]
    async fn a_program_that_hangs_is_stopped_with_what_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let alive = folder.path().join("alive");
        let lines = format!("(sleep 3; echo yes > {}) &\nsleep 1000", alive.display());
        let path = program(folder.path(), "hangs", &lines);
        let outcome = run(&path, &[], "x", Duration::from_millis(500)).await;
        assert_eq!(outcome, Outcome::Stopped);
        tokio::time::sleep(Duration::from_secs(4)).await;
        assert!(!alive.exists(), "what it had started went on");
    }
}
