//! What a release says, read once for all rules.

use golugah_records::{Money, Release, Timestamp};

use super::bids::Party;

/// When the tender opened; where that was not published, when it was released.
pub(super) fn opened(release: &Release<'_>) -> Option<Timestamp> {
    release.tender.period.start.or(release.date)
}

/// The amount in hundredths, if it is in the settled currency.
pub(super) fn settled(money: &Money<'_>, currency: &str) -> Option<i64> {
    let (published, asked) = (money.currency.as_bytes(), currency.as_bytes());
    // Three letters are compared faster than they are handed to somebody who compares any number.
    let same = published.len() == asked.len() && published.iter().zip(asked).all(|(a, b)| a == b);
    money.minor.filter(|_| same)
}

pub(super) fn sole_supplier(
    release: &Release<'_>,
    parties: &[Party],
    active: &[u32],
    all_final: bool,
) -> Result<Party, &'static str> {
    if release.awards.is_empty() {
        return Err("no_awards");
    }
    if release.bids.is_empty() {
        return Err("no_bids");
    }
    if !all_final {
        return Err("awards_not_final");
    }
    let (first, more) = active.split_first().ok_or("no_active_award")?;
    match release.awards[*first as usize].suppliers.of(parties) {
        [supplier] if more.is_empty() && supplier.id.is_some() => Ok(*supplier),
        _ => Err("several_awards_or_suppliers"),
    }
}
