//! The demonstration's county before its first session: its name, its places, its agencies and its people.

use golugah_county::agencies::actions::FoundAgency;
use golugah_county::county::actions::NameCounty;
use golugah_county::people::actions::{AdmitPerson, GiveDeputy};
use golugah_county::people::{Role, set_password};
use golugah_county::places::PlaceKind;
use golugah_county::places::actions::AddPlace;
use golugah_desk::Actor;
use serde::Deserialize;

use super::demo_county::{Cast, Past};
use crate::failure::Failure;

/// Somebody who belongs to no agency.
#[derive(Deserialize)]
pub(super) struct Staff {
    pub(super) name: String,
    pub(super) sign_in: String,
    pub(super) role: String,
}

#[derive(Deserialize)]
pub(super) struct CountyName {
    fa: String,
    en: String,
}

/// A place, and by its number in the list, from 1, the one around it.
#[derive(Deserialize)]
pub(super) struct Lies {
    kind: String,
    within: i64,
    fa: String,
    en: String,
}

/// An agency with those who act for it.
#[derive(Deserialize)]
pub(super) struct Office {
    pub(super) fa: String,
    en: String,
    head: String,
    pub(super) sign_in: String,
    pub(super) deputy: Option<Deputy>,
}

/// Who acts for a head who is away.
#[derive(Deserialize)]
pub(super) struct Deputy {
    name: String,
    pub(super) sign_in: String,
}

/// Enters the people of the council.
pub(super) async fn people(past: &Past) -> Result<Cast, Failure> {
    let mut cast = Cast {
        staff: Vec::new(),
        offices: Vec::new(),
    };
    county_and_places(past).await?;
    for person in &past.council.staff {
        let role = Role::of_word(&person.role).ok_or_else(|| Failure::because("a role that is none"))?;
        let actor = past.admit(&person.name, &person.sign_in, role, None).await?;
        cast.staff.push((role, actor));
    }
    for office in &past.council.agencies {
        let agency = FoundAgency {
            name_fa: office.fa.clone(),
            name_en: office.en.clone(),
            seat: true,
        };
        let agency = past.does(&Actor::program(), agency).await?;
        let head = past
            .admit(&office.head, &office.sign_in, Role::AgencyHead, Some(agency))
            .await?;
        if let Some(deputy) = &office.deputy {
            let officer = past
                .admit(&deputy.name, &deputy.sign_in, Role::Officer, Some(agency))
                .await?;
            let deputy = officer
                .person
                .ok_or_else(|| Failure::because("a deputy who is nobody"))?;
            past.does(&head, GiveDeputy { deputy }).await?;
        }
        cast.offices.push((agency, head));
    }
    Ok(cast)
}

/// Names the county and enters its places.
async fn county_and_places(past: &Past) -> Result<(), Failure> {
    let county = NameCounty {
        version: 0,
        name_fa: past.council.county.fa.clone(),
        name_en: past.council.county.en.clone(),
    };
    past.does(&Actor::program(), county).await?;
    for place in &past.council.places {
        let place = AddPlace {
            kind: PlaceKind::of_word(&place.kind)
                .ok_or_else(|| Failure::because("a kind of place that is none"))?,
            within: Some(place.within).filter(|within| *within > 0),
            name_fa: place.fa.clone(),
            name_en: place.en.clone(),
            since: past.db.clock().now().day(),
        };
        past.does(&Actor::program(), place).await?;
    }
    Ok(())
}

impl Past {
    async fn admit(
        &self,
        name: &str,
        sign_in: &str,
        role: Role,
        agency: Option<i64>,
    ) -> Result<Actor, Failure> {
        let person = AdmitPerson {
            name: name.to_owned(),
            sign_in: sign_in.to_owned(),
            role,
            agency,
            deputy_of: None,
        };
        let person = self.does(&Actor::program(), person).await?;
        set_password(&self.db, person, &self.council.password)
            .await
            .map_err(Failure::because)?;
        Ok(Actor {
            person: Some(person),
            role: role.word().to_owned(),
        })
    }
}
