use super::{count, crowd, default_materiality, verdict_of};
use crate::{Count, Nested, NestedCount, Selection, Verdict, judge, narrow, select};

/// Departments 1 to 40 with five offices each; the office numbers are ten times the department's, and on.
fn innocent_offices() -> Vec<NestedCount> {
    crowd(0, 200, 3, 40)
        .iter()
        .map(|office| {
            let parent = 1 + office.group / 5;
            let child = parent * 10 + office.group % 5;
            NestedCount {
                parent,
                child,
                stratum: 0,
                raised: office.raised,
                computable: office.computable,
            }
        })
        .collect()
}

fn set(offices: &mut Vec<NestedCount>, parent: u32, child: u32, raised: u64, computable: u64) {
    offices.retain(|office| office.child != child);
    offices.push(NestedCount {
        parent,
        child,
        stratum: 0,
        raised,
        computable,
    });
}

struct Levels {
    parent_counts: Vec<Count>,
    parents: Vec<Verdict>,
    children: Vec<Verdict>,
    carried: Vec<Nested>,
}

impl Levels {
    fn of(offices: &[NestedCount]) -> Self {
        let counts = |of: fn(&NestedCount) -> u32| -> Vec<Count> {
            offices
                .iter()
                .map(|office| count(of(office), office.raised, office.computable))
                .collect()
        };
        let rejudge = |counts: &[Count]| judge(counts, &default_materiality());
        let parent_counts = counts(|office| office.parent);
        let parents = rejudge(&parent_counts);
        let children = rejudge(&counts(|office| office.child));
        let carried = narrow(
            Selection {
                verdicts: &parents,
                selected: &select(&parents, 0.05),
            },
            Selection {
                verdicts: &children,
                selected: &select(&children, 0.05),
            },
            &parent_counts,
            offices,
            rejudge,
        );
        Self {
            parent_counts,
            parents,
            children,
            carried,
        }
    }

    /// Parent and child of each pair, by their own numbers.
    fn pairs(&self) -> Vec<(u32, u32)> {
        let name = |verdicts: &[Verdict], index: u32| verdicts[index as usize].group;
        self.carried
            .iter()
            .map(|pair| (name(&self.parents, pair.parent), name(&self.children, pair.child)))
            .collect()
    }
}

#[test]
fn the_office_that_carries_the_excess_is_named_for_its_department() {
    let mut offices = innocent_offices();
    set(&mut offices, 7, 72, 90, 120);
    let levels = Levels::of(&offices);
    assert!(
        verdict_of(&levels.parents, 7).probability > 0.95,
        "the department shows it too"
    );
    assert_eq!(levels.pairs(), [(7, 72)]);
}

#[test]
fn an_excess_spread_over_all_offices_stays_with_the_department() {
    let mut offices = innocent_offices();
    for office in offices.iter_mut().filter(|office| office.parent == 7) {
        office.raised = 9;
        office.computable = 30;
    }
    let levels = Levels::of(&offices);
    assert!(verdict_of(&levels.parents, 7).probability > 0.9);
    assert!(
        select(&levels.children, 0.05).is_empty(),
        "no office shows it by itself"
    );
    assert_eq!(levels.pairs(), []);
}

#[test]
fn a_department_of_one_office_is_named_as_the_office() {
    let mut offices = innocent_offices();
    offices.retain(|office| office.parent != 7);
    set(&mut offices, 7, 70, 60, 120);
    assert_eq!(Levels::of(&offices).pairs(), [(7, 70)]);
}

#[test]
fn a_remainder_that_is_a_bottleneck_itself_stays() {
    let mut offices = innocent_offices();
    for office in offices.iter_mut().filter(|office| office.parent == 7) {
        office.raised = 9;
        office.computable = 30;
    }
    set(&mut offices, 7, 72, 90, 120);
    let levels = Levels::of(&offices);
    assert!(
        select(&levels.children, 0.05)
            .iter()
            .any(|&index| levels.children[index].group == 72)
    );
    assert_eq!(levels.pairs(), []);
}

#[test]
fn what_was_not_selected_is_passed_over() {
    let mut offices = innocent_offices();
    set(&mut offices, 7, 72, 90, 120);
    let levels = Levels::of(&offices);
    let nobody = Selection {
        verdicts: &levels.children,
        selected: &[],
    };
    let parents = Selection {
        verdicts: &levels.parents,
        selected: &[6],
    };
    let rejudge = |counts: &[Count]| judge(counts, &default_materiality());
    assert_eq!(
        narrow(parents, nobody, &levels.parent_counts, &offices, rejudge),
        []
    );
}
