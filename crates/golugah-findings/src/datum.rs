use serde::{Deserialize, Serialize};

/// One compared value of a finding's evidence, or one parameter of an indicator.
///
/// Money is an integer of the minor unit with its currency, never a floating-point number,
/// so that no sum depends on the order of its terms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Datum {
    /// Money, for example `{"minor": 1250000, "currency": "IRR"}` for 12,500.00.
    Money {
        /// Hundredths of the currency unit.
        minor: i64,
        /// ISO 4217 code as published.
        currency: String,
    },
    /// A yes or a no.
    Flag(bool),
    /// A count.
    Integer(i64),
    /// A ratio or a duration; its unit is in the key (`…_days`, `…_seconds`).
    Number(f64),
    /// An identifier, a name or a timestamp in RFC 3339.
    Text(String),
    /// Several of the above.
    List(Vec<Datum>),
}

impl From<i64> for Datum {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Datum {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Datum {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Datum {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
