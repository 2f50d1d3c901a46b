//! What rules look at: purchases, one by one. A tender of several lots is one for each of its lots, what sells or grants is none,
//! and what a publisher listed twice counts once.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use golugah_records::{Award, Bid, Counted, CountedFrom, Money, Range, Release, Tender};

/// The reason where what the tender's words say is a sale.
pub(crate) const SALE: &str = "sale_or_licence";

/// The reason where nobody can tell which bid or award belongs to which lot.
pub(crate) const LOTS: &str = "lots";

/// What rules look at in the place of a release.
#[derive(Default)]
pub(super) struct Units<'a> {
    /// Whether the office sells or grants: then nothing is looked at.
    pub(super) sells: bool,
    /// The release without what it lists twice, if it does.
    pub(super) once: Option<Box<Release<'a>>>,
    /// Its lots.
    pub(super) lots: Lots<'a>,
}

/// The lots of a tender as processes of their own.
#[derive(Default)]
pub(super) enum Lots<'a> {
    /// It has none, or nothing says what belongs to which.
    #[default]
    Together,
    /// Everything belongs to lots.
    Each(Vec<Release<'a>>),
    /// Some belongs to lots, and of some nobody can tell.
    Unknown,
}

impl<'a> Units<'a> {
    pub(super) fn of(release: &Release<'a>) -> Self {
        if release.tender.nature.sells {
            return Self {
                sells: true,
                ..Self::default()
            };
        }
        let once = each_once(release).map(Box::new);
        let lots = match release.lots.len() {
            0 | 1 => Lots::Together,
            _ => by_lot(once.as_deref().unwrap_or(release)),
        };
        Self {
            sells: false,
            once,
            lots,
        }
    }

    /// Whether all rules look at the release as it stands.
    pub(super) fn is_whole(&self) -> bool {
        !self.sells && self.once.is_none() && matches!(self.lots, Lots::Together)
    }
}

/// Parts a tender of several lots.
fn by_lot<'a>(release: &Release<'a>) -> Lots<'a> {
    let bids = release.submitted_bids().map(|bid| bid.lots);
    let offers = bids.chain(release.awards.iter().map(|award| award.lots));
    let (mut named, mut nameless) = (false, false);
    for lots in offers {
        (named, nameless) = (named | !lots.is_empty(), nameless | lots.is_empty());
    }
    if !named && release.lots.iter().all(|lot| lot.counted.is_none()) {
        return Lots::Together;
    }
    let places: BTreeMap<&str, usize> = (0..).zip(&release.lots).map(|(at, lot)| (&*lot.id, at)).collect();
    let known = release.related.iter().all(|lot| places.contains_key(&**lot));
    if nameless || !known || places.len() < release.lots.len() || places.contains_key("") {
        return Lots::Unknown;
    }
    let mut units: Vec<Release<'a>> = release.lots.iter().map(|lot| unit(release, lot)).collect();
    // Of a range of lots each lot counts once, however often it is named there.
    let each = |lots: Range| {
        let mut places: Vec<usize> = lots
            .of(&release.related)
            .iter()
            .map(|lot| places[&**lot])
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    for bid in &release.bids {
        let lots = each(bid.lots);
        for lot in &lots {
            let unit = &mut units[*lot];
            let tenderers = taken(bid.tenderers, release, unit);
            unit.bids.push(Bid {
                id: bid.id.clone(),
                status: bid.status.clone(),
                date: bid.date,
                // One price for several lots is the price of none of them.
                value: alone(&bid.value, lots.len()),
                tenderers,
                lots: Range::default(),
            });
        }
    }
    for award in &release.awards {
        let lots = each(award.lots);
        for lot in &lots {
            let unit = &mut units[*lot];
            let suppliers = taken(award.suppliers, release, unit);
            let start = unit.classifications.len() as u32;
            let classes = release.classes(award).iter().cloned();
            unit.classifications.extend(classes);
            unit.awards.push(Award {
                id: award.id.clone(),
                status: award.status.clone(),
                date: award.date,
                value: alone(&award.value, lots.len()),
                suppliers,
                classes: Range {
                    start,
                    end: unit.classifications.len() as u32,
                },
                lots: Range::default(),
            });
        }
    }
    for unit in &mut units {
        // What a lot is worth is what it was awarded for.
        if let [award] = &unit.awards[..] {
            unit.tender.value = award.value.clone();
        }
    }
    Lots::Each(units)
}

