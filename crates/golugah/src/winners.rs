//! Who was awarded by whom, for records that say no more: counted until the first bid is met, for then there is more to say.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use golugah_findings::{Datum, Group, Kind, OfficeAwards, SupplierAwards};
use golugah_indicators::{Joined, Names};
use golugah_records::{Award, Release};
use serde::{Deserialize, Serialize};

/// Beyond so many pairs of office and supplier no table is made: nobody would read it.
const MOST_PAIRS: usize = 20_000;

/// How many offices are told, and how many suppliers of each.
const OFFICES: usize = 20;
const SUPPLIERS: usize = 3;

/// An office, by its kind and id.
type Office = (Kind, Box<str>);

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Winners {
    #[serde(with = "pairs")]
    offices: BTreeMap<Office, Given>,
    /// How many pairs of office and supplier there are.
    pairs: usize,
    /// Whether there are too many of them.
    too_many: bool,
}

/// What an office gave: an award to several counts once here, and once for each of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Given {
    all: Won,
    to: BTreeMap<Box<str>, Won>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Won {
    awards: u64,
    money: Sum,
}

/// Offices as pairs, for a text has no other keys than texts.
mod pairs {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{BTreeMap, Given, Office};

    pub(super) fn serialize<S: Serializer>(
        offices: &BTreeMap<Office, Given>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(offices)
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<BTreeMap<Office, Given>, D::Error> {
        Ok(Vec::<(Office, Given)>::deserialize(from)?.into_iter().collect())
    }
}

impl Won {
    fn add(&mut self, more: Self) {
        self.awards += more.awards;
        self.money.add(more.money);
    }
}

/// A sum of money that knows whether it is whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
enum Sum {
    #[default]
    Nothing,
    Of(i128, Box<str>),
    /// An amount is missing, or they differ in currency.
    Unknown,
}

impl Sum {
    fn add(&mut self, other: Self) {
        *self = match (std::mem::take(self), other) {
            (Self::Nothing, one) | (one, Self::Nothing) => one,
            (Self::Of(a, of), Self::Of(b, other)) if of == other => Self::Of(a + b, of),
            _ => Self::Unknown,
        };
    }

    fn of(award: &Award<'_>) -> Self {
        match award.value.minor {
            Some(minor) if !award.value.currency.is_empty() => {
                Self::Of(i128::from(minor), award.value.currency.as_ref().into())
            }
            _ => Self::Unknown,
        }
    }

    fn datum(&self) -> Option<Datum> {
        match self {
            Self::Of(minor, currency) => Some(Datum::Money {
                minor: i64::try_from(*minor).ok()?,
                currency: currency.to_string(),
            }),
            _ => None,
        }
    }
}

impl Winners {
    pub(crate) fn release(&mut self, release: &Release<'_>, firms: &Joined) {
        if self.too_many {
            return;
        }
        let (office, kind) = match release.tender.procuring_entity.id.as_ref() {
            "" => (release.buyer.id.as_ref(), Kind::Buyer),
            office => (office, Kind::ProcuringEntity),
        };
        if office.is_empty() {
            return;
        }
        // What is listed again in the same words is one award, in a list of winners with or without an identifier.
        let mut seen = HashSet::new();
        for award in release.awards.iter().filter(|award| award.is_active()) {
            let suppliers = release.suppliers(award);
            let said = (&award.id, award.date, &award.value, suppliers);
            let about = (release.classes(award), award.lots.of(&release.related));
            let named = suppliers.iter().map(|one| firms.firm(&one.id));
            let winners: BTreeSet<&str> = named.filter(|id| !id.is_empty()).collect();
            if winners.is_empty() || !seen.insert((said, about)) {
                continue;
            }
            let won = |money| Won { awards: 1, money };
            let given = self.offices.entry((kind, office.into())).or_default();
            given.all.add(won(Sum::of(award)));
            for winner in winners {
                // What several share is nobody's alone.
                let alone = suppliers.len() == 1;
                let money = if alone { Sum::of(award) } else { Sum::Unknown };
                let known = given.to.len();
                given.to.entry(winner.into()).or_default().add(won(money));
                self.pairs += given.to.len() - known;
            }
        }
        self.bound();
    }

