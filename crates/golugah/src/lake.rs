//! Imported records as a source of a scan.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use golugah_findings::{InputKind, Times};
use golugah_indicators::{Detail, Family, Place, Published, Scan};
use golugah_intake::{Currencies, FIRST_RELEASES, Receiver, read_release};
use golugah_lake::{Columns, Import, ImportKind, Lake};
use golugah_records::Release;
use golugah_report::{Language, table_words};

use crate::failure::Failure;
use crate::files::{flattened_of, times_of};
use crate::histories;
use crate::reading::Reading;
use crate::rejects::Rejects;
use crate::scan::{Read, Records};

/// Where the lake of a county lies.
pub(crate) fn folder(data: &Path) -> PathBuf {
    data.join("lake")
}

/// Everything that was imported.
pub(crate) struct Imported {
    pub(crate) lake: Lake,
    pub(crate) imports: Vec<Import>,
}

impl Imported {
    pub(crate) fn open(data: &Path) -> Result<Self, Failure> {
        Self::open_in(data, Language::English)
    }

    /// The same, saying in this language that there is nothing.
    pub(crate) fn open_in(data: &Path, language: Language) -> Result<Self, Failure> {
        let folder = folder(data);
        if !folder.is_dir() {
            return Err(nothing(data, language));
        }
        let lake = Lake::open(&folder).map_err(Failure::lake)?;
        let imports = lake.imports().map_err(Failure::lake)?;
        if imports.is_empty() {
            return Err(nothing(data, language));
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

fn nothing(data: &Path, language: Language) -> Failure {
    let folder = data.display().to_string();
    Failure::CouldNotRun(table_words(
        "tables-nothing-imported",
        &[("file", &folder)],
        language,
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
        let read = self.read_of(&self.imports, scan, workers)?;
        self.read_steps(&mut workers[0])?;
        Ok(read)
    }

    fn imported(&self) -> Option<&Imported> {
        Some(self)
    }

    fn told_in_steps(&self, again: &[(Published, Place)]) -> Result<BTreeSet<u64>, Failure> {
        let mut asked: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for (earlier, later) in again {
            let inputs = asked.entry(histories::hash(&earlier.ocid)).or_default();
            inputs.extend([earlier.place.input, later.input]);
        }
        // What is not there in its own words cannot be made one with others: of such a process the later stands.
        let mut without = BTreeSet::new();
        for (input, import) in (0..).zip(&self.imports) {
            if !self.lake.keeps_releases(import).map_err(Failure::because)? {
                without.insert(input);
            }
        }
        asked.retain(|_, inputs| inputs.iter().all(|input| !without.contains(input)));
        let holding: BTreeSet<u32> = asked.values().flatten().copied().collect();
        let mut steps = BTreeSet::new();
        let wanted = |ocid: &str| asked.contains_key(&histories::hash(ocid));
        for input in holding {
            let import = &self.imports[input as usize];
            let mut note = |release: golugah_lake::Published<'_>| {
                if release.is_step {
                    steps.insert(histories::hash(release.tender));
                }
            };
            let read = self.lake.each_release(import, false, &wanted, &mut note);
            read.map_err(Failure::because)?;
        }
        Ok(steps)
    }
}

impl Imported {
    /// Reads these imports, without what is made one.
    pub(crate) fn read_of(
        &self,
        imports: &[Import],
        scan: &Scan,
        workers: &mut [Reading<'_>],
    ) -> Result<Vec<Read>, Failure> {
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
                    // What is made one comes in its own words, below.
                    if !reading.is_history(&release.ocid) {
                        reading.release(release, line, "");
                    }
                }
            })
            .collect();
        self.lake
            .scan_tenders(imports, columns, &mut receivers)
            .map_err(Failure::because)?;
        drop(receivers);
        let mut looked_at = vec![(0, None, None); imports.len()];
        for log in self.lake.logs(imports) {
            let (import, log) = log.map_err(Failure::because)?;
            let cases = workers[0].log(scan, &log, import as u32);
            looked_at[import] = (cases, Some(times_of(&log)), flattened_of(&log));
        }
        let read = imports
            .iter()
            .zip(looked_at)
            .map(|(import, (cases, times, flattened))| match import.kind {
                ImportKind::Ocds => read_as(import, InputKind::Ocds, 0, None),
                ImportKind::Xes => Read {
                    flattened,
                    ..read_as(import, InputKind::Xes, cases, times)
                },
            });
        Ok(read.collect())
    }

    /// Gives the releases of what is made one to a reading, in their own words.
    pub(crate) fn read_steps(&self, reading: &mut Reading<'_>) -> Result<(), Failure> {
        let histories = reading.histories();
        if histories.is_empty() {
            return Ok(());
        }
        reading.steps.told_before = true;
        let wanted = |ocid: &str| histories.contains(&histories::hash(ocid));
        for (input, import) in (0..).zip(&self.imports) {
            let mut unreadable = None;
            reading.begin(input);
            let mut push = |published: golugah_lake::Published<'_>| {
                let mut release = Release::default();
                match read_release(published.text, &mut release) {
                    Ok(()) => reading.release(&release, published.line, published.text),
                    Err(error) => unreadable = Some(error),
                }
            };
            let read = self.lake.each_release(import, true, &wanted, &mut push);
            read.map_err(Failure::because)?;
            if let Some(error) = unreadable {
                return Err(Failure::because(format!(
                    "{}: a release of a history: {error}",
                    import.file
                )));
            }
        }
        Ok(())
    }

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
}

fn read_as(import: &Import, kind: InputKind, cases: u64, times: Option<Times>) -> Read {
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
