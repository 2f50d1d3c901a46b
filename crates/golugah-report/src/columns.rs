//! How wide text is on a terminal.

/// The text in at most `width` columns, its end replaced by `…` where it is longer.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut taken = 0;
    let mut short = String::new();
    for c in text.chars() {
        taken += letter_width(c);
        if taken > width.saturating_sub(1) {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}

/// How many columns a terminal gives the text.
pub(crate) fn display_width(text: &str) -> usize {
    text.chars().map(letter_width).sum()
}

/// None for marks that combine or are not seen, two for wide letters of East Asia, else one.
fn letter_width(c: char) -> usize {
    match c {
        '\u{0300}'..='\u{036F}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{0900}'..='\u{0902}'
        | '\u{093C}'
        | '\u{0941}'..='\u{0948}'
        | '\u{094D}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, display_width};

    #[test]
    fn a_long_name_is_cut_at_its_width_as_it_is_seen() {
        assert_eq!(cut("Office of works", 9), "Office o…");
        assert_eq!(cut("Office of works", 8), "Office…");
        assert_eq!(cut("راه", 3), "راه");
        assert_eq!(display_width("می‌شود مُهر"), 9);
        assert_eq!(cut("東京都庁", 5), "東京…");
    }
}
