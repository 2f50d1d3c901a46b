//! What was counted last at a bottleneck, and when: every figure of a page is of one measurement, and says of which day.

use std::collections::BTreeMap;

use golugah_findings::{NamedPlace, Naming};
use sea_orm::DbErr;
use serde::Deserialize;

use super::life_queries::{self, Measurement};
use super::{Bottleneck, again};
use crate::imports::named_last;
use crate::support::web::{Page, Site};

/// Which measurement it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The one that named the place.
    Found,
    /// The last one over all data.
    AllData,
    /// One after a remedy, which sees only what came later.
    Again(i64),
}

/// Counts of one measurement.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Latest {
    pub(super) source: Source,
    pub(super) day: String,
    pub(super) raised: i64,
    pub(super) computable: i64,
    /// The rate of the peers and the rate above which it is a bottleneck, in the same data, where they are known.
    pub(super) peers: Option<f64>,
    pub(super) limit: Option<f64>,
}

/// What a stored verdict says of the peers.
#[derive(Deserialize)]
struct Verdict {
    peer_rate: f64,
    material_threshold: f64,
}

impl Latest {
    /// What named the place.
    pub(super) fn found(bottleneck: &Bottleneck) -> Self {
        // A verdict that is not one of ours says nothing of peers.
        let verdict: Option<Verdict> = serde_json::from_str(&bottleneck.verdict).ok();
        Self {
            source: Source::Found,
            day: bottleneck.found_on.clone(),
            raised: bottleneck.raised,
            computable: bottleneck.computable,
            peers: verdict.as_ref().map(|verdict| verdict.peer_rate),
            limit: verdict.map(|verdict| verdict.material_threshold),
        }
    }

    fn again(measurement: &Measurement) -> Self {
        let limit = again::Told::of(&measurement.detail).and_then(|told| told.threshold());
        Self {
            source: Source::Again(measurement.id),
            day: measurement.measured_on.clone(),
            raised: measurement.raised,
            computable: measurement.computable,
            peers: measurement.peer_rate(),
            limit,
        }
    }

    fn all_data(place: &NamedPlace, day: &str) -> Self {
        let count = |count| i64::try_from(count).unwrap_or(i64::MAX);
        Self {
            source: Source::AllData,
            day: day.to_owned(),
            raised: count(place.raised),
            computable: count(place.computable),
            peers: place.peer_rate,
            limit: place.material_threshold,
        }
    }

    /// The last of these that saw anything: after a remedy only what came later counts, before it all data.
    pub(super) fn of(
        bottleneck: &Bottleneck,
        measured: Option<&Measurement>,
        naming: Option<&Naming>,
    ) -> Self {
        if let Some(measured) = measured.filter(|one| one.computable > 0) {
            return Self::again(measured);
        }
        let named = naming.and_then(|naming| Some((place_of(naming, bottleneck.id)?, naming)));
        match named {
            Some((place, naming)) if place.computable > 0 => Self::all_data(place, &naming.day),
            _ => Self::found(bottleneck),
        }
    }

    /// The rate.
    pub(super) fn rate(&self) -> f64 {
        self.raised as f64 / self.computable.max(1) as f64
    }
}

/// What a measurement said of a record: that it is named, or that it is no longer.
fn place_of(naming: &Naming, record: i64) -> Option<&NamedPlace> {
    let gone = naming.since.iter().flat_map(|since| &since.gone);
    let all = naming.places.iter().chain(gone.map(|gone| &gone.place));
    all.into_iter().find(|place| place.record == Some(record))
}

/// What was counted last at each of these.
pub(super) async fn of_all(
    site: &Site,
    page: &Page,
    bottlenecks: &[Bottleneck],
) -> Result<Vec<Latest>, DbErr> {
    let naming = named_last(site, page).await?;
    let records: Vec<i64> = bottlenecks.iter().map(|one| one.id).collect();
    let measured = life_queries::last_measurements(site.db.read(), &records).await?;
    let measured: BTreeMap<i64, Measurement> = measured.into_iter().collect();
    let latest = bottlenecks
        .iter()
        .map(|one| Latest::of(one, measured.get(&one.id), naming.as_deref()));
    Ok(latest.collect())
}

#[cfg(test)]
mod tests {
    use golugah_findings::{Kind, Since};

    use super::super::life::tests::{bottleneck, measurement};
    use super::*;

    fn naming(raised: u64, computable: u64) -> Naming {
        Naming {
            day: "2026-03-01".to_owned(),
            places: vec![NamedPlace {
                indicator: String::new(),
                kind: Kind::Buyer,
                id: String::new(),
                name: String::new(),
                raised,
                computable,
                record: Some(1),
                peer_rate: Some(0.07),
                material_threshold: Some(0.14),
            }],
            since: Some(Since::default()),
            families: Vec::new(),
        }
    }

    #[test]
    fn all_figures_are_of_the_last_measurement_that_saw_anything() {
        let found = bottleneck("confirmed");
        let day = |latest: &Latest| (latest.source, latest.day.clone());
        let alone = Latest::of(&found, None, None);
        assert_eq!(day(&alone), (Source::Found, "2024-09-22".to_owned()));
        assert_eq!((alone.peers, alone.limit), (Some(0.05), Some(0.1)));
        let named = naming(60, 120);
        let over_all = Latest::of(&found, None, Some(&named));
        assert_eq!(day(&over_all), (Source::AllData, "2026-03-01".to_owned()));
        assert_eq!((over_all.raised, over_all.computable), (60, 120));
        assert_eq!((over_all.peers, over_all.limit), (Some(0.07), Some(0.14)));
        // Where nothing can be computed any more, what was found stands.
        assert_eq!(
            Latest::of(&found, None, Some(&naming(0, 0))).source,
            Source::Found
        );
        let again = measurement("2025-09-22", (4, 80), "cleared");
        let after = Latest::of(&found, Some(&again), Some(&named));
        assert_eq!(day(&after), (Source::Again(1), "2025-09-22".to_owned()));
        let empty = measurement("2025-09-22", (0, 0), "not_enough_data");
        assert_eq!(
            Latest::of(&found, Some(&empty), Some(&named)).source,
            Source::AllData
        );
    }
}
