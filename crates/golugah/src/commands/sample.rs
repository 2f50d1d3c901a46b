//! `golugah sample`: the invented county's files.

use std::io::ErrorKind;
use std::path::Path;

use crate::arguments::Sample;
use crate::failure::Failure;
use crate::progress::say;

pub(crate) fn run(command: &Sample) -> Result<(), Failure> {
    make(&command.out, command.seed)?;
    say(&format!(
        "{}: the invented county of seed {} stands here; `golugah scan {0}/*.jsonl {0}/*.xes` measures it",
        command.out.display(),
        command.seed
    ));
    Ok(())
}

/// Writes the county of a seed into a folder that is empty or new.
pub(crate) fn make(folder: &Path, seed: u64) -> Result<(), Failure> {
    let mut tell = |file: &str| say(&folder.join(file).display().to_string());
    golugah_sample::write(folder, seed, &mut tell).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists if folder.is_dir() => Failure::CouldNotRun(format!(
            "{}: this is not an empty folder; expected a new or an empty one, name another",
            folder.display()
        )),
        _ => Failure::writing(folder, &error),
    })?;
    Ok(())
}
