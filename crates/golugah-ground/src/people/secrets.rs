//! Passwords, codes, visits and known browsers. The log vouches for the slow hashes of passwords and codes, which give
//! power, and shows none; visits and known browsers come and go.

use std::sync::OnceLock;

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use sea_orm::DbErr;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::actions::RenewSignIn;
use super::queries;
use golugah_desk::clock::Moment;
use golugah_desk::{Actor, Db, Refusal, hex};

/// How long a visit lasts, in seconds: a working day.
const VISIT: i64 = 12 * 3600;

/// By how many seconds the clocks of two nodes may part.
const CLOCKS_PART_BY: i64 = 120;

/// How long a browser is known after a sign-in, in seconds: half a year.
pub(super) const KNOWN: i64 = 180 * 86_400;

/// How many digits a code has. It is typed within days, a few tries at a time, and kept as slowly hashed as a password.
const DIGITS_OF_A_CODE: usize = 12;

/// How many strangers' secrets are hashed at once: each takes 19 MiB and some 25 ms of a core, and pages need cores too.
static STRANGERS: Semaphore = Semaphore::const_new(2);

/// How many strangers wait for that at most, a second or two; whoever comes then is sent away to come again.
static WAITING: Semaphore = Semaphore::const_new(64);

/// Whoever is signed in, or in a browser that is known, does not queue behind strangers.
static KNOWN_ONES: Semaphore = Semaphore::const_new(1);

/// In which queue somebody waits for a secret to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Anybody's.
    Stranger,
    /// That of whoever is signed in, or in a browser that is known.
    Known,
}

/// How a visit or a password could not be kept.
pub type SecretError = Refusal;

/// What is stored of a random name: who reads the database cannot visit.
pub(crate) fn fingerprint(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Under which key visits are stored. It lies in a file that only the site reads: whoever can write the database alone
/// cannot make a visit.
static VISITS_KEY: OnceLock<[u8; 32]> = OnceLock::new();

/// Stores visits under this key from now on; asked once, before the site answers. Without it, visits are stored under a
/// key of this process's own, and end with it.
pub fn store_visits_under(key: [u8; 32]) {
    // Whoever comes second meant the same county: one process serves one.
    let _ = VISITS_KEY.set(key);
}

/// Whose visit it is, on whose behalf, and until when: what must not be changed behind the program's back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'row> {
    pub(super) person: i64,
    pub(super) on_behalf_of: Option<i64>,
    pub(super) expires_at: &'row str,
}

/// What is stored of a visit's secret name; by it the visit is found.
pub(super) fn visit_name(token: &str) -> Result<String, DbErr> {
    under_the_key(token)
}

/// What is stored of a visit as a whole: without the key nobody can make another one fit, nor bring one from another visit.
pub(super) fn visit_mark(name: &str, terms: Terms<'_>) -> Result<String, DbErr> {
    // Begun otherwise than any secret name, so that no mark is a name.
    let head = terms.on_behalf_of.map_or(String::new(), |head| head.to_string());
    under_the_key(&format!(
        "visit\n{name}\n{}\n{head}\n{}",
        terms.person, terms.expires_at
    ))
}

fn under_the_key(text: &str) -> Result<String, DbErr> {
    let key = match VISITS_KEY.get() {
        Some(key) => key,
        None => {
            let mut own = [0; 32];
            getrandom::fill(&mut own).map_err(broken)?;
            VISITS_KEY.get_or_init(|| own)
        }
    };
    let mark = hmac_sha256(key, text.as_bytes());
    Ok(hex(&mark))
}

/// HMAC (RFC 2104) with SHA-256, for keys that fit into its block.
fn hmac_sha256(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let padded = |pad: u8| {
        let mut block = [pad; 64];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        block
    };
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(message);
    let outer = Sha256::new().chain_update(padded(0x5c));
    outer.chain_update(inner.finalize()).finalize().into()
}

/// The moment at which a visit ends that begins now.
fn end_of_visit(now: Moment) -> Moment {
    now.plus_seconds(VISIT)
}

/// The latest end of a visit that has begun: one that ends later begins in the future, and only a clock that was set
/// back makes such a visit. Another node's clock may be ahead by a little.
pub(super) fn latest_end(now: Moment) -> Moment {
    end_of_visit(now).plus_seconds(CLOCKS_PART_BY)
}

