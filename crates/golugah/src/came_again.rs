//! What of each input stands in other inputs too, and what became of it.

use std::collections::BTreeSet;

use golugah_findings::CameAgain;
use golugah_indicators::Published;

use crate::brought_again::ToldFurther;
use crate::histories;

/// By input: of its processes by all releases that were met and by those that are told step by step, of its cases by those that are
/// told further elsewhere.
pub(crate) fn of(
    published: &[Published],
    steps: &BTreeSet<u64>,
    cases: &[ToldFurther],
    inputs: usize,
) -> Vec<CameAgain> {
    let mut all = vec![CameAgain::default(); inputs];
    let mut sorted: Vec<&Published> = published.iter().collect();
    // In the order in which the last one stands.
    sorted.sort_unstable_by(|a, b| (&a.ocid, a.released, a.place).cmp(&(&b.ocid, b.released, b.place)));
    for same in sorted.chunk_by(|a, b| a.ocid == b.ocid) {
        let told_in: BTreeSet<u32> = same.iter().map(|one| one.place.input).collect();
        let Some(last) = same.last().filter(|_| told_in.len() > 1) else {
            continue;
        };
        let merged = steps.contains(&histories::hash(&last.ocid));
        for input in told_in {
            let own = &mut all[input as usize];
            let fate = if merged {
                &mut own.merged
            } else if input == last.place.input {
                &mut own.stand
            } else {
                &mut own.passed_over
            };
            *fate += 1;
        }
    }
    for case in cases {
        all[case.earlier.0 as usize].cases_passed_over += 1;
    }
    // One case may be told further than in several others.
    let furthest: BTreeSet<(u32, u64)> = cases.iter().map(|case| case.by).collect();
    for (input, _) in furthest {
        all[input as usize].cases_stand += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use golugah_indicators::Place;

    use super::*;

    #[test]
    fn each_process_of_a_file_that_stands_elsewhere_too_has_one_fate() {
        let release = |ocid: &str, released: i64, input: u32| Published {
            place: Place { input, line: 1 },
            ocid: ocid.into(),
            released,
        };
        let published = [
            release("later", 1, 0),
            release("later", 2, 1),
            release("earlier", 5, 0),
            release("earlier", 4, 1),
            release("steps", 1, 0),
            release("steps", 2, 1),
            // Twice in one file, and in no other.
            release("own", 1, 1),
            release("own", 2, 1),
        ];
        let steps = BTreeSet::from([histories::hash("steps")]);
        let further = |line: u64| ToldFurther {
            earlier: (0, 7),
            line,
            by: (1, 3),
        };
        let all = of(&published, &steps, &[further(1), further(2)], 2);
        let one_each = CameAgain {
            merged: 1,
            stand: 1,
            passed_over: 1,
            ..CameAgain::default()
        };
        assert_eq!(
            all,
            [
                CameAgain {
                    cases_passed_over: 2,
                    ..one_each
                },
                CameAgain {
                    cases_stand: 1,
                    ..one_each
                },
            ]
        );
        assert_eq!((all[0].processes(), all[1].cases()), (3, 1));
    }
}
