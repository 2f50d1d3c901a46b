use sea_orm::DbErr;
use sha2::{Digest, Sha256};

use golugah_desk::{Desk, Refusal};

/// Keeps a text within a deed and gives the commitment that the official row holds in its place; an empty text needs none
/// and gives none.
///
/// # Errors
/// Where the machine has no randomness to give, or the database fails.
pub async fn write(desk: &mut Desk<'_>, text: &str) -> Result<Option<String>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| Refusal::Broken(DbErr::Custom(error.to_string())))?;
    let salt = hex(&salt);
    let commitment = commitment(&salt, text);
    let sql = "INSERT INTO texts (commitment, salt, text) VALUES ($1, $2, $3)";
    let values = vec![commitment.as_str().into(), salt.into(), text.into()];
    desk.keep(sql, values).await?;
    Ok(Some(commitment))
}

/// Whether a text with its salt is the one that was committed to.
pub fn matches(expected: &str, salt: &str, text: &str) -> bool {
    commitment(salt, text) == expected
}

/// The hash over the salt's bytes as they are written, sixteen in hexadecimal, and the text.
fn commitment(salt: &str, text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(salt.as_bytes());
    hash.update(text.as_bytes());
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
