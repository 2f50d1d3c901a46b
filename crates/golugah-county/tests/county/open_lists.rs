//! Lists for everybody: each says truly of which tables it is made, and every word of it is there.

use std::collections::BTreeSet;

use golugah_county::FEATURES;
use golugah_county::support::web::say;
use golugah_persian::Language;

use crate::site::County;

/// An answer is kept until one of its tables changes. One that its view reads and it does not name would keep it too long.
#[tokio::test]
async fn a_list_names_the_tables_that_its_view_reads() {
    let county = County::all().await.remove(0);
    let read = county.place.db.read();
    let column = |rows: Vec<golugah_desk::Row>| {
        let words = rows.iter().map(|row| row.at::<String>(0).unwrap());
        words.collect::<Vec<_>>()
    };
    let tables = "SELECT DISTINCT tbl FROM log_shapes";
    let official: BTreeSet<String> = column(read.rows(tables, Vec::new()).await.unwrap())
        .into_iter()
        .collect();
    let lists = FEATURES.open_lists();
    assert!(!lists.is_empty());
    for list in lists {
        assert!(list.view.starts_with("public_"), "{}", list.view);
        let sql = "SELECT sql FROM sqlite_master WHERE type = 'view' AND name = $1";
        let said = column(read.rows(sql, vec![list.view.into()]).await.unwrap()).concat();
        let words: BTreeSet<&str> = said.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
        assert!(
            !words
                .iter()
                .any(|word| word.starts_with("public_") && *word != list.view)
        );
        let reads: BTreeSet<&str> = official
            .iter()
            .map(String::as_str)
            .filter(|table| words.contains(table))
            .collect();
        assert_eq!(
            list.tables.iter().copied().collect::<BTreeSet<_>>(),
            reads,
            "{}",
            list.view
        );
    }
}

#[test]
fn every_word_of_a_list_is_there_in_both_languages() {
    for list in FEATURES.open_lists() {
        let name = format!("open-{}", list.name);
        let keys = ["", "-lede", "-none"].map(|end| format!("{name}{end}"));
        let columns = list.columns.iter().map(|column| {
            let column = column.called().replace('_', "-");
            format!("{name}-{column}")
        });
        for key in keys.into_iter().chain(columns) {
            for language in [Language::Persian, Language::English] {
                assert_ne!(say(language, &key, &[]), key, "{language:?}");
            }
        }
    }
}
