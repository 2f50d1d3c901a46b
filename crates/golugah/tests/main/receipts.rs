//! Receipts, checked as whoever keeps one does: with the file and the key, and no county at hand.

use crate::program::Room;

/// Tries a receipt of the demonstration's first session and altered copies of it; the log's key lies in `vkey`.
pub(crate) fn are_checked(room: &Room, receipt: &str) {
    let write = |name: &str, text: &str| std::fs::write(room.path(name), text).unwrap();
    write("receipt", receipt);
    let check = |name: &str, more: &[&str]| {
        let arguments = ["verify", "--data", "nowhere", "--key", "vkey", "--receipt", name];
        room.run(&[&arguments[..], more].concat())
    };
    let said = check("receipt", &[]).done();
    for words in [
        "session.close, session/1",
        "as secretary",
        "short code",
        "minutes 2: as this entry left it",
        "vouched for and not carried: agenda_items 1, ",
        "minutes 1, resolutions 1, session_steps 3, sessions 1, terms 1",
        "| جلسه با تلاوت",
    ] {
        assert!(said.text().contains(words), "{words}: {}", said.text());
    }

    // The minutes' text, as it is and with a word altered.
    let minutes: Vec<_> = said
        .text()
        .lines()
        .filter_map(|line| line.strip_prefix("  | "))
        .collect();
    write("text", &format!("{}\r\n", minutes.join("\r\n")));
    check("receipt", &["--minutes", "text"]).done();
    write("other", &minutes.join("\n").replacen("شنیده", "نشنیده", 1));
    // What the receipt says is printed in any case; what does not hold is said on the error stream.
    let differs = |name: &str, more: &[&str], words: &str| {
        let ran = check(name, more);
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        assert!(ran.stderr.contains(words), "{words}: {}", ran.stderr);
    };
    differs("receipt", &["--minutes", "other"], "other: line 1 is «");

    write("altered-record", &receipt.replace("شنیده", "نشنیده"));
    differs(
        "altered-record",
        &[],
        "altered-record: a record that it carries is not as the entry left it",
    );
    write(
        "altered-entry",
        &receipt.replacen("\"actor\":\"", "\"actor\":\"0", 1),
    );
    check("altered-entry", &[]).failed(1, &["altered-entry", "does not vouch for this entry"]);
    write("cut", receipt.split("\n\n").next().unwrap());
    check("cut", &[]).failed(1, &["cut: not a receipt"]);
    check("absent", &[]).failed(2, &["absent"]);
    room.run(&["verify", "--data", "nowhere", "--receipt", "receipt"])
        .failed(2, &["vkey"]);
    write(
        "steering",
        &receipt.replacen("\"role\":\"", "\"role\":\"\u{1b}[2J", 1),
    );
    check("steering", &[]).failed(1, &["does not vouch for this entry"]);
}

/// What is public of the demonstration's log: rows of published sessions with their salts, and nothing else.
pub(crate) fn public_records_are_given(room: &Room) {
    room.run(&["export", "--data", "county", "--public", "open"])
        .done();
    let records = room.read("open/records.jsonl");
    let tables: std::collections::BTreeSet<String> = records
        .lines()
        .map(|line| {
            let read: serde_json::Value = serde_json::from_str(line).unwrap();
            let salt = read["salt"].as_str().unwrap();
            assert!(salt.len() == 32 && salt.bytes().all(|sign| sign.is_ascii_hexdigit()));
            assert!(read["row"]["audience"].is_null() || read["row"]["audience"] == "public");
            read["table"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(
        tables.iter().map(String::as_str).collect::<Vec<_>>(),
        [
            "corrections",
            "minutes",
            "publications",
            "resolutions",
            "sessions"
        ]
    );
    let shapes: serde_json::Value = serde_json::from_str(&room.read("open/shapes.json")).unwrap();
    assert_eq!(shapes["agencies"]["1"][0], "id");
    assert!(!room.read("open/log.jsonl").contains("salt"));
    room.run(&["export", "--data", "county", "--public", "open"])
        .failed(2, &["this folder is in use", "--public"]);
}
