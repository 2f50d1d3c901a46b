//! R018: one tenderer where the method asks for competition.

use golugah_findings::Datum;

use crate::engine::{Codes, Id, Observations, ParameterError, Parameters, Process, ProcessRule};

pub(crate) struct Rule {
    methods: Codes,
    count_elsewhere: bool,
}

impl ProcessRule for Rule {
    type Totals = ();

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        Ok(Self {
            methods: parameters.codes("methods")?,
            count_elsewhere: parameters.flag("count_elsewhere")?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, (): &mut (), out: &mut Observations) {
        if process.is_cancelled() {
            return out.not_computable(process.subject(), "cancelled");
        }
        let tender = &process.release.tender;
        if tender.method.is_empty() {
            return out.not_computable(process.subject(), "no_method");
        }
        if !self.methods.contains(&tender.method) {
            return out.not_computable(process.subject(), "method_not_competitive");
        }
        let published = || match tender.number_of_tenderers {
            Some(number) => Ok((u64::from(number), "numberOfTenderers")),
            None => Err("no_number_of_tenderers"),
        };
        let number = if self.count_elsewhere {
            number_of(process)
        } else {
            published()
        };
        let (tenderers, counted_from) = match number {
            Ok(number) => number,
            Err(reason) => return out.not_computable(process.subject(), reason),
        };
        let seen = process.seen(tenderers as f64, 1.0, process.groups(), process.tender_stake());
        out.answer(tenderers == 1, &seen, || {
            let mut evidence = vec![
                ("number_of_tenderers", Datum::Integer(1)),
                ("counted_from", Datum::from(counted_from)),
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

/// The number of tenderers and the field it stands in, or why it is not known. The published figure stands first, then the list of
/// tenderers or the statistics, then what the bids name. Where two of them contradict each other nobody knows: the figure and the
/// list, a figure below the number of those whose bids are there, a figure of nobody beside a bid or an award.
fn number_of(process: &Process<'_, '_>) -> Result<(u64, &'static str), &'static str> {
    let tender = &process.release.tender;
    let published = tender.number_of_tenderers.map(u64::from);
    let elsewhere = tender
        .counted
        .map(|counted| (u64::from(counted.number), counted.from.word()));
    let of_bids = count(process);
    let awarded = process
        .release
        .awards
        .iter()
        .any(|award| !award.suppliers.is_empty());
    let nobody = |number: &u64| *number == 0 && (awarded || of_bids.is_some());
    let (published, elsewhere) = match (published, elsewhere) {
        (Some(one), Some((other, _))) if one != other && one != 0 => return Err("numbers_contradict"),
        numbers => numbers,
    };
    let contradicted = published.as_ref().is_some_and(nobody);
    let published = published.filter(|number| !nobody(number));
    let elsewhere = elsewhere.filter(|(number, _)| !nobody(number));
    if let (Some(number), Some(named)) = (published, of_bids)
        && number < named
    {
        return Err("numbers_contradict");
    }
    published
        .map(|number| (number, "numberOfTenderers"))
        .or(elsewhere)
        .or(of_bids.map(|number| (number, "bids")))
        .ok_or(if contradicted {
            "numbers_contradict"
        } else {
            "no_number_of_tenderers"
        })
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
