use golugah_findings::{Datum, Kind};
use golugah_records::Timestamp;

use crate::engine::{Id, Observation, Observations, Place, Process, Scene};

/// The tenders in which the winner's price and the next one are known, kept until all ratios are.
#[derive(Default)]
pub(crate) struct PricedTenders(Vec<PricedTender>);

struct PricedTender {
    ocid: Box<str>,
    ratio: f64,
    win: i64,
    second: i64,
    winner: Id,
    runner_up: Id,
    organizations: [(Kind, Id); 2],
    stratum: Id,
    stake: i64,
    date: Option<Timestamp>,
    place: Place,
}

/// Who is named beside a raised tender in the `cardinal` profile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Nobody,
    Winner,
    WinnerAndRunnerUp,
}

impl PricedTenders {
    /// Keeps the process, or answers at once why it cannot be compared.
    pub(crate) fn note(&mut self, process: &Process<'_, '_>, out: &mut Observations) {
        let priced = match process.priced_award() {
            Ok(priced) => priced,
            Err(reason) => return out.not_computable(process.subject(), reason),
        };
        let release = process.release;
        let tenderer = |bid: u32| {
            let sole = process.sole_valid_tenderer(&release.bids[bid as usize]);
            sole.map_or(Id::NONE, |party| party.id)
        };
        self.0.push(PricedTender {
            ocid: release.ocid.as_ref().into(),
            ratio: priced.ratio(),
            win: priced.win,
            second: priced.second,
            winner: tenderer(priced.winner),
            runner_up: tenderer(priced.runner_up),
            organizations: process.both_organizations(),
            stratum: process.stratum,
            stake: process.award_stake(),
            date: release.tender.period.start.or(release.date),
            place: process.place,
        });
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(crate) fn ratios(&self) -> Vec<f64> {
        self.0.iter().map(|tender| tender.ratio).collect()
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
        for tender in &self.0 {
            let published = tender
                .organizations
                .iter()
                .copied()
                .filter(|(_, id)| id.is_some());
            let groups: Vec<(Kind, Id)> = published.chain([(Kind::Tenderer, tender.winner)]).collect();
            let groups = out.slots(&groups, tender.stratum);
            let seen = Observation {
                subject: (Kind::Tender, &tender.ocid),
                value: tender.ratio,
                threshold,
                groups: &groups,
                stake: tender.stake,
                date: tender.date,
                place: tender.place,
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
            let evidence = vec![
                ("winning_bid", money(tender.win)),
                ("next_bid", money(tender.second)),
                ("winner", Datum::Text(scene.names.text(tender.winner))),
                ("next_tenderer", Datum::Text(scene.names.text(tender.runner_up))),
            ];
            out.raised(&seen, evidence);
        }
    }
}
