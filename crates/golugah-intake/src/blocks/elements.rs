use std::io::{self, BufRead};

use memchr::memchr3;

use super::{BLOCK_BYTES, Block, Blocks, Records, too_long};
use crate::Reject;

/// Blocks of JSON documents, one or several after each other: of a package the elements of its `releases` and
/// `records`, of a list its elements, else the document itself, which may be a release.
///
/// Only brackets, texts and the keys of the outermost object are looked at here. Whether a record is sound JSON is found
/// when it is read; nothing between the brackets is passed over, so that what is not a record becomes a reject.
pub(crate) struct Elements<R> {
    reader: R,
    cutter: Cutter,
    ended: bool,
}

impl<R: BufRead> Elements<R> {
    pub(crate) fn new(reader: R, limit: usize) -> Self {
        Self {
            reader,
            cutter: Cutter::new(limit),
            ended: false,
        }
    }
}

impl<R: BufRead> Blocks for Elements<R> {
    fn next(&mut self, mut spare: Vec<u8>) -> io::Result<Option<Block>> {
        spare.clear();
        let mut cut = Cut {
            bytes: spare,
            records: Vec::new(),
            rejects: Vec::new(),
        };
        while cut.bytes.len() < BLOCK_BYTES && !self.ended {
            let buffer = self.reader.fill_buf()?;
            let count = buffer.len();
            if count == 0 {
                self.ended = true;
                self.cutter.end(&mut cut);
            } else {
                self.cutter.take(buffer, &mut cut);
                self.reader.consume(count);
            }
        }
        if cut.records.is_empty() && cut.rejects.is_empty() {
            return Ok(None);
        }
        let Cut {
            bytes,
            records,
            rejects,
        } = cut;
        Ok(Some(Block {
            bytes,
            records: Records::Listed(records),
            rejects,
            notes: Vec::new(),
            limit: self.cutter.limit,
        }))
    }
}

/// What was cut out of the stream.
struct Cut {
    bytes: Vec<u8>,
    records: Vec<(usize, usize, u64)>,
    rejects: Vec<Reject>,
}

/// What the bytes that are held belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    /// None are: between records, or in a package beside its lists.
    Nothing,
    /// A document that may turn out to be a package.
    Document,
    /// An element of a list of records.
    Element,
}

/// Longer keys are none of those that are looked for.
const KEY_BYTES: usize = 32;

struct Cutter {
    limit: usize,
    line: u64,
    /// Open brackets.
    depth: u64,
    /// The depth of a list's elements, inside one.
    list: Option<u64>,
    in_text: bool,
    escaped: bool,
    /// The text read last in the outermost object.
    text: Vec<u8>,
    /// The key of the outermost object whose value is being read.
    key: Vec<u8>,
    /// The document has an `ocid` of its own: its lists are parts of it.
    is_record: bool,
    held: Held,
    bytes: Vec<u8>,
    first_line: u64,
    overlong: bool,
}

impl Cutter {
    fn new(limit: usize) -> Self {
        Self {
            limit,
            line: 1,
            depth: 0,
            list: None,
            in_text: false,
            escaped: false,
            text: Vec::new(),
            key: Vec::new(),
            is_record: false,
            held: Held::Nothing,
            bytes: Vec::new(),
            first_line: 1,
            overlong: false,
        }
    }

