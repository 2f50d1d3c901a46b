use super::*;

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

fn raised(found: &Overtaking) -> Vec<usize> {
    (0..found.share.len())
        .filter(|passage| found.raised(*passage) == Some(true))
        .collect()
}

/// A desk that serves in order of arrival, each taking up to twice `service`; passage numbers in `jump` are served at
/// once.
fn desk(seed: u64, count: usize, service: usize, jump: &dyn Fn(usize) -> bool) -> (Vec<i64>, Vec<i64>) {
    let mut random = Random::new(seed);
    let (mut now, mut free) = (0, 500_000);
    (0..count)
        .map(|passage| {
            now += random.below(2 * service) as i64;
            let work = 1 + random.below(2 * service) as i64;
            if jump(passage) {
                return (now, now + work.min(service as i64 / 4));
            }
            free = i64::max(free, now) + work;
            (now, free)
        })
        .unzip()
}

#[test]
fn who_is_served_before_the_queue_stands_out() {
    let jumps = |passage: usize| passage > 50 && passage % 211 == 7;
    let (start, end) = desk(3, 2_000, 1_000, &jumps);
    let found = judge(&start, &end, 1, &NullOptions::default()).unwrap();
    let expected: Vec<usize> = (0..2_000).filter(|passage| jumps(*passage)).collect();
    let raised = raised(&found);
    assert!(
        raised.iter().all(|passage| jumps(*passage)),
        "only those who jumped: {raised:?}"
    );
    assert!(
        raised.len() * 10 >= expected.len() * 8,
        "nearly all of them: {raised:?} of {expected:?}"
    );
}

#[test]
fn many_who_jump_do_not_hide_one_another() {
    for in_a_hundred in [2, 5, 10, 20] {
        let mut random = Random::new(in_a_hundred);
        let chosen: Vec<bool> = (0..3_000)
            .map(|passage| random.below(100) < in_a_hundred as usize && passage > 50)
            .collect();
        let (start, end) = desk(9, 3_000, 1_000, &|passage| chosen[passage]);
        let found = judge(&start, &end, 1, &NullOptions::default()).unwrap();
        let (mut seen, mut all, mut innocent) = (0, 0, 0);
        for (passage, jumped) in chosen.iter().enumerate() {
            if let Some(raised) = found.raised(passage) {
                all += usize::from(*jumped);
                seen += usize::from(*jumped && raised);
                innocent += usize::from(!jumped && raised);
            }
        }
        assert!(
            all > 20 && seen * 10 >= all * 9,
            "{in_a_hundred} %: {seen} of {all} found"
        );
        assert!(innocent < 60, "{in_a_hundred} %: {innocent} others raised");
    }
}

#[test]
fn an_honest_queue_and_a_constant_wait_raise_nothing() {
    let (start, end) = desk(4, 2_000, 1_000, &|_| false);
    assert_eq!(
        raised(&judge(&start, &end, 1, &NullOptions::default()).unwrap()),
        [0_usize; 0]
    );
    let (start, _) = invented(5, 3_000, 50, 0);
    let end: Vec<i64> = start.iter().map(|start| start + 5_184_000).collect();
    let found = judge(&start, &end, 1, &NullOptions::default()).unwrap();
    assert_eq!((found.threshold, raised(&found)), (0, vec![]));
}

#[test]
fn free_choice_of_the_moment_raises_no_more_than_chance_lets_expect() {
    // Where everybody waits as they like, chance is all there is: the threshold's own error rate must come out.
    let (mut all, mut found) = (0, 0);
    for seed in 0..10 {
        let (start, end) = invented(seed, 2_000, 100, 40_000);
        let judged = judge(&start, &end, seed, &NullOptions::default()).unwrap();
        all += judged.share.iter().flatten().count();
        found += raised(&judged).len();
    }
    assert!((all / 400..all / 50).contains(&found), "{found} of {all}");
    // Most are quick and a few lie for ages: everybody quick overtakes those, and nobody is to blame.
    let (start, end) = invented(11, 3_000, 100, 30);
    let parked = |passage: usize, end: i64| {
        if passage.is_multiple_of(20) {
            end + 30_000
        } else {
            end
        }
    };
    let end: Vec<i64> = end
        .into_iter()
        .enumerate()
        .map(|(passage, end)| parked(passage, end))
        .collect();
    assert_eq!(
        raised(&judge(&start, &end, 1, &NullOptions::default()).unwrap()),
        [0_usize; 0]
    );
}

#[test]
fn days_instead_of_moments_are_not_judged() {
    let (start, end) = invented(6, 2_000, 1, 40);
    let day = |times: Vec<i64>| {
        times
            .into_iter()
            .map(|time| time / 10 * 86_400_000)
            .collect::<Vec<_>>()
    };
    let (start, end) = (day(start), day(end));
    assert_eq!(
        judge(&start, &end, 1, &NullOptions::default()),
        Err(NotJudged::StampsTie)
    );
}

#[test]
fn a_step_without_a_queue_is_not_judged() {
    let start: Vec<i64> = (0..500).map(|passage| passage * 100).collect();
    let end: Vec<i64> = start.iter().map(|start| start + 90).collect();
    assert_eq!(
        judge(&start, &end, 1, &NullOptions::default()),
        Err(NotJudged::TooFewWaiting)
    );
    assert_eq!(
        judge(&[], &[], 1, &NullOptions::default()),
        Err(NotJudged::TooFewWaiting)
    );
}

#[test]
fn the_seed_decides_and_nothing_else() {
    let (start, end) = invented(8, 600, 100, 40_000);
    let judged = |seed| judge(&start, &end, seed, &NullOptions::default()).unwrap();
    assert_eq!(judged(1), judged(1));
    assert_eq!(judged(1).queue, judged(2).queue);
}
