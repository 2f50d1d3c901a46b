//! Opening a file: hash, unpacking, byte-order mark, and what format it is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};

use crate::ocel::{Form, Objects, form_of};
use crate::packed::{Hashed, Limited, Watch};
use crate::table::{Table, Tables};
use crate::{IntakeError, Limits};

/// What records a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// OCDS compiled releases, one a line.
    OcdsLines,
    /// One JSON document: a release or record package, a list of releases, or one release.
    OcdsPackage,
    /// An XES event log.
    Xes,
    /// An object-centric event log (OCEL).
    ObjectCentric,
    /// A table of tenders or of events, read through a mapping.
    Table,
}

/// A file that is open and known.
pub struct Opened {
    /// The file as it was named.
    pub file: String,
    /// What it holds.
    pub format: Format,
    /// The unpacked bytes, without a byte-order mark.
    pub reader: Box<dyn BufRead + Send>,
    pub(crate) table: Option<Table>,
    pub(crate) objects: Option<Objects>,
    words: Tables,
    watch: Watch,
}

impl Opened {
    /// Whether it holds a log, and not tenders.
    pub fn holds_log(&self) -> bool {
        match &self.table {
            Some(table) => table.holds_log(),
            None => matches!(self.format, Format::Xes | Format::ObjectCentric),
        }
    }

    /// In whose words is said what is wrong with the file.
    pub fn words(&self) -> &Tables {
        &self.words
    }

    /// How a table is read and in whose words it is spoken of; none where it is no table.
    pub fn tables(&self) -> Option<&Tables> {
        self.table.as_ref().map(Table::tables)
    }

    /// What was taken for granted of a table that came without a mapping, in words.
    pub fn assumed(&self) -> &[String] {
        self.table.as_ref().map_or(&[], |table| &table.assumed)
    }

    /// A row of a table, its cells parted by bars; none of a database; the file itself where it is neither.
    pub fn table_row(mut self, row: u64) -> Result<Option<String>, Box<Self>> {
        match self.table.take() {
            Some(mut table) => Ok(table.row(&mut self.reader, row)),
            None if matches!(&self.objects, Some(objects) if objects.form == Form::Sqlite) => Ok(None),
            None => Err(Box::new(self)),
        }
    }

    /// Packed bytes read so far, for a progress bar.
    pub fn packed_bytes(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.watch.packed)
    }

    /// Reads what the unpacker left unread and gives the SHA-256 of the bytes on disk.
    pub fn finish(mut self) -> Result<String, IntakeError> {
        // Trailing bytes behind the packed stream belong to the file's hash.
        io::copy(&mut self.reader, &mut io::sink()).map_err(|error| self.watch.error(&self.file, error))?;
        Ok(self.watch.digest())
    }

    /// Turns an error of the reader into one that names file, format and place.
    pub fn error(&self, source: io::Error) -> IntakeError {
        self.watch.error_of(self.table.as_ref(), &self.file, source)
    }

    /// Puts an opened file together again after its reader was used.
    pub(crate) fn resume(
        file: String,
        format: Format,
        reader: Box<dyn BufRead + Send>,
        watch: Watch,
    ) -> Self {
        Self {
            file,
            format,
            reader,
            table: None,
            objects: None,
            words: Tables::default(),
            watch,
        }
    }

    /// A handle that can translate errors after the reader was handed over.
    pub(crate) fn watch(&self) -> Watch {
        self.watch.clone()
    }
}

/// Bytes of a file that are looked at to know its format.
const BEGINNING: usize = 1 << 16;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Opens a file, however packed, and says what it holds.
pub fn open(path: &Path, limits: &Limits) -> Result<Opened, IntakeError> {
    let hash = Some(Arc::new(Mutex::new(Sha256::new())));
    opened(path, limits, hash, &Tables::default())
}

