//! Who was awarded by whom, for records that say no more: counted until the first bid is met, for then there is more to say.

use std::collections::BTreeMap;

use golugah_findings::{Datum, Group, Kind, OfficeAwards, SupplierAwards};
use golugah_indicators::Names;
use golugah_records::{Award, Release};

/// Beyond so many pairs of office and supplier no table is made: nobody would read it.
const MOST_PAIRS: usize = 20_000;

/// How many offices are told, and how many suppliers of each.
const OFFICES: usize = 20;
const SUPPLIERS: usize = 3;

/// An office and a supplier, by their ids.
type Pair = (Kind, Box<str>, Box<str>);

/// What an office gave, by the supplier's id.
type OfOffice = Vec<(Box<str>, Won)>;

#[derive(Clone, Debug, Default)]
pub(crate) struct Winners {
    pairs: BTreeMap<Pair, Won>,
    /// Whether there are too many of them.
    too_many: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Won {
    awards: u64,
    money: Sum,
}

/// A sum of money that knows whether it is whole.
#[derive(Clone, Debug, Default, PartialEq)]
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
            // What several share is nobody's alone.
            Some(minor) if award.suppliers.len() == 1 && !award.value.currency.is_empty() => {
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
    pub(crate) fn release(&mut self, release: &Release<'_>) {
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
        for award in release.awards.iter().filter(|award| award.is_active()) {
            for supplier in release.suppliers(award).iter().filter(|one| !one.id.is_empty()) {
                let pair = (kind, office.into(), supplier.id.as_ref().into());
                let won = self.pairs.entry(pair).or_default();
                won.awards += 1;
                won.money.add(Sum::of(award));
            }
        }
        self.bound();
    }

    fn bound(&mut self) {
        if self.pairs.len() > MOST_PAIRS {
            self.too_many = true;
            self.pairs.clear();
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.too_many |= other.too_many;
        if self.too_many {
            return self.pairs.clear();
        }
        for (pair, more) in other.pairs {
            let won = self.pairs.entry(pair).or_default();
            won.awards += more.awards;
            won.money.add(more.money);
        }
        self.bound();
    }

    /// The offices that gave one supplier the most awards, each with its suppliers with the most.
    pub(crate) fn told(self, names: &Names) -> Vec<OfficeAwards> {
        let group = |kind: Kind, id: &str| Group {
            kind,
            id: id.to_owned(),
            name: names.name_of(id).unwrap_or_else(|| id.to_owned()),
        };
        let mut offices: BTreeMap<(Kind, Box<str>), OfOffice> = BTreeMap::new();
        for ((kind, office, supplier), won) in self.pairs {
            offices.entry((kind, office)).or_default().push((supplier, won));
        }
        let mut told: Vec<OfficeAwards> = offices
            .into_iter()
            .map(|((kind, office), mut suppliers)| {
                suppliers.sort_by(|a, b| b.1.awards.cmp(&a.1.awards).then_with(|| a.0.cmp(&b.0)));
                let mut money = Sum::default();
                suppliers.iter().for_each(|(_, won)| money.add(won.money.clone()));
                OfficeAwards {
                    office: group(kind, &office),
                    awards: suppliers.iter().map(|(_, won)| won.awards).sum(),
                    winners: suppliers.len() as u64,
                    money: money.datum(),
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
    use super::Sum;

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
