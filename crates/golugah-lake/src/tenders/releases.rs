//! The releases as they were published, so that those of one process can be made one whichever imports they came with.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Int64Builder, StringBuilder};
use arrow_array::{Array, ArrayRef};

use crate::columns::OpenTable;
use crate::folder::Importing;
use crate::import::Manifest;
use crate::table::{Column, Finished, GROUP_ROWS, Table, TableWriter};
use crate::{Import, Lake, LakeError};

/// Bytes of text of a row group: whoever asks for one process unpacks no more than this beside it.
const GROUP_BYTES: usize = 4 << 20;

/// One row per release, in its own words.
pub(crate) static RELEASES: Table = Table {
    name: "releases",
    columns: &[
        Column::unique("tender").required(),
        Column::long("line").required(),
        Column::flag("step").required(),
        Column::unique("text").required(),
    ],
};

/// A release as it was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published<'t> {
    /// Its process, the `ocid`.
    pub tender: &'t str,
    /// Its line, from 1.
    pub line: u64,
    /// Whether it tells a step, and not the whole process.
    pub is_step: bool,
    /// Its JSON.
    pub text: &'t str,
}

/// The table under construction; its row groups are its own.
pub(super) struct ReleaseRows {
    file: TableWriter,
    tenders: StringBuilder,
    lines: Int64Builder,
    steps: BooleanBuilder,
    texts: StringBuilder,
    rows: usize,
    bytes: usize,
    /// Whether there is any row.
    pub(super) has_any: bool,
}

impl ReleaseRows {
    pub(super) fn new(importing: &Importing) -> Result<Self, LakeError> {
        Ok(Self {
            file: importing.table(&RELEASES)?,
            tenders: StringBuilder::new(),
            lines: Int64Builder::new(),
            steps: BooleanBuilder::new(),
            texts: StringBuilder::new(),
            rows: 0,
            bytes: 0,
            has_any: false,
        })
    }

    pub(super) fn push(&mut self, release: Published<'_>, line: i64) -> Result<(), LakeError> {
        self.tenders.append_value(release.tender);
        self.lines.append_value(line);
        self.steps.append_value(release.is_step);
        self.texts.append_value(release.text);
        self.rows += 1;
        self.bytes += release.tender.len() + release.text.len();
        self.has_any = true;
        if self.rows == GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.end_group()?;
        }
        Ok(())
    }

    fn end_group(&mut self) -> Result<(), LakeError> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.tenders.finish()),
            Arc::new(self.lines.finish()),
            Arc::new(self.steps.finish()),
            Arc::new(self.texts.finish()),
        ];
        (self.rows, self.bytes) = (0, 0);
        self.file.group(columns)
    }

    pub(super) fn finish(mut self) -> Result<Finished, LakeError> {
        if self.rows > 0 {
            self.end_group()?;
        }
        self.file.finish()
    }
}

impl Lake {
    /// Whether an import kept its releases in their own words; one from before they were kept did not.
    ///
    /// # Errors
    /// Where its manifest cannot be read.
    pub fn keeps_releases(&self, import: &Import) -> Result<bool, LakeError> {
        Ok(parts_with_releases(&self.manifest(import)?).next().is_some())
    }

    /// Gives the releases of those processes that are wanted, in the order of parts and lines; without their texts where
    /// `with_texts` is false, and much faster.
    ///
    /// # Errors
    /// Where a table is not what was written.
    pub fn each_release(
        &self,
        import: &Import,
        with_texts: bool,
        wanted: &dyn Fn(&str) -> bool,
        take: &mut dyn FnMut(Published<'_>),
    ) -> Result<(), LakeError> {
        let manifest = self.manifest(import)?;
        let parts: Vec<usize> = parts_with_releases(&manifest).collect();
        if parts.is_empty() {
            return Ok(());
        }
        self.check_whole(self.expected(&manifest, [&RELEASES])?, 1)?;
        for part in parts {
            let path = self.table_path(&RELEASES, &import.sha256, part);
            let about = OpenTable::open(&RELEASES, path.clone(), &["text"])?;
            let whole = OpenTable::open(&RELEASES, path, &[])?;
            for number in 0..about.groups() {
                let group = about.read(number)?;
                let tenders = group.uniques("tender")?;
                let rows: Vec<usize> = (0..group.rows())
                    .filter(|row| wanted(tenders.value(*row)))
                    .collect();
                if rows.is_empty() {
                    continue;
                }
                let (lines, steps) = (group.longs("line")?, group.flags("step")?);
                let texts = with_texts.then(|| whole.read(number)).transpose()?;
                let texts = texts.as_ref().map(|group| group.uniques("text")).transpose()?;
                for row in rows {
                    take(Published {
                        tender: tenders.value(row),
                        line: group.fit("line", lines.value(row))?,
                        is_step: steps.value(row),
                        text: texts
                            .filter(|texts| row < texts.len())
                            .map_or("", |texts| texts.value(row)),
                    });
                }
            }
        }
        Ok(())
    }
}

/// The parts of an import whose manifest names a table of releases.
fn parts_with_releases(manifest: &Manifest) -> impl Iterator<Item = usize> {
    let parts = manifest.hashes.iter().flatten().enumerate();
    parts
        .filter(|(_, hashes)| hashes.contains_key(RELEASES.name))
        .map(|(part, _)| part)
}
