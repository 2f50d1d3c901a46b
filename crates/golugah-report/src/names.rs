//! Names of nested groups. A portal publishes an office with its department as `Department||Office`, an event log's
//! step is written `procedure › step`. People read the narrowest part first.

use golugah_findings::{Group, Kind};

use crate::{
    plain::clean,
    words::{Arg, Words},
};

/// A name in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Nested {
    /// The narrowest part, by which the group is called.
    pub(crate) part: String,
    /// What it lies in, the nearest first; empty where the name is not nested.
    pub(crate) parents: Vec<String>,
}

impl Nested {
    /// The parts of a name, each cleaned; empty parts are left out.
    pub(crate) fn of(kind: Kind, name: &str) -> Self {
        let separator = match kind {
            Kind::Step | Kind::Case => " › ",
            _ => "||",
        };
        let name = clean(name);
        let mut parents: Vec<String> = (name.split(separator).map(str::trim))
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        let part = parents.pop().unwrap_or(name);
        parents.reverse();
        Self { part, parents }
    }

    /// The parts of a group's name; its identifier stands behind the narrowest where others of its kind bear the same name.
    pub(crate) fn of_group(group: &Group) -> Self {
        let mut nested = Self::of(group.kind, group.called());
        if group.shares_name {
            nested.part = format!("{} ({})", nested.part, clean(&group.id));
        }
        nested
    }

    /// The parents on one line, the nearest first.
    pub(crate) fn parents_in(&self, words: &Words) -> String {
        // Fluent trims the end of a string, so that the space is put here.
        self.parents
            .join(&format!("{} ", words.say("report-list-separator")))
    }

    /// The part with its nearest parent, by which it is told from others of its name.
    pub(crate) fn with_nearest(&self, words: &Words) -> String {
        let mut near = self.clone();
        near.parents.truncate(1);
        near.said(words)
    }

    /// The name as a sentence says it: the part, with its parents in brackets.
    pub(crate) fn said(&self, words: &Words) -> String {
        if self.parents.is_empty() {
            return self.part.clone();
        }
        words.bottleneck(
            "bottleneck-nested",
            &[
                ("part", Arg::Text(&self.part)),
                ("parents", Arg::Text(&self.parents_in(words))),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use golugah_findings::Kind;
    use golugah_persian::Language;

    use super::Nested;
    use crate::words::words;

    #[test]
    fn the_narrowest_part_comes_first_and_the_nearest_parent_next() {
        let office = Nested::of(Kind::ProcuringEntity, "Department||Zone|| Circle ||");
        assert_eq!(office.part, "Circle");
        assert_eq!(office.parents, ["Zone", "Department"]);
        assert_eq!(office.said(words(Language::English)), "Circle (Zone, Department)");
        assert_eq!(office.said(words(Language::Persian)), "Circle (Zone، Department)");
        assert_eq!(office.with_nearest(words(Language::English)), "Circle (Zone)");
        let step = Nested::of(Kind::Step, "پروانه › بازدید");
        assert_eq!(
            (step.part.as_str(), step.parents.as_slice()),
            ("بازدید", &["پروانه".to_owned()][..])
        );
    }

    #[test]
    fn a_name_without_nesting_stays_as_it_is() {
        for name in ["Anvil › Sons", "a|b", "", "||"] {
            let nested = Nested::of(Kind::Tenderer, name);
            assert_eq!(nested.part, name);
            assert!(nested.parents.is_empty());
        }
    }
}
