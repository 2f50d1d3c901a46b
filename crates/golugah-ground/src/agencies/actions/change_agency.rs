use crate::agencies::queries;
use crate::places;
use golugah_desk::{Deed, Desk, Refusal};

/// Renames an agency, gives it a seat on the council or takes it, and says in which place it lies.
#[derive(Clone, Debug)]
pub struct ChangeAgency {
    /// The agency.
    pub agency: i64,
    /// The row as it was seen.
    pub version: i64,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English.
    pub name_en: String,
    /// Whether its head sits on the council.
    pub seat: bool,
    /// The place; `None` for the whole county.
    pub place: Option<i64>,
}

impl Deed for ChangeAgency {
    const NAME: &'static str = "agency.change";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let known = queries::agency(desk.read(), self.agency)
            .await?
            .ok_or(Refusal::Missing)?;
        let columns = vec![
            ("name_fa", self.name_fa.trim().into()),
            ("name_en", self.name_en.trim().into()),
            ("seat", i64::from(self.seat).into()),
        ];
        desk.update("agencies", known.id, self.version, columns).await?;
        if let Some(place) = self.place
            && !places::exists(desk.read(), place).await?
        {
            return Err(Refusal::Rule("refusal-place-within"));
        }
        match queries::lies(desk.read(), known.id).await? {
            Some(lies) if lies.place_id != self.place => {
                let columns = vec![("place_id", self.place.into())];
                desk.update("agency_places", lies.id, lies.version, columns)
                    .await?;
            }
            None if self.place.is_some() => {
                let columns = vec![("agency_id", known.id.into()), ("place_id", self.place.into())];
                desk.insert("agency_places", columns).await?;
            }
            _ => {}
        }
        desk.of(super::case(known.id));
        Ok(())
    }
}
