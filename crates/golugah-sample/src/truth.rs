//! Counts per group and stratum, and from them what is true.

use serde::Serialize;

use crate::calendar::{FROM, TO};

/// What is material for an indicator: the greater of `times` the peers' mean and `points` above it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Material {
    pub(crate) times: f64,
    pub(crate) points: f64,
}

/// The default of golugah-judgement.
pub(crate) const DEFAULT: Material = Material {
    times: 2.0,
    points: 0.05,
};

/// Raised and computable observations per indicator, group and stratum, dense.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    groups: usize,
    strata: usize,
    cells: Vec<[u32; 2]>,
}

impl Tally {
    pub(crate) fn new(indicators: usize, groups: usize, strata: usize) -> Self {
        Self {
            groups,
            strata,
            cells: vec![[0; 2]; indicators * groups * strata],
        }
    }

    fn at(&self, indicator: usize, group: usize, stratum: usize) -> usize {
        (indicator * self.groups + group) * self.strata + stratum
    }

    /// Counts one computable observation.
    pub(crate) fn count(&mut self, indicator: usize, group: usize, stratum: usize, raised: bool) {
        self.add(indicator, group, stratum, u32::from(raised), 1);
    }

    /// Counts several.
    pub(crate) fn add(
        &mut self,
        indicator: usize,
        group: usize,
        stratum: usize,
        raised: u32,
        computable: u32,
    ) {
        let at = self.at(indicator, group, stratum);
        self.cells[at][0] += raised;
        self.cells[at][1] += computable;
    }

    /// Raised and computable of a group over all strata.
    pub(crate) fn total(&self, indicator: usize, group: usize) -> (u64, u64) {
        let from = self.at(indicator, group, 0);
        let cells = &self.cells[from..from + self.strata];
        cells.iter().fold((0, 0), |(k, n), cell| {
            (k + u64::from(cell[0]), n + u64::from(cell[1]))
        })
    }
}

/// Which group a truth is about.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct GroupId {
    pub(crate) kind: &'static str,
    pub(crate) id: String,
}

/// One entry of `truth.json`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Truth {
    pub(crate) group: GroupId,
    pub(crate) indicator: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) true_rate: f64,
    pub(crate) planted: bool,
}

/// A group's long-run rate beside the threshold it is held against.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) group: usize,
    pub(crate) rate: f64,
    pub(crate) threshold: f64,
}

/// Others that a stratum needs to be a comparison; with fewer, all groups of the kind are the peers.
const LEAST_PEERS: u64 = 3;

/// Who is a peer where a stratum has fewer than three others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Peers {
    /// All other groups of the kind, over all strata.
    OrAll,
    /// Nobody: what lies in such strata is not compared.
    OfTheStratum,
}

/// The standing of every group of one kind (`members`) for one indicator, by the long-run tally.
///
/// The peers' mean is case-weighted over the other groups of the same stratum, and strata are weighted by the group's
/// own mix. Where a stratum has fewer than three others, `peers` says who they are. A group without any peers has no standing.
pub(crate) fn standings(
    long_run: &Tally,
    indicator: usize,
    members: std::ops::Range<usize>,
    material: Material,
    peers_are: Peers,
) -> Vec<Standing> {
    // Raised, computable and groups of each stratum, and of all.
    let mut totals = vec![[0_u64; 3]; long_run.strata];
    for group in members.clone() {
        for (stratum, total) in totals.iter_mut().enumerate() {
            let [k, n] = long_run.cells[long_run.at(indicator, group, stratum)];
            total[0] += u64::from(k);
            total[1] += u64::from(n);
            total[2] += u64::from(n > 0);
        }
    }
    let all = totals
        .iter()
        .fold([0, 0], |sum, total| [sum[0] + total[0], sum[1] + total[1]]);
    let mut found = Vec::new();
    for group in members {
        let all_own = long_run.total(indicator, group);
        let mut own = (0, 0);
        let (mut peers, mut weight) = (0.0, 0.0);
        for (stratum, total) in totals.iter().enumerate() {
            let [k, n] = long_run.cells[long_run.at(indicator, group, stratum)];
            let (raised, others) = if total[2] > LEAST_PEERS {
                (total[0] - u64::from(k), total[1] - u64::from(n))
            } else if peers_are == Peers::OrAll {
                (all[0] - all_own.0, all[1] - all_own.1)
            } else {
                continue;
            };
            own = (own.0 + u64::from(k), own.1 + u64::from(n));
            if n > 0 && others > 0 {
                peers += f64::from(n) * raised as f64 / others as f64;
                weight += f64::from(n);
            }
        }
        if weight > 0.0 {
            let mean = peers / weight;
            let threshold = (material.times * mean).max(mean + material.points);
            found.push(Standing {
                group,
                rate: own.0 as f64 / own.1 as f64,
                threshold,
            });
        }
    }
    found
}

