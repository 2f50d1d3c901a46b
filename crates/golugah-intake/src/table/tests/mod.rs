//! Whole tables, as offices have them.

mod hostile;
mod keys;
mod logs;
mod real;
mod units;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;

use golugah_records::Release;

use super::*;
use crate::{Limits, Receiver, open_as, read_log, read_processes};

/// A folder of tables.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

/// What came of a table of tenders, as texts.
#[derive(Default)]
struct Seen {
    releases: Vec<String>,
    rejects: Vec<Reject>,
}

impl Receiver for Seen {
    fn release(&mut self, release: &Release<'_>, line: u64, text: &str) {
        let notes: Vec<String> = release
            .notes
            .iter()
            .map(|note| format!("\n  {}: {}", note.field, note.found))
            .collect();
        self.releases.push(format!("{line} {text}{}", notes.concat()));
    }

    fn reject(&mut self, reject: Reject) {
        self.rejects.push(reject);
    }
}

fn seen(path: &Path, tables: &Tables) -> Seen {
    let opened = open_as(path, &Limits::default(), tables).unwrap_or_else(|error| panic!("{error}"));
    let mut seen = [Seen::default()];
    read_processes(opened, &Limits::default(), &mut seen).unwrap();
    let [seen] = seen;
    seen
}

fn refused(path: &Path) -> String {
    match open_as(path, &Limits::default(), &Tables::default()) {
        Err(error) => error.to_string(),
        Ok(opened) if opened.holds_log() => read_log(opened, &mut |_| {}).unwrap_err().to_string(),
        Ok(opened) => read_processes(opened, &Limits::default(), &mut [Seen::default()])
            .unwrap_err()
            .to_string(),
    }
}

/// A workbook of one sheet per list of rows; a cell that begins with `=` is taken for a number of that value, one that begins
/// with `#` for a failed formula, one with `@` for a day.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut part = |name: &str, content: &str| parts.push((name.to_owned(), content.to_owned()));
    let named: Vec<String> = sheets
        .iter()
        .enumerate()
        .map(|(number, (name, _))| {
            format!(
                "<sheet name=\"{name}\" sheetId=\"{0}\" r:id=\"r{0}\"/>",
                number + 1
            )
        })
        .collect();
    part(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns:r=\"r\"><sheets>{}</sheets></workbook>",
            named.concat()
        ),
    );
    let related: Vec<String> = (1..=sheets.len())
        .map(|number| format!("<Relationship Id=\"r{number}\" Target=\"worksheets/sheet{number}.xml\"/>"))
        .collect();
    let others =
        "<Relationship Id=\"t\" Target=\"sharedStrings.xml\"/><Relationship Id=\"f\" Target=\"styles.xml\"/>";
    part(
        "xl/_rels/workbook.xml.rels",
        &format!("<Relationships>{}</Relationships>", related.concat() + others),
    );
    part(
        "xl/styles.xml",
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
    );
    part(
        "xl/sharedStrings.xml",
        "<sst><si><t>شماره مناقصه</t></si><si><r><t>نام </t></r><r><t>برنده</t></r><rPh><t>x</t></rPh></si></sst>",
    );
    for (number, (_, rows)) in sheets.iter().enumerate() {
        let mut xml = String::from("<worksheet><sheetData>");
        for (row, cells) in rows.iter().enumerate() {
            xml += &format!("<row r=\"{}\">", row + 1);
            for (place, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let at = format!("{}{}", rows::letters(place), row + 1);
                xml += &match cell.split_at(cell.chars().next().map_or(0, char::len_utf8)) {
                    ("=", value) => format!("<c r=\"{at}\"><v>{value}</v></c>"),
                    ("@", value) => format!("<c r=\"{at}\" s=\"1\"><v>{value}</v></c>"),
                    ("#", _) => format!("<c r=\"{at}\" t=\"e\"><v>{cell}</v></c>"),
                    ("$", value) => format!("<c r=\"{at}\" t=\"s\"><v>{value}</v></c>"),
                    _ => format!(
                        "<c r=\"{at}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
                        cell.replace('&', "&amp;")
                    ),
                };
            }
            xml += "</row>";
        }
        part(
            &format!("xl/worksheets/sheet{}.xml", number + 1),
            &(xml + "</sheetData></worksheet>"),
        );
    }
    packed(&parts)
}

