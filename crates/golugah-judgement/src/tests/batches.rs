//! Observations that hang together: their correlation, what they are then worth, and that nothing changes without them.

use super::{Chance, Count, assert_close, count, crowd, default_materiality, singles, verdict_of};
use crate::family::Family;
use crate::gamma::{derivatives, ln_gamma};
use crate::judge::{LOOKED_AT, opinions};
use crate::{Batch, Verdict, correlation, judge, select};

fn batch(group: u32, raised: u64, computable: u64) -> Batch {
    Batch {
        group,
        stratum: 0,
        key: None,
        raised,
        computable,
        times: 1,
    }
}

/// Groups 0 to 39 of 2 to 11 batches each; in every fifth most of each second batch is raised.
pub(super) fn family() -> Vec<Batch> {
    let batches = (0..40).flat_map(|group| {
        (0..2 + u64::from(group) * 7 % 10).map(move |number| {
            let computable = 1 + (u64::from(group) + 3 * number) % 9;
            let raised = if group % 5 == 2 && number % 2 == 0 {
                (2 * computable).div_ceil(3)
            } else if (u64::from(group) + number) % 13 == 0 {
                computable / 2
            } else {
                u64::from((u64::from(group) * 5 + number) % 17 == 0)
            };
            batch(group, raised.min(computable), computable)
        })
    });
    batches.collect()
}

/// Worked out in Python apart from the program: the root, by halving, of the same sum over all groups of
/// `G = [[(raised, computable) for each batch] for each group of family()]`; then `E = effective(G, h)` of `clusters.py`.
#[test]
fn correlation_and_effective_counts_are_those_worked_out_apart() {
    assert_close(correlation(&family()), RHO, 1e-12);
    let verdicts = judge(&family(), &default_materiality(), 0.05);
    for (group, raised, computable) in EFFECTIVE {
        let verdict = verdict_of(&verdicts, group);
        assert_close(verdict.effective(), computable, 1e-12);
        assert_close(verdict.raised as f64 / verdict.design_effect, raised, 1e-12);
    }
}

/// And then `judge([(i, 0, e[0], e[1]) for i, e in enumerate(E)], minn=0)` of `judgement.py`, by group: peer, P.
#[test]
fn verdicts_on_effective_counts_are_those_of_judgement_py() {
    let batches = family();
    let opinions = opinions(&Family::new((&*batches).into()), &default_materiality(), 0.05);
    let by_counts: Vec<Verdict> = opinions.iter().map(|opinion| opinion.verdict).collect();
    let judged = judge(&batches, &default_materiality(), 0.05);
    for (group, peer_rate, probability) in ORACLE {
        let verdict = verdict_of(&by_counts, group);
        assert_close(verdict.peer_rate, peer_rate, 2e-5);
        assert!((verdict.probability - probability).abs() < 2e-5, "{verdict:?}");
        // Who may stand out is judged by the batches one by one, beside the same peers.
        let own = verdict_of(&judged, group);
        assert_eq!(own.peer_rate, verdict.peer_rate);
        let looked_at = probability >= LOOKED_AT && verdict.design_effect > 1.0;
        assert_eq!(own.probability != verdict.probability, looked_at, "{own:?}");
    }
}

/// `[(x, scipy.special.gammaln(x) - math.log(2 * math.pi) / 2, scipy.special.digamma(x), scipy.special.polygamma(1, x))
/// for x in …]`
#[test]
fn the_gamma_function_is_that_of_scipy() {
    for (x, value, first, second) in GAMMA {
        assert_close(ln_gamma(x), value, 1e-13);
        let (one, two) = derivatives(x);
        assert_close(one, first, 1e-12);
        assert_close(two, second, 1e-12);
    }
}

/// What the program gave before it knew of batches: the bits of rate, peers' rate, probability and excess by group, of
/// one outsider in twenty. They are compared to eleven digits, for a build with other features of its libraries works out the last
/// bits otherwise; the two ways of telling the same are compared to the bit.
#[test]
fn without_batches_nothing_changes() {
    let groups: Vec<Count> = (0..60_u64)
        .map(|group| {
            let computable = 5 + group * group * 7 % 311;
            let raised = if group % 17 == 3 {
                computable * 2 / 5
            } else {
                computable * (1 + group % 4) / 50
            };
            count(group as u32, raised, computable)
        })
        .collect();
    // Told as observations, as batches of one that have numbers, or both.
    let told = singles(&groups);
    let numbered: Vec<Batch> = told
        .iter()
        .flat_map(|batch| (0..batch.times).map(move |number| (batch, number)))
        .map(|(batch, number)| Batch {
            key: Some(2 * number + batch.raised),
            times: 1,
            ..*batch
        })
        .collect();
    let bits = |batches: &[Batch]| -> Vec<[u64; 4]> {
        let verdicts = judge(batches, &default_materiality(), 0.05);
        let of = |one: &Verdict| [one.rate, one.peer_rate, one.probability, one.excess].map(f64::to_bits);
        verdicts.iter().map(of).collect()
    };
    assert_eq!(bits(&told), bits(&numbered));
    for batches in [told, numbered] {
        assert_eq!(correlation(&batches), 0.0);
        let verdicts = judge(&batches, &default_materiality(), 0.05);
        for (group, rate, peer_rate, probability, excess) in BITS {
            let verdict = verdict_of(&verdicts, group);
            for (found, before) in [
                (verdict.rate, rate),
                (verdict.peer_rate, peer_rate),
                (verdict.probability, probability),
                (verdict.excess, excess),
            ] {
                assert_close(found, f64::from_bits(before), 1e-11);
            }
            assert_eq!(
                (verdict.design_effect, verdict.batches),
                (1.0, verdict.computable)
            );
        }
        let named: Vec<u32> = select(&verdicts, 0.05)
            .iter()
            .map(|&index| verdicts[index].group)
            .collect();
        assert_eq!(named, [37, 54, 3]);
    }
}

