use std::collections::BTreeMap;
use std::fmt;

use golugah_findings::Datum;

/// The parameters in force for one indicator: the definition's values, changed by the profile, with the settled currency.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    pub(crate) indicator: String,
    pub(crate) values: BTreeMap<String, Datum>,
}

/// A parameter that is missing or of another kind than the rule asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterError {
    indicator: String,
    name: String,
    expected: &'static str,
    found: Option<String>,
}

impl fmt::Display for ParameterError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            indicator,
            name,
            expected,
            found,
        } = self;
        let found = found.as_deref().unwrap_or("nothing");
        write!(
            out,
            "indicator.toml of {indicator}: parameter `{name}` must be {expected}, found {found}"
        )
    }
}

impl std::error::Error for ParameterError {}

/// Some codes of a list.
#[derive(Clone, Debug)]
pub(crate) struct Codes(Vec<String>);

impl Codes {
    /// Whether this is one of them.
    pub(crate) fn contains(&self, code: &str) -> bool {
        self.0.iter().any(|known| known == code)
    }
}

impl Parameters {
    /// All values by name.
    pub fn values(&self) -> &BTreeMap<String, Datum> {
        &self.values
    }

    /// A number, whole or not.
    pub fn number(&self, name: &str) -> Result<f64, ParameterError> {
        match self.values.get(name) {
            Some(Datum::Number(number)) => Ok(*number),
            Some(Datum::Integer(number)) => Ok(*number as f64),
            other => Err(self.error(name, "a number", other)),
        }
    }

    /// A whole number that is not negative.
    pub fn count(&self, name: &str) -> Result<u64, ParameterError> {
        match self.values.get(name) {
            Some(Datum::Integer(number)) if *number >= 0 => Ok(number.unsigned_abs()),
            other => Err(self.error(name, "a whole number, zero or more", other)),
        }
    }

    /// A yes or no.
    pub fn flag(&self, name: &str) -> Result<bool, ParameterError> {
        match self.values.get(name) {
            Some(Datum::Flag(flag)) => Ok(*flag),
            other => Err(self.error(name, "true or false", other)),
        }
    }

    /// A text; empty where the parameter is not given.
    pub fn text(&self, name: &str) -> Result<String, ParameterError> {
        match self.values.get(name) {
            Some(Datum::Text(text)) => Ok(text.clone()),
            None => Ok(String::new()),
            other => Err(self.error(name, "a text", other)),
        }
    }

    /// Some codes of a list, written with a bar between them.
    pub(crate) fn codes(&self, name: &str) -> Result<Codes, ParameterError> {
        let text = self.text(name)?;
        let codes = text.split('|').filter(|code| !code.is_empty());
        Ok(Codes(codes.map(str::to_owned).collect()))
    }

    /// One of the words a rule knows.
    pub fn word(&self, name: &str, words: &[&str], expected: &'static str) -> Result<String, ParameterError> {
        let text = self.text(name)?;
        if words.contains(&text.as_str()) {
            Ok(text)
        } else {
            Err(self.error(name, expected, self.values.get(name)))
        }
    }

    fn error(&self, name: &str, expected: &'static str, found: Option<&Datum>) -> ParameterError {
        let found = found.map(|datum| format!("{datum:?}"));
        ParameterError {
            indicator: self.indicator.clone(),
            name: name.to_owned(),
            expected,
            found,
        }
    }
}
