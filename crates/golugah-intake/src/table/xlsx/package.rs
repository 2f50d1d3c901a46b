//! The parts of a packed workbook, each read with its limits.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use crate::table::rows::Fault;

/// How many parts a workbook may have; real ones have a few dozen.
const MOST_PARTS: u16 = 10_000;

/// How many times a part may be larger than it is packed, once it unpacks to more than [`FREE_BYTES`].
const RATIO: u64 = 200;

/// Small parts may be packed as tightly as they like.
const FREE_BYTES: u64 = 32 << 20;

/// A packed workbook.
pub(super) struct Package {
    path: PathBuf,
    archive: ZipArchive<BufReader<File>>,
}

impl Package {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        few_parts(&mut file)?;
        file.rewind()?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| broken(&error.to_string()))?;
        Ok(Self {
            path: path.to_owned(),
            archive,
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part by its name, which can be read to its end whatever becomes of the package.
    pub(super) fn part(&mut self, name: &str) -> io::Result<Part> {
        let index = self.archive.index_for_name(name);
        let index = index.ok_or_else(|| Fault::new("tables-no-part", &[("part", name)]).into_io())?;
        let entry = self
            .archive
            .by_index_raw(index)
            .map_err(|error| broken(&error.to_string()))?;
        let (start, packed, crc, method) = (
            entry.data_start(),
            entry.compressed_size(),
            entry.crc32(),
            entry.compression(),
        );
        if entry.encrypted() {
            return Err(Fault::new("tables-locked", &[]).into_io());
        }
        drop(entry);
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(start.ok_or_else(|| broken(name))?))?;
        let raw = BufReader::with_capacity(1 << 16, file.take(packed));
        let plain: Box<dyn Read + Send> = match method {
            CompressionMethod::Stored => Box::new(raw),
            CompressionMethod::Deflated => Box::new(DeflateDecoder::new(raw)),
            other => return Err(broken(&format!("{name}: {other}"))),
        };
        Ok(Part {
            inner: plain,
            name: name.to_owned(),
            packed,
            unpacked: 0,
            crc: Crc::new(),
            expected: crc,
        })
    }
}

/// Refuses a directory of so many parts that listing them alone takes the memory.
fn few_parts(file: &mut File) -> io::Result<()> {
    let size = file.metadata()?.len();
    let tail = size.min(66_000);
    file.seek(SeekFrom::Start(size - tail))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    let at = memchr::memmem::rfind(&end, b"PK\x05\x06").ok_or_else(|| broken("PK"))?;
    let count = end
        .get(at + 10..at + 12)
        .map(|count| u16::from_le_bytes([count[0], count[1]]));
    match count {
        Some(count) if count <= MOST_PARTS => Ok(()),
        Some(count) => Err(Fault::new(
            "tables-many-parts",
            &[("found", &count.to_string()), ("most", &MOST_PARTS.to_string())],
        )
        .into_io()),
        None => Err(broken("PK")),
    }
}

fn broken(what: &str) -> io::Error {
    Fault::new("tables-broken-package", &[("what", what)]).into_io()
}

/// One part, unpacked as it is read: a bomb is stopped, and what was damaged on its way is noticed.
pub(super) struct Part {
    inner: Box<dyn Read + Send>,
    name: String,
    packed: u64,
    unpacked: u64,
    crc: Crc,
    expected: u32,
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer).map_err(|_| broken(&self.name))?;
        if count == 0 && !buffer.is_empty() {
            return if self.crc.sum() == self.expected {
                Ok(0)
            } else {
                Err(broken(&self.name))
            };
        }
        self.crc.update(&buffer[..count]);
        self.unpacked += count as u64;
        if self.unpacked > FREE_BYTES && self.unpacked / self.packed.max(1) > RATIO {
            let ratio = RATIO.to_string();
            return Err(Fault::new("tables-bomb", &[("part", &self.name), ("ratio", &ratio)]).into_io());
        }
        Ok(count)
    }
}
