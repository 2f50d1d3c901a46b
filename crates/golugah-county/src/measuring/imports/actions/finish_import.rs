use crate::imports::{ImportState, ResultKind, queries};
use golugah_desk::{Actor, Deed, Desk, Refusal};

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finished {
    /// It was read and measured.
    Done {
        /// Records read.
        records: i64,
        /// Records refused.
        refused: i64,
        /// Bottlenecks that the data now name.
        named: i64,
        /// Bottlenecks measured again.
        measured: i64,
        /// Cases that the data now shows against rules.
        exceptions: i64,
        /// What the kept data answers, as JSON.
        coverage: String,
    },
    /// It is a table, and somebody has to say what its columns are.
    Asks,
    /// It could not be read.
    Refused {
        /// What was found, where, and what was expected.
        because: String,
    },
}

/// A page or list that the worker wrote and the store keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What it is.
    pub kind: ResultKind,
    /// Its language's tag; empty where it has none.
    pub language: String,
    /// The hash of its bytes, which is its name in the store.
    pub sha256: String,
}

/// The worker has done with a file; the program alone says so.
#[derive(Clone, Debug)]
pub struct FinishImport {
    /// The import.
    pub import: i64,
    /// What came of it.
    pub finished: Finished,
    /// What the worker wrote about it.
    pub results: Vec<Written>,
}

impl Deed for FinishImport {
    const NAME: &'static str = "import.finish";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if *desk.actor() != Actor::program() {
            return Err(Refusal::Rule("refusal-measured-not-said"));
        }
        let import = queries::import(desk.read(), self.import)
            .await?
            .ok_or(Refusal::Missing)?;
        let next = match self.finished {
            Finished::Done { .. } => ImportState::Done,
            Finished::Asks => ImportState::Asks,
            Finished::Refused { .. } => ImportState::Refused,
        };
        if import.state != ImportState::Waiting.word() || !ImportState::Waiting.may_become(next) {
            return Err(Refusal::Changed);
        }
        let mut columns = vec![("state", next.word().into())];
        match self.finished {
            Finished::Done {
                records,
                refused,
                named,
                measured,
                exceptions,
                coverage,
            } => {
                columns.extend([
                    ("records", records.into()),
                    ("refused", refused.into()),
                    ("named", named.into()),
                    ("measured", measured.into()),
                    ("exceptions", exceptions.into()),
                    ("coverage", coverage.into()),
                ]);
            }
            Finished::Asks => {}
            Finished::Refused { because } => columns.push(("reason", because.into())),
        }
        desk.of(super::case(self.import));
        desk.update("imports", self.import, import.version, columns)
            .await?;
        for written in self.results {
            let known = queries::written(desk.read(), self.import, written.kind, &written.language).await?;
            if let Some((id, version)) = known {
                // It was read again.
                let columns = vec![("sha256", written.sha256.into())];
                desk.update("import_results", id, version, columns).await?;
                continue;
            }
            let columns = vec![
                ("import_id", self.import.into()),
                ("kind", written.kind.word().into()),
                ("language", written.language.into()),
                ("sha256", written.sha256.into()),
            ];
            desk.insert("import_results", columns).await?;
        }
        Ok(())
    }
}
