//! Columns under construction, and columns as they are read: one row group at a time.

use std::fs::File;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Int32Builder, ListBuilder, StringBuilder, TimestampMillisecondBuilder,
};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type, TimestampMillisecondType};
use arrow_array::{
    ArrayRef, BooleanArray, Int32Array, Int64Array, RecordBatch, StringArray, TimestampMillisecondArray,
};
use arrow_schema::{DataType, Field};
use golugah_records::Timestamp;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};

use crate::LakeError;
use crate::table::Table;
use crate::views::{Lists, Moments, Texts};

/// The first and the last millisecond that a published moment can name: the years 0 to 9999 of RFC 3339, and a day on
/// either side for its offset. Within these, differences and local days of moments never leave 64 bits.
const MOMENTS: std::ops::RangeInclusive<i64> = -62_167_305_600_000..=253_402_387_199_999;

/// Moments under construction: three columns.
#[derive(Default)]
pub(crate) struct MomentBuilder {
    at: TimestampMillisecondBuilder,
    offset_minutes: Int32Builder,
    date_only: BooleanBuilder,
}

impl MomentBuilder {
    pub(crate) fn push(&mut self, moment: Option<Timestamp>) {
        self.at.append_option(moment.map(|moment| moment.millis));
        // A zone that was not published is NULL, as everything that was not.
        let offset = moment
            .filter(|moment| moment.zone_known)
            .map(|moment| i32::from(moment.offset_minutes));
        self.offset_minutes.append_option(offset);
        self.date_only
            .append_option(moment.map(|moment| moment.date_only));
    }

    pub(crate) fn finish(&mut self) -> [ArrayRef; 3] {
        [
            Arc::new(self.at.finish()),
            Arc::new(self.offset_minutes.finish()),
            Arc::new(self.date_only.finish()),
        ]
    }
}

/// Adds a published text; an empty one was not published.
pub(crate) fn push_text(builder: &mut StringBuilder, text: &str) {
    builder.append_option((!text.is_empty()).then_some(text));
}

/// Lists of texts under construction.
pub(crate) fn list_builder() -> ListBuilder<StringBuilder> {
    ListBuilder::new(StringBuilder::new()).with_field(Field::new("element", DataType::Utf8, true))
}

/// Adds a list of published texts; an empty text was not published.
pub(crate) fn push_texts<'a>(builder: &mut ListBuilder<StringBuilder>, texts: impl Iterator<Item = &'a str>) {
    for text in texts {
        push_text(builder.values(), text);
    }
    builder.append(true);
}

/// A table's file with its footer read.
pub(crate) struct OpenTable {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
    columns: Vec<&'static str>,
}

impl OpenTable {
    /// Reads the footer; `skipped` names columns that are not wanted.
    pub(crate) fn open(table: &Table, path: PathBuf, skipped: &[&str]) -> Result<Self, LakeError> {
        let file = File::open(&path).map_err(LakeError::file(&path))?;
        let load = |schema| {
            let options = ArrowReaderOptions::new().with_schema(schema);
            guarded(&path, || ArrowReaderMetadata::load(&file, options))
        };
        let mut metadata = load(table.read())?;
        for before in table.read_as_before() {
            if metadata.is_err() {
                metadata = load(before)?;
            }
        }
        let metadata = metadata.map_err(LakeError::parquet(&path))?;
        let columns = table.columns.iter().map(crate::table::Column::name);
        let columns = columns.filter(|name| !skipped.contains(name)).collect();
        Ok(Self {
            path,
            metadata,
            columns,
        })
    }

    /// How many row groups it has.
    pub(crate) fn groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    /// Sees that the row groups have these numbers of rows.
    pub(crate) fn expect_groups(&self, rows: impl Iterator<Item = usize>) -> Result<(), LakeError> {
        let groups = self.metadata.metadata().row_groups().iter();
        if groups
            .map(|group| usize::try_from(group.num_rows()).ok())
            .eq(rows.map(Some))
        {
            return Ok(());
        }
        Err(LakeError::damaged(
            &self.path,
            "its row groups are not those that the import's manifest names",
        ))
    }

