use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::measures::perhaps_one;

/// Pairs of names of which people said whether they are those of one firm.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    pairs: Arc<HashMap<[String; 2], bool>>,
    /// All names of them.
    names: Arc<HashSet<String>>,
}

/// What is to be thought of two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Firms {
    /// They are those of two firms.
    Two,
    /// They may be those of one.
    PerhapsOne,
    /// Somebody said that they are those of one.
    One,
}

impl Settled {
    /// These pairs, each with whether it is one firm; of a pair that is said twice the last counts.
    pub fn new(pairs: impl IntoIterator<Item = ([String; 2], bool)>) -> Self {
        let in_order = pairs.into_iter().map(|(mut names, one)| {
            names.sort_unstable();
            (names, one)
        });
        let pairs: HashMap<[String; 2], bool> = in_order.collect();
        Self {
            names: Arc::new(pairs.keys().flatten().cloned().collect()),
            pairs: Arc::new(pairs),
        }
    }

    /// All of it as a text, the same for the same answers.
    pub fn told(&self) -> String {
        let mut pairs: Vec<_> = self.pairs.iter().collect();
        pairs.sort_unstable();
        format!("{pairs:?}")
    }

    pub(crate) fn firms(&self, a: &str, b: &str) -> Firms {
        match self.said(a, b) {
            Some(true) => Firms::One,
            None if perhaps_one(a, b) => Firms::PerhapsOne,
            Some(false) | None => Firms::Two,
        }
    }

    /// Whether people said that two names are one firm's; `None` where they said nothing of them.
    pub(super) fn said(&self, a: &str, b: &str) -> Option<bool> {
        if !self.speaks_of(a) || !self.speaks_of(b) {
            return None;
        }
        let mut names = [a.to_owned(), b.to_owned()];
        names.sort_unstable();
        self.pairs.get(&names).copied()
    }

    /// Whether people said something of this name.
    pub(super) fn speaks_of(&self, name: &str) -> bool {
        !self.names.is_empty() && self.names.contains(name)
    }

    /// Whether people said of any names that they are one firm's.
    pub(super) fn joins(&self) -> bool {
        self.pairs.values().any(|one| *one)
    }

    /// The pairs of which they said this, in no order that means anything.
    pub(super) fn pairs_said(&self, one: bool) -> impl Iterator<Item = &[String; 2]> {
        let said = self.pairs.iter().filter(move |(_, said)| **said == one);
        said.map(|(names, _)| names)
    }
}

#[cfg(test)]
mod tests {
    use super::{Firms, Settled};

    #[test]
    fn what_people_said_of_two_names_stands_whatever_their_order() {
        let names = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
        let (a, b, c) = ("Rahsazan Alborz", "Rahsazan Alborz Ltd", "Rahsazan Albors");
        let settled = Settled::new([(names(b, a), false), (names(a, c), true)]);
        assert_eq!(settled.firms(a, b), Firms::Two);
        assert_eq!(settled.firms(c, a), Firms::One);
        assert_eq!(settled.firms(b, c), Firms::PerhapsOne);
        assert_eq!(settled.firms(a, "Behsaz Kavir"), Firms::Two);
        assert_eq!(Settled::default().firms(a, b), Firms::PerhapsOne);
        // People know more than letters tell.
        let settled = Settled::new([(names(a, "Behsaz Kavir"), true)]);
        assert_eq!(settled.firms("Behsaz Kavir", a), Firms::One);
    }
}
