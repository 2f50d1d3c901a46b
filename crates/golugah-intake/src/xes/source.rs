use std::io::{self, BufRead, Read};

use super::XesError;

const BUFFER_BYTES: usize = 256 << 10;

/// A buffered reader that knows the line it stands on and refuses endless tokens.
pub(crate) struct Source<'p, R> {
    inner: R,
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
    /// Up to here in the buffer, line breaks have been counted.
    counted: usize,
    line: u64,
    total: u64,
    token: usize,
    token_limit: usize,
    on_progress: &'p mut dyn FnMut(u64),
}

impl<'p, R: Read> Source<'p, R> {
    pub(crate) fn new(inner: R, token_limit: usize, on_progress: &'p mut dyn FnMut(u64)) -> Self {
        let buffer = vec![0; BUFFER_BYTES].into_boxed_slice();
        Self {
            inner,
            buffer,
            start: 0,
            end: 0,
            counted: 0,
            line: 1,
            total: 0,
            token: 0,
            token_limit,
            on_progress,
        }
    }

    /// Reads the first bytes, takes a byte-order mark away and refuses an empty file and UTF-16.
    pub(crate) fn begin(&mut self) -> Result<(), XesError> {
        // A pipe may hand over a single byte, and the mark has three.
        while self.end < 3 {
            match self.read_more() {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    return Err(XesError::Broken {
                        line: 1,
                        reason: error.to_string(),
                    });
                }
            }
        }
        match &self.buffer[..self.end] {
            [] => Err(XesError::Empty),
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, b'<', ..] | [b'<', 0, ..] => Err(XesError::Encoding {
                found: "UTF-16".to_owned(),
            }),
            [0xEF, 0xBB, 0xBF, ..] => {
                self.start = 3;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Says that the token before has been taken.
    pub(crate) fn begin_token(&mut self) {
        self.token = 0;
    }

    /// The line of the next byte, from 1.
    pub(crate) fn line(&mut self) -> u64 {
        self.count_lines(self.start);
        self.line
    }

    fn count_lines(&mut self, until: usize) {
        self.line += memchr::memchr_iter(b'\n', &self.buffer[self.counted..until]).count() as u64;
        self.counted = until;
    }

    /// Reads behind what the buffer holds.
    fn read_more(&mut self) -> io::Result<usize> {
        loop {
            match self.inner.read(&mut self.buffer[self.end..]) {
                Ok(read) => {
                    self.end += read;
                    self.total += read as u64;
                    return Ok(read);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl<R: Read> Read for Source<'_, R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let taken = available.len().min(target.len());
        target[..taken].copy_from_slice(&available[..taken]);
        self.consume(taken);
        Ok(taken)
    }
}

impl<R: Read> BufRead for Source<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            if self.token > self.token_limit {
                let limit = self.token_limit;
                return Err(io::Error::other(format!(
                    "one tag or text is longer than {limit} bytes"
                )));
            }
            self.count_lines(self.end);
            (self.start, self.end, self.counted) = (0, 0, 0);
            self.read_more()?;
            (self.on_progress)(self.total);
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, amount: usize) {
        self.start = (self.start + amount).min(self.end);
        self.token += amount;
    }
}
