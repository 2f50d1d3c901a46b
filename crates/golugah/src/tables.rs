//! How the program has tables read: the mapping that was given, and words in the reader's language.

use std::path::Path;
use std::sync::Arc;

use golugah_findings::{TableLook, TableMap, TableRow, TableSheet};
use golugah_intake::{
    Headed, ObjectType, Opened, SheetSeen, Tables, fields, look as looked, sha256_of_texts,
};
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
        types: None,
        named: None,
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

/// What a mapping of an object-centric log holds.
const OBJECTS: &str = "objects";

/// Tables by what somebody said of their columns on the site.
pub(crate) fn said(map: &TableMap, tables: Tables) -> Result<Tables, Failure> {
    if map.holds == OBJECTS {
        return Ok(Tables {
            case: Some(map.case.clone()),
            ..tables
        });
    }
    let text = toml::to_string(map).map_err(Failure::because)?;
    let map = tables.read_map(&text).map_err(Failure::because)?;
    Ok(Tables {
        map: Some(Arc::new(map)),
        ..tables
    })
}

/// Tables on the site, where nobody writes a mapping into a file: what is in doubt is chosen in a form.
pub(crate) fn on_site(name: &str, language: Language) -> Tables {
    Tables {
        say: Arc::new(move |key, with| table_words(key_on_site(key), with, language)),
        named: Some(name.to_owned()),
        ..in_language(language)
    }
}

fn key_on_site(key: &str) -> &str {
    match key {
        "tables-doubt-unheaded" => "tables-ask-unheaded",
        "tables-doubt-column" => "tables-ask-column",
        "tables-doubt-unit" => "tables-ask-unit",
        "tables-doubt-unit-cells" => "tables-ask-unit-cells",
        "tables-doubt-sheets" => "tables-ask-sheets",
        "tables-doubt-short" => "tables-ask-short",
        "tables-doubt-same" => "tables-ask-same",
        "tables-says-no-buyer" => "tables-ask-no-buyer",
        "tables-doubt-order" => "tables-ask-order",
        "tables-doubt-century" => "tables-ask-century",
        "tables-not-known" | "tables-not-known-text" => "tables-ask-all",
        "tables-no-header" => "tables-ask-no-header",
        "tables-no-heading" => "tables-ask-no-heading",
        "tables-cell-day-short-year" => "tables-ask-cell-short-year",
        "tables-cell-day-order" => "tables-ask-cell-order",
        "tables-many-rejects" => "tables-ask-many-rejects",
        "tables-many-names" => "tables-ask-many-names",
        key => key,
    }
}

/// A table as it is seen, in words of a language; `None` where the file is none.
pub(crate) fn look(
    path: &Path,
    name: &str,
    language: Language,
    at: Option<&Headed>,
) -> Result<Option<TableLook>, Failure> {
    let look = looked(path, &on_site(name, language), at).map_err(Failure::because)?;
    let Some(look) = look else {
        return Ok(None);
    };
    Ok(Some(TableLook {
        form: look.form,
        map: toml::from_str(&look.map).map_err(Failure::because)?,
        rows: look.rows,
        of_tenders: fields(true),
        of_events: fields(false),
        doubts: look.doubts,
        assumed: look.assumed,
        must: look.must,
        sheets: look.sheets.into_iter().map(sheet).collect(),
        objects: Vec::new(),
    }))
}

/// An object-centric log as it is seen: the types of object that can be the case, the likeliest chosen.
pub(crate) fn look_of(types: &[ObjectType]) -> TableLook {
    let names: Vec<&str> = types.iter().map(|one| one.name.as_str()).collect();
    let mut form = names.clone();
    form.sort_unstable();
    let likeliest = types.iter().find(|one| one.likeliest);
    TableLook {
        form: sha256_of_texts(&[&form.join("\n")]),
        map: TableMap {
            holds: OBJECTS.to_owned(),
            case: likeliest.map(|one| one.name.clone()).unwrap_or_default(),
            ..TableMap::default()
        },
        objects: types
            .iter()
            .map(|one| golugah_findings::ObjectType {
                name: one.name.clone(),
                objects: one.objects,
                events: one.events,
                in_several: one.in_several,
                likeliest: one.likeliest,
                examples: one.examples.clone(),
            })
            .collect(),
        ..TableLook::default()
    }
}

fn sheet(seen: SheetSeen) -> TableSheet {
    let rows = seen.rows.into_iter();
    TableSheet {
        name: seen.name,
        rows: rows.map(|(number, cells)| TableRow { number, cells }).collect(),
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
