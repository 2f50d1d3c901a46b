/// Decimals of an expected number of classes: the rest is the order of the sum.
const ONE: f64 = 1e6;

/// How many classes so many of a supplier's processes would have on average, drawn without putting back: rarefaction after
/// Hurlbert (1971) by processes. `counts` are in how many of all processes each class was awarded.
pub(super) fn expected_classes(counts: &[u64], processes: u64, drawn: u64) -> f64 {
    let mut counts = counts.to_vec();
    // Equal counts give equal sums, in whatever order they came.
    counts.sort_unstable();
    let classes: f64 = counts
        .iter()
        .map(|count| {
            let missed = (0..drawn).map(|at| {
                let without = (processes - count).saturating_sub(at);
                without as f64 / (processes - at) as f64
            });
            1.0 - missed.product::<f64>()
        })
        .sum();
    (classes * ONE).round() / ONE
}

#[cfg(test)]
mod tests {
    use super::expected_classes;

    /// The share of all draws of so many processes in which each class is met, by counting them.
    fn counted(counts: &[u64], processes: u32, drawn: u32) -> f64 {
        let mut classes_of = Vec::new();
        // Each class is awarded in the processes that follow those of the one before, round and round.
        let mut at = 0;
        for count in counts {
            let all: u32 = (0..*count)
                .map(|next| 1 << ((at + next as u32) % processes))
                .sum();
            at += *count as u32;
            classes_of.push(all);
        }
        let draws: Vec<u32> = (0..1_u32 << processes)
            .filter(|draw| draw.count_ones() == drawn)
            .collect();
        let met: usize = draws
            .iter()
            .map(|draw| classes_of.iter().filter(|class| *class & draw != 0).count())
            .sum();
        met as f64 / draws.len() as f64
    }

    #[test]
    fn it_is_the_mean_over_all_draws() {
        for (counts, processes, drawn) in [
            (&[8, 1, 1][..], 10, 4),
            (&[3, 3, 3, 2], 11, 5),
            (&[12], 12, 3),
            (&[5, 5, 5, 5], 9, 9),
            (&[1; 10], 10, 1),
        ] {
            let expected = counted(counts, processes, drawn);
            let found = expected_classes(counts, processes.into(), drawn.into());
            assert!(
                (found - expected).abs() < 1e-6,
                "{counts:?}: {found}, not {expected}"
            );
        }
    }

    #[test]
    fn all_processes_have_all_classes_and_more_awards_alone_are_no_more_classes() {
        assert_eq!(expected_classes(&[20, 3, 1], 20, 20), 3.0);
        let twice = expected_classes(&[40, 6, 2], 40, 20);
        assert!(twice < 3.0 && twice > 2.5, "{twice}");
    }
}
