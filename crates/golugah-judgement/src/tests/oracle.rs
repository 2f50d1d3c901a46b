//! Numbers that scipy 1.x gave, each with the call that made it.

use super::assert_close;
use crate::fit::{Anchor, Counts, Peers, Tally};
use crate::tail::upper;

#[test]
fn the_tail_is_that_of_scipy() {
    // [(a, b, x, scipy.stats.beta.sf(x, a, b)) for a, b, x in …]
    for (a, b, x, expected) in [
        (2.5, 37.5, 0.1, 0.153_095_739_038_647_93),
        (0.3, 40.0, 0.05, 0.021_103_055_752_000_84),
        (60.0, 240.0, 0.15, 0.989_197_760_664_647_8),
        (1e4, 1e5, 0.09, 0.852_936_163_714_399_5),
        (3e5, 7e5, 0.3001, 0.413_521_751_229_523_84),
        (4e7, 6e7, 0.4001, 0.020_615_556_427_037_118),
        (0.01, 0.5, 0.5, 0.017_345_732_057_734_216),
        (1.75, 38.25, 0.1, 0.062_633_081_161_816_53),
        (500.0, 2.0, 0.99, 0.960_577_101_775_512_4),
    ] {
        assert_close(upper(a, b, x), expected, if a + b > 1e4 { 1e-7 } else { 1e-10 });
    }
}

#[test]
fn the_tail_ends_where_rates_end() {
    assert_eq!(upper(2.0, 3.0, 0.0), 1.0);
    assert_eq!(upper(2.0, 3.0, 1.0), 0.0);
}

/// No opinion before the data, as scipy has none.
fn plain() -> Anchor {
    Anchor {
        peers: Peers {
            mean: 0.2,
            precision: 10.0,
        },
        weight: 0.0,
        spread: f64::INFINITY,
        ceiling: 1e4,
    }
}

fn most_likely(pairs: &[(u64, u64)]) -> Peers {
    tally(pairs).fit(&plain(), None)
}

fn tally(pairs: &[(u64, u64)]) -> Tally {
    Tally::new(
        pairs
            .iter()
            .map(|&(raised, computable)| Counts::new(raised, computable, 1.0)),
    )
}

// The expected means and precisions are those of
//   f = lambda t: -scipy.stats.betabinom.logpmf(k, n, e**t[1] / (1 + e**-t[0]), e**t[1] / (1 + e**t[0])).sum()
//   r = scipy.optimize.minimize(f, start, method="Nelder-Mead", options=dict(xatol=1e-10, fatol=1e-13))
//   mean, precision = 1 / (1 + exp(-r.x[0])), exp(r.x[1])
// the best of nine starts.
#[test]
fn the_fit_is_that_of_scipy() {
    let small = [
        (0, 10),
        (1, 12),
        (3, 15),
        (2, 20),
        (8, 25),
        (0, 8),
        (5, 40),
        (20, 60),
    ];
    let wide = [
        (3, 4),
        (1, 9),
        (0, 6),
        (2, 11),
        (12, 15),
        (4, 60),
        (7, 22),
        (1, 7),
        (0, 13),
        (30, 41),
    ];
    let large = [(50, 1000), (1200, 9000), (9, 300), (400, 9000), (3000, 20000)];
    for (pairs, mean, precision) in [
        (&small[..], 0.171_106_220_036, 16.440_821_102),
        (&wide[..], 0.310_171_868_217, 2.111_376_215_73),
        (&large[..], 0.082_714_440_319, 31.367_664_832),
    ] {
        let peers = most_likely(pairs);
        assert_close(peers.mean, mean, 1e-6);
        assert_close(peers.precision, precision, 1e-5);
    }
}

#[test]
fn leaving_one_out_is_fitting_the_others() {
    let all = [
        (0, 10),
        (1, 12),
        (3, 15),
        (2, 20),
        (8, 25),
        (0, 8),
        (5, 40),
        (20, 60),
        (700, 3000),
        (200, 3000),
    ];
    let tally = tally(&all);
    let joint = tally.fit(&plain(), None);
    for (left_out, &(raised, computable)) in all.iter().enumerate() {
        let without = tally
            .without(Counts::new(raised, computable, 1.0))
            .fit(&plain(), Some(joint));
        let mut others = all.to_vec();
        others.remove(left_out);
        let direct = most_likely(&others);
        assert_close(without.mean, direct.mean, 1e-6);
        assert_close(without.precision, direct.precision, 1e-5);
    }
}

#[test]
fn the_fit_holds_at_every_edge() {
    let anchor = Anchor::new(
        Peers {
            mean: 0.1,
            precision: 20.0,
        },
        1e4,
    );
    let huge = 4_000_000_000;
    for pairs in [
        vec![],
        vec![(0, 7)],
        vec![(7, 7)],
        vec![(0, 5); 400],
        vec![(5, 5); 400],
        vec![(0, 1), (1, 1)],
        vec![(0, 1000), (1000, 1000)],
        vec![(huge / 20, huge), (huge / 19, huge), (huge / 21, huge), (0, 1)],
        vec![(50, 1000); 100],
    ] {
        let peers = tally(&pairs).fit(&anchor, None);
        assert!(peers.mean > 0.0 && peers.mean < 1.0, "{pairs:?}: {peers:?}");
        assert!(
            (0.5..=10_000.000_001).contains(&peers.precision),
            "{pairs:?}: {peers:?}"
        );
    }
    let none = tally(&[]).fit(&anchor, None);
    assert_close(none.mean, 0.1, 1e-6);
    assert_close(none.precision, 20.0, 1e-6);
    assert!(tally(&[(0, 5); 400]).fit(&anchor, None).mean < 0.002);
    assert!(tally(&[(5, 5); 400]).fit(&anchor, None).mean > 0.99);
    assert!(tally(&[(50, 1000); 100]).fit(&plain(), None).precision > 9_999.0);
}