/// A lot with nothing bid or awarded yet.
fn unit<'a>(release: &Release<'a>, lot: &golugah_records::Lot<'a>) -> Release<'a> {
    let status = if lot.status.is_empty() || release.tender.status == "cancelled" {
        &release.tender.status
    } else {
        &lot.status
    };
    Release {
        ocid: Cow::Owned(format!("{}/{}", release.ocid, lot.id)),
        date: release.date,
        buyer: release.buyer.clone(),
        tender: Tender {
            status: status.clone(),
            number_of_tenderers: None,
            counted: lot.counted.map(|number| Counted {
                number,
                from: CountedFrom::Statistics,
            }),
            value: Money::default(),
            ..release.tender.clone()
        },
        bids_published: release.bids_published,
        awards_published: release.awards_published,
        ..Release::default()
    }
}

fn alone<'a>(value: &Money<'a>, lots: usize) -> Money<'a> {
    if lots == 1 {
        value.clone()
    } else {
        Money::default()
    }
}

/// Lays these organizations behind those that `unit` has.
fn taken<'a>(range: Range, from: &Release<'a>, unit: &mut Release<'a>) -> Range {
    let start = unit.organizations.len() as u32;
    let organizations = range.of(&from.organizations).iter().cloned();
    unit.organizations.extend(organizations);
    Range {
        start,
        end: unit.organizations.len() as u32,
    }
}

/// The release without bids and awards that are in all respects as one before them; none where there are no such. What has no
/// identifier is never taken for another.
fn each_once<'a>(release: &Release<'a>) -> Option<Release<'a>> {
    let again = |(bids, awards): (&[bool], &[bool])| bids.contains(&true) || awards.contains(&true);
    let related = |lots: Range| lots.of(&release.related);
    let mut bids = repeated(
        &release.bids,
        |bid| &bid.id,
        |bid| {
            let tenderers = release.tenderers(bid);
            (bid.date, &bid.status, &bid.value, tenderers, related(bid.lots))
        },
    );
    for at in twins(release) {
        bids.resize(release.bids.len(), false);
        bids[at] = true;
    }
    let awards = repeated(
        &release.awards,
        |award| &award.id,
        |award| {
            let (suppliers, classes) = (release.suppliers(award), release.classes(award));
            let said = (award.date, &award.status, &award.value);
            (said, suppliers, classes, related(award.lots))
        },
    );
    again((&bids, &awards)).then(|| {
        let mut once = release.clone();
        let mut flags = bids.iter();
        once.bids.retain(|_| !flags.next().copied().unwrap_or(false));
        let mut flags = awards.iter();
        once.awards.retain(|_| !flags.next().copied().unwrap_or(false));
        once
    })
}

/// The places of bids that stand there a second time under another identifier: the same tenderers, of whom at least the first has an
/// identifier, the same status, lots and day, and either a price or a day, or every bid of the tender stands there twice.
fn twins(release: &Release<'_>) -> Vec<usize> {
    let tenderers = |range: Range| range.of(&release.organizations);
    // Nearly always no two are by one firm at one price: to see that costs less than a map of them.
    const FEW: usize = 24;
    let alike = |a: &Bid<'_>, b: &Bid<'_>| {
        a.value.minor == b.value.minor && tenderers(a.tenderers) == tenderers(b.tenderers)
    };
    let few = release.bids.len() <= FEW;
    let differ = |(at, bid): (usize, &Bid<'_>)| release.bids[..at].iter().all(|before| !alike(bid, before));
    if few && release.bids.iter().enumerate().all(differ) {
        return Vec::new();
    }
    let mut all: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, bid) in release.bids.iter().enumerate() {
        let firms = bid.tenderers.of(&release.organizations);
        let said = (
            bid.date,
            &bid.status,
            &bid.value,
            firms,
            bid.lots.of(&release.related),
        );
        all.entry(said).or_default().push(at);
    }
    let whole = all.values().all(|places| places.len() > 1);
    let mut twins = Vec::new();
    for places in all.into_values() {
        let bid = &release.bids[places[0]];
        let told = bid.date.is_some() || bid.value.minor.is_some();
        let first = tenderers(bid.tenderers).first();
        let known = first.is_some_and(|first| !first.id.is_empty());
        if known && (told || whole) {
            twins.extend(&places[1..]);
        }
    }
    twins
}

