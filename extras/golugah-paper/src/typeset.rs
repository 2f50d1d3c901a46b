//! Setting a paper: a world for Typst that has one source, two fonts and nothing else.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::Paper;
use crate::values::Values;

const TEMPLATE: &str = include_str!("paper.typ");
const FONTS: [&[u8]; 2] = [
    include_bytes!("../../../assets/vendor/vazirmatn/Vazirmatn-Regular.ttf"),
    include_bytes!("../../../assets/vendor/vazirmatn/Vazirmatn-SemiBold.ttf"),
];

/// A paper that was set.
#[derive(Debug)]
pub struct Typeset {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters the fonts have no letter for: they stand on the paper as their numbers.
    pub missing: BTreeSet<char>,
}

/// A mistake of this program: a paper that was read can be set.
#[derive(Debug)]
pub struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "could not be set, which is a mistake of this program: {}",
            self.0
        )
    }
}

impl std::error::Error for Fault {}

/// Sets a paper as a tagged PDF (PDF/UA-1). The same paper gives the same bytes.
///
/// # Errors
///
/// Where Typst refuses what the template makes of the paper.
pub fn typeset(paper: &Paper) -> Result<Typeset, Fault> {
    let (inputs, missing) = Values::of(paper, &has_letter);
    let world = Sheet::new(inputs)?;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    let document = output.map_err(|errors| fault(&errors))?;
    // A warning is a mistake in the template: a font that is not there, a layout that did not settle.
    if !warnings.is_empty() {
        return Err(fault(&warnings));
    }
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| Fault(error.message().to_string()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some(
            concat!("golugah-paper ", env!("CARGO_PKG_VERSION")).to_owned(),
        )),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| fault(&errors))?;
    let pages = document.pages().len();
    typst::comemo::evict(0);
    Ok(Typeset { pdf, pages, missing })
}

fn fault(errors: &[SourceDiagnostic]) -> Fault {
    let said: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Fault(said.join("; "))
}

struct Letters {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS
        .iter()
        .filter_map(|bytes| Font::new(Bytes::new(*bytes), 0))
        .collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    Letters { fonts, book }
});

fn has_letter(c: char) -> bool {
    let fonts = &LETTERS.fonts;
    !fonts.is_empty()
        && fonts
            .iter()
            .all(|font| font.info().coverage.contains(u32::from(c)))
}

/// What Typst may see: the template, the paper's values, the fonts. It opens no file, asks no clock and loads no package.
struct Sheet {
    library: LazyHash<Library>,
    source: Source,
}

impl Sheet {
    fn new(inputs: Dict) -> Result<Self, Fault> {
        let path = VirtualPath::new("paper.typ").map_err(|_| Fault("the template has no name".to_owned()))?;
        let main = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            source: Source::new(main, TEMPLATE.to_owned()),
        })
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &LETTERS.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() {
            Ok(self.source.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        LETTERS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
