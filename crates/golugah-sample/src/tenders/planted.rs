//! What is planted among the buyers: habits of a few offices that lie above what is material.

use super::county::{County, Deal};
use crate::chance::Chance;

/// Least tenders an office must expect to be given a bad habit, so that it can be found in principle.
const LEAST_EXPECTED: f64 = 46.0;

/// The largest offices stay innocent: one alone would move the county's base rate.
const MOST_EXPECTED: f64 = 420.0;

/// The kinds of bad habit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    Single,
    Short,
    Disqualifies,
    ShutOut,
    LowestOut,
    SamePrices,
    Cover,
    Late,
    Discount,
    Feed,
}

const HABITS: [Habit; 10] = [
    Habit::Feed,
    Habit::Cover,
    Habit::SamePrices,
    Habit::Discount,
    Habit::ShutOut,
    Habit::Late,
    Habit::Single,
    Habit::Short,
    Habit::Disqualifies,
    Habit::LowestOut,
];

impl Habit {
    /// The share of the office's tenders that the habit bends: faint or strong.
    fn share(self, weak: bool, chance: &mut Chance) -> f64 {
        let (faint, strong) = match self {
            Self::Single => ((0.20, 0.23), (0.28, 0.75)),
            Self::Short => ((0.36, 0.40), (0.45, 0.9)),
            Self::Disqualifies => ((0.50, 0.53), (0.55, 0.72)),
            Self::ShutOut => ((0.19, 0.22), (0.55, 0.8)),
            Self::LowestOut => ((0.42, 0.46), (0.5, 0.8)),
            Self::SamePrices => ((0.10, 0.12), (0.16, 0.5)),
            Self::Cover => ((0.25, 0.28), (0.4, 0.75)),
            Self::Late => ((0.09, 0.11), (0.14, 0.4)),
            Self::Discount => ((0.16, 0.18), (0.22, 0.6)),
            Self::Feed => ((0.28, 0.32), (0.35, 0.6)),
        };
        let (low, high) = if weak { faint } else { strong };
        chance.range(low, high)
    }

    /// The county's base rate of what the habit raises and what is material for it, both about.
    fn base_and_material(self) -> (f64, f64) {
        match self {
            Self::Single => (0.058, 0.122),
            Self::Short => (0.115, 0.24),
            Self::Disqualifies => (0.18, 0.39),
            Self::ShutOut => (0.11, 0.235),
            Self::LowestOut => (0.16, 0.335),
            Self::SamePrices => (0.015, 0.067),
            Self::Cover => (0.10, 0.207),
            Self::Late => (0.004, 0.057),
            Self::Discount => (0.05, 0.107),
            Self::Feed => (0.02, 0.07),
        }
    }

    /// The least tenders an office must expect, so that its excess can be found in principle.
    fn least_expected(self) -> f64 {
        match self {
            Self::Feed | Self::Cover => 130.0,
            Self::ShutOut | Self::Discount | Self::SamePrices => 70.0,
            _ => LEAST_EXPECTED,
        }
    }
}

/// Plants a handful of each habit: how many, where, how strong and for whom is left to chance.
pub(crate) fn plant(county: &mut County, chance: &mut Chance) {
    let mut held: Vec<(u16, f64)> = Vec::new();
    for habit in HABITS {
        let count = match habit {
            Habit::Single | Habit::Short => chance.between(3, 6),
            Habit::Feed | Habit::SamePrices | Habit::Cover => chance.between(2, 3),
            _ => chance.between(2, 4),
        };
        // One in four is weak; the first never is, so that every kind has one that ought to be found.
        for turn in 0..count {
            let weak = turn > 0 && chance.yes(0.25);
            let share = habit.share(weak, chance);
            if let Some(office) = choose(county, habit, share, chance) {
                bend(county, office, habit, share, &mut held, chance);
            }
        }
    }
    county.hold_back(&held);
}

