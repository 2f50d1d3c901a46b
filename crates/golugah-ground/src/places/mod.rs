//! Places: the county's districts, cities and villages, a tree whose names bear the day from which they hold.

pub mod actions;
mod find_queries;
mod model;
mod offer;
mod queries;
mod staff_pages;

pub use model::PlaceKind;
pub use queries::{Place, exists, places};

pub use offer::Offer;

use self::actions::{AddPlace, RenamePlace};
use self::staff_pages::{List, Show};
use crate::support::web::{Page, Role, Routes, Who, say};

pub(crate) fn staff_routes() -> Routes {
    const ADMINISTRATOR: Who = Who::Only(&[Role::Administrator]);
    Routes::new()
        .form_page::<List>("/places", ADMINISTRATOR)
        .form_deed::<List, AddPlace>("/places", ADMINISTRATOR)
        .form_page::<Show>("/places/{id}", ADMINISTRATOR)
        .form_deed::<Show, RenamePlace>("/places/{id}", ADMINISTRATOR)
}

/// A place as people call it: the name with what it is.
pub fn called(page: &Page, place: &Place) -> String {
    let key = format!("place-named-{}", place.kind.replace('_', "-"));
    let name = page.either(&place.name_fa, &place.name_en);
    say(page.language, &key, &[("name", name)])
}