/// Sixty-four random hexadecimal digits.
pub(super) fn token() -> Result<String, DbErr> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(broken)?;
    Ok(hex(&secret))
}

/// A code of twelve digits: they can be read out, and typed on any keyboard.
pub(crate) fn new_code() -> Result<String, DbErr> {
    let mut code = String::with_capacity(DIGITS_OF_A_CODE);
    while code.len() < DIGITS_OF_A_CODE {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(broken)?;
        // Of 256 values the last six would favour the digits below six.
        let digits = bytes.iter().filter(|byte| **byte < 250);
        code.extend(digits.map(|byte| char::from(b'0' + byte % 10)));
    }
    code.truncate(DIGITS_OF_A_CODE);
    Ok(code)
}

/// A code as people read it: three groups of four.
pub fn spelled(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// The digits of a code as it was typed, in any script and grouping.
pub(crate) fn typed_code(typed: &str) -> String {
    let latin = golugah_persian::latin_digits(typed);
    latin.chars().filter(char::is_ascii_digit).collect()
}

/// The hash that is kept of a password or a code.
pub(crate) async fn hashed(secret: &str) -> Result<String, DbErr> {
    let secret = secret.to_owned();
    slowly(&KNOWN_ONES, move || hash(&secret)).await?
}

/// A hash with the parameters of [`hash`], of a secret that nobody has.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlzIQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Whether this is the secret; nobody's where no hash is known, after as long a time. `None` where too many wait already:
/// then nothing was looked at.
pub(super) async fn fits(known: Option<String>, secret: &str, turn: Turn) -> Result<Option<bool>, DbErr> {
    let (queue, waiting) = match turn {
        Turn::Known => (&KNOWN_ONES, None),
        Turn::Stranger => match WAITING.try_acquire() {
            Ok(place) => (&STRANGERS, Some(place)),
            Err(_) => return Ok(None),
        },
    };
    let secret = secret.to_owned();
    let is_somebodys = known.is_some();
    let known = known.unwrap_or_else(|| NOBODYS.to_owned());
    let fits = slowly(queue, move || {
        Argon2::default()
            .verify_password(secret.as_bytes(), known.as_str())
            .is_ok()
    });
    let fits = fits.await?;
    drop(waiting);
    Ok(Some(fits && is_somebodys))
}

/// Argon2id with the parameters its makers recommend: 19 MiB, two passes.
fn hash(secret: &str) -> Result<String, DbErr> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(broken)?;
    let hash = Argon2::default().hash_password_with_salt(secret.as_bytes(), &salt);
    hash.map(|hash: argon2::PasswordHash| hash.to_string())
        .map_err(broken)
}

/// Does slow work where it keeps nobody waiting who does not do the same.
async fn slowly<T: Send + 'static>(
    queue: &'static Semaphore,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, DbErr> {
    let turn = queue.acquire().await.map_err(broken)?;
    // Whoever asked may go away meanwhile; the work goes on, and so the turn ends with the work.
    let work = move || {
        let done = work();
        drop(turn);
        done
    };
    tokio::task::spawn_blocking(work).await.map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> DbErr {
    DbErr::Custom(error.to_string())
}

/// Sets a person's password, as a deed of that person, and ends all of the person's visits. No browser stays known, and no
/// code stays good.
pub async fn set_password(db: &Db, person: i64, password: &str) -> Result<(), SecretError> {
    let entered = queries::person(db.read(), person).await?;
    let entered = entered.ok_or_else(|| DbErr::RecordNotFound(format!("person {person}")))?;
    let actor = Actor {
        person: Some(person),
        role: entered.role,
    };
    let deed = RenewSignIn {
        person,
        password_hash: hashed(password).await?,
    };
    db.perform(actor, deed).await
}

