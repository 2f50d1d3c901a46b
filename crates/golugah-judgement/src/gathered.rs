//! The batches of a family in order, before anything is compared.

use std::collections::BTreeMap;

use crate::batch::{Whole, correlation, correlation_across, gathered, wholes};
use crate::exact::Lot;
use crate::family::{Family, parts};
use crate::strata::Circles;
use crate::{Batch, Observed};

/// The batches of a family in order, and what is known of them however alike they are inside.
pub(crate) struct Gathered {
    pub(crate) batches: Vec<Batch>,
    pub(crate) circles: Circles,
    pub(crate) wholes: BTreeMap<u32, (Whole, Vec<Lot>)>,
    correlation: f64,
}

impl Gathered {
    pub(crate) fn new(observed: Observed<'_>) -> Self {
        let batches = gathered(observed.batches);
        let present = parts(&batches).map(|part| (part[0].stratum, part[0].group));
        Self {
            circles: Circles::of(observed.strata, present),
            correlation: if observed.strata.is_across() {
                correlation_across(&batches)
            } else {
                correlation(&batches)
            },
            wholes: wholes(&batches),
            batches,
        }
    }

    pub(crate) fn correlation(&self) -> f64 {
        self.correlation
    }

    /// The family.
    pub(crate) fn family(&self) -> Family {
        Family::of(self, self.correlation)
    }

    /// The family as if each observation were a batch by itself.
    pub(crate) fn independent(&self) -> Family {
        Family::of(self, 0.0)
    }
}
