//! R030: an awarded supplier's valid bid came in after the tender period had ended. Instants are compared, not texts.

use golugah_findings::Kind;

use crate::engine::{
    Codes, Few, Observation, Observations, ParameterError, Parameters, Process, ProcessRule,
};

pub(crate) struct Rule {
    name_parties: bool,
    measured: bool,
    closed: Codes,
}

impl ProcessRule for Rule {
    type Totals = ();

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        let parties = parameters.word("parties", &["none", "named"], "`none` or `named`")?;
        Ok(Self {
            name_parties: parties == "named",
            measured: parameters.flag("measured")?,
            closed: parameters.codes("closed_methods")?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, (): &mut (), out: &mut Observations) {
        let release = process.release;
        let reason = if process.is_cancelled() {
            Some("cancelled")
        } else if self.closed.contains(&release.tender.method) {
            Some("method_not_competitive")
        } else if release.tender.period.end.is_none() {
            Some("no_period")
        } else {
            process.unjudged()
        };
        let (None, Some(end)) = (reason, release.tender.period.end) else {
            return out.not_computable(process.subject(), reason.unwrap_or("no_period"));
        };
        let awarded = process.awarded();
        // The winners' valid bids, by how many milliseconds each came after the end.
        let winning = || {
            let bids = process.bids.iter().zip(&release.bids);
            let valid = bids.filter(|(bid, _)| bid.is_valid());
            let dated = valid.filter_map(|(bid, published)| Some((bid, published.date?)));
            dated.flat_map(|(bid, date)| {
                let tenderers = process.tenderers(bid).iter();
                let winners = tenderers.filter(|party| awarded.binary_search(party).is_ok());
                winners.map(move |party| (date.millis - end.millis, date, *party))
            })
        };
        // Of bids equally late the first published one stands.
        let latest = winning().reduce(|latest, bid| if bid.0 > latest.0 { bid } else { latest });
        let Some((late, date, who)) = latest else {
            return out.not_computable(process.subject(), "no_bid_dates");
        };
        // Who was awarded first and bid afterwards was written down wrongly.
        let decided = process.active_awards().filter_map(|award| award.date);
        let decided = decided.max_by_key(|decided| decided.millis);
        if self.measured && decided.is_some_and(|decided| decided.local_day() < date.local_day()) {
            return out.not_computable(process.subject(), "bid_after_its_award");
        }
        let seconds_late = late as f64 / 1000.0;
        let stake = process.award_stake();
        let groups = process.groups_and([who].into_iter());
        let raised = late > 0;
        let (value, threshold) = if self.measured {
            (seconds_late, 0.0)
        } else {
            (f64::from(u8::from(raised)), 1.0)
        };
        let seen = Observation {
            date: Some(date),
            ..process.seen(value, threshold, &groups, stake)
        };
        out.answer(raised, &seen, || {
            vec![
                ("period_end", end.to_rfc3339().into()),
                ("bid_date", date.to_rfc3339().into()),
                ("tenderer", process.names.text(who.id).into()),
                ("seconds_late", seconds_late.into()),
            ]
        });
        if self.name_parties {
            let mut late = Few::new();
            late.extend(winning().filter(|bid| bid.0 > 0).map(|bid| bid.2));
            for party in late.each_once() {
                out.party((Kind::Tenderer, party.id), &process.seen(1.0, 1.0, &[], stake));
            }
        }
    }
}
