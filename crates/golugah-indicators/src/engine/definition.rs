use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use golugah_findings::{Against, BatchKind, Column, Datum, Kind};
use serde::Deserialize;

use super::Parameters;
use super::rule::Make;

/// What `build.rs` writes down for each folder.
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) family: &'static str,
    pub(crate) definition: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) sql: &'static str,
    pub(crate) about_fa: &'static str,
    pub(crate) about_en: &'static str,
    pub(crate) make: Make,
}

/// Which records an indicator looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Contracting processes.
    Procurement,
    /// Event logs.
    Procedures,
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Persian.
    pub fa: String,
    /// English.
    pub en: String,
}

/// When a difference from the peers is material.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// At least so many times the peers' mean rate,
    pub times: f64,
    /// and at least so much above it.
    pub points: f64,
}

/// What a raised observation puts at stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stake {
    /// Hundredths of the settled currency.
    Money,
    /// Milliseconds of waiting, shown as days.
    Days,
    /// Nothing but the case itself.
    Cases,
}

/// The content of an `indicator.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Code in the Open Contracting Partnership's list.
    pub code: Option<String>,
    /// What is looked at; several kinds where one rule looks at several.
    pub subject: Kind,
    /// What its observations are held against.
    pub against: Against,
    /// Where that is a rule: what it says and where it stands.
    #[serde(default)]
    pub rule: Option<Words>,
    /// The fields that must be published for it to be computable.
    pub fields: Vec<String>,
    /// The kinds of groups judged.
    pub groups: Vec<Kind>,
    /// For each of them, what its observations hang together by.
    pub batch: BTreeMap<Kind, BatchKind>,
    /// What a raised observation puts at stake.
    pub stake: Stake,
    /// When a difference is material.
    pub material: Material,
    /// What it is called.
    pub title: Words,
    /// The clause of the sentence: "tenders had a single bid".
    pub condition: Words,
    /// The clause for groups of which something else is counted: of a bidder its own bids.
    #[serde(default)]
    pub condition_of: BTreeMap<Kind, Words>,
    /// What else could explain it.
    pub otherwise: Words,
    /// Parameters with their sources.
    #[serde(default)]
    pub parameters: BTreeMap<String, ParameterDefinition>,
    /// Other values of parameters, by profile.
    #[serde(default)]
    pub profiles: BTreeMap<String, BTreeMap<String, Datum>>,
    /// Reasons for not computable that the rule gives.
    pub reasons: Reasons,
}

/// A parameter and where its value comes from.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParameterDefinition {
    /// The value in the plain profile.
    pub value: Datum,
    /// Its unit.
    #[serde(default)]
    pub unit: Option<String>,
    /// The law, article and date, or the method it comes from.
    pub source: String,
}

/// The reasons for not computable, in order of precedence.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasons {
    /// Keys of `locales/*/reasons.ftl`.
    pub keys: Vec<String>,
}

/// One indicator, read and checked.
pub struct Indicator {
    /// Its folder's name: its identity, never changed after publication.
    pub name: &'static str,
    /// Which records it looks at.
    pub family: Family,
    /// Its definition.
    pub definition: Definition,
    /// The rule as SQL over the lake.
    pub sql: &'static str,
    texts: [&'static str; 3],
    /// The page for people, Persian.
    pub about_fa: &'static str,
    /// The page for people, English.
    pub about_en: &'static str,
    pub(crate) make: Make,
}

/// A definition in the tree that cannot be read; a programming mistake that a test finds.
#[derive(Debug)]
pub struct CatalogueError {
    name: &'static str,
    source: toml::de::Error,
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "indicator.toml of {}: {}", self.name, self.source)
    }
}

impl std::error::Error for CatalogueError {}

impl Definition {
    /// What its fields are called where somebody would add them: each once, in order. The number of bidders can be told by
    /// itself, so that a rule that asks for it asks for no bids.
    pub fn columns(&self) -> Vec<Column> {
        let mut columns: Vec<Column> = self.fields.iter().filter_map(|field| column(field)).collect();
        columns.sort_unstable();
        columns.dedup();
        if columns.contains(&Column::Bidders) {
            columns.retain(|column| *column != Column::Bids);
        }
        columns
    }
}

