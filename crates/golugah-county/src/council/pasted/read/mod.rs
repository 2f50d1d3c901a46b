//! Minutes are read: the lines that decide something, whom they oblige and until when. Pure: a text and a day in, proposals out.

mod due;
mod head;
mod owners;
mod vocabulary;

use golugah_persian::WorkingCalendar;

pub use due::{Due, Until};
pub use head::{Head, head, hour_told};
pub use owners::{Owner, Owners};

use vocabulary::{Word, begins, finds, words_of};

/// The most proposals that one text gives: what is taken over in one deed.
pub const MOST: usize = 60;

/// The shortest line that may be one that was broken in two, in letters.
const BROKEN_FROM: usize = 45;

/// The longest line that is a heading, in words.
const HEADING_WORDS: usize = 5;

/// What a text of minutes seems to have decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Minutes {
    /// Each decision.
    pub proposals: Vec<Proposal>,
    /// How many further ones there were than are taken over at once.
    pub more: usize,
    /// The lines that decide nothing, as they were written.
    pub left: Vec<String>,
}

/// Something that seems to have been decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its own words, as they were written.
    pub words: String,
    /// What is proposed as the resolution's text: the words without their number.
    pub text: String,
    /// Whom it seems to oblige.
    pub owners: Owners,
    /// Until when; `None` where nothing is said that is understood.
    pub due: Option<Due>,
}

/// An agency that the county has, by its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The agency.
    pub id: i64,
    /// What it is called.
    pub name: String,
}

/// Reads minutes of a session of this day in a county that has these agencies.
pub fn read(text: &str, day: &str, known: &[Known], calendar: &WorkingCalendar) -> Minutes {
    let mut minutes = Minutes::default();
    let mut in_resolutions = false;
    for line in lines(text) {
        let words = words_of(&line);
        if let Some(of_resolutions) = heading(&words) {
            in_resolutions = of_resolutions;
            continue;
        }
        if leads_in(&line, &words) {
            in_resolutions = true;
            minutes.left.push(line);
            continue;
        }
        if is_of_the_head(&words) {
            minutes.left.push(line);
            continue;
        }
        let numbered = is_numbered(&line);
        let mut said = false;
        for part in sentences(&line) {
            let words = words_of(&part);
            let decides = finds("decided", &words).is_some();
            // Under their heading the numbered lines are resolutions, whatever verb they have.
            if !(decides || in_resolutions && numbered) {
                continue;
            }
            said = true;
            if minutes.proposals.len() == MOST {
                minutes.more += 1;
                continue;
            }
            minutes.proposals.push(Proposal {
                text: without_number(&part),
                owners: owners::of(&words, known),
                due: due::of(&words, day, calendar),
                words: part,
            });
        }
        if !said {
            minutes.left.push(line);
        }
    }
    owners::held_together(
        minutes
            .proposals
            .iter_mut()
            .filter_map(|one| one.owners.owner.as_mut()),
    );
    minutes
}

