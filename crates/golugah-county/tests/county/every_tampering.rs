//! The table of tamperings, made from the schema itself: whatever whoever holds the database does to any row, view,
//! trigger, index or migration is named, and nothing else is.

use crate::databases::places;
use crate::thief::{Thief, named, nothing_is_named, planted, said};

#[tokio::test]
async fn every_row_of_every_official_table_is_held() {
    for place in places().await {
        let thief = Thief::at(&place).await;
        let tables = planted(&place, &thief).await;
        for table in &tables {
            thief.keep(table).await;
        }
        nothing_is_named(&place, "planting").await;
        let mut columns = Vec::new();
        for table in &tables {
            columns.push(thief.columns(table).await);
        }
        // Each column of each table in its turn; one of every table at once.
        let most = columns.iter().map(Vec::len).max().unwrap();
        for number in 1..most {
            let mut expected = Vec::new();
            for (table, columns) in tables.iter().zip(&columns) {
                let Some((column, is_number)) = columns.get(number) else {
                    continue;
                };
                let other = if *is_number {
                    format!("COALESCE({column}, 0) + 1")
                } else {
                    format!("COALESCE({column}, '') || '1'")
                };
                thief
                    .does(&format!("UPDATE {table} SET {column} = {other} WHERE id = 1"))
                    .await;
                expected.push(format!("{table} 1 is not as its last deed"));
            }
            named(&place, &format!("column {number}"), expected).await;
            for table in &tables {
                thief.put_back(table).await;
            }
        }
        nothing_is_named(&place, "columns put back").await;

        // No salt but the row's own, and no more than that in its column. The last is the one that counts: the salt brings
        // what the log vouches for, and a line's end that the row's own text is to stand behind.
        let line_end = if thief.is_sqlite { "char(10)" } else { "chr(10)" };
        let salts = [
            "''".to_owned(),
            "UPPER(salt || 'a')".to_owned(),
            "'A' || substr(salt, 2)".to_owned(),
            line_end.to_owned(),
            format!("salt || {line_end}"),
            format!("{line_end} || salt"),
            format!("salt || salt || {line_end} || salt"),
            "salt || '{}'".to_owned(),
        ];
        for salt in &salts {
            let mut expected = Vec::new();
            for table in &tables {
                thief
                    .does(&format!("UPDATE {table} SET salt = {salt} WHERE id = 1"))
                    .await;
                expected.push(format!("{table} 1 is not as its last deed"));
            }
            named(&place, salt, expected).await;
            for table in &tables {
                thief.put_back(table).await;
            }
        }
        let mut expected = Vec::new();
        for table in &tables {
            let (_, mut row) = place.db.records(table, 0, 1).await.unwrap().swap_remove(0);
            row.remove("salt");
            let vouched = serde_json::Value::Object(row).to_string().replace('\'', "''");
            let forged = format!(
                "UPDATE {table} SET salt = salt || '{vouched}' || {line_end}, version = version + 1 WHERE id = 1"
            );
            thief.does(&forged).await;
            expected.push(format!("{table} 1 is not as its last deed"));
        }
        named(&place, "the vouched text in the salt", expected).await;
        for table in &tables {
            thief.put_back(table).await;
        }
        nothing_is_named(&place, "salts put back").await;

        for table in &tables {
            thief.does(&format!("DELETE FROM {table}")).await;
        }
        let gone = tables.iter().map(|table| format!("{table} 1, last written"));
        named(&place, "deleted", gone.collect()).await;
        for table in &tables {
            thief.put_back(table).await;
        }

        // What must be there once may stand in the way of a forged row; whoever forges takes that away, too.
        let mut unique = thief.parts("index").await;
        unique.retain(|(_, sql, _)| sql.starts_with("CREATE UNIQUE"));
        thief.take_away(&unique).await;
        let mut taken = 0;
        for id in ["-9223372036854775808", "-7", "0", "NULL", "1.5", "2"] {
            let mut expected: Vec<String> = unique
                .iter()
                .map(|(name, ..)| format!("the index {name} is gone"))
                .collect();
            for (table, columns) in tables.iter().zip(&columns) {
                let rest: String = columns[1..].iter().map(|(name, _)| format!(", {name}")).collect();
                let forged = format!("INSERT INTO {table} (id{rest}) SELECT {id}{rest} FROM kept_{table}");
                // Where an engine takes no such number, nothing is there to be named.
                if thief.tries(&forged).await.is_err() {
                    continue;
                }
                taken += 1;
                let new = format!(
                    "SELECT COALESCE(CAST(id AS TEXT), 'NULL') FROM {table} WHERE id IS NULL OR id <> 1"
                );
                for [shown] in thief.texts::<1>(&new).await {
                    expected.push(format!("{table} {shown} was written by no deed"));
                }
            }
            named(&place, &format!("forged under {id}"), expected).await;
            for table in &tables {
                thief.put_back(table).await;
            }
        }
        assert!(taken >= 4 * tables.len(), "{taken} rows were forged");
        thief.make_again(&unique).await;
        nothing_is_named(&place, "all of it").await;
    }
}

