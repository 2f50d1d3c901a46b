//! The database's shape beside what the migrations make: whoever can add a trigger or replace a view needs to change no
//! row to change what people see.

use std::fmt;

use sea_orm::DbErr;

use super::Fault;
use crate::Db;
use crate::made::{Made, Shape};

/// What is wrong with a part of the shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misshapen {
    /// It is gone.
    Missing,
    /// No migration makes it.
    Foreign,
    /// It is not as the migrations make it.
    Altered,
}

impl fmt::Display for Misshapen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "is gone",
            Self::Foreign => "is made by no migration",
            Self::Altered => "is not as the migrations make it",
        })
    }
}

impl Db {
    /// Holds the database's shape against what the migrations make: tables, views, indexes, triggers, and the rows that
    /// migrations write. A site that is about to serve asks this first.
    ///
    /// # Errors
    /// Where the database cannot be read. That the measure could not be made is no error, but a fault.
    pub async fn verify_shape(&self) -> Result<Vec<Fault>, DbErr> {
        let mut faults = Vec::new();
        if let Some(made) = self.made_or_told(&mut faults).await {
            compare(&made.shape, &self.found().await?, &mut faults);
        }
        Ok(faults)
    }

    /// What the migrations make; a fault where it could not be made, for then nothing was compared.
    pub(super) async fn made_or_told(&self, faults: &mut Vec<Fault>) -> Option<Made> {
        match self.made().await {
            Ok(made) => Some(made),
            Err(error) => {
                faults.push(Fault::ShapeUnknown {
                    because: error.to_string(),
                });
                None
            }
        }
    }
}

/// Names whatever is in one shape and not in the other.
pub(super) fn compare(made: &Shape, found: &Shape, faults: &mut Vec<Fault>) {
    for ((kind, name), expected) in &made.objects {
        let how = match found.objects.get(&(kind.clone(), name.clone())) {
            Some(text) if text == expected => continue,
            Some(_) => Misshapen::Altered,
            None => Misshapen::Missing,
        };
        faults.push(Fault::Shape {
            kind: kind.clone(),
            name: name.clone(),
            how,
        });
    }
    let foreign = found
        .objects
        .keys()
        .filter(|key| !made.objects.contains_key(*key));
    faults.extend(foreign.map(|(kind, name)| Fault::Shape {
        kind: kind.clone(),
        name: name.clone(),
        how: Misshapen::Foreign,
    }));
    for (table, expected) in &made.seeds {
        let rows = found.seeds.get(table).map_or(&[][..], Vec::as_slice);
        for (one, other, how) in [
            (expected.as_slice(), rows, Misshapen::Missing),
            (rows, expected.as_slice(), Misshapen::Foreign),
        ] {
            faults.extend(beyond(one, other).map(|row| Fault::Seed {
                table: (*table).to_owned(),
                row: row.to_owned(),
                how,
            }));
        }
    }
}

/// The rows of one sorted list that the other has not, or has less often.
fn beyond<'rows>(one: &'rows [String], other: &'rows [String]) -> impl Iterator<Item = &'rows str> {
    let mut rest = other.iter().peekable();
    one.iter().map(String::as_str).filter(move |row| {
        while rest.next_if(|known| known.as_str() < *row).is_some() {}
        rest.next_if(|known| known.as_str() == *row).is_none()
    })
}
