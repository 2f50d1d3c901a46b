//! `golugah sample`: the invented county's files.

use std::io::ErrorKind;
use std::path::Path;

use crate::arguments::{PublishedDetail, Sample, Size};
use crate::failure::Failure;
use crate::progress::say;

pub(crate) fn run(command: &Sample) -> Result<(), Failure> {
    let of = (command.size.into(), command.detail.into());
    make(&command.out, command.seed, of)?;
    say(&format!(
        "{}: the invented county of seed {} stands here; `golugah scan {0}/*.jsonl{}` measures it",
        command.out.display(),
        command.seed,
        if command.size == Size::Small {
            String::new()
        } else {
            format!(" {}/*.xes", command.out.display())
        }
    ));
    Ok(())
}

/// Writes the county of a seed into a folder that is empty or new.
fn make(folder: &Path, seed: u64, of: (golugah_sample::Size, golugah_sample::Detail)) -> Result<(), Failure> {
    let mut tell = |file: &str| say(&folder.join(file).display().to_string());
    golugah_sample::write_of(folder, seed, of, &mut tell).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists if folder.is_dir() => Failure::CouldNotRun(format!(
            "{}: this is not an empty folder; expected a new or an empty one, name another",
            folder.display()
        )),
        _ => Failure::writing(folder, &error),
    })?;
    Ok(())
}

impl From<Size> for golugah_sample::Size {
    fn from(size: Size) -> Self {
        match size {
            Size::Small => Self::Small,
            Size::Middle => Self::Middle,
            Size::Large => Self::Large,
        }
    }
}

impl From<PublishedDetail> for golugah_sample::Detail {
    fn from(detail: PublishedDetail) -> Self {
        match detail {
            PublishedDetail::Winners => Self::Winners,
            PublishedDetail::Dates => Self::Dates,
            PublishedDetail::Bids => Self::Bids,
        }
    }
}
