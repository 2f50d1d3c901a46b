//! By what rows are one tender, and what must never be made one.

use super::*;

/// The identifiers that a file's rows were given, in order.
fn keys(path: &Path) -> Vec<String> {
    let seen = seen(path, &Tables::default());
    let mut all: Vec<(u64, String)> = seen
        .releases
        .iter()
        .map(|text| {
            let line = text.split(' ').next().unwrap().parse().unwrap();
            (
                line,
                text.split("\"ocid\":\"")
                    .nth(1)
                    .unwrap()
                    .split('"')
                    .next()
                    .unwrap()
                    .to_owned(),
            )
        })
        .collect();
    all.sort();
    all.into_iter().map(|(_, key)| key).collect()
}

const HEAD: &str = "شماره مناقصه,دستگاه,برنده,مبلغ ریال,تاریخ قرارداد\n";

#[test]
fn a_second_years_list_does_not_replace_the_first() {
    let folder = Folder::new();
    let first = keys(&folder.file("a.csv", format!("{HEAD}12,راه,الف,1000000,1402/05/01\n")));
    let second = keys(&folder.file("b.csv", format!("{HEAD}12,راه,ب,2000000,1403/05/01\n")));
    let again = keys(&folder.file(
        "c.csv",
        format!("{HEAD}۱۲,راه,الف,1000000,1402/05/01\n13,راه,پ,1,1402/06/01\n"),
    ));
    assert_eq!(first, ["راه/1402/12"]);
    assert_eq!(second, ["راه/1403/12"]);
    assert_eq!(again[0], first[0], "the same list with a row more");
    let named = keys(&folder.file("d.csv", format!("{HEAD}12/1402,راه,الف,1000000,1403/01/09\n")));
    assert_eq!(named, ["راه/12/1402"], "a number that names its year");
}

#[test]
fn without_a_day_or_an_office_numbers_count_in_their_file_and_sheet_alone() {
    let folder = Folder::new();
    let text = |winner: &str| format!("شماره مناقصه,برنده,مبلغ ریال\n12,{winner},1000000\n");
    let first = keys(&folder.file("list.1402.csv", text("الف")));
    let second = keys(&folder.file("list.1403.csv", text("الف")));
    assert!(
        first[0].starts_with("list.1402-") && second[0].starts_with("list.1403-"),
        "{first:?} {second:?}"
    );
    std::fs::create_dir(folder.0.path().join("other")).unwrap();
    let other = keys(&folder.file("other/list.1402.csv", text("ب")));
    assert_ne!(first, other, "files of one name in two folders");
    let rows: &[&[&str]] = &[
        &["شماره مناقصه", "برنده", "مبلغ ریال"],
        &["=12", "الف", "=1000000"],
    ];
    let sheets = keys(&folder.file("s.xlsx", workbook(&[("تیر", rows), ("خرداد", rows)])));
    assert_eq!(sheets.len(), 2);
    assert!(
        sheets[0].ends_with("/تیر/12") && sheets[1].ends_with("/خرداد/12"),
        "{sheets:?}"
    );
    let rows: &[&[&str]] = &[&["موضوع", "برنده", "مبلغ ریال"], &["جدول", "الف", "=1000000"]];
    let sheets = keys(&folder.file("n.xlsx", workbook(&[("تیر", rows), ("خرداد", rows)])));
    assert!(
        sheets[0].ends_with("/تیر/2") && sheets[1].ends_with("/خرداد/2"),
        "{sheets:?}"
    );
    let guess = guess_map(&folder.file("l.csv", text("الف")), &Tables::default()).unwrap();
    assert!(
        guess.assumed.contains(&"tables-says-own-numbers".to_owned()),
        "{:?}",
        guess.assumed
    );
}

#[test]
fn an_empty_number_behind_a_refused_row_does_not_join_the_tender_before() {
    let folder = Folder::new();
    let text = "شماره مناقصه,دستگاه,پیشنهاددهنده,مبلغ پیشنهاد ریال\n\
        2003001001,راه,الف,100\n\
        ,راه,ب,120\n\
        2003001002,راه,پ,100,5\n\
        ,راه,ت,120\n";
    let seen = seen(&folder.file("b.csv", text), &Tables::default());
    assert_eq!(seen.releases.len(), 1);
    assert_eq!(
        seen.releases[0].matches("tenderers").count(),
        2,
        "{:?}",
        seen.releases
    );
    let reasons: Vec<bool> = seen
        .rejects
        .iter()
        .map(|reject| reject.reason.contains("tables-row-no-number"))
        .collect();
    assert_eq!(reasons, [false, true], "{:?}", seen.rejects);
}

