//! CSV and its kin: whatever parts the cells, in whatever letters.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::letters::{Decoded, Letters, letters_of};
use super::rows::{Fault, Kind, Row, Rows};

/// What parts cells, and in what letters they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) letters: Letters,
    pub(crate) delimiter: u8,
}

/// Signs that part cells; of equals the first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many bytes a row may have: one beyond that has a quote that nobody closed.
const ROW_BYTES: u64 = 1 << 20;

impl Dialect {
    /// How a text is written that begins so; none where it is no table. `whole`: that nothing follows.
    pub(crate) fn of(begins: &[u8], whole: bool) -> Option<Self> {
        let letters = letters_of(begins, whole)?;
        let mut text = String::new();
        Decoded::new(begins, letters).read_to_string(&mut text).ok();
        if text.is_empty() && letters == Letters::Utf8 {
            // Cut within a letter.
            text = String::from_utf8_lossy(begins).into_owned();
        }
        if text
            .chars()
            .any(|sign| sign.is_control() && !"\r\n\t".contains(sign))
        {
            return None;
        }
        let delimiter = delimiter_of(&text)?;
        Some(Self { letters, delimiter })
    }
}

/// The sign that parts the most lines of the beginning, and there the most cells.
fn delimiter_of(text: &str) -> Option<u8> {
    let count = |delimiter: u8| {
        let mut in_quotes = false;
        let (mut lines, mut cells, mut here) = (0, 0, 0);
        for byte in text.bytes() {
            match byte {
                b'"' => in_quotes = !in_quotes,
                b'\n' if !in_quotes => {
                    lines += usize::from(here > 0);
                    here = 0;
                }
                _ if byte == delimiter && !in_quotes => {
                    cells += 1;
                    here += 1;
                }
                _ => {}
            }
        }
        (lines + usize::from(here > 0), cells)
    };
    let best = DELIMITERS
        .iter()
        .rev()
        .map(|delimiter| (count(*delimiter), *delimiter))
        .max_by_key(|(found, _)| *found)?;
    (best.0.1 > 0).then_some(best.1)
}

/// Rows of a text.
pub(crate) struct TextRows {
    reader: csv::Reader<Guarded>,
    record: csv::ByteRecord,
    since: Arc<AtomicU64>,
}

impl TextRows {
    pub(crate) fn new(reader: Box<dyn BufRead + Send>, dialect: Dialect) -> Self {
        let since = Arc::new(AtomicU64::new(0));
        let guarded = Guarded {
            inner: Decoded::new(reader, dialect.letters),
            since: Arc::clone(&since),
            at_return: false,
            ended: true,
        };
        let reader = csv::ReaderBuilder::new()
            .delimiter(dialect.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(guarded);
        Self {
            reader,
            record: csv::ByteRecord::new(),
            since,
        }
    }
}

impl Rows for TextRows {
    fn next(&mut self, row: &mut Row) -> io::Result<bool> {
        self.since.store(0, Ordering::Relaxed);
        let begins = self.reader.position().line();
        let read = self.reader.read_byte_record(&mut self.record);
        let more = read.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<Endless>()) => {
                let (line, most) = (begins.to_string(), (ROW_BYTES >> 20).to_string());
                Fault::new("tables-row-endless", &[("row", &line), ("most", &most)]).into_io()
            }
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })?;
        if !more {
            return Ok(false);
        }
        // Where a record ends is known; where it begins only by the lines within it, for blank ones go before it.
        let within = self
            .record
            .as_slice()
            .iter()
            .filter(|byte| **byte == b'\n')
            .count() as u64;
        let line = self.reader.position().line().saturating_sub(1 + within).max(1);
        row.begin(line);
        for (column, bytes) in self.record.iter().enumerate() {
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    let failed = text.starts_with('#') && text.ends_with(['!', '?', 'A']) && is_failure(text);
                    row.set(column, if failed { Kind::Failed } else { Kind::Text }, text);
                }
                Err(error) => {
                    let cell = format!("{}{line}", super::rows::letters(column));
                    let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
                    let byte = format!("{byte:02X}");
                    row.refuse("tables-cell-letters", &[("cell", &cell), ("found", &byte)]);
                }
            }
        }
        Ok(true)
    }
}

/// What spreadsheets write where a formula fails.
pub(crate) fn is_failure(text: &str) -> bool {
    const FAILURES: [&str; 8] = [
        "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!",
    ];
    FAILURES.contains(&text)
}

/// That a row does not end.
#[derive(Debug)]
struct Endless;

impl std::fmt::Display for Endless {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a row without an end")
    }
}

impl std::error::Error for Endless {}

