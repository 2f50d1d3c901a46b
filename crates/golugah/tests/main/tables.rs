//! CSV and XLSX, as an office has them, from the file to the result.

use std::io::Read as _;

use serde_json::Value;

use crate::program::{Room, findings, named, shared, subjects, summary};

/// A small office's list of winners: one day is none, and the last row sums up.
const WINNERS: &str = "\u{feff}ردیف;شماره معامله;موضوع;دستگاه;برنده;مبلغ (ریال);تاریخ\r\n\
    1;12/د;لوله‌گذاری;شهرداری;سازهٔ الف;1,250,000;۱۴۰۳/۰۵/۱۲\r\n\
    2;13/د;آسفالت;شهرداری;سازهٔ ب;2,000,000;۱۴۰۳/۱۳/۱۲\r\n\
    ;;;;;جمع کل;3250000\r\n";

/// Tenders with their days and bids: the second gave four days.
const BIDS: &str = "شماره فراخوان,دستگاه,تاریخ انتشار,مهلت ارسال پیشنهاد,روش,پیشنهاددهنده,مبلغ پیشنهاد تومان,وضعیت پیشنهاد\n\
    2003001001,راه,1403/02/01,1403/02/20,مناقصه عمومی,الف,100,برنده\n\
    2003001001,راه,1403/02/01,1403/02/20,مناقصه عمومی,ب,120,معتبر\n\
    2003001002,راه,1403/02/01,1403/02/05,مناقصه عمومی,الف,100,برنده\n";

#[test]
fn a_small_offices_list_of_winners_is_scanned_as_it_is() {
    let room = Room::new();
    room.write("winners.csv", WINNERS);
    let ran = room.run(&["scan", "--format", "json", "winners.csv"]).done();
    for words in [
        "ستون B «شماره معامله» = شمارهٔ معامله",
        "ستون F",
        "به ریال",
        "سطر ۴",
        "سطر جمع است",
    ] {
        assert!(ran.stderr.contains(words), "{words}: {}", ran.stderr);
    }
    let report = ran.json();
    assert_eq!(report["inputs"][0]["records"], 2);
    let rejects = room.read("winners.csv.rejects.jsonl");
    assert!(
        rejects.contains("در خانهٔ G3 نوشته شده است «۱۴۰۳/۱۳/۱۲»؛ روز به شکل"),
        "{rejects}"
    );
    let english = room.run(&["scan", "--lang", "en", "winners.csv"]).done();
    assert!(
        english
            .stderr
            .contains("column B “شماره معامله” = number of the tender"),
        "{}",
        english.stderr
    );
}

#[test]
fn bids_in_a_table_answer_what_bids_in_ocds_answer() {
    let room = Room::new();
    room.write("bids.csv", BIDS);
    let report = room.scan(&["bids.csv"]);
    assert_eq!(subjects(&findings(&report, "R018")), ["2003001002"]);
    assert_eq!(subjects(&findings(&report, "R003")), ["2003001002"]);
    let explained = room.run(&["explain", "R018:2003001002", "bids.csv"]).done();
    assert!(
        explained.text().contains("2003001002 | راه | 1403/02/01"),
        "{}",
        explained.text()
    );
}

#[test]
fn a_mapping_is_written_mended_and_read_and_the_lake_says_the_same() {
    let room = Room::new();
    room.write("bids.csv", BIDS);
    let said = room.run(&["map", "bids.csv", "--out", "m.toml"]).done();
    assert!(said.stderr.contains("ستون A"), "{}", said.stderr);
    let map = room.read("m.toml");
    assert!(
        map.starts_with("# نگاشت bids.csv") && map.contains("is = \"bid_amount\"\nunit = \"تومان\""),
        "{map}"
    );
    let mapped = room.scan(&["--map", "m.toml", "bids.csv"]);
    assert_eq!(mapped["findings"], room.scan(&["bids.csv"])["findings"]);
    room.run(&["import", "--data", "county", "--map", "m.toml", "bids.csv"])
        .done();
    let kept = room.scan(&["--data", "county"]);
    assert_eq!(kept["findings"], mapped["findings"]);
    room.write("m.toml", map.replace("\"bid_amount\"", "\"bid_amonut\""));
    room.run(&["scan", "--map", "m.toml", "bids.csv"])
        .failed(2, &["m.toml:", "bid_amonut", "award_amount"]);
    room.write("m.toml", map.replace("مهلت ارسال پیشنهاد", "مهلت دیگر"));
    room.run(&["scan", "--map", "m.toml", "bids.csv"])
        .failed(2, &["bids.csv:", "ستون D", "«مهلت دیگر»", "مهلت ارسال پیشنهاد"]);
}

#[test]
fn what_is_in_doubt_or_no_table_is_refused_in_words() {
    let room = Room::new();
    room.write(
        "doubt.csv",
        "number,buyer,winner,amount,award date\n1,a,b,10,02/03/2024\n",
    );
    room.run(&["scan", "doubt.csv"])
        .failed(2, &["doubt.csv:", "روز پیش از ماه", "golugah map doubt.csv"]);
    room.write("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old");
    room.run(&["scan", "old.xls"]).failed(2, &["old.xls:", "xlsx"]);
    room.write("page.xls", "<html><table><tr><td>1</td></tr></table></html>");
    room.run(&["scan", "--lang", "en", "page.xls"])
        .failed(2, &["web page", "save it as xlsx"]);
    room.write("phones.csv", "نام,تلفن\nالف,1\n");
    room.run(&["import", "phones.csv"])
        .failed(2, &["سرستون‌ها شناخته نشد", "نام | تلفن"]);
    assert!(!room.path("golugah-data").exists());
}

