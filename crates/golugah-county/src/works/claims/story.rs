//! What claims do in the demonstration: four are asked, and each comes as far as such a claim does.

use std::sync::LazyLock;

use golugah_desk::Refusal;
use serde::Deserialize;

use super::actions::{AskClaim, NoteNotice, NotePromise, NoteReceipt, NoteSpending, Noted};
use super::{Offer, Step, claim};
use crate::support::seams::{Played, Stage, Story};

/// A letter, and what it did.
#[derive(Deserialize)]
struct Scene {
    days_ago: i64,
    /// Whose claim it is: the place of the office in the demonstration.
    office: usize,
    letter: String,
    rials: i64,
    /// What is asked by it, where it opens a claim.
    ask: Option<Asked>,
    /// Else which claim goes on by it, and by which step.
    #[serde(default)]
    claim: i64,
    #[serde(default)]
    step: String,
}

#[derive(Deserialize)]
struct Asked {
    directorate: String,
    title: String,
    year: i64,
}

/// The scenes, by days. The file is the program's own; a test reads it.
static SCENES: LazyLock<Vec<Scene>> =
    LazyLock::new(|| serde_json::from_str(include_str!("story.json")).unwrap_or_default());

impl Story for Offer {
    fn days(&self) -> Vec<i64> {
        SCENES.iter().map(|scene| scene.days_ago).collect()
    }

    fn play<'a>(&'a self, stage: &'a Stage<'a>, scene: usize) -> Played<'a> {
        Box::pin(async move {
            let Some(scene) = SCENES.get(scene) else {
                return Ok(());
            };
            let Some((agency, head)) = stage.offices.get(scene.office) else {
                return Ok(());
            };
            let day = stage.db.clock().now().day();
            if let Some(asked) = &scene.ask {
                let ask = AskClaim {
                    agency: *agency,
                    directorate: asked.directorate.clone(),
                    title: asked.title.clone(),
                    year: asked.year,
                    amount_rial: scene.rials,
                    day,
                    letter: scene.letter.clone(),
                };
                return stage.db.perform(head.clone(), ask).await.map(|_| ());
            }
            let known = claim(stage.db.read(), scene.claim).await?;
            let noted = Noted {
                claim: scene.claim,
                version: known.ok_or(Refusal::Missing)?.version,
                amount_rial: scene.rials,
                day,
                letter: scene.letter.clone(),
            };
            let head = head.clone();
            match Step::of_word(&scene.step) {
                Some(Step::Promised) => stage.db.perform(head, NotePromise(noted)).await,
                Some(Step::Notified) => stage.db.perform(head, NoteNotice(noted)).await,
                Some(Step::Received) => stage.db.perform(head, NoteReceipt(noted)).await,
                Some(Step::Spent) => stage.db.perform(head, NoteSpending(noted)).await,
                _ => Err(Refusal::Missing),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{SCENES, Step};

    #[test]
    fn every_scene_opens_a_claim_or_takes_one_that_is_there_a_step_on() {
        let mut open = 0;
        let mut last = i64::MAX;
        assert!(!SCENES.is_empty(), "the file was not read");
        for scene in SCENES.iter() {
            assert!(scene.days_ago <= last, "scenes stand in the order of their days");
            last = scene.days_ago;
            match &scene.ask {
                Some(_) => open += 1,
                None => {
                    assert!((1..=open).contains(&scene.claim), "{}", scene.letter);
                    assert!(Step::of_word(&scene.step).is_some_and(|step| step != Step::Asked));
                }
            }
        }
    }
}
