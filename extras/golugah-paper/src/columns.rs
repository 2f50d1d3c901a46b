//! How wide the columns of a table are, and which of its rows may be torn by the end of a page.

use crate::Table;

/// Letters of a column that is as wide as what it holds.
const NARROW: usize = 17;
/// Letters of a column of numbers, which stays as narrow as they are.
const NUMBER: usize = 5;
/// Letters that fit on a line across the whole table.
const LINE: usize = 84;
/// Letters of a word for which a column among many is made wider.
const LONGEST_WORD: usize = 16;
/// A row of more lines may be torn: kept whole it might be higher than a page.
const TALLEST: usize = 24;

/// A column's width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// As wide as its longest cell.
    Content,
    /// A share of what is left.
    Share(usize),
}

/// The widths of a table's columns: short ones keep their words whole, long ones share what is left by what they hold.
pub(crate) fn widths(table: &Table) -> Vec<Width> {
    let mut widths: Vec<Width> = (0..table.columns.len())
        .map(|column| width(table, column))
        .collect();
    // Many narrow columns might together be wider than the paper, which would push the last ones off it.
    let narrow: usize = (0..table.columns.len())
        .filter(|&column| widths[column] == Width::Content)
        .map(|column| longest(table, column) + 4)
        .sum();
    let wide = widths.iter().filter(|&&width| width != Width::Content).count();
    if narrow + wide * NARROW > LINE {
        for (column, width) in widths.iter_mut().enumerate() {
            *width = Width::Share(crowded(table, column));
        }
    } else if (0..widths.len())
        .map(|column| longest(table, column) + 4)
        .sum::<usize>()
        <= LINE
    {
        // Every cell has a line for itself: what is left is shared by all but numbers, so that no column stands far from the next.
        for (column, width) in widths.iter_mut().enumerate() {
            let longest = longest(table, column);
            if longest > NUMBER || column + 1 == table.columns.len() {
                *width = Width::Share(longest + 6);
            }
        }
    }
    widths
}

/// How many letters stand on a line of each column.
pub(crate) fn rooms(widths: &[Width]) -> Vec<usize> {
    let shares: usize = widths.iter().map(|width| width.share()).sum();
    let rooms = widths.iter().map(|width| match width {
        Width::Content => NARROW,
        // The room between columns takes two letters.
        Width::Share(share) => (LINE * share / shares.max(1)).saturating_sub(2).max(4),
    });
    rooms.collect()
}

/// Whether a row is so low that it must not be torn.
pub(crate) fn stays_whole(row: &[String], rooms: &[usize]) -> bool {
    let lines = row.iter().zip(rooms).map(|(cell, room)| {
        cell.split('\n')
            .map(|line| 1 + line.chars().count() / room)
            .sum::<usize>()
    });
    lines.max().unwrap_or(0) <= TALLEST
}

impl Width {
    fn share(self) -> usize {
        match self {
            Self::Content => NARROW / 2,
            Self::Share(share) => share,
        }
    }
}

fn width(table: &Table, column: usize) -> Width {
    if longest(table, column) <= NARROW {
        return Width::Content;
    }
    // The square root lies between equal columns, which waste paper, and shares by length, which squeeze the short.
    let letters: usize = table.rows.iter().map(|row| row[column].chars().count()).sum();
    let mean = letters / table.rows.len().max(1);
    let length = (mean + longest(table, column)) / 2;
    Width::Share(length.clamp(NARROW, 400).isqrt() * 4)
}

/// The share of a column among many: its longest word, for words are not parted, and a little for the rest.
fn crowded(table: &Table, column: usize) -> usize {
    let words =
        lines(table, column).flat_map(|line| line.split(|c: char| c.is_whitespace() || c == '\u{200C}'));
    let word = words.map(|word| word.chars().count()).max().unwrap_or(0);
    word.min(LONGEST_WORD) + 2 + longest(table, column).min(LINE).isqrt()
}

/// The letters of a column's longest line.
fn longest(table: &Table, column: usize) -> usize {
    let lengths = lines(table, column).map(|line| line.chars().count());
    lengths.max().unwrap_or(0)
}

/// The lines of a column's cells, its head's first.
fn lines(table: &Table, column: usize) -> impl Iterator<Item = &str> {
    let cells = table.rows.iter().map(move |row| &row[column]);
    let all = std::iter::once(&table.columns[column]).chain(cells);
    all.flat_map(|cell| cell.split('\n'))
}

#[cfg(test)]
mod tests {
    use super::{Width, rooms, stays_whole, widths};
    use crate::Table;

    fn table(columns: &[&str], row: &[&str]) -> Table {
        let owned = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect();
        Table {
            columns: owned(columns),
            rows: vec![owned(row)],
        }
    }

    #[test]
    fn short_columns_keep_their_words_and_long_ones_share_the_rest() {
        let long = "a word or two and more of them, so that it needs several lines and is not on one";
        let widths = widths(&table(&["no", "text", "due"], &["12", long, "4 Azar 1405"]));
        assert_eq!(widths[0], Width::Content);
        assert!(matches!(widths[1], Width::Share(_)));
        assert_eq!(widths[2], Width::Content);
    }

    #[test]
    fn where_all_fits_no_column_stands_far_from_the_next() {
        let widths = widths(&table(
            &["no", "seat", "name"],
            &["1", "a head of something", "a name"],
        ));
        assert_eq!(widths, [Width::Content, Width::Share(25), Width::Share(12)]);
    }

    #[test]
    fn many_narrow_columns_do_not_leave_the_paper() {
        let cells = ["12345678901234"; 8];
        assert!(
            widths(&table(&cells, &cells))
                .iter()
                .all(|width| matches!(width, Width::Share(_)))
        );
    }

    #[test]
    fn a_row_higher_than_a_page_may_be_torn() {
        let rooms = rooms(&[Width::Share(1), Width::Share(1)]);
        assert!(stays_whole(&["a".to_owned(), "b".repeat(300)], &rooms));
        assert!(!stays_whole(&["a".to_owned(), "b".repeat(3_000)], &rooms));
        assert!(!stays_whole(&["a\n".repeat(100), String::new()], &rooms));
    }
}
