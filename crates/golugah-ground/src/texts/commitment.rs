use sea_orm::DbErr;
use sha2::{Digest, Sha256};

use super::queries;
use golugah_desk::{Desk, Refusal, hex};

/// How many random bytes a text is committed to with.
const SALT: usize = 16;

/// Keeps a text within a deed and gives the commitment that the official row holds in its place; an empty text needs none
/// and gives none.
///
/// # Errors
/// Where the machine has no randomness to give, or the database fails.
pub async fn write(desk: &mut Desk<'_>, text: &str) -> Result<Option<String>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut salt = [0; SALT];
    getrandom::fill(&mut salt).map_err(|error| Refusal::Broken(DbErr::Custom(error.to_string())))?;
    let commitment = commitment(salt, text);
    let sql = "INSERT INTO texts (commitment, salt, text) VALUES ($1, $2, $3)";
    let values = vec![commitment.as_str().into(), hex(&salt).into(), text.into()];
    desk.keep(sql, values).await?;
    Ok(Some(commitment))
}

/// Takes away, within a deed, a text that no record names any more because the deed has put another in its place.
///
/// # Errors
/// Where the database fails.
pub async fn discard(desk: &mut Desk<'_>, commitment: &str) -> Result<(), Refusal> {
    desk.keep(queries::MARK, vec![commitment.into()]).await?;
    let sql = "DELETE FROM texts WHERE commitment = $1";
    desk.keep(sql, vec![commitment.into()]).await
}

/// Whether a text with its salt, as both are stored, is the one that was committed to.
pub fn matches(expected: &str, salt: &str, text: &str) -> bool {
    salt_of(salt).is_some_and(|salt| commitment(salt, text) == expected)
}

/// The hash over the salt's bytes and the text. The salt has one length, so that nothing of the one can pass for the other.
fn commitment(salt: [u8; SALT], text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(text.as_bytes());
    hex(&hash.finalize())
}

/// The bytes of a salt, which is written in one way only.
fn salt_of(stored: &str) -> Option<[u8; SALT]> {
    let mut salt = [0; SALT];
    if stored.len() != 2 * SALT {
        return None;
    }
    for (byte, digits) in salt.iter_mut().zip(stored.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    (hex(&salt) == stored).then_some(salt)
}
