//! R025: a tenderer loses far more often than the number of those who bid beside it lets expect.

mod cardinal;

use golugah_findings::{Datum, Kind};
use hashbrown::HashMap;

use self::cardinal::Ratios;
use crate::Tally;
use crate::engine::{
    BatchOf, Few, Firms, Id, In, Observation, Observations, Out, ParameterError, Parameters, Place, Process,
    ProcessRule, Scene, Written,
};
use crate::measures::quantile;

/// Expectations are added up in thousand millionths, so that sums do not depend on order.
const WHOLE: i64 = 1_000_000_000;

/// Competitions of so many and more are peers of each other.
const MANY: usize = 6;

pub(crate) struct Rule {
    percentile: f64,
    points: f64,
    deviations: f64,
    /// The peer's definition, where it is asked for.
    ratios: Option<Ratios>,
}

/// What a tenderer lost, and what it would have lost if everybody had won alike.
#[derive(Clone, Copy)]
pub(crate) struct Losses {
    processes: i64,
    lost: i64,
    expected: i64,
    variance: i64,
    place: Place,
}

impl Losses {
    const NONE: Self = Self {
        processes: 0,
        lost: 0,
        expected: 0,
        variance: 0,
        place: Place::LAST,
    };

    fn add(&mut self, more: &Self) {
        self.processes += more.processes;
        self.lost += more.lost;
        self.expected += more.expected;
        self.variance += more.variance;
        self.place = self.place.min(more.place);
    }
}

impl Written for HashMap<Id, Losses> {
    fn write(&self, out: &mut Out) {
        out.number(self.len() as u64);
        for (tenderer, losses) in self {
            out.id(*tenderer);
            for number in [losses.processes, losses.lost, losses.expected, losses.variance] {
                out.signed(number);
            }
            out.place(losses.place);
        }
    }

    fn read(read: &mut In<'_>) -> Option<Self> {
        let mut totals = Self::default();
        for _ in 0..read.count()? {
            let tenderer = read.id()?;
            let losses = Losses {
                processes: read.signed()?,
                lost: read.signed()?,
                expected: read.signed()?,
                variance: read.signed()?,
                place: read.place()?,
            };
            totals.insert(tenderer, losses);
        }
        Some(totals)
    }
}

impl ProcessRule for Rule {
    type Totals = HashMap<Id, Losses>;

    fn new(parameters: &Parameters) -> Result<Self, ParameterError> {
        let as_published = parameters.flag("as_published")?;
        Ok(Self {
            percentile: parameters.number("percentile")?,
            points: parameters.number("points")?,
            deviations: parameters.number("deviations")?,
            ratios: as_published.then(|| Ratios::new(parameters)).transpose()?,
        })
    }

    fn observe(&self, process: &Process<'_, '_>, totals: &mut Self::Totals, out: &mut Observations) {
        if let Some(ratios) = &self.ratios {
            return ratios.observe(process, out);
        }
        if process.is_cancelled() || process.is_of_unknown_status() {
            return;
        }
        let Ok(supplier) = process.sole_supplier() else {
            return;
        };
        // Each tenderer counts once, however many bids it made; who may be the winner under another name, not at all.
        let mut met = Few::new();
        for (at, bid) in process.bids.iter().enumerate() {
            let Some(party) = process.sole_valid_tenderer(bid) else {
                continue;
            };
            let name = process.named(at).next().map_or("", |(_, name)| name);
            let winner = supplier_name(process);
            if party != supplier && out.firms(&process.release.ocid, [name, winner]) != Firms::Two {
                continue;
            }
            met.push(party);
        }
        let met = met.each_once();
        let many = met.len() as i64;
        // Without the winner's own bid everybody met would have lost, whatever their chances were.
        if many < 2 || !met.contains(&supplier) {
            return;
        }
        let wins = WHOLE / many;
        let stratum = out.counts_groups().then(|| {
            let bidders = met.len().min(MANY);
            process.stratum_by(&bidders.to_string())
        });
        for party in met {
            let lost = i64::from(*party != supplier);
            totals.entry(party.id).or_insert(Losses::NONE).add(&Losses {
                processes: 1,
                lost,
                expected: WHOLE - wins,
                variance: wins - wins / many,
                place: process.place,
            });
            if let Some(stratum) = stratum {
                let slot = out.slot((Kind::Tenderer, party.id), None, stratum);
                let one = Tally {
                    raised: lost.unsigned_abs(),
                    computable: 1,
                    stake: 0,
                };
                out.tally(slot, one, process.batch());
            }
        }
    }

    fn merge(into: &mut Self::Totals, from: Self::Totals) {
        for (tenderer, losses) in from {
            into.entry(tenderer).or_insert(Losses::NONE).add(&losses);
        }
    }

    fn settle(&self, totals: Self::Totals, scene: &Scene<'_>, out: &mut Observations) {
        if let Some(ratios) = &self.ratios {
            return ratios.settle(scene, out);
        }
        let mut processes: Vec<f64> = totals.values().map(|one| one.processes as f64).collect();
        processes.sort_unstable_by(f64::total_cmp);
        let Some(many) = quantile(&processes, self.percentile / 100.0) else {
            return;
        };
        out.parameter("upper_fence", many);
        let mut text = String::new();
        for (tenderer, losses) in totals {
            let subject = (Kind::Tenderer, scene.names.text_in(tenderer, &mut text));
            let processes = losses.processes as f64;
            if processes < many {
                out.not_computable(subject, "too_few");
                continue;
            }
            let expected = losses.expected as f64 / WHOLE as f64;
            let deviation = (losses.variance as f64 / WHOLE as f64).sqrt();
            // Whole losses are compared: half of one lies between chance and what is beyond it.
            let by_chance = expected + 0.5 + self.deviations * deviation;
            let seen = Observation {
                subject,
                row: None,
                value: losses.lost as f64 / processes,
                threshold: (by_chance / processes).max(expected / processes + self.points),
                groups: &[],
                batch: BatchOf::default(),
                stake: 0.into(),
                date: None,
                place: losses.place,
            };
            out.answer(seen.value >= seen.threshold, &seen, || {
                vec![
                    ("won", Datum::Integer(losses.processes - losses.lost)),
                    ("processes", Datum::Integer(losses.processes)),
                    ("expected_losses", Datum::Number(expected)),
                ]
            });
        }
    }
}

/// The name of the first active award's first supplier.
fn supplier_name<'r>(process: &Process<'r, '_>) -> &'r str {
    let supplier = process
        .active_awards()
        .next()
        .and_then(|award| process.release.suppliers(award).first());
    supplier.map_or("", |supplier| &*supplier.name)
}
