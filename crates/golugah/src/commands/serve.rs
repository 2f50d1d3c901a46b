//! `golugah serve`: the county's site.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use golugah_county::calendar;
use golugah_county::county::{FirstCode, GOOD_FOR, to_begin_with};
use golugah_county::site::server;
use golugah_county::support::web::{Settings, Site, say as text};
use golugah_county::{FEATURES, files, find, people, terms};
use golugah_desk::log::Publisher;
use golugah_desk::room::Floor;
use golugah_desk::store::Store;
use golugah_desk::{Actor, Db, SetClockRight};
use golugah_intake::{Template, template};
use golugah_persian::{Language, WorkingCalendar};
use tokio::net::TcpListener;

use crate::arguments::Serve;
use crate::failure::Failure;
use crate::progress::say;
use crate::{clock, county, door, journal, outbox, sheets, texts};

/// What one site at a time holds, in the county's folder.
const LOCK: &str = "serve.lock";

/// How soon after a deed the checkpoint follows at the earliest: deeds of one moment share one.
const BREATH: Duration = Duration::from_millis(500);

/// How soon a deed of the worker's process is published at the latest.
const WORKERS_DEEDS: Duration = Duration::from_secs(5);

/// How long after a worker's end the next one is started.
const RECOVERY: Duration = Duration::from_secs(5);

pub(crate) fn run(command: &Serve, data: &Path) -> Result<(), Failure> {
    // Said here: the worker would be started in vain again and again.
    outbox::Ways::of(&command.telling, command.base_url.as_deref())?;
    county::wait_for(serve(command, data))
}

async fn serve(command: &Serve, data: &Path) -> Result<(), Failure> {
    let floor = Arc::new(Floor::new(data, command.room.free_floor));
    let db = county::open(data, clock::county()).await?;
    // What was forgotten is forgotten again, however little room there is.
    let without_floor = db.clone();
    let db = db.with_floor(Arc::clone(&floor));
    let watching = tokio::spawn(county::watch(db.standing()));
    // Held until the process ends, however it ends.
    let only_one = county::lock(data, LOCK)?;
    refuse_misshapen(&db, data).await?;
    if command.clock_set_right {
        let done = db.perform(Actor::program(), SetClockRight).await;
        done.map_err(Failure::because)?;
    }
    keep_days_in_force(&db).await?;
    county::forget_again(&without_floor, data).await?;
    // A database of an earlier version has no words yet by which its records are found.
    find::fill_in(&without_floor, FEATURES)
        .await
        .map_err(Failure::because)?;
    people::store_visits_under(county::visits_key(data)?);
    let begun = people::anybody(db.read()).await.map_err(Failure::because)?;
    if !begun && !std::io::stdout().is_terminal() {
        return Err(Failure::CouldNotRun(format!(
            "{}: nobody is entered who could sign in; run `golugah serve` at a terminal once, where it shows the code \
             with which the county begins (`golugah demo --data NEW_FOLDER` makes a county with people)",
            data.display()
        )));
    }
    let publisher = Publisher::open(
        db.read(),
        &county::log(data),
        county::signer(data)?,
        county::ORIGIN,
    )
    .await;
    // A database older than its log is refused before this, so that no file is removed of which only a newer one knows.
    let publisher = publisher.map_err(Failure::because)?;
    if publisher.mended() > 0 {
        say(&format!(
            "{}: {} published files were not what the log's entries make; they were written again",
            county::log(data).display(),
            publisher.mended()
        ));
    }
    let store = Store::new(data).with_floor(floor);
    if only_one.is_some() {
        settle_files(&db, &store).await?;
    }
    let clearing = tokio::spawn(county::keep_clear(db.clone(), data.to_owned()));
    let planning = tokio::spawn(county::keep_planned(db.clone()));
    let publishing = tokio::spawn(keep_published(publisher, db.clone()));
    let settings = Settings {
        county_fa: text(Language::Persian, "site-county", &[]),
        county_en: text(Language::English, "site-county", &[]),
        calendar: WorkingCalendar::iran(),
        behind_https: command.behind_https,
    };
    let mut site =
        Site::new(db, store, texts::catalogue()?, settings).with_journal(journal::on_error_stream());
    site = site.handing_out(templates()?);
    if let Some(base_url) = &command.base_url {
        site = site.found_at(base_url);
    }
    let listener = TcpListener::bind(command.listen).await;
    let listener = listener.map_err(|error| Failure::because(format!("{}: {error}", command.listen)))?;
    let address = listener.local_addr().map_err(Failure::because)?;
    let worker =
        (!command.no_worker).then(|| tokio::spawn(keep_a_worker(arguments_of_worker(command, data))));
    if !begun {
        site = show_first_code(site, address)?;
    }
    let stop = told_to_stop();
    say(&format!("http://{address}/ (Ctrl-C ends it)"));
    warn(command, address);
    door::open(listener, server(site), command.behind_https, stop).await;
    clearing.abort();
    planning.abort();
    publishing.abort();
    watching.abort();
    if let Some(worker) = worker {
        // Its process goes with it.
        worker.abort();
    }
    Ok(())
}

/// Says what whoever started this may not have meant.
fn warn(command: &Serve, address: SocketAddr) {
    if !address.ip().is_loopback() && !command.behind_https {
        say(&format!(
            "golugah: {address} can be reached from elsewhere and speaks plain http: whoever is on the way reads passwords. \
             Put a proxy with https in front and give --behind-https (docs/operating.md)"
        ));
    }
    if command.behind_https && command.base_url.is_none() {
        say("golugah: without --base-url the links of the feed go to whichever host the asker names");
    }
}

