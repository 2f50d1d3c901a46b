use std::io;
use std::path::Path;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbErr, Value};

use super::Read;
use super::private;
use super::read::statement;

/// Copies a county's file as it stands at one moment, while others go on writing to it. The copy is one file, whole in
/// itself; visits are left out of it, for who was signed in then must not be so wherever the copy is opened, and the numbers at which
/// people are told what waits: who took theirs away later did so for good, and nobody is told of a day twice.
///
/// # Errors
/// Where the file cannot be read, or the copy is there already or cannot be written.
pub async fn copy_sqlite(file: &Path, copy: &Path) -> Result<(), DbErr> {
    let Some(name) = copy.to_str() else {
        return Err(DbErr::Custom(format!("{}: not a name in UTF-8", copy.display())));
    };
    // The engine writes into an empty file, whose rights are then ours from its first byte on.
    private::new_file(copy).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => DbErr::Custom(format!("{name}: is there already")),
        _ => DbErr::Custom(format!("{name}: {error}")),
    })?;
    let source = super::connect::to_copy(file).await?;
    let into = statement(&source, "VACUUM INTO $1", vec![Value::from(name)]);
    source.execute_raw(into).await?;
    source.close().await?;
    let made = connect(copy).await?;
    // What is deleted is written over, so that not even its remains leave the machine.
    made.execute_unprepared("PRAGMA secure_delete = ON; DELETE FROM visits; DELETE FROM known_browsers")
        .await?;
    // A county of an earlier version has no such table.
    let has_numbers = "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'outbox_addresses'";
    if Read::pool(&made).number(has_numbers, Vec::new()).await? > 0 {
        made.execute_unprepared("PRAGMA secure_delete = ON; DELETE FROM outbox_addresses")
            .await?;
    }
    made.close().await
}

async fn connect(file: &Path) -> Result<sea_orm::DatabaseConnection, DbErr> {
    let path = file.to_owned();
    let mut options = ConnectOptions::new("sqlite://county.sqlite");
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .filename(&path)
            .create_if_missing(false)
            .busy_timeout(super::connect::BUSY)
    });
    Database::connect(options).await
}
