use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::commitment::{digits, hexadecimal};

/// The letters of a code that is read from paper: Crockford's, without I, L, O and U.
const PAPER_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many letters of a hash are printed: 80 bits.
const PAPER_LENGTH: usize = 16;

/// A SHA-256 hash: of an entry, of a node or of a whole log.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

/// A text that is no hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HashError;

impl fmt::Display for HashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the base64 or hexadecimal form of 32 bytes")
    }
}

impl std::error::Error for HashError {}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl Hash {
    /// The padded base64 form that checkpoints use.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// Reads the padded base64 form.
    pub fn from_base64(text: &str) -> Result<Self, HashError> {
        let bytes = STANDARD.decode(text).map_err(|_| HashError)?;
        Ok(Self(bytes.try_into().map_err(|_| HashError)?))
    }

    /// The lower-case hexadecimal form.
    pub fn to_hex(&self) -> String {
        hexadecimal(&self.0)
    }

    /// Reads the lower-case hexadecimal form.
    pub fn from_hex(text: &str) -> Result<Self, HashError> {
        digits(text).map(Self).ok_or(HashError)
    }

    /// The first 80 bits as four groups of four letters, for paper: «9F3K-2M7Q-…».
    pub fn short_code(&self) -> String {
        let mut code = String::with_capacity(PAPER_LENGTH + 3);
        for place in 0..PAPER_LENGTH {
            if place > 0 && place % 4 == 0 {
                code.push('-');
            }
            let bit = place * 5;
            let pair = u16::from_be_bytes([self.0[bit / 8], self.0[bit / 8 + 1]]);
            let letter = (pair >> (11 - bit % 8)) & 31;
            code.push(char::from(PAPER_LETTERS[usize::from(letter)]));
        }
        code
    }
}

/// The root of the empty log: the hash of nothing.
pub fn empty_root() -> Hash {
    Hash(Sha256::digest(b"").into())
}

/// The hash of an entry: SHA-256 of a zero byte and the entry, so that no entry can pass for a node.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([0]);
    hasher.update(entry);
    Hash(hasher.finalize().into())
}

/// The hash of two neighbours: SHA-256 of a one byte, the left and the right.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([1]);
    hasher.update(left.0);
    hasher.update(right.0);
    Hash(hasher.finalize().into())
}
