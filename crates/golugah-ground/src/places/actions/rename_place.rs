use super::{Named, check_name};
use crate::places::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// Gives a place a new name from a day on; on the day of its latest name, corrects that one.
#[derive(Clone, Debug)]
pub struct RenamePlace {
    /// The place.
    pub place: i64,
    /// The row as it was seen.
    pub version: i64,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English.
    pub name_en: String,
    /// The day from which it is called so, `YYYY-MM-DD`.
    pub since: String,
}

impl Deed for RenamePlace {
    const NAME: &'static str = "place.rename";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if golugah_persian::weekday(&self.since).is_none() {
            return Err(Refusal::Rule("refusal-no-day"));
        }
        if self.since > desk.now().day() {
            return Err(Refusal::Rule("refusal-day-ahead"));
        }
        let names = queries::names(desk.read(), self.place).await?;
        let latest = names.first().ok_or(Refusal::Missing)?;
        let place = queries::place(desk.read(), self.place)
            .await?
            .ok_or(Refusal::Missing)?;
        let named = Named {
            id: Some(self.place),
            within: place.within_id,
            kind: &place.kind,
            name_fa: &self.name_fa,
        };
        check_name(desk, &named).await?;
        // Two who rename at once: the place's own version tells the second.
        desk.update("places", self.place, self.version, Vec::new())
            .await?;
        let mut columns = vec![
            ("name_fa", self.name_fa.trim().into()),
            ("name_en", self.name_en.trim().into()),
        ];
        if self.since < latest.since {
            return Err(Refusal::Rule("refusal-name-before-the-last"));
        }
        if self.since == latest.since {
            desk.update("place_names", latest.id, latest.version, columns)
                .await?;
        } else {
            columns.extend([("place_id", self.place.into()), ("since", self.since.into())]);
            desk.insert("place_names", columns).await?;
        }
        desk.of(super::case(self.place));
        Ok(())
    }
}
