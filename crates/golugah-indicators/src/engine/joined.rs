use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Settled;

/// A name of which people said something, and an identifier that bears it.
pub type Bearer = (String, String);

/// Which published identifiers are those of one firm: what people said of names, held against what bears these names in the data.
///
/// An identifier is always one firm, whatever it is called. A name joins two identifiers only where it tells who bears it: where one
/// identifier alone does, or people said of the name itself that all who bear it are one. Where what people said contradicts itself
/// (one of two names, and two of the same through a third) everything stands as published.
#[derive(Clone, Debug, Default)]
pub struct Joined(Arc<HashMap<String, String>>);

impl Joined {
    /// What follows from these answers for these bearers; the same in whatever order they were met.
    pub fn of(settled: &Settled, bearers: &BTreeSet<Bearer>) -> Self {
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, id) in bearers {
            by_name.entry(name).or_default().push(id);
        }
        let of = |name: &str| by_name.get(name).map_or(&[][..], Vec::as_slice);
        let tells = |name: &str| settled.said(name, name).unwrap_or(of(name).len() == 1);
        let mut circles = Circles::default();
        for [a, b] in settled.pairs_said(true).filter(|[a, b]| tells(a) && tells(b)) {
            // Where several bear one of them, that they are one was said of the name itself.
            if let ([one, ..], [_, ..]) = (of(a), of(b)) {
                of(b).iter().for_each(|other| circles.join(one, other));
                of(a).iter().for_each(|other| circles.join(one, other));
            }
        }
        let mut contradicted = BTreeSet::new();
        for [a, b] in settled.pairs_said(false) {
            let (of_a, of_b) = (circles.firsts(of(a)), circles.firsts(of(b)));
            // Of one name that is two firms' two identifiers hang together; of two names any.
            let both = of_a.into_iter().filter(|(first, many)| {
                if a == b {
                    *many > 1
                } else {
                    of_b.contains_key(first)
                }
            });
            contradicted.extend(both.map(|(first, _)| first));
        }
        let ids: Vec<&str> = circles.0.keys().copied().collect();
        let joined = ids.into_iter().map(|id| (id, circles.first(id)));
        let joined = joined.filter(|(id, first)| id != first && !contradicted.contains(first));
        Self(Arc::new(
            joined
                .map(|(id, first)| (id.to_owned(), first.to_owned()))
                .collect(),
        ))
    }

    /// Whether every identifier is a firm by itself.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The identifier under which a firm counts: of those that are one the first in order of text.
    pub fn firm<'x>(&'x self, id: &'x str) -> &'x str {
        if self.0.is_empty() {
            return id;
        }
        self.0.get(id).map_or(id, String::as_str)
    }

    /// All of it as a text, the same for the same firms.
    pub fn told(&self) -> String {
        let all: BTreeMap<_, _> = self.0.iter().collect();
        format!("{all:?}")
    }
}

/// Identifiers that hang together, each with one before it in order of text or with itself.
#[derive(Default)]
struct Circles<'x>(BTreeMap<&'x str, &'x str>);

impl<'x> Circles<'x> {
    /// The first of those that hang together with this one.
    fn first(&self, id: &'x str) -> &'x str {
        let mut at = id;
        while let Some(before) = self.0.get(at).copied().filter(|before| *before != at) {
            at = before;
        }
        at
    }

    /// The same of several, each with how many there are behind it.
    fn firsts(&self, ids: &[&'x str]) -> BTreeMap<&'x str, usize> {
        let mut firsts = BTreeMap::new();
        for id in ids {
            *firsts.entry(self.first(id)).or_default() += 1;
        }
        firsts
    }

    fn join(&mut self, one: &'x str, other: &'x str) {
        let (one, other) = (self.first(one), self.first(other));
        let first = one.min(other);
        self.0.insert(one, first);
        self.0.insert(other, first);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(said: &[(&str, &str, bool)], bearers: &[(&str, &str)]) -> Vec<(String, String)> {
        let pairs = said
            .iter()
            .map(|(a, b, one)| ([(*a).to_owned(), (*b).to_owned()], *one));
        let bearers: BTreeSet<Bearer> = bearers
            .iter()
            .map(|(name, id)| ((*name).to_owned(), (*id).to_owned()))
            .collect();
        let joined = Joined::of(&Settled::new(pairs), &bearers);
        let mut all: Vec<_> = joined.0.iter().map(|(a, b)| (a.clone(), b.clone())).collect();
        all.sort();
        all
    }

    fn pair(id: &str, firm: &str) -> (String, String) {
        (id.to_owned(), firm.to_owned())
    }

    #[test]
    fn what_people_said_joins_the_identifiers_that_bear_the_names() {
        let bearers = [("a", "2"), ("b", "1"), ("c", "3"), ("d", "4")];
        assert_eq!(joined(&[("a", "b", true)], &bearers), [pair("2", "1")]);
        // Through a third.
        let chain = [("b", "a", true), ("c", "a", true)];
        assert_eq!(joined(&chain, &bearers), [pair("2", "1"), pair("3", "1")]);
        assert_eq!(joined(&[("a", "b", false)], &bearers), []);
        assert_eq!(joined(&[], &bearers), []);
    }

    #[test]
    fn a_name_that_several_bear_joins_nobody_unless_people_said_so() {
        let bearers = [("a", "1"), ("a", "2"), ("b", "3")];
        assert_eq!(joined(&[("a", "b", true)], &bearers), []);
        let said = [("a", "b", true), ("a", "a", true)];
        assert_eq!(joined(&said, &bearers), [pair("2", "1"), pair("3", "1")]);
        // One that people said is borne by two firms tells nobody, though only one of them is met.
        let said = [("a", "b", true), ("a", "a", false)];
        assert_eq!(joined(&said, &bearers[1..]), []);
        // Nor are two of its bearers one through other names.
        let bearers = [("n", "1"), ("n", "2"), ("a", "1"), ("b", "2")];
        assert_eq!(joined(&[("a", "b", true)], &bearers), [pair("2", "1")]);
        assert_eq!(joined(&[("a", "b", true), ("n", "n", false)], &bearers), []);
    }

    #[test]
    fn an_identifier_is_one_firm_whatever_it_is_called() {
        // 1 is called a and d; a is b, and d is c.
        let bearers = [("a", "1"), ("d", "1"), ("b", "2"), ("c", "3")];
        let said = [("a", "b", true), ("c", "d", true)];
        assert_eq!(joined(&said, &bearers), [pair("2", "1"), pair("3", "1")]);
    }

    #[test]
    fn what_contradicts_itself_stands_as_published() {
        let bearers = [("a", "1"), ("b", "2"), ("c", "3"), ("x", "8"), ("y", "9")];
        let said = [
            ("a", "b", true),
            ("b", "c", true),
            ("a", "c", false),
            ("x", "y", true),
        ];
        assert_eq!(joined(&said, &bearers), [pair("9", "8")]);
    }
}
