//! Messages as files, for a program that sends them from there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use golugah_county::outbox::Outcome;
use golugah_desk::private;

/// Writes a message as a file of its own: under its name only once it is whole and on the disk. It is for its owner alone, for a number is
/// in it.
pub(super) fn write(folder: &Path, id: i64, number: &str, body: &str) -> Outcome {
    match written(folder, id, number, body) {
        Ok(()) => Outcome::Sent,
        Err(_) => Outcome::NotWritten,
    }
}

fn written(folder: &Path, id: i64, number: &str, body: &str) -> io::Result<()> {
    let name = folder.join(format!("{id:09}.txt"));
    let part = folder.join(format!(".{id:09}.part"));
    // What an earlier try left.
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = private::new_file(&part)?;
    file.write_all(format!("{number}\n\n{body}\n").as_bytes())?;
    file.sync_all()?;
    fs::rename(&part, &name)?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Outcome, write};

    #[test]
    fn a_message_is_a_whole_file_or_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".000000007.part"), "half").unwrap();
        assert_eq!(write(folder.path(), 7, "09123456789", "۳ کار"), Outcome::Sent);
        let names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, ["000000007.txt"]);
        let text = fs::read_to_string(folder.path().join("000000007.txt")).unwrap();
        assert_eq!(text, "09123456789\n\n۳ کار\n");
        let missing = folder.path().join("missing");
        assert_eq!(write(&missing, 8, "09123456789", "x"), Outcome::NotWritten);
        assert!(!missing.exists(), "a folder that somebody forgot is not made up");
    }
}