/// As [`open`], with a mapping for tables and words for what is wrong with them.
///
/// # Errors
/// Where the file cannot be read, or nobody knows what it holds.
pub fn open_as(path: &Path, limits: &Limits, tables: &Tables) -> Result<Opened, IntakeError> {
    let hash = Some(Arc::new(Mutex::new(Sha256::new())));
    opened(path, limits, hash, tables).map_err(|error| error.in_words(tables))
}

/// As [`open`] for results that do not name their inputs' hashes: [`Opened::finish`] then gives an empty text.
pub fn open_unhashed(path: &Path, limits: &Limits, tables: &Tables) -> Result<Opened, IntakeError> {
    opened(path, limits, None, tables).map_err(|error| error.in_words(tables))
}

/// The beginning of a file, whether it is the whole, and whether the file is packed.
pub(crate) fn beginning(path: &Path, limits: &Limits) -> Result<(Vec<u8>, bool, bool), IntakeError> {
    let file = path.display().to_string();
    let (begins, mut limited, watch) = unpacked(path, limits, None)?;
    let rest = limited
        .read(&mut [0])
        .map_err(|error| watch.error(&file, error))?;
    Ok((begins, rest == 0, watch.packing.is_some()))
}

fn opened(
    path: &Path,
    limits: &Limits,
    hash: Option<Arc<Mutex<Sha256>>>,
    tables: &Tables,
) -> Result<Opened, IntakeError> {
    let file = path.display().to_string();
    let (begins, limited, watch) = unpacked(path, limits, hash)?;
    let is_whole = begins.len() < BEGINNING - BYTE_ORDER_MARK.len();
    let form = form_of(&begins);
    let (format, table) = match detect(&begins, &file) {
        _ if form.is_some() => (Format::ObjectCentric, None),
        Ok(format) => (format, None),
        Err(unknown @ IntakeError::Unknown { .. }) => {
            let begins = (&begins[..], is_whole, watch.packing.is_some());
            match Table::open(path, &file, begins, tables)? {
                Some(table) => (Format::Table, Some(table)),
                None => return Err(unknown),
            }
        }
        Err(error) => return Err(error),
    };
    let objects = form.map(|form| Objects::new(form, path, limits, tables));
    if form == Some(Form::Sqlite) && watch.packing.is_some() {
        let what = (tables.say)("tables-objects-packed", &[]);
        return Err(IntakeError::Table { file, what });
    }
    // Smaller than a block, so that whole blocks are read straight into their own memory.
    let reader = BufReader::with_capacity(1 << 17, io::Cursor::new(begins).chain(limited));
    Ok(Opened {
        file,
        format,
        reader: Box::new(reader),
        table,
        objects,
        words: tables.clone(),
        watch,
    })
}

/// The beginning of a file without a byte-order mark, what follows it, and what counts it.
fn unpacked(
    path: &Path,
    limits: &Limits,
    hash: Option<Arc<Mutex<Sha256>>>,
) -> Result<(Vec<u8>, Limited, Watch), IntakeError> {
    let file = path.display().to_string();
    let failed = |source| IntakeError::File {
        file: path.display().to_string(),
        source,
    };
    let mut handle = File::open(path).map_err(failed)?;
    let about = handle.metadata().map_err(failed)?;
    if about.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    if !about.is_file() {
        // Evidence names file and line, a file may be read twice, and its hash must be that of what was read.
        return Err(failed(io::ErrorKind::NotSeekable.into()));
    }
    let mut begins = Vec::with_capacity(BEGINNING);
    handle
        .by_ref()
        .take(BEGINNING as u64)
        .read_to_end(&mut begins)
        .map_err(failed)?;
    let magic: [u8; 4] = std::array::from_fn(|at| begins.get(at).copied().unwrap_or_default());
    let mut watch = Watch {
        packed: Arc::default(),
        unpacked: Arc::default(),
        hash,
        packing: None,
    };
    let raw = Hashed {
        inner: io::Cursor::new(begins).chain(handle),
        watch: watch.clone(),
    };
    let plain: Box<dyn Read + Send> = match magic {
        [0x1f, 0x8b, ..] => {
            watch.packing = Some("gzip");
            Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 18, raw)))
        }
        [0x28, 0xb5, 0x2f, 0xfd] => {
            watch.packing = Some("zstd");
            Box::new(zstd::Decoder::new(raw).map_err(failed)?)
        }
        _ => Box::new(raw),
    };
    let mut limited = Limited {
        inner: plain,
        watch: watch.clone(),
        limits: *limits,
    };
    // An unpacker may hand over a few bytes at a time; the format is told from a whole beginning.
    let mut begins = Vec::with_capacity(BEGINNING);
    let read = limited.by_ref().take(BEGINNING as u64).read_to_end(&mut begins);
    read.map_err(|error| watch.error(&file, error))?;
    if begins.starts_with(BYTE_ORDER_MARK) {
        begins.drain(..BYTE_ORDER_MARK.len());
    }
    Ok((begins, limited, watch))
}

