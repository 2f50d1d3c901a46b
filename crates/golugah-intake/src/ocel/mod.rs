//! Object-centric event logs (OCEL 2.0 as JSON, XML or SQLite, OCEL 1.0 as JSON or XML), laid flat by one type of object.
//!
//! An event of such a log belongs to several objects and to no one case. Which type of object is the case is a choice that
//! changes every figure, so it is asked for (`--case TYPE`) and never guessed; only where all objects are of one type there is
//! nothing to choose. An event stands in the case of each object of that type that it concerns, once, however often it names
//! it. What that does to the figures is counted in [`Flattened`](golugah_records::Flattened) and said with every result.
//!
//! One pass, in any order of objects and events; memory grows with the events, objects and relations, not with the file.
//! What is kept of an event are its type, its time, its relations and the attributes that XES calls resource, group, life
//! cycle, due and planned; of an object its type, the applicant, the responsible officer and when it is due.
//!
//! What cannot be read is set aside with its line (of SQLite, the row of its table). A file that breaks off is refused as a
//! whole, for nobody can tell which of its cases are whole.

mod begins;
mod choose;
mod events;
mod facts;
mod flatten;
mod json;
mod keys;
mod store;
mod stream;
#[cfg(test)]
mod tests;
mod xml;

use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use golugah_records::EventLog;

pub(crate) use self::begins::form_of;
pub(crate) use self::keys::is_kept;
pub use self::store::{Described, ObjectStore, Trait};
use crate::table::Tables;
use crate::{Limits, Reject};

/// Reads an SQLite file into the store, and says what is wrong with a file that is none of OCEL: this crate knows no database.
pub type ReadDatabase = Arc<dyn Fn(&Path, &mut ObjectStore<'_>) -> Result<(), String> + Send + Sync>;

/// Is told the types of object that can be the case.
pub type OnTypes = Arc<dyn Fn(&[ObjectType]) + Send + Sync>;

/// A type of object that can be the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectType {
    /// Its name.
    pub name: String,
    /// Objects of it.
    pub objects: u64,
    /// Events that concern at least one of them.
    pub events: u64,
    /// Of those, the ones that concern several.
    pub in_several: u64,
    /// Whether it is most like a case.
    pub likeliest: bool,
    /// The identifiers of some of its objects, for whoever chooses; the beginning of a long one.
    pub examples: Vec<String>,
}

/// What an object-centric log is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Xml,
    Sqlite,
}

/// An object-centric log that is open.
pub(crate) struct Objects {
    pub(crate) form: Form,
    pub(crate) path: PathBuf,
    pub(crate) tables: Tables,
    pub(crate) limits: Limits,
}

/// Why an object-centric log was not read: with the file itself, or with its reader.
#[derive(Debug)]
pub(crate) enum Fault {
    /// In words.
    Told(String),
    Reader(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Reader(error)
    }
}

impl Objects {
    pub(crate) fn new(form: Form, path: &Path, limits: &Limits, tables: &Tables) -> Self {
        Self {
            form,
            path: path.to_owned(),
            tables: tables.clone(),
            limits: *limits,
        }
    }

    /// Reads the log to its end and lays it flat.
    pub(crate) fn log(
        &self,
        reader: &mut Box<dyn BufRead + Send>,
        stem: &str,
        on_reject: &mut dyn FnMut(Reject),
    ) -> Result<EventLog, Fault> {
        let mut store = ObjectStore::new(on_reject, self.limits.rejects);
        match self.form {
            Form::Json => json::read(reader, self.limits.record_bytes, &mut store)?,
            Form::Xml => xml::read(reader, &mut store)?,
            Form::Sqlite => {
                let Some(database) = &self.tables.database else {
                    return Err(Fault::Told((self.tables.say)("tables-objects-no-database", &[])));
                };
                database(&self.path, &mut store).map_err(Fault::Told)?;
            }
        }
        if let Some(what) = store.overflow() {
            return Err(Fault::Told(what));
        }
        let store = store.finish();
        let kind = choose::case(&store, &self.tables).map_err(Fault::Told)?;
        Ok(flatten::flatten(store, kind, stem))
    }
}