/// The least computable cases in the files for a group to be listed: below it nobody could tell.
pub(crate) const LEAST_CASES: u64 = 8;

/// The entries of one indicator and kind: long-run rate above the threshold, enough cases in the files.
pub(crate) fn truths(
    standings: &[Standing],
    files: &Tally,
    (indicator, name): (usize, &'static str),
    kind: &'static str,
    id: impl Fn(usize) -> String,
) -> Vec<Truth> {
    standings
        .iter()
        .filter(|it| it.rate > it.threshold && files.total(indicator, it.group).1 >= LEAST_CASES)
        .map(|it| Truth {
            group: GroupId {
                kind,
                id: id(it.group),
            },
            indicator: name,
            from: FROM,
            to: TO,
            true_rate: (it.rate * 1e4).round() / 1e4,
            planted: true,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_held_against_the_others_of_its_own_strata() {
        let mut tally = Tally::new(1, 5, 2);
        tally.add(0, 0, 0, 30, 100);
        tally.add(0, 1, 0, 10, 100);
        tally.add(0, 2, 0, 20, 200);
        tally.add(0, 3, 0, 0, 100);
        tally.add(0, 4, 1, 90, 100); // alone in its stratum: all others are its peers
        let found = standings(&tally, 0, 0..5, DEFAULT, Peers::OrAll);
        assert!((found[0].rate - 0.3).abs() < 1e-12 && (found[0].threshold - 0.15).abs() < 1e-12);
        assert!((found[1].threshold - 0.25).abs() < 1e-12, "twice 50 of 400");
        assert!((found[4].threshold - 0.24).abs() < 1e-12, "twice 60 of 500");
        let alone = standings(&tally, 0, 0..5, DEFAULT, Peers::OfTheStratum);
        assert_eq!(alone.len(), 4, "who is alone is compared with nobody");
        let listed = truths(&found, &tally, (0, "single"), "buyer", |group| {
            format!("b{group}")
        });
        assert_eq!(
            listed.iter().map(|it| it.group.id.as_str()).collect::<Vec<_>>(),
            ["b0", "b4"]
        );
        assert!(
            standings(&tally, 0, 0..1, DEFAULT, Peers::OrAll).is_empty(),
            "a group without peers has no standing"
        );
    }

    #[test]
    fn strata_weigh_by_the_groups_own_mix_and_few_cases_are_not_listed() {
        let mut tally = Tally::new(1, 4, 2);
        tally.add(0, 0, 0, 3, 3);
        tally.add(0, 0, 1, 1, 1);
        for group in 1..4 {
            tally.add(0, group, 0, 0, 10);
            tally.add(0, group, 1, 4, 10);
        }
        let found = standings(&tally, 0, 0..4, DEFAULT, Peers::OrAll);
        assert!((found[0].threshold - 0.2).abs() < 1e-12, "mean 0.1, twice that");
        assert!(truths(&found, &tally, (0, "single"), "buyer", |group| group.to_string()).is_empty());
    }
}
