//! A cursor over one JSON text that reads the fields it is asked for and skips the rest.
//!
//! Written for this gate because skipping is most of the work: nine tenths of a release are fields that no indicator
//! reads. What is read is checked in full, but that control characters may stand in texts as they are; what is skipped
//! is checked for balanced brackets, terminated strings and depth. `serde_json` is the oracle in the tests.

mod escapes;
mod fault;

use std::borrow::Cow;

use self::escapes::unescape;
pub(crate) use self::fault::Fault;

/// Deeper nesting than this is refused.
pub(crate) const MAX_DEPTH: u32 = 64;

/// More entries of one kind in a record are refused: `{},` has three bytes and a bid two hundred, so that a short file
/// could fill the memory. Real processes have hundreds.
pub(crate) const MAX_ENTRIES: usize = 100_000;

/// A place in a JSON text.
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

/// A place that was passed.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    at: usize,
    depth: u32,
}

type Read<T> = Result<T, Fault>;

impl<'a> Cursor<'a> {
    /// Begins at the start of `text`.
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
        }
    }

    pub(crate) fn fault<T>(&self, expected: &'static str) -> Read<T> {
        Err(Fault {
            at: self.at,
            expected,
            path: Vec::new(),
            of_kind: false,
        })
    }

    /// A value that may be sound and is of another kind than this.
    pub(crate) fn other_kind<T>(&self, expected: &'static str) -> Read<T> {
        let fault = self.fault(expected);
        fault.map_err(|fault| Fault {
            of_kind: true,
            ..fault
        })
    }

    /// What was wrong, in words.
    pub(crate) fn describe(&self, fault: &Fault) -> String {
        fault.describe(self.text)
    }

    /// How many bytes were passed.
    pub(crate) fn place(&self) -> usize {
        self.at
    }

    /// This place, to come back to.
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
        }
    }

    /// Comes back to a place.
    pub(crate) fn back(&mut self, mark: Mark) {
        self.at = mark.at;
        self.depth = mark.depth;
    }

    /// The next byte that is not white space, without taking it; 0 at the end.
    pub(crate) fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return byte;
            }
            self.at += 1;
        }
        0
    }

    /// Fails unless nothing but white space is left.
    pub(crate) fn end(&mut self) -> Read<()> {
        if self.peek() == 0 && self.at >= self.text.len() {
            Ok(())
        } else {
            self.fault("the end of the record")
        }
    }

    fn enter(&mut self) -> Read<()> {
        self.at += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.fault("nesting of at most 64 levels")
        } else {
            Ok(())
        }
    }

    /// Reads an object and hands every key, with the cursor before its value, to `field`, which must read or skip it.
    /// A `null` is an object without keys.
    pub(crate) fn object(&mut self, mut field: impl FnMut(&mut Self, &[u8]) -> Read<()>) -> Read<()> {
        match self.peek() {
            b'{' => self.enter()?,
            b'n' => return self.literal("null"),
            _ => return self.other_kind("an object"),
        }
        if self.peek() == b'}' {
            self.at += 1;
            self.depth -= 1;
            return Ok(());
        }
        loop {
            if self.peek() != b'"' {
                return self.fault("a key in double quotes");
            }
            let key = self.string()?;
            if self.peek() != b':' {
                return self.fault("a colon after the key");
            }
            self.at += 1;
            field(self, key.as_bytes()).map_err(|fault| fault.within(&key))?;
            match self.peek() {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    self.depth -= 1;
                    return Ok(());
                }
                _ => return self.fault("a comma or `}`"),
            }
        }
    }

    /// Reads a list and calls `element` with the cursor before each of its values. A `null` is an empty list, and an object
    /// that stands alone a list of one: some publishers write it so.
    pub(crate) fn list(&mut self, mut element: impl FnMut(&mut Self) -> Read<()>) -> Read<()> {
        match self.peek() {
            b'[' => self.enter()?,
            b'{' => return element(self).map_err(|fault| fault.within("0")),
            b'n' => return self.literal("null"),
            _ => return self.other_kind("a list"),
        }
        if self.peek() == b']' {
            self.at += 1;
            self.depth -= 1;
            return Ok(());
        }
        let mut index = 0_usize;
        loop {
            self.peek();
            element(self).map_err(|fault| fault.within(&index.to_string()))?;
            index += 1;
            match self.peek() {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    self.depth -= 1;
                    return Ok(());
                }
                _ => return self.fault("a comma or `]`"),
            }
        }
    }

    /// Reads a text. A number is taken as its digits (publishers write ids as numbers), `null` as the empty text.
    pub(crate) fn text(&mut self) -> Read<Cow<'a, str>> {
        match self.peek() {
            b'"' => self.string(),
            b'n' => self.literal("null").map(|()| Cow::Borrowed("")),
            b'-' | b'0'..=b'9' => self.number().map(Cow::Borrowed),
            _ => self.other_kind("a text"),
        }
    }

    /// Reads a number, or a text that holds one, and gives its characters; `null` is none.
    pub(crate) fn numeric(&mut self) -> Read<Option<Cow<'a, str>>> {
        match self.peek() {
            b'-' | b'0'..=b'9' => self.number().map(|digits| Some(Cow::Borrowed(digits))),
            b'n' => self.literal("null").map(|()| None),
            b'"' => {
                let start = self.at;
                let text = self.string()?;
                if text.trim().is_empty() {
                    Ok(None)
                } else if text.trim().parse::<f64>().is_ok_and(f64::is_finite) {
                    Ok(Some(text))
                } else {
                    self.at = start;
                    self.other_kind("a number")
                }
            }
            _ => self.other_kind("a number"),
        }
    }

    /// Reads a number by JSON's own grammar. Beyond what a double holds it is refused, as other readers do, unless it
    /// is a plain row of digits.
    fn number(&mut self) -> Read<&'a str> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let pass_digits = |mut at: usize| {
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            at
        };
        let whole = start + usize::from(bytes.get(start) == Some(&b'-'));
        let mut at = pass_digits(whole);
        let mut sound = at > whole && (bytes[whole] != b'0' || at == whole + 1);
        let mut bounded = true;
        if bytes.get(at) == Some(&b'.') {
            let fraction = at + 1;
            at = pass_digits(fraction);
            sound &= at > fraction;
            bounded = at - whole <= 300;
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            at += 1;
            at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
            let exponent = at;
            at = pass_digits(exponent);
            sound &= at > exponent;
            bounded = false;
        }
        let digits = &self.text[start..at];
        if sound && (bounded || digits.parse::<f64>().is_ok_and(f64::is_finite)) {
            self.at = at;
            return Ok(digits);
        }
        self.fault("a number")
    }

    fn literal(&mut self, word: &'static str) -> Read<()> {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(())
        } else {
            self.fault("a JSON value")
        }
    }

    /// Moves past the closing quote of the string that opens here; says where it closed and whether it has escapes.
    fn pass_string(&mut self) -> Read<(usize, bool)> {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGHS: u64 = 0x8080_8080_8080_8080;
        let bytes = self.text.as_bytes();
        let opened = self.at;
        let mut at = opened + 1;
        let mut escaped = false;
        loop {
            // Eight bytes at a time: the lowest set high bit marks the first quote or backslash.
            while let Some(word) = bytes.get(at..at + 8) {
                let word = u64::from_le_bytes(word.try_into().unwrap_or([0; 8]));
                let quotes = word ^ (ONES * 0x22);
                let slashes = word ^ (ONES * 0x5c);
                let hits =
                    (quotes.wrapping_sub(ONES) & !quotes | slashes.wrapping_sub(ONES) & !slashes) & HIGHS;
                if hits != 0 {
                    at += (hits.trailing_zeros() / 8) as usize;
                    break;
                }
                at += 8;
            }
            match bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok((at, escaped));
                }
                Some(b'\\') => {
                    escaped = true;
                    at += 2;
                }
                Some(_) => at += 1,
                None => {
                    self.at = opened;
                    return self.fault("a text that ends with a double quote");
                }
            }
        }
    }

    fn string(&mut self) -> Read<Cow<'a, str>> {
        let opened = self.at;
        let (closed, escaped) = self.pass_string()?;
        let inner = &self.text[opened + 1..closed];
        if !escaped {
            return Ok(Cow::Borrowed(inner));
        }
        match unescape(inner) {
            Some(text) => Ok(Cow::Owned(text)),
            None => {
                self.at = opened;
                self.fault("a text with valid escapes")
            }
        }
    }

    /// Moves past the next value, whatever it is.
    pub(crate) fn skip(&mut self) -> Read<()> {
        match self.peek() {
            b'"' => self.pass_string().map(|_| ()),
            b'{' | b'[' => self.skip_nested(),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            b'-' | b'0'..=b'9' => self.number().map(|_| ()),
            _ => self.fault("a JSON value"),
        }
    }

    fn skip_nested(&mut self) -> Read<()> {
        let bytes = self.text.as_bytes();
        // One bit per open bracket, 1 for a brace: 64 levels in a word.
        let mut open = 0_u64;
        let mut levels = 0_u32;
        loop {
            match bytes.get(self.at) {
                Some(b'"') => {
                    self.pass_string()?;
                    continue;
                }
                Some(&byte @ (b'{' | b'[')) => {
                    levels += 1;
                    if self.depth + levels > MAX_DEPTH {
                        return self.fault("nesting of at most 64 levels");
                    }
                    open = open << 1 | u64::from(byte == b'{');
                }
                Some(&byte @ (b'}' | b']')) => {
                    if (open & 1 == 1) != (byte == b'}') {
                        return self.fault("the bracket that closes the one before");
                    }
                    open >>= 1;
                    levels -= 1;
                    if levels == 0 {
                        self.at += 1;
                        return Ok(());
                    }
                }
                Some(_) => {}
                None => return self.fault("the end of an object or list"),
            }
            self.at += 1;
        }
    }
}
