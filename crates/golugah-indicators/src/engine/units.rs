//! What rules look at: purchases, one by one. A tender of several lots is one for each of its lots, what sells or grants is none,
//! and what a publisher listed twice counts once.

use std::borrow::Cow;
use std::collections::BTreeMap;

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
    let bids = repeated(
        &release.bids,
        |bid| &bid.id,
        |a, b| {
            (a.date, &a.status, &a.value) == (b.date, &b.status, &b.value)
                && release.tenderers(a) == release.tenderers(b)
                && a.lots.of(&release.related) == b.lots.of(&release.related)
        },
    );
    let awards = repeated(
        &release.awards,
        |award| &award.id,
        |a, b| {
            (a.date, &a.status, &a.value) == (b.date, &b.status, &b.value)
                && release.suppliers(a) == release.suppliers(b)
                && release.classes(a) == release.classes(b)
                && a.lots.of(&release.related) == b.lots.of(&release.related)
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

/// Which of these are as one before them; empty where all have identifiers of their own.
fn repeated<'t, T>(all: &'t [T], id: impl Fn(&'t T) -> &'t str, same: impl Fn(&T, &T) -> bool) -> Vec<bool> {
    // Nearly always there are few, and all differ.
    const FEW: usize = 24;
    let few = all.len() <= FEW;
    let differ = |(at, one): (usize, &'t T)| all[..at].iter().all(|before| id(before) != id(one));
    if few && all.iter().enumerate().all(differ) {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..all.len()).filter(|at| !id(&all[*at]).is_empty()).collect();
    order.sort_by(|a, b| id(&all[*a]).cmp(id(&all[*b])));
    let mut repeated = vec![false; all.len()];
    for equal in order.chunk_by(|a, b| id(&all[*a]) == id(&all[*b])) {
        let mut kept: Vec<usize> = Vec::new();
        for &at in equal {
            if kept.iter().any(|before| same(&all[*before], &all[at])) {
                repeated[at] = true;
            } else if kept.len() < FEW {
                kept.push(at);
            }
        }
    }
    repeated
}
