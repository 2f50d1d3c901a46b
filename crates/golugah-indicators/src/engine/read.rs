//! What a release says, read once for all rules.

use golugah_records::{Money, Release, Timestamp};

use super::bids::Party;
use super::process::Process;

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

impl Process<'_, '_> {
    /// Why nothing that asks what became of bids and awards can be said: nothing was awarded, or nobody can tell what was.
    pub(crate) fn unjudged(&self) -> Option<&'static str> {
        if self.is_cancelled() {
            Some("cancelled")
        } else if self.is_of_unknown_status() {
            Some("unknown_status")
        } else if self.release.awards.is_empty() {
            Some("no_awards")
        } else if self.release.bids.is_empty() {
            Some("no_bids")
        } else {
            let nothing = self.active_awards().next().is_none();
            nothing.then_some("no_active_award")
        }
    }
}
