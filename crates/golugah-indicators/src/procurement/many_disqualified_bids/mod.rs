//! R038: more than half of the bids of a tender were disqualified.

mod cardinal;

use golugah_findings::{Datum, Kind};

use self::cardinal::Shares;
use crate::Tally;
use crate::engine::{Few, Observations, ParameterError, Parameters, Process, ProcessRule, Scene};

/// Tenders of so many bids and more are peers of each other.
const MANY: u64 = 6;

pub(crate) struct Rule {
    more_than: f64,
    minimum_bids: u64,
    /// The peer's definition, where it is asked for.
    shares: Option<Shares>,
}

impl ProcessRule for Rule {
    type Totals = ();

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        let as_published = parameters.flag("as_published")?;
        Ok(Self {
            more_than: parameters.number("more_than")?,
            minimum_bids: parameters.count("minimum_bids")?,
            shares: as_published.then(|| Shares::new(parameters)).transpose()?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, (): &mut (), out: &mut Observations) {
        if let Some(shares) = &self.shares {
            return shares.observe(process, out);
        }
        if process.is_cancelled() {
            return out.not_computable(process.subject(), "cancelled");
        }
        // Who does not reach the marks is put aside, and many do not.
        if let Some(reason) = process.not_by_price() {
            return out.not_computable(process.subject(), reason);
        }
        if process.bids.iter().all(|bid| !bid.is_submitted()) {
            return out.not_computable(process.subject(), "no_bids");
        }
        if process.is_of_unknown_status() {
            return out.not_computable(process.subject(), "unknown_status");
        }
        let (mut submitted, mut disqualified) = (0_u64, 0_u64);
        // Every tenderer with whether its bid was one of those.
        let mut bidders = Few::new();
        for bid in process.bids.iter().filter(|bid| bid.is_submitted()) {
            submitted += 1;
            disqualified += u64::from(bid.is_disqualified());
            let named = process.tenderers(bid).iter().filter(|party| party.id.is_some());
            bidders.extend(named.map(|party| (*party, bid.is_disqualified())));
        }
        if submitted < self.minimum_bids {
            return out.not_computable(process.subject(), "too_few");
        }
        // What nobody has decided about yet could still be disqualified.
        let open = process.bids.iter().filter(|bid| bid.is_open()).count() as u64;
        let share_of = |out: u64| out as f64 / submitted as f64;
        if share_of(disqualified) <= self.more_than && share_of(disqualified + open) > self.more_than {
            return out.not_computable(process.subject(), "bids_not_judged");
        }
        let share = share_of(disqualified);
        // Of two bids more than half are both, of three they are two: what is usual hangs on how many there are.
        let stratum = out.counts_groups().then(|| {
            let class = &process.release.tender.category;
            process.stratum_by(&format!("{class}/{}", submitted.min(MANY)))
        });
        let groups = stratum.map_or_else(Vec::new, |stratum| process.groups_in(stratum, out));
        let seen = process.seen(share, self.more_than, &groups, 0);
        out.answer(share > self.more_than, &seen, || {
            vec![
                ("disqualified_bids", Datum::Integer(disqualified as i64)),
                ("submitted_bids", Datum::Integer(submitted as i64)),
            ]
        });
        let Some(stratum) = stratum else {
            return;
        };
        // A tenderer counts once in a tender, and is out where all its bids are.
        for own in bidders.each_once().chunk_by(|a, b| a.0 == b.0) {
            let one = Tally {
                raised: u64::from(own.iter().all(|(_, out)| *out)),
                computable: 1,
                stake: 0,
            };
            let slot = out.slot((Kind::Tenderer, own[0].0.id), None, stratum);
            out.tally(slot, one, process.batch());
        }
    }

    fn settle(&self, (): (), scene: &Scene<'_>, out: &mut Observations) {
        if let Some(shares) = &self.shares {
            shares.settle(scene, out);
        }
    }
}
