//! How many connections there may be: each is a descriptor, and the database, the log and the store need theirs.

/// Descriptors that no connection gets: the database's files and connections, the log, the worker, files being written.
const RESERVE: u64 = 128;

/// The most connections, however many descriptors there are: each may take some 12 kB, and a proxy keeps fewer.
const MOST: u64 = 4096;

/// The fewest, however few descriptors there are.
const FEWEST: u64 = 16;

/// How many descriptors are wished for.
#[cfg(unix)]
const WISHED: u64 = 16_384;

/// How many connections there may be at once. The system's soft limit is raised as far as it goes.
pub(super) fn seats() -> usize {
    usize::try_from(seats_of(limit())).unwrap_or(usize::MAX)
}

/// While it is answered, a connection may hold one file more: of three descriptors two are seats.
fn seats_of(descriptors: u64) -> u64 {
    (descriptors.saturating_sub(RESERVE) / 3 * 2).clamp(FEWEST, MOST)
}

#[cfg(unix)]
fn limit() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    let soft = limit.current.unwrap_or(WISHED);
    let wished = limit.maximum.unwrap_or(WISHED).min(WISHED);
    if soft >= wished {
        return soft;
    }
    let raised = Rlimit {
        current: Some(wished),
        maximum: limit.maximum,
    };
    // If it may not be raised, what there is must do.
    setrlimit(Resource::Nofile, raised).map_or(soft, |()| wished)
}

/// Elsewhere sockets are no descriptors, and a bound is a bound all the same.
#[cfg(not(unix))]
fn limit() -> u64 {
    2048
}

#[cfg(test)]
mod tests {
    use super::{FEWEST, MOST, RESERVE, seats_of};

    #[test]
    fn something_is_always_left_for_the_database() {
        assert_eq!(seats_of(0), FEWEST);
        assert_eq!(seats_of(1024), 596);
        assert_eq!(seats_of(20_000), MOST);
        for limit in RESERVE + 2 * FEWEST..3000 {
            assert!(limit - seats_of(limit) >= RESERVE, "{limit}");
        }
    }
}
