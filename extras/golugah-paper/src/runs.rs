//! A text cut into runs of one direction, so that a name in the other script keeps its own order, its brackets and its
//! dots on whatever line it falls.

use std::mem;

/// A piece of text; `foreign` where it is written against the paper's direction.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) foreign: bool,
}

/// A place where a line may end and nothing is shown.
const BREAK: char = '\u{200B}';

/// The runs of a text on a paper that is written from right to left, or from left to right. A word of more letters than
/// `room` may be broken anywhere: a hash, or what a hostile hand wrote.
pub(crate) fn runs(text: &str, right_to_left: bool, room: usize) -> Vec<Run> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut home = String::new();
    let mut at = 0;
    while at < letters.len() {
        let end = foreign_end(&letters, at, right_to_left);
        if end == at {
            home.push(letters[at]);
            at += 1;
        } else {
            push(&mut found, &mem::take(&mut home), false, room);
            push(
                &mut found,
                &letters[at..end].iter().collect::<String>(),
                true,
                room,
            );
            at = end;
        }
    }
    push(&mut found, &home, false, room);
    found
}

fn push(found: &mut Vec<Run>, text: &str, foreign: bool, room: usize) {
    if !text.is_empty() {
        found.push(Run {
            text: breakable(text, room),
            foreign,
        });
    }
}

/// Where the foreign run that begins at `at` ends; `at` itself where none begins.
fn foreign_end(letters: &[char], at: usize, right_to_left: bool) -> usize {
    let is_foreign = |c: char| if right_to_left { is_ltr(c) } else { is_rtl(c) };
    let is_home = |c: char| if right_to_left { is_rtl(c) } else { is_ltr(c) };
    let is_foreign_digit = |c: char| {
        if right_to_left {
            c.is_ascii_digit()
        } else {
            is_rtl_digit(c)
        }
    };
    // A run begins with a foreign letter, or with digits of its script that lead to one: 3M, 1234-ABCD, 27 Main Street.
    let is_within_digits = at > 0 && is_foreign_digit(letters[at - 1]) && is_foreign_digit(letters[at]);
    let leads_on =
        |c: char| is_foreign_digit(c) || matches!(c, ' ' | '-' | '.' | '_' | ':' | '/' | '#' | '@');
    let first = if is_foreign_digit(letters[at]) && !is_within_digits {
        letters[at..].iter().find(|&&c| !leads_on(c))
    } else {
        letters.get(at)
    };
    if !first.is_some_and(|&c| is_foreign(c)) {
        return at;
    }
    let mut end = at;
    for (offset, &c) in letters[at..].iter().enumerate() {
        if is_home(c) || c == '\n' {
            break;
        }
        if is_foreign(c) || is_foreign_digit(c) || is_joining(c) {
            end = at + offset + 1;
        }
    }
    end + ending(&letters[at..end], &letters[end..])
}

/// How many of the letters after a run belong to it: closing brackets whose opening ones are in it, and what is written
/// close to a name without a space.
fn ending(run: &[char], after: &[char]) -> usize {
    let count = |mark: char| run.iter().filter(|&&c| c == mark).count();
    let mut round = count('(').saturating_sub(count(')'));
    let mut square = count('[').saturating_sub(count(']'));
    let mut belongs = |c: char| {
        let open = match c {
            ')' => &mut round,
            ']' => &mut square,
            _ => return matches!(c, '/' | '%' | '#' | '+'),
        };
        let is_open = *open > 0;
        *open = open.saturating_sub(1);
        is_open
    };
    after.iter().take_while(|&&c| belongs(c)).count()
}

/// Marks that sit on the letter before them.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// A letter of a script that is written from right to left. Digits and marks of them are none.
fn is_rtl(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

fn is_rtl_digit(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

/// A letter of any other script.
fn is_ltr(c: char) -> bool {
    c.is_alphabetic() && !is_rtl(c)
}

/// Long words with places where a line may end.
fn breakable(text: &str, room: usize) -> String {
    let mut broken = String::with_capacity(text.len());
    let is_long = |word: &str| word.trim_end().chars().count() > room;
    for word in text.split_inclusive(char::is_whitespace) {
        if is_long(word) {
            for (place, c) in word.chars().enumerate() {
                if place > 0 && place.is_multiple_of(4) && !is_joining(c) && !c.is_whitespace() {
                    broken.push(BREAK);
                }
                broken.push(c);
            }
        } else {
            broken.push_str(word);
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::runs;

    const ROOM: usize = 20;

    fn cut(text: &str, right_to_left: bool) -> Vec<(String, bool)> {
        let runs = runs(text, right_to_left, ROOM).into_iter();
        runs.map(|run| (run.text, run.foreign)).collect()
    }

    #[test]
    fn a_foreign_name_is_one_run_with_its_brackets() {
        let cut = cut("شرکت Pars Co. (Kish) و ۳ نفر.", true);
        let expected = [("شرکت ", false), ("Pars Co. (Kish)", true), (" و ۳ نفر.", false)];
        assert_eq!(cut, expected.map(|(text, foreign)| (text.to_owned(), foreign)));
    }

    #[test]
    fn digits_belong_to_a_name_where_they_lead_to_it_or_end_it() {
        assert_eq!(cut("بند 12 و 3M", true)[1], ("3M".to_owned(), true));
        assert_eq!(
            cut("کد: 1234-5678 abcd 9", true)[1],
            ("1234-5678 abcd 9".to_owned(), true)
        );
        assert_eq!(cut("سال 2026، ABC", true)[1], ("ABC".to_owned(), true));
        assert_eq!(cut("کد ISO 27001.", true)[1], ("ISO 27001".to_owned(), true));
        assert_eq!(cut("کد ۱۲", true).len(), 1);
        assert_eq!(cut("C++ و 50%", true)[0], ("C++".to_owned(), true));
    }

    #[test]
    fn a_persian_name_in_english_is_a_run() {
        let pieces = cut("Head of فرمانداری شهر (Ms A)", false);
        assert_eq!(pieces[1], ("فرمانداری شهر".to_owned(), true));
        assert_eq!(pieces.len(), 3);
        assert_eq!(cut("the «نامه (نسخهٔ ۲)»", false)[1].0, "نامه (نسخهٔ ۲)");
    }

    #[test]
    fn a_run_does_not_pass_the_end_of_a_line() {
        assert_eq!(cut("abc\ndef", true).len(), 3);
    }

    #[test]
    fn nothing_is_lost_but_for_places_to_break() {
        for text in [
            "",
            "abc",
            "(abc) گ",
            "گ (abc",
            "۱ a ۲ ب 3",
            &"f".repeat(ROOM * 3),
            "گ\u{64B}a\u{301}ب",
        ] {
            for right_to_left in [true, false] {
                let whole: String = runs(text, right_to_left, ROOM)
                    .into_iter()
                    .map(|run| run.text)
                    .collect();
                assert_eq!(whole.replace('\u{200B}', ""), *text);
            }
        }
    }

    #[test]
    fn a_long_word_may_be_broken_and_a_short_one_not() {
        assert!(cut(&"f".repeat(64), true)[0].0.contains('\u{200B}'));
        assert!(!cut(&"f".repeat(ROOM), true)[0].0.contains('\u{200B}'));
    }
}
