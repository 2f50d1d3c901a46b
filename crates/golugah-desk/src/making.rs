//! What is made again of official rows: at a desk, in one transaction, without an entry, for nothing official is written.

use std::pin::Pin;

use sea_orm::DbErr;
use tokio::sync::oneshot;

use super::failure::Failure;
use super::writer::{Job, Outcome, Performed, Stage};
use super::{Desk, Refusal};

/// Something that is made of official rows and is none, in one transaction that no deed comes between.
pub trait Making: Send + Sized + 'static {
    /// What whoever asked for it learns.
    type Made: Send + 'static;

    /// Makes it at the desk. Writing an official row there is refused.
    fn make(self, desk: &mut Desk<'_>) -> impl Future<Output = Result<Self::Made, Refusal>> + Send;
}

struct MakingJob<M: Making> {
    making: M,
    answer: oneshot::Sender<Result<M::Made, Refusal>>,
}

/// Wraps it for the writer.
pub(crate) fn making<M: Making>(
    making: M,
    answer: oneshot::Sender<Result<M::Made, Refusal>>,
) -> Box<dyn Job> {
    Box::new(MakingJob { making, answer })
}

/// Makes it, and sees to it that nothing official was written: of that the log would know nothing.
async fn made<M: Making>(stage: &Stage<'_>, making: M) -> Result<M::Made, Refusal> {
    let mut desk = stage.desk();
    let made = making.make(&mut desk).await?;
    match desk.written().is_empty() {
        true => Ok(made),
        false => Err(Refusal::Broken(DbErr::Custom(
            "only a deed writes official records".to_owned(),
        ))),
    }
}

impl<M: Making> Job for MakingJob<M> {
    fn run<'tx>(self: Box<Self>, stage: Stage<'tx>) -> Pin<Box<dyn Future<Output = Performed> + Send + 'tx>> {
        Box::pin(async move {
            let Self { making, answer } = *self;
            let made = made(&stage, making).await;
            Performed {
                outcome: match &made {
                    Ok(_) => Outcome::Kept,
                    Err(Refusal::NoRoom) => Outcome::Failed(Failure::NoRoom(Refusal::NoRoom.to_string())),
                    Err(Refusal::Unavailable(said)) => Outcome::Failed(Failure::Unavailable(said.clone())),
                    Err(_) => Outcome::Undone,
                },
                answer: Box::new(move |committed| {
                    let _ = answer.send(match (made, committed) {
                        (Ok(_), Err(because)) => Err(because.into()),
                        (made, _) => made,
                    });
                }),
            }
        })
    }

    fn refuse(self: Box<Self>, because: Failure) {
        let _ = self.answer.send(Err(because.into()));
    }
}
