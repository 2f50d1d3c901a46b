//! The demonstration's story: data come, bottlenecks are named, three are taken up, and later data judge the remedies.
//!
//! Only the remedy is invented: from the day it is proven, the invented county behaves so where the story says "healed".
//! What is found, cleared or reopened is what the program measures.

use std::path::{Path, PathBuf};

use golugah_county::bottlenecks::actions::ReviewBottleneck;
use golugah_county::bottlenecks::{self, Bottleneck};
use golugah_county::imports::actions::{Finished, HandInFile};
use golugah_county::imports::next_waiting;
use golugah_county::people::Role;
use golugah_county::resolutions::actions::{Demand, ReportWithFile};
use golugah_county::sessions::actions::{DecideItem, EnterItem};
use golugah_county::support::seams::Laid;
use golugah_desk::Matter;
use golugah_desk::store::{Store, Taken};
use golugah_sample::{County, Part};
use serde::Deserialize;

use super::demo_county::{Cast, Past};
use crate::failure::Failure;
use crate::progress::say;
use crate::queue;

/// What the sample's words say of the story. Days are `YYYY-MM-DD`.
#[derive(Deserialize)]
pub(super) struct Story {
    first_data: String,
    review: String,
    session: String,
    later_data: String,
    minutes: String,
    dismissed_because: String,
    remedies: Vec<Remedy>,
}

/// What one agency was told to do, and when it had.
#[derive(Clone, Deserialize)]
struct Remedy {
    text: String,
    proof: String,
    agency: usize,
    working_days: u32,
    done: String,
    healed: bool,
    /// What came with the report.
    file: Option<Paper>,
}

/// A text that is handed in as a file.
#[derive(Clone, Deserialize)]
struct Paper {
    name: String,
    text: String,
}

/// A step of the story.
#[derive(Clone, Copy)]
pub(super) enum Chapter {
    /// What is known so far is handed in.
    FirstData,
    /// An inspector looks at what it named.
    Review,
    /// The council takes up three.
    Session,
    /// An agency has done its part.
    Done(usize),
    /// What came since is handed in.
    LaterData,
}

impl Story {
    /// The steps with their days.
    pub(super) fn chapters(&self) -> Vec<(&str, Chapter)> {
        let mut chapters = vec![
            (self.first_data.as_str(), Chapter::FirstData),
            (self.review.as_str(), Chapter::Review),
            (self.session.as_str(), Chapter::Session),
            (self.later_data.as_str(), Chapter::LaterData),
        ];
        let done = self.remedies.iter().zip(0..);
        chapters.extend(done.map(|(remedy, number)| (remedy.done.as_str(), Chapter::Done(number))));
        chapters
    }
}

/// The story as it is told.
pub(super) struct Telling {
    data: PathBuf,
    invented: County,
    /// The bottlenecks taken up, one for each remedy, with their resolutions.
    taken_up: Vec<Bottleneck>,
    resolutions: Vec<i64>,
}

impl Telling {
    pub(super) fn new(data: &Path, seed: u64) -> Self {
        Self {
            data: data.to_owned(),
            invented: County::draw(seed),
            taken_up: Vec::new(),
            resolutions: Vec::new(),
        }
    }

    pub(super) async fn tell(&mut self, past: &Past, cast: &Cast, chapter: Chapter) -> Result<(), Failure> {
        let story = &past.council.story;
        let cut = &story.first_data;
        match chapter {
            Chapter::FirstData => {
                let part = Part::Before(cut.clone());
                self.hand_in(past, cast, &format!("until-{cut}"), &part).await
            }
            Chapter::LaterData => {
                let part = Part::From(cut.clone());
                self.hand_in(past, cast, &format!("from-{cut}"), &part).await
            }
            Chapter::Review => self.review(past, cast).await,
            Chapter::Session => self.session(past, cast).await,
            Chapter::Done(number) => self.done(past, cast, number).await,
        }
    }

    /// Writes a part of the county's data, hands its files in and has the worker take them.
    async fn hand_in(&self, past: &Past, cast: &Cast, name: &str, part: &Part) -> Result<(), Failure> {
        let folder = self.data.join("invented-county").join(name);
        let mut tell = |file: &str| say(&folder.join(file).display().to_string());
        let written = self.invented.write(&folder, part, &mut tell);
        written.map_err(|error| Failure::writing(&folder, &error))?;
        let store = Store::new(&self.data);
        for file in files(&folder)? {
            let bytes = tokio::fs::read(&file).await;
            let bytes = bytes.map_err(|error| Failure::because(format!("{}: {error}", file.display())))?;
            let kept = self.keep(&store, &bytes).await?;
            let file = file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let deed = HandInFile {
                name: format!("{name}-{file}"),
                sha256: kept.sha256,
                bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
            };
            past.does(cast.of(Role::Inspector)?, deed).await?;
        }
        while let Some(import) = next_waiting(past.db.read()).await.map_err(Failure::because)? {
            let name = import.name.clone();
            match queue::take(&past.db, &self.data, import).await? {
                Finished::Done { .. } => say(&format!("{name}: read and measured")),
                Finished::Asks => {
                    return Err(Failure::CouldNotRun(format!("{name}: its columns are in doubt")));
                }
                Finished::Refused { because } => return Err(Failure::because(because)),
            }
        }
        Ok(())
    }

