//! Rows of cells, whatever they were written in.

use std::io;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing, or blanks.
    #[default]
    Empty,
    /// A text.
    Text,
    /// A number as the program keeps it, with a point and perhaps an exponent.
    Number,
    /// A day or a moment that the program keeps as such, as `2024-03-20` or `2024-03-20T09:30:00`.
    Moment,
    /// What a formula gives that fails, such as `#REF!`.
    Failed,
}

/// A cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell<'r> {
    pub(crate) kind: Kind,
    /// Its text without outer blanks.
    pub(crate) text: &'r str,
}

impl Cell<'_> {
    pub(crate) fn is_empty(self) -> bool {
        self.kind == Kind::Empty
    }
}

/// How many columns a row has; no program writes more.
pub(crate) const COLUMNS: usize = 16_384;

/// How much text one row holds, whatever its cells point at.
pub(crate) const ROW_BYTES: usize = 1 << 20;

/// One row; it is filled again and again. Its memory grows with the cells that are filled, and not with where they stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Its number in the sheet, or its line in the text, from 1.
    pub(crate) number: u64,
    text: String,
    /// The cells that are filled, by their column.
    cells: Vec<Filled>,
    /// What is wrong with it, so that its cells are not to be trusted.
    pub(crate) fault: Option<Fault>,
}

#[derive(Clone, Copy, Debug)]
struct Filled {
    column: u32,
    kind: Kind,
    start: u32,
    end: u32,
}

impl Row {
    pub(crate) fn begin(&mut self, number: u64) {
        self.number = number;
        self.text.clear();
        self.cells.clear();
        self.fault = None;
    }

    /// Sets a cell. One beyond the last column, a second one in the same place and a text too long cost the row.
    pub(crate) fn set(&mut self, column: usize, kind: Kind, text: &str) {
        let text = text.trim_matches(is_blank);
        if text.is_empty() || kind == Kind::Empty {
            return;
        }
        if column >= COLUMNS {
            let most = COLUMNS.to_string();
            return self.refuse("tables-row-columns", &[("most", &most)]);
        }
        let place = match self.cells.last() {
            Some(last) if last.column as usize >= column => self
                .cells
                .binary_search_by_key(&column, |cell| cell.column as usize),
            _ => Err(self.cells.len()),
        };
        match place {
            Ok(_) => {
                let cell = format!("{}{}", letters(column), self.number);
                self.refuse("tables-cell-twice", &[("cell", &cell)]);
            }
            Err(_) if self.text.len() + text.len() > ROW_BYTES => {
                let most = (ROW_BYTES >> 20).to_string();
                self.refuse("tables-row-long", &[("most", &most)]);
            }
            Err(place) => {
                let start = self.text.len() as u32;
                self.text.push_str(text);
                let end = self.text.len() as u32;
                let column = column as u32;
                self.cells.insert(
                    place,
                    Filled {
                        column,
                        kind,
                        start,
                        end,
                    },
                );
            }
        }
    }

    /// Says what is wrong with the row; what was said first stands.
    pub(crate) fn refuse(&mut self, key: &'static str, with: &[(&'static str, &str)]) {
        self.fault.get_or_insert_with(|| Fault::new(key, with));
    }

    pub(crate) fn cell(&self, column: usize) -> Cell<'_> {
        let found = self
            .cells
            .binary_search_by_key(&column, |cell| cell.column as usize);
        found.map_or(Cell::default(), |place| self.of(&self.cells[place]))
    }

    fn of(&self, cell: &Filled) -> Cell<'_> {
        let text = self.text.get(cell.start as usize..cell.end as usize);
        Cell {
            kind: cell.kind,
            text: text.unwrap_or_default(),
        }
    }

    /// The cells that are filled, from the first to the last.
    pub(crate) fn filled(&self) -> impl Iterator<Item = Cell<'_>> {
        self.cells.iter().map(|cell| self.of(cell))
    }

    /// The cells up to the last one that is filled.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|column| self.cell(column))
    }

    /// How many columns it has up to the last one that is filled.
    pub(crate) fn len(&self) -> usize {
        self.cells.last().map_or(0, |cell| cell.column as usize + 1)
    }

    /// About how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len() + self.cells.len() * size_of::<Filled>()
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.fault.is_none() && self.cells.is_empty()
    }
}