/// Comes back when somebody asks the program to end. If no signal can be heard, the site runs until it is killed, which it
/// survives.
fn told_to_stop() -> impl Future<Output = ()> {
    // From here on it is heard, also before anybody waits for it.
    #[cfg(unix)]
    let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match terminate {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    async {
        tokio::select! {
            () = interrupted => {}
            () = terminated => {}
        }
    }
}

/// Brings files and records together again after a sudden end, while nobody can hand anything in yet.
async fn settle_files(db: &Db, store: &Store) -> Result<(), Failure> {
    let settled = files::settle(db, store).await.map_err(Failure::because)?;
    if settled.named > 0 {
        say(&format!(
            "golugah: {} files whose deeds were done got their names after all",
            settled.named
        ));
    }
    if settled.removed > 0 {
        say(&format!(
            "golugah: {} files that no record names were removed",
            settled.removed
        ));
    }
    Ok(())
}

/// By which it is known who signs in, who visits and what each may do: their indexes are looked through at every start.
const WHO_MAY: &[&str] = &["people", "credentials", "codes", "duties", "visits"];

/// Serves no database whose views, triggers or tables are not what this program makes: its pages would say what somebody
/// else made them say. Nor one in which an index says of somebody's rights what the table does not.
async fn refuse_misshapen(db: &Db, data: &Path) -> Result<(), Failure> {
    let mut faults = db.verify_shape().await.map_err(Failure::because)?;
    faults.extend(db.verify_file(WHO_MAY));
    faults.extend(db.verify_versions().await.map_err(Failure::because)?);
    if faults.is_empty() {
        return Ok(());
    }
    for fault in &faults {
        say(&fault.to_string());
    }
    Err(Failure::DoesNotHold(format!(
        "{}: the database is not as this program makes it, and nothing is served from it; `golugah verify` names \
         what else does not hold, and `golugah restore` makes a county of its last backup, in another folder",
        county::database(data).display()
    )))
}

/// This program may know other holidays than the one that ran before: what is due when is computed anew before it is shown.
async fn keep_days_in_force(db: &Db) -> Result<(), Failure> {
    let base = WorkingCalendar::iran();
    let calendar = calendar::with_closures(db.read(), &base)
        .await
        .map_err(Failure::because)?;
    match terms::refresh(db, &calendar).await.map_err(Failure::because)? {
        0 => {}
        changed => say(&format!(
            "golugah: {changed} due dates were brought in line with the calendar"
        )),
    }
    Ok(())
}

/// Empty tables to be filled, in both languages: `winners-fa.xlsx`.
fn templates() -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    for (name, of) in [
        ("winners", Template::Winners),
        ("bids", Template::Bids),
        ("events", Template::Events),
    ] {
        for language in [Language::Persian, Language::English] {
            let headings = template(of, language == Language::Persian);
            let mut file = Vec::new();
            sheets::write_empty(&headings, language, &mut file).map_err(Failure::because)?;
            files.insert(format!("{name}-{}.xlsx", language.tag()), file);
        }
    }
    Ok(files)
}

/// Shows the code with which the county begins: on the terminal and nowhere else, for whoever holds it becomes the
/// administrator.
fn show_first_code(site: Site, address: SocketAddr) -> Result<Site, Failure> {
    let code = FirstCode::new().map_err(Failure::because)?;
    let until = site.db.clock().now().plus_seconds(GOOD_FOR);
    let mut terminal = std::io::stdout();
    writeln!(
        terminal,
        "nobody is entered yet: open http://{address}/begin within {} minutes and type the code {}",
        GOOD_FOR / 60,
        code.spelled()
    )
    .map_err(Failure::because)?;
    Ok(to_begin_with(site, &code, until))
}

/// Publishes at the start and after every commit. A failure is said once a minute and tried again.
async fn keep_published(mut publisher: Publisher, db: Db) {
    let mut size = db.log_size();
    loop {
        match publisher.publish(db.read()).await {
            Ok(_) => tokio::time::sleep(BREATH).await,
            Err(error) => {
                say(&format!("golugah: the log was not published: {error}"));
                tokio::time::sleep(Duration::from_secs(60)).await;
                continue;
            }
        }
        // The worker's deeds change no size here: they are found by looking.
        let changed = tokio::time::timeout(WORKERS_DEEDS, size.changed());
        if matches!(changed.await, Ok(Err(_))) {
            return;
        }
    }
}

/// With which arguments the worker of this site is started.
fn arguments_of_worker(command: &Serve, data: &Path) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = ["work", "--with-parent", "--data"].map(OsString::from).into();
    arguments.push(data.into());
    if let Some(bytes) = command.room.free_floor {
        arguments.extend(["--free-floor".into(), bytes.to_string().into()]);
    }
    if let Some(base_url) = &command.base_url {
        arguments.extend(["--base-url".into(), base_url.into()]);
    }
    arguments.extend(outbox::arguments(&command.telling));
    arguments
}

/// Starts a worker, and another one whenever it ends: a file that kills it must not end the measuring of others.
async fn keep_a_worker(arguments: Vec<OsString>) {
    loop {
        let ended = async {
            let mut command = tokio::process::Command::new(std::env::current_exe()?);
            command.args(&arguments);
            // Its standard input stays open as long as this process lives, and is never written to.
            command.stdin(Stdio::piped()).kill_on_drop(true);
            let mut worker = command.spawn()?;
            // Waiting would close it.
            let _open = worker.stdin.take();
            worker.wait().await
        };
        match ended.await {
            Ok(status) => say(&format!(
                "golugah: the worker ended ({status}); another one follows"
            )),
            Err(error) => say(&format!("golugah: no worker could be started: {error}")),
        }
        tokio::time::sleep(RECOVERY).await;
    }
}
