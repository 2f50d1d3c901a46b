use serde::{Deserialize, Serialize};

/// What of one file stands in other files too, and what became of it: each process and each case has one of the fates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameAgain {
    /// Processes that were made one with the steps that other files tell.
    pub merged: u64,
    /// Processes of which this file has the latest release: it counts, and those of the other files do not.
    pub stand: u64,
    /// Processes of which another file has the latest release: this file's does not count.
    pub passed_over: u64,
    /// Cases that this file tells furthest: they count here.
    pub cases_stand: u64,
    /// Cases that another file tells further: they count there.
    pub cases_passed_over: u64,
}

impl CameAgain {
    /// How many processes of the file stand in other files too.
    pub fn processes(&self) -> u64 {
        self.merged + self.stand + self.passed_over
    }

    /// How many of its cases.
    pub fn cases(&self) -> u64 {
        self.cases_stand + self.cases_passed_over
    }
}
