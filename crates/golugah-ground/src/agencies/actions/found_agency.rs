use golugah_desk::{Deed, Desk, Refusal};

/// Enters an agency, with a seat on the council or without.
#[derive(Clone, Debug)]
pub struct FoundAgency {
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English.
    pub name_en: String,
    /// Whether its head sits on the council.
    pub seat: bool,
}

impl Deed for FoundAgency {
    const NAME: &'static str = "agency.found";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let name = self.name_fa.trim();
        let columns = vec![
            ("name_fa", name.into()),
            ("name_en", self.name_en.trim().into()),
            ("seat", i64::from(self.seat).into()),
        ];
        let agency = desk.insert("agencies", columns).await?;
        desk.of(super::case(agency));
        Ok(agency)
    }
}
