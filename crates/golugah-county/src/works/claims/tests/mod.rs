//! Claims by deeds and by forms: what is refused, what is shown and not refused, the letter, and what waits for too long.

mod deeds;
mod pages;
mod waiting;

use golugah_county::claims;
use golugah_county::claims::actions::{AskClaim, NoteReceipt, Noted};
use golugah_county::sessions::actions::CallSession;
use golugah_desk::Actor;

use crate::databases::Place;
use crate::rights::{Own, Sent};
use crate::site::County;

/// What a form of this feature needs so that its deed concerns the first agency.
pub(crate) async fn record(county: &County, own: &Own, path: &str) -> Sent {
    let mut fields = vec![("amount", "12000000".to_owned()), ("letter", "۱۱۰/۷".to_owned())];
    if path == "/claims" {
        fields.extend(
            [
                ("agency", "1"),
                ("directorate", "ادارهٔ کل راهداری"),
                ("title", "پل"),
            ]
            .map(owned),
        );
        fields.push(("year", "1405".to_owned()));
        return (path.to_owned(), fields);
    }
    let ask = ask(&county.place, 1);
    let claim = county.place.db.perform(own.secretary.clone(), ask).await.unwrap();
    // No more is spent than arrived.
    if path.ends_with("/spent") {
        let receipt = NoteReceipt(noted(&county.place, claim, 12_000_000, "۱").await);
        county
            .place
            .db
            .perform(own.secretary.clone(), receipt)
            .await
            .unwrap();
    }
    let version = noted(&county.place, claim, 1, "").await.version;
    fields.push(("version", version.to_string()));
    let moves = claims::moves(county.place.db.read(), claim).await.unwrap();
    fields.extend([
        ("of_move", moves[0].id.to_string()),
        ("reason", "اشتباه".to_owned()),
        ("ground", "نبود اعتبار".to_owned()),
    ]);
    // Another letter than that by which it was asked.
    (path.replace("{id}", &claim.to_string()), fields)
}

fn owned(field: (&'static str, &str)) -> (&'static str, String) {
    (field.0, field.1.to_owned())
}

fn ask(place: &Place, agency: i64) -> AskClaim {
    AskClaim {
        agency,
        directorate: "ادارهٔ کل راهداری استان".to_owned(),
        title: "روکش آسفالت محور شمالی".to_owned(),
        year: 1405,
        amount_rial: 100,
        day: place.today(),
        letter: "۱۱۰/۱۲".to_owned(),
    }
}

async fn noted(place: &Place, claim: i64, amount_rial: i64, letter: &str) -> Noted {
    let row = claims::claim(place.db.read(), claim).await.unwrap().unwrap();
    Noted {
        claim,
        version: row.version,
        amount_rial,
        day: place.today(),
        letter: letter.to_owned(),
    }
}

async fn course(place: &Place, claim: i64) -> claims::Course {
    claims::course(&claims::moves(place.db.read(), claim).await.unwrap())
}

fn actor(person: i64, role: &str) -> Actor {
    Actor {
        person: Some(person),
        role: role.to_owned(),
    }
}

async fn sitting(county: &County, secretary: &Actor) -> i64 {
    let call = CallSession {
        day: county.place.today(),
        hour: "10:00".to_owned(),
        place: "سالن".to_owned(),
    };
    county.place.does(secretary, call).await
}