    /// Reads one row group whole.
    pub(crate) fn read(&self, group: usize) -> Result<Group, LakeError> {
        let rows = self
            .metadata
            .metadata()
            .row_groups()
            .get(group)
            .map(|group| group.num_rows());
        let rows = rows.and_then(|rows| usize::try_from(rows).ok());
        let rows =
            rows.ok_or_else(|| LakeError::damaged(&self.path, format!("row group {group} is missing")))?;
        let file = File::open(&self.path).map_err(LakeError::file(&self.path))?;
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        let mask = ProjectionMask::columns(builder.parquet_schema(), self.columns.iter().copied());
        let builder = builder
            .with_projection(mask)
            .with_row_groups(vec![group])
            .with_batch_size(rows);
        let mut reader = guarded(&self.path, || builder.build())?.map_err(LakeError::parquet(&self.path))?;
        match guarded(&self.path, || reader.next())? {
            Some(Ok(batch)) if batch.num_rows() == rows => Ok(Group {
                path: self.path.clone(),
                batch,
            }),
            Some(Err(error)) => Err(LakeError::parquet(&self.path)(error.into())),
            _ => Err(LakeError::damaged(
                &self.path,
                format!("row group {group} has fewer rows than it says"),
            )),
        }
    }

    /// A row group without rows.
    pub(crate) fn empty(&self) -> Group {
        Group {
            path: self.path.clone(),
            batch: RecordBatch::new_empty(self.metadata.schema().clone()),
        }
    }
}

/// Lets the Parquet library read. It panics at some damaged pages, which a lake from before there were hashes may hand it.
fn guarded<T>(path: &Path, read: impl FnOnce() -> T) -> Result<T, LakeError> {
    // What was being read is given up.
    panic::catch_unwind(AssertUnwindSafe(read))
        .map_err(|_| LakeError::damaged(path, "the Parquet library could not make sense of it"))
}

/// One row group in memory.
pub(crate) struct Group {
    path: PathBuf,
    batch: RecordBatch,
}

impl Group {
    /// How many rows it has.
    pub(crate) fn rows(&self) -> usize {
        self.batch.num_rows()
    }

