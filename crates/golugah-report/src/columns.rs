//! How wide text is on a terminal.

/// Columns between two cells.
pub(crate) const GAP: usize = 2;

/// A column: its heading, and whether its cells stand at its end, as numbers do.
pub(crate) struct Column {
    pub(crate) heading: String,
    pub(crate) number: bool,
}

/// The width of each column: that of its widest cell, but the `flexible` one gets no more than the others leave.
pub(crate) fn widths(columns: &[Column], rows: &[Vec<String>], flexible: usize, width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = (columns.iter().enumerate())
        .map(|(index, column)| widest(rows.iter().map(|row| &row[index])).max(display_width(&column.heading)))
        .collect();
    let fixed: usize = (widths.iter().enumerate())
        .filter(|(index, _)| *index != flexible)
        .map(|(_, width)| width)
        .sum::<usize>()
        + GAP * (columns.len() - 1);
    widths[flexible] = widths[flexible].min(width.saturating_sub(fixed)).max(8);
    widths
}

/// The width of the widest.
pub(crate) fn widest<'a>(cells: impl IntoIterator<Item = &'a String>) -> usize {
    cells
        .into_iter()
        .map(|cell| display_width(cell))
        .max()
        .unwrap_or(0)
}

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
