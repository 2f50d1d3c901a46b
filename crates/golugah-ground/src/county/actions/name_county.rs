use crate::county::county;
use golugah_desk::{Deed, Desk, Refusal};

/// Names the county, or names it anew.
#[derive(Clone, Debug)]
pub struct NameCounty {
    /// The row as it was seen; 0 where there was none.
    pub version: i64,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English.
    pub name_en: String,
}

impl Deed for NameCounty {
    const NAME: &'static str = "county.name";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let columns = vec![
            ("name_fa", self.name_fa.trim().into()),
            ("name_en", self.name_en.trim().into()),
        ];
        match county(desk.read()).await? {
            Some(known) => desk.update("county", known.id, self.version, columns).await,
            None => desk.insert("county", columns).await.map(|_| ()),
        }
    }
}
