use super::runs;

const ROOM: usize = 20;

fn cut(line: &str, right_to_left: bool) -> Vec<(String, bool)> {
    let mut cut = Vec::new();
    for run in runs(line, right_to_left, ROOM) {
        let text = run.text.replace(['\u{200E}', '\u{200F}'], "");
        if !text.is_empty() {
            cut.push((text, run.foreign));
        }
    }
    cut
}

/// The foreign runs of a Persian line.
fn foreign(line: &str) -> Vec<String> {
    cut(line, true)
        .into_iter()
        .filter_map(|(text, foreign)| foreign.then_some(text))
        .collect()
}

#[test]
fn a_foreign_name_is_one_run_with_its_brackets() {
    let cut = cut("شرکت Pars Co. (Kish) و ۳ نفر.", true);
    let expected = [("شرکت ", false), ("Pars Co. (Kish)", true), (" و ۳ نفر.", false)];
    assert_eq!(cut, expected.map(|(text, foreign)| (text.to_owned(), foreign)));
}

#[test]
fn digits_belong_to_a_name_where_they_lead_to_it_or_end_it() {
    assert_eq!(foreign("بند 12 و 3M"), ["3M"]);
    assert_eq!(foreign("کد: 1234-5678 abcd 9"), ["1234-5678 abcd 9"]);
    assert_eq!(foreign("سال 2026، ABC"), ["ABC"]);
    assert_eq!(foreign("کد ISO 27001."), ["ISO 27001"]);
    assert!(foreign("کد ۱۲").is_empty());
}

#[test]
fn the_dot_of_a_sentence_is_not_the_names_and_that_of_what_is_shortened_is() {
    assert_eq!(foreign("با ABC Ltd. است"), ["ABC Ltd."]);
    assert_eq!(foreign("با Plan Check. سپس"), ["Plan Check"]);
    assert_eq!(foreign("با C++ و a.b/c/ و C#."), ["C++", "a.b/c/", "C#"]);
}

#[test]
fn a_bracket_that_was_opened_before_a_run_is_closed_after_it() {
    assert_eq!(
        foreign("از «Plan B»، «Plan C (2)» و (XYZ)"),
        ["Plan B", "Plan C (2)", "XYZ"]
    );
    let english = cut("See «گلوگاه»; الف، ب.", false);
    let expected = [
        ("See «", false),
        ("گلوگاه", true),
        ("»; ", false),
        ("الف، ب", true),
        (".", false),
    ];
    assert_eq!(
        english,
        expected.map(|(text, foreign)| (text.to_owned(), foreign))
    );
}

#[test]
fn what_stands_between_two_runs_has_the_papers_direction() {
    let between: Vec<String> = runs("A، B", true, ROOM).into_iter().map(|run| run.text).collect();
    assert_eq!(between, ["A، B"], "no letter of its own: one run");
    let between: Vec<String> = runs("با «A»، «B»", true, ROOM)
        .into_iter()
        .map(|run| run.text)
        .collect();
    assert_eq!(between, ["با «", "A", "\u{200F}»، «", "B", "\u{200F}»"]);
}

#[test]
fn a_persian_name_in_english_is_a_run_with_its_digits() {
    let pieces = cut("Head of فرمانداری شهر (Ms A)", false);
    assert_eq!(pieces[1], ("فرمانداری شهر".to_owned(), true));
    assert_eq!(pieces.len(), 3);
    assert_eq!(cut("the «نامه (نسخهٔ ۲)»", false)[1].0, "نامه (نسخهٔ ۲)");
}

#[test]
fn a_line_all_in_the_other_script_is_one_run_with_all_its_signs() {
    for line in [
        "(Latin alone, with 12 things.)",
        "12 5f4d 9 ab",
        "golugah verify --key F",
    ] {
        assert_eq!(cut(line, true), [(line.to_owned(), true)]);
    }
    assert_eq!(
        cut("۱۲: همه (فارسی).", false),
        [("۱۲: همه (فارسی).".to_owned(), true)]
    );
    assert_eq!(cut("12 - 5", true), [("12 - 5".to_owned(), false)]);
}

#[test]
fn nothing_is_lost_but_for_places_to_break() {
    let hash = "f".repeat(ROOM * 3);
    for line in [
        "",
        "abc",
        "(abc) گ",
        "گ (abc",
        "۱ a ۲ ب 3",
        &hash,
        "گ\u{64B}a\u{301}ب",
        "])a(گ»b«",
    ] {
        for right_to_left in [true, false] {
            let whole: String = runs(line, right_to_left, ROOM)
                .into_iter()
                .map(|run| run.text)
                .collect();
            assert_eq!(whole.replace(['\u{200B}', '\u{200E}', '\u{200F}'], ""), *line);
        }
    }
}

#[test]
fn a_long_word_may_be_broken_where_no_joined_letters_part() {
    let breaks = |word: &str| foreign_or_home(word).matches('\u{200B}').count();
    assert!(breaks(&"f".repeat(64)) > 10);
    assert_eq!(breaks(&"f".repeat(ROOM)), 0);
    assert_eq!(breaks(&"ب".repeat(ROOM + 1)), 0);
    assert_eq!(breaks(&format!("{}\u{200C}ها", "ب".repeat(ROOM))), 1);
    assert!(breaks(&"ب".repeat(100)) > 10);
}

fn foreign_or_home(word: &str) -> String {
    cut(word, true).into_iter().map(|(text, _)| text).collect()
}
