use std::cell::OnceCell;

use golugah_findings::{Datum, Kind};
use golugah_records::{Award, Organization, Release, Standing};

use super::answers::{AtStake, Observation};
use super::batches::BatchOf;
use super::bids::{Party, PricedAward, SeenBid};
use super::known::Known;
use super::numbered::Numbered;
use super::observations::Observations;
use super::read::{opened, settled, sole_supplier, stratum_of};
use super::seen::Row;
use super::tallies::Slot;
use super::{Id, Names, Place};

/// How many pairs of texts a worker remembers: two mebibytes of them.
const REMEMBERED: usize = 1 << 15;

/// One contracting process as the rules see it, with its identifiers already looked up and its words already read.
pub(crate) struct Process<'r, 'a> {
    pub(crate) release: &'r Release<'a>,
    pub(crate) place: Place,
    /// Its number among the releases that were met.
    pub(crate) row: Row,
    pub(crate) names: &'r Names,
    /// The currency in which prices are compared and stakes added up.
    pub(crate) currency: &'r str,
    /// With whom it is compared, as [`stratum_of`] says; [`Id::NONE`] where nothing is counted by groups.
    pub(crate) stratum: Id,
    /// The release's bids, in their order.
    pub(crate) bids: &'r [SeenBid],
    /// The release's organizations, in their order.
    parties: &'r [Party],
    /// The places of the active awards among all.
    active: &'r [u32],
    awarded: &'r [Party],
    sole_supplier: Result<Party, &'static str>,
    is_cancelled: bool,
    of_unknown_status: bool,
    batch: BatchOf,
    organizations: [(Kind, Id); 2],
    slots: [Slot; 2],
    published: usize,
    pub(super) counts_groups: bool,
    priced: OnceCell<Result<PricedAward, &'static str>>,
}

/// Which process, and what it hangs together by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At {
    pub(crate) place: Place,
    /// Its number among the releases that were met.
    pub(crate) row: Row,
    /// That of the tender of which it is a lot; else its own.
    pub(crate) whole: Row,
}

/// What a worker keeps from one process to the next, so that most of it is not made anew.
#[derive(Debug)]
pub(crate) struct Memory {
    stratum: String,
    known: Known,
    numbered: Numbered,
    bids: Vec<SeenBid>,
    parties: Vec<Party>,
    active: Vec<u32>,
    awarded: Vec<Party>,
}

impl Default for Memory {
    fn default() -> Self {
        Self::remembering(REMEMBERED)
    }
}

impl Memory {
    /// That of a worker which looks at nothing.
    pub(super) fn of_nothing() -> Self {
        Self::remembering(1)
    }

    fn remembering(pairs: usize) -> Self {
        Self {
            stratum: String::new(),
            known: Known::new(pairs),
            numbered: Numbered::default(),
            bids: Vec::new(),
            parties: Vec::new(),
            active: Vec::new(),
            awarded: Vec::new(),
        }
    }
}

impl<'r, 'a> Process<'r, 'a> {
    pub(crate) fn new(
        release: &'r Release<'a>,
        At { place, row, whole }: At,
        (names, currency): (&'r Names, &'r str),
        memory: &'r mut Memory,
        out: &mut Observations,
    ) -> Self {
        let Memory {
            stratum: word,
            known,
            numbered,
            bids,
            parties,
            active,
            awarded,
        } = memory;
        let counts_groups = out.counts_groups();
        let stratum = if counts_groups {
            word.clear();
            stratum_of(release, &release.tender.category, word);
            known.id(names, word)
        } else {
            Id::NONE
        };
        let mut id_of = |id: &str, name: &str| {
            if id.is_empty() {
                return Id::NONE;
            }
            if counts_groups {
                names.named(id, name, place)
            } else {
                known.id(names, id)
            }
        };
        let mut party_of = |kind: Kind, organization: &Organization<'_>, out: &mut Observations| {
            let published = &*organization.id;
            // Of firms people say which are one; offices stand as published.
            let own = if kind == Kind::Tenderer {
                out.firm(published)
            } else {
                published
            };
            let id = id_of(own, &organization.name);
            let slot = if id.is_some() {
                out.meet((kind, id), stratum)
            } else {
                Slot::default()
            };
            Party { id, slot }
        };
        let numbers = &release.numbers;
        let offices = [
            (Kind::Buyer, &release.buyer, numbers.buyer),
            (
                Kind::ProcuringEntity,
                &release.tender.procuring_entity,
                numbers.procuring_entity,
            ),
        ];
        parties.clear();
        let mut organizations = [(Kind::Buyer, Id::NONE); 2];
        let mut slots = [Slot::default(); 2];
        let mut published = 0;
        // Strata and names differ from process to process, so that numbers save nothing where groups are counted.
        if numbers.stretch != 0 && !counts_groups {
            numbered.begin(numbers.stretch);
            let all = release.organizations.iter().zip(&numbers.organizations);
            parties.extend(all.map(|(organization, number)| {
                numbered.party(*number, || party_of(Kind::Tenderer, organization, out))
            }));
            for (kind, organization, number) in offices {
                let party = numbered.party(number, || party_of(kind, organization, out));
                if party.id.is_some() {
                    (organizations[published], slots[published]) = ((kind, party.id), party.slot);
                    published += 1;
                }
            }
        } else {
            let all = release.organizations.iter();
            parties.extend(all.map(|organization| party_of(Kind::Tenderer, organization, out)));
            for (kind, organization, _) in offices {
                let id = id_of(&organization.id, &organization.name);
                if id.is_some() {
                    organizations[published] = (kind, id);
                    published += 1;
                }
            }
            for at in 0..published {
                slots[at] = out.slot_among(organizations[at], &organizations[..published], stratum);
                out.totals.meet(slots[at]);
            }
        }
        bids.clear();
        bids.extend(release.bids.iter().map(|bid| SeenBid {
            standing: bid.standing(),
            priced: bid.value.minor.is_some() && !bid.value.currency.is_empty(),
            settled: settled(&bid.value, currency),
            tenderers: bid.tenderers,
        }));
        active.clear();
        awarded.clear();
        if counts_groups {
            let mut others = release
                .awards
                .iter()
                .map(|award| &award.value)
                .chain([&release.tender.value]);
            out.other_currency |= bids.iter().any(|bid| bid.priced && bid.settled.is_none())
                || others.any(|money| {
                    money.minor.is_some() && !money.currency.is_empty() && money.currency != currency
                });
        }
        let mut all_final = true;
        let mut of_unknown_status = bids.iter().any(|bid| bid.standing == Standing::Unknown);
        for (at, award) in (0..).zip(&release.awards) {
            all_final &= award.is_final();
            of_unknown_status |= award.is_of_unknown_status();
            if award.is_active() {
                active.push(at);
                let suppliers = award.suppliers.of(parties).iter();
                awarded.extend(suppliers.filter(|party| party.id.is_some()));
            }
        }
        if awarded.len() > 1 {
            awarded.sort_unstable();
            awarded.dedup();
        }
        Self {
            release,
            place,
            row,
            names,
            currency,
            stratum,
            bids,
            sole_supplier: sole_supplier(release, parties, active, all_final),
            parties,
            active,
            awarded,
            is_cancelled: release.tender.status == "cancelled",
            of_unknown_status,
            batch: if counts_groups {
                // The office that runs the tender, or the buyer where none was published.
                let office = organizations[..published]
                    .last()
                    .map_or(Id::NONE, |office| office.1);
                BatchOf::of_tender(whole, office, opened(release))
            } else {
                BatchOf::default()
            },
            organizations,
            slots,
            published,
            counts_groups,
            priced: OnceCell::new(),
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

    /// The rows of totals of those that were published, in another stratum than the tender's own.
    pub(crate) fn groups_in(&self, stratum: Id, out: &mut Observations) -> Vec<Slot> {
        out.slots(&self.organizations[..self.published], stratum)
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
        stake: impl Into<AtStake>,
    ) -> Observation<'x> {
        Observation {
            subject: self.subject(),
            row: Some(self.row),
            value,
            threshold,
            groups,
            stake: stake.into(),
            batch: self.batch,
            // A notice that tells no other day is of the day on which it was published.
            date: opened(self.release).or(self.release.tender.published),
            place: self.place,
        }
    }

