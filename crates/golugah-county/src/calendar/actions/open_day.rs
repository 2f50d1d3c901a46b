use crate::FEATURES;
use crate::calendar::queries;
use golugah_desk::{Deed, Desk, Refusal};

/// The order that closed a day is taken back. Due dates that it moved go back where they were, unless that day has
/// passed: nobody is late for having trusted the order.
#[derive(Clone, Debug)]
pub struct OpenDay {
    /// The closure.
    pub closure: i64,
    /// The number of the letter that takes it back.
    pub letter: String,
}

impl Deed for OpenDay {
    const NAME: &'static str = "calendar.open_day";
    /// How many due dates went back.
    type Done = usize;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<usize, Refusal> {
        let closure = queries::closure(desk.read(), self.closure)
            .await?
            .ok_or(Refusal::Missing)?;
        if closure.state != "closed" {
            return Err(Refusal::Rule("refusal-closure-taken-back"));
        }
        let letter = self.letter.trim();
        if letter.is_empty() {
            return Err(Refusal::Rule("refusal-letter-missing"));
        }
        let today = desk.now().day();
        let opened = vec![
            ("state", "opened".into()),
            ("opened_on", today.as_str().into()),
            ("opened_letter", letter.into()),
        ];
        desk.update("closures", closure.id, closure.version, opened)
            .await?;
        let back = FEATURES.day_opened(desk, closure.id).await?;
        desk.of(super::case(closure.id));
        Ok(back)
    }
}
