//! Several things done at once, their answers in the things' order.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `answer` says of each of the things, asked by so many threads: whoever is free takes the next.
pub(super) fn side_by_side<T: Sync, A: Send>(
    things: &[T],
    threads: usize,
    answer: impl Fn(&T) -> A + Sync,
) -> Vec<A> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut own = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else { return own };
            own.push((at, answer(thing)));
        }
    };
    let mut answers: Vec<(usize, A)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(things.len()))
            .map(|_| scope.spawn(take))
            .collect();
        let mut answers = take();
        for other in others {
            match other.join() {
                Ok(own) => answers.extend(own),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        answers
    });
    answers.sort_unstable_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn answers_stand_in_the_order_of_what_was_asked() {
        let things: Vec<u64> = (0..500).collect();
        let expected: Vec<u64> = things.iter().map(|thing| thing * thing).collect();
        for threads in [1, 2, 7] {
            let answers = side_by_side(&things, threads, |thing| {
                // The first take longest.
                (0..(500 - thing) * 50).fold(thing * thing, |all, _| std::hint::black_box(all))
            });
            assert_eq!(answers, expected, "{threads} threads");
        }
        let nothing: [u64; 0] = [];
        assert!(side_by_side(&nothing, 4, |thing| *thing).is_empty());
    }
}
