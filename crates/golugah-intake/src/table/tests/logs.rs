//! Tables of events.

use golugah_records::EventLog;

use super::*;

fn log(path: &Path) -> (EventLog, Vec<String>) {
    let opened =
        open_as(path, &Limits::default(), &Tables::default()).unwrap_or_else(|error| panic!("{error}"));
    let mut rejects = Vec::new();
    let (log, _) = read_log(opened, &mut |reject| rejects.push(reject.reason)).unwrap();
    (log, rejects)
}

#[test]
fn logs_with_a_row_for_each_event_or_each_case() {
    let folder = Folder::new();
    let events = "case,activity,date,clock,user\n7,open,2024-01-02,08:00,a\n7,sign,2024-01-03,9:30,b\n8,open,x,,a\n,open,2024-01-02,,a\n";
    let path = folder.file("permits.csv", events);
    let opened = open_as(&path, &Limits::default(), &Tables::default()).unwrap();
    assert!(opened.holds_log());
    let mut rejects = Vec::new();
    let (log, hash) = read_log(opened, &mut |reject| rejects.push(reject)).unwrap();
    assert_eq!(hash, crate::sha256_of(&path).unwrap());
    assert_eq!(
        (log.case_count(), log.event_count(), log.name.as_str()),
        (1, 2, "permits")
    );
    assert_eq!(
        rejects.iter().map(|reject| reject.line).collect::<Vec<_>>(),
        [4, 5]
    );
    assert!(
        rejects[0].reason.contains("cell=C4 found=x what=tables-cell-day"),
        "{rejects:?}"
    );
    let cases: &[&[&str]] = &[
        &[
            "شماره پرونده",
            "متقاضی",
            "تاریخ درخواست",
            "تاریخ بازدید",
            "تاریخ صدور",
        ],
        &["=1", "الف", "1403/01/05", "1403/01/09", "1403/02/01"],
        &["=2", "ب", "1403/01/06", "", "1403/02/11"],
        &["=3", "ب", "", "", ""],
    ];
    let path = folder.file("cases.xlsx", workbook(&[("s", cases)]));
    let opened = open_as(&path, &Limits::default(), &Tables::default()).unwrap();
    let mut rejects = Vec::new();
    let (log, hash) = read_log(opened, &mut |reject| rejects.push(reject)).unwrap();
    assert_eq!(hash, crate::sha256_of(&path).unwrap());
    assert_eq!(
        (log.case_count(), log.event_count(), log.activities.len()),
        (2, 5, 3)
    );
    assert_eq!((rejects.len(), rejects[0].line), (1, 4));
}

#[test]
fn what_is_written_in_two_ways_is_one_case_one_step_and_one_officer() {
    let folder = Folder::new();
    let text = "شماره پرونده,مرحله,تاریخ,کارشناس,اداره\n\
        ۷,بازدید محل,1403/01/05,علي كريمي,ثبت‌اسناد\n\
        7,بازديد  محل,1403/01/06,علی کریمی,ثبت اسناد\n\
        7 ,صدور,1403/01/07,علی‌کریمی,ثبتاسناد\n";
    let (log, rejects) = log(&folder.file("e.csv", text));
    assert_eq!(rejects, [""; 0]);
    assert_eq!((log.case_count(), log.event_count()), (1, 3));
    assert_eq!((log.activities.len(), log.case_id(0)), (2, "7"));
    assert_eq!(log.activities.get(0), Some("بازدید محل"));
    // The joiner within a word makes no difference; a blank makes another word.
    assert_eq!((log.resources.len(), log.groups.len()), (2, 2));
}

#[test]
fn offices_of_events_are_known_by_every_name_they_have() {
    let folder = Folder::new();
    for heading in ["دستگاه", "سازمان", "دفتر", "شهرداری", "اداره", "office"] {
        let text = format!("شماره پرونده,مرحله,تاریخ,{heading}\n7,ثبت,1403/01/05,الف\n");
        let (log, _) = log(&folder.file("o.csv", text));
        assert_eq!(log.groups.len(), 1, "{heading}");
    }
}

#[test]
fn a_bad_due_day_costs_itself_and_a_bad_clock_the_event() {
    let folder = Folder::new();
    let text = "شماره پرونده,مرحله,تاریخ,ساعت,مهلت\n\
        7,ثبت,1403/01/05,08:00,فردا\n\
        7,بررسی,1403/01/06,عصر,1403/01/09\n\
        7,صدور,1403/01/07,-,1403/01/09\n";
    let (log, rejects) = log(&folder.file("d.csv", text));
    assert_eq!(log.event_count(), 2);
    assert_eq!(rejects.len(), 2, "{rejects:?}");
    assert!(
        rejects[0].contains("row=2 what=tables-field-left") && rejects[0].contains("cell=E2 found=فردا"),
        "{rejects:?}"
    );
    assert!(
        rejects[1].contains("cell=D3 found=عصر what=tables-cell-clock"),
        "{rejects:?}"
    );
}

#[test]
fn totals_of_a_log_are_no_events() {
    let folder = Folder::new();
    let text = "case,activity,date\n7,open,2024-01-02\nجمع کل,1,2024-01-02\n";
    let (log, rejects) = log(&folder.file("t.csv", text));
    assert_eq!((log.event_count(), rejects.len()), (1, 1));
    assert!(rejects[0].contains("tables-row-total"), "{rejects:?}");
}
