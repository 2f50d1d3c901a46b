//! A county in one file: a tar of its folder, packed with zstd, with the hash of every file in it at its end.
//!
//! What is read back comes from anywhere. It holds plain files alone, each under a plain name, and no more of them and
//! no larger than it could have been packed from; links, devices, names that lead elsewhere and whatever else tar can
//! say are refused before a byte of it is written.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use golugah_desk::private;
use serde::{Deserialize, Serialize};
use tar::{Archive, Builder, EntryType, Header};

use crate::failure::Failure;
use crate::hashed::Hashed;
use crate::progress::FileBar;

/// The first file of an archive, by which it is known.
const HEAD: (&str, &[u8]) = ("golugah-backup", b"golugah backup 1\n");

/// The last one: every other file's length and hash.
const MANIFEST: &str = "golugah-backup.json";

/// The longest manifest that is read: that of a million files.
const LONGEST_MANIFEST: u64 = 256 << 20;

/// How many times its packed length an archive may unpack to. Databases and tables pack to a tenth or so; what unpacks
/// to more than this was made to fill a disk.
const MOST_UNPACKED: u64 = 1_000;

/// What an archive says of one of its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    bytes: u64,
    sha256: String,
}

/// An archive that is being written.
pub(crate) struct Packing {
    tar: Builder<zstd::Encoder<'static, BufWriter<File>>>,
    kept: BTreeMap<String, Kept>,
    packed: Arc<AtomicU64>,
}

impl Packing {
    /// Begins an archive; `packed` follows how many bytes were taken in.
    pub(crate) fn begin(file: &Path, packed: Arc<AtomicU64>) -> io::Result<Self> {
        let file = BufWriter::with_capacity(1 << 18, private::file(file)?);
        let mut tar = Builder::new(zstd::Encoder::new(file, 3)?);
        append(&mut tar, HEAD.0, HEAD.1.len() as u64, HEAD.1)?;
        Ok(Self {
            tar,
            kept: BTreeMap::new(),
            packed,
        })
    }

    /// Puts a file in under a name.
    pub(crate) fn put(&mut self, name: &str, path: &Path) -> io::Result<()> {
        let file = File::open(path)?;
        let bytes = file.metadata()?.len();
        self.put_from(name, bytes, file)
    }

    /// Puts a file of these bytes in under a name.
    pub(crate) fn put_bytes(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.put_from(name, bytes.len() as u64, bytes)
    }

    fn put_from(&mut self, name: &str, bytes: u64, from: impl Read) -> io::Result<()> {
        let mut hashed = Hashed::new(Following {
            inner: from.take(bytes),
            packed: &self.packed,
        });
        append(&mut self.tar, name, bytes, &mut hashed)?;
        if hashed.passed() != bytes {
            return Err(io::Error::other("the file grew shorter while it was read"));
        }
        let sha256 = hashed.sha256();
        self.kept.insert(name.to_owned(), Kept { bytes, sha256 });
        Ok(())
    }

    /// Writes the manifest and ends the archive, on the disk.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        let manifest = serde_json::to_vec(&self.kept)?;
        append(
            &mut self.tar,
            MANIFEST,
            manifest.len() as u64,
            manifest.as_slice(),
        )?;
        let file = self.tar.into_inner()?.finish()?;
        file.into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()
    }
}

fn append(tar: &mut Builder<impl Write>, name: &str, bytes: u64, data: impl Read) -> io::Result<()> {
    let mut header = Header::new_ustar();
    header.set_path(name)?;
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_entry_type(EntryType::Regular);
    header.set_cksum();
    tar.append(&header, data)
}

/// A reader whose progress is followed.
struct Following<'p, R> {
    inner: R,
    packed: &'p AtomicU64,
}

impl<R: Read> Read for Following<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.packed.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// What was found in an archive that is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Contents {
    /// How many files.
    pub(crate) files: usize,
    /// Their bytes together.
    pub(crate) bytes: u64,
}

