//! A part of a county of ten years, filled through deeds as the bench fills the whole.

use golugah_county::people::set_password;
use golugah_desk::store::Store;

use crate::databases::Place;
use crate::site::{County, PASSWORD, site};

#[path = "../../examples/fill_county/county/mod.rs"]
#[allow(dead_code, reason = "the bench asks more of it")]
mod county;

use county::{Size, Turned, fill};

/// Such a part of the county at which pages are measured.
pub(crate) const PART: usize = 50;

/// Who can sign in, in every role.
pub(crate) const VISITORS: [(&str, i64); 7] = [
    ("farmandar", 1),
    ("dabir", 2),
    ("bazres", 3),
    ("ravabet", 4),
    ("rahbar", 5),
    ("rais-1", 6),
    ("moaven-1", 7),
];

/// Fills an empty place; its last session is called and not yet held.
pub(crate) async fn filled(place: Place) -> County {
    let (turned, now) = (Turned::of(place.time()), place.db.clock().now().0);
    let store = Store::new(place.folder.path());
    let size = Size::COUNTY_10.part(PART);
    fill(&place.db, &turned, now, &size, 42, Some(&store))
        .await
        .unwrap();
    for (_, person) in VISITORS {
        set_password(&place.db, person, PASSWORD).await.unwrap();
    }
    County {
        server: site(&place),
        place,
    }
}
