//! Reading OCDS in parallel: one thread reads, hashes and cuts; the others parse and fold.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver as Queue, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use golugah_records::{Note, Release};
use memchr::memchr_iter;

use crate::blocks::{Block, Blocks, Elements, Lines, Records, too_long};
use crate::error::Passed;
use crate::ocds::{merge_releases, parts_of, read_release};
use crate::packed::LimitPassed;
use crate::{Format, IntakeError, Limits, Opened};

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reject {
    /// Where it begins, from 1 in the unpacked text.
    pub line: u64,
    /// What was found, where, and what was expected.
    pub reason: String,
}

/// What takes the records of one thread.
pub trait Receiver: Send {
    /// Takes one record; it borrows from a buffer that is used again.
    ///
    /// `text` is the record as it was published.
    fn release(&mut self, release: &Release<'_>, line: u64, text: &str);
    /// Takes one record that could not be read.
    fn reject(&mut self, reject: Reject);
}

/// Reads every contracting process of an opened OCDS file into one receiver per thread, and gives the file's SHA-256.
///
/// Which receiver gets which record depends on timing, so what receivers hold must merge in any order. Without a
/// receiver the file is hashed and not read.
///
/// # Errors
/// Where the file cannot be read to its end, or passes a limit.
pub fn read_processes<R: Receiver>(
    opened: Opened,
    limits: &Limits,
    receivers: &mut [R],
) -> Result<String, IntakeError> {
    let file = opened.file.clone();
    let watch = opened.watch();
    let Opened {
        format,
        reader,
        mut table,
        ..
    } = opened;
    let mut reader = reader;
    let result = (|| {
        if receivers.is_empty() {
            return Ok(());
        }
        let mut blocks: Box<dyn Blocks + Send + '_> = match (&mut table, format) {
            (Some(table), _) => table.blocks(&mut reader)?,
            (None, Format::OcdsLines) => Box::new(Lines::new(&mut reader, limits.record_bytes)),
            _ => Box::new(Elements::new(&mut reader, limits.record_bytes)),
        };
        distribute(&mut *blocks, receivers, limits.rejects)
    })();
    result.map_err(|error| watch.error_of(table.as_ref(), &file, error))?;
    Opened::resume(file, format, reader, watch).finish()
}

fn distribute<R: Receiver>(
    blocks: &mut (dyn Blocks + Send + '_),
    receivers: &mut [R],
    limit: u64,
) -> std::io::Result<()> {
    let (send, take) = sync_channel::<Block>(receivers.len() + 1);
    let (give_back, spare) = channel::<Vec<u8>>();
    let take = Arc::new(Mutex::new(take));
    let refused = Refused {
        count: AtomicU64::new(0),
        limit,
    };
    std::thread::scope(|scope| {
        for receiver in receivers {
            let (take, give_back, refused) = (Arc::clone(&take), give_back.clone(), &refused);
            scope.spawn(move || work(&take, &give_back, &mut Limited { receiver, refused }));
        }
        // Only the workers hold the queue: once the last of them has stopped, sending fails and does not wait for ever.
        drop(take);
        let done = cut(blocks, &send, &spare, &refused);
        drop(send);
        done
    })?;
    refused.check()
}

fn cut(
    blocks: &mut dyn Blocks,
    send: &SyncSender<Block>,
    spare: &Queue<Vec<u8>>,
    refused: &Refused,
) -> std::io::Result<()> {
    while let Some(block) = blocks.next(spare.try_recv().unwrap_or_default())? {
        if send.send(block).is_err() {
            // Every worker has stopped: one of them panicked, and the scope will say so.
            break;
        }
        refused.check()?;
    }
    Ok(())
}

/// How many records were refused by all threads: each costs memory, and a hostile file can hold thousands of millions.
struct Refused {
    count: AtomicU64,
    limit: u64,
}

impl Refused {
    fn is_passed(&self) -> bool {
        self.count.load(Ordering::Relaxed) > self.limit
    }

    fn check(&self) -> std::io::Result<()> {
        if self.is_passed() {
            let passed = Passed::Refused(self.limit);
            return Err(std::io::Error::other(LimitPassed(passed)));
        }
        Ok(())
    }
}

/// A receiver that is spared the rejects beyond the limit.
struct Limited<'r, R> {
    receiver: &'r mut R,
    refused: &'r Refused,
}

impl<R: Receiver> Receiver for Limited<'_, R> {
    fn release(&mut self, release: &Release<'_>, line: u64, text: &str) {
        self.receiver.release(release, line, text);
    }

    fn reject(&mut self, reject: Reject) {
        self.refused.count.fetch_add(1, Ordering::Relaxed);
        if !self.refused.is_passed() {
            self.receiver.reject(reject);
        }
    }
}

