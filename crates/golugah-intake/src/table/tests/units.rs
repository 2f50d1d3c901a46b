//! In what unit amounts stand, and what headings are not taken for.

use super::*;

fn guessed(name: &str, rows: &[&[&str]]) -> Guess {
    let folder = Folder::new();
    guess_map(&folder.file(name, workbook(&[("s", rows)])), &Tables::default()).unwrap()
}

fn winners(over: &'static str, heading: &'static str, amount: &'static str) -> Guess {
    guessed(
        "w.xlsx",
        &[
            &[over],
            &["شماره مناقصه", "برنده", "برآورد (ریال)", heading],
            &["=1", "الف", "=9", amount],
        ],
    )
}

#[test]
fn a_unit_is_what_the_heading_says_or_a_line_announces_and_never_a_neighbours() {
    for (over, heading, amount, unit, doubt) in [
        (
            "فهرست معاملات",
            "مبلغ (میلیون ریال)",
            "=5",
            "unit = \"میلیون ریال\"",
            "",
        ),
        (
            "معاملات بالاتر از ۵۰ میلیارد ریال",
            "مبلغ (ریال)",
            "=5",
            "is = \"award_amount\"\nunit = \"ریال\"",
            "",
        ),
        (
            "معاملات بالاتر از ۵۰ میلیارد ریال",
            "مبلغ",
            "=5",
            "is = \"award_amount\"\n",
            "",
        ),
        (
            "مبالغ به میلیون تومان",
            "مبلغ",
            "=5",
            "unit = \"میلیون تومان\"",
            "",
        ),
        (
            "میلیون ریال",
            "مبلغ",
            "=5",
            "is = \"award_amount\"\n",
            "tables-doubt-unit cell=D heading=مبلغ found=میلیون ریال",
        ),
        ("فهرست", "مبلغ", "۵ تومان", "is = \"award_amount\"\n", ""),
    ] {
        let guess = winners(over, heading, amount);
        assert!(
            (guess.map.clone() + "\n").contains(unit),
            "{over} {heading}\n{}",
            guess.map
        );
        assert_eq!(guess.doubts.join(" "), doubt, "{over} {heading}");
    }
    let guess = guessed(
        "n.xlsx",
        &[
            &["شماره مناقصه", "برنده", "برآورد (میلیون ریال)", "مبلغ"],
            &["=1", "الف", "=9", "=5"],
        ],
    );
    assert_eq!(
        guess.doubts,
        ["tables-doubt-unit cell=D heading=مبلغ found=براورد (میلیون ریال)".replace("براورد", "برآورد")]
    );
    let guess = guessed(
        "m.xlsx",
        &[
            &["شماره مناقصه", "برنده", "مبلغ"],
            &["=1", "الف", "=9"],
            &["=2", "الف", "۵ تومان"],
        ],
    );
    assert_eq!(guess.doubts, ["tables-doubt-unit-cells cell=C heading=مبلغ"]);
}

#[test]
fn a_heading_over_two_columns_gives_both_its_unit() {
    let guess = guessed(
        "t.xlsx",
        &[
            &["شماره مناقصه", "برنده", "میلیون ریال"],
            &["", "", "مبلغ قرارداد", "برآورد"],
            &["=1", "الف", "=9", "=5"],
        ],
    );
    assert_eq!(guess.doubts, [""; 0]);
    assert_eq!(
        guess.map.matches("unit = \"میلیون ریال\"").count(),
        2,
        "{}",
        guess.map
    );
}

#[test]
fn what_is_like_a_field_only_in_part_is_a_doubt_and_not_that_field() {
    let guess = guessed(
        "p.xlsx",
        &[
            &["شماره مناقصه", "برنده", "مبلغ تضمین (ریال)"],
            &["=1", "الف", "=9"],
        ],
    );
    assert_eq!(
        guess.doubts,
        ["tables-doubt-column cell=C heading=مبلغ تضمین (ریال) field=award_amount"]
    );
    assert!(
        guess.map.contains("is = \"ignored\"") && !guess.map.contains("award_amount"),
        "{}",
        guess.map
    );
    let guess = guessed(
        "q.xlsx",
        &[
            &[
                "شماره مناقصه",
                "برنده",
                "مبلغ تضمین",
                "مبلغ قرارداد (ریال)",
                "شماره نمابر",
            ],
            &["=1", "الف", "=9", "=5", "=2"],
        ],
    );
    assert_eq!(
        guess.doubts, [""; 0],
        "where another column is the field, it is only not used"
    );
}

#[test]
fn years_of_two_digits_are_a_doubt() {
    let guess = guessed(
        "y.xlsx",
        &[
            &["شماره مناقصه", "برنده", "تاریخ قرارداد"],
            &["=1", "الف", "12/05/03"],
        ],
    );
    assert_eq!(guess.doubts, ["tables-doubt-century found=12/05/03"]);
    assert!(guess.map.contains("century = 0"), "{}", guess.map);
}

#[test]
fn an_amount_that_is_none_costs_its_field_and_is_named_with_its_cell() {
    let folder = Folder::new();
    let text = "شماره مناقصه;برنده;مبلغ تومان\n1;الف;۱۲۵ میلیون\n2;ب;1,25\n3;پ;1250,5\n4;ت;-5\n5;ث;10\n6;ج;10\n7;چ;10\n";
    let seen = seen(&folder.file("a.csv", text), &Tables::default());
    let all = seen.releases.join("\n");
    assert!(all.contains("\"amount\":1250000000,"), "{all}");
    for part in [
        "cell=C3 found=1,25 what=tables-cell-amount-comma",
        "cell=C4 found=1250,5 what=tables-cell-amount-comma",
        "cell=C5 found=-5 what=tables-cell-amount-negative",
    ] {
        assert!(all.contains(part), "{part}\n{all}");
    }
    assert_eq!(all.matches("\"amount\"").count(), 4, "{all}");
}

#[test]
fn headings_that_lie_over_several_columns_are_read_with_the_row_below_them() {
    let guess = guessed(
        "two.xlsx",
        &[
            &["فهرست قراردادها"],
            &["شماره مناقصه", "برنده", "مبلغ (میلیون تومان)", "", "تاریخ", ""],
            &["", "", "برآورد", "قرارداد", "انتشار", "قرارداد"],
            &["=1405123456", "الف", "=1500", "=1480", "1404/02/01", "1404/05/01"],
            &["=1405123457", "ب", "=1600", "=1590", "1404/02/03", "1404/05/02"],
        ],
    );
    assert!(guess.map.contains("header = [2, 3]"), "{}", guess.map);
    assert!(guess.map.contains("at = \"F\""), "{}", guess.map);
}

#[test]
fn a_column_that_holds_something_and_has_no_heading_is_asked_about() {
    let guess = guessed(
        "none.xlsx",
        &[
            &["شماره مناقصه", "برنده", "مبلغ (ریال)", ""],
            &["=1405123456", "الف", "=1500", "=7"],
            &["=1405123457", "ب", "=1600", "=8"],
        ],
    );
    let asked = |doubt: &String| doubt == "tables-doubt-unheaded cell=D";
    assert!(guess.doubts.iter().any(asked), "{:?}", guess.doubts);
}

#[test]
fn the_day_on_which_something_begins_is_not_taken_for_that_of_bidding() {
    let guess = guessed(
        "start.xlsx",
        &[
            &["شماره مناقصه", "برنده", "تاریخ شروع", "مبلغ (ریال)"],
            &["=1405123456", "الف", "1404/02/01", "=1500"],
        ],
    );
    assert!(!guess.map.contains("is = \"start\""), "{}", guess.map);
}
