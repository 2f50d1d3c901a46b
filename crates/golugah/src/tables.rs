//! How the program has tables read: the mapping that was given, and words in the reader's language.

use std::sync::Arc;

use golugah_intake::{Opened, Tables};
use golugah_report::{Language, table_words};

use crate::arguments::Mapped;
use crate::failure::Failure;
use crate::objects;
use crate::progress::say;

/// Tables without a mapping.
pub(crate) fn in_language(language: Language) -> Tables {
    Tables {
        map: None,
        case: None,
        database: Some(objects::in_language(language)),
        say: Arc::new(move |key, with| table_words(key, with, language)),
    }
}

/// Tables with the mapping of this file, if one is named, and objects with the type that is the case.
pub(crate) fn mapped(mapped: &Mapped, language: Language) -> Result<Tables, Failure> {
    let mut tables = in_language(language);
    tables.case.clone_from(&mapped.case);
    if let Some(path) = &mapped.map {
        let failed =
            |what: &dyn std::fmt::Display| Failure::CouldNotRun(format!("{}: {what}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|error| failed(&error))?;
        let map = tables.read_map(&text).map_err(|what| failed(&what))?;
        tables.map = Some(Arc::new(map));
    }
    Ok(tables)
}

/// Says what was taken for granted of a table that came without a mapping.
pub(crate) fn say_assumed(opened: &Opened, tables: &Tables) {
    for what in opened.assumed() {
        let with = [("file", opened.file.as_str()), ("what", what.as_str())];
        say(&(tables.say)("tables-assumed", &with));
    }
}

/// Says that a log has cases of its own, where somebody chose a type of object.
pub(crate) fn say_case_unused(file: &str, tables: &Tables, is_flattened: bool) {
    if let Some(case) = tables.case.as_ref().filter(|_| !is_flattened) {
        say(&format!(
            "{file}: --case {case}: this is no object-centric log, and its cases are its own"
        ));
    }
}