/// Which of these are as one before them; empty where all have identifiers of their own.
fn repeated<'t, T, S: Eq + Hash>(
    all: &'t [T],
    id: impl Fn(&'t T) -> &'t str,
    said: impl Fn(&'t T) -> S,
) -> Vec<bool> {
    // Nearly always there are few, and all differ: to see that costs less than a set of them.
    const FEW: usize = 24;
    let few = all.len() <= FEW;
    let differ = |(at, one): (usize, &'t T)| all[..at].iter().all(|before| id(before) != id(one));
    if few && all.iter().enumerate().all(differ) {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    all.iter()
        .map(|one| !id(one).is_empty() && !seen.insert((id(one), said(one))))
        .collect()
}

#[cfg(test)]
mod tests {
    use golugah_records::Organization;

    use super::*;

    #[test]
    fn a_bid_that_stands_there_twice_under_two_identifiers_counts_once() {
        let mut release = Release::default();
        let bid = |id: &'static str, firm: u32, minor: Option<i64>| Bid {
            id: id.into(),
            value: Money {
                minor,
                currency: "IRR".into(),
            },
            tenderers: Range {
                start: firm,
                end: firm + 1,
            },
            ..Bid::default()
        };
        release
            .organizations
            .extend(["A", "B", ""].map(|id| Organization {
                id: id.into(),
                name: "a firm".into(),
            }));
        let priced = [
            bid("1", 0, Some(7)),
            bid("2", 1, Some(7)),
            bid("3", 0, Some(7)),
            bid("4", 0, Some(8)),
        ];
        release.bids.extend(priced);
        // Of whom nothing is known, and whose bid nothing tells from another.
        release.bids.extend([bid("5", 2, Some(7)), bid("6", 2, Some(7))]);
        release.bids.extend([bid("7", 1, None), bid("8", 1, None)]);
        let once = each_once(&release).unwrap();
        let ids: Vec<&str> = once.bids.iter().map(|bid| &*bid.id).collect();
        assert_eq!(ids, ["1", "2", "4", "5", "6", "7", "8"]);

        let all = [
            bid("1", 0, Some(7)),
            bid("2", 1, None),
            bid("3", 0, Some(7)),
            bid("4", 1, None),
        ];
        release.bids = all.into();
        let once = each_once(&release).unwrap();
        assert_eq!(once.bids.len(), 2);
        assert!(each_once(&once).is_none());
    }

    #[test]
    fn what_is_listed_again_counts_once_however_much_has_its_identifier() {
        let mut release = Release::default();
        let bid = |id: &'static str, minor: i64| Bid {
            id: id.into(),
            value: Money {
                minor: Some(minor),
                currency: "IRR".into(),
            },
            ..Bid::default()
        };
        release.bids.extend((0..40).map(|price| bid("1", price)));
        release
            .bids
            .extend([bid("1", 39), bid("2", 39), bid("", 7), bid("", 7)]);
        let once = each_once(&release).unwrap();
        assert_eq!(once.bids.len(), 43);
        assert_eq!(once.bids[39].value.minor, Some(39));
        assert_eq!(&*once.bids[40].id, "2");
        assert!(each_once(&once).is_none());
    }
}
