//! What of a file stands in other files too, and what became of it, for the page of the file.

use golugah_findings::CameAgain;

use super::{Import, ResultKind, queries};
use crate::support::web::{Page, PageError, Site};

/// Sentences on it as it was when the file was measured; none where nothing came again, or that was not kept.
pub(super) async fn told(site: &Site, page: &Page, import: &Import) -> Result<Vec<String>, PageError> {
    let kept = queries::result(site.db.read(), import.id, ResultKind::CameAgain, "").await?;
    let Some(sha256) = kept else {
        return Ok(Vec::new());
    };
    // What is not as the program wrote it is not shown; whoever verifies the store is told.
    let kept = site.result(&sha256).await.unwrap_or_default();
    let again: CameAgain = serde_json::from_slice(&kept).unwrap_or_default();
    let counts = [
        ("came-again", again.processes()),
        ("came-again-merged", again.merged),
        ("came-again-stand", again.stand),
        ("came-again-passed-over", again.passed_over),
        ("came-again-cases", again.cases()),
        ("came-again-cases-stand", again.cases_stand),
        ("came-again-cases-passed-over", again.cases_passed_over),
    ];
    let met = counts.into_iter().filter(|(_, count)| *count > 0);
    Ok(met
        .map(|(key, count)| {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            page.say_of(key, "count", page.number(&count))
        })
        .collect())
}