#[test]
fn batches_that_are_not_alike_inside_change_nothing() {
    // In each batch of five one is raised, whoever's it is: less alike than chance.
    let batches: Vec<Batch> = (0..30)
        .flat_map(|group| (0..6).map(move |_| batch(group, 1, 5)))
        .collect();
    let counts: Vec<Count> = (0..30).map(|group| count(group, 6, 30)).collect();
    assert_eq!(correlation(&batches), 0.0);
    let (one, other) = (
        judge(&batches, &default_materiality(), 0.05),
        judge(&singles(&counts), &default_materiality(), 0.05),
    );
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one.probability.to_bits(), other.probability.to_bits());
        assert_eq!((one.batches, other.batches), (6, 30));
    }
}

#[test]
fn batches_all_of_a_piece_say_little() {
    let mut batches: Vec<Batch> = singles(&crowd(0, 40, 4, 50));
    // Forty of eighty in four batches, and forty of eighty each by itself.
    for number in 0..4 {
        batches.push(batch(900, if number < 2 { 20 } else { 0 }, 20));
    }
    batches.extend(Batch::singles(901, 0, 40, 80));
    let verdicts = judge(&batches, &default_materiality(), 0.05);
    let (few, many) = (verdict_of(&verdicts, 900), verdict_of(&verdicts, 901));
    assert_eq!((few.raised, few.computable), (many.raised, many.computable));
    assert_eq!((few.batches, few.raised_batches), (4, 2));
    assert!(few.effective() < 6.0, "{few:?}");
    assert!(few.probability < many.probability && many.probability > 0.999);
}

/// Real offices have months of one tender beside one of sixty. The moments with the group's own rate in them, as if observations were
/// independent, found less than a sixth of it.
#[test]
fn a_large_batch_among_small_ones_hides_no_correlation() {
    for alike in [0.1, 0.3, 0.5] {
        let mut chance = Chance(7);
        let mut batches = Vec::new();
        for group in 0..600 {
            let usual = chance.beta(0.2, 9.0).clamp(0.05, 0.95);
            for computable in [1, 1, 2, 3, 60] {
                let rate = chance.beta(usual, 1.0 / alike - 1.0);
                batches.push(batch(group, chance.binomial(computable, rate), computable));
            }
        }
        let found = correlation(&batches);
        assert!((found - alike).abs() < 0.25 * alike, "{found} for {alike}");
    }
}

#[test]
fn a_batch_in_two_strata_is_one_batch() {
    let part = |stratum: u32, key: u64, raised: u64| Batch {
        stratum,
        key: Some(key),
        ..batch(900, raised, 3)
    };
    let mut batches: Vec<Batch> = family();
    batches.extend(family().into_iter().map(|batch| Batch { stratum: 1, ..batch }));
    batches.extend([part(0, 7, 2), part(1, 7, 2), part(1, 8, 0)]);
    let verdict = verdict_of(&judge(&batches, &default_materiality(), 0.05), 900);
    assert_eq!((verdict.batches, verdict.raised_batches), (2, 1));
    // Batches of six and three: (36 + 9) / 9 observations in the mean observation's batch.
    let expected = 1.0 + 4.0 * correlation(&batches);
    assert_close(verdict.design_effect, expected, 1e-12);
}

#[test]
fn a_batch_told_in_parts_is_one_batch() {
    let numbered = |parts: u64| -> Vec<Batch> {
        let all = family().into_iter().zip(0..);
        all.flat_map(|(whole, key)| {
            (0..parts).map(move |part| Batch {
                key: Some(key),
                raised: whole.raised / parts + if part == 0 { whole.raised % parts } else { 0 },
                computable: whole.computable / parts + if part == 0 { whole.computable % parts } else { 0 },
                ..whole
            })
        })
        .collect()
    };
    let mut parts = numbered(2);
    parts.reverse();
    assert_eq!(
        judge(&numbered(1), &default_materiality(), 0.05),
        judge(&parts, &default_materiality(), 0.05)
    );
}

