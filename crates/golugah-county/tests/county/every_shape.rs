//! The table of tamperings, made from the schema itself: whatever whoever holds the database does to any row, view,
//! trigger, index or migration is named, and nothing else is.

use crate::databases::places;
use crate::thief::{Thief, named, nothing_is_named, planted, said};

#[tokio::test]
async fn every_view_trigger_and_index_is_held_against_the_migrations() {
    for place in places().await {
        let thief = Thief::at(&place).await;
        let tables = planted(&place, &thief).await;
        let views = thief.parts("view").await;
        assert!(views.len() >= 5, "{views:?}");
        for (name, sql, away) in &views {
            // Which rows somebody sees is changed, their form is not.
            let lies = format!("{} LIMIT 0", sql.trim_end().trim_end_matches(';'));
            if thief.is_sqlite {
                thief.does(away).await;
                thief.does(&lies).await;
            } else {
                thief
                    .does(&lies.replacen("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))
                    .await;
            }
            named(
                &place,
                name,
                vec![format!("the view {name} is not as the migrations make it")],
            )
            .await;
            if thief.is_sqlite {
                thief.does(away).await;
                thief.does(sql).await;
            } else {
                thief
                    .does(&sql.replacen("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))
                    .await;
            }
        }
        nothing_is_named(&place, "views put back").await;

        for kind in ["trigger", "index"] {
            let parts = thief.parts(kind).await;
            assert!(!parts.is_empty(), "{kind}");
            thief.take_away(&parts).await;
            let gone = parts
                .iter()
                .map(|(name, ..)| format!("the {kind} {name} is gone"));
            named(&place, &format!("no {kind}"), gone.collect()).await;
            thief.make_again(&parts).await;
            nothing_is_named(&place, &format!("each {kind} made again")).await;
        }

        let others = [
            "visits",
            "known_browsers",
            "log_entries",
            "log_head",
            "migrations",
        ];
        let mut all: Vec<&str> = tables.iter().map(String::as_str).collect();
        all.extend(others);
        let mut expected = Vec::new();
        for table in &all {
            if thief.is_sqlite {
                thief
                    .does(&format!(
                        "CREATE TRIGGER bad_{table} AFTER INSERT ON {table} BEGIN SELECT 1; END"
                    ))
                    .await;
                expected.push(format!("the trigger bad_{table} is made by no migration"));
            } else {
                thief
                    .does(&format!(
                        "CREATE TRIGGER bad_{table} AFTER INSERT ON {table} FOR EACH ROW \
                         EXECUTE FUNCTION log_entries_refuse()"
                    ))
                    .await;
                expected.push(format!("the trigger {table} bad_{table} is made by no migration"));
            }
        }
        named(&place, "triggers", expected).await;
        for table in &all {
            let on = if thief.is_sqlite {
                String::new()
            } else {
                format!(" ON {table}")
            };
            thief.does(&format!("DROP TRIGGER bad_{table}{on}")).await;
        }
        for (slip, undo, expected) in [
            (
                "CREATE INDEX bad ON people (name)",
                "DROP INDEX bad",
                "the index bad is made by no migration",
            ),
            (
                "CREATE VIEW public_bad AS SELECT name FROM people",
                "DROP VIEW public_bad",
                "the view public_bad is made by no migration",
            ),
            (
                "CREATE TABLE bad (id BIGINT)",
                "DROP TABLE bad",
                "the table bad is made by no migration",
            ),
            (
                "ALTER TABLE visits ADD COLUMN bad TEXT",
                "ALTER TABLE visits DROP COLUMN bad",
                "the table visits is not as the migrations make it",
            ),
        ] {
            thief.does(slip).await;
            named(&place, slip, vec![expected.to_owned()]).await;
            thief.does(undo).await;
        }
        if !thief.is_sqlite {
            thief.does("ALTER TABLE people DISABLE TRIGGER ALL").await;
            let asleep = said(&place).await;
            assert!(
                !asleep.is_empty() && asleep.iter().all(|fault| fault.contains("the trigger ")),
                "{asleep:?}"
            );
            thief.does("ALTER TABLE people ENABLE TRIGGER ALL").await;
        }
        nothing_is_named(&place, "the shape").await;
        assert_eq!(place.db.verify_shape().await.unwrap(), []);
    }
}