/// Begins a visit and gives its secret name.
pub(crate) async fn begin_visit(
    db: &Db,
    person: i64,
    on_behalf_of: Option<i64>,
) -> Result<String, SecretError> {
    let token = token()?;
    let now = db.clock().now();
    db.keep(
        "DELETE FROM visits WHERE expires_at <= $1 OR expires_at > $2",
        vec![now.text().into(), latest_end(now).text().into()],
    )
    .await?;
    let sql = "INSERT INTO visits (token_sha256, person_id, expires_at, on_behalf_of, seen_at, mark) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let (name, expires_at) = (visit_name(&token)?, end_of_visit(now).text());
    let terms = Terms {
        person,
        on_behalf_of,
        expires_at: &expires_at,
    };
    let mark = visit_mark(&name, terms)?;
    let values = vec![
        name.into(),
        person.into(),
        expires_at.into(),
        on_behalf_of.into(),
        now.text().into(),
        mark.into(),
    ];
    db.keep(sql, values).await?;
    Ok(token)
}

/// Makes a browser known to belong to somebody who can sign in, and gives its secret name.
pub(crate) async fn know_browser(db: &Db, person: i64) -> Result<String, SecretError> {
    let token = token()?;
    let now = db.clock().now();
    let forgotten = "DELETE FROM known_browsers WHERE expires_at <= $1";
    db.keep(forgotten, vec![now.text().into()]).await?;
    let sql = "INSERT INTO known_browsers (token_sha256, person_id, expires_at) VALUES ($1, $2, $3)";
    let until = now.plus_seconds(KNOWN).text();
    db.keep(sql, vec![fingerprint(&token).into(), person.into(), until.into()])
        .await?;
    Ok(token)
}

/// Forgets a browser that was known under this secret name.
pub(super) async fn forget_browser(db: &Db, token: &str) -> Result<(), SecretError> {
    let sql = "DELETE FROM known_browsers WHERE token_sha256 = $1";
    db.keep(sql, vec![fingerprint(token).into()]).await
}

/// Notes that a visit is in use: one that nobody uses ends.
pub(crate) async fn note_visit(db: &Db, token: &str) -> Result<(), SecretError> {
    let sql = "UPDATE visits SET seen_at = $1 WHERE token_sha256 = $2";
    let now = db.clock().now().text();
    db.keep(sql, vec![now.into(), visit_name(token)?.into()]).await
}

/// Ends a visit.
pub(super) async fn end_visit(db: &Db, token: &str) -> Result<(), SecretError> {
    db.keep(
        "DELETE FROM visits WHERE token_sha256 = $1",
        vec![visit_name(token)?.into()],
    )
    .await
}

/// Ends all visits of a person.
pub(super) async fn end_visits(db: &Db, person: i64) -> Result<(), SecretError> {
    db.keep("DELETE FROM visits WHERE person_id = $1", vec![person.into()])
        .await
}

#[cfg(test)]
mod tests {
    use argon2::PasswordVerifier;

    use super::{new_code, spelled, typed_code};

    #[test]
    fn a_code_is_read_as_it_is_typed() {
        let code = new_code().unwrap();
        assert_eq!(code.len(), 12);
        assert_ne!(code, new_code().unwrap());
        assert_eq!(typed_code(&spelled(&code)), code);
        assert_eq!(typed_code(" ۰۱۲۳-٤٥٦٧ 8901 "), "012345678901");
    }

    #[test]
    fn a_visit_is_stored_as_rfc_2104_says() {
        // RFC 4231, case 2, whose key is filled up with zeros as every short key is.
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let mark = super::hmac_sha256(&key, b"what do ya want for nothing?");
        assert_eq!(
            super::hex(&mark),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[tokio::test]
    async fn a_strangers_secret_is_compared_like_anybodys() {
        let known = super::hashed("درست و بلند").await.unwrap();
        let fits = async |known, typed| super::fits(known, typed, super::Turn::Stranger).await.unwrap();
        assert_eq!(fits(Some(known.clone()), "درست و بلند").await, Some(true));
        assert_eq!(fits(Some(known.clone()), "نادرست").await, Some(false));
        assert_eq!(fits(None, "نادرست").await, Some(false));
        // The invented hash asks for the same work as a real one, and is not refused at sight.
        let work = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(work(super::NOBODYS), work(&known));
        let compared = argon2::Argon2::default().verify_password(b"anything", super::NOBODYS);
        assert_eq!(compared, Err(argon2::password_hash::Error::PasswordInvalid));
    }
}
