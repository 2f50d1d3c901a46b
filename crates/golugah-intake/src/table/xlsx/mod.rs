//! XLSX workbooks, streamed: memory grows with the different texts of the book and not with its rows.
//!
//! Written here because a reader that takes a workbook whole cannot be held to a limit (decision 0039): texts stand in one
//! arena, a sheet is walked once, and every tag, part and row has its bound.

mod markup;
mod package;
mod sheet;

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use self::markup::{Markup, Step, attribute, raw_attribute};
use self::package::Package;
pub(crate) use self::sheet::SheetRows;
use super::rows::Fault;

/// How much different text a workbook may hold.
const TEXT_BYTES: usize = 256 << 20;

/// How many cell formats, and how many sheets.
const FORMATS: usize = 100_000;
const SHEETS: usize = 1_000;

/// A workbook that is open.
pub(crate) struct Workbook {
    package: Package,
    sheets: Vec<(String, String)>,
    about: Arc<About>,
}

/// What sheets share.
#[derive(Default)]
struct About {
    texts: Texts,
    /// Which cell formats show moments, by number.
    moments: Vec<bool>,
    /// Whether days are counted from 1904.
    from_1904: bool,
}

/// The texts of a workbook, one behind the other.
#[derive(Default)]
struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = number
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize);
        self.all.get(start..end)
    }
}

impl Workbook {
    /// Opens a workbook; nothing where the package is that of something else.
    pub(crate) fn open(path: &Path) -> io::Result<Option<Self>> {
        let mut package = Package::open(path)?;
        if !package.has("xl/workbook.xml") {
            return Ok(None);
        }
        let mut about = About::default();
        let named = sheet_names(&mut package, &mut about)?;
        let targets = targets(&mut package)?;
        // A workbook without its texts would be read as one of other texts.
        for needed in ["xl/sharedStrings.xml", "xl/styles.xml"] {
            if targets.iter().any(|(_, part)| part == needed) && !package.has(needed) {
                return Err(Fault::new("tables-no-part", &[("part", needed)]).into_io());
            }
        }
        let sheets = named
            .into_iter()
            .filter_map(|(name, id)| {
                let target = targets.iter().find(|(known, _)| *known == id)?;
                Some((name, target.1.clone()))
            })
            .collect();
        if package.has("xl/styles.xml") {
            about.moments = moments(&mut package)?;
        }
        if package.has("xl/sharedStrings.xml") {
            about.texts = texts(&mut package)?;
        }
        Ok(Some(Self {
            package,
            sheets,
            about: Arc::new(about),
        }))
    }

    /// The names of its sheets, in order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        self.sheets.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The rows of a sheet.
    pub(crate) fn rows(&mut self, sheet: &str) -> io::Result<SheetRows> {
        let found = self.sheets.iter().find(|(name, _)| name == sheet);
        let Some((name, part)) = found.cloned() else {
            let all = self.sheets().join("، ");
            return Err(Fault::new("tables-no-sheet", &[("sheet", sheet), ("all", &all)]).into_io());
        };
        let markup = Markup::new(self.package.part(&part)?, &part);
        Ok(SheetRows::new(markup, name, Arc::clone(&self.about)))
    }
}

/// Names of the sheets with the ids by which their parts are found.
fn sheet_names(package: &mut Package, about: &mut About) -> io::Result<Vec<(String, String)>> {
    const PART: &str = "xl/workbook.xml";
    let mut markup = Markup::new(package.part(PART)?, PART);
    let mut named = Vec::new();
    loop {
        match markup.next()? {
            Step::Open(tag) => match tag.local_name().as_ref() {
                "workbookPr" => {
                    about.from_1904 = matches!(raw_attribute(&tag, "date1904"), Some("1" | "true"));
                }
                "sheet" if named.len() < SHEETS => {
                    // `sheetId` ends in an `Id` of its own; the reference is the one with a prefix.
                    if let (Some(name), Some(id)) = (attribute(&tag, "name"), attribute(&tag, "id")) {
                        named.push((name, id));
                    }
                }
                _ => {}
            },
            Step::End => return Ok(named),
            Step::Close(_) | Step::Text(_) => {}
        }
    }
}

