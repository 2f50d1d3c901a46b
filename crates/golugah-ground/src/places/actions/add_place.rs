use super::{Named, check_name};
use crate::places::{PlaceKind, queries};
use golugah_desk::{Deed, Desk, Refusal};

/// Enters a place within another, or within the county.
#[derive(Clone, Debug)]
pub struct AddPlace {
    /// What it is.
    pub kind: PlaceKind,
    /// The place around it; `None` for the county.
    pub within: Option<i64>,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English.
    pub name_en: String,
    /// The day from which it is called so, `YYYY-MM-DD`.
    pub since: String,
}

impl Deed for AddPlace {
    const NAME: &'static str = "place.add";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if golugah_persian::weekday(&self.since).is_none() {
            return Err(Refusal::Rule("refusal-no-day"));
        }
        if self.since > desk.now().day() {
            return Err(Refusal::Rule("refusal-day-ahead"));
        }
        let around = match self.within {
            Some(within) => {
                let around = queries::place(desk.read(), within).await?;
                PlaceKind::of_word(&around.ok_or(Refusal::Rule("refusal-place-within"))?.kind)
            }
            None => None,
        };
        if !self.kind.may_lie_in(around) {
            return Err(Refusal::Rule("refusal-place-within"));
        }
        let named = Named {
            id: None,
            within: self.within,
            kind: self.kind.word(),
            name_fa: &self.name_fa,
        };
        check_name(desk, &named).await?;
        let columns = vec![
            ("kind", self.kind.word().into()),
            ("within_id", self.within.into()),
        ];
        let place = desk.insert("places", columns).await?;
        let columns = vec![
            ("place_id", place.into()),
            ("name_fa", self.name_fa.trim().into()),
            ("name_en", self.name_en.trim().into()),
            ("since", self.since.into()),
        ];
        desk.insert("place_names", columns).await?;
        desk.of(super::case(place));
        Ok(place)
    }
}
