//! `golugah sample`: the invented county's files.

use crate::arguments::Sample;
use crate::failure::Failure;
use crate::progress::say;

pub(crate) fn run(command: &Sample) -> Result<(), Failure> {
    say(&format!(
        "{}: the invented county of seed {} stands here; `golugah scan {0}/*.jsonl {0}/*.xes` measures it",
        command.out.display(),
        command.seed
    ));
    Ok(())
}
