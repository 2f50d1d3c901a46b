//! In what letters a text is written, and the same text in UTF-8.

use std::io::{self, Read};

/// How a text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// UTF-8.
    Utf8,
    /// UTF-16, the lower byte first or the higher.
    Utf16 { high_first: bool },
    /// Windows-1256, the Persian and Arabic letters of old Windows programs.
    Windows1256,
}

/// The upper half of Windows-1256.
pub(super) const UPPER_1256: &str = include_str!("windows_1256.txt");

pub(super) fn letters_of(begins: &[u8], whole: bool) -> Option<Letters> {
    match begins {
        [0xff, 0xfe, ..] => return Some(Letters::Utf16 { high_first: false }),
        [0xfe, 0xff, ..] => return Some(Letters::Utf16 { high_first: true }),
        _ => {}
    }
    match std::str::from_utf8(begins) {
        Ok(_) => Some(Letters::Utf8),
        Err(error) if !whole && error.error_len().is_none() => Some(Letters::Utf8),
        Err(_) if begins.contains(&0) => None,
        Err(_) => Some(by_share(begins)),
    }
}

/// Of a text that is not UTF-8 throughout: what most of its other letters are. Letters of Windows-1256 hardly ever make one of
/// UTF-8 by chance, so that some bad bytes among Persian texts are damage, which costs its rows.
fn by_share(begins: &[u8]) -> Letters {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in begins.utf8_chunks() {
        good += chunk.valid().chars().filter(|sign| !sign.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    if good > bad {
        Letters::Utf8
    } else {
        Letters::Windows1256
    }
}

/// The text in UTF-8, whatever it was written in. What is no UTF-8 in a text of UTF-8 stays, for the row to be refused.
pub(super) struct Decoded<R> {
    inner: R,
    letters: Letters,
    /// UTF-8 that was made and not yet taken.
    made: Vec<u8>,
    taken: usize,
    odd: Option<u8>,
    high: Option<u16>,
    /// What the upper bytes of Windows-1256 stand for.
    upper: Vec<char>,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(inner: R, letters: Letters) -> Self {
        Self {
            inner,
            letters,
            made: Vec::new(),
            taken: 0,
            odd: None,
            high: None,
            upper: UPPER_1256.chars().collect(),
        }
    }

    fn make(&mut self, bytes: &[u8]) {
        let mut push = |sign: char| {
            let mut utf8 = [0; 4];
            self.made
                .extend_from_slice(sign.encode_utf8(&mut utf8).as_bytes());
        };
        let Letters::Utf16 { high_first } = self.letters else {
            for byte in bytes {
                match byte.checked_sub(128) {
                    None => push(char::from(*byte)),
                    Some(upper) => push(self.upper.get(usize::from(upper)).copied().unwrap_or('\u{fffd}')),
                }
            }
            return;
        };
        for &byte in bytes {
            let Some(first) = self.odd.take() else {
                self.odd = Some(byte);
                continue;
            };
            let pair = [first, byte];
            let unit = if high_first {
                u16::from_be_bytes(pair)
            } else {
                u16::from_le_bytes(pair)
            };
            match (self.high.take(), unit) {
                (_, 0xfeff) => {}
                (None, 0xd800..=0xdbff) => self.high = Some(unit),
                (high, unit) => {
                    let units = high.into_iter().chain([unit]);
                    char::decode_utf16(units).for_each(|sign| push(sign.unwrap_or('\u{fffd}')));
                }
            }
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.letters == Letters::Utf8 {
            return self.inner.read(buffer);
        }
        let mut bytes = [0; 8192];
        while self.taken == self.made.len() {
            self.made.clear();
            self.taken = 0;
            match self.inner.read(&mut bytes)? {
                0 => return Ok(0),
                count => self.make(&bytes[..count]),
            }
        }
        let part = &self.made[self.taken..];
        let count = part.len().min(buffer.len());
        buffer[..count].copy_from_slice(&part[..count]);
        self.taken += count;
        Ok(count)
    }
}
