//! Days on which far more cases of a log begin than on others.

use golugah_records::{EventLog, Timestamp};
use hashbrown::HashMap;

/// So many cases that begin on one day
const CASES: u32 = 10;
/// and so many times as many as begin on a day in the middle are one entry: an old list typed in, an intake of a whole quarter.
const TIMES: u32 = 5;

/// Which cases were entered together with many others.
pub(crate) struct Intakes {
    /// Per case, the day of such an entry.
    of_case: Vec<Option<Timestamp>>,
}

impl Intakes {
    pub(crate) fn of(log: &EventLog) -> Self {
        let began = |case: usize| log.began(case);
        let mut begin: HashMap<i64, u32> = HashMap::new();
        for case in 0..log.case_count() {
            *begin.entry(began(case).local_day()).or_default() += 1;
        }
        let mut counts: Vec<u32> = begin.values().copied().collect();
        counts.sort_unstable();
        let middle = counts.get(counts.len() / 2).copied().unwrap_or_default();
        let is_one = |count: u32| count >= CASES && count >= TIMES * middle;
        let of_case = (0..log.case_count()).map(|case| {
            let day = began(case);
            Some(day).filter(|day| begin.get(&day.local_day()).is_some_and(|count| is_one(*count)))
        });
        Self {
            of_case: of_case.collect(),
        }
    }

    /// By which day something done in the case hangs together: that of the entry where it was entered with many others, else its own.
    pub(crate) fn day(&self, case: usize, own: Timestamp) -> Timestamp {
        self.of_case.get(case).copied().flatten().unwrap_or(own)
    }
}