/// Reads an archive to its end, holding every file against its hash; writes them into a folder where one is given.
pub(crate) fn unpack(archive: &Path, into: Option<&Path>) -> Result<Contents, Failure> {
    let name = archive.display();
    let refused = |why: String| Failure::DoesNotHold(format!("{name}: {why}; nothing of it is kept"));
    let broken = |error: io::Error| refused(format!("it breaks off or is no backup: {error}"));
    let file = File::open(archive).map_err(|error| Failure::because(format!("{name}: {error}")))?;
    let packed = file.metadata().map_err(broken)?.len();
    let read = Arc::new(AtomicU64::new(0));
    let _bar = FileBar::follow(&name.to_string(), packed, Arc::clone(&read));
    let file = Following {
        inner: BufReader::with_capacity(1 << 18, file),
        packed: &read,
    };
    let mut tar = Archive::new(zstd::Decoder::new(file).map_err(broken)?);
    let mut left = packed.saturating_mul(MOST_UNPACKED).saturating_add(1 << 20);
    let mut found: BTreeMap<String, Kept> = BTreeMap::new();
    let mut manifest: Option<BTreeMap<String, Kept>> = None;
    let mut begun = false;
    // Raw: whatever is not a plain file, long names and extensions included, arrives as what it is and is refused.
    for entry in tar.entries().map_err(broken)?.raw(true) {
        let mut entry = entry.map_err(broken)?;
        let path = std::str::from_utf8(&entry.path_bytes()).map(str::to_owned);
        let path = path.map_err(|_| refused("a name in it is not UTF-8".to_owned()))?;
        if entry.header().entry_type() != EntryType::Regular {
            return Err(refused(format!("{path:?} is not a plain file")));
        }
        if manifest.is_some() {
            return Err(refused(format!("{path:?} stands behind its list of files")));
        }
        let bytes = entry.header().entry_size().map_err(broken)?;
        left = left.checked_sub(bytes).ok_or_else(|| {
            refused(format!(
                "it would unpack to more than {MOST_UNPACKED} times its length"
            ))
        })?;
        if !begun {
            let mut head = Vec::new();
            (&mut entry).take(64).read_to_end(&mut head).map_err(broken)?;
            if (path.as_str(), head.as_slice()) != HEAD {
                return Err(refused("it is not a backup of this program".to_owned()));
            }
            begun = true;
        } else if path == MANIFEST {
            if bytes > LONGEST_MANIFEST {
                return Err(refused("its list of files is too long".to_owned()));
            }
            let mut text = Vec::new();
            entry.read_to_end(&mut text).map_err(broken)?;
            let read = serde_json::from_slice(&text);
            manifest = Some(read.map_err(|error| refused(format!("its list of files: {error}")))?);
        } else {
            if !is_plain(&path) {
                return Err(refused(format!("{path:?} is no name that a backup has")));
            }
            if found.contains_key(&path) {
                return Err(refused(format!("{path:?} is in it twice")));
            }
            let target = into.map(|folder| folder.join(&path));
            let mut hashed = Hashed::new(&mut entry);
            match &target {
                Some(target) => write(target, &mut hashed)
                    .map_err(|error| Failure::writing(target, &error))?
                    .map_err(broken)?,
                None => io::copy(&mut hashed, &mut io::sink())
                    .map(|_| ())
                    .map_err(broken)?,
            }
            if hashed.passed() != bytes {
                return Err(refused(format!("it breaks off in {path:?}")));
            }
            let sha256 = hashed.sha256();
            found.insert(path, Kept { bytes, sha256 });
        }
    }
    only_padding(&mut tar.into_inner(), left)
        .map_err(broken)?
        .map_err(|why| refused(why.to_owned()))?;
    let manifest = manifest.ok_or_else(|| refused("it breaks off before its list of files".to_owned()))?;
    if let Some((path, _)) = found
        .iter()
        .find(|(path, kept)| manifest.get(*path) != Some(kept))
    {
        return Err(refused(format!("{path:?} is not as it was when it was packed")));
    }
    if let Some((path, _)) = manifest.iter().find(|(path, _)| !found.contains_key(*path)) {
        return Err(refused(format!("{path:?} is missing")));
    }
    Ok(Contents {
        files: found.len(),
        bytes: found.values().map(|kept| kept.bytes).sum(),
    })
}

/// Reads what stands behind a tar's end to its own end: zeros, and not without measure. The inner result is the archive's.
fn only_padding(rest: &mut impl Read, most: u64) -> io::Result<Result<(), &'static str>> {
    let mut piece = vec![0; 1 << 16];
    let mut left = most;
    loop {
        let read = rest.read(&mut piece)?;
        if read == 0 {
            return Ok(Ok(()));
        }
        let passed = left.checked_sub(read as u64);
        match passed {
            Some(rest) if piece[..read].iter().all(|byte| *byte == 0) => left = rest,
            _ => return Ok(Err("something stands behind its end")),
        }
    }
}

/// Whether a path leads down from a folder, by names that every system can bear.
pub(crate) fn is_plain(path: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && name != "."
            && name != ".."
            && !name.contains(|c: char| c.is_control() || c == '\\' || c == ':')
    };
    path.split('/').all(is_name)
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}

/// Writes a file of an archive into a folder that nobody else knows yet. The inner result is the archive's: where it
/// cannot be read to the end, that is no fault of the disk written to.
fn write(target: &Path, content: &mut impl Read) -> io::Result<io::Result<()>> {
    if let Some(folder) = target.parent() {
        private::folder(folder)?;
    }
    let mut file = private::new_file(target)?;
    let mut piece = vec![0; 1 << 18];
    loop {
        match content.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => file.write_all(&piece[..read])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Ok(Err(error)),
        }
    }
    file.sync_all().map(Ok)
}

/// Where a folder or file is made before it gets its name.
pub(crate) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}
