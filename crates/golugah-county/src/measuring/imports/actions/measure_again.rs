use crate::imports::{ImportState, queries};
use golugah_desk::{Actor, Deed, Desk, Refusal};

/// Has everything measured anew, for what it rests on was changed while it was measured. The program alone does it.
#[derive(Clone, Copy, Debug)]
pub struct MeasureAgain;

impl Deed for MeasureAgain {
    const NAME: &'static str = "import.measure_again";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if *desk.actor() != Actor::program() {
            return Err(Refusal::Rule("refusal-measured-not-said"));
        }
        if let Some(import) = measure_again(desk).await? {
            desk.of(super::case(import));
        }
        Ok(())
    }
}

/// Lays the file after which was measured last before the worker once more, which measures everything after it; gives the file.
/// Nothing where nothing was measured, or that file waits already.
pub(crate) async fn measure_again(desk: &mut Desk<'_>) -> Result<Option<i64>, Refusal> {
    let last = queries::measured_last(desk.read()).await?;
    let Some(last) = last.filter(|last| last.state() == Some(ImportState::Done)) else {
        return Ok(None);
    };
    let columns = vec![("state", ImportState::Waiting.word().into())];
    desk.update("imports", last.id, last.version, columns).await?;
    Ok(Some(last.id))
}
