//! What a group's peers have as it stands.

use super::{Count, crowd, default_materiality, singles};
use crate::{Beside, Observed, Strata, assess};

/// What stands beside each group that is judged, by its number.
fn beside(parts: &[(&str, Vec<Count>)], group: u32) -> (Beside, u32) {
    let (strata, numbers) = Strata::of_paths(parts.iter().map(|part| part.0));
    let counts = parts.iter().flat_map(|(path, counts)| {
        let stratum = numbers[path];
        counts.iter().map(move |count| Count { stratum, ..*count })
    });
    let (batches, strata) = (&singles(&counts.collect::<Vec<Count>>()), &strata);
    let assessment = assess(Observed { batches, strata }, &default_materiality(), 0.05);
    let at = assessment
        .verdicts
        .iter()
        .position(|verdict| verdict.group == group)
        .unwrap();
    (assessment.beside[at], assessment.verdicts[at].peers)
}

fn one(group: u32, raised: u64, computable: u64) -> Vec<Count> {
    vec![Count {
        group,
        stratum: 0,
        raised,
        computable,
    }]
}

#[test]
fn the_rate_of_peers_is_that_of_the_groups_own_mix_and_can_be_recounted() {
    // Nine in ten of the group's own are of two bidders, where one in twenty is raised; elsewhere it is a half.
    let (of_two, of_more) = (crowd(0, 3, 5, 100), crowd(100, 6, 50, 100));
    let parts = [
        ("open/2", [of_two, one(7, 40, 90), crowd(20, 3, 5, 100)].concat()),
        ("open/3", [of_more, one(7, 5, 10)].concat()),
    ];
    let (found, peers) = beside(&parts, 7);
    let of = |raised: u64, computable: u64| raised as f64 / computable as f64;
    assert_eq!((found.raised, found.computable, peers), (30 + 300, 600 + 600, 12));
    let expected = 0.9 * of(30, 600) + 0.1 * of(300, 600);
    assert!((found.rate - expected).abs() < 1e-12, "{} {expected}", found.rate);
}

#[test]
fn what_lies_in_the_other_is_counted_once() {
    // In the goods there are too few to compare within, so that one part is compared with all that is open.
    let parts = [
        ("open/works", [crowd(0, 5, 5, 100), one(7, 40, 50)].concat()),
        ("open/goods", one(7, 40, 50)),
        ("closed/goods", crowd(100, 5, 5, 100)),
    ];
    let (found, peers) = beside(&parts, 7);
    assert_eq!((found.computable, peers), (500, 5));
}
