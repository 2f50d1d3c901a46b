//! What waits for people, sent to where they are: into a folder, by a program.

mod command;
mod folder;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use golugah_county::FEATURES;
use golugah_county::outbox::{Channel, Message, Outcome, claim, gather, may_send, note, settle};
use golugah_county::support::web::{Settings, Site, say as text};
use golugah_desk::Db;
use golugah_desk::store::Store;
use golugah_persian::{Language, WorkingCalendar};

use crate::arguments::Telling;
use crate::failure::Failure;
use crate::progress::say;
use crate::texts;

/// How often it is looked whether a message is due.
const BREATH: Duration = Duration::from_secs(60);

/// In every how-many-th breath it is looked whether something new waits for anybody.
const BREATHS_BETWEEN: u32 = 10;

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The argument in whose place the number is given.
const NUMBER: &str = "{number}";

/// The ways by which messages leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ways {
    folder: Option<PathBuf>,
    command: Option<(PathBuf, Vec<String>)>,
    /// Where people find the county.
    address: String,
}

impl Ways {
    /// The ways that were named; `None` where none was.
    pub(crate) fn of(telling: &Telling, base_url: Option<&str>) -> Result<Option<Self>, Failure> {
        if telling.outbox_folder.is_none() && telling.outbox_command.is_none() {
            return Ok(None);
        }
        let refused = |because: &str| Failure::CouldNotRun(because.to_owned());
        let address = base_url.ok_or_else(|| {
            refused(
                "--base-url is missing: a message says where the county is found (https://county.example)",
            )
        })?;
        if let Some(program) = &telling.outbox_command {
            if !program.is_absolute() {
                return Err(refused(
                    "--outbox-command: expected the whole path of a program, so that no other one of its name is run",
                ));
            }
            if telling.outbox_args.iter().filter(|arg| *arg == NUMBER).count() != 1 {
                return Err(refused(
                    "--outbox-arg: expected {number} once, by itself: the number is given in its place",
                ));
            }
        }
        Ok(Some(Self {
            folder: telling.outbox_folder.clone(),
            command: telling
                .outbox_command
                .clone()
                .map(|program| (program, telling.outbox_args.clone())),
            address: address.to_owned(),
        }))
    }

    fn channels(&self) -> Vec<Channel> {
        let folder = self.folder.is_some().then_some(Channel::Folder);
        let command = self.command.is_some().then_some(Channel::Command);
        folder.into_iter().chain(command).collect()
    }

    async fn send(&self, channel: Channel, message: &Message) -> Outcome {
        match (channel, &self.folder, &self.command) {
            (Channel::Folder, Some(folder), _) => {
                folder::write(folder, message.id, &message.number, &message.body)
            }
            (Channel::Command, _, Some((program, arguments))) => {
                command::run(
                    program,
                    &filled(arguments, &message.number),
                    &message.body,
                    PATIENCE,
                )
                .await
            }
            (Channel::Folder, None, _) => Outcome::NotWritten,
            (Channel::Command, _, None) => Outcome::NotStarted,
        }
    }
}

/// The program's arguments with the number in its place.
fn filled(arguments: &[String], number: &str) -> Vec<String> {
    let filled = arguments.iter().map(|argument| match argument.as_str() {
        NUMBER => number.to_owned(),
        argument => argument.to_owned(),
    });
    filled.collect()
}

/// The arguments by which another process is told the same.
pub(crate) fn arguments(telling: &Telling) -> Vec<OsString> {
    let mut all: Vec<OsString> = Vec::new();
    if let Some(folder) = &telling.outbox_folder {
        all.extend(["--outbox-folder".into(), folder.into()]);
    }
    if let Some(program) = &telling.outbox_command {
        all.extend(["--outbox-command".into(), program.into()]);
    }
    for argument in &telling.outbox_args {
        // In one word, so that it passes for no option of ours.
        all.push(format!("--outbox-arg={argument}").into());
    }
    all
}

/// Makes messages and sends them for as long as the worker works. A failure is said and tried again.
pub(crate) async fn keep_sending(db: Db, data: PathBuf, ways: Ways) {
    let mut breath: u32 = 0;
    loop {
        let done = async {
            if breath.is_multiple_of(BREATHS_BETWEEN) {
                make(&db, &data, &ways).await?;
            }
            send(&db, &ways).await
        };
        if let Err(failure) = done.await {
            say(&format!(
                "golugah: people were not told what waits for them: {failure}"
            ));
        }
        breath = breath.wrapping_add(1);
        tokio::time::sleep(BREATH).await;
    }
}

/// Makes the messages of the day, where it is a time for them.
pub(crate) async fn make(db: &Db, data: &Path, ways: &Ways) -> Result<(), Failure> {
    let calendar = WorkingCalendar::iran();
    if !may_send(db, &calendar).await.map_err(Failure::because)? {
        return Ok(());
    }
    let settings = Settings {
        county_fa: text(Language::Persian, "site-county", &[]),
        county_en: text(Language::English, "site-county", &[]),
        calendar,
        behind_https: false,
    };
    let site = Site::new(db.clone(), Store::new(data), texts::catalogue()?, settings);
    gather(&site, FEATURES, &ways.channels(), &ways.address)
        .await
        .map_err(Failure::refused)
}

/// Sends what is due, one after the other, for as long as it is a time for it.
pub(crate) async fn send(db: &Db, ways: &Ways) -> Result<(), Failure> {
    settle(db).await.map_err(Failure::refused)?;
    let calendar = WorkingCalendar::iran();
    for channel in ways.channels() {
        while may_send(db, &calendar).await.map_err(Failure::because)? {
            let Some(message) = claim(db, channel).await.map_err(Failure::refused)? else {
                break;
            };
            let outcome = ways.send(channel, &message).await;
            note(db, &message, outcome).await.map_err(Failure::refused)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
