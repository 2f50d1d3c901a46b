//! What columns of one row group say, row by row.

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Int32Array, Int64Array, StringArray, TimestampMillisecondArray,
};
use golugah_records::Timestamp;

/// Texts that repeat: numbers, and the words they stand for.
pub(crate) struct Texts<'a> {
    /// Empty where the column was not asked for.
    numbers: &'a [i32],
    /// What says which rows are NULL; none where no row is.
    nulls: Option<&'a Int32Array>,
    words: Vec<&'a str>,
}

impl<'a> Texts<'a> {
    /// A column that was not asked for.
    pub(crate) fn none() -> Self {
        Self {
            numbers: &[],
            nulls: None,
            words: Vec::new(),
        }
    }

    pub(crate) fn of(column: &'a ArrayRef) -> Option<Self> {
        let dictionary = column.as_dictionary_opt::<Int32Type>()?;
        let words = dictionary.values().as_string_opt::<i32>()?;
        let words = (0..words.len()).map(|index| words.value(index)).collect();
        let numbers = dictionary.keys();
        Some(Self {
            numbers: numbers.values(),
            nulls: (numbers.null_count() > 0).then_some(numbers),
            words,
        })
    }

    /// The words of this row group, each once.
    pub(crate) fn words(&self) -> &[&'a str] {
        &self.words
    }

    /// The number of the row's word among [`Texts::words`]; none where it is NULL.
    #[expect(
        clippy::cast_sign_loss,
        reason = "a key of a dictionary is no negative number"
    )]
    pub(crate) fn number(&self, row: usize) -> Option<usize> {
        let number = *self.numbers.get(row)? as usize;
        match self.nulls {
            Some(nulls) if nulls.is_null(row) => None,
            _ => Some(number),
        }
    }

    /// The row's text; empty where it is NULL.
    pub(crate) fn get(&self, row: usize) -> &'a str {
        self.number(row).map_or("", |number| self.words[number])
    }
}

/// Lists of texts that repeat.
pub(crate) struct Lists<'a> {
    pub(crate) offsets: &'a [i32],
    /// The texts of all lists.
    pub(crate) texts: Texts<'a>,
}

impl Lists<'_> {
    /// Where the row's list lies among the texts.
    #[expect(clippy::cast_sign_loss, reason = "an offset of a list is no negative number")]
    pub(crate) fn range(&self, row: usize) -> std::ops::Range<usize> {
        self.offsets[row] as usize..self.offsets[row + 1] as usize
    }

    /// Whether both have lists of the same lengths, row by row.
    pub(crate) fn same_lengths(&self, other: &Self) -> bool {
        self.offsets == other.offsets
    }
}

/// Moments with what is known of them.
pub(crate) struct Moments<'a> {
    at: &'a [i64],
    /// What says which rows are NULL; none where no row is.
    nulls: Option<&'a TimestampMillisecondArray>,
    /// How they were written, where that was asked for.
    written: Option<(&'a Int32Array, &'a BooleanArray)>,
}

impl<'a> Moments<'a> {
    /// Instants, nothing known of how they were written.
    pub(crate) fn at(at: &'a TimestampMillisecondArray) -> Self {
        Self {
            at: at.values(),
            nulls: (at.null_count() > 0).then_some(at),
            written: None,
        }
    }

    /// The same with offsets, which are of less than a day, and with what was a date alone.
    pub(crate) fn written(self, offset_minutes: &'a Int32Array, date_only: &'a BooleanArray) -> Self {
        Self {
            written: Some((offset_minutes, date_only)),
            ..self
        }
    }

    /// The row's moment.
    #[expect(clippy::cast_possible_truncation, reason = "checked for the whole group")]
    pub(crate) fn get(&self, row: usize) -> Option<Timestamp> {
        if self.nulls.is_some_and(|nulls| nulls.is_null(row)) {
            return None;
        }
        let instant = Timestamp {
            zone_known: false,
            ..Timestamp::utc(self.at[row])
        };
        let Some((offset_minutes, date_only)) = self.written else {
            return Some(instant);
        };
        let zone_known = offset_minutes.is_valid(row);
        Some(Timestamp {
            offset_minutes: if zone_known {
                offset_minutes.value(row) as i16
            } else {
                0
            },
            date_only: date_only.is_valid(row) && date_only.value(row),
            zone_known,
            ..instant
        })
    }
}

/// The row's text where it is a column of its own; empty where it is NULL.
pub(crate) fn unique(column: &StringArray, row: usize) -> &str {
    if column.is_valid(row) {
        column.value(row)
    } else {
        ""
    }
}

/// The row's number, none where it is NULL.
pub(crate) fn long(column: &Int64Array, row: usize) -> Option<i64> {
    column.is_valid(row).then(|| column.value(row))
}
