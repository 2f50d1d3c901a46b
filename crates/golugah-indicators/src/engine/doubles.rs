//! One purchase under two identifiers: the same office, dates, estimate, bids and awards. It counts once.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use golugah_records::{Range, Release};

use super::{Published, Scan, Worker};
use crate::Place;

/// The reason where the same purchase was counted under another identifier.
pub(crate) const DOUBLE: &str = "published_twice";

/// At least so many prices have to be the same. One may be the price of a thing that is bought again.
const FEWEST_PRICES: usize = 2;

/// So many different prices are the same in no two purchases, whoever asked them: what one firm is called differs in the two.
const FEWEST_DIFFERENT: usize = 3;

/// What a release says of its purchase, as hashes: all but what it is called by, and who asked which prices or, where there are more,
/// the prices alone. Nothing where that could be said of two purchases.
pub(super) fn said(release: &Release<'_>) -> impl Iterator<Item = u64> + use<> {
    let priced = release.bids.iter().map(|bid| &bid.value);
    let priced = priced.filter(|price| price.minor.is_some() && !price.currency.is_empty());
    let mut prices: Vec<(i64, &str)> = priced
        .map(|price| (price.minor.unwrap_or_default(), &*price.currency))
        .collect();
    let (mut whole, mut by_price) = (None, None);
    if prices.len() >= FEWEST_PRICES {
        let office = of_office(release);
        let all = prices.len() == release.bids.len();
        prices.sort_unstable();
        let different = 1 + prices.windows(2).filter(|pair| pair[0] != pair[1]).count();
        whole = Some(of_offers(release, office.clone()));
        by_price = (all && different >= FEWEST_DIFFERENT).then(|| {
            let mut hash = office;
            prices.hash(&mut hash);
            hash.finish()
        });
    }
    whole.into_iter().chain(by_price)
}

/// Whose and when.
fn of_office(release: &Release<'_>) -> DefaultHasher {
    let mut hash = DefaultHasher::new();
    let tender = &release.tender;
    release.buyer.id.hash(&mut hash);
    tender.procuring_entity.id.hash(&mut hash);
    (&tender.status, &tender.method, &tender.category).hash(&mut hash);
    tender.value.hash(&mut hash);
    let days = [tender.published, tender.period.start, tender.period.end];
    days.map(|day| day.map(|day| day.millis)).hash(&mut hash);
    release.lots.len().hash(&mut hash);
    hash
}

/// The same with who asked which price, and who was awarded.
fn of_offers(release: &Release<'_>, mut hash: DefaultHasher) -> u64 {
    // In whatever order they are listed.
    let of = |own: &dyn Fn(&mut DefaultHasher), who: Range, lots: Range| {
        let mut one = DefaultHasher::new();
        own(&mut one);
        who.of(&release.organizations).hash(&mut one);
        lots.of(&release.related).hash(&mut one);
        one.finish()
    };
    let bids = release.bids.iter().map(|bid| {
        let own = |one: &mut DefaultHasher| {
            (&bid.status, &bid.value, bid.date.map(|date| date.millis)).hash(one);
        };
        of(&own, bid.tenderers, bid.lots)
    });
    let awards = release.awards.iter().map(|award| {
        let own = |one: &mut DefaultHasher| {
            (&award.status, &award.value, award.date.map(|date| date.millis)).hash(one);
        };
        of(&own, award.suppliers, award.lots)
    });
    for mut all in [bids.collect::<Vec<u64>>(), awards.collect()] {
        all.sort_unstable();
        all.hash(&mut hash);
    }
    hash.finish()
}

impl Scan {
    /// Which records publish a purchase that another one, which stands before them, publishes under another identifier; none
    /// of those that are superseded.
    pub fn doubles(workers: &[Worker], superseded: &[(Published, Place)]) -> Vec<(Published, Place)> {
        let told = workers.iter().flat_map(|worker| {
            let seen = &worker.seen;
            seen.told().map(|(said, at)| (said, seen.published(at as usize)))
        });
        doubles_among(told.collect(), superseded)
    }
}

/// The same among what is told of purchases, each by whom.
pub fn doubles_among(
    mut told: Vec<(u64, Published)>,
    superseded: &[(Published, Place)],
) -> Vec<(Published, Place)> {
    told.sort_unstable();
    let passed_over: BTreeSet<&Published> = superseded.iter().map(|(earlier, _)| earlier).collect();
    let mut doubles = Vec::new();
    for same in told.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let mut standing = same
            .iter()
            .map(|(_, published)| published)
            .filter(|one| !passed_over.contains(one));
        let Some(first) = standing.next() else {
            continue;
        };
        let others = standing.filter(|other| other.ocid != first.ocid);
        doubles.extend(others.map(|other| (other.clone(), first.place)));
    }
    doubles.sort_unstable();
    // What is said twice by who asked and by prices alone is one double.
    doubles.dedup_by(|next, first| next.0 == first.0);
    doubles
}
