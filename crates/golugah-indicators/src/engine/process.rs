use std::cell::OnceCell;

use golugah_findings::{Datum, Kind};
use golugah_records::{Award, Bid, Money, Release};

use super::observations::Observation;
use super::{Id, Names, Place};

/// One contracting process as the rules see it, with its identifiers already looked up.
pub(crate) struct Process<'r, 'a> {
    pub(crate) release: &'r Release<'a>,
    pub(crate) place: Place,
    pub(crate) names: &'r Names,
    /// The currency in which prices are compared and stakes added up.
    pub(crate) currency: &'r str,
    /// Method and category.
    pub(crate) stratum: Id,
    groups: [(Kind, Id); 2],
    group_count: usize,
    priced: OnceCell<Result<PricedAward, &'static str>>,
}

/// The lowest valid prices of the winner and of the others, where one award went to one supplier.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PricedAward {
    /// The winner's lowest valid price, in hundredths.
    pub(crate) win: i64,
    /// The others' lowest valid price, in hundredths.
    pub(crate) second: i64,
    /// Index of the winner's bid.
    pub(crate) winner: u32,
    /// Index of the others' lowest bid.
    pub(crate) runner_up: u32,
}

impl PricedAward {
    /// How far the next price lies above the winner's, as a share of the winner's.
    pub(crate) fn ratio(&self) -> f64 {
        (self.second - self.win) as f64 / self.win as f64
    }
}

impl<'r, 'a> Process<'r, 'a> {
    pub(crate) fn new(
        release: &'r Release<'a>,
        place: Place,
        names: &'r Names,
        currency: &'r str,
        scratch: &mut String,
    ) -> Self {
        scratch.clear();
        scratch.push_str(&release.tender.method);
        scratch.push('/');
        scratch.push_str(&release.tender.category);
        let stratum = names.id(scratch);
        let mut groups = [(Kind::Buyer, stratum); 2];
        let mut group_count = 0;
        let organizations =
            [(Kind::Buyer, &release.buyer), (Kind::ProcuringEntity, &release.tender.procuring_entity)];
        for (kind, organization) in organizations {
            if !organization.id.is_empty() {
                groups[group_count] = (kind, names.named(&organization.id, &organization.name, place));
                group_count += 1;
            }
        }
        Self { release, place, names, currency, stratum, groups, group_count, priced: OnceCell::new() }
    }

    /// The tender as the subject of an observation.
    pub(crate) fn subject(&self) -> (Kind, &'r str) {
        (Kind::Tender, &self.release.ocid)
    }

    /// Buyer and procuring entity, as far as they were published.
    pub(crate) fn groups(&self) -> &[(Kind, Id)] {
        &self.groups[..self.group_count]
    }

    /// The same with one more.
    pub(crate) fn groups_and(&self, more: impl Iterator<Item = (Kind, Id)>) -> Vec<(Kind, Id)> {
        self.groups().iter().copied().chain(more).collect()
    }