    fn take(&mut self, buffer: &[u8], cut: &mut Cut) {
        // The first byte of the buffer that is to be held and is not yet.
        let mut from = 0;
        let mut at = 0;
        while let Some(&byte) = buffer.get(at) {
            if self.in_text {
                at = self.pass_text(buffer, at);
                continue;
            }
            at += 1;
            match byte {
                b'\n' => {
                    self.line += 1;
                    continue;
                }
                b' ' | b'\t' | b'\r' => continue,
                _ => {}
            }
            let begins = self.held == Held::Nothing
                && match self.list {
                    Some(depth) => self.depth == depth && !matches!(byte, b',' | b']' | b'}'),
                    None => self.depth == 0,
                };
            if begins {
                self.held = if self.list.is_some() {
                    Held::Element
                } else {
                    Held::Document
                };
                self.first_line = self.line;
                from = at - 1;
            }
            let in_outermost = self.list.is_none() && self.depth == 1;
            match byte {
                b'"' => {
                    self.in_text = true;
                    self.text.clear();
                }
                b':' if in_outermost => {
                    std::mem::swap(&mut self.key, &mut self.text);
                    self.is_record |=
                        self.held == Held::Document && matches!(&*self.key, b"ocid" | b"compiledRelease");
                }
                b',' if in_outermost => self.key.clear(),
                // A number or word in a list ends at the comma; what has brackets of its own ended with them.
                b',' if self.held == Held::Element && self.list == Some(self.depth) => {
                    self.hold(&buffer[from..at - 1]);
                    self.release(cut);
                }
                b'{' | b'[' => {
                    let of_records = (begins && self.depth == 0)
                        || (in_outermost
                            && !self.is_record
                            && matches!(&*self.key, b"releases" | b"records"));
                    self.depth += 1;
                    if byte == b'[' && self.list.is_none() && of_records {
                        self.list = Some(self.depth);
                        self.let_go();
                    }
                }
                b'}' | b']' => {
                    if self.list == Some(self.depth) {
                        if self.held == Held::Element {
                            self.hold(&buffer[from..at - 1]);
                            self.release(cut);
                        }
                        self.list = None;
                        self.key.clear();
                    }
                    self.depth = self.depth.saturating_sub(1);
                    let ends = match self.held {
                        Held::Nothing => false,
                        Held::Document => self.depth == 0,
                        Held::Element => self.list == Some(self.depth),
                    };
                    if ends {
                        self.hold(&buffer[from..at]);
                        self.release(cut);
                    }
                    if self.depth == 0 {
                        self.is_record = false;
                    }
                }
                _ => {}
            }
        }
        if self.held != Held::Nothing {
            self.hold(&buffer[from..]);
        }
    }

    /// Moves within a text to what must be looked at, or past it, and says where the next byte stands.
    fn pass_text(&mut self, buffer: &[u8], at: usize) -> usize {
        if self.escaped {
            self.escaped = false;
            self.line += u64::from(buffer[at] == b'\n');
            return at + 1;
        }
        let found = memchr3(b'"', b'\\', b'\n', &buffer[at..]);
        let end = found.map_or(buffer.len(), |found| at + found);
        if self.list.is_none() && self.depth == 1 && self.text.len() < KEY_BYTES {
            let room = (end - at).min(KEY_BYTES - self.text.len());
            self.text.extend_from_slice(&buffer[at..at + room]);
        }
        match buffer.get(end) {
            Some(b'"') => self.in_text = false,
            Some(b'\\') => {
                self.escaped = true;
                // A key written with escapes is not recognised as any other.
                self.text.push(b'\\');
            }
            Some(_) => self.line += 1,
            None => return end,
        }
        end + 1
    }

    fn hold(&mut self, bytes: &[u8]) {
        if self.overlong {
            return;
        }
        if self.bytes.len() + bytes.len() > self.limit {
            self.overlong = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// Hands over what is held as one record.
    fn release(&mut self, cut: &mut Cut) {
        if self.overlong {
            cut.rejects.push(too_long(self.first_line, self.limit));
        } else {
            let start = cut.bytes.len();
            cut.bytes.extend_from_slice(&self.bytes);
            cut.records.push((start, cut.bytes.len(), self.first_line));
        }
        self.let_go();
    }

    fn let_go(&mut self) {
        self.held = Held::Nothing;
        self.overlong = false;
        self.bytes.clear();
    }

    /// The stream has ended: what is still held was cut off, or never was JSON.
    fn end(&mut self, cut: &mut Cut) {
        if self.held != Held::Nothing {
            self.release(cut);
        } else if self.depth > 0 {
            let reason = format!(
                "expected `]` and `}}` at the end of the package, found the end of the file with {} brackets open; \
                 it was probably cut off on its way",
                self.depth
            );
            cut.rejects.push(Reject {
                line: self.line,
                reason,
            });
        }
    }
}
