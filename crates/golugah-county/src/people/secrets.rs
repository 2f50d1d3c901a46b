//! Passwords and visits. Neither is an official record: the log never sees them.

use std::sync::LazyLock;

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use sea_orm::DbErr;
use sha2::{Digest, Sha256};

use super::queries;
use crate::support::db::Db;

/// How long a visit lasts, in seconds: a working day.
const VISIT: i64 = 12 * 3600;

/// How a visit or a password could not be kept.
pub type SecretError = DbErr;

/// What is stored of a visit's name: who reads the database cannot visit.
pub(super) fn fingerprint(token: &str) -> String {
    Sha256::digest(token.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Argon2id with the parameters its makers recommend: 19 MiB, two passes.
fn hash(password: &str) -> Result<String, DbErr> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| DbErr::Custom(error.to_string()))?;
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash: argon2::PasswordHash| hash.to_string())
        .map_err(|error| DbErr::Custom(error.to_string()))
}

/// Sets a person's password and ends all of the person's visits.
pub async fn set_password(db: &Db, person: i64, password: &str) -> Result<(), SecretError> {
    let password = password.to_owned();
    let hash = tokio::task::spawn_blocking(move || hash(&password)).await;
    let hash = hash.map_err(|error| DbErr::Custom(error.to_string()))??;
    db.keep("DELETE FROM visits WHERE person_id = $1", vec![person.into()])
        .await?;
    db.keep(
        "DELETE FROM credentials WHERE person_id = $1",
        vec![person.into()],
    )
    .await?;
    let sql = "INSERT INTO credentials (person_id, password_hash) VALUES ($1, $2)";
    db.keep(sql, vec![person.into(), hash.into()]).await
}

/// Begins a visit and gives its secret name; `None` where name and password do not fit. An unknown name takes as long
/// as a wrong password.
pub(super) async fn begin_visit(db: &Db, sign_in: &str, password: &str) -> Result<Option<String>, DbErr> {
    static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody").unwrap_or_default());
    let credential = queries::credential(db.read(), sign_in).await?;
    let (person, known) = match credential {
        Some(credential) => (Some(credential.person_id), credential.password_hash),
        None => (None, NOBODY.clone()),
    };
    let password = password.to_owned();
    let fits = tokio::task::spawn_blocking(move || {
        Argon2::default()
            .verify_password(password.as_bytes(), known.as_str())
            .is_ok()
    });
    let fits = fits.await.map_err(|error| DbErr::Custom(error.to_string()))?;
    let Some(person) = person.filter(|_| fits) else {
        return Ok(None);
    };
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|error| DbErr::Custom(error.to_string()))?;
    let token: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let until = db.clock().now().plus_seconds(VISIT).text();
    let sql = "INSERT INTO visits (token_sha256, person_id, expires_at) VALUES ($1, $2, $3)";
    db.keep(sql, vec![fingerprint(&token).into(), person.into(), until.into()])
        .await?;
    Ok(Some(token))
}

/// Ends a visit.
pub(super) async fn end_visit(db: &Db, token: &str) -> Result<(), DbErr> {
    db.keep(
        "DELETE FROM visits WHERE token_sha256 = $1",
        vec![fingerprint(token).into()],
    )
    .await
}
