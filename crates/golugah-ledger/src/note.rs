use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::Hash;

/// The byte that C2SP gives to plain Ed25519 keys.
const ED25519: u8 = 1;

/// The longest note that is looked at.
const LONGEST_NOTE: usize = 64 * 1024;

/// A log's name, size and root, as C2SP `tlog-checkpoint` writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, without line breaks.
    pub origin: String,
    /// How many entries it holds.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// Why a note was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteError {
    /// It has not the form of a note, a checkpoint or a key; says where.
    Malformed(&'static str),
    /// No signature is by the key it is held against.
    UnknownSigner {
        /// The key's name and id.
        expected: String,
    },
    /// A signature bears the key's name and id and does not fit the text.
    BadSignature {
        /// The key's name and id.
        by: String,
    },
}

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(place) => write!(f, "not a signed checkpoint: {place}"),
            Self::UnknownSigner { expected } => write!(f, "no signature by {expected}"),
            Self::BadSignature { by } => write!(f, "the signature by {by} does not fit the text"),
        }
    }
}

impl std::error::Error for NoteError {}

impl Checkpoint {
    /// The three lines that are signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root.to_base64())
    }

    /// Reads the lines that [`Checkpoint::text`] writes; extension lines are refused, for this program writes none.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let mut lines = text.split('\n');
        let (Some(origin), Some(size), Some(root), Some(""), None) = (
            lines.next(),
            lines.next(),
            lines.next(),
            lines.next(),
            lines.next(),
        ) else {
            return Err(NoteError::Malformed(
                "three lines were expected: name, size and root",
            ));
        };
        if origin.is_empty() {
            return Err(NoteError::Malformed("the first line, the log's name, is empty"));
        }
        let plain = !size.is_empty()
            && size.bytes().all(|b| b.is_ascii_digit())
            && (size == "0" || !size.starts_with('0'));
        let size = plain.then(|| size.parse().ok()).flatten();
        Ok(Self {
            origin: origin.to_owned(),
            size: size.ok_or(NoteError::Malformed("the second line is no size"))?,
            root: Hash::from_base64(root).map_err(|_| NoteError::Malformed("the third line is no root"))?,
        })
    }
}

/// The id of a key: so that a reader finds the signature meant for it.
fn key_id(name: &str, public: &[u8; 32]) -> [u8; 4] {
    let mut hasher = Sha256::new();
    hasher.update(name.as_bytes());
    hasher.update([b'\n', ED25519]);
    hasher.update(public);
    let hash: [u8; 32] = hasher.finalize().into();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// Whether a name may stand in a note.
fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}

/// A log's secret key.
pub struct Signer {
    name: String,
    key: SigningKey,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Signer {
    /// The key of 32 secret bytes, under a name without spaces and plus signs.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, NoteError> {
        if !is_key_name(name) {
            return Err(NoteError::Malformed(
                "a key's name has neither spaces nor plus signs",
            ));
        }
        Ok(Self {
            name: name.to_owned(),
            key: SigningKey::from_bytes(seed),
        })
    }

    /// The public half.
    pub fn verifier(&self) -> Verifier {
        Verifier {
            name: self.name.clone(),
            key: self.key.verifying_key(),
        }
    }

    /// The checkpoint as a signed note.
    pub fn sign(&self, checkpoint: &Checkpoint) -> String {
        let text = checkpoint.text();
        let mut blob = key_id(&self.name, self.key.verifying_key().as_bytes()).to_vec();
        blob.extend_from_slice(&self.key.sign(text.as_bytes()).to_bytes());
        format!("{text}\n\u{2014} {} {}\n", self.name, STANDARD.encode(blob))
    }
}

/// A log's public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

impl fmt::Display for Verifier {
    /// The text form that C2SP gives to verifier keys: name, id and key, with plus signs between.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut blob = vec![ED25519];
        blob.extend_from_slice(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, self.id(), STANDARD.encode(blob))
    }
}

impl Verifier {
    /// Reads the text form.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let malformed = NoteError::Malformed("a key is name+id+base64");
        let mut parts = text.trim_end().splitn(3, '+');
        let (Some(name), Some(id), Some(blob)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(malformed);
        };
        let blob = STANDARD.decode(blob).map_err(|_| malformed.clone())?;
        let Some((&ED25519, key)) = blob.split_first() else {
            return Err(NoteError::Malformed("the key is no Ed25519 key"));
        };
        let key: [u8; 32] = key.try_into().map_err(|_| malformed.clone())?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| malformed.clone())?;
        let verifier = Self {
            name: name.to_owned(),
            key,
        };
        if !is_key_name(name) || verifier.id() != id {
            return Err(NoteError::Malformed(
                "the key's id does not fit its name and bytes",
            ));
        }
        Ok(verifier)
    }

    fn id(&self) -> String {
        key_id(&self.name, self.key.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// The checkpoint of a note, if the key has signed it. Signatures by other keys (witnesses) are left alone.
pub fn open(note: &str, verifier: &Verifier) -> Result<Checkpoint, NoteError> {
    if note.len() > LONGEST_NOTE {
        return Err(NoteError::Malformed("it is longer than 64 KiB"));
    }
    let Some((text, signatures)) = note.rsplit_once("\n\n") else {
        return Err(NoteError::Malformed("no empty line stands before the signatures"));
    };
    let text = format!("{text}\n");
    let by = || format!("{} ({})", verifier.name, verifier.id());
    let mut seen = false;
    if !signatures.ends_with('\n') {
        return Err(NoteError::Malformed("the last line has no end"));
    }
    for line in signatures.trim_end_matches('\n').split('\n') {
        let signature = line
            .strip_prefix("\u{2014} ")
            .and_then(|rest| rest.split_once(' '));
        let Some((name, blob)) = signature else {
            return Err(NoteError::Malformed(
                "a signature line does not begin with a dash and a name",
            ));
        };
        let blob = STANDARD
            .decode(blob)
            .map_err(|_| NoteError::Malformed("a signature is not in base64"))?;
        let Some((id, signature)) = blob.split_first_chunk::<4>() else {
            return Err(NoteError::Malformed("a signature is too short"));
        };
        if name != verifier.name || *id != key_id(&verifier.name, verifier.key.as_bytes()) {
            continue;
        }
        let good = <[u8; 64]>::try_from(signature).is_ok_and(|bytes| {
            verifier
                .key
                .verify_strict(text.as_bytes(), &Signature::from_bytes(&bytes))
                .is_ok()
        });
        if !good {
            return Err(NoteError::BadSignature { by: by() });
        }
        seen = true;
    }
    if !seen {
        return Err(NoteError::UnknownSigner { expected: by() });
    }
    Checkpoint::parse(&text)
}
