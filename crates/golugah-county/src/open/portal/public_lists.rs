//! The lists as files.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;

use super::Part;
use super::queries::{self, ALL, Wanted};
use super::tables;
use crate::support::web::{FileOf, Kept, PageError, Site, Table, Visitor, jalali};

/// What a list is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum About {
    Sessions,
    Resolutions,
    Bottlenecks,
}

impl About {
    /// The tables it is made of.
    fn tables(self) -> &'static [&'static str] {
        match self {
            Self::Sessions => tables::SESSIONS,
            Self::Resolutions => tables::RESOLUTIONS,
            Self::Bottlenecks => tables::BOTTLENECKS,
        }
    }
}

/// A list that can be had as a file.
#[derive(Debug)]
pub(super) struct List {
    pub(super) path: &'static str,
    about: About,
    file: FileOf,
}

macro_rules! list {
    ($about:ident, $name:literal, csv) => {
        List {
            path: concat!("/portal/", $name, ".csv"),
            about: About::$about,
            file: FileOf::Csv(concat!($name, ".csv")),
        }
    };
    ($about:ident, $name:literal, json) => {
        List {
            path: concat!("/portal/", $name, ".json"),
            about: About::$about,
            file: FileOf::Json(concat!($name, ".json"), $name),
        }
    };
}

/// Every list in both forms.
pub(super) static LISTS: &[List] = &[
    list!(Sessions, "sessions", csv),
    list!(Sessions, "sessions", json),
    list!(Resolutions, "resolutions", csv),
    list!(Resolutions, "resolutions", json),
    list!(Bottlenecks, "bottlenecks", csv),
    list!(Bottlenecks, "bottlenecks", json),
];

/// A list as a file.
pub(super) async fn list(
    kept: Kept,
    list: &'static List,
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let make = async || Ok(table(&site, list.about).await?.file(&site, &visitor, list.file));
    Ok(kept
        .answer(&site, &visitor, (list.path, list.about.tables()), make)
        .await?
        .to(&headers))
}

async fn table(site: &Site, about: About) -> Result<Table, PageError> {
    let read = site.db.public();
    Ok(match about {
        About::Sessions => Table::new(
            &[
                "number",
                "day",
                "day_jalali",
                "hour",
                "place",
                "minutes",
                "published_at",
                "resolutions",
                "corrections",
            ],
            queries::sessions(read, Wanted::First(ALL))
                .await?
                .into_iter()
                .map(|row| {
                    vec![
                        row.number.into(),
                        row.day.as_str().into(),
                        jalali(&row.day).into(),
                        row.hour.into(),
                        row.place.into(),
                        row.minutes.into(),
                        row.published_at.into(),
                        row.resolutions.into(),
                        row.corrections.into(),
                    ]
                })
                .collect(),
        ),
        About::Resolutions => Table::new(
            &[
                "session",
                "number",
                "text",
                "owner_fa",
                "owner_en",
                "due",
                "due_jalali",
                "proof",
                "state",
                "reported_on",
                "closed_on",
            ],
            queries::resolutions(read, Part::All, site.db.clock().now(), Wanted::First(ALL))
                .await?
                .into_iter()
                .map(|row| {
                    vec![
                        row.session_number.into(),
                        row.number.into(),
                        row.text.into(),
                        row.name_fa.into(),
                        row.name_en.into(),
                        row.due.as_str().into(),
                        jalali(&row.due).into(),
                        row.proof.into(),
                        row.state.into(),
                        row.reported_on.into(),
                        row.closed_on.into(),
                    ]
                })
                .collect(),
        ),
        About::Bottlenecks => Table::new(
            &[
                "indicator",
                "sentence_fa",
                "sentence_en",
                "found_on",
                "raised_before",
                "computable_before",
                "remedied_on",
                "cleared_on",
                "raised_after",
                "computable_after",
                "reopened_on",
            ],
            queries::clearings(read, Wanted::First(ALL))
                .await?
                .into_iter()
                .map(|row| -> Vec<Value> {
                    vec![
                        row.code.into(),
                        row.sentence_fa.into(),
                        row.sentence_en.into(),
                        row.found_on.into(),
                        row.raised.into(),
                        row.computable.into(),
                        row.remedied_on.into(),
                        row.cleared_on.into(),
                        row.raised_after.into(),
                        row.computable_after.into(),
                        row.reopened_on.into(),
                    ]
                })
                .collect(),
        ),
    })
}
