//! Papers as they may come: long, hostile, empty. What the library makes of them.

use golugah_paper::{MOST_BYTES, Paper, plain_text, typeset};

/// A small paper in which one test puts what it asks about.
fn paper(language: &str, parts: &str) -> String {
    format!(
        r#"{{"kind":"minutes","language":"{language}","title":"Title","invocation":"","county":"County",
        "letterhead":[{{"label":"No","value":"1"}}],"facts":[],"parts":[{parts}],
        "signatures":[{{"name":"N","post":"P"}}],"receipt":null}}"#
    )
}

fn refusal(json: &str) -> String {
    Paper::read(json.as_bytes()).unwrap_err().to_string()
}

/// A text as it stands in JSON.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

#[test]
fn what_is_no_paper_is_refused_with_its_place() {
    let good = paper("fa", r#"{"title":"A"}"#);
    assert!(Paper::read(good.as_bytes()).is_ok());
    for (from, to, words) in [
        (
            r#""title":"A""#,
            r#""title":"A","colour":"red""#,
            "unknown field `colour`",
        ),
        ("minutes", "decree", "unknown variant `decree`"),
        (r#""fa""#, r#""ar""#, "unknown variant `ar`"),
        (r#""title":"Title","#, "", "missing field `title`"),
        (r#""title":"Title""#, r#""title":" \u202E ""#, "title: empty"),
        (
            r#""county":"County""#,
            r#""county":"C","county":"C""#,
            "duplicate field `county`",
        ),
        (r#"[{"title":"A"}]"#, "null", "invalid type: null"),
    ] {
        assert!(good.contains(from), "{from}");
        let said = refusal(&good.replacen(from, to, 1));
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(refusal(&good[..100]).contains("EOF"));
    assert!(refusal("").contains("EOF"));
    assert!(refusal(&"[".repeat(1_000_000)).contains("line 1"));
}

#[test]
fn limits_are_said_with_what_was_found() {
    assert!(refusal(&" ".repeat(MOST_BYTES + 1)).contains("bytes"));
    let long = quoted(&"ب".repeat(20_001));
    let said = refusal(&paper(
        "fa",
        &format!(r#"{{"title":"A","paragraphs":["x",{long}]}}"#),
    ));
    assert_eq!(
        said,
        "parts[0].paragraphs[1]: 20001 letters; at most 20000 are set"
    );
    let columns = vec![r#""c""#; 9].join(",");
    let said = refusal(&paper(
        "fa",
        &format!(r#"{{"title":"A","table":{{"columns":[{columns}],"rows":[]}}}}"#),
    ));
    assert_eq!(said, "parts[0].table.columns: 9 columns; at most 8 are set");
    let said = refusal(&paper(
        "fa",
        r#"{"title":"A","table":{"columns":["a","b"],"rows":[["1","2"],["1"]]}}"#,
    ));
    assert_eq!(
        said,
        "parts[0].table.rows[1]: 1 cells; expected 2, one for each column"
    );
    let items = vec![r#""i""#; 5_001].join(",");
    assert!(refusal(&paper("fa", &format!(r#"{{"title":"A","list":[{items}]}}"#))).contains("at most 5000"));
}

#[test]
fn the_text_has_every_word_that_was_put_in_and_in_order() {
    for name in ["minutes.fa", "minutes.en", "invitation.fa", "invitation.en"] {
        let file = format!("{}/samples/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let json = std::fs::read(&file).unwrap();
        let text = plain_text(&Paper::read(&json).unwrap());
        let value: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let mut words = Vec::new();
        for key in [
            "invocation",
            "county",
            "letterhead",
            "title",
            "facts",
            "parts",
            "signatures",
            "receipt",
        ] {
            gather(&value[key], &mut words);
        }
        let mut rest = text.as_str();
        for word in words {
            let at = rest
                .find(&word)
                .unwrap_or_else(|| panic!("{name}: «{word}» is not in what is left: {rest}"));
            rest = &rest[at + word.len()..];
        }
    }
}

/// The texts of a value, in the order of the contract.
fn gather(value: &serde_json::Value, words: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => words.extend(text.lines().map(str::to_owned)),
        serde_json::Value::Array(items) => items.iter().for_each(|item| gather(item, words)),
        serde_json::Value::Object(_) => {
            let keys = [
                "label",
                "value",
                "title",
                "paragraphs",
                "list",
                "table",
                "columns",
                "rows",
                "name",
                "post",
                "lines",
            ];
            keys.iter().for_each(|key| gather(&value[*key], words));
        }
        _ => {}
    }
}

#[test]
fn what_could_reorder_or_hide_is_neither_in_the_text_nor_on_paper() {
    let hostile = quoted("از\u{202E}چپ\u{202C}\u{0007} ABC\u{2066}\u{200F}D\u{AD}");
    let json = paper("fa", &format!(r#"{{"title":"A","paragraphs":[{hostile}]}}"#));
    let paper = Paper::read(json.as_bytes()).unwrap();
    assert!(plain_text(&paper).contains("ازچپ ABCD\n"));
    assert!(typeset(&paper).unwrap().missing.is_empty());
}

#[test]
fn a_long_table_is_set_on_many_pages_and_the_same_twice() {
    let rows: Vec<String> = (1..=200)
        .map(|row| format!(r#"["{row}","مصوبهٔ شمارهٔ {row}: رسیدگی به پرونده‌های مانده در گام بازبینی نقشه","ادارهٔ راه و شهرسازی"]"#))
        .collect();
    let table = format!(
        r#"{{"title":"A","table":{{"columns":["ردیف","متن","مسئول"],"rows":[{}]}}}}"#,
        rows.join(",")
    );
    let json = paper("fa", &table);
    let paper = Paper::read(json.as_bytes()).unwrap();
    let (one, two) = (typeset(&paper).unwrap(), typeset(&paper).unwrap());
    assert!((6..30).contains(&one.pages), "{}", one.pages);
    assert!(one.pdf == two.pdf);
}

#[test]
fn a_cell_higher_than_a_page_and_a_word_longer_than_a_line_are_set() {
    let high = quoted(&"کلمه ".repeat(3_000));
    let wide = quoted(&"f".repeat(5_000));
    let json = paper(
        "fa",
        &format!(
            r#"{{"title":"A","paragraphs":[{wide}],"table":{{"columns":["a","b"],"rows":[[{high},{wide}]]}}}}"#
        ),
    );
    assert!(typeset(&Paper::read(json.as_bytes()).unwrap()).unwrap().pages >= 4);
}

#[test]
fn an_almost_empty_paper_is_set() {
    let json = r#"{"kind":"invitation","language":"en","title":"T","invocation":"","county":"","letterhead":[],"facts":[],
        "parts":[{"title":""},{"title":"","table":{"columns":[""],"rows":[]}}],"signatures":[],"receipt":{"title":"","lines":[]}}"#;
    assert_eq!(typeset(&Paper::read(json.as_bytes()).unwrap()).unwrap().pages, 1);
}
