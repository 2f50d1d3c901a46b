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
    use std::path::Path;
    use std::time::Duration;

    use super::{Outcome, run};

    const LONG: Duration = Duration::from_secs(20);

    /// Runs these lines of a shell with these arguments. The shell is the program: one that was written just now may be held open by a test
    /// beside this one that starts another.
    async fn ran(folder: &Path, lines: &str, arguments: &[&str], body: &str, patience: Duration) -> Outcome {
        let script = folder.join("script");
        std::fs::write(&script, lines).unwrap();
        let script = script.display().to_string();
        let arguments = [script.as_str()].into_iter().chain(arguments.iter().copied());
        let arguments: Vec<String> = arguments.map(str::to_owned).collect();
        run(Path::new("/bin/sh"), &arguments, body, patience).await
    }

    #[tokio::test]
    async fn a_program_is_given_the_text_and_its_arguments_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let told = folder.path().join("told").display().to_string();
        let arguments = [
            &told,
            "-o/etc/passwd",
            "; rm",
            "a\nb",
            "$(id)",
            "`id`",
            "{number}",
        ];
        let lines = "printf '%s|' \"$@\" > \"$1\"; cat >> \"$1\"";
        let outcome = ran(folder.path(), lines, &arguments, "۳ کار; $(id)", LONG).await;
        assert_eq!(outcome, Outcome::Sent);
        let found = std::fs::read_to_string(&told).unwrap();
        assert_eq!(found, format!("{}|۳ کار; $(id)", arguments.join("|")));
    }

    #[tokio::test]
    async fn a_program_that_fails_says_so_and_one_that_is_not_there_sends_nothing() {
        let folder = tempfile::tempdir().unwrap();
        // More text than a pipe takes, for a program that reads none.
        let body = "x".repeat(1_000_000);
        let failed = ran(folder.path(), "exit 3", &[], &body, LONG).await;
        assert_eq!(failed, Outcome::Ended(Some(3)));
        let died = ran(folder.path(), "kill -9 $$", &[], "x", LONG).await;
        assert_eq!(died, Outcome::Ended(None));
        let missing = folder.path().join("missing");
        assert_eq!(run(&missing, &[], "x", LONG).await, Outcome::NotStarted);
    }

    #[tokio::test]
    async fn what_a_program_prints_fills_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let lines = "head -c 5000000 /dev/zero; head -c 5000000 /dev/zero >&2";
        assert_eq!(ran(folder.path(), lines, &[], "x", LONG).await, Outcome::Sent);
    }

    #[tokio::test]
    async fn a_program_that_hangs_is_stopped_with_what_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let alive = folder.path().join("alive");
        let alive_at = alive.display().to_string();
        let lines = "(sleep 3; echo yes > \"$1\") &\nsleep 1000";
        let short = Duration::from_millis(500);
        let outcome = ran(folder.path(), lines, &[&alive_at], "x", short).await;
        assert_eq!(outcome, Outcome::Stopped);
        tokio::time::sleep(Duration::from_secs(4)).await;
        assert!(!alive.exists(), "what it had started went on");
    }
}
