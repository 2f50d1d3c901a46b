//! Text as it may stand on paper: what could reorder a line, hide a letter or move a cursor is taken out.

/// The text without control characters and direction marks; each line trimmed, no empty lines. The half-space stays.
pub(crate) fn lines(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for piece in text.split(is_line_end) {
        let piece = line(piece);
        if !piece.is_empty() {
            if !clean.is_empty() {
                clean.push('\n');
            }
            clean.push_str(&piece);
        }
    }
    clean
}

/// The same on one line.
pub(crate) fn line(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !clean.is_empty() && !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !(c.is_control() || is_hidden(c)) {
            clean.push(c);
        }
    }
    clean.truncate(clean.trim_end().len());
    clean
}

fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Characters that show nothing themselves: marks, overrides and isolates of direction, soft hyphens, joiners of words,
/// selectors of variants, tags. The two joiners of letters are spelling in Persian and no such characters.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::{line, lines};

    #[test]
    fn what_reorders_or_hides_is_taken_out() {
        assert_eq!(line("\u{202E}evil\u{202C}\n\u{1b}[31m name\t"), "evil [31m name");
        assert_eq!(line("a\u{2066}b\u{2069}c\u{200F}d\u{E0041}e\u{FEFF}"), "abcde");
    }

    #[test]
    fn the_half_space_stays() {
        assert_eq!(line("صورت‌جلسه"), "صورت‌جلسه");
        assert_eq!(line("ه‍"), "ه‍");
    }

    #[test]
    fn lines_stay_lines_and_empty_ones_go() {
        assert_eq!(lines(" a \r\n\r\n b\u{2028}c\n"), "a\nb\nc");
    }
}
