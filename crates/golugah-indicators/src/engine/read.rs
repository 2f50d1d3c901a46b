//! What a release says, read once for all rules.

use golugah_records::{Money, Release, Timestamp};

use super::answers::AtStake;
use super::bids::{Party, PricedAward};
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

/// Years that are compared with one another.
const PERIOD: i64 = 3;

/// Adds the path by which tenders are compared to `word`, from the widest to the narrowest: whose rules hold (`donor`, or nothing for
/// the country's own), the method, what is bought, and the first of three years. What was not published is empty.
pub(super) fn stratum_of(release: &Release<'_>, class: &str, word: &mut String) {
    use std::fmt::Write as _;
    if release.tender.nature.donor {
        word.push_str("donor");
    }
    // A string takes everything that is written to it.
    let _ = write!(word, "/{}/{class}/", release.tender.method);
    if let Some(day) = opened(release) {
        let year = day.local_date().0;
        let _ = write!(word, "{}", year - year.rem_euclid(PERIOD));
    }
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
    /// What the tender was estimated at, as far as it can be added up.
    pub(crate) fn tender_stake(&self) -> AtStake {
        self.at_stake([&self.release.tender.value].into_iter())
    }

    /// What was awarded; the estimate where no award has an amount. Like the estimate it is only added up by groups.
    pub(crate) fn award_stake(&self) -> AtStake {
        let awarded = self.at_stake(self.active_awards().map(|award| &award.value));
        let estimated = self.tender_stake();
        // An amount that names its currency stands before one that names none.
        let stated = [awarded, estimated].into_iter().find(|stake| stake.stated > 0);
        stated.unwrap_or(if awarded.unstated > 0 { awarded } else { estimated })
    }

    /// What these amounts come to: in the settled currency where one of them is, else without any.
    fn at_stake<'m>(&self, amounts: impl Iterator<Item = &'m Money<'m>>) -> AtStake {
        let mut stake = AtStake::default();
        if !self.counts_groups {
            return stake;
        }
        for amount in amounts {
            let (sum, minor) = match settled(amount, self.currency) {
                Some(minor) => (&mut stake.stated, minor),
                None if amount.currency.is_empty() => (&mut stake.unstated, amount.minor.unwrap_or_default()),
                None => continue,
            };
            *sum = sum.saturating_add(minor.max(0));
        }
        if stake.stated > 0 {
            stake.unstated = 0;
        }
        stake
    }

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

    /// Why nothing that asks for the lowest price, or for how many were put aside, can be said of a purchase in which offers are ranked
    /// by quality: the cheapest need not win, and who does not reach the marks is out.
    pub(crate) fn not_by_price(&self) -> Option<&'static str> {
        let ranked = self.release.tender.nature.by_quality && !self.is_cancelled();
        ranked.then_some("ranked_by_quality")
    }

    /// The winner's price and the next one, or why they cannot be compared.
    pub(super) fn price_award(&self) -> Result<PricedAward, &'static str> {
        if self.is_cancelled() {
            return Err("cancelled");
        }
        if self.is_of_unknown_status() {
            return Err("unknown_status");
        }
        let supplier = self.sole_supplier()?;
        // Index 0 for the winner, 1 for the others.
        let mut bids = [0_u32; 2];
        let mut prices = [0_u32; 2];
        let mut lowest: [Option<(i64, u32)>; 2] = [None; 2];
        for (index, bid) in self.bids.iter().enumerate() {
            let Some(tenderer) = self.sole_valid_tenderer(bid) else {
                continue;
            };
            let side = usize::from(tenderer != supplier);
            bids[side] += 1;
            prices[side] += u32::from(bid.priced);
            if let Some(amount) = bid.settled
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
}
