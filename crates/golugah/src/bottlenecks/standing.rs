use golugah_findings::{Floor, Standing};
use golugah_judgement::{Floor as JudgedFloor, Standing as Judged};

/// A standing in the words of the contract.
pub(crate) fn standing_of(standing: Judged) -> Standing {
    match standing {
        Judged::Named => Standing::Named,
        Judged::ToWatch(_) => Standing::ToWatch,
        Judged::Kept(_) => Standing::Kept,
        Judged::Unremarkable => Standing::Unremarkable,
    }
}

/// What kept a group from being named, in the words of the contract; none where nothing did.
pub(crate) fn floor_of(standing: Judged) -> Option<Floor> {
    let (Judged::ToWatch(floor) | Judged::Kept(floor)) = standing else {
        return None;
    };
    Some(match floor {
        JudgedFloor::Batches => Floor::Batches,
        JudgedFloor::Excess => Floor::Excess,
        JudgedFloor::Dependence => Floor::Dependence,
        JudgedFloor::AverageError => Floor::AverageError,
        JudgedFloor::Probability => Floor::Probability,
        JudgedFloor::Prior => Floor::Prior,
    })
}
