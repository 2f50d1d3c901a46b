//! Imported records as a source of a scan.

use std::path::{Path, PathBuf};

use golugah_findings::{InputKind, Times};
use golugah_indicators::{Detail, Family, Scan};
use golugah_intake::{Currencies, FIRST_RELEASES, Receiver};
use golugah_lake::{Columns, Import, ImportKind, Lake};
use golugah_records::Release;

use crate::failure::Failure;
use crate::files::{flattened_of, times_of};
use crate::reading::Reading;
use crate::rejects::Rejects;
use crate::scan::{Read, Records};

/// Where the lake of a county lies.
pub(crate) fn folder(data: &Path) -> PathBuf {
    data.join("lake")
}

/// Everything that was imported.
pub(crate) struct Imported {
    lake: Lake,
    imports: Vec<Import>,
}

impl Imported {
    pub(crate) fn open(data: &Path) -> Result<Self, Failure> {
        let folder = folder(data);
        if !folder.is_dir() {
            return Err(nothing(data));
        }
        let lake = Lake::open(&folder).map_err(Failure::lake)?;
        let imports = lake.imports().map_err(Failure::lake)?;
        if imports.is_empty() {
            return Err(nothing(data));
        }
        Ok(Self { lake, imports })
    }
}

/// What of the lake one family of indicators looks at.
impl Imported {
    pub(crate) fn of(mut self, family: Family) -> Self {
        let kind = match family {
            Family::Procurement => ImportKind::Ocds,
            Family::Procedures => ImportKind::Xes,
        };
        self.imports.retain(|import| import.kind == kind);
        self
    }

    /// The hashes of what was imported, in order of import.
    pub(crate) fn hashes(&self) -> Vec<&str> {
        self.imports.iter().map(|import| import.sha256.as_str()).collect()
    }
}

fn nothing(data: &Path) -> Failure {
    Failure::CouldNotRun(format!(
        "{}: nothing was imported yet; name files to scan, or keep them with `golugah import FILE…`",
        data.display()
    ))
}

impl Records for Imported {
    fn inputs(&self) -> Vec<String> {
        self.imports.iter().map(|import| import.file.clone()).collect()
    }

    fn first_currency(&self) -> Result<Option<String>, Failure> {
        for import in &self.imports {
            if import.kind == ImportKind::Ocds
                && let Some(currency) = self.currency_of(import)?
            {
                return Ok(Some(currency));
            }
        }
        Ok(None)
    }

    fn read(&self, scan: &Scan, workers: &mut [Reading<'_>]) -> Result<Vec<Read>, Failure> {
        // The day after which records count is a day on the wall, for which their offsets are needed.
        let by_day = workers.iter().any(Reading::counts_by_day);
        let columns = if scan.detail() == Detail::Values && !by_day && !scan.reads_words() {
            Columns::Compared
        } else {
            Columns::All
        };
        let mut receivers: Vec<_> = workers
            .iter_mut()
            .map(|reading| {
                |release: &Release<'_>, import: usize, line: u64| {
                    reading.begin(import as u32);
                    reading.release(release, line, "");
                }
            })
            .collect();
        self.lake
            .scan_tenders(&self.imports, columns, &mut receivers)
            .map_err(Failure::because)?;
        drop(receivers);
        let mut looked_at = vec![(0, None, None); self.imports.len()];
        for log in self.lake.logs(&self.imports) {
            let (import, log) = log.map_err(Failure::because)?;
            let cases = workers[0].log(scan, &log, import as u32);
            looked_at[import] = (cases, Some(times_of(&log)), flattened_of(&log));
        }
        let read = self
            .imports
            .iter()
            .zip(looked_at)
            .map(|(import, (cases, times, flattened))| match import.kind {
                ImportKind::Ocds => self.read_of(import, InputKind::Ocds, 0, None),
                ImportKind::Xes => Read {
                    flattened,
                    ..self.read_of(import, InputKind::Xes, cases, times)
                },
            });
        Ok(read.collect())
    }
}

impl Imported {
    /// The same look at the same first releases as at a file; the lake gives them in no order.
    fn currency_of(&self, import: &Import) -> Result<Option<String>, Failure> {
        let mut lines: Vec<u64> = Vec::new();
        let only = std::slice::from_ref(import);
        let mut note = [|_: &Release<'_>, _: usize, line: u64| lines.push(line)];
        self.lake
            .scan_tenders(only, Columns::Compared, &mut note)
            .map_err(Failure::because)?;
        lines.sort_unstable();
        let last = lines.get(FIRST_RELEASES - 1).copied().unwrap_or(u64::MAX);
        let mut currencies = Currencies::default();
        let mut count = [|release: &Release<'_>, _: usize, line: u64| {
            if line <= last {
                currencies.count(release);
            }
        }];
        self.lake
            .scan_tenders(only, Columns::All, &mut count)
            .map_err(Failure::because)?;
        Ok(currencies.most_frequent())
    }

    fn read_of(&self, import: &Import, kind: InputKind, cases: u64, times: Option<Times>) -> Read {
        let sha256 = import.sha256.clone();
        Read {
            kind,
            sha256,
            cases,
            times,
            flattened: None,
            rejects: Rejects::default(),
            refused_before: import.rejected,
        }
    }
}