#[test]
fn how_groups_are_numbered_changes_no_bit() {
    let other = |group: u32| (group * 17 + 5) % 41 + 1000;
    let renumbered: Vec<Batch> = family()
        .into_iter()
        .rev()
        .map(|batch| Batch {
            group: other(batch.group),
            ..batch
        })
        .collect();
    let (verdicts, renamed) = (
        judge(&family(), &default_materiality(), 0.05),
        judge(&renumbered, &default_materiality(), 0.05),
    );
    assert_eq!(verdicts.len(), renamed.len());
    for verdict in verdicts {
        let same = verdict_of(&renamed, other(verdict.group));
        assert_eq!(
            crate::Verdict {
                group: verdict.group,
                ..same
            },
            verdict
        );
    }
}

const RHO: f64 = 0.418_649_020_528_810_5;

const EFFECTIVE: [(u32, f64, f64); 8] = [
    (2, 3.416_959_503_653_389, 10.250_878_510_960_167),
    (7, 7.447_297_086_693_04, 17.066_722_490_338_215),
    (12, 4.161_002_224_439_987, 8.322_004_448_879_975),
    (17, 7.887_428_090_953_019, 18.591_794_785_817_832),
    (22, 3.777_178_086_772_025_7, 9.442_945_216_930_065),
    (13, 0.629_529_681_128_670_9, 4.721_472_608_465_032_5),
    (39, 0.674_347_442_825_985_4, 7.754_995_592_498_831),
    (37, 7.840_469_107_818_106, 16.987_683_066_939_23),
];

const ORACLE: [(u32, f64, f64); 8] = [
    (2, 0.114_041_159_334_287_23, 0.611_481_227_432_206_8),
    (7, 0.110_539_337_361_536_54, 0.933_313_160_210_962_6),
    (12, 0.110_860_286_527_642_95, 0.865_072_177_473_595),
    (17, 0.110_716_445_458_057_12, 0.932_866_111_369_196_5),
    (22, 0.112_723_436_271_011_8, 0.741_809_899_961_964_1),
    (13, 0.119_359_370_600_571_57, 0.151_042_494_609_380_5),
    (37, 0.109_817_107_937_115_65, 0.956_164_217_906_479_8),
    (1, 0.119_359_370_600_571_57, 0.002_371_177_408_471_093_7),
];

const GAMMA: [(f64, f64, f64, f64); 9] = [
    (
        0.013,
        3.416_501_708_946_385,
        -77.479_109_244_104_68,
        5_918.773_983_669_404_5,
    ),
    (
        0.7,
        -0.658_071_286_673_006_2,
        -1.220_023_553_697_934_7,
        2.834_049_156_694_611_3,
    ),
    (
        1.0,
        -0.918_938_533_204_672_7,
        -0.577_215_664_901_532_9,
        1.644_934_066_848_226_6,
    ),
    (
        3.4,
        0.173_389_526_598_068_72,
        1.069_567_836_367_264_7,
        0.341_541_397_785_833_26,
    ),
    (
        15.999,
        26.977_591_869_555_475,
        2.740_948_832_464_962_7,
        0.064_497_941_681_361_19,
    ),
    (
        16.0,
        26.980_332_850_636_22,
        2.741_013_328_327_460_5,
        0.064_493_783_403_239_36,
    ),
    (
        47.25,
        132.994_175_213_784_6,
        3.844_833_318_713_303_2,
        0.021_389_558_868_328_09,
    ),
    (
        1_234.5,
        7_549.631_962_544_689_5,
        7.118_016_231_827_998_5,
        0.000_810_372_727_126_966_8,
    ),
    (
        2.5e6,
        34_329_495.858_695_46,
        14.731_801_089_838_415,
        4.000_000_800_000_106_5e-7,
    ),
];

const BITS: [(u32, u64, u64, u64, u64); 6] = [
    (
        3,
        0x3fd9_6969_6969_6969,
        0x3fa7_c639_d004_c5a5,
        0x3fef_ffff_ffdd_b0e3,
        0x4037_d7ac_525f_5dc0,
    ),
    (
        8,
        0x3f8c_d856_8903_9b0b,
        0x3fa7_c639_d004_c5a5,
        0x3ed1_ddc3_a1a8_1ce0,
        0xc012_5fe8_22c5_4b43,
    ),
    (
        18,
        0x3faa_aaaa_aaaa_aaab,
        0x3fa7_c639_d004_c5a5,
        0x3f64_3fc2_0db2_ebf8,
        0x3fe1_5aa5_1fe3_5e20,
    ),
    (
        23,
        0x3fb3_9faa_5e8c_ef0d,
        0x3fa7_5881_0b87_0c39,
        0x3f88_bd2e_0ae1_8d7e,
        0x4021_d3c7_5413_994c,
    ),
    (
        43,
        0x3fb3_7e0c_feb3_5478,
        0x3fa7_c639_d004_c5a5,
        0x3f8b_096e_6493_bd68,
        0x4017_68eb_05d8_a7d0,
    ),
    (
        53,
        0x3fa4_7ae1_47ae_147b,
        0x3fa7_c639_d004_c5a5,
        0x3f58_4e43_a2d5_dd19,
        0xbfde_e25d_fe2c_bce8,
    ),
];