fn work<R: Receiver>(take: &Mutex<Queue<Block>>, give_back: &Sender<Vec<u8>>, receiver: &mut R) {
    loop {
        let block = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(block) = block else { return };
        parse(&block, receiver);
        // The reader may already be done; then nobody wants the memory.
        let _ = give_back.send(block.bytes);
    }
}

/// How deep packages may lie in lists and answers of an interface.
const WRAPPED: u8 = 3;

/// The releases of one process made into one, by the order of their dates.
///
/// # Errors
/// The fault of the first that cannot be read; nothing where it is no release but leads to one.
fn compiled(history: &[&str]) -> Result<String, Option<String>> {
    let mut dated = Vec::new();
    for text in history {
        let mut release = Release::default();
        if let Err(fault) = read_release(text, &mut release) {
            return Err((!release.ocid.is_empty()).then_some(fault));
        }
        dated.push((release.date.map(|date| date.millis), *text));
    }
    dated.sort_by_key(|(date, _)| *date);
    merge_releases(dated.into_iter().map(|(_, text)| text)).map_err(Some)
}

/// Reads a record or, where it is a package or an interface's answer, everything in it.
fn read<'a, R: Receiver>(text: &'a str, line: u64, release: &mut Release<'a>, receiver: &mut R, wrapped: u8) {
    let reason = match read_release(text, release) {
        Ok(()) => return receiver.release(release, line, text),
        Err(reason) => reason,
    };
    let parts = match wrapped {
        0 => Vec::new(),
        _ => parts_of(text),
    };
    if !release.ocid.is_empty() && !parts.is_empty() {
        // A record with its releases: a history, unless they only lead elsewhere.
        let history: Vec<&str> = parts.into_iter().map(|part| &text[part]).collect();
        return match compiled(&history) {
            Ok(merged) => read(&merged, line, &mut Release::default(), receiver, 0),
            Err(own) => receiver.reject(Reject {
                line,
                reason: own.unwrap_or(reason),
            }),
        };
    }
    if parts.is_empty() {
        return receiver.reject(Reject { line, reason });
    }
    let (mut line, mut counted) = (line, 0);
    for part in parts {
        line += memchr_iter(b'\n', &text.as_bytes()[counted..part.start]).count() as u64;
        counted = part.start;
        read(&text[part], line, release, receiver, wrapped - 1);
    }
}

/// Adds what a block has to say of a record to what the record says.
struct Noting<'r, R> {
    receiver: &'r mut R,
    notes: &'r [(usize, Note)],
}

impl<R: Receiver> Receiver for Noting<'_, R> {
    fn release(&mut self, release: &Release<'_>, line: u64, text: &str) {
        let mut release = release.clone();
        release
            .notes
            .extend(self.notes.iter().map(|(_, note)| note.clone()));
        self.receiver.release(&release, line, text);
    }

    fn reject(&mut self, reject: Reject) {
        self.receiver.reject(reject);
    }
}

pub(crate) fn parse<R: Receiver>(block: &Block, receiver: &mut R) {
    for reject in &block.rejects {
        receiver.reject(reject.clone());
    }
    // One look at the whole block is cheaper than one per text; only a block with a fault is looked at record by record.
    let whole = std::str::from_utf8(&block.bytes).ok();
    let mut release = Release::default();
    let mut record = |start: usize, end: usize, line: u64, notes: &[(usize, Note)]| {
        let bytes = &block.bytes[start..end];
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        if bytes.len() > block.limit {
            return receiver.reject(too_long(line, block.limit));
        }
        let text = match whole {
            Some(whole) => &whole[start..end],
            None => match std::str::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => {
                    let reason = format!(
                        "expected UTF-8, found other bytes at byte {}",
                        error.valid_up_to() + 1
                    );
                    return receiver.reject(Reject { line, reason });
                }
            },
        };
        if notes.is_empty() {
            return read(text, line, &mut release, receiver, WRAPPED);
        }
        read(text, line, &mut release, &mut Noting { receiver, notes }, WRAPPED);
    };
    match &block.records {
        Records::Listed(records) if block.notes.is_empty() => {
            for &(start, end, line) in records {
                record(start, end, line, &[]);
            }
        }
        Records::Listed(records) => {
            let mut notes = &block.notes[..];
            for (number, &(start, end, line)) in records.iter().enumerate() {
                let own = notes.iter().take_while(|(of, _)| *of == number).count();
                record(start, end, line, &notes[..own]);
                notes = &notes[own..];
            }
        }
        Records::Lines(first_line) => {
            let mut start = 0;
            let mut line = *first_line;
            for end in memchr_iter(b'\n', &block.bytes) {
                record(start, end, line, &[]);
                start = end + 1;
                line += 1;
            }
            if start < block.bytes.len() {
                record(start, block.bytes.len(), line, &[]);
            }
        }
    }
}
