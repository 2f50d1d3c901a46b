//! The tables: their columns, how those are encoded, and the writer of one file.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use crate::LakeError;
use crate::folder::Unfinished;
use crate::hashes::Hashed;

/// Rows of a row group, unless one process alone has more.
pub(crate) const GROUP_ROWS: usize = 65_536;

/// What a column holds, and with that how it is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A text that repeats: kept once per row group, each row a number.
    Text,
    /// A text of its own in each row: kept in place.
    Unique,
    /// A list of texts that repeat.
    Texts,
    /// Milliseconds UTC.
    Time,
    /// A 64-bit number, hardly ever the same twice.
    Long,
    /// A small number that repeats.
    Small,
    /// Yes or no.
    Flag,
}

/// One column.
pub(crate) struct Column {
    name: &'static str,
    kind: Kind,
    required: bool,
    /// 0 for what was always there.
    since: u8,
}

impl Column {
    const fn of(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: false,
            since: 0,
        }
    }

    /// A text that repeats.
    pub(crate) const fn text(name: &'static str) -> Self {
        Self::of(name, Kind::Text)
    }

    /// A text of its own in each row.
    pub(crate) const fn unique(name: &'static str) -> Self {
        Self::of(name, Kind::Unique)
    }

    /// A list of texts that repeat.
    pub(crate) const fn texts(name: &'static str) -> Self {
        Self::of(name, Kind::Texts).required()
    }

    /// Milliseconds UTC.
    pub(crate) const fn time(name: &'static str) -> Self {
        Self::of(name, Kind::Time)
    }

    /// A 64-bit number.
    pub(crate) const fn long(name: &'static str) -> Self {
        Self::of(name, Kind::Long)
    }

    /// A small number that repeats.
    pub(crate) const fn small(name: &'static str) -> Self {
        Self::of(name, Kind::Small)
    }

    /// Yes or no.
    pub(crate) const fn flag(name: &'static str) -> Self {
        Self::of(name, Kind::Flag)
    }

    /// The same, never NULL.
    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, and missing in files that were written before there was such a column. It stands behind all that came before.
    pub(crate) const fn later(mut self, since: u8) -> Self {
        self.since = since;
        self.required = false;
        self
    }

    /// Its name.
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// The Arrow field; texts that repeat are read as dictionaries, so that no text is copied per row.
    fn field(&self, dictionaries: bool) -> Field {
        let text = || match dictionaries {
            true => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            false => DataType::Utf8,
        };
        let kind = match self.kind {
            Kind::Text => text(),
            Kind::Unique => DataType::Utf8,
            Kind::Texts => DataType::List(Arc::new(Field::new("element", text(), true))),
            Kind::Time => DataType::Timestamp(TimeUnit::Millisecond, None),
            Kind::Long => DataType::Int64,
            Kind::Small => DataType::Int32,
            Kind::Flag => DataType::Boolean,
        };
        Field::new(self.name, kind, !self.required)
    }

    fn path(&self) -> ColumnPath {
        match self.kind {
            Kind::Texts => ColumnPath::new([self.name, "list", "element"].map(String::from).to_vec()),
            _ => ColumnPath::from(self.name),
        }
    }
}

/// One table.
pub(crate) struct Table {
    /// Its name, which is also that of its folder.
    pub(crate) name: &'static str,
    /// Its columns, in order.
    pub(crate) columns: &'static [Column],
}

impl Table {
    /// The schema that is written: what everybody understands.
    pub(crate) fn written(&self) -> SchemaRef {
        self.schema(self.columns.iter(), false)
    }

    /// The schema that we read it with.
    pub(crate) fn read(&self) -> SchemaRef {
        self.schema(self.columns.iter(), true)
    }

    /// The schemas of files from before columns were added, the latest first.
    pub(crate) fn read_as_before(&self) -> impl Iterator<Item = SchemaRef> {
        let last = self.columns.iter().map(|column| column.since).max();
        (0..last.unwrap_or(0)).rev().map(|since| {
            let before = self.columns.iter().filter(|column| column.since <= since);
            self.schema(before, true)
        })
    }

    fn schema<'a>(&self, columns: impl Iterator<Item = &'a Column>, dictionaries: bool) -> SchemaRef {
        let fields: Vec<Field> = columns.map(|column| column.field(dictionaries)).collect();
        Arc::new(Schema::new(fields))
    }

    fn properties(&self) -> WriterProperties {
        // One page per column and row group where it can be: a page is what is unpacked at a time.
        let mut properties = WriterProperties::builder()
            .set_compression(Compression::UNCOMPRESSED)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_max_row_group_row_count(None)
            .set_data_page_row_count_limit(GROUP_ROWS)
            .set_data_page_size_limit(8 << 20)
            // A column that fell back to plain texts would be read by building the dictionary anew.
            .set_dictionary_page_size_limit(usize::MAX)
            .set_offset_index_disabled(true)
            .set_created_by("golugah-lake".to_owned());
        for column in self.columns {
            let repeats = matches!(column.kind, Kind::Text | Kind::Texts | Kind::Small);
            properties = properties.set_column_dictionary_enabled(column.path(), repeats);
            // Texts shrink to a quarter; numbers hardly to a half, and uncompressed they are only copied.
            if matches!(column.kind, Kind::Text | Kind::Texts | Kind::Unique) {
                properties =
                    properties.set_column_compression(column.path(), Compression::ZSTD(ZstdLevel::default()));
            }
        }
        properties.build()
    }
}

/// Writes one file of one table.
pub(crate) struct TableWriter {
    schema: SchemaRef,
    path: PathBuf,
    unfinished: Unfinished,
    writer: ArrowWriter<Hashed>,
}

impl TableWriter {
    /// Begins the file in `unfinished`'s place.
    pub(crate) fn new(table: &Table, unfinished: Unfinished, file: File) -> Result<Self, LakeError> {
        let schema = table.written();
        let path = unfinished.path().to_owned();
        // The Arrow schema beside Parquet's own says nothing more.
        let options = ArrowWriterOptions::new()
            .with_properties(table.properties())
            .with_skip_arrow_metadata(true);
        let writer = ArrowWriter::try_new_with_options(Hashed::new(file), Arc::clone(&schema), options)
            .map_err(LakeError::parquet(&path))?;
        Ok(Self {
            schema,
            path,
            unfinished,
            writer,
        })
    }

    /// Writes one row group; the columns are those of the table, in order. Without rows there is no group.
    pub(crate) fn group(&mut self, columns: Vec<ArrayRef>) -> Result<(), LakeError> {
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(|error| LakeError::parquet(&self.path)(error.into()))?;
        self.writer
            .write(&batch)
            .and_then(|()| self.writer.flush())
            .map_err(LakeError::parquet(&self.path))
    }

    /// Ends the file and sees it onto the disk.
    pub(crate) fn finish(self) -> Result<Finished, LakeError> {
        let written = self.writer.into_inner().map_err(LakeError::parquet(&self.path))?;
        let (file, hash) = written.into_parts();
        file.sync_all().map_err(LakeError::file(&self.path))?;
        Ok(Finished {
            file: self.unfinished,
            hash,
        })
    }
}

/// A whole file that waits for its name, and the hash of its bytes.
pub(crate) struct Finished {
    pub(crate) file: Unfinished,
    pub(crate) hash: String,
}
