use super::{count, crowd, default_materiality, singles, verdict_of};
use crate::{Batch, Nested, NestedBatch, Selection, Verdict, judge, narrow, select};

/// An office's counts within its department, each observation a batch by itself.
struct Office {
    parent: u32,
    child: u32,
    raised: u64,
    computable: u64,
}

fn shared(offices: &[Office]) -> Vec<NestedBatch> {
    let nested = |office: &Office| {
        let parent = office.parent;
        Batch::singles(office.child, 0, office.raised, office.computable)
            .map(|child| NestedBatch { parent, child })
    };
    offices.iter().flat_map(nested).collect()
}

/// Departments 1 to 40 with five offices each; the office numbers are ten times the department's, and on.
fn innocent_offices() -> Vec<Office> {
    crowd(0, 200, 3, 40)
        .iter()
        .map(|office| {
            let parent = 1 + office.group / 5;
            let child = parent * 10 + office.group % 5;
            Office {
                parent,
                child,
                raised: office.raised,
                computable: office.computable,
            }
        })
        .collect()
}

fn set(offices: &mut Vec<Office>, parent: u32, child: u32, raised: u64, computable: u64) {
    offices.retain(|office| office.child != child);
    offices.push(Office {
        parent,
        child,
        raised,
        computable,
    });
}

struct Levels {
    parent_batches: Vec<Batch>,
    parents: Vec<Verdict>,
    children: Vec<Verdict>,
    carried: Vec<Nested>,
}

impl Levels {
    fn of(offices: &[Office]) -> Self {
        let batches = |of: fn(&Office) -> u32| -> Vec<Batch> {
            let counts = offices
                .iter()
                .map(|office| count(of(office), office.raised, office.computable));
            singles(&counts.collect::<Vec<_>>())
        };
        let rejudge = |batches: &[Batch]| judge(batches, &default_materiality(), 0.0);
        let parent_batches = batches(|office| office.parent);
        let parents = rejudge(&parent_batches);
        let children = rejudge(&batches(|office| office.child));
        let carried = narrow(
            Selection {
                verdicts: &parents,
                selected: &select(&parents, 0.05),
            },
            Selection {
                verdicts: &children,
                selected: &select(&children, 0.05),
            },
            &parent_batches,
            &shared(offices),
            rejudge,
        );
        Self {
            parent_batches,
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
    let rejudge = |batches: &[Batch]| judge(batches, &default_materiality(), 0.0);
    assert_eq!(
        narrow(
            parents,
            nobody,
            &levels.parent_batches,
            &shared(&offices),
            rejudge
        ),
        []
    );
}
