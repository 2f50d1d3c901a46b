//! Commitments: a hash that hides what it is taken over, until its salt is shown.

use sha2::{Digest, Sha256};

use crate::Hash;

/// How many random bytes a salt has: more than anybody can try.
pub const SALT_BYTES: usize = 16;

/// The random bytes beside what is vouched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Salt([u8; SALT_BYTES]);

impl Salt {
    /// A salt of these bytes, which must be random.
    pub fn new(bytes: [u8; SALT_BYTES]) -> Self {
        Self(bytes)
    }

    /// As it is kept: 32 hexadecimal digits, no capitals.
    pub fn text(&self) -> String {
        hexadecimal(&self.0)
    }

    /// Reads what [`Salt::text`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        digits(text).map(Self)
    }

    /// The commitment to a row of this canonical text, in this shape of its table.
    pub fn row(&self, shape: u32, canonical: &str) -> Hash {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(shape.to_string());
        hash.update(b"\n");
        hash.update(canonical);
        Hash(hash.finalize().into())
    }

    /// The commitment to a person, by the number that the person has.
    pub fn person(&self, person: i64) -> Hash {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(person.to_string());
        Hash(hash.finalize().into())
    }
}

/// Bytes as hexadecimal digits, no capitals.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .map(char::from)
        .collect()
}

/// So many bytes by their hexadecimal digits; `None` for capitals too, so that there is one way to write them.
pub(crate) fn digits<const N: usize>(text: &str) -> Option<[u8; N]> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    let pairs: &[[u8; 2]; N] = pairs.try_into().ok()?;
    let mut bytes = [0; N];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Salt;

    /// Worked out with another program: `printf '\x00\x01…\x0f1\n{"id":1}' | sha256sum`, and the same with `17`.
    #[test]
    fn a_commitment_is_as_it_is_described() {
        let salt = Salt::parse("000102030405060708090a0b0c0d0e0f").unwrap();
        assert_eq!(
            salt.row(1, "{\"id\":1}").to_hex(),
            "f9bdcc1aa6858acebf86c1a4857d5dbcf8c33aac419587400bea704d011590c5"
        );
        assert_eq!(
            salt.person(17).to_hex(),
            "a791b9175ac64cb823f288b1e58285924f3778494929b02d0721178bb6e2423a"
        );
    }

    #[test]
    fn there_is_one_way_to_write_a_salt() {
        for odd in [
            "",
            "000102030405060708090a0b0c0d0e0",
            "000102030405060708090A0B0C0D0E0F",
            "000102030405060708090a0b0c0d0e0f0",
            "+00102030405060708090a0b0c0d0e0f",
        ] {
            assert_eq!(Salt::parse(odd), None, "{odd}");
        }
    }
}
