use std::collections::BTreeSet;

use golugah_findings::TableMap;
use sea_orm::DbErr;

use crate::imports::{HANDS_IN, ImportState, queries};
use crate::support::web::Role;
use golugah_desk::{Deed, Desk, Refusal};

/// Somebody says what the columns of a table are; it is read by that, and so are later tables of its form.
#[derive(Clone, Debug)]
pub struct SayColumns {
    /// The file.
    pub import: i64,
    /// Its row as it was seen.
    pub version: i64,
    /// The form of table.
    pub form: String,
    /// What was said.
    pub map: TableMap,
}

impl Deed for SayColumns {
    const NAME: &'static str = "import.say_columns";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let role = Role::of_hat(&desk.actor().role);
        if !HANDS_IN.admits(role) {
            return Err(Refusal::Rule("refusal-not-handing-in"));
        }
        check(&self.map)?;
        let import = queries::import(desk.read(), self.import)
            .await?
            .ok_or(Refusal::Missing)?;
        if import
            .state()
            .is_none_or(|state| !state.may_become(ImportState::Waiting))
        {
            return Err(Refusal::Rule("refusal-import-waits"));
        }
        let content = serde_json::to_string(&self.map);
        let content = content.map_err(|error| Refusal::Broken(DbErr::Custom(error.to_string())))?;
        let columns = vec![
            ("form", self.form.into()),
            ("said_on", desk.now().day().into()),
            ("person_id", desk.actor().person.into()),
            ("content", content.into()),
        ];
        let map = desk.insert("table_maps", columns).await?;
        let columns = vec![
            ("state", ImportState::Waiting.word().into()),
            ("reason", "".into()),
            ("map_id", map.into()),
        ];
        desk.update("imports", self.import, self.version, columns).await?;
        desk.of(super::case(self.import));
        Ok(map)
    }
}

/// Whether there is enough to make records of, each field once.
fn check(map: &TableMap) -> Result<(), Refusal> {
    let refused = |key| Err(Refusal::Rule(key));
    let said: Vec<&str> = map.column.iter().map(|one| one.is.as_str()).collect();
    let fields: Vec<&str> = said
        .iter()
        .copied()
        .filter(|is| !matches!(*is, "ignored" | "step"))
        .collect();
    let once: BTreeSet<&str> = fields.iter().copied().collect();
    if once.len() < fields.len() {
        return refused("refusal-columns-twice");
    }
    let has = |field: &str| said.contains(&field);
    let steps = said.iter().filter(|is| **is == "step").count();
    if map.holds == "objects" {
        return if map.case.is_empty() {
            refused("refusal-objects-none")
        } else {
            Ok(())
        };
    }
    let is_enough = match map.holds.as_str() {
        "events" => has("case") && (has("activity") && has("time") || steps >= 2),
        _ => ["number", "title", "buyer"].into_iter().any(has) && fields.len() >= 2,
    };
    if is_enough {
        Ok(())
    } else {
        refused("refusal-columns-few")
    }
}
