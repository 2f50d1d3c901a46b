//! The page: one file with its style, its font and its pictures in it, which asks for nothing and runs nothing.

mod agencies;
mod bottleneck;
mod files;
mod first;
mod glance;
mod view;

use std::io::{self, BufWriter, Write};

use askama::Template;
use golugah_findings::ScanReport;
use golugah_persian::Language;

use crate::{Called, Catalogue};

/// How the page is to be.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The language, and with it the direction.
    pub language: Language,
    /// The day of the scan, an RFC 3339 date, or `None` to show none. Libraries read no clock.
    pub date: Option<&'a str>,
    /// Where it stands on the county's site, the page that leads to it, seen from it. The site's readers have no terminal: where the
    /// rest is, is said accordingly.
    pub on_site: Option<&'a str>,
    /// How many findings each bottleneck shows at most; the page says how many more there are.
    pub findings_per_bottleneck: usize,
    /// The names of the identifiers in findings, where the caller knows them.
    pub called: Option<Called<'a>>,
}

/// Writes the report as one self-contained HTML page that can be mailed and printed: no script, no request to
/// anywhere. Everything that comes from data is escaped and isolated in its direction.
///
/// # Errors
/// Those of the writer.
pub fn write_html(
    report: &ScanReport,
    catalogue: &Catalogue,
    page: &Page<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    view::ReportPage::of(report, catalogue, page).write_into(&mut out)?;
    out.flush()
}

#[cfg(test)]
mod tests;