#[tokio::test]
async fn every_row_of_the_logs_own_tables_is_held() {
    for place in places().await {
        let thief = Thief::at(&place).await;
        planted(&place, &thief).await;
        let guards = if thief.is_sqlite {
            thief.parts("trigger").await
        } else {
            Vec::new()
        };
        thief.take_away(&guards).await;
        let unguarded = || -> Vec<String> {
            guards
                .iter()
                .map(|(name, ..)| format!("the trigger {name} is gone"))
                .collect()
        };
        let slips: &[(&str, &str, &[&str])] = &[
            (
                "log_entries",
                "INSERT INTO log_entries SELECT -7, entry FROM log_entries WHERE seq = 2",
                &["log_entries -7 was written by no deed"],
            ),
            (
                "log_entries",
                "INSERT INTO log_entries SELECT -9223372036854775808, entry FROM log_entries WHERE seq = 2",
                &["log_entries -9223372036854775808 was written by no deed"],
            ),
            (
                "log_head",
                "INSERT INTO log_head SELECT 2, tree FROM log_head",
                &["log_head 2 was written by no deed"],
            ),
            ("log_head", "DELETE FROM log_head", &["log_head is not the tree"]),
            (
                "log_head",
                "UPDATE log_head SET tree = tree || '00'",
                &["log_head is not the tree"],
            ),
            (
                "log_head",
                "UPDATE log_head SET id = -1",
                &["log_head -1 was written by no deed", "log_head is not the tree"],
            ),
            (
                "migrations",
                "UPDATE migrations SET sha256 = 'x' || sha256 WHERE name = (SELECT MIN(name) FROM migrations)",
                &["migrations: the row ", "migrations: the row "],
            ),
            (
                "migrations",
                "DELETE FROM migrations WHERE name = (SELECT MIN(name) FROM migrations)",
                &["migrations: the row "],
            ),
            (
                "migrations",
                "INSERT INTO migrations VALUES ('9999_later', '')",
                &["migrations: the row 9999_later  is made by no migration"],
            ),
        ];
        for (table, slip, expected) in slips {
            thief.does(&format!("DROP TABLE IF EXISTS kept_{table}")).await;
            thief.keep(table).await;
            thief.does(slip).await;
            let mut all = unguarded();
            all.extend(expected.iter().map(|text| (*text).to_owned()));
            named(&place, slip, all).await;
            thief.put_back(table).await;
        }
        // Each column of each of them, one row taken away, and one put in beside it.
        for table in [
            "log_entries",
            "log_head",
            "log_actors",
            "log_cases",
            "log_shapes",
            "migrations",
        ] {
            thief.does(&format!("DROP TABLE IF EXISTS kept_{table}")).await;
            thief.keep(table).await;
            let columns = thief.columns(table).await;
            let (first, is_number) = &columns[0];
            let one = format!("WHERE {first} = (SELECT MAX({first}) FROM kept_{table})");
            let mut slips = vec![format!("DELETE FROM {table} {one}")];
            for (column, is_number) in &columns {
                let other = if *is_number {
                    format!("{column} + 1000000")
                } else {
                    format!("{column} || 'x'")
                };
                slips.push(format!("UPDATE {table} SET {column} = {other} {one}"));
            }
            let other = if *is_number { "-3" } else { "'zzz'" };
            let rest: String = columns[1..].iter().map(|(name, _)| format!(", {name}")).collect();
            slips.push(format!(
                "INSERT INTO {table} ({first}{rest}) SELECT {other}{rest} FROM kept_{table} {one}"
            ));
            // What became of an entry is said of the entry, or of the tree of them all where it was the newest.
            let called: &[&str] = match table {
                "log_entries" => &["log_entries ", "log entry ", "log_head "],
                _ => &[table],
            };
            for slip in slips {
                thief.does(&slip).await;
                let mut named = said(&place).await;
                named.retain(|fault| !unguarded().contains(fault));
                assert!(
                    called
                        .iter()
                        .any(|called| named.iter().any(|fault| fault.starts_with(called))),
                    "{}, {slip}: {named:?}",
                    place.engine
                );
                thief.put_back(table).await;
            }
        }
        // Where the first entry is gone, so is every place behind it; the newest is missed by the head.
        thief.does("DROP TABLE IF EXISTS kept_log_entries").await;
        thief.keep("log_entries").await;
        thief.does("DELETE FROM log_entries WHERE seq = 0").await;
        let gap = said(&place).await;
        assert!(
            gap.iter().any(|fault| fault == "log entry 0 is missing"),
            "{gap:?}"
        );
        thief.put_back("log_entries").await;
        thief.make_again(&guards).await;
        nothing_is_named(&place, "the log's tables").await;
    }
}
