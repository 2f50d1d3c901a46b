//! What became of all that the last measurement named: how much of it stands in the list, and what stands there beside it.

use golugah_findings::Naming;

use super::{BottleneckState, life_queries};
use crate::imports::{measured_last, named_last, told_since};
use crate::support::web::{Page, PageError, Site, say};
use crate::{MOST_ENTERED, not_all_entered};

/// The sentences above the list, and what has changed since the measurement before the last, as HTML.
pub(super) async fn told(site: &Site, page: &Page) -> Result<(Vec<String>, String), PageError> {
    let Some(naming) = named_last(site, page).await? else {
        // Of what was measured before this was kept only the number is known.
        let last = measured_last(site.db.read()).await?;
        let not_all = not_all_entered(page, last.map_or(0, |last| last.named));
        return Ok((not_all.into_iter().collect(), String::new()));
    };
    let sentences = sentences(site, page, &naming).await?;
    Ok((sentences, told_since(page, &site.catalogue, &naming)?))
}

async fn sentences(site: &Site, page: &Page, naming: &Naming) -> Result<Vec<String>, PageError> {
    let records: Vec<i64> = naming.places.iter().filter_map(|place| place.record).collect();
    let entered = life_queries::in_states_of(site.db.read(), &records).await?;
    let all = life_queries::in_states(site.db.read()).await?;
    let is_open =
        |state: BottleneckState| !matches!(state, BottleneckState::Cleared | BottleneckState::Dismissed);
    let open = |states: &[(BottleneckState, i64)]| {
        let open = states.iter().filter(|(state, _)| is_open(*state));
        open.map(|(_, many)| many).sum::<i64>()
    };
    let named = i64::try_from(naming.places.len()).unwrap_or(i64::MAX);
    let known: i64 = entered.iter().map(|(_, many)| many).sum();
    let mut sentences = Vec::new();
    if named != known || known != open(&entered) {
        let counts = [named, open(&entered), known - open(&entered), named - known];
        let [named, listed, done, rest] = counts.map(|count| page.number(&count));
        let most = page.number(&(MOST_ENTERED as i64));
        let places = [
            ("named", named.as_str()),
            ("listed", listed.as_str()),
            ("done", done.as_str()),
            ("rest", rest.as_str()),
            ("entered", most.as_str()),
        ];
        sentences.push(say(page.language, "list-named", &places));
    }
    let beyond = open(&all) - open(&entered);
    if beyond > 0 {
        sentences.push(page.say_of("list-beyond", "count", page.number(&beyond)));
    }
    Ok(sentences)
}
