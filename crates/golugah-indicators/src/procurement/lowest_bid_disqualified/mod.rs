//! R036: the lowest bid was disqualified, and a dearer one was valid while an award is in force.

use golugah_findings::Datum;

use crate::engine::{Observations, ParameterError, Parameters, Process, ProcessRule};

pub(crate) struct Rule;

impl ProcessRule for Rule {
    type Totals = ();

    fn new(_: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self)
    }

    fn observe(&self, process: &Process<'_, '_>, (): &mut (), out: &mut Observations) {
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
        if valid_prices == 0 {
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
