//! Cases that stand in several logs of one procedure: each is counted once, where it is told furthest.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use golugah_records::EventLog;
use serde::{Deserialize, Serialize};

/// Cases to pass over: of which input, and by which hash.
pub(crate) type Excluded = BTreeSet<(u32, u64)>;

/// A case that was met.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Met {
    case: u64,
    /// Its last moment, then how many events it has: what is told further is later.
    last: i64,
    events: u32,
    input: u32,
    line: u32,
}

impl Met {
    /// A case is the same in two logs where procedure, identifier and first moment are: a number alone that two offices count
    /// from one on is not.
    pub(crate) fn hash(log: &EventLog, case: usize) -> u64 {
        let mut hash = DefaultHasher::new();
        (&log.name, log.case_id(case), log.began(case).millis).hash(&mut hash);
        hash.finish()
    }

    /// How far it is told; among those told as far the later input counts.
    fn furthest(&self) -> (i64, u32, u32) {
        (self.last, self.events, self.input)
    }
}

/// The cases of all logs that one thread met.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct BroughtAgain(Vec<Met>);

/// A case that another input tells further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ToldFurther {
    pub(crate) earlier: (u32, u64),
    /// The line at which it begins in the earlier one.
    pub(crate) line: u64,
    /// Input and line that tell it further.
    pub(crate) by: (u32, u64),
}

impl BroughtAgain {
    /// Notes the cases of a log.
    pub(crate) fn note(&mut self, log: &EventLog, input: u32) {
        self.0.extend((0..log.case_count()).map(|case| {
            let events = log.events_of(case);
            Met {
                case: Met::hash(log, case),
                last: log.events.millis[events.end - 1],
                events: events.len() as u32,
                input,
                line: log.cases.line[case],
            }
        }));
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The same, met in this input.
    pub(crate) fn at(mut self, input: u32) -> Self {
        self.0.iter_mut().for_each(|met| met.input = input);
        self
    }

    /// The cases to pass over, in order of input and line. What stands twice in one log is none.
    pub(crate) fn told_further(mut self) -> Vec<ToldFurther> {
        self.0
            .sort_unstable_by_key(|met| (met.case, met.furthest(), met.line));
        let mut told = Vec::new();
        for same in self.0.chunk_by(|a, b| a.case == b.case) {
            let Some((furthest, earlier)) = same.split_last() else {
                continue;
            };
            let others = earlier.iter().filter(|one| one.input != furthest.input);
            told.extend(others.map(|one| ToldFurther {
                earlier: (one.input, one.case),
                line: u64::from(one.line),
                by: (furthest.input, u64::from(furthest.line)),
            }));
        }
        told.sort_unstable_by_key(|one| (one.earlier.0, one.line));
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(case: u64, last: i64, events: u32, input: u32) -> Met {
        Met {
            case,
            last,
            events,
            input,
            line: 10 + input,
        }
    }

    #[test]
    fn the_case_that_is_told_furthest_stands_whatever_came_first() {
        let told = |all: &[Met]| {
            let told = BroughtAgain(all.to_vec()).told_further();
            told.iter().map(|one| (one.earlier, one.by)).collect::<Vec<_>>()
        };
        let (short, long) = (met(1, 5, 2, 1), met(1, 9, 2, 0));
        assert_eq!(told(&[short, long]), [((1, 1), (0, 10))]);
        // As far: the one with more events, then the one that came later.
        assert_eq!(told(&[met(1, 5, 3, 0), short]), [((1, 1), (0, 10))]);
        assert_eq!(told(&[met(1, 5, 2, 0), short]), [((0, 1), (1, 11))]);
        // Another case, and one that stands twice in its own log.
        assert_eq!(told(&[short, met(2, 9, 9, 0), met(1, 4, 1, 1)]), []);
    }
}