#[test]
fn a_template_is_a_workbook_that_is_read_when_it_is_filled() {
    let room = Room::new();
    for (kind, lang, holds) in [
        ("winners", "fa", "tenders"),
        ("bids", "en", "tenders"),
        ("events", "fa", "events"),
    ] {
        let file = format!("{kind}.xlsx");
        room.run(&["map", "--template", kind, "--lang", lang, "--out", &file])
            .done();
        let guess = room.run(&["map", &file]).done();
        assert!(
            guess.text().contains(&format!("holds = \"{holds}\"")),
            "{}",
            guess.text()
        );
    }
    room.run(&["map"]).failed(2, &["<FILE>", "Usage:"]);
}

#[test]
fn a_table_that_is_not_there_is_missed_in_the_readers_language() {
    let room = Room::new();
    room.run(&["map", "none.csv"])
        .failed(2, &["none.csv: چنین پرونده‌ای نیست", "جدول CSV یا XLSX"]);
    room.run(&["map", "none.csv", "--lang", "en"])
        .failed(2, &["none.csv: no such file", "expected a table, CSV or XLSX"]);
}

#[test]
fn a_workbook_has_names_as_they_were_published_and_the_day_of_a_notice() {
    let room = Room::new();
    let list = "شماره فراخوان,دستگاه,تاریخ انتشار,روش,پیشنهاددهنده,مبلغ پیشنهاد ریال,وضعیت پیشنهاد\n\
        2003001002,اداره آب و فاضلاب,1403/02/03,مناقصه عمومی,الف,100,برنده\n";
    room.write("bids.csv", list);
    room.run(&["scan", "bids.csv", "--format", "xlsx", "--out", "r.xlsx"])
        .done();
    let bytes = room.read_bytes("r.xlsx");
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut texts = String::new();
    let mut part = book.by_name("xl/sharedStrings.xml").unwrap();
    part.read_to_string(&mut texts).unwrap();
    for words in ["اداره آب و فاضلاب", "۱۴۰۳/۰۲/۰۳"] {
        assert!(texts.contains(words), "{words}: {texts}");
    }
    assert!(!texts.contains("اداره اب"), "{texts}");
}

#[test]
fn a_table_of_events_is_a_log() {
    let room = Room::new();
    room.write(
        "permits.csv",
        "شماره پرونده,مرحله,تاریخ,ساعت,کارشناس\n7,ثبت,1403/01/05,08:00,الف\n7,صدور,1403/01/09,۹:۳۰,ب\n8,ثبت,1403/01/06,10:00,الف\n",
    );
    let figures = room
        .run(&["paths", "--format", "json", "permits.csv"])
        .done()
        .json();
    assert_eq!(
        (&figures["cases"], &figures["events"]),
        (&Value::from(2), &Value::from(3))
    );
}

#[test]
fn the_real_list_of_a_health_office_is_scanned_as_it_is() {
    let Some(file) = shared("ocds/himachal_health.xlsx") else {
        return;
    };
    let room = Room::new();
    let ran = room.run(&["scan", "--format", "json", named(&file)]).done();
    let report = ran.json();
    assert_eq!(report["inputs"][0]["records"], 3_791);
    assert_eq!(summary(&report, "R003")["raised"], 703);
    assert!(ran.stderr.contains("award/date"), "{}", ran.stderr);
}

#[test]
fn a_result_is_a_workbook_that_opens_from_the_right() {
    let room = Room::new();
    room.write("bids.csv", BIDS);
    room.run(&[
        "scan",
        "--format",
        "xlsx",
        "--out",
        "r.xlsx",
        "--date",
        "2026-03-21",
        "bids.csv",
    ])
    .done();
    let first = room.read_bytes("r.xlsx");
    room.run(&[
        "scan",
        "--format",
        "xlsx",
        "--out",
        "r.xlsx",
        "--date",
        "2026-03-21",
        "bids.csv",
    ])
    .done();
    assert_eq!(
        first,
        room.read_bytes("r.xlsx"),
        "the same result gives the same bytes"
    );
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(first)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let names = part("xl/workbook.xml");
    assert!(names.contains("موارد در برابر قاعده"), "{names}");
    assert!(part("xl/worksheets/sheet4.xml").contains("<autoFilter"));
    let sheet = part("xl/worksheets/sheet2.xml");
    for words in ["rightToLeft=\"1\"", "<autoFilter", "state=\"frozen\"", "<v>1</v>"] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    let texts = part("xl/sharedStrings.xml");
    for words in ["یافته", "۱۴۰۳/۰۲/", "2024-0", "2003001002", "bids.csv:4"] {
        assert!(
            texts.contains(words) || part("xl/workbook.xml").contains(words),
            "{words}: {texts}"
        );
    }
}