    fn bound(&mut self) {
        if self.pairs > MOST_PAIRS {
            self.too_many = true;
            self.offices.clear();
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.too_many |= other.too_many;
        if self.too_many {
            return self.offices.clear();
        }
        for (office, more) in other.offices {
            let given = self.offices.entry(office).or_default();
            given.all.add(more.all);
            let known = given.to.len();
            for (supplier, won) in more.to {
                given.to.entry(supplier).or_default().add(won);
            }
            self.pairs += given.to.len() - known;
        }
        self.bound();
    }

    /// The offices that gave one supplier the most awards, each with its suppliers with the most.
    pub(crate) fn told(self, names: &Names) -> Vec<OfficeAwards> {
        let group = |kind: Kind, id: &str| Group {
            kind,
            id: id.to_owned(),
            name: names.name_of(id).unwrap_or_else(|| id.to_owned()),
            shares_name: false,
        };
        let mut told: Vec<OfficeAwards> = self
            .offices
            .into_iter()
            .map(|((kind, office), Given { all, to })| {
                let mut suppliers: Vec<(Box<str>, Won)> = to.into_iter().collect();
                suppliers.sort_by(|a, b| b.1.awards.cmp(&a.1.awards).then_with(|| a.0.cmp(&b.0)));
                OfficeAwards {
                    office: group(kind, &office),
                    awards: all.awards,
                    winners: suppliers.len() as u64,
                    money: all.money.datum(),
                    first: suppliers
                        .iter()
                        .take(SUPPLIERS)
                        .map(|(id, won)| SupplierAwards {
                            supplier: group(Kind::Supplier, id),
                            awards: won.awards,
                            money: won.money.datum(),
                        })
                        .collect(),
                }
            })
            .collect();
        let most = |one: &OfficeAwards| one.first.first().map_or(0, |first| first.awards);
        told.sort_by_key(|one| std::cmp::Reverse((most(one), one.awards)));
        told.truncate(OFFICES);
        told
    }
}

#[cfg(test)]
mod tests {
    use golugah_records::{Money, Organization, Range};

    use super::*;

    /// A release of one office with these awards: identifier, suppliers, amount.
    fn release(awards: &[(&'static str, &[&'static str], i64)]) -> Release<'static> {
        let mut release = Release::default();
        release.buyer.id = "B-1".into();
        for (id, suppliers, minor) in awards {
            let start = release.organizations.len() as u32;
            let named = suppliers.iter().map(|id| Organization {
                id: (*id).into(),
                name: "".into(),
            });
            release.organizations.extend(named);
            release.awards.push(Award {
                id: (*id).into(),
                status: "active".into(),
                value: Money {
                    minor: Some(*minor),
                    currency: "IRR".into(),
                },
                suppliers: Range {
                    start,
                    end: start + suppliers.len() as u32,
                },
                ..Award::default()
            });
        }
        release
    }

    #[test]
    fn an_award_is_one_whoever_shares_it_and_however_often_it_is_listed() {
        let mut winners = Winners::default();
        let firms = Joined::default();
        winners.release(
            &release(&[("1", &["S-1", "S-2"], 100), ("2", &["S-1"], 50)]),
            &firms,
        );
        let mut others = Winners::default();
        let listed_again = release(&[("", &["S-1"], 7), ("", &["S-1"], 7), ("", &["S-1"], 8)]);
        others.release(&listed_again, &firms);
        winners.merge(others);
        assert_eq!(winners.pairs, 2);
        let told = winners.told(&Names::default());
        let office = &told[0];
        assert_eq!((office.awards, office.winners), (4, 2));
        let money = |minor| {
            Some(Datum::Money {
                minor,
                currency: "IRR".to_owned(),
            })
        };
        assert_eq!(office.money, money(165));
        let first: Vec<_> = office
            .first
            .iter()
            .map(|one| (one.supplier.id.as_str(), one.awards))
            .collect();
        assert_eq!(first, [("S-1", 4), ("S-2", 1)]);
        // What two share is nobody's alone.
        assert_eq!(office.first[0].money, None);
    }

    #[test]
    fn a_sum_is_whole_or_unknown() {
        let rials = |minor| Sum::Of(minor, "IRR".into());
        let mut sum = Sum::default();
        sum.add(rials(100));
        sum.add(rials(50));
        assert_eq!(sum, rials(150));
        sum.add(Sum::Of(1, "EUR".into()));
        sum.add(rials(50));
        assert_eq!(sum, Sum::Unknown);
    }
}
