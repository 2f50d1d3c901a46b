//! Opening a file: hash, unpacking, byte-order mark, and what format it is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};

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
}

/// A file that is open and known.
pub struct Opened {
    /// The file as it was named.
    pub file: String,
    /// What it holds.
    pub format: Format,
    /// The unpacked bytes, without a byte-order mark.
    pub reader: Box<dyn BufRead + Send>,
    watch: Watch,
}

impl Opened {
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
        self.watch.error(&self.file, source)
    }

    /// Puts an opened file together again after its reader was used.
    pub(crate) fn resume(file: String, format: Format, reader: Box<dyn BufRead + Send>, watch: Watch) -> Self {
        Self { file, format, reader, watch }
    }

    /// A handle that can translate errors after the reader was handed over.
    pub(crate) fn watch(&self) -> Watch {
        self.watch.clone()
    }
}

/// Counters that the layers of a reader share.
#[derive(Clone)]
pub(crate) struct Watch {
    packed: Arc<AtomicU64>,
    unpacked: Arc<AtomicU64>,
    hash: Arc<Mutex<Sha256>>,
    packing: Option<&'static str>,
}

impl Watch {
    pub(crate) fn error(&self, file: &str, source: io::Error) -> IntakeError {
        let file = file.to_owned();
        if let Some(LimitPassed(what)) = source.get_ref().and_then(|inner| inner.downcast_ref()) {
            return IntakeError::Limit { file, what: what.clone() };
        }
        match self.packing {
            Some(format) => {
                IntakeError::Packed { file, format, unpacked: self.unpacked.load(Ordering::Relaxed), source }
            }
            None => IntakeError::File { file, source },
        }
    }

    fn digest(&self) -> String {
        let hash = self.hash.lock().unwrap_or_else(PoisonError::into_inner).clone();
        hexadecimal(&hash.finalize())
    }
}

#[derive(Debug)]
struct LimitPassed(String);

impl std::fmt::Display for LimitPassed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for LimitPassed {}

/// Bytes of a file that are looked at to know its format.
const BEGINNING: usize = 1 << 16;

/// Opens a file, however packed, and says what it holds.
pub fn open(path: &Path, limits: &Limits) -> Result<Opened, IntakeError> {
    let file = path.display().to_string();
    let failed = |source| IntakeError::File { file: path.display().to_string(), source };
    let mut handle = File::open(path).map_err(failed)?;
    if handle.metadata().map_err(failed)?.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    // Read once and chained in front again: a pipe cannot be wound back.
    let mut begins = Vec::with_capacity(BEGINNING);
    handle.by_ref().take(BEGINNING as u64).read_to_end(&mut begins).map_err(failed)?;
    let magic: [u8; 4] = std::array::from_fn(|at| begins.get(at).copied().unwrap_or_default());
    let mut watch = Watch {
        packed: Arc::default(),
        unpacked: Arc::default(),
        hash: Arc::new(Mutex::new(Sha256::new())),
        packing: None,
    };
    let raw = Hashed { inner: io::Cursor::new(begins).chain(handle), watch: watch.clone() };
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
    let limited = Limited { inner: plain, watch: watch.clone(), limits: *limits };
    let mut reader = BufReader::with_capacity(1 << 20, limited);
    let format = detect(&mut reader, &file, &watch)?;
    Ok(Opened { file, format, reader: Box::new(reader), watch })
}

/// The SHA-256 of a file's bytes, by which an import is recognised.
pub fn sha256_of(path: &Path) -> Result<String, IntakeError> {
    let failed = |source| IntakeError::File { file: path.display().to_string(), source };
    let mut file = File::open(path).map_err(failed)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        match file.read(&mut buffer).map_err(failed)? {
            0 => return Ok(hexadecimal(&hash.finalize())),
            count => hash.update(&buffer[..count]),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hashes the packed bytes as they pass.
struct Hashed<R> {
    inner: R,
    watch: Watch,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.watch.hash.lock().unwrap_or_else(PoisonError::into_inner).update(&buffer[..count]);
        self.watch.packed.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Counts the unpacked bytes and stops a bomb.
struct Limited {
    inner: Box<dyn Read + Send>,
    watch: Watch,
    limits: Limits,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let unpacked = self.watch.unpacked.fetch_add(count as u64, Ordering::Relaxed) + count as u64;
        if unpacked > self.limits.unpacked_bytes {
            let what = format!("unpacks to more than the limit of {} bytes", self.limits.unpacked_bytes);
            return Err(io::Error::other(LimitPassed(what)));
        }
        let packed = self.watch.packed.load(Ordering::Relaxed);
        if unpacked > Limits::RATIO_FREE_BYTES && unpacked / packed.max(1) > self.limits.ratio {
            let what = format!("unpacks to more than {} times its size", self.limits.ratio);
            return Err(io::Error::other(LimitPassed(what)));
        }
        Ok(count)
    }
}

fn detect(reader: &mut impl BufRead, file: &str, watch: &Watch) -> Result<Format, IntakeError> {
    let failed = |error| watch.error(file, error);
    if reader.fill_buf().map_err(failed)?.starts_with(b"\xef\xbb\xbf") {
        reader.consume(3);
    }
    // White space before the first record is passed over, but its line ends are counted by the readers; only blanks go.
    let start = reader.fill_buf().map_err(failed)?;
    let Some(first) = start.iter().find(|byte| !byte.is_ascii_whitespace()) else {
        return Err(IntakeError::Empty { file: file.to_owned() });
    };
    let text = String::from_utf8_lossy(&start[..start.len().min(BEGINNING)]);
    let text = text.trim_start();
    match first {
        b'<' if text.contains("<log") || text.starts_with("<?xml") => Ok(Format::Xes),
        b'[' => Ok(Format::OcdsPackage),
        b'{' => {
            // A line that begins a record of its own: the whole object stands on it, or it names its ocid.
            let line = text.lines().next().unwrap_or_default();
            let package = ["\"releases\"", "\"records\""].iter().any(|key| key_before_ocid(text, key));
            let spread = !package && line.trim_end().len() <= 1 || (!line.contains("\"ocid\"") && line.ends_with(['{', ',', '[']));
            Ok(if package || spread { Format::OcdsPackage } else { Format::OcdsLines })
        }
        _ => Err(IntakeError::Unknown { file: file.to_owned(), begins: text.chars().take(32).collect() }),
    }
}

/// Whether the document names a list of records before the first `ocid`.
fn key_before_ocid(text: &str, key: &str) -> bool {
    match (text.find(key), text.find("\"ocid\"")) {
        (Some(list), Some(ocid)) => list < ocid,
        (Some(_), None) => true,
        _ => false,
    }
}
