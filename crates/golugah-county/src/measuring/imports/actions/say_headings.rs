use golugah_findings::TableMap;
use sea_orm::DbErr;

use crate::imports::{HANDS_IN, ImportState, queries};
use crate::support::web::Role;
use golugah_desk::{Deed, Desk, Refusal};

/// Somebody says where the headings of a table stand; the worker looks at it again and asks what its columns are.
#[derive(Clone, Debug)]
pub struct SayHeadings {
    /// The file.
    pub import: i64,
    /// Its row as it was seen.
    pub version: i64,
    /// The sheets that are read; of a text none.
    pub sheets: Vec<String>,
    /// The row of headings, or the two.
    pub header: Vec<u64>,
}

impl Deed for SayHeadings {
    const NAME: &'static str = "import.say_headings";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if !HANDS_IN.admits(Role::of_hat(&desk.actor().role)) {
            return Err(Refusal::Rule("refusal-not-handing-in"));
        }
        let import = queries::import(desk.read(), self.import)
            .await?
            .ok_or(Refusal::Missing)?;
        if import
            .state()
            .is_none_or(|state| !state.may_become(ImportState::Waiting))
        {
            return Err(Refusal::Rule("refusal-import-waits"));
        }
        // What the columns are is said when somebody has seen them.
        let map = TableMap {
            holds: "tenders".to_owned(),
            row: "tender".to_owned(),
            sheets: self.sheets,
            header: self.header,
            ..TableMap::default()
        };
        let content = serde_json::to_string(&map);
        let content = content.map_err(|error| Refusal::Broken(DbErr::Custom(error.to_string())))?;
        // It is no table's form, and is proposed for none.
        let columns = vec![
            ("form", "".into()),
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
