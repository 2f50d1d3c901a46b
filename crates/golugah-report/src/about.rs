//! An indicator's page for those who use no programs: what it says to programs – keys of reasons, names of parameters, what
//! the profile of another program does otherwise – is left out or said in words. `golugah explain` prints it whole.

use crate::{
    markdown::{heading, list_item},
    words::{Arg, Words},
};

/// What only a profile for comparing with another program changes: sentences that speak of it are left out.
const OF_A_PROFILE: [&str; 3] = ["cardinal", "as_published", "`fence ="];

/// The same Markdown with each paragraph and item on one line, in a reader's words.
pub(crate) fn for_people(about: &str, words: &Words) -> String {
    let (mut told, mut block) = (String::with_capacity(about.len()), String::new());
    let mut flush = |block: &mut String| {
        told.push_str(&in_words(block, words));
        told.push('\n');
        block.clear();
    };
    for line in about.lines().map(str::trim) {
        if line.is_empty() || heading(line).is_some() || list_item(line).is_some() {
            flush(&mut block);
        } else if !block.is_empty() {
            block.push(' ');
        }
        block.push_str(line);
        if line.is_empty() || heading(line).is_some() {
            flush(&mut block);
        }
    }
    flush(&mut block);
    told
}

/// One paragraph or item.
fn in_words(block: &str, words: &Words) -> String {
    let item = list_item(block).map_or(block, |(_, item)| item);
    let mark = &block[..block.len() - item.len()];
    let text = without_asides(without_key(item));
    let kept: Vec<&str> = (text.split_inclusive(". "))
        .filter(|sentence| !OF_A_PROFILE.iter().any(|word| sentence.contains(word)))
        .collect();
    format!("{mark}{}", labelled(kept.concat().trim_end(), words))
}

/// The reason of an item without the key by which programs know it.
fn without_key(item: &str) -> &str {
    let keyed = item.strip_prefix('`').and_then(|rest| rest.split_once("`: "));
    keyed
        .filter(|(key, _)| is_key(key))
        .map_or(item, |(_, rest)| rest)
}

/// Without what stands in parentheses for programs alone.
fn without_asides(text: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, inner)) = rest.split_once('(') {
        let Some((aside, after)) = inner.split_once(')') else {
            break;
        };
        let of_a_parameter = aside.strip_prefix('`').and_then(|aside| aside.split_once('`'));
        let is_for_programs = of_a_parameter.is_some_and(|(key, _)| is_key(key))
            || aside.contains("as_published")
            // The bare name of the profile is no aside: the sentence is about it.
            || (aside.contains("`cardinal`") && aside.split_whitespace().count() > 2);
        if is_for_programs {
            kept.push_str(before.trim_end());
        } else {
            kept.push_str(before);
            kept.push('(');
            kept.push_str(aside);
            kept.push(')');
        }
        rest = after;
    }
    kept + rest
}

/// With the names of parameters as the labels that stand beside their values.
fn labelled(text: &str, words: &Words) -> String {
    let mut parts = text.split('`');
    let mut told = parts.next().unwrap_or_default().to_owned();
    while let Some(code) = parts.next() {
        let label = words
            .evidence(code)
            .filter(|_| is_key(code) && code != "deadline");
        match label {
            Some(label) => told.push_str(&words.say_with("report-quoted", &[("name", Arg::Text(&label))])),
            None => told.extend(["`", code, "`"]),
        }
        told.push_str(parts.next().unwrap_or_default());
    }
    told
}

/// Whether it is the name of a parameter or the key of a reason, and no field of a standard.
fn is_key(code: &str) -> bool {
    code.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_')
}

#[cfg(test)]
mod tests {
    use golugah_persian::Language;

    use super::for_people;
    use crate::words::words;

    #[test]
    fn what_is_for_programs_is_left_out_or_said_in_words() {
        let about = "## How\n\nCounted is `tender/tenderers` (`count_elsewhere`; not in profile `cardinal`), if it\n\
                     stands there (see below). With `as_published` (profile `cardinal`) all is taken. Raised below\n\
                     `threshold_days`.\n\n1. `no_period`: no dates (`as_published` off).\n2. `lots`: several.\n";
        let told = for_people(about, words(Language::English));
        let expected = "## How\n\nCounted is `tender/tenderers`, if it stands there (see below). Raised below \
                        “Minimum length”.\n\n1. no dates.\n2. several.";
        let lines = |text: &str| {
            let filled = text.lines().filter(|line| !line.is_empty());
            filled.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(lines(&told), lines(expected));
    }

    #[test]
    fn a_list_keeps_its_items_together() {
        let told = for_people("- one\n- two\n", words(Language::Persian));
        assert_eq!(told.trim(), "- one\n- two");
    }
}