#[test]
fn a_row_of_totals_in_a_narrow_table_is_no_tender() {
    let folder = Folder::new();
    for (name, last) in [
        ("a.csv", "جمع کل,,3000000"),
        ("b.csv", ",جمع کل قراردادها,3000000"),
        ("c.csv", "جمع:,الف,3000000"),
    ] {
        let text = format!("شماره مناقصه,برنده,مبلغ ریال\n1,الف,1000000\n2,ب,2000000\n{last}\n");
        let seen = seen(&folder.file(name, text), &Tables::default());
        assert_eq!((seen.releases.len(), seen.rejects.len()), (2, 1), "{last}");
        assert!(
            seen.rejects[0].reason.contains("tables-row-total"),
            "{:?}",
            seen.rejects
        );
    }
}

#[test]
fn many_rows_under_one_number_take_time_by_their_number() {
    // Three searches for each row would not end before anybody's patience does.
    let folder = Folder::new();
    let mut text = String::from("شماره مناقصه,دستگاه,پیشنهاددهنده,مبلغ پیشنهاد ریال\n");
    for _ in 0..100_000 {
        text += "2003001001,راه,الف,100\n";
    }
    let seen = seen(&folder.file("m.csv", text), &Tables::default());
    assert_eq!(seen.releases.len(), 1);
    let ids: BTreeSet<&str> = seen.releases[0]
        .split("{\"id\":\"")
        .filter_map(|part| part.split('"').next())
        .collect();
    assert!(ids.len() > 100_000, "{}", ids.len());
}

#[test]
fn a_tenders_subject_is_read() {
    let folder = Folder::new();
    let text = "شماره مناقصه,موضوع,برنده,مبلغ ریال\n1,فروش آهن قراضه,الف,1000000\n";
    let seen = seen(&folder.file("t.csv", text), &Tables::default());
    assert!(
        seen.releases[0].contains("\"title\":\"فروش آهن قراضه\""),
        "{:?}",
        seen.releases
    );
    let flat = "ocid,tender/title,buyer/name\no-1,Sale of scrap,a\n";
    let flat = super::seen(&folder.file("f.csv", flat), &Tables::default());
    assert!(
        flat.releases[0].contains("\"title\":\"Sale of scrap\""),
        "{:?}",
        flat.releases
    );
}

#[test]
fn the_row_of_a_second_sheet_is_found_again() {
    let folder = Folder::new();
    let rows = |winner: &'static str| {
        [
            vec!["شماره مناقصه", "برنده", "مبلغ ریال"],
            vec!["=2003001001", winner, "=1000000"],
        ]
    };
    let (first, second) = (rows("الف"), rows("ب"));
    let first: Vec<&[&str]> = first.iter().map(Vec::as_slice).collect();
    let second: Vec<&[&str]> = second.iter().map(Vec::as_slice).collect();
    let path = folder.file("s.xlsx", workbook(&[("تیر", &first), ("خرداد", &second)]));
    let lines: Vec<u64> = seen(&path, &Tables::default())
        .releases
        .iter()
        .map(|text| text.split(' ').next().unwrap().parse().unwrap())
        .collect();
    let lines = BTreeSet::from_iter(lines);
    assert_eq!(lines, BTreeSet::from([2, 10_000_002]));
    let row = |line: u64| {
        let opened = open_as(&path, &Limits::default(), &Tables::default()).unwrap();
        opened.table_row(line).ok().flatten().unwrap()
    };
    assert!(
        row(2).contains("sheet=تیر row=2 what=2003001001 | الف"),
        "{}",
        row(2)
    );
    assert!(
        row(10_000_002).contains("sheet=خرداد row=2 what=2003001001 | ب"),
        "{}",
        row(10_000_002)
    );
}
