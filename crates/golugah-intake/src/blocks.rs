//! Cutting a stream into blocks of whole records, with the line each begins at.

use std::io::{self, BufRead};

use memchr::{memchr_iter, memrchr};

/// Bytes of a block; a longer record makes a longer block.
const BLOCK_BYTES: usize = 1 << 20;

/// Some whole records.
pub(crate) struct Block {
    /// Their bytes.
    pub(crate) bytes: Vec<u8>,
    /// Where each record lies: start, end, line from 1. Empty where every line is a record.
    pub(crate) records: Vec<(usize, usize, u64)>,
    /// The line the block begins at, from 1.
    pub(crate) first_line: u64,
    /// A record that passed the limit and was left out: its line.
    pub(crate) too_long: Option<u64>,
}

impl Block {
    fn new(bytes: Vec<u8>, first_line: u64) -> Self {
        Self { bytes, records: Vec::new(), first_line, too_long: None }
    }
}

/// Where blocks come from.
pub(crate) trait Blocks {
    /// The next block in `spare`'s memory; none at the end.
    fn next(&mut self, spare: Vec<u8>) -> io::Result<Option<Block>>;
}

/// Blocks of a file with one record a line.
pub(crate) struct Lines<R> {
    reader: R,
    carried: Vec<u8>,
    line: u64,
    limit: usize,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R, limit: usize) -> Self {
        Self { reader, carried: Vec::new(), line: 1, limit }
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            match memchr::memchr(b'\n', buffer) {
                Some(end) => {
                    self.reader.consume(end + 1);
                    return Ok(());
                }
                None => {
                    let count = buffer.len();
                    self.reader.consume(count);
                }
            }
        }
    }
}

impl<R: BufRead> Blocks for Lines<R> {
    fn next(&mut self, mut spare: Vec<u8>) -> io::Result<Option<Block>> {
        spare.clear();
        spare.append(&mut self.carried);
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let count = buffer.len();
            spare.extend_from_slice(buffer);
            self.reader.consume(count);
            if spare.len() < BLOCK_BYTES {
                continue;
            }
            if let Some(end) = memrchr(b'\n', &spare) {
                self.carried.extend_from_slice(&spare[end + 1..]);
                spare.truncate(end + 1);
                break;
            }
            if spare.len() > self.limit {
                let mut block = Block::new(Vec::new(), self.line);
                block.too_long = Some(self.line);
                self.skip_line()?;
                self.line += 1;
                return Ok(Some(block));
            }
        }
        if spare.is_empty() {
            return Ok(None);
        }
        let first_line = self.line;
        self.line += memchr_iter(b'\n', &spare).count() as u64;
        Ok(Some(Block::new(spare, first_line)))
    }
}

/// Blocks of one JSON document: the elements of its `releases` or `records`, of a list, or the document itself.
pub(crate) struct Elements<R> {
    reader: R,
    line: u64,
    limit: usize,
    depth: u32,
    /// Depth at which an opening brace begins a record; unknown until the list was seen.
    record_depth: Option<u32>,
    in_text: bool,
    escaped: bool,
    /// The text being read at depth 1, to recognise the key of the list.
    key: Vec<u8>,
    last_key: Vec<u8>,
    /// The document so far, while no list was seen: it may itself be the release.
    whole: Vec<u8>,
    whole_line: u64,
    record: Vec<u8>,
    record_line: u64,
    ended: bool,
}

impl<R: BufRead> Elements<R> {
    pub(crate) fn new(reader: R, limit: usize) -> Self {
        Self {
            reader,
            line: 1,
            limit,
            depth: 0,
            record_depth: None,
            in_text: false,
            escaped: false,
            key: Vec::new(),
            last_key: Vec::new(),
            whole: Vec::new(),
            whole_line: 1,
            record: Vec::new(),
            record_line: 0,
            ended: false,
        }
    }

    /// Takes one byte; true when it ended a record.
    fn take(&mut self, byte: u8) -> bool {
        if byte == b'\n' {
            self.line += 1;
        }
        let inside = self.record_line > 0;
        if inside {
            self.record.push(byte);
        } else if self.record_depth.is_none() {
            self.whole.push(byte);
        }
        if self.in_text {
            if self.escaped {
                self.escaped = false;
            } else if byte == b'\\' {
                self.escaped = true;
            } else if byte == b'"' {
                self.in_text = false;
                self.last_key = std::mem::take(&mut self.key);
            } else if self.depth == 1 && self.key.len() < 16 {
                self.key.push(byte);
            }
            return false;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => {
                if byte == b'{' && self.record_depth == Some(self.depth) && !inside {
                    self.record_line = self.line;
                    self.record.push(byte);
                }
                self.depth += 1;
                let list = self.depth == 1 || (self.depth == 2 && matches!(&*self.last_key, b"releases" | b"records"));
                if byte == b'[' && list && self.record_depth.is_none() {
                    self.record_depth = Some(self.depth);
                    self.whole = Vec::new();
                }
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                if byte == b']' && self.record_depth == Some(self.depth + 1) {
                    // A package may hold a second list after the first; only lists of records count.
                    self.record_depth = Some(u32::MAX);
                }
                return inside && Some(self.depth) == self.record_depth;
            }
            _ => {}
        }
        false
    }
}

impl<R: BufRead> Blocks for Elements<R> {
    fn next(&mut self, mut spare: Vec<u8>) -> io::Result<Option<Block>> {
        spare.clear();
        let mut block = Block::new(spare, self.line);
        while block.bytes.len() < BLOCK_BYTES && !self.ended {
            let buffer = self.reader.fill_buf()?.to_vec();
            if buffer.is_empty() {
                self.ended = true;
                break;
            }
            self.reader.consume(buffer.len());
            for byte in buffer {
                if self.take(byte) {
                    let start = block.bytes.len();
                    block.bytes.append(&mut self.record);
                    block.records.push((start, block.bytes.len(), self.record_line));
                    self.record_line = 0;
                }
                if self.record.len() > self.limit || self.whole.len() > self.limit {
                    block.too_long = Some(self.record_line.max(self.whole_line));
                    self.ended = true;
                    self.record.clear();
                    self.whole.clear();
                    self.record_line = 0;
                    return Ok(Some(block));
                }
            }
        }
        if self.ended {
            // What is left is a record that was cut off, or a document that is itself one release.
            let rest = if self.record_line > 0 { std::mem::take(&mut self.record) } else { std::mem::take(&mut self.whole) };
            if rest.iter().any(|byte| !byte.is_ascii_whitespace()) {
                let start = block.bytes.len();
                block.bytes.extend_from_slice(&rest);
                block.records.push((start, block.bytes.len(), self.record_line.max(self.whole_line)));
            }
            self.record_line = 0;
        }
        if block.records.is_empty() && self.ended { Ok(None) } else { Ok(Some(block)) }
    }
}
