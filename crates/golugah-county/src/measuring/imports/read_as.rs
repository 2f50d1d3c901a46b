//! What is known of how a file is read, for the words of its page: a table by its columns, or an object-centric log by the type of
//! object that is its case.

use golugah_findings::TableLook;
use sea_orm::DbErr;

use super::queries::{self, Import};
use crate::support::web::Site;
use golugah_desk::Read;

/// What the page of a file says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ReadAs {
    /// Whether it is an object-centric log.
    pub(super) objects: bool,
    /// The type of object that was chosen as its case; empty where none was.
    pub(super) case: String,
    /// Whether its records are cases of procedures.
    pub(super) cases: bool,
    /// Whether what stands proposed was said of an earlier file of this form; else something of it is not clear.
    pub(super) earlier: bool,
}

impl ReadAs {
    pub(super) async fn of(read: Read<'_>, import: &Import, look: Option<TableLook>) -> Result<Self, DbErr> {
        let Some(look) = look else {
            return Ok(Self {
                cases: is_log(&import.name),
                ..Self::default()
            });
        };
        let said = queries::map_of(read, import).await?;
        let said = said.filter(|said| !said.only_headed());
        let earlier = said.is_none() && queries::map_of_form(read, &look.form).await?.is_some();
        let objects = !look.objects.is_empty();
        let (case, holds) = match said {
            Some(said) => (said.case, said.holds),
            None => (String::new(), look.map.holds),
        };
        Ok(Self {
            objects,
            case,
            cases: objects || holds == "events",
            earlier,
        })
    }
}

/// Whether the name is one of an event log in XES.
fn is_log(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".xes") || name.ends_with(".xes.gz") || name.ends_with(".xes.zst")
}

/// What the worker saw of a table; `None` where what is stored is not as the program writes it.
pub(super) async fn look_of(site: &Site, sha256: &str) -> Option<TableLook> {
    let look = site.result(sha256).await.ok()?;
    serde_json::from_slice(&look).ok()
}
