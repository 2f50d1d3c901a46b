//! Names that a feed or a calendar can keep for ever, although the site may move to another address.

use sea_orm::DbErr;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::queries;
use golugah_desk::{PublicRead, hex};

/// What tells this county's records from all others: how its log began, which never changes.
#[derive(Debug)]
pub(super) struct Identity {
    entry: String,
    /// When the log began, in UTC.
    pub(super) began: String,
}

/// When the deed of an entry of the log was done.
pub(super) fn time_of(entry: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Done {
        time: String,
    }
    serde_json::from_str(entry).ok().map(|done: Done| done.time)
}

impl Identity {
    pub(super) async fn read(read: PublicRead<'_>) -> Result<Self, DbErr> {
        Ok(Self::of(queries::log_begin(read).await?.unwrap_or_default()))
    }

    fn of(entry: String) -> Self {
        // No deed was done yet, so there is nothing that this could be wrong about.
        let began = time_of(&entry).unwrap_or_else(|| "1970-01-01T00:00:00.000Z".to_owned());
        Self { entry, began }
    }

    /// The name of one thing: a UUID by RFC 9562, version 8, made of a hash.
    pub(super) fn uuid(&self, thing: &str) -> String {
        let digest = Sha256::digest(format!("{}\n{thing}", self.entry).as_bytes());
        let mut bytes = [0; 16];
        for (byte, hashed) in bytes.iter_mut().zip(digest.iter()) {
            *byte = *hashed;
        }
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut text = hex(&bytes);
        for place in [20, 16, 12, 8] {
            text.insert(place, '-');
        }
        text
    }

    /// The same as a URN.
    pub(super) fn urn(&self, thing: &str) -> String {
        format!("urn:uuid:{}", self.uuid(thing))
    }
}

#[cfg(test)]
mod tests {
    use super::Identity;

    #[test]
    fn a_thing_has_one_name_in_one_county_and_another_in_another() {
        let here = Identity::of(r#"{"seq":0,"time":"2026-11-24T04:30:00.000Z"}"#.to_owned());
        assert_eq!(here.began, "2026-11-24T04:30:00.000Z");
        let name = here.uuid("session/1");
        assert_eq!(name, here.uuid("session/1"));
        assert_ne!(name, here.uuid("session/2"));
        assert_ne!(name, Identity::of("{}".to_owned()).uuid("session/1"));
        let parts: Vec<usize> = name.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert!(
            name[14..].starts_with('8') && "89ab".contains(&name[19..20]),
            "{name}"
        );
    }
}
