use std::collections::{BTreeMap, HashSet};
use std::fmt;

use golugah_persian::WorkingCalendar;
use sea_orm::DbErr;

use super::in_force::in_force_of;
use super::queries::{self, Clock, InForce};
use golugah_desk::{Db, Read};

/// A day in force that is not the one the records lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is due.
    pub matter: String,
    /// What is kept as in force; `None` where nothing is.
    pub found: Option<InForce>,
    /// What the records lead to; `None` where they lead to nothing.
    pub computed: Option<InForce>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let matter = &self.matter;
        match (&self.found, &self.computed) {
            (Some(found), Some(computed))
                if (&found.due, &found.due_at) != (&computed.due, &computed.due_at) =>
            {
                write!(
                    f,
                    "terms_in_force {matter}: due {} ({}), and its term leads to {} ({})",
                    found.due, found.due_at, computed.due, computed.due_at
                )
            }
            (Some(_), Some(_)) => write!(
                f,
                "terms_in_force {matter}: not what its term and its steps lead to"
            ),
            (Some(_), None) => write!(f, "terms_in_force {matter}: no term gives it a day"),
            (None, _) => write!(f, "terms_in_force {matter}: it has a term, and no day in force"),
        }
    }
}

/// Holds the table of what is in force, for which the log cannot vouch, against the records, for which it does. The
/// calendar is the one with the county's closures.
///
/// # Errors
/// Those of the database; what differs is a finding.
pub async fn recheck(db: &Db, calendar: &WorkingCalendar) -> Result<Vec<Fault>, DbErr> {
    recheck_all(db.read(), calendar).await
}

pub(super) async fn recheck_all(read: Read<'_>, calendar: &WorkingCalendar) -> Result<Vec<Fault>, DbErr> {
    let clocks = queries::clocks(read).await?;
    let none = Clock::default();
    let mut found: BTreeMap<String, InForce> = BTreeMap::new();
    for row in queries::all_in_force(read).await? {
        found.insert(row.matter.clone(), row);
    }
    let mut faults = Vec::new();
    let mut seen = HashSet::new();
    for row in queries::last_of_all(read).await? {
        let clock = clocks.get(&row.id).unwrap_or(&none);
        let computed = row.term().map(|term| in_force_of(&row, &term, clock, calendar));
        let known = found.remove(&row.matter);
        // Two terms of one matter of which neither took the other's place are no deed's work.
        if known != computed || !seen.insert(row.matter.clone()) {
            faults.push(Fault {
                matter: row.matter,
                found: known,
                computed,
            });
        }
    }
    faults.extend(found.into_values().map(|row| Fault {
        matter: row.matter.clone(),
        found: Some(row),
        computed: None,
    }));
    Ok(faults)
}
