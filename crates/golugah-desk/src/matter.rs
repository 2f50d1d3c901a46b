use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use sea_orm::Value;

/// Any record of the house in one word, as the log has it: `claim/17`.
///
/// Whoever has one knows which record is meant, and nothing of the feature that keeps it: that one is asked for the rest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Matter {
    kind: Cow<'static, str>,
    id: i64,
}

impl Matter {
    /// The record of this kind with this id.
    pub const fn of(kind: &'static str, id: i64) -> Self {
        Self {
            kind: Cow::Borrowed(kind),
            id,
        }
    }

    /// What kind of record it is: the case's in the log.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Its row.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its row, if it is of this kind.
    pub fn id_of(&self, kind: &str) -> Option<i64> {
        (self.kind == kind).then_some(self.id)
    }

    /// The rows of these.
    pub fn ids(matters: &[Self]) -> Vec<i64> {
        matters.iter().map(Self::id).collect()
    }

    /// The matter of a stored word; `None` where there is none, or none of ours.
    pub fn stored(word: Option<&str>) -> Option<Self> {
        word.and_then(|word| word.parse().ok())
    }
}

impl fmt::Display for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.id)
    }
}

/// A text that names no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoMatter;

impl FromStr for Matter {
    type Err = NoMatter;

    /// Reads what [`Matter`] writes, and nothing else: one record has one word.
    fn from_str(text: &str) -> Result<Self, NoMatter> {
        let (kind, id) = text.split_once('/').ok_or(NoMatter)?;
        let named = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let id: i64 = id.parse().map_err(|_| NoMatter)?;
        let matter = Self {
            kind: Cow::Owned(kind.to_owned()),
            id,
        };
        (named && id > 0 && matter.to_string() == text)
            .then_some(matter)
            .ok_or(NoMatter)
    }
}

impl From<Matter> for String {
    fn from(matter: Matter) -> Self {
        matter.to_string()
    }
}

impl From<&Matter> for Value {
    fn from(matter: &Matter) -> Self {
        matter.to_string().into()
    }
}

#[cfg(test)]
mod tests {
    use super::Matter;

    #[test]
    fn a_record_has_one_word() {
        let claim = Matter::of("claim", 17);
        assert_eq!(claim.to_string(), "claim/17");
        assert_eq!("claim/17".parse(), Ok(claim.clone()));
        assert_eq!(claim.id_of("claim"), Some(17));
        assert_eq!(claim.id_of("resolution"), None);
        for other in [
            "claim",
            "claim/",
            "/17",
            "claim/017",
            "claim/+17",
            "claim/0",
            "claim/-1",
            "Claim/17",
            "claim/1/2",
        ] {
            assert!(other.parse::<Matter>().is_err(), "{other}");
        }
        assert_eq!(Matter::stored(None), None);
    }
}