/// An office without a habit yet, large enough, whose buyer's own rate is then clearly above or clearly below what is
/// material, so that the truth about the buyer is no hair's breadth.
fn choose(county: &County, habit: Habit, share: f64, chance: &mut Chance) -> Option<usize> {
    let special = county.buyers.len() - 1;
    let (base, material) = habit.base_and_material();
    let free: Vec<usize> = (0..county.offices.len())
        .filter(|at| {
            let office = &county.offices[*at];
            let siblings = county.offices.iter().filter(|it| it.buyer == office.buyer);
            let part = office.share / siblings.map(|it| it.share).sum::<f64>();
            let of_buyer = base + part * share * (1.0 - base);
            office.buyer != special
                && !office.donor
                && office.habits.deal.is_none()
                && !bent(county, *at)
                && (habit.least_expected()..MOST_EXPECTED).contains(&county.expected(*at))
                && (of_buyer / material - 1.0).abs() > 0.2
        })
        .collect();
    if free.is_empty() {
        None
    } else {
        Some(*chance.one_of(&free))
    }
}

/// Whether a plain habit of an office was bent already: innocent offices stay below these.
fn bent(county: &County, office: usize) -> bool {
    let habits = &county.offices[office].habits;
    habits.single > 0.09 || habits.short > 0.17 || habits.disqualified > 0.24
}

/// Gives an office a habit.
fn bend(
    county: &mut County,
    office: usize,
    habit: Habit,
    share: f64,
    held: &mut Vec<(u16, f64)>,
    chance: &mut Chance,
) {
    let companies = match habit {
        Habit::SamePrices => ring(county, office, 5, held, chance),
        Habit::Cover => ring(county, office, 4, held, chance),
        Habit::ShutOut | Habit::Late | Habit::Discount | Habit::Feed => ring(county, office, 1, held, chance),
        _ => Vec::new(),
    };
    let keep = if habit == Habit::Feed { 0.0 } else { 0.3 };
    held.extend(companies.iter().map(|company| (*company, keep)));
    let first = companies.first().copied().unwrap_or_default();
    if let (Habit::Cover, Some(cover)) = (habit, companies.last()) {
        county.companies[usize::from(*cover)].price = 1.45; // elsewhere, too, it bids to lose
    }
    let home = &mut county.offices[office];
    let deal = match habit {
        Habit::Single => {
            home.habits.single = share;
            return;
        }
        Habit::Short => {
            home.habits.short = share;
            return;
        }
        Habit::Disqualifies => {
            home.habits.disqualified = share;
            return;
        }
        Habit::ShutOut => Deal::ShutOut(first),
        Habit::LowestOut => Deal::LowestOut,
        Habit::SamePrices => Deal::SamePrices(companies),
        Habit::Cover => Deal::Cover(companies),
        Habit::Late => Deal::Late(first),
        Habit::Discount => Deal::Discount(first),
        Habit::Feed => {
            // Such an office buys a little of everything.
            home.class_weights = (1..=home.classes.len()).map(|at| at as f64).collect();
            Deal::Feed(first)
        }
    };
    home.habits.deal = Some((deal, share));
}

/// Companies of a class the office buys, that play no part yet.
fn ring(county: &County, office: usize, size: usize, held: &[(u16, f64)], chance: &mut Chance) -> Vec<u16> {
    let home = &county.offices[office];
    let class = loop {
        let class = home.classes[chance.by_weight(&home.class_weights)];
        let free = county.classes[class]
            .pool
            .iter()
            .filter(|it| !held.iter().any(|(held, _)| held == *it));
        // The class must have companies enough besides, lest the whole trade be the ring.
        if free
            .filter(|it| county.companies[usize::from(**it)].class == class)
            .count()
            >= size + 8
        {
            break class;
        }
    };
    let mut free: Vec<u16> = county.classes[class]
        .pool
        .iter()
        .copied()
        .filter(|it| county.companies[usize::from(*it)].class == class)
        .filter(|it| !held.iter().any(|(held, _)| held == it))
        .collect();
    chance.shuffle(&mut free);
    free.truncate(size);
    free
}
