//! `golugah sample`: the invented county's files.

use crate::arguments::Sample;
use crate::failure::Failure;
use crate::progress::say;

pub(crate) fn run(command: &Sample) -> Result<(), Failure> {
    golugah_sample::write(&command.out, command.seed, &mut say)
        .map_err(|error| Failure::writing(&command.out, &error))?;
    say(&format!(
        "{}: the invented county of seed {} stands here; `golugah scan {0}/*.jsonl {0}/*.xes` measures it",
        command.out.display(),
        command.seed
    ));
    Ok(())
}
