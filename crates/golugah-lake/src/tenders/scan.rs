use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use golugah_records::Release;

use super::read::releases;
use super::{AWARDS, BIDS, Columns, TENDERS};
use crate::columns::{Group, OpenTable};
use crate::import::GroupRows;
use crate::{Import, ImportKind, Lake, LakeError};

impl Lake {
    /// Reads every release of these imports, one thread per receiver, and gives each to one of the receivers with the
    /// index of its import in `imports` and its line there.
    ///
    /// Which receiver gets which release depends on timing, so what receivers hold must merge in any order. Imports of
    /// event logs are passed over. Each thread holds one row group of each table in memory.
    ///
    /// # Errors
    /// Where a file is not what was written, and the receivers have seen nothing; else the first that any thread met, and
    /// the receivers have seen a part of the releases.
    pub fn scan_tenders<R>(
        &self,
        imports: &[Import],
        columns: Columns,
        receivers: &mut [R],
    ) -> Result<(), LakeError>
    where
        R: FnMut(&Release<'_>, usize, u64) + Send,
    {
        let mut expected = Vec::new();
        for import in imports.iter().filter(|import| import.kind == ImportKind::Ocds) {
            expected.extend(self.expected(&self.manifest(import)?, [&TENDERS, &BIDS, &AWARDS])?);
        }
        self.check_whole(expected, receivers.len())?;
        let queue = Mutex::new(Queue {
            lake: self,
            imports,
            columns,
            next: 0,
            parts: Vec::new(),
            open: None,
            failed: None,
        });
        thread::scope(|scope| {
            for receiver in receivers {
                scope.spawn(|| {
                    loop {
                        let Some(work) = lock(&queue).next() else { return };
                        let import = work.part.import;
                        let read = work.read().and_then(|groups| {
                            releases(&groups, &mut |release, line| receiver(release, import, line))
                        });
                        if let Err(error) = read {
                            lock(&queue).failed.get_or_insert(error);
                        }
                    }
                });
            }
        });
        match queue.into_inner().unwrap_or_else(PoisonError::into_inner).failed {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A receiver that panicked did so outside the lock.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is still to be read. Files are opened one part after the other, so that few are open however many there are.
struct Queue<'a> {
    lake: &'a Lake,
    imports: &'a [Import],
    columns: Columns,
    /// Index of the import whose parts come next.
    next: usize,
    /// Parts to be opened, the next one last: import, number, rows of the groups.
    parts: Vec<(usize, usize, Vec<GroupRows>)>,
    /// The part that is being read, and the place of its next group.
    open: Option<(Arc<OpenPart>, Place)>,
    failed: Option<LakeError>,
}

/// Which row group of each table comes next, and which entry of the manifest describes them.
#[derive(Clone, Copy, Default)]
struct Place {
    entry: usize,
    groups: [usize; 3],
}

/// One part with the footers of its three files read.
struct OpenPart {
    import: usize,
    tables: [OpenTable; 3],
    rows: Vec<GroupRows>,
}

/// One row group of each table.
struct Work {
    part: Arc<OpenPart>,
    place: Place,
}

impl Queue<'_> {
    fn next(&mut self) -> Option<Work> {
        if self.failed.is_some() {
            return None;
        }
        loop {
            if let Some((part, place)) = &mut self.open {
                if let Some(rows) = part.rows.get(place.entry) {
                    let work = Work {
                        part: Arc::clone(part),
                        place: *place,
                    };
                    place.entry += 1;
                    for (group, rows) in place.groups.iter_mut().zip(rows) {
                        *group += usize::from(*rows > 0);
                    }
                    return Some(work);
                }
                self.open = None;
            }
            match self.open_next() {
                Ok(Some(part)) => self.open = Some((Arc::new(part), Place::default())),
                Ok(None) => return None,
                Err(error) => {
                    self.failed = Some(error);
                    return None;
                }
            }
        }
    }

    fn open_next(&mut self) -> Result<Option<OpenPart>, LakeError> {
        loop {
            if let Some((import, part, rows)) = self.parts.pop() {
                let of = (self.lake, self.imports, self.columns);
                return OpenPart::open(of, import, part, rows).map(Some);
            }
            let Some(import) = self.imports.get(self.next) else {
                return Ok(None);
            };
            if import.kind == ImportKind::Ocds {
                let parts = self.lake.manifest(import)?.parts;
                self.parts = parts
                    .into_iter()
                    .enumerate()
                    .map(|(part, rows)| (self.next, part, rows))
                    .rev()
                    .collect();
            }
            self.next += 1;
        }
    }
}

impl OpenPart {
    fn open(
        (lake, imports, columns): (&Lake, &[Import], Columns),
        import: usize,
        part: usize,
        rows: Vec<GroupRows>,
    ) -> Result<Self, LakeError> {
        let open = |table, skipped: &[&str]| {
            OpenTable::open(
                table,
                lake.table_path(table, &imports[import].sha256, part),
                skipped,
            )
        };
        let [tenders, bids, awards] = columns.skipped();
        let tables = [
            open(&TENDERS, &tenders)?,
            open(&BIDS, &bids)?,
            open(&AWARDS, &awards)?,
        ];
        for (index, table) in tables.iter().enumerate() {
            table.expect_groups(rows.iter().map(|rows| rows[index]).filter(|rows| *rows > 0))?;
        }
        Ok(Self { import, tables, rows })
    }
}

impl Work {
    fn read(&self) -> Result<[Group; 3], LakeError> {
        let rows = self.part.rows[self.place.entry];
        let read = |index: usize| {
            let table = &self.part.tables[index];
            if rows[index] == 0 {
                Ok(table.empty())
            } else {
                table.read(self.place.groups[index])
            }
        };
        Ok([read(0)?, read(1)?, read(2)?])
    }
}
