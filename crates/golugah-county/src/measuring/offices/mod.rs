//! Offices of the data: the buyers and offices that files name, each laid once, by a person, to the agency of the county that
//! it is. From then on owners are proposed from it, and an agency sees what is its own.

pub mod actions;
mod list;
mod model;
mod offer;
mod queries;
mod show;
mod workbook;

pub use queries::{Office, office_of};

pub(crate) use offer::Offer;
pub(crate) use queries::agencies_of;

use self::actions::LinkOffice;
use self::show::Show;
use crate::support::web::{ROWS, Role, Routes, Who};
use golugah_desk::{Desk, Refusal};

/// An office as the data names it: what kind of group, its id and its name.
pub type Named = (String, String, String);

/// Whether groups of this kind are offices, or an office's own: a procedure is one office's work.
pub fn is_office(kind: &str) -> bool {
    matches!(kind, "buyer" | "procuring_entity" | "procedure")
}

/// Makes an office known, within the deed of whoever met it; of one that is known nothing is written.
pub(crate) async fn meet(desk: &mut Desk<'_>, (kind, id, name): &Named) -> Result<(), Refusal> {
    if !is_office(kind) || office_of(desk.read(), kind, id).await?.is_some() {
        return Ok(());
    }
    let columns = vec![
        ("kind", kind.as_str().into()),
        ("group_id", id.as_str().into()),
        ("name", name.as_str().into()),
    ];
    desk.insert("offices", columns).await.map(|_| ())
}

/// How many offices one press lays to agencies: as many as a page shows.
pub const AT_ONCE: usize = ROWS;

pub(crate) fn staff_routes() -> Routes {
    const LINKS: Who = Who::Only(&[Role::Inspector, Role::Secretary]);
    Routes::new()
        .page("/offices", Who::Staff, list::list)
        .deed("/offices", LINKS, list::link)
        .page("/offices/all.xlsx", Who::Staff, workbook::all)
        .form_page::<Show>("/offices/{id}", Who::Staff)
        .form_deed::<Show, LinkOffice>("/offices/{id}", LINKS)
}