    /// An observation of the tender with this process's groups and stakes.
    pub(crate) fn seen<'x>(
        &'x self,
        value: f64,
        threshold: f64,
        groups: &'x [(Kind, Id)],
        stake: i64,
    ) -> Observation<'x> {
        Observation {
            subject: self.subject(),
            value,
            threshold,
            groups,
            stratum: self.stratum,
            stake,
            date: self.release.tender.period.start.or(self.release.date),
            place: self.place,
        }
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.release.tender.status == "cancelled"
    }

    /// The amount in hundredths, if it is in the settled currency.
    pub(crate) fn settled(&self, money: &Money<'_>) -> Option<i64> {
        if money.currency == self.currency { money.minor } else { None }
    }

    /// What the tender was estimated at, as far as it can be added up.
    pub(crate) fn tender_stake(&self) -> i64 {
        self.settled(&self.release.tender.value).unwrap_or_default().max(0)
    }

    /// What was awarded; the estimate where no award has an amount.
    pub(crate) fn award_stake(&self) -> i64 {
        let awarded: i64 = self
            .active_awards()
            .filter_map(|award| self.settled(&award.value))
            .fold(0, |sum, amount| sum.saturating_add(amount.max(0)));
        if awarded > 0 { awarded } else { self.tender_stake() }
    }

    pub(crate) fn active_awards(&self) -> impl Iterator<Item = &'r Award<'a>> {
        self.release.awards.iter().filter(|award| award.is_active())
    }

    /// Ids of all active awards' suppliers.
    pub(crate) fn awarded_ids(&self) -> impl Iterator<Item = &'r str> + Clone {
        let release = self.release;
        let active = release.awards.iter().filter(|award| award.is_active());
        active.flat_map(|award| release.suppliers(award)).map(|supplier| &*supplier.id).filter(|id| !id.is_empty())
    }

    /// The number of an organization that bids or is awarded.
    pub(crate) fn tenderer(&self, id: &str) -> Id {
        let name = self.release.organizations.iter().find(|organization| organization.id == id);
        self.names.named(id, name.map_or("", |organization| &organization.name), self.place)
    }

    /// The one supplier of the one active award, once all awards are final; else why there is none.
    pub(crate) fn sole_supplier(&self) -> Result<&'r str, &'static str> {
        if self.release.awards.is_empty() {
            return Err("no_awards");
        }
        if self.release.bids.is_empty() {
            return Err("no_bids");
        }
        if self.release.awards.iter().any(|award| !award.is_final()) {
            return Err("awards_not_final");
        }
        let mut active = self.active_awards();
        let award = active.next().ok_or("no_active_award")?;
        match self.release.suppliers(award) {
            [supplier] if active.next().is_none() && !supplier.id.is_empty() => Ok(&supplier.id),
            _ => Err("several_awards_or_suppliers"),
        }
    }

    /// The one tenderer of a valid bid; a bid by several cannot be matched with an award to one.
    pub(crate) fn sole_valid_tenderer(&self, bid: &'r Bid<'a>) -> Option<&'r str> {
        match self.release.tenderers(bid) {
            [tenderer] if bid.is_valid() && !tenderer.id.is_empty() => Some(&tenderer.id),
            _ => None,
        }
    }

    /// The winner's price and the next one, or why they cannot be compared. Worked out once for all rules.
    pub(crate) fn priced_award(&self) -> Result<PricedAward, &'static str> {
        *self.priced.get_or_init(|| self.price_award())
    }

    fn price_award(&self) -> Result<PricedAward, &'static str> {
        if self.is_cancelled() {
            return Err("cancelled");
        }
        let supplier = self.sole_supplier()?;
        // Index 0 for the winner, 1 for the others.
        let mut bids = [0_u32; 2];
        let mut prices = [0_u32; 2];
        let mut lowest: [Option<(i64, u32)>; 2] = [None; 2];
        for (index, bid) in self.release.bids.iter().enumerate() {
            let Some(tenderer) = self.sole_valid_tenderer(bid) else { continue };
            let side = usize::from(tenderer != supplier);
            bids[side] += 1;
            if bid.value.minor.is_some() && !bid.value.currency.is_empty() {
                prices[side] += 1;
            }
            if let Some(amount) = self.settled(&bid.value)
                && lowest[side].is_none_or(|(least, _)| amount < least)
            {
                lowest[side] = Some((amount, index as u32));
            }
        }
        if bids.contains(&0) {
            return Err("too_few");
        }
        if prices.contains(&0) {
            return Err("no_amounts");
        }
        let [Some((win, winner)), Some((second, runner_up))] = lowest else { return Err("other_currency") };
        if win <= 0 {
            return Err("zero_amount");
        }
        if second < win {
            return Err("second_below_winner");
        }
        Ok(PricedAward { win, second, winner, runner_up })
    }

    /// An amount of the settled currency as evidence.
    pub(crate) fn money(&self, minor: i64) -> Datum {
        Datum::Money { minor, currency: self.currency.to_owned() }
    }
}
