use std::collections::HashMap;
use std::sync::Arc;

use crate::measures::perhaps_one;

/// Pairs of names of which people said whether they are those of one firm.
#[derive(Clone, Debug, Default)]
pub struct Settled(Arc<HashMap<[String; 2], bool>>);

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
        Self(Arc::new(in_order.collect()))
    }

    /// All of it as a text, the same for the same answers.
    pub fn told(&self) -> String {
        let mut pairs: Vec<_> = self.0.iter().collect();
        pairs.sort_unstable();
        format!("{pairs:?}")
    }

    pub(crate) fn firms(&self, a: &str, b: &str) -> Firms {
        if !perhaps_one(a, b) {
            return Firms::Two;
        }
        if self.0.is_empty() {
            return Firms::PerhapsOne;
        }
        let mut names = [a.to_owned(), b.to_owned()];
        names.sort_unstable();
        match self.0.get(&names) {
            Some(true) => Firms::One,
            Some(false) => Firms::Two,
            None => Firms::PerhapsOne,
        }
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
    }
}
