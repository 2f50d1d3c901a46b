//! R024: the lowest losing bid is so close above the winning one that the distance asks for an explanation.

use crate::engine::{Observations, ParameterError, Parameters, Process, ProcessRule, Scene};
use crate::measures::{Fences, Named, PricedTenders};

pub(crate) struct Rule {
    close_share: f64,
    by_fence: bool,
    named: Named,
    as_published: bool,
}

impl ProcessRule for Rule {
    type Totals = PricedTenders;

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        let parties = parameters.word("parties", &["none", "named"], "`none` or `named`")?;
        Ok(Self {
            close_share: parameters.number("close_share")?,
            by_fence: parameters.word("fence", &["none", "tukey"], "`none` or `tukey`")? == "tukey",
            named: if parties == "named" {
                Named::WinnerAndRunnerUp
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
        let (mut threshold, mut holds) = (self.close_share, true);
        if self.by_fence {
            threshold = fences.lower();
            // A ratio is never below zero: a fence at or below zero separates nothing.
            holds = fences.q1 > 0.0 && threshold > 0.0;
            out.parameter("q1", fences.q1);
            out.parameter("q3", fences.q3);
            out.parameter("lower_fence", threshold);
        }
        totals.answer(
            threshold,
            |ratio| holds && ratio <= threshold,
            self.named,
            scene,
            out,
        );
    }
}
