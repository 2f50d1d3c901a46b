//! Who there is in the county before its first session.

use golugah_county::agencies::actions::FoundAgency;
use golugah_county::county::actions::NameCounty;
use golugah_county::people::actions::{AdmitPerson, GiveDeputy};
use golugah_county::people::{Role, set_password};
use golugah_county::places::PlaceKind;
use golugah_county::places::actions::AddPlace;
use golugah_desk::Actor;

use super::{Cast, Error, Past};

/// The password of everybody who can sign in.
const PASSWORD: &str = "golugah-demo";

const STAFF: [(&str, Role); 5] = [
    ("farmandar", Role::Governor),
    ("dabir", Role::Secretary),
    ("bazres", Role::Inspector),
    ("ravabet", Role::PublicRelations),
    ("rahbar", Role::Administrator),
];

/// Names the county, enters its places, its agencies and its people.
pub(crate) async fn people(past: &mut Past<'_>) -> Result<Cast, Error> {
    let program = Actor::program();
    let [name_fa, name_en] = past.words.county.clone();
    let name = NameCounty {
        version: 0,
        name_fa,
        name_en,
    };
    past.does(&program, name).await?;
    places(past).await?;
    let mut staff = Vec::new();
    for (sign_in, role) in STAFF {
        let actor = admit(past, sign_in, role, None).await?;
        set_password(past.db, actor.person.unwrap_or(0), PASSWORD).await?;
        staff.push(actor);
    }
    let mut agencies = Vec::new();
    for number in 0..past.size.agencies {
        let name_fa = past.words.agencies[number % past.words.agencies.len()].clone();
        let found = FoundAgency {
            name_en: format!("Agency {}", number + 1),
            name_fa,
            seat: true,
        };
        let agency = past.does(&program, found).await?;
        let head = admit(past, &format!("rais-{agency}"), Role::AgencyHead, Some(agency)).await?;
        let officer = admit(past, &format!("moaven-{agency}"), Role::Officer, Some(agency)).await?;
        admit(past, &format!("karshenas-{agency}"), Role::Officer, Some(agency)).await?;
        let deputy = officer.person.unwrap_or(0);
        past.does(&head, GiveDeputy { deputy }).await?;
        if number == 0 {
            set_password(past.db, head.person.unwrap_or(0), PASSWORD).await?;
        }
        agencies.push((agency, head));
    }
    let mut staff = staff.into_iter().skip(1);
    let mut next = || staff.next().ok_or("somebody of the council is missing");
    Ok(Cast {
        secretary: next()?,
        inspector: next()?,
        public_relations: next()?,
        agencies,
    })
}

async fn admit(past: &mut Past<'_>, sign_in: &str, role: Role, agency: Option<i64>) -> Result<Actor, Error> {
    let given = past.chance.of(&past.words.given).clone();
    let family = past.chance.of(&past.words.family).clone();
    let person = AdmitPerson {
        name: format!("{given} {family}"),
        sign_in: sign_in.to_owned(),
        role,
        agency,
        deputy_of: None,
    };
    let person = past.does(&Actor::program(), person).await?;
    Ok(Actor {
        person: Some(person),
        role: role.word().to_owned(),
    })
}

/// Three districts, each with a city, two rural districts and their villages.
async fn places(past: &mut Past<'_>) -> Result<(), Error> {
    let villages = past.words.villages.clone();
    let add = async |kind, within, name: String| {
        let place = AddPlace {
            kind,
            within,
            name_fa: name,
            name_en: String::new(),
            since: past.today(),
        };
        past.does(&Actor::program(), place).await
    };
    for district in 0..3 {
        let around = add(PlaceKind::District, None, villages[district].clone()).await?;
        add(PlaceKind::City, Some(around), villages[district + 3].clone()).await?;
        for rural in 0..2 {
            let within = add(
                PlaceKind::RuralDistrict,
                Some(around),
                villages[rural + 6].clone(),
            )
            .await?;
            for village in &villages[..6] {
                add(PlaceKind::Village, Some(within), village.clone()).await?;
            }
        }
    }
    Ok(())
}