/// Parts packed as a workbook is.
fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const WINNERS: &[&[&str]] = &[
    &["فهرست معاملات سال ۱۴۰۳ (مبالغ به میلیون ریال)"],
    &[],
    &["ردیف", "$0", "موضوع", "دستگاه", "$1", "مبلغ", "تاریخ"],
    &[
        "=1",
        "۱۲/د",
        "لوله‌گذاری",
        "شركت آب",
        "سازهٔ الف",
        "=1250.5",
        "۱۴۰۳/۰۵/۱۲",
    ],
    &[
        "=2",
        "۱۳/د",
        "آسفالت",
        "شهرداری",
        "سازهٔ ب & پسران",
        "۲٬۰۰۰",
        "@45371",
    ],
    &["=3", "۱۴/د", "جدول", "شهرداری", "سازهٔ ب", "#REF!", "۱۴۰۳/۱۳/۰۱"],
    &["=4", "", "بی‌شماره", "شهرداری", "سازهٔ پ", "=5", "۱۴۰۳/۰۵/۱۲"],
    &["", "", "", "", "جمع کل", "=3250.5"],
];

#[test]
fn a_small_offices_list_of_winners() {
    let folder = Folder::new();
    let path = folder.file("معاملات.xlsx", workbook(&[("خرداد", WINNERS)]));
    let seen = seen(&path, &Tables::default());
    let releases = seen.releases.join("\n");
    assert_eq!(seen.releases.len(), 3, "{releases}");
    for part in [
        "4 {\"ocid\":\"شرکت اب/1403/12/د\"",
        "\"buyer\":{\"id\":\"شرکت اب\",\"name\":\"شركت آب\"}",
        "\"value\":{\"amount\":1250500000,\"currency\":\"IRR\"},\"date\":\"2024-08-02\"}",
        "\"name\":\"سازهٔ ب & پسران\"",
        "\"amount\":2000000000,\"currency\":\"IRR\"},\"date\":\"2024-03-20\"}",
        "awards/value: tables-at-row sheet=خرداد row=6 what=tables-cell cell=F6 found=#REF! what=tables-cell-failed",
        "awards/date: tables-at-row sheet=خرداد row=6 what=tables-cell cell=G6 found=۱۴۰۳/۱۳/۰۱ what=tables-cell-day",
    ] {
        assert!(releases.contains(part), "{part}\n{releases}");
    }
    let rejects: Vec<(u64, &str)> = seen
        .rejects
        .iter()
        .map(|reject| (reject.line, reject.reason.as_str()))
        .collect();
    assert_eq!(
        rejects,
        [
            (
                7,
                "tables-at-row sheet=خرداد row=7 what=tables-row-no-number cell=B7"
            ),
            (8, "tables-at-row sheet=خرداد row=8 what=tables-row-total"),
        ]
    );
}

#[test]
fn what_is_guessed_is_a_mapping_that_reads_the_same() {
    let folder = Folder::new();
    let path = folder.file(
        "w.xlsx",
        workbook(&[("الف", WINNERS), ("ب", WINNERS), ("راهنما", &[&["متن"]])]),
    );
    let guess = guess_map(&path, &Tables::default()).unwrap();
    assert_eq!(guess.doubts, Vec::<String>::new());
    let tables = Tables {
        map: Some(Arc::new(Tables::default().read_map(&guess.map).unwrap())),
        ..Tables::default()
    };
    let (guessed, mapped) = (seen(&path, &Tables::default()), seen(&path, &tables));
    assert_eq!(guessed.releases, mapped.releases);
    assert_eq!(
        (mapped.releases.len(), mapped.rejects.len()),
        (6, 4),
        "both sheets"
    );
    assert!(guess.map.contains("sheets = [\"الف\", \"ب\"]"), "{}", guess.map);
    assert!(
        guess
            .assumed
            .iter()
            .any(|one| one.contains("cell=F heading=مبلغ field=award_amount unit=میلیون ریال"))
    );
}

