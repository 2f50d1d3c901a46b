//! R036: the lowest bid was disqualified, and a dearer one was valid while an award is in force.

use golugah_findings::Datum;

use crate::engine::{Observations, ParameterError, Parameters, Process, ProcessRule};

pub(crate) struct Rule {
    as_published: bool,
}

impl ProcessRule for Rule {
    type Totals = ();

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            as_published: parameters.flag("as_published")?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, (): &mut (), out: &mut Observations) {
        if let (Some(reason), false) = (process.not_by_price(), self.as_published) {
            return out.not_computable(process.subject(), reason);
        }
        let reason = match process.unjudged() {
            // Who was only invited, or took the bid back, made none.
            None | Some("no_active_award") if !process.bids.iter().any(|bid| bid.is_submitted()) => {
                Some("no_bids")
            }
            reason => reason,
        };
        if let Some(reason) = reason {
            return out.not_computable(process.subject(), reason);
        }
        let (mut submitted, mut prices, mut amounts, mut lost) = (0, 0, 0, 0);
        let awarded = process.awarded();
        let mut valid_prices = 0;
        let mut lowest_valid: Option<i64> = None;
        let mut hidden = 0;
        let mut foreign = 0;
        let mut unopened = 0;
        // Of equal lowest bids the first published one counts.
        let mut lowest: Option<(i64, bool)> = None;
        for bid in process.bids.iter().filter(|bid| bid.is_submitted()) {
            // A disqualified bid for nothing is one whose envelope was never opened.
            let amount = bid.settled.filter(|amount| *amount > 0 || !bid.is_disqualified());
            submitted += 1;
            prices += u32::from(bid.priced);
            amounts += u32::from(amount.is_some());
            let mut own = process.tenderers(bid).iter();
            lost += u32::from(amount.is_some() && !own.any(|one| awarded.binary_search(one).is_ok()));
            unopened += u32::from(bid.settled.is_some() && amount.is_none());
            if bid.is_valid() {
                valid_prices += u32::from(bid.priced);
                if let Some(amount) = amount {
                    lowest_valid = Some(lowest_valid.map_or(amount, |least| least.min(amount)));
                }
            } else if bid.is_disqualified() && bid.settled.is_none() {
                if bid.priced { foreign += 1 } else { hidden += 1 }
            }
            if let Some(amount) = amount
                && lowest.is_none_or(|(least, _)| amount < least)
            {
                lowest = Some((amount, bid.is_disqualified()));
            }
        }
        // Of one bid, or of one price, nobody can say that a cheaper one was put aside, whatever became of it.
        if submitted < 2 {
            return out.not_computable(process.subject(), "too_few");
        }
        if valid_prices == 0 || prices < 2 {
            return out.not_computable(process.subject(), "no_amounts");
        }
        let (Some(lowest_valid), Some((amount, is_out))) = (lowest_valid, lowest) else {
            return out.not_computable(process.subject(), "other_currency");
        };
        // A disqualified bid whose price is not known could have been the lowest: that is not clear.
        if !is_out && unopened + hidden + foreign > 0 {
            let reason = match (unopened, hidden) {
                (0, 0) => "other_currency",
                (0, _) => "no_amounts",
                _ => "zero_amount",
            };
            return out.not_computable(process.subject(), reason);
        }
        if amounts < 2 {
            return out.not_computable(process.subject(), "other_currency");
        }
        // Where only the prices of those who were awarded are known, a cheaper one that was put aside is not among them.
        if !is_out && lost == 0 {
            let reason = if prices < submitted {
                "no_amounts"
            } else {
                "everybody_awarded"
            };
            return out.not_computable(process.subject(), reason);
        }
        let value = f64::from(u8::from(is_out));
        let seen = process.seen(value, 1.0, process.groups(), process.award_stake());
        out.answer(is_out, &seen, || -> Vec<(&'static str, Datum)> {
            vec![
                ("lowest_bid", process.money(amount)),
                ("lowest_valid_bid", process.money(lowest_valid)),
            ]
        });
    }
}