    /// The file it was read from.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn column(&self, name: &str) -> Result<&ArrayRef, LakeError> {
        self.batch
            .column_by_name(name)
            .ok_or_else(|| LakeError::damaged(&self.path, format!("the column `{name}` is missing")))
    }

    /// Whether the column was asked for; the others read as NULL in every row.
    fn has(&self, name: &str) -> bool {
        self.batch.schema_ref().column_with_name(name).is_some()
    }

    /// The column, seen as what the schema that it was read with says it is.
    fn cast<'a, T>(
        &'a self,
        name: &str,
        cast: impl FnOnce(&'a ArrayRef) -> Option<T>,
    ) -> Result<T, LakeError> {
        let what = || LakeError::damaged(&self.path, format!("the column `{name}` is of another type"));
        cast(self.column(name)?).ok_or_else(what)
    }

    /// Texts that repeat.
    pub(crate) fn texts(&self, name: &str) -> Result<Texts<'_>, LakeError> {
        self.cast(name, Texts::of)
    }

    /// The same of a column that may not have been asked for.
    pub(crate) fn texts_if_asked(&self, name: &str) -> Result<Texts<'_>, LakeError> {
        if self.has(name) {
            self.texts(name)
        } else {
            Ok(Texts::none())
        }
    }

    /// Lists of texts that repeat.
    pub(crate) fn lists(&self, name: &str) -> Result<Lists<'_>, LakeError> {
        self.cast(name, |column| {
            let list = column.as_list_opt::<i32>()?;
            Some(Lists {
                offsets: list.value_offsets(),
                texts: Texts::of(list.values())?,
            })
        })
    }

    /// The same of a column that may not have been asked for.
    pub(crate) fn lists_if_asked(&self, name: &str) -> Result<Option<Lists<'_>>, LakeError> {
        self.has(name).then(|| self.lists(name)).transpose()
    }

    /// A text of its own in each row; empty where it is NULL.
    pub(crate) fn uniques(&self, name: &str) -> Result<&StringArray, LakeError> {
        self.cast(name, |column| column.as_string_opt::<i32>())
    }

    /// The same of a column that may not have been asked for.
    pub(crate) fn uniques_if_asked(&self, name: &str) -> Result<Option<&StringArray>, LakeError> {
        self.has(name).then(|| self.uniques(name)).transpose()
    }

    /// Moments with what is known of them, from the column of this name and the two that belong to it.
    pub(crate) fn moments(&self, name: &str) -> Result<Moments<'_>, LakeError> {
        let offset_minutes = format!("{name}_offset_minutes");
        let date_only = format!("{name}_date_only");
        if !self.has(&offset_minutes) {
            return Ok(Moments::at(self.times(name)?));
        }
        let offsets = self.smalls(&offset_minutes)?;
        self.check_offsets(&offset_minutes, offsets)?;
        Ok(Moments::at(self.times(name)?).written(offsets, self.flags(&date_only)?))
    }

    /// The same of a column that may not have been asked for.
    pub(crate) fn moments_if_asked(&self, name: &str) -> Result<Option<Moments<'_>>, LakeError> {
        self.has(name).then(|| self.moments(name)).transpose()
    }

    /// Milliseconds UTC, of moments that could have been published.
    pub(crate) fn times(&self, name: &str) -> Result<&TimestampMillisecondArray, LakeError> {
        let times = self.cast(name, |column| {
            column.as_primitive_opt::<TimestampMillisecondType>()
        })?;
        match times.iter().flatten().find(|millis| !MOMENTS.contains(millis)) {
            None => Ok(times),
            Some(millis) => {
                let what = format!("the column `{name}` has the moment {millis}, beyond the years 0 to 9999");
                Err(LakeError::damaged(&self.path, what))
            }
        }
    }

    /// The same of a column that may not have been asked for.
    pub(crate) fn times_if_asked(&self, name: &str) -> Result<Option<&TimestampMillisecondArray>, LakeError> {
        self.has(name).then(|| self.times(name)).transpose()
    }

    /// Sees that all offsets are of less than a day, as published ones are.
    pub(crate) fn check_offsets(&self, name: &str, offsets: &Int32Array) -> Result<(), LakeError> {
        if offsets
            .iter()
            .flatten()
            .all(|minutes| (-1_439..=1_439).contains(&minutes))
        {
            return Ok(());
        }
        let what = format!("the column `{name}` has offsets beyond a day");
        Err(LakeError::damaged(&self.path, what))
    }

    /// 64-bit numbers.
    pub(crate) fn longs(&self, name: &str) -> Result<&Int64Array, LakeError> {
        self.cast(name, |column| column.as_primitive_opt::<Int64Type>())
    }

    /// The same of a column that may not have been asked for.
    pub(crate) fn longs_if_asked(&self, name: &str) -> Result<Option<&Int64Array>, LakeError> {
        self.has(name).then(|| self.longs(name)).transpose()
    }

    /// Small numbers.
    pub(crate) fn smalls(&self, name: &str) -> Result<&Int32Array, LakeError> {
        self.cast(name, |column| column.as_primitive_opt::<Int32Type>())
    }

    /// The same of a column that may not be there.
    pub(crate) fn smalls_if_asked(&self, name: &str) -> Result<Option<&Int32Array>, LakeError> {
        self.has(name).then(|| self.smalls(name)).transpose()
    }

    /// Yes or no.
    pub(crate) fn flags(&self, name: &str) -> Result<&BooleanArray, LakeError> {
        self.cast(name, |column| column.as_boolean_opt())
    }

    /// The same of a column that may not have been asked for.
    pub(crate) fn flags_if_asked(&self, name: &str) -> Result<Option<&BooleanArray>, LakeError> {
        self.has(name).then(|| self.flags(name)).transpose()
    }

    /// A number that must fit another type, read in this group's name.
    pub(crate) fn fit<T: TryFrom<i64>>(&self, name: &str, number: i64) -> Result<T, LakeError> {
        T::try_from(number).map_err(|_| {
            LakeError::damaged(
                &self.path,
                format!("the column `{name}` holds the number {number}"),
            )
        })
    }
}
