//! What can be done with places.

mod add_place;
mod rename_place;

pub use add_place::AddPlace;
pub use rename_place::RenamePlace;

use crate::places::places;
use golugah_desk::{Desk, Matter, Refusal};

/// The case of a place in the log.
fn case(place: i64) -> Matter {
    Matter::of("place", place)
}

/// A name as it is compared: letters alone, whatever stands between them.
fn compared(name: &str) -> String {
    golugah_persian::normalise(name).replace(' ', "")
}

/// Refuses a name that another place of the same kind bears in the same place.
async fn check_name(desk: &Desk<'_>, place: &Named<'_>) -> Result<(), Refusal> {
    let name = compared(place.name_fa);
    for (_, known) in places(desk.read(), &desk.now().day()).await? {
        if Some(known.id) != place.id
            && known.within_id == place.within
            && known.kind == place.kind
            && compared(&known.name_fa) == name
        {
            return Err(Refusal::Rule("refusal-place-known"));
        }
    }
    Ok(())
}

/// A place and the name that it is to bear.
struct Named<'name> {
    id: Option<i64>,
    within: Option<i64>,
    kind: &'name str,
    name_fa: &'name str,
}
