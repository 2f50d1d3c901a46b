use golugah_desk::{Deed, Desk, Matter, Refusal};

use crate::agencies;
use crate::followup::queries;

/// The numbers that the office's own books gave to letters of follow-up, noted once they have gone out.
#[derive(Clone, Debug)]
pub struct NoteLetters {
    /// The agencies, each with its letter's number.
    pub letters: Vec<(i64, String)>,
}

impl Deed for NoteLetters {
    const NAME: &'static str = "followup.note";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let sent = queries::sent(desk.read()).await?;
        let today = desk.now().day();
        let mut first = None;
        for (agency, letter) in self.letters {
            let letter = letter.trim();
            // A number that stands there already is not noted again.
            let known = sent
                .iter()
                .any(|sent| sent.agency_id == agency && sent.letter == letter);
            if letter.is_empty() || known {
                continue;
            }
            if !agencies::exists(desk.read(), agency).await? {
                return Err(Refusal::Missing);
            }
            let columns = vec![
                ("agency_id", agency.into()),
                ("letter", letter.into()),
                ("day", today.as_str().into()),
            ];
            let letter = desk.insert("followup_letters", columns).await?;
            first = first.or(Some(letter));
        }
        let first = first.ok_or(Refusal::Rule("refusal-followup-nothing"))?;
        desk.of(Matter::of("followup", first));
        Ok(())
    }
}