    /// A stratum of its own kind, told apart within its regime, method and years.
    pub(crate) fn stratum_by(&self, class: &str) -> Id {
        let mut word = String::new();
        stratum_of(self.release, class, &mut word);
        self.names.id(&word)
    }

    /// What the tender hangs together with.
    pub(crate) fn batch(&self) -> BatchOf {
        self.batch
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.is_cancelled
    }

    /// Whether what became of a bid or an award stands in a word that the standard's list does not have.
    pub(crate) fn is_of_unknown_status(&self) -> bool {
        self.of_unknown_status
    }

    pub(crate) fn active_awards(&self) -> impl Iterator<Item = &'r Award<'a>> {
        self.active.iter().map(|at| &self.release.awards[*at as usize])
    }

    /// The tenderers of a bid.
    pub(crate) fn tenderers(&self, bid: &SeenBid) -> &'r [Party] {
        bid.tenderers.of(self.parties)
    }

    /// The suppliers of an award.
    pub(crate) fn suppliers(&self, award: &Award<'_>) -> &'r [Party] {
        award.suppliers.of(self.parties)
    }

    /// All active awards' suppliers, each once, in order of number.
    pub(crate) fn awarded(&self) -> &'r [Party] {
        self.awarded
    }

    /// The published identifiers behind some numbers, in their own order.
    pub(crate) fn texts(&self, parties: &[Party]) -> Vec<String> {
        let mut texts: Vec<String> = parties.iter().map(|party| self.names.text(party.id)).collect();
        texts.sort_unstable();
        texts
    }

    /// The one supplier of the one active award, once all awards are final; else why there is none.
    pub(crate) fn sole_supplier(&self) -> Result<Party, &'static str> {
        self.sole_supplier
    }

    /// The names of the tenderers of the bid at this place, with their numbers.
    pub(crate) fn named(&self, bid: usize) -> impl Iterator<Item = (Party, &'r str)> {
        let names = self.release.bids[bid].tenderers.of(&self.release.organizations);
        let parties = self.tenderers(&self.bids[bid]).iter();
        parties.copied().zip(names.iter().map(|tenderer| &*tenderer.name))
    }

    /// The one tenderer of a valid bid; a bid by several cannot be matched with an award to one.
    pub(crate) fn sole_valid_tenderer(&self, bid: &SeenBid) -> Option<Party> {
        match self.tenderers(bid) {
            [tenderer] if bid.is_valid() && tenderer.id.is_some() => Some(*tenderer),
            _ => None,
        }
    }

    /// The winner's price and the next one, or why they cannot be compared. Worked out once for all rules.
    pub(crate) fn priced_award(&self) -> Result<PricedAward, &'static str> {
        *self.priced.get_or_init(|| self.price_award())
    }

    /// An amount of the settled currency as evidence.
    pub(crate) fn money(&self, minor: i64) -> Datum {
        Datum::Money {
            minor,
            currency: self.currency.to_owned(),
        }
    }
}
