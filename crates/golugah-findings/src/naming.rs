use serde::{Deserialize, Serialize};

use crate::{FamilyFinding, Floor, Kind};

/// Everything that one measurement named, kept so that the next one can say what has changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Naming {
    /// The day of the measurement.
    pub day: String,
    /// What it named, the weightiest first.
    pub places: Vec<NamedPlace>,
    /// What the measurement before it had said; none where no earlier one was kept.
    pub since: Option<Since>,
    /// What it said of peers together, without the counts of each of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<FamilyFinding>,
}

/// One place under one indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedPlace {
    /// The indicator's name.
    pub indicator: String,
    /// What kind of place.
    pub kind: Kind,
    /// Its identifier as published.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Raised observations.
    pub raised: u64,
    /// Computable observations.
    pub computable: u64,
    /// The county's record of it, where it has one.
    pub record: Option<i64>,
    /// The mean rate of its peers, where it was judged.
    #[serde(default)]
    pub peer_rate: Option<f64>,
    /// The rate above which it is a bottleneck, where it was judged.
    #[serde(default)]
    pub material_threshold: Option<f64>,
}

impl NamedPlace {
    /// Whether it is the same place under the same indicator, whatever was counted there.
    pub fn is_same(&self, other: &Self) -> bool {
        (&self.indicator, self.kind, &self.id) == (&other.indicator, other.kind, &other.id)
    }
}

/// How a measurement differs from the one before it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Since {
    /// The day of the earlier one.
    pub day: String,
    /// How many it named.
    pub named: u64,
    /// Which of the places that are named now it did not name, by their place in the list.
    pub new: Vec<usize>,
    /// What it named and the later one does not, with why.
    pub gone: Vec<NoLongerNamed>,
}

/// A place that is no longer named. What was counted there is what is counted now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoLongerNamed {
    /// The place.
    pub place: NamedPlace,
    /// Why.
    pub why: WhyNoLonger,
}

/// Why a place that was named is named no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNoLonger {
    /// It was measured after its remedy, and is clean.
    Cleared,
    /// Nothing can be computed of it any more.
    NotComputable,
    /// What was counted there is told of another place, by this name.
    Elsewhere(String),
    /// It stands out still, and one of the floors kept it.
    Kept(Floor),
    /// Its rate is no longer materially above that of its peers.
    Unremarkable,
}

impl WhyNoLonger {
    /// The word of the reason.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Cleared => "cleared",
            Self::NotComputable => "not-computable",
            Self::Elsewhere(_) => "elsewhere",
            Self::Kept(_) => "kept",
            Self::Unremarkable => "unremarkable",
        }
    }
}

impl Naming {
    /// Says how it differs from an earlier one; `why` tells of a place that is gone what is counted there now, and why it is.
    pub fn compare(&mut self, earlier: &Self, mut why: impl FnMut(&NamedPlace) -> NoLongerNamed) {
        let is_among =
            |places: &[NamedPlace], one: &NamedPlace| places.iter().any(|other| other.is_same(one));
        let new = self.places.iter().enumerate();
        let new = new.filter(|(_, place)| !is_among(&earlier.places, place));
        let gone = earlier
            .places
            .iter()
            .filter(|place| !is_among(&self.places, place));
        self.since = Some(Since {
            day: earlier.day.clone(),
            named: earlier.places.len() as u64,
            new: new.map(|(at, _)| at).collect(),
            gone: gone.map(&mut why).collect(),
        });
    }

    /// How many places both measurements named.
    pub fn unchanged(&self) -> usize {
        let new = self
            .since
            .as_ref()
            .map_or(self.places.len(), |since| since.new.len());
        self.places.len() - new.min(self.places.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{NamedPlace, Naming, NoLongerNamed, WhyNoLonger};
    use crate::Kind;

    fn place(indicator: &str, id: &str, raised: u64) -> NamedPlace {
        NamedPlace {
            indicator: indicator.to_owned(),
            kind: Kind::Buyer,
            id: id.to_owned(),
            name: id.to_owned(),
            raised,
            computable: 20,
            record: None,
            peer_rate: None,
            material_threshold: None,
        }
    }

    #[test]
    fn a_place_is_the_same_under_the_same_indicator_whatever_was_counted() {
        let earlier = Naming {
            day: "2026-03-01".to_owned(),
            places: vec![place("a", "x", 9), place("a", "y", 8), place("b", "x", 7)],
            since: None,
            families: Vec::new(),
        };
        let mut later = Naming {
            day: "2026-06-01".to_owned(),
            places: vec![place("a", "x", 12), place("c", "x", 5)],
            since: None,
            families: Vec::new(),
        };
        assert_eq!(
            later.unchanged(),
            0,
            "with nothing to compare, nothing is unchanged"
        );
        later.compare(&earlier, |place| NoLongerNamed {
            place: place.clone(),
            why: WhyNoLonger::Unremarkable,
        });
        let since = later.since.as_ref().unwrap();
        let gone: Vec<_> = since
            .gone
            .iter()
            .map(|one| (one.place.indicator.as_str(), one.place.id.as_str()))
            .collect();
        assert_eq!((since.named, since.new.as_slice()), (3, &[1][..]));
        assert_eq!(gone, [("a", "y"), ("b", "x")]);
        assert_eq!(later.unchanged(), 1);
        // What is named, unchanged and new adds up on both sides.
        assert_eq!(later.places.len(), later.unchanged() + since.new.len());
        assert_eq!(since.named as usize, later.unchanged() + since.gone.len());
        let text = serde_json::to_string(&later).unwrap();
        assert_eq!(serde_json::from_str::<Naming>(&text).unwrap(), later);
    }
}
