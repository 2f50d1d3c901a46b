//! R018: one tenderer where the method asks for competition.

use golugah_findings::Datum;

use crate::engine::{Id, Observations, ParameterError, Parameters, Process, ProcessRule};

pub(crate) struct Rule {
    methods: Vec<String>,
    count_bids: bool,
}

impl ProcessRule for Rule {
    type Totals = ();

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        let methods = parameters
            .text("methods")?
            .split('|')
            .map(str::to_owned)
            .collect();
        Ok(Self {
            methods,
            count_bids: parameters.flag("count_bids")?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, (): &mut (), out: &mut Observations) {
        if process.is_cancelled() {
            return out.not_computable(process.subject(), "cancelled");
        }
        let tender = &process.release.tender;
        if tender.method.is_empty() || !self.methods.iter().any(|method| *method == tender.method) {
            return out.not_computable(process.subject(), "method_not_competitive");
        }
        let published = tender.number_of_tenderers.map(u64::from);
        let Some(tenderers) = published.or_else(|| if self.count_bids { count(process) } else { None })
        else {
            return out.not_computable(process.subject(), "no_number_of_tenderers");
        };
        let seen = process.seen(tenderers as f64, 1.0, process.groups(), process.tender_stake());
        out.answer(tenderers == 1, &seen, || {
            let mut evidence = vec![
                ("number_of_tenderers", Datum::Integer(1)),
                (
                    "counted_from",
                    Datum::from(if published.is_some() {
                        "numberOfTenderers"
                    } else {
                        "bids"
                    }),
                ),
                ("procurement_method", Datum::from(&*tender.method)),
            ];
            let names: Vec<Datum> = process
                .release
                .submitted_bids()
                .flat_map(|bid| process.release.tenderers(bid))
                .map(|tenderer| {
                    Datum::from(if tenderer.name.is_empty() {
                        &*tenderer.id
                    } else {
                        &*tenderer.name
                    })
                })
                .collect();
            if !names.is_empty() {
                evidence.push(("tenderers", Datum::List(names)));
            }
            evidence
        });
    }
}

/// Different tenderers of the submitted bids; none where no bid was submitted or one names nobody.
fn count(process: &Process<'_, '_>) -> Option<u64> {
    let mut ids: Vec<Id> = Vec::new();
    let mut bids = 0;
    for bid in process.bids.iter().filter(|bid| bid.is_submitted()) {
        bids += 1;
        let before = ids.len();
        ids.extend(
            process
                .tenderers(bid)
                .iter()
                .map(|party| party.id)
                .filter(|id| id.is_some()),
        );
        if ids.len() == before {
            return None;
        }
    }
    ids.sort_unstable();
    ids.dedup();
    (bids > 0).then_some(ids.len() as u64)
}