fn targets(package: &mut Package) -> io::Result<Vec<(String, String)>> {
    const PART: &str = "xl/_rels/workbook.xml.rels";
    let mut markup = Markup::new(package.part(PART)?, PART);
    let mut targets = Vec::new();
    loop {
        match markup.next()? {
            Step::Open(tag) if tag.local_name().as_ref() == "Relationship" && targets.len() < SHEETS * 8 => {
                if let (Some(id), Some(target)) = (attribute(&tag, "Id"), attribute(&tag, "Target")) {
                    let part = match target.strip_prefix('/') {
                        Some(whole) => whole.to_owned(),
                        None => format!("xl/{target}"),
                    };
                    targets.push((id, part));
                }
            }
            Step::End => return Ok(targets),
            _ => {}
        }
    }
}

/// Which cell formats show a day or a time.
fn moments(package: &mut Package) -> io::Result<Vec<bool>> {
    const PART: &str = "xl/styles.xml";
    let mut markup = Markup::new(package.part(PART)?, PART);
    let mut own: HashMap<u32, bool> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    loop {
        match markup.next()? {
            Step::Open(tag) => match tag.local_name().as_ref() {
                "numFmt" if own.len() < FORMATS => {
                    let id = raw_attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&tag, "formatCode")) {
                        own.entry(id).or_insert_with(|| shows_moment(&code));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells && formats.len() < FORMATS => {
                    let id: u32 = raw_attribute(&tag, "numFmtId")
                        .and_then(|id| id.parse().ok())
                        .unwrap_or_default();
                    // The numbers of formats that every program knows.
                    let known = matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58);
                    formats.push(own.get(&id).copied().unwrap_or(known));
                }
                _ => {}
            },
            Step::Close("cellXfs") => in_cells = false,
            Step::End => return Ok(formats),
            Step::Close(_) | Step::Text(_) => {}
        }
    }
}

/// Whether a format's code shows a day or a time: it has one of their letters outside quotes and brackets.
fn shows_moment(code: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    code.chars().any(|sign| {
        if escaped {
            escaped = false;
            return false;
        }
        match sign {
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' => bracketed = false,
            _ => {
                return !quoted
                    && !bracketed
                    && matches!(sign, 'y' | 'Y' | 'd' | 'D' | 'h' | 'H' | 's' | 'S');
            }
        }
        false
    })
}

/// The texts that cells share, without what is only pronunciation.
fn texts(package: &mut Package) -> io::Result<Texts> {
    const PART: &str = "xl/sharedStrings.xml";
    let mut markup = Markup::new(package.part(PART)?, PART);
    let mut texts = Texts::default();
    let (mut in_text, mut in_sound) = (false, false);
    loop {
        match markup.next()? {
            Step::Open(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "rPh" => in_sound = true,
                _ => {}
            },
            Step::Close(name) => match name {
                "t" => in_text = false,
                "rPh" => in_sound = false,
                "si" => texts.ends.push(texts.all.len() as u32),
                _ => {}
            },
            Step::Text(text) if in_text && !in_sound => texts.all.push_str(text),
            Step::Text(_) => {}
            Step::End => return Ok(texts),
        }
        if texts.all.len() + texts.ends.len() * 4 > TEXT_BYTES {
            let most = (TEXT_BYTES >> 20).to_string();
            return Err(Fault::new("tables-much-text", &[("most", &most)]).into_io());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shows_moment;

    #[test]
    fn formats_of_days_are_told_from_formats_of_numbers() {
        for code in [
            "yyyy-mm",
            "mm/dd/yyyy",
            "[$-3000429]yyyy/mm/dd;@",
            "h:mm",
            "[$-F800]dddd",
        ] {
            assert!(shows_moment(code), "{code}");
        }
        for code in [
            "#,##0",
            "0.00",
            "[Red]0",
            "\"days\" 0",
            "\\d0",
            "General",
            "_(* #,##0_)",
        ] {
            assert!(!shows_moment(code), "{code}");
        }
    }
}
