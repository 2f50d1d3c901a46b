//! Tables as whoever says what their columns are has to see them.

use std::path::Path;

use golugah_county::imports::ResultKind;
use golugah_county::imports::actions::Written;
use golugah_desk::store::Store;
use golugah_findings::{TableLook, TableMap};
use golugah_intake::Headed;

use crate::failure::Failure;
use crate::tables;
use crate::work::LANGUAGES;

/// A table as it is seen, once a language, its headings where somebody said that they stand; nothing of a file that is none.
pub(crate) async fn of(path: &Path, name: &str, said: Option<&TableMap>) -> Result<Vec<TableLook>, Failure> {
    let (path, name) = (path.to_owned(), name.to_owned());
    let at = said.map(|map| Headed {
        sheets: map.sheets.clone(),
        header: map.header.clone(),
    });
    let looking = tokio::task::spawn_blocking(move || {
        let looks = LANGUAGES
            .into_iter()
            .map(|language| tables::look(&path, &name, language, at.as_ref()));
        let looks: Result<Vec<Option<TableLook>>, Failure> = looks.collect();
        Ok(looks?.into_iter().flatten().collect())
    });
    looking.await.map_err(Failure::because)?
}

/// Keeps them under their hashes.
pub(crate) fn keep(store: &Store, looks: &[TableLook]) -> Result<Vec<Written>, Failure> {
    let written = looks.iter().zip(LANGUAGES).map(|(look, language)| {
        let content = serde_json::to_vec(look).map_err(Failure::because)?;
        let kept = store.keep_result(content.as_slice());
        Ok(Written {
            kind: ResultKind::Look,
            language: language.tag().to_owned(),
            sha256: kept.map_err(|error| Failure::writing(&store.results(), &error))?,
        })
    });
    written.collect()
}
