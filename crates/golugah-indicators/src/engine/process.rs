use std::cell::OnceCell;

use golugah_findings::{Datum, Kind};
use golugah_records::{Award, Bid, Money, Organization, Release};

use super::answers::Observation;
use super::observations::Observations;
use super::tallies::Slot;
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
    /// The release's organizations, in their order.
    parties: &'r [Party],
    organizations: [(Kind, Id); 2],
    slots: [Slot; 2],
    published: usize,
    counts_groups: bool,
    priced: OnceCell<Result<PricedAward, &'static str>>,
}

/// A tenderer or supplier: its number, and its row of totals as a tenderer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Party {
    /// Its number; [`Id::NONE`] where no identifier was published.
    pub(crate) id: Id,
    /// Its row.
    pub(crate) slot: Slot,
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
        (scratch, parties): (&mut String, &'r mut Vec<Party>),
        out: &mut Observations,
    ) -> Self {
        scratch.clear();
        scratch.push_str(&release.tender.method);
        scratch.push('/');
        scratch.push_str(&release.tender.category);
        let stratum = names.id(scratch);
        let counts_groups = out.counts_groups();
        let id_of = |organization: &Organization<'_>| {
            if organization.id.is_empty() {
                return Id::NONE;
            }
            if counts_groups {
                names.named(&organization.id, &organization.name, place)
            } else {
                names.id(&organization.id)
            }
        };
        parties.clear();
        parties.extend(release.organizations.iter().map(|organization| {
            let id = id_of(organization);
            let known = if id.is_some() {
                out.slot((Kind::Tenderer, id), None, stratum)
            } else {
                Slot::default()
            };
            Party { id, slot: known }
        }));
        let mut organizations = [(Kind::Buyer, Id::NONE); 2];
        let mut published = 0;
        let offices = [
            (Kind::Buyer, &release.buyer),
            (Kind::ProcuringEntity, &release.tender.procuring_entity),
        ];
        for (kind, organization) in offices {
            let id = id_of(organization);
            if id.is_some() {
                organizations[published] = (kind, id);
                published += 1;
            }
        }
        let mut slots = [Slot::default(); 2];
        for (slot, found) in slots
            .iter_mut()
            .zip(out.slots(&organizations[..published], stratum))
        {
            *slot = found;
        }
        let priced = OnceCell::new();
        Self {
            release,
            place,
            names,
            currency,
            stratum,
            parties,
            organizations,
            slots,
            published,
            counts_groups,
            priced,
        }
    }

    /// The tender as the subject of an observation.
    pub(crate) fn subject(&self) -> (Kind, &'r str) {
        (Kind::Tender, &self.release.ocid)
    }

    /// Buyer and procuring entity in a fixed place each, to be kept; [`Id::NONE`] where one was not published.
    pub(crate) fn both_organizations(&self) -> [(Kind, Id); 2] {
        self.organizations
    }

    /// The rows of totals of those that were published.
    pub(crate) fn groups(&self) -> &[Slot] {
        &self.slots[..self.published]
    }

    /// The same with those of tenderers.
    pub(crate) fn groups_and(&self, tenderers: impl Iterator<Item = Party>) -> Vec<Slot> {
        if !self.counts_groups {
            return Vec::new();
        }
        let mut groups = self.groups().to_vec();
        groups.extend(tenderers.map(|party| party.slot));
        groups
    }

    /// An observation of the tender with this process's groups and stakes.
    pub(crate) fn seen<'x>(
        &'x self,
        value: f64,
        threshold: f64,
        groups: &'x [Slot],
        stake: i64,
    ) -> Observation<'x> {
        Observation {
            subject: self.subject(),
            value,
            threshold,
            groups,
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
        if money.currency == self.currency {
            money.minor
        } else {
            None
        }
    }

    /// What the tender was estimated at, as far as it can be added up.
    pub(crate) fn tender_stake(&self) -> i64 {
        self.settled(&self.release.tender.value)
            .unwrap_or_default()
            .max(0)
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

    /// The tenderers of a bid.
    pub(crate) fn tenderers(&self, bid: &Bid<'_>) -> &'r [Party] {
        bid.tenderers.of(self.parties)
    }

    /// The suppliers of an award.
    pub(crate) fn suppliers(&self, award: &Award<'_>) -> &'r [Party] {
        award.suppliers.of(self.parties)
    }

    /// All active awards' suppliers, each once, in order of number.
    pub(crate) fn awarded(&self) -> Vec<Party> {
        let suppliers = self.active_awards().flat_map(|award| self.suppliers(award));
        let mut awarded: Vec<Party> = suppliers.copied().filter(|party| party.id.is_some()).collect();
        awarded.sort_unstable();
        awarded.dedup();
        awarded
    }

    /// The published identifiers behind some numbers, in their own order.
    pub(crate) fn texts(&self, parties: &[Party]) -> Vec<String> {
        let mut texts: Vec<String> = parties.iter().map(|party| self.names.text(party.id)).collect();
        texts.sort_unstable();
        texts
    }

    /// The one supplier of the one active award, once all awards are final; else why there is none.
    pub(crate) fn sole_supplier(&self) -> Result<Party, &'static str> {
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
        match self.suppliers(award) {
            [supplier] if active.next().is_none() && supplier.id.is_some() => Ok(*supplier),
            _ => Err("several_awards_or_suppliers"),
        }
    }

    /// The one tenderer of a valid bid; a bid by several cannot be matched with an award to one.
    pub(crate) fn sole_valid_tenderer(&self, bid: &Bid<'_>) -> Option<Party> {
        match self.tenderers(bid) {
            [tenderer] if bid.is_valid() && tenderer.id.is_some() => Some(*tenderer),
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
            let Some(tenderer) = self.sole_valid_tenderer(bid) else {
                continue;
            };
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
        let [Some((win, winner)), Some((second, runner_up))] = lowest else {
            return Err("other_currency");
        };
        if win <= 0 {
            return Err("zero_amount");
        }
        if second < win {
            return Err("second_below_winner");
        }
        Ok(PricedAward {
            win,
            second,
            winner,
            runner_up,
        })
    }

    /// An amount of the settled currency as evidence.
    pub(crate) fn money(&self, minor: i64) -> Datum {
        Datum::Money {
            minor,
            currency: self.currency.to_owned(),
        }
    }
}
