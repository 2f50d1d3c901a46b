//! Tables that are broken, or mean harm.

use super::*;

/// A workbook whose one sheet is this.
fn sheet(xml: &str) -> Vec<u8> {
    with_texts(xml, "<sst><si><t>x</t></si></sst>")
}

fn with_texts(xml: &str, texts: &str) -> Vec<u8> {
    let part = |name: &str, content: &str| (name.to_owned(), content.to_owned());
    packed(&[
        part(
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>",
        ),
        part(
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Target=\"/xl/worksheets/s.xml\"/></Relationships>",
        ),
        part("xl/sharedStrings.xml", texts),
        part("xl/worksheets/s.xml", xml),
    ])
}

/// What came of a file, whatever it was: its message, or how many records and rejects.
fn outcome(path: &Path) -> String {
    let opened = match open_as(path, &Limits::default(), &Tables::default()) {
        Ok(opened) => opened,
        Err(error) => return error.to_string(),
    };
    if opened.holds_log() {
        return read_log(opened, &mut |_| {}).map_or_else(|error| error.to_string(), |_| "log".to_owned());
    }
    let mut seen = [Seen::default()];
    match read_processes(opened, &Limits::default(), &mut seen) {
        Ok(_) => format!("{} and {}", seen[0].releases.len(), seen[0].rejects.len()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn bombs_and_broken_parts_are_refused_in_words() {
    let folder = Folder::new();
    let row =
        "<row><c t=\"str\"><v>شماره</v></c><c t=\"str\"><v>برنده</v></c><c t=\"str\"><v>مبلغ</v></c></row>";
    let begins = format!("<worksheet><sheetData>{row}");
    let blanks = format!(
        "{begins}{}</sheetData></worksheet>",
        "<row></row>".repeat(4 << 20)
    );
    let endless = format!(
        "{begins}<row><c><v>{}</v></c></row></sheetData></worksheet>",
        "1".repeat(3 << 20)
    );
    let far = format!("{begins}<row r=\"2000000\"><c><v>1</v></c></row></sheetData></worksheet>");
    let deep = format!("<worksheet>{}", "<a>".repeat(1_000));
    let entity = "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>&b;</worksheet>";
    for (name, bytes, key) in [
        ("blanks", sheet(&blanks), "tables-many-rows"),
        ("endless", sheet(&endless), "tables-token-endless"),
        ("far", sheet(&far), "tables-many-rows"),
        (
            "deep",
            sheet(&deep),
            "tables-broken-part part=xl/worksheets/s.xml",
        ),
        (
            "cut",
            sheet(&begins),
            "tables-broken-part part=xl/worksheets/s.xml",
        ),
        (
            "entity",
            sheet(entity),
            "tables-broken-part part=xl/worksheets/s.xml",
        ),
        (
            "texts",
            with_texts(
                &begins,
                &format!(
                    "<sst>{}",
                    format!("<si><t>{}</t></si>", "x".repeat(900_000)).repeat(64)
                ),
            ),
            "tables-bomb part=xl/sharedStrings.xml",
        ),
        (
            "other",
            packed(&[("word/document.xml".to_owned(), String::new())]),
            "tables-other-package",
        ),
        (
            "no_part",
            packed(&[("xl/workbook.xml".to_owned(), "<workbook/>".to_owned())]),
            "tables-no-part part=xl/_rels/workbook.xml.rels",
        ),
        ("old", b"\xd0\xcf\x11\xe0\xa1\xb1".to_vec(), "tables-old-excel"),
        ("page", b"  <HTML><table>".to_vec(), "tables-web-page"),
        ("zip", b"PK\x03\x04".to_vec(), "tables-broken-package"),
    ] {
        let found = outcome(&folder.file(&format!("{name}.xlsx"), bytes));
        assert!(found.contains(key), "{name}: {found}");
    }
}

#[test]
fn a_workbook_cut_or_changed_anywhere_never_panics_and_damage_is_noticed() {
    let folder = Folder::new();
    let whole = workbook(&[("s", WINNERS)]);
    let path = folder.file("whole.xlsx", &whole);
    assert_eq!(outcome(&path), "3 and 2");
    for end in (0..whole.len()).step_by(41) {
        let found = outcome(&folder.file("cut.xlsx", &whole[..end]));
        assert!(
            !found.starts_with(|sign: char| sign.is_ascii_digit()),
            "{end}: {found}"
        );
    }
    for at in (0..whole.len()).step_by(17) {
        let mut changed = whole.clone();
        changed[at] ^= 0x5a;
        let found = outcome(&folder.file("changed.xlsx", &changed));
        // Names and times of parts have no sum; where a change is not noticed it changes nothing.
        let same = found == "3 and 2";
        assert!(
            same || !found.starts_with(|sign: char| sign.is_ascii_digit()),
            "{at}: {found}"
        );
    }
}

#[test]
fn a_small_workbook_takes_no_large_memory_and_no_long_time() {
    let folder = Folder::new();
    let heads =
        "<row><c t=\"str\"><v>شماره</v></c><c t=\"str\"><v>برنده</v></c><c t=\"str\"><v>مبلغ</v></c></row>";
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(900_000));
    let cells = |cell: &str, times: usize| {
        format!(
            "<worksheet><sheetData>{heads}<row r=\"2\">{}</row></sheetData></worksheet>",
            cell.repeat(times)
        )
    };
    for (name, cell, times, key) in [
        (
            "place",
            "<c r=\"A2\" t=\"s\"><v>0</v></c>",
            10_000,
            "tables-cell-twice",
        ),
        ("texts", "<c t=\"s\"><v>0</v></c>", 10_000, "tables-row-long"),
        (
            "pieces",
            "<c t=\"inlineStr\"><is><t>yyyyyyyyyyyy</t></is></c>",
            20_000,
            "tables-cell-nowhere",
        ),
    ] {
        let opened = folder.file(&format!("{name}.xlsx"), with_texts(&cells(cell, times), &long));
        let opened = open_as(&opened, &Limits::default(), &Tables::default()).unwrap();
        let mut seen = [Seen::default()];
        read_processes(opened, &Limits::default(), &mut seen).unwrap();
        assert!(
            seen[0].rejects[0].reason.contains(key),
            "{name}: {:?}",
            seen[0].rejects
        );
    }
    let wide: String = (0..16_384)
        .map(|_| "<c t=\"str\"><v>شماره برنده مبلغ تاریخ</v></c>")
        .collect();
    let wide = format!(
        "<worksheet><sheetData>{}</sheetData></worksheet>",
        format!("<row>{wide}</row>").repeat(8)
    );
    let found = outcome(&folder.file("wide.xlsx", sheet(&wide)));
    assert!(found.contains("tables-not-known"), "{found}");
}

#[test]
fn rows_that_are_too_short_or_too_long() {
    let folder = Folder::new();
    let text = "number,winner,amount\n1,a\n2,b,1,200\n3,\"b, c\",1\n,,\n\n4,\"two\nlines\",5\n5,c,6\n";
    let seen = seen(&folder.file("s.csv", text), &Tables::default());
    let lines: Vec<&str> = seen
        .releases
        .iter()
        .filter_map(|text| text.split(' ').next())
        .collect();
    assert_eq!(lines, ["2", "4", "7", "9"], "{:?}", seen.releases);
    assert_eq!(seen.rejects.len(), 1);
    assert_eq!(
        seen.rejects[0].reason,
        "tables-at-line sheet= row=3 what=tables-row-wide count=4 most=3"
    );
}

#[test]
fn cells_that_point_nowhere_cost_themselves() {
    let folder = Folder::new();
    let cells = "<row r=\"3\"><c r=\"A3\" s=\"99\"><v>7</v></c><c r=\"C3\" t=\"s\"><v>99</v></c></row>\
        <row r=\"4\"><c r=\"A4\"><v>8</v></c><c r=\"XXXX4\"><v>9</v></c></row>\
        <row r=\"5\"><c r=\"A5\"><v>8</v></c><c r=\"A5\"><v>9</v></c></row>\
        <row r=\"6\"><c r=\"XFD6\" t=\"str\"><v>x</v></c><c><v>9</v></c></row>";
    let row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>شماره</t></is></c><c t=\"str\"><v>برنده</v></c><c t=\"str\"><v>مبلغ</v></c></row>";
    let xml = format!("<worksheet><sheetData>{row}{cells}</sheetData></worksheet>");
    let seen = seen(&folder.file("s.xlsx", sheet(&xml)), &Tables::default());
    let reasons: Vec<&str> = seen.rejects.iter().map(|reject| reject.reason.as_str()).collect();
    for (place, part) in [
        "row=4 what=tables-cell-nowhere cell=XXXX4",
        "row=5 what=tables-cell-twice cell=A5",
        "row=6 what=tables-cell-nowhere cell=",
    ]
    .into_iter()
    .enumerate()
    {
        assert!(reasons[place].contains(part), "{reasons:?}");
    }
    assert_eq!(seen.releases.len(), 1);
    let text = &seen.releases[0];
    assert!(
        text.starts_with("3 {\"ocid\":\"s-")
            && text.contains("/s/7\"")
            && text.contains("cell=C3 found=99 what=tables-cell-failed"),
        "{text}"
    );
}

#[test]
fn every_word_that_is_asked_for_is_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut asked = BTreeSet::new();
    let mut folders = vec![root.join("src/table")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !path.to_string_lossy().contains("tests")
            {
                let text = std::fs::read_to_string(path).unwrap();
                let words = text.split('"').filter(|word| word.starts_with("tables-"));
                asked.extend(words.map(|word| word.split(' ').next().unwrap_or_default().to_owned()));
            }
        }
    }
    assert!(asked.len() > 50, "{}", asked.len());
    for language in ["fa", "en"] {
        let words =
            std::fs::read_to_string(root.join(format!("../../locales/{language}/tables.ftl"))).unwrap();
        for key in &asked {
            assert!(words.contains(&format!("\n{key} = ")), "{language}: {key}");
        }
    }
}
