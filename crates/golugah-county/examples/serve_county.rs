//! Serves the pages of a filled county for the bench, over either database: `serve_county WHERE [FOLDER]`.
//!
//! `WHERE` is a county's folder or the address of a PostgreSQL database (`postgres://…`), whose files then lie in `FOLDER`. It
//! is the program's site without worker and without the indicators' texts; the log is published once, at the start, so that
//! receipts can be given. The address it listens at is printed.

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::ServiceExt;
use axum::extract::Request;
use golugah_county::site::server;
use golugah_county::support::web::{Settings, Site};
use golugah_desk::Db;
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::log::Publisher;
use golugah_desk::store::Store;
use golugah_ledger::Signer;
use golugah_persian::WorkingCalendar;
use golugah_report::Catalogue;

const USAGE: &str = "usage: serve_county WHERE [FOLDER]";

#[expect(clippy::disallowed_methods, reason = "a program may read the clock")]
fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().skip(1).any(|argument| argument.starts_with('-')) {
        return Err(USAGE.into());
    }
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().ok_or(USAGE)?;
    let folder = arguments.next().unwrap_or_else(|| place.clone());
    let folder = Path::new(&folder);
    let db = if place.starts_with("postgres://") {
        Db::open_postgres(&place, "the county", &golugah_county::HOUSE, Clock::new(now)).await?
    } else {
        Db::open_sqlite(
            &folder.join("county.sqlite"),
            &golugah_county::HOUSE,
            Clock::new(now),
        )
        .await?
    };
    let signer = Signer::from_seed("golugah/bench", &[7; 32])?;
    let store = Store::new(folder);
    let mut publisher = Publisher::open(db.read(), &store.log(), signer, "golugah/bench").await?;
    publisher.publish(db.read()).await?;
    let settings = Settings {
        county_fa: "شهرستان".to_owned(),
        county_en: "County".to_owned(),
        calendar: WorkingCalendar::iran(),
        behind_https: false,
    };
    let site = Site::new(db, store, Catalogue::default(), settings);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "http://{}/", listener.local_addr()?)?;
    let service = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(server(site));
    axum::serve(listener, service).await?;
    Ok(())
}
