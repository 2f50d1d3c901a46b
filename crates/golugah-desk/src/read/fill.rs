//! Fills structs from rows, by the names of their fields, as `serde` fills them from anything else: a column that is
//! missing or holds something else is an error that names it, but for an `Option`, which a missing column leaves empty.

use std::fmt;

use sea_orm::DbErr;
use serde::Deserializer;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::cells::{Cell, Cells};

/// A row as a struct.
pub(super) fn filled<T: DeserializeOwned>(cells: &dyn Cells) -> Result<T, DbErr> {
    T::deserialize(Whole(cells)).map_err(wrong)
}

/// One column as a value.
pub(super) fn cell<T: DeserializeOwned>(cells: &dyn Cells, at: usize) -> Result<T, DbErr> {
    if at >= cells.count() {
        return Err(DbErr::Type(format!("there is no column {at}")));
    }
    let filled = T::deserialize(One { cells, at });
    filled.map_err(|error| wrong(custom(format_args!("column `{}`: {error}", cells.name(at)))))
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` gives it")]
fn wrong(error: Error) -> DbErr {
    DbErr::Type(error.to_string())
}

fn custom(message: impl fmt::Display) -> Error {
    serde::de::Error::custom(message)
}

/// A whole row.
struct Whole<'de>(&'de dyn Cells);

impl<'de> Deserializer<'de> for Whole<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Columns {
            cells: self.0,
            next: 0,
        })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The columns of a row, one after another.
struct Columns<'de> {
    cells: &'de dyn Cells,
    next: usize,
}

impl<'de> MapAccess<'de> for Columns<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if self.next == self.cells.count() {
            return Ok(None);
        }
        let name: StrDeserializer<'de, Error> = self.cells.name(self.next).into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let at = self.next;
        self.next += 1;
        let filled = seed.deserialize(One {
            cells: self.cells,
            at,
        });
        // What a field says of its value does not say which it is.
        filled.map_err(|error| custom(format_args!("column `{}`: {error}", self.cells.name(at))))
    }
}

/// One column of a row.
#[derive(Clone, Copy)]
struct One<'de> {
    cells: &'de dyn Cells,
    at: usize,
}

impl<'de> One<'de> {
    fn cell(self) -> Result<Cell<'de>, Error> {
        self.cells.cell(self.at).map_err(custom)
    }
}

impl<'de> Deserializer<'de> for One<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.cell()? {
            Cell::Nothing => visitor.visit_unit(),
            Cell::Number(number) => visitor.visit_i64(number),
            Cell::Real(real) => visitor.visit_f64(real),
            Cell::Text(text) => visitor.visit_str(text),
            Cell::Bytes(bytes) => visitor.visit_bytes(bytes),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.cell()? {
            Cell::Nothing => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// A column that no field is named after is not looked at.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier
    }
}