    async fn keep(&self, store: &Store, bytes: &[u8]) -> Result<Taken, Failure> {
        let kept = async {
            let mut incoming = store.begin().await?;
            incoming.push(bytes).await?;
            incoming.finish().await?.keep().await
        };
        kept.await.map_err(|error| Failure::writing(&self.data, &error))
    }

    /// The inspector stands by the worst offices and sets one aside.
    async fn review(&mut self, past: &Past, cast: &Cast) -> Result<(), Failure> {
        let found = bottlenecks::found(past.db.read())
            .await
            .map_err(Failure::because)?;
        let mut offices: Vec<Bottleneck> = found
            .into_iter()
            .filter(|one| one.group_kind == "procuring_entity")
            .collect();
        let remedies = &past.council.story.remedies;
        // Where most is bought a remedy shows soonest.
        offices.sort_by_key(|one| (-one.computable, one.id));
        // One place is taken up once, whatever it is known for besides.
        let mut places = std::collections::BTreeSet::new();
        let (chosen, others): (Vec<_>, Vec<_>) = offices
            .into_iter()
            .partition(|one| places.len() < remedies.len() && places.insert(one.group_id.clone()));
        let inspector = cast.of(Role::Inspector)?;
        for one in &chosen {
            let review = ReviewBottleneck {
                bottleneck: one.id,
                version: one.version,
                dismissed_because: None,
            };
            past.does(inspector, review).await?;
        }
        if let Some(one) = others.last() {
            let review = ReviewBottleneck {
                bottleneck: one.id,
                version: one.version,
                dismissed_because: Some(past.council.story.dismissed_because.clone()),
            };
            past.does(inspector, review).await?;
        }
        self.taken_up = chosen;
        Ok(())
    }

    /// The inspector stands by the first of those nobody has looked at: it waits for the council.
    pub(super) async fn stand_by_one_more(&self, past: &Past, cast: &Cast) -> Result<(), Failure> {
        let found = bottlenecks::found(past.db.read())
            .await
            .map_err(Failure::because)?;
        let Some(one) = found.first() else {
            return Ok(());
        };
        let review = ReviewBottleneck {
            bottleneck: one.id,
            version: one.version,
            dismissed_because: None,
        };
        past.does(cast.of(Role::Inspector)?, review).await
    }

    /// The council gives each an owner, a date and a proof.
    async fn session(&mut self, past: &Past, cast: &Cast) -> Result<(), Failure> {
        let story = &past.council.story;
        let session = past.open(cast).await?;
        for (remedy, bottleneck) in story.remedies.iter().zip(&self.taken_up) {
            let Some((agency, _)) = cast.offices.get(remedy.agency) else {
                return Err(Failure::because("a remedy without an owner"));
            };
            let demand = Demand {
                text: remedy.text.clone(),
                agency: *agency,
                working_days: remedy.working_days,
                proof: remedy.proof.clone(),
            };
            let secretary = cast.of(Role::Secretary)?;
            let item = EnterItem {
                session,
                item: Laid {
                    again: true,
                    ..Laid::of("bottleneck", Matter::of("bottleneck", bottleneck.id))
                },
            };
            let item = past.does(secretary, item).await?;
            let decide = DecideItem {
                session,
                item,
                demand,
            };
            self.resolutions.push(past.does(secretary, decide).await?);
        }
        past.close(cast, session, &story.minutes).await
    }

    /// The agency has done its part, and the secretary accepts the proof.
    async fn done(&mut self, past: &Past, cast: &Cast, number: usize) -> Result<(), Failure> {
        let Some(remedy) = past.council.story.remedies.get(number) else {
            return Ok(());
        };
        let (Some(resolution), Some(bottleneck)) =
            (self.resolutions.get(number).copied(), self.taken_up.get(number))
        else {
            // Another seed's county may have fewer such offices.
            return Ok(());
        };
        if let Some((_, head)) = cast.offices.get(remedy.agency) {
            match &remedy.file {
                Some(paper) => {
                    let kept = self.keep(&Store::new(&self.data), paper.text.as_bytes()).await?;
                    let report = ReportWithFile {
                        resolution,
                        text: format!("{} {}", past.council.done, remedy.proof),
                        sha256: kept.sha256,
                        name: paper.name.clone(),
                        bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
                        kind: "text/plain",
                    };
                    past.does(head, report).await?;
                }
                None => past.report(head, resolution, &remedy.proof).await?,
            }
        }
        past.accept(cast.of(Role::Secretary)?, resolution).await?;
        if remedy.healed && !self.invented.heal(&bottleneck.group_id, &remedy.done) {
            return Err(Failure::because(format!(
                "{}: the invented county has no such office on {}",
                bottleneck.group_id, remedy.done
            )));
        }
        Ok(())
    }
}

/// The tenders first, then the logs in order of name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| Failure::writing(folder, &error))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "jsonl" || ending == "xes")
        })
        .collect();
    files.sort_by_key(|path| {
        (
            path.extension().is_some_and(|ending| ending == "xes"),
            path.clone(),
        )
    });
    Ok(files)
}