#[test]
fn a_list_of_bids_with_two_rows_of_headings_and_merged_cells() {
    let text = "\u{feff}شماره فراخوان;دستگاه;مهلت;پیشنهاد;;;\n;;;نام شرکت کننده;مبلغ (تومان);وضعیت پیشنهاد;\n\
        2003001234;راه;1403/05/12 14:30;الف;100;برنده;\n;;;ب;120;معتبر;\n;;;پ;90;رد صلاحیت;\n2003001299;راه;1403/06/01;الف;5;؟?;\n";
    let folder = Folder::new();
    let path = folder.file("bids.csv", text);
    let seen = seen(&path, &Tables::default());
    assert_eq!(seen.rejects, Vec::new());
    assert_eq!(seen.releases.len(), 2, "{:?}", seen.releases);
    let first = &seen.releases[0];
    for part in [
        "3 {\"ocid\":\"2003001234\"",
        "\"endDate\":\"2024-08-02T14:30:00+03:30\"",
        "\"status\":\"disqualified\"",
        "\"value\":{\"amount\":1200,\"currency\":\"IRR\"}",
        "\"awards\":[{",
    ] {
        assert!(first.contains(part), "{part}\n{first}");
    }
    assert_eq!(first.matches("\"tenderers\"").count(), 3);
    assert_eq!(first.matches("\"suppliers\"").count(), 1);
}

#[test]
fn rows_of_one_tender_that_stand_apart_are_parts_of_it() {
    let folder = Folder::new();
    let rows: &[&[&str]] = &[
        &["شماره مناقصه", "برنده", "مبلغ ریال", "دستگاه"],
        &["1403000001", "الف", "=1", "راه"],
        &["1403000002", "ب", "=2", "راه"],
        &["1403000001", "پ", "=3", "راه"],
    ];
    let path = folder.file("lots.xlsx", workbook(&[("s", rows)]));
    let seen = seen(&path, &Tables::default());
    let of_first: BTreeSet<&str> = seen
        .releases
        .iter()
        .filter(|text| text.contains("\"ocid\":\"1403000001\",\"tag\":[\"tender\"]"))
        .filter_map(|text| text.split("\"awards\":[{\"id\":\"").nth(1)?.get(..16))
        .collect();
    assert_eq!(of_first.len(), 2, "{:?}", seen.releases);
}

#[test]
fn what_is_in_doubt_is_not_read_without_a_mapping() {
    let folder = Folder::new();
    let path = folder.file(
        "d.csv",
        "number,buyer,winner,amount,award date\n1,a,b,10,02/03/2024\n2,a,b,10,04/05/2024\n",
    );
    let message = refused(&path);
    assert!(
        message.contains("tables-in-doubt what=tables-doubt-order"),
        "{message}"
    );
    let guess = guess_map(&path, &Tables::default()).unwrap();
    assert_eq!(guess.doubts, ["tables-doubt-order"]);
    let told = guess.map.replace("first = \"\"", "first = \"day\"");
    let tables = Tables {
        map: Some(Arc::new(Tables::default().read_map(&told).unwrap())),
        ..Tables::default()
    };
    let seen = seen(&path, &tables);
    assert!(
        seen.releases[0].contains("\"date\":\"2024-03-02\""),
        "{:?}",
        seen.releases
    );
    for (name, text, key) in [
        ("u.csv", "نام,تلفن\nالف,1\n", "row=1 found=نام | تلفن"),
        ("e.csv", "\u{feff},\n,\n", "tables-no-rows"),
    ] {
        assert!(refused(&folder.file(name, text)).contains(key), "{name}");
    }
}
