use std::io::{self, BufRead};

use memchr::{memchr, memchr_iter, memrchr};

use super::{BLOCK_BYTES, Block, Blocks, Records, too_long};

/// Blocks of a file with one record a line.
pub(crate) struct Lines<R> {
    reader: R,
    carried: Vec<u8>,
    line: u64,
    limit: usize,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R, limit: usize) -> Self {
        Self {
            reader,
            carried: Vec::new(),
            line: 1,
            limit,
        }
    }

    /// Passes over what is left of a line, its end included.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let end = memchr(b'\n', buffer);
            let count = end.map_or(buffer.len(), |end| end + 1);
            self.reader.consume(count);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Blocks for Lines<R> {
    fn next(&mut self, mut spare: Vec<u8>) -> io::Result<Option<Block>> {
        spare.clear();
        spare.append(&mut self.carried);
        let first_line = self.line;
        let mut rejects = Vec::new();
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let count = buffer.len();
            // Of what stood here before, either it was too short for a block or no line ended in it.
            let looked_at = if spare.len() < BLOCK_BYTES { 0 } else { spare.len() };
            spare.extend_from_slice(buffer);
            self.reader.consume(count);
            if spare.len() < BLOCK_BYTES {
                continue;
            }
            if let Some(end) = memrchr(b'\n', &spare[looked_at..]) {
                let end = looked_at + end + 1;
                self.carried.extend_from_slice(&spare[end..]);
                spare.truncate(end);
                break;
            }
            if spare.len() > self.limit {
                rejects.push(too_long(self.line, self.limit));
                spare.clear();
                self.skip_line()?;
                self.line += 1;
                break;
            }
        }
        if spare.is_empty() && rejects.is_empty() {
            return Ok(None);
        }
        self.line += memchr_iter(b'\n', &spare).count() as u64;
        Ok(Some(Block {
            bytes: spare,
            records: Records::Lines(first_line),
            rejects,
            limit: self.limit,
        }))
    }
}
