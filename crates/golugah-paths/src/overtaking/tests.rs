use super::*;
use crate::tests::Random;

/// Counting by looking at every pair.
fn by_hand(start: &[i64], end: &[i64]) -> Queue {
    let count = |passage: usize, line: i64| {
        let ahead = |other: &usize| start[*other] < start[passage] && end[*other] > line;
        (0..start.len()).filter(ahead).count() as u32
    };
    Queue {
        overtaken: (0..start.len())
            .map(|passage| count(passage, end[passage]))
            .collect(),
        waiting: (0..start.len())
            .map(|passage| count(passage, start[passage]))
            .collect(),
    }
}

/// Passages with arrivals up to `gap` apart and waits below `longest`, sorted by start.
fn invented(seed: u64, count: usize, gap: usize, longest: usize) -> (Vec<i64>, Vec<i64>) {
    let mut random = Random::new(seed);
    let mut now = 0;
    let mut passages: Vec<(i64, i64)> = (0..count)
        .map(|_| {
            now += random.below(gap + 1) as i64;
            (now, now + random.below(longest + 1) as i64)
        })
        .collect();
    passages.sort_unstable();
    passages.into_iter().unzip()
}

#[test]
fn counts_are_those_of_every_pair_looked_at() {
    for seed in 0..40 {
        // Small gaps and waits, so that stamps tie often, zero waits and equal starts among them.
        for (gap, longest) in [(0, 3), (1, 0), (1, 4), (2, 30), (50, 400)] {
            let (start, end) = invented(seed, 1 + seed as usize * 2, gap, longest);
            let expected = by_hand(&start, &end);
            assert_eq!(queue(&start, &end), expected);
            let pairs: u32 = expected.overtaken.iter().sum();
            assert_eq!(overtaking_pairs(&start, &end), u64::from(pairs));
            assert!(
                expected
                    .overtaken
                    .iter()
                    .zip(&expected.waiting)
                    .all(|(over, wait)| over <= wait)
            );
        }
    }
}

#[test]
fn equal_stamps_overtake_nobody() {
    assert_eq!(overtaking_pairs(&[], &[]), 0);
    assert_eq!(overtaking_pairs(&[1, 1, 1], &[9, 5, 1]), 0);
    assert_eq!(overtaking_pairs(&[1, 2, 3], &[9, 9, 9]), 0);
    assert_eq!(overtaking_pairs(&[1, 2, 3], &[9, 8, 7]), 3);
    let found = queue(&[1, 2, 2], &[9, 3, 9]);
    assert_eq!((found.overtaken, found.waiting), (vec![0, 1, 0], vec![0, 1, 1]));
}
