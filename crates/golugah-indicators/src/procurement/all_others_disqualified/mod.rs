//! R035: the awarded tenderer is the only one whose bids were found valid; everybody else's were disqualified.

use golugah_findings::{Datum, Kind};
use golugah_records::Standing;

use crate::engine::{Few, Observations, ParameterError, Parameters, Party, Process, ProcessRule};

pub(crate) struct Rule {
    as_published: bool,
    threshold: usize,
    name_parties: bool,
}

impl ProcessRule for Rule {
    type Totals = ();

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        let parties = parameters.word("parties", &["none", "named"], "`none` or `named`")?;
        let threshold = parameters.count("threshold")?.max(1) as usize;
        Ok(Self {
            as_published: parameters.flag("as_published")?,
            threshold,
            name_parties: parties == "named",
        })
    }

    fn observe(&self, process: &Process<'_, '_>, (): &mut (), out: &mut Observations) {
        if process.is_cancelled() {
            return out.not_computable(process.subject(), "cancelled");
        }
        if let (Some(reason), false) = (process.not_by_price(), self.as_published) {
            return out.not_computable(process.subject(), reason);
        }
        if process.is_of_unknown_status() {
            return out.not_computable(process.subject(), "unknown_status");
        }
        if let Err(reason @ ("no_awards" | "no_bids" | "awards_not_final" | "no_active_award")) =
            process.sole_supplier()
        {
            return out.not_computable(process.subject(), reason);
        }
        let (mut valid, mut disqualified) = (Few::new(), Few::new());
        for bid in process.bids {
            let tenderers = match bid.standing {
                Standing::Valid => &mut valid,
                Standing::Disqualified => &mut disqualified,
                _ => continue,
            };
            tenderers.extend(
                process
                    .tenderers(bid)
                    .iter()
                    .filter(|party| party.id.is_some())
                    .copied(),
            );
        }
        let valid = valid.each_once();
        // Who has a valid bid beside a disqualified one is still in the race.
        let out_of_race = disqualified.each_once_without(valid);
        if valid.len() + out_of_race.len() < 2 {
            return out.not_computable(process.subject(), "too_few");
        }
        let awarded = process.awarded();
        // Whoever holds the award and made no bid is left of nobody's bids.
        let bid = |party: &Party| valid.contains(party) || out_of_race.contains(party);
        if !awarded.iter().any(bid) {
            return out.not_computable(process.subject(), "winner_did_not_bid");
        }
        let alone = valid.len() == 1 && awarded == valid;
        let others = if alone { out_of_race.len() } else { 0 };
        let raised = others >= self.threshold;
        let stake = process.award_stake();
        let groups = process.groups_and(awarded.iter().copied());
        let seen = process.seen(others as f64, self.threshold as f64, &groups, stake);
        out.answer(raised, &seen, || {
            let list = |parties: &[Party]| {
                Datum::List(process.texts(parties).into_iter().map(Datum::Text).collect())
            };
            vec![("awarded", list(awarded)), ("disqualified", list(out_of_race))]
        });
        if raised && self.name_parties {
            let seen = process.seen(0.0, self.threshold as f64, &[], stake);
            out.party((Kind::Tenderer, valid[0].id), &seen);
        }
    }
}
