//! What can be done with people.

mod admit_first;
mod admit_person;
mod change_person;
mod end_deputy;
mod end_person;
mod give_code;
mod give_deputy;
mod renew_sign_in;
mod return_person;

pub use admit_first::AdmitFirst;
pub use admit_person::AdmitPerson;
pub use change_person::ChangePerson;
pub use end_deputy::EndDeputy;
pub use end_person::EndPerson;
pub use give_code::GiveCode;
pub use give_deputy::GiveDeputy;
pub use renew_sign_in::RenewSignIn;
pub use return_person::ReturnPerson;

use super::{DEPUTY, Role, queries};
use crate::agencies;
use golugah_desk::{Desk, Matter, Refusal};

/// The case of a person in the log.
fn case(person: i64) -> Matter {
    Matter::of("person", person)
}

/// The post somebody is to have.
struct Post {
    role: Role,
    agency: Option<i64>,
}

impl Post {
    /// Refuses a second governor, and an agency's post without an agency or with a second head; gives the agency that is kept.
    async fn check(&self, desk: &Desk<'_>, person: Option<i64>) -> Result<Option<i64>, Refusal> {
        if self.role == Role::Governor && queries::governors_besides(desk.read(), person).await? > 0 {
            return Err(Refusal::Rule("refusal-governor-known"));
        }
        if !self.role.is_of_an_agency() {
            return Ok(None);
        }
        let Some(agency) = self.agency else {
            return Err(Refusal::Rule("refusal-head-without-agency"));
        };
        if !agencies::exists(desk.read(), agency).await? {
            return Err(Refusal::Rule("refusal-head-without-agency"));
        }
        if self.role == Role::AgencyHead
            && let Some(head) = queries::head_of(desk.read(), agency).await?
            && Some(head.id) != person
        {
            return Err(Refusal::Rule("refusal-head-known"));
        }
        Ok(self.agency)
    }
}

/// Keeps the hash of somebody's password; none for whoever is to sign in no more.
async fn keep_password(desk: &mut Desk<'_>, person: i64, hash: Option<String>) -> Result<(), Refusal> {
    match queries::credential(desk.read(), person).await? {
        Some(row) => {
            let columns = vec![("password_hash", hash.into())];
            desk.update("credentials", row.id, row.version, columns).await
        }
        None if hash.is_none() => Ok(()),
        None => {
            let columns = vec![("person_id", person.into()), ("password_hash", hash.into())];
            desk.insert("credentials", columns).await.map(|_| ())
        }
    }
}

/// Takes back the code that somebody was given: it was used, or is to be worth nothing any more.
async fn end_code(desk: &mut Desk<'_>, person: i64) -> Result<(), Refusal> {
    let Some(row) = queries::code_row(desk.read(), person).await? else {
        return Ok(());
    };
    let columns = vec![
        ("code_hash", None::<String>.into()),
        ("expires_at", None::<String>.into()),
    ];
    desk.update("codes", row.id, row.version, columns).await
}

/// Ends the deputyships under a head who is one no longer.
async fn end_deputyships(desk: &mut Desk<'_>, head: i64) -> Result<(), Refusal> {
    for deputy in queries::deputies_of(desk.read(), head).await? {
        let nobody = vec![("deputy_of", None::<i64>.into())];
        desk.update("people", deputy.id, deputy.version, nobody).await?;
    }
    Ok(())
}

/// Refuses what would leave the county without anybody who can enter people.
async fn leave_an_administrator(desk: &Desk<'_>, person: i64) -> Result<(), Refusal> {
    match queries::administrators_besides(desk.read(), person).await? {
        0 => Err(Refusal::Rule("refusal-last-administrator")),
        _ => Ok(()),
    }
}

/// Refuses whoever is neither the head of this agency nor an administrator.
async fn check_head_or_administrator(desk: &Desk<'_>, agency: i64) -> Result<(), Refusal> {
    let role = desk.actor().role.as_str();
    if role == Role::Administrator.word() {
        return Ok(());
    }
    if role == DEPUTY {
        return Err(Refusal::Rule("refusal-not-by-deputy"));
    }
    match queries::speaks_for(desk.read(), desk.actor(), agency).await? {
        true => Ok(()),
        false => Err(Refusal::Rule("refusal-deputy-of-another-agency")),
    }
}