/// The column in which a field would stand; none for what every file of its kind has.
fn column(field: &str) -> Option<Column> {
    Some(match field {
        "tender/procurementMethod" => Column::Method,
        "tender/tenderPeriod/startDate" | "tender/tenderPeriod/endDate" => Column::Period,
        "tender/numberOfTenderers" | "tender/tenderers/id" | "bids/statistics/value" => Column::Bidders,
        "bids/details/status" | "bids/details/tenderers/id" | "bids/details/tenderers/name" => Column::Bids,
        "bids/details/value/amount" | "bids/details/value/currency" => Column::BidPrices,
        "bids/details/date" => Column::BidDates,
        "awards/status" | "awards/suppliers/id" => Column::Awards,
        "awards/items/classification/id" => Column::Classes,
        "org:resource" => Column::Officers,
        "applicant" => Column::Applicants,
        "dueDate" | "deadline" => Column::DueDates,
        "planned" => Column::PlannedDates,
        _ => return None,
    })
}

impl Indicator {
    /// All that decides what it answers: its `indicator.toml`, `indicator.sql` and `mod.rs`.
    pub fn sources(&self) -> [&'static str; 3] {
        self.texts
    }

    /// The parameters in the plain profile or another one, with the settled currency.
    pub fn parameters(&self, profile: Option<&str>, currency: Option<&str>) -> Parameters {
        let mut values: BTreeMap<String, Datum> = self
            .definition
            .parameters
            .iter()
            .map(|(name, parameter)| (name.clone(), parameter.value.clone()))
            .collect();
        if let Some(changes) = profile.and_then(|profile| self.definition.profiles.get(profile)) {
            values.extend(changes.clone());
        }
        if let Some(currency) = currency {
            values.insert("currency".to_owned(), Datum::Text(currency.to_owned()));
        }
        Parameters {
            indicator: self.name.to_owned(),
            values,
        }
    }

    /// Whether `word` is its name or its code, in any case of letters.
    pub fn answers_to(&self, word: &str) -> bool {
        self.name.eq_ignore_ascii_case(word)
            || self
                .definition
                .code
                .as_deref()
                .is_some_and(|code| code.eq_ignore_ascii_case(word))
    }
}

/// Every indicator of the tree, in order of family and name.
pub fn catalogue() -> Result<&'static [Indicator], &'static CatalogueError> {
    static CATALOGUE: OnceLock<Result<Vec<Indicator>, CatalogueError>> = OnceLock::new();
    let read = || crate::catalogue::ENTRIES.iter().map(read_entry).collect();
    CATALOGUE.get_or_init(read).as_ref().map(Vec::as_slice)
}

/// The indicator of that name or code.
pub fn indicator(word: &str) -> Option<&'static Indicator> {
    catalogue()
        .ok()?
        .iter()
        .find(|indicator| indicator.answers_to(word))
}

fn read_entry(entry: &'static Entry) -> Result<Indicator, CatalogueError> {
    let definition = toml::from_str(entry.definition).map_err(|source| CatalogueError {
        name: entry.name,
        source,
    })?;
    Ok(Indicator {
        name: entry.name,
        family: if entry.family == "procurement" {
            Family::Procurement
        } else {
            Family::Procedures
        },
        definition,
        sql: entry.sql,
        texts: [entry.definition, entry.sql, entry.rule],
        about_fa: entry.about_fa,
        about_en: entry.about_en,
        make: entry.make,
    })
}

#[cfg(test)]
mod tests {
    use golugah_findings::Against;

    use super::{catalogue, column};

    #[test]
    fn what_is_held_against_a_rule_says_which() {
        for indicator in catalogue().unwrap() {
            let definition = &indicator.definition;
            let is_rule = definition.against == Against::Rule;
            assert_eq!(definition.rule.is_some(), is_rule, "{}", indicator.name);
        }
    }

    #[test]
    fn every_field_has_a_column_or_stands_in_every_file() {
        // A title, a link to an earlier tender or the end that a case tells is read where it is there; no rule waits for it.
        const EVERYWHERE: [&str; 7] = [
            "enddate",
            "tender/title",
            "relatedProcesses/relationship",
            "buyer/id",
            "tender/procuringEntity/id",
            "concept:name",
            "time:timestamp",
        ];
        for indicator in catalogue().unwrap() {
            for field in &indicator.definition.fields {
                let known = column(field).is_some() || EVERYWHERE.contains(&field.as_str());
                assert!(known, "{}: {field}", indicator.name);
            }
        }
    }
}