/// White space, and what stands in a copied cell unseen.
fn is_blank(symbol: char) -> bool {
    symbol.is_whitespace() || matches!(symbol, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
}

/// Where rows come from.
pub(crate) trait Rows: Send {
    /// Fills the next row; false at the end.
    fn next(&mut self, row: &mut Row) -> io::Result<bool>;
}

/// The letters of a column: A, B, … Z, AA.
pub(crate) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// The column of its letters, below 16,384.
pub(crate) fn column(letters: &str) -> Option<usize> {
    let mut column = 0_usize;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().wrapping_sub(b'A');
        if value > 25 || column > COLUMNS {
            return None;
        }
        column = column * 26 + usize::from(value) + 1;
    }
    (1..=COLUMNS).contains(&column).then(|| column - 1)
}

/// What is wrong, as the key of its words with what they need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) key: &'static str,
    pub(crate) with: Vec<(&'static str, String)>,
}

impl Fault {
    pub(crate) fn new(key: &'static str, with: &[(&'static str, &str)]) -> Self {
        let with = with
            .iter()
            .map(|(name, value)| (*name, shown(value, SHOWN)))
            .collect();
        Self { key, with }
    }

    /// As the error of a reader.
    pub(crate) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.key)?;
        self.with
            .iter()
            .try_for_each(|(name, value)| write!(out, " {name}={value}"))
    }
}

impl std::error::Error for Fault {}

/// How many signs of a foreign text are shown at most.
const SHOWN: usize = 400;

/// How many signs of what stands in a cell.
pub(crate) const SHOWN_OF_CELL: usize = 60;

/// The beginning of a foreign text, fit for one line of a message.
pub(crate) fn shown(text: &str, most: usize) -> String {
    let mut signs = text.chars();
    let begins: String = signs
        .by_ref()
        .take(most)
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect();
    if signs.next().is_some() {
        begins + "…"
    } else {
        begins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (number, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(number), name);
            assert_eq!(column(name), Some(number));
        }
        for none in ["", "A1", "XFE", "ZZZZZZZZZZZZZZZZ", "آ"] {
            assert_eq!(column(none), None, "{none}");
        }
    }

    #[test]
    fn a_row_keeps_gaps_and_forgets_blanks() {
        let mut row = Row::default();
        row.begin(3);
        row.set(2, Kind::Text, " \u{200f}ب ");
        row.set(0, Kind::Number, "1");
        row.set(1, Kind::Text, "\u{200f} ");
        let kinds: Vec<(Kind, &str)> = row.cells().map(|cell| (cell.kind, cell.text)).collect();
        assert_eq!(kinds, [(Kind::Number, "1"), (Kind::Empty, ""), (Kind::Text, "ب")]);
        assert!(row.cell(9).is_empty());
        row.begin(4);
        row.set(3, Kind::Text, "");
        assert!(row.is_blank());
    }

    #[test]
    fn a_row_is_bounded_by_what_it_holds_and_not_by_where_it_stands() {
        let mut row = Row::default();
        row.begin(7);
        row.set(COLUMNS - 1, Kind::Text, "x");
        assert_eq!((row.len(), row.fault.clone()), (COLUMNS, None));
        assert!(row.bytes() < 100, "{}", row.bytes());
        for _ in 0..1_000 {
            row.set(2, Kind::Text, &"y".repeat(100_000));
        }
        assert!(row.bytes() < 200_000, "{}", row.bytes());
        assert_eq!(
            row.fault.as_ref().map(ToString::to_string).as_deref(),
            Some("tables-cell-twice cell=C7")
        );
        row.begin(8);
        for column in 0..COLUMNS {
            row.set(column, Kind::Text, &"y".repeat(1_000));
        }
        assert!(row.bytes() < 2 * ROW_BYTES, "{}", row.bytes());
        assert_eq!(row.fault.as_ref().map(|fault| fault.key), Some("tables-row-long"));
        row.begin(9);
        row.set(COLUMNS, Kind::Text, "x");
        assert_eq!(
            row.fault.as_ref().map(|fault| fault.key),
            Some("tables-row-columns")
        );
    }
}
