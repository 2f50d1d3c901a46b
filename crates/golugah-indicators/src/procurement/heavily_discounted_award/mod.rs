//! R058: the winning bid lies so far below the next one that it is an outlier among all tenders.

use crate::engine::{Observations, ParameterError, Parameters, Process, ProcessRule, Scene};
use crate::measures::{Fences, Named, PricedTenders};

pub(crate) struct Rule {
    discount_share: f64,
    by_fence: bool,
    needs_spread: bool,
    named: Named,
    as_published: bool,
}

impl ProcessRule for Rule {
    type Totals = PricedTenders;

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        let parties = parameters.word("parties", &["none", "named"], "`none` or `named`")?;
        Ok(Self {
            discount_share: parameters.number("discount_share")?,
            by_fence: parameters.word("fence", &["none", "tukey"], "`none` or `tukey`")? == "tukey",
            needs_spread: parameters.flag("needs_spread")?,
            named: if parties == "named" {
                Named::Winner
            } else {
                Named::Nobody
            },
            as_published: parameters.flag("as_published")?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, totals: &mut PricedTenders, out: &mut Observations) {
        totals.note(process, self.as_published, out);
    }

    fn merge(into: &mut PricedTenders, from: PricedTenders) {
        into.merge(from);
    }

    fn settle(&self, totals: PricedTenders, scene: &Scene<'_>, out: &mut Observations) {
        let Some(fences) = Fences::of(&mut totals.ratios()) else {
            return;
        };
        let (mut threshold, mut holds) = (self.discount_share, true);
        if self.by_fence {
            threshold = fences.upper();
            // Where most ratios are zero, or all are alike, the fence would raise nearly everybody.
            holds = threshold > 0.0 && (fences.has_spread() || !self.needs_spread);
            out.parameter("q1", fences.q1);
            out.parameter("q3", fences.q3);
            out.parameter("upper_fence", threshold);
        }
        totals.answer(
            threshold,
            |ratio| holds && ratio >= threshold,
            self.named,
            scene,
            out,
        );
    }
}
