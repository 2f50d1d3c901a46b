use std::fmt;

/// Why a paper was not accepted: where, what was found, what was expected.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    place: String,
    reason: String,
}

impl Refusal {
    pub(crate) fn new(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            out.write_str(&self.reason)
        } else {
            write!(out, "{}: {}", self.place, self.reason)
        }
    }
}

impl std::error::Error for Refusal {}
