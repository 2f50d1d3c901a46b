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
/// Letters of the longest word that is anybody's language. What is longer may be broken even where letters join.
const LONGEST_WORD: usize = 40;
/// What ends with a dot of its own, which is not the end of a sentence.
const SHORTENED: [&str; 9] = ["Co", "Corp", "Dr", "Inc", "Ltd", "Mr", "Ms", "No", "St"];

/// The runs of a line on a paper that is written from right to left, or from left to right. A word of more letters than
/// `room` may be broken: a hash, or what a hostile hand wrote.
pub(crate) fn runs(line: &str, right_to_left: bool, room: usize) -> Vec<Run> {
    let letters: Vec<char> = line.chars().collect();
    let script = Script { right_to_left };
    let mut found = Vec::new();
    // A line without a letter of the paper's own script is foreign as a whole, with all its signs.
    if letters.iter().any(|&c| script.is_foreign(c)) && !letters.iter().any(|&c| script.is_home(c)) {
        push(&mut found, line, true, room);
        return found;
    }
    let begins = script.beginnings(&letters);
    let mut home = String::new();
    let mut at = 0;
    while at < letters.len() {
        let end = if begins[at] {
            script.end_of_run(&letters, at)
        } else {
            at
        };
        if end == at {
            home.push(letters[at]);
            at += 1;
        } else {
            push(&mut found, &mem::take(&mut home), false, room);
            let name: String = letters[at..end].iter().collect();
            push(&mut found, &name, true, room);
            // Else what stands between two runs would follow their direction: «A»، «B».
            home.push(script.mark());
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

/// Which letters are the paper's own.
struct Script {
    right_to_left: bool,
}

impl Script {
    /// A mark that nobody sees and that has the paper's direction.
    fn mark(&self) -> char {
        if self.right_to_left {
            '\u{200F}'
        } else {
            '\u{200E}'
        }
    }

    fn is_foreign(&self, c: char) -> bool {
        c.is_alphabetic() && is_rtl(c) != self.right_to_left
    }

    fn is_home(&self, c: char) -> bool {
        c.is_alphabetic() && is_rtl(c) == self.right_to_left
    }

    fn is_foreign_digit(&self, c: char) -> bool {
        if self.right_to_left {
            c.is_ascii_digit()
        } else {
            matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
        }
    }

    /// Where the foreign run that begins at `at` ends.
    fn end_of_run(&self, letters: &[char], at: usize) -> usize {
        let mut end = at;
        let mut open = Vec::new();
        for (offset, &c) in letters[at..].iter().enumerate() {
            // A bracket that was opened before the run is closed after it.
            if self.is_home(c) || closes(c).is_some_and(|opening| open.pop() != Some(opening)) {
                break;
            }
            if matches!(c, '(' | '[' | '«' | '“') {
                open.push(c);
            }
            if self.is_foreign(c) || self.is_foreign_digit(c) || is_joining(c) {
                end = at + offset + 1;
            }
        }
        end + ending(&letters[at..end], &letters[end..])
    }

    /// Where a run may begin: at a foreign letter, or at digits of its script that lead to one, as in 3M, 1234-ABCD and
    /// 27 Main Street. Found from the end of the line, so that a long line of digits costs no more than its length.
    fn beginnings(&self, letters: &[char]) -> Vec<bool> {
        let mut begins = vec![false; letters.len()];
        let mut leads_on = false;
        for (at, &c) in letters.iter().enumerate().rev() {
            if self.is_foreign_digit(c) {
                begins[at] = leads_on;
            } else if !matches!(c, ' ' | '-' | '.' | '_' | ':' | '/' | '#' | '@') {
                leads_on = self.is_foreign(c);
                begins[at] = leads_on;
            }
        }
        begins
    }
}

/// How many of the letters after a run belong to it: closing brackets whose opening ones are in it, what is written close to
/// a name without a space, and the dot of what is shortened.
fn ending(run: &[char], after: &[char]) -> usize {
    let last_word: String = run
        .rsplit(|c| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
        .iter()
        .collect();
    let dots = usize::from(after.first() == Some(&'.') && SHORTENED.contains(&last_word.as_str()));
    let mut open: Vec<char> = Vec::new();
    for &c in run {
        match closes(c) {
            Some(_) => drop(open.pop()),
            None if matches!(c, '(' | '[' | '«' | '“') => open.push(c),
            None => {}
        }
    }
    let after = &after[dots..];
    let belongs = |&&c: &&char| match closes(c) {
        Some(opening) => open.pop() == Some(opening),
        None => matches!(c, '/' | '%' | '#' | '+'),
    };
    dots + after.iter().take_while(belongs).count()
}

/// The bracket or quotation mark that `c` closes.
fn closes(c: char) -> Option<char> {
    match c {
        ')' => Some('('),
        ']' => Some('['),
        '»' => Some('«'),
        '”' => Some('“'),
        _ => None,
    }
}

/// Marks that sit on the letter before them, and the two joiners.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// A letter of a script that is written from right to left. Digits and marks of them are none.
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Long words with places where a line may end: after half-spaces where letters join, anywhere else where they do not.
fn breakable(text: &str, room: usize) -> String {
    let mut broken = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let long = word.trim_end().chars().count();
        let joins = word.chars().any(is_rtl);
        let anywhere = long > if joins { LONGEST_WORD.max(room) } else { room };
        for (place, c) in word.chars().enumerate() {
            if anywhere && place > 0 && place.is_multiple_of(4) && !is_joining(c) && !c.is_whitespace() {
                broken.push(BREAK);
            }
            broken.push(c);
            if long > room && !anywhere && c == '\u{200C}' {
                broken.push(BREAK);
            }
        }
    }
    broken
}

#[cfg(test)]
mod tests;