/// Stops where a row does not end, and ends every line in the same way, for lines are counted.
struct Guarded {
    inner: Decoded<Box<dyn BufRead + Send>>,
    since: Arc<AtomicU64>,
    at_return: bool,
    ended: bool,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.load(Ordering::Relaxed) > ROW_BYTES {
            return Err(io::Error::other(Endless));
        }
        loop {
            let count = self.inner.read(buffer)?;
            if count == 0 {
                // A last line without an end is a line.
                let ended = std::mem::replace(&mut self.ended, true);
                if ended || buffer.is_empty() {
                    return Ok(0);
                }
                buffer[0] = b'\n';
                return Ok(1);
            }
            let mut kept = 0;
            for at in 0..count {
                let byte = buffer[at];
                let behind_return = std::mem::replace(&mut self.at_return, byte == b'\r');
                if byte == b'\n' && behind_return {
                    continue;
                }
                buffer[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
            if kept > 0 {
                self.ended = buffer[kept - 1] == b'\n';
                self.since.fetch_add(count as u64, Ordering::Relaxed);
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::letters::UPPER_1256;
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
        let dialect = Dialect::of(bytes, true).expect("a table");
        let mut rows = TextRows::new(Box::new(io::Cursor::new(bytes.to_vec())), dialect);
        let mut row = Row::default();
        let mut all = Vec::new();
        while rows.next(&mut row).unwrap() {
            assert_eq!(row.fault, None);
            all.push((row.number, row.cells().map(|cell| cell.text.to_owned()).collect()));
        }
        all
    }

    fn cells(of: &[&str]) -> Vec<String> {
        of.iter().map(|cell| (*cell).to_owned()).collect()
    }

    const TEXT: &str = "شماره;مبلغ\r\n\r\n\"الف; ب\";1,200\r\nپ;\n";

    #[test]
    fn the_same_table_in_four_kinds_of_letters() {
        let expected = vec![
            (1, cells(&["شماره", "مبلغ"])),
            (3, cells(&["الف; ب", "1,200"])),
            (4, cells(&["پ"])),
        ];
        assert_eq!(rows(TEXT.as_bytes()), expected);
        let units: Vec<u16> = "\u{feff}".encode_utf16().chain(TEXT.encode_utf16()).collect();
        let low: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let high: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(rows(&low), expected);
        assert_eq!(rows(&high), expected);
        let old: Vec<u8> = TEXT
            .chars()
            .map(|sign| match UPPER_1256.chars().position(|upper| upper == sign) {
                Some(upper) => 128 + upper as u8,
                None if sign == 'ی' => 0xed,
                None => sign as u8,
            })
            .collect();
        assert_eq!(rows(&old), expected);
    }

    #[test]
    fn what_parts_cells_is_found() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", Some(b',')),
            ("a\tb,c\n1\t2,3\n1\t2\n", Some(b'\t')),
            ("a|b\n", Some(b'|')),
            ("\"a,b,c\";d\n\"1,2,3\";4\n", Some(b';')),
            ("hello there", None),
            ("\u{1}a,b", None),
        ] {
            let found = Dialect::of(text.as_bytes(), true).map(|dialect| dialect.delimiter);
            assert_eq!(found, delimiter, "{text}");
        }
    }

    #[test]
    fn a_quote_that_nobody_closes_ends_in_words_and_not_in_memory() {
        let mut text = b"a,b\n1,\"2\n".to_vec();
        text.resize(3 << 20, b'x');
        let dialect = Dialect::of(&text[..60], false).unwrap();
        let mut rows = TextRows::new(Box::new(io::Cursor::new(text)), dialect);
        let mut row = Row::default();
        assert!(rows.next(&mut row).unwrap());
        let error = rows.next(&mut row).unwrap_err();
        assert!(error.to_string().contains("tables-row-endless row=2"), "{error}");
    }

    #[test]
    fn one_bad_byte_does_not_make_a_text_of_other_letters() {
        let mut text = "شماره;مبلغ\n".as_bytes().to_vec();
        text.extend_from_slice(b"1;\xc7\n");
        let letters = |bytes: &[u8]| Dialect::of(bytes, true).map(|dialect| dialect.letters);
        assert_eq!(letters(&text), Some(Letters::Utf8));
        // «شماره;مبلغ» as old programs of Windows write it.
        let old = b"\xd4\xe3\xc7\xd1\xe5;\xe3\xc8\xe1\xdb\n1;2\n";
        assert_eq!(letters(old), Some(Letters::Windows1256));
    }

    #[test]
    fn letters_that_are_no_utf8_cost_their_row() {
        let mut rows = TextRows::new(
            Box::new(io::Cursor::new(b"a,b\n1,\xff\n3,4\n".to_vec())),
            Dialect {
                letters: Letters::Utf8,
                delimiter: b',',
            },
        );
        let mut row = Row::default();
        let mut faults = Vec::new();
        while rows.next(&mut row).unwrap() {
            faults.push(row.fault.as_ref().map(ToString::to_string));
        }
        assert_eq!(
            faults,
            [
                None,
                Some("tables-cell-letters cell=B2 found=FF".to_owned()),
                None
            ]
        );
    }
}