/// The SHA-256 of a file's bytes, by which an import is recognised.
pub fn sha256_of(path: &Path) -> Result<String, IntakeError> {
    let failed = |source| IntakeError::File {
        file: path.display().to_string(),
        source,
    };
    let mut file = File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    if !about.is_file() && !about.is_dir() {
        return Err(failed(io::ErrorKind::NotSeekable.into()));
    }
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        match file.read(&mut buffer).map_err(failed)? {
            0 => return Ok(hexadecimal(&hash.finalize())),
            count => hash.update(&buffer[..count]),
        }
    }
}

/// The SHA-256 of texts, one behind the other.
pub fn sha256_of_texts(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text);
    }
    hexadecimal(&hash.finalize())
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a file holds that begins so. White space is left to the readers, which count its lines.
pub(crate) fn detect(begins: &[u8], file: &str) -> Result<Format, IntakeError> {
    let text = begins.trim_ascii_start();
    match text {
        [] if begins.len() < BEGINNING - BYTE_ORDER_MARK.len() => Err(IntakeError::Empty {
            file: file.to_owned(),
        }),
        [b'<', ..] if text.starts_with(b"<?xml") || contains(text, b"<log") => Ok(Format::Xes),
        [b'[', ..] => Ok(Format::OcdsPackage),
        [b'{', ..] if is_lines(text) => Ok(Format::OcdsLines),
        [b'{', ..] => Ok(Format::OcdsPackage),
        _ => {
            let first = if text.is_empty() { begins } else { text };
            let begins = String::from_utf8_lossy(&first[..first.len().min(128)]);
            let begins = begins
                .chars()
                .take(32)
                .map(|symbol| if symbol.is_control() { ' ' } else { symbol })
                .collect();
            Err(IntakeError::Unknown {
                file: file.to_owned(),
                begins,
            })
        }
    }
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(text, word).is_some()
}

/// Whether JSON that begins so holds one release a line.
///
/// It does where the first document ends on its line and is no package. Where the beginning is cut off within that
/// line, a key that only releases have tells; without one the whole is read as documents, which both kinds are.
fn is_lines(begins: &[u8]) -> bool {
    let (mut depth, mut in_text, mut escaped, mut is_release) = (0_u32, false, false, false);
    let mut text = 0..0;
    for (at, &byte) in begins.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' if in_text => {
                in_text = false;
                text.end = at;
            }
            _ if in_text => {}
            b'"' => {
                in_text = true;
                text = at + 1..at + 1;
            }
            b'\n' => return false,
            b':' if depth == 1 => match &begins[text.clone()] {
                b"releases" | b"records" if !is_release => return false,
                b"ocid" | b"compiledRelease" | b"tag" | b"tender" | b"bids" | b"awards" | b"contracts"
                | b"parties" | b"buyer" | b"planning" => is_release = true,
                _ => {}
            },
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return true;
                }
            }
            _ => {}
        }
    }
    is_release
}
