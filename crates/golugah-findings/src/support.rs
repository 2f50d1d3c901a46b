use serde::{Deserialize, Serialize};

use crate::{Finding, Pairs};

/// The findings that a measurement of one bottleneck rests on: the gravest of them, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Support {
    /// How many findings there are.
    pub count: u64,
    /// The gravest, the gravest first.
    pub findings: Vec<Finding>,
    /// The names published with identifiers that these findings name.
    pub names: Pairs<String, String>,
    /// SHA-256 of the indicator's definition they were found with.
    pub definition_sha256: String,
    /// SHA-256 of the files they were read in, by the files' names.
    pub inputs: Pairs<String, String>,
}
