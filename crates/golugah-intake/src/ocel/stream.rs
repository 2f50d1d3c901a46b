//! Cutting one JSON document into the values of its lists, with bounded memory.

use std::io::BufRead;

use super::Fault;
use crate::json::MAX_DEPTH;

/// Longer keys are refused.
const KEY_BYTES: usize = 1 << 16;

/// The bytes of a document, and the line of the next one.
pub(super) struct Stream<R> {
    reader: R,
    line: u64,
}

/// Where the bytes of a value go.
pub(super) struct Held<'h> {
    pub(super) bytes: &'h mut Vec<u8>,
    pub(super) most: usize,
    /// It is longer than that, and was passed over.
    pub(super) overlong: bool,
}

impl Held<'_> {
    fn add(&mut self, bytes: &[u8]) {
        if self.overlong || self.bytes.len() + bytes.len() > self.most {
            self.overlong = true;
            self.bytes.clear();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }
}

impl<R: BufRead> Stream<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, line: 1 }
    }

    pub(super) fn line(&self) -> u64 {
        self.line
    }

    pub(super) fn broken<T>(&self, what: &str) -> Result<T, Fault> {
        Err(Fault::Told(format!(
            "line {}: {what}; expected a well-formed object-centric log (OCEL) in JSON. Of a file that breaks off nobody can tell \
             which cases are whole, so nothing of it was read; export it again",
            self.line
        )))
    }

    /// The next byte that is no blank, without taking it.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
            let blanks = buffer.iter().take_while(blank).count();
            self.line += memchr::memchr_iter(b'\n', &buffer[..blanks]).count() as u64;
            let found = buffer.get(blanks).copied();
            self.reader.consume(blanks);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// Takes a byte that was seen.
    pub(super) fn take(&mut self) {
        self.reader.consume(1);
    }

    /// Takes this byte, whatever blanks are before it.
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Fault> {
        match self.peek()? {
            Some(found) if found == byte => {
                self.take();
                Ok(())
            }
            found => self.broken(&format!(
                "expected `{}`, found {}",
                char::from(byte),
                shown(found)
            )),
        }
    }

    /// A text with its quotes, as it stands.
    pub(super) fn key(&mut self, bytes: &mut Vec<u8>) -> Result<(), Fault> {
        match self.peek()? {
            Some(b'"') => {}
            found => {
                return self.broken(&format!(
                    "expected a key in double quotes, found {}",
                    shown(found)
                ));
            }
        }
        bytes.clear();
        let mut held = Held {
            bytes,
            most: KEY_BYTES,
            overlong: false,
        };
        self.text(&mut held)?;
        if held.overlong {
            return self.broken(&format!("a key is longer than {KEY_BYTES} bytes"));
        }
        Ok(())
    }

    /// Takes the next value, whatever it is; whether it is sound is found when it is read.
    pub(super) fn value(&mut self, held: &mut Held<'_>) -> Result<(), Fault> {
        let mut depth = 0_u32;
        loop {
            match self.peek()? {
                None => return self.broken("the file ends within a value"),
                Some(b'"') => self.text(held)?,
                Some(byte @ (b'{' | b'[')) => {
                    depth += 1;
                    if depth > MAX_DEPTH {
                        return self.broken(&format!("values nest deeper than {MAX_DEPTH}"));
                    }
                    held.add(&[byte]);
                    self.take();
                    continue;
                }
                Some(byte @ (b'}' | b']')) if depth > 0 => {
                    depth -= 1;
                    held.add(&[byte]);
                    self.take();
                }
                Some(byte @ (b',' | b':')) if depth > 0 => {
                    held.add(&[byte]);
                    self.take();
                    continue;
                }
                Some(byte @ (b'}' | b']' | b',' | b':')) => {
                    return self.broken(&format!("expected a value, found `{}`", char::from(byte)));
                }
                Some(_) => self.word(held)?,
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// Takes a number, `true`, `false` or `null`, or what stands in their place.
    fn word(&mut self, held: &mut Held<'_>) -> Result<(), Fault> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let within = |byte: &&u8| {
                !matches!(
                    byte,
                    b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' | b'}' | b']' | b'"'
                )
            };
            let count = buffer.iter().take_while(within).count();
            held.add(&buffer[..count]);
            let ended = count < buffer.len() || buffer.is_empty();
            self.reader.consume(count);
            if ended {
                return Ok(());
            }
        }
    }

    /// Takes a text; the next byte is its opening quote.
    fn text(&mut self, held: &mut Held<'_>) -> Result<(), Fault> {
        held.add(b"\"");
        self.take();
        let (begins, mut escaped) = (self.line, false);
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                self.line = begins;
                return self.broken("a text begins here and does not end");
            }
            let mut at = 0;
            let mut ended = false;
            while at < buffer.len() && !ended {
                if escaped {
                    escaped = false;
                    at += 1;
                    continue;
                }
                match memchr::memchr2(b'"', b'\\', &buffer[at..]) {
                    None => at = buffer.len(),
                    Some(found) => {
                        at += found + 1;
                        ended = buffer[at - 1] == b'"';
                        escaped = !ended;
                    }
                }
            }
            self.line += memchr::memchr_iter(b'\n', &buffer[..at]).count() as u64;
            held.add(&buffer[..at]);
            self.reader.consume(at);
            if ended {
                return Ok(());
            }
        }
    }
}

pub(super) fn shown(byte: Option<u8>) -> String {
    match byte {
        None => "the end of the file".to_owned(),
        Some(byte) if byte.is_ascii_graphic() => format!("`{}`", char::from(byte)),
        Some(byte) => format!("byte {byte}"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::{Held, Stream};

    #[test]
    fn a_value_is_cut_out_whole_wherever_the_buffer_ends() {
        let text = "  {\"a\\\"}\": [1,\n \"]\\\\\" , true], \"b\":null} , 7";
        for capacity in 1..text.len() {
            let mut stream = Stream::new(BufReader::with_capacity(capacity, text.as_bytes()));
            let mut bytes = Vec::new();
            let mut held = Held {
                bytes: &mut bytes,
                most: 100,
                overlong: false,
            };
            stream.value(&mut held).unwrap();
            assert!(!held.overlong);
            assert_eq!(bytes, b"{\"a\\\"}\":[1,\"]\\\\\",true],\"b\":null}");
            assert_eq!((stream.line(), stream.peek().unwrap()), (2, Some(b',')));
        }
    }
}
