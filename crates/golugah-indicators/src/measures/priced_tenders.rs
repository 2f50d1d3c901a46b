use golugah_findings::{Datum, Kind};
use golugah_records::Timestamp;

use crate::engine::{
    AtStake, BatchOf, Firms, Id, In, Observation, Observations, Out, Pieces, Process, Row, Scene, Written,
};

/// The tenders in which the winner's price and the next one are known, kept until all ratios are.
#[derive(Default)]
pub(crate) struct PricedTenders {
    /// A list per thread.
    lists: Vec<Priced>,
}

/// Those of one thread.
#[derive(Default)]
struct Priced {
    tenders: Pieces<PricedTender>,
    /// As many as tenders, or none where only values are asked for.
    details: Pieces<Details>,
}

struct PricedTender {
    row: Row,
    ratio: f64,
    winner: Id,
    runner_up: Id,
}

/// What only findings and groups need.
#[derive(Clone, Copy)]
struct Details {
    win: i64,
    second: i64,
    organizations: [(Kind, Id); 2],
    stratum: Id,
    batch: BatchOf,
    stake: AtStake,
    date: Option<Timestamp>,
}

/// Who is named beside a raised tender in the `cardinal` profile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Nobody,
    Winner,
    WinnerAndRunnerUp,
}

impl Written for PricedTenders {
    fn write(&self, out: &mut Out) {
        out.number(self.lists.len() as u64);
        for list in &self.lists {
            out.number(list.tenders.len() as u64);
            for tender in list.tenders.iter() {
                tender.row.write(out);
                out.float(tender.ratio);
                out.id(tender.winner);
                out.id(tender.runner_up);
            }
            out.number(list.details.len() as u64);
            for details in list.details.iter() {
                out.signed(details.win);
                out.signed(details.second);
                details
                    .organizations
                    .into_iter()
                    .for_each(|office| out.group(office));
                out.id(details.stratum);
                out.batch(details.batch);
                out.signed(details.stake.stated);
                out.signed(details.stake.unstated);
                out.date(details.date);
            }
        }
    }

    fn read(read: &mut In<'_>) -> Option<Self> {
        let mut lists = Vec::new();
        for _ in 0..read.count()? {
            let mut list = Priced::default();
            for _ in 0..read.count()? {
                list.tenders.push(PricedTender {
                    row: Row::read(read)?,
                    ratio: read.float()?,
                    winner: read.id()?,
                    runner_up: read.id()?,
                });
            }
            for _ in 0..read.count()? {
                list.details.push(Details {
                    win: read.signed()?,
                    second: read.signed()?,
                    organizations: [read.group()?, read.group()?],
                    stratum: read.id()?,
                    batch: read.batch()?,
                    stake: AtStake {
                        stated: read.signed()?,
                        unstated: read.signed()?,
                    },
                    date: read.date()?,
                });
            }
            lists.push(list);
        }
        Some(Self { lists })
    }
}

impl PricedTenders {
    /// Keeps the process, or answers at once why it cannot be compared.
    ///
    /// With `as_published` two identifiers are two firms, whatever their names.
    pub(crate) fn note(&mut self, process: &Process<'_, '_>, as_published: bool, out: &mut Observations) {
        if let (Some(reason), false) = (process.not_by_price(), as_published) {
            return out.not_computable(process.subject(), reason);
        }
        let priced = match process.priced_award() {
            Ok(priced) => priced,
            Err(reason) => return out.not_computable(process.subject(), reason),
        };
        if !as_published {
            let name = |bid: u32| process.named(bid as usize).next().map_or("", |(_, name)| name);
            let names = [name(priced.winner), name(priced.runner_up)];
            if out.firms(&process.release.ocid, names) != Firms::Two {
                return out.not_computable(process.subject(), "perhaps_one_firm");
            }
        }
        let release = process.release;
        let tenderer = |bid: u32| {
            let sole = process.sole_valid_tenderer(&process.bids[bid as usize]);
            sole.map_or(Id::NONE, |party| party.id)
        };
        if self.lists.is_empty() {
            self.lists.push(Priced::default());
        }
        self.lists[0].tenders.push(PricedTender {
            row: process.row,
            ratio: priced.ratio(),
            winner: tenderer(priced.winner),
            runner_up: tenderer(priced.runner_up),
        });
        if out.counts_groups() {
            self.lists[0].details.push(Details {
                win: priced.win,
                second: priced.second,
                organizations: process.both_organizations(),
                stratum: process.stratum,
                batch: process.batch(),
                stake: process.award_stake(),
                date: release.tender.period.start.or(release.date),
            });
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.lists.extend(other.lists);
    }

    pub(crate) fn ratios(&self) -> Vec<f64> {
        let mut ratios = Vec::with_capacity(self.lists.iter().map(|list| list.tenders.len()).sum());
        ratios.extend(
            self.lists
                .iter()
                .flat_map(|list| list.tenders.iter())
                .map(|tender| tender.ratio),
        );
        ratios
    }

    /// Answers for every tender kept.
    pub(crate) fn answer(
        &self,
        threshold: f64,
        is_raised: impl Fn(f64) -> bool,
        named: Named,
        scene: &Scene<'_>,
        out: &mut Observations,
    ) {
        let details = |list: &Priced, at: usize| (at < list.details.len()).then(|| *list.details.get(at));
        let lists = self.lists.iter();
        let all = lists.flat_map(|list| {
            let tenders = list.tenders.iter().enumerate();
            tenders.map(move |(at, tender)| (tender, details(list, at)))
        });
        for (tender, details) in all {
            let groups = details.as_ref().map_or_else(Vec::new, |details| {
                let offices = details.organizations.iter().copied();
                let groups: Vec<(Kind, Id)> = offices
                    .filter(|(_, id)| id.is_some())
                    .chain([(Kind::Tenderer, tender.winner)])
                    .collect();
                out.slots(&groups, details.stratum)
            });
            let seen = Observation {
                subject: (Kind::Tender, scene.seen.ocid(tender.row)),
                row: Some(tender.row),
                value: tender.ratio,
                threshold,
                groups: &groups,
                batch: details
                    .as_ref()
                    .map_or(BatchOf::default(), |details| details.batch),
                stake: details
                    .as_ref()
                    .map_or(AtStake::default(), |details| details.stake),
                date: details.as_ref().and_then(|details| details.date),
                place: scene.seen.place(tender.row),
            };
            if !is_raised(tender.ratio) {
                out.clear(&seen);
                continue;
            }
            let money = |minor| Datum::Money {
                minor,
                currency: scene.currency.to_owned(),
            };
            let parties: &[Id] = match named {
                Named::Nobody => &[],
                Named::Winner => &[tender.winner],
                Named::WinnerAndRunnerUp => &[tender.winner, tender.runner_up],
            };
            for id in parties {
                out.party(
                    (Kind::Tenderer, *id),
                    &Observation {
                        value: 0.0,
                        groups: &[],
                        ..seen
                    },
                );
            }
            out.raised(&seen, || {
                let Some(details) = &details else {
                    return Vec::new();
                };
                vec![
                    ("winning_bid", money(details.win)),
                    ("next_bid", money(details.second)),
                    ("winner", Datum::Text(scene.names.text(tender.winner))),
                    ("next_tenderer", Datum::Text(scene.names.text(tender.runner_up))),
                ]
            });
        }
    }
}