/// Whether a line is a heading, and whether one of resolutions.
fn heading(words: &[Word<'_>]) -> Option<bool> {
    if words.is_empty() || words.len() > HEADING_WORDS {
        return None;
    }
    let plain: &[Word<'_>] = match words {
        // A heading may bear a number.
        [number, rest @ ..] if is_number(&number.folded) && !rest.is_empty() => rest,
        words => words,
    };
    if begins("resolutions", plain).is_some() {
        return Some(true);
    }
    begins("other_parts", plain).map(|_| false)
}

/// Whether a line only leads to what was decided: «موارد ذیل مصوب گردید:», «به شرح زیر به تصویب رسید».
fn leads_in(line: &str, words: &[Word<'_>]) -> bool {
    // Of several such words in a line the last tells how it ends. «شهرداری مکلف شد:» obliges somebody.
    let at_end = (0..words.len()).any(|at| {
        let rest = words.get(at..).unwrap_or_default();
        begins("decided", rest).is_some_and(|phrase| phrase.words.len() == rest.len())
            && begins("owes", rest).is_none()
    });
    let points_below = finds("leads_in", words).is_some();
    let ends_open = line.trim_end().ends_with(':');
    let decides = finds("decided", words).is_some();
    !is_numbered(line) && ((at_end && (ends_open || points_below)) || (ends_open && points_below && !decides))
}

/// Whether a line stands in the head of minutes, as number, day and those present do, and decides nothing.
fn is_of_the_head(words: &[Word<'_>]) -> bool {
    /// How far from its beginning a line's own label ends.
    const LABEL_WORDS: usize = 4;
    if finds("decided", words).is_some() {
        return false;
    }
    let is_labelled = words.iter().take(LABEL_WORDS).any(|word| word.ends);
    // «تاریخ ۱۴۰۵/۰۸/۱۲ ساعت ۱۰», without a sign.
    let has_figure = begins("labels", words).is_some_and(|label| {
        let next = words.get(label.words.len());
        next.is_some_and(|word| word.folded.starts_with(|letter: char| letter.is_ascii_digit()))
    });
    has_figure
        || begins("head", words).is_some()
        || (is_labelled && (begins("labels", words).is_some() || begins("other_parts", words).is_some()))
}

fn is_number(word: &str) -> bool {
    let plain = word.trim_matches(['-', '.', ')', '(', '/']);
    !plain.is_empty() && plain.len() <= 3 && plain.chars().all(|letter| letter.is_ascii_digit())
}

/// Whether a line begins with a number or a sign of a list.
fn is_numbered(line: &str) -> bool {
    without_number(line).len() < line.trim().len()
}

/// A line without the number or sign with which it begins.
fn without_number(line: &str) -> String {
    let line = line.trim();
    let plain = line.trim_start_matches(['-', '–', '•', '*', '▪', '●', '◦', '■', '\u{f0b7}']);
    let plain = plain.trim_start().trim_start_matches('(');
    let digits: usize = plain
        .chars()
        .take_while(|letter| letter.is_numeric())
        .map(char::len_utf8)
        .sum();
    let (number, rest) = plain.split_at(digits);
    let rest_plain = rest.trim_start();
    let sign = rest_plain.chars().next();
    let ends = matches!(sign, Some('-' | '–' | '.' | ')' | '_' | ':' | '/')) && number.chars().count() <= 3;
    if digits > 0 && ends {
        let rest = rest_plain.trim_start_matches(['-', '–', '.', ')', '_', ':', '/']);
        // A day is no number of a list: ۱۴۰۵/۹/۱, and ۱/۹/۱۴۰۵.
        let goes_on = sign == Some('/') && rest.starts_with(char::is_numeric);
        if !goes_on {
            return rest.trim().to_owned();
        }
    }
    if digits > 0 {
        line.to_owned()
    } else {
        plain.trim().to_owned()
    }
}

/// The lines of a text; one that was broken for its length is one again.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            open = false;
            continue;
        }
        let words = words_of(&line);
        let is_of_the_head = is_of_the_head(&words);
        let begins_anew = is_numbered(&line)
            || is_of_the_head
            || heading(&words).is_some()
            || begins("decided", &words).is_some();
        let is_long = line.chars().count() >= BROKEN_FROM && !is_of_the_head;
        let ends = line.ends_with(['.', '؛', ':', '!', '؟']);
        match lines.last_mut() {
            Some(last) if open && !begins_anew => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => lines.push(line),
        }
        open = is_long && !ends;
    }
    lines
}

/// The sentences of a line, as far as each decides something by itself; what explains a decision stays with it.
fn sentences(line: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in line.split_inclusive(['.', '؛']) {
        let decides = finds("decided", &words_of(part)).is_some();
        // «۱۲.۵», «آقای م.» and the like end no sentence.
        let is_whole = parts.last().is_none_or(|last: &String| {
            finds("decided", &words_of(last)).is_some() && words_of(last).len() > 3
        });
        match parts.last_mut() {
            Some(last) if !(decides && is_whole) => last.push_str(part),
            _ => parts.push(part.to_owned()),
        }
    }
    parts
        .iter()
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}
