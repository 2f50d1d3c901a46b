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
        // What the memory holds from its last use is written over; only `filled` bytes of it count.
        let mut filled = self.carried.len();
        spare.resize(spare.len().max(filled).max(BLOCK_BYTES), 0);
        spare[..filled].copy_from_slice(&self.carried);
        self.carried.clear();
        let first_line = self.line;
        let mut rejects = Vec::new();
        loop {
            if filled == spare.len() {
                spare.resize(filled + BLOCK_BYTES, 0);
            }
            // Of what stood here before, either it was too short for a block or no line ended in it.
            let looked_at = if filled < BLOCK_BYTES { 0 } else { filled };
            let count = read(&mut self.reader, &mut spare[filled..])?;
            if count == 0 {
                break;
            }
            filled += count;
            if filled < BLOCK_BYTES {
                continue;
            }
            if let Some(end) = memrchr(b'\n', &spare[looked_at..filled]) {
                let end = looked_at + end + 1;
                self.carried.extend_from_slice(&spare[end..filled]);
                filled = end;
                break;
            }
            if filled > self.limit {
                rejects.push(too_long(self.line, self.limit));
                filled = 0;
                self.skip_line()?;
                self.line += 1;
                break;
            }
        }
        spare.truncate(filled);
        if spare.is_empty() && rejects.is_empty() {
            return Ok(None);
        }
        self.line += memchr_iter(b'\n', &spare).count() as u64;
        Ok(Some(Block {
            bytes: spare,
            records: Records::Lines(first_line),
            rejects,
            notes: Vec::new(),
            limit: self.limit,
        }))
    }
}

/// Reads some bytes, past the reader's own buffer where that is empty; a signal is no end.
fn read(reader: &mut impl BufRead, into: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(into) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}
