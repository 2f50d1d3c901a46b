//! Writes the invented report as pages and tables into a folder, to be looked at:
//! `cargo run -p golugah-report --example preview -- target/report-preview`.

use std::{env, fs, io, path::PathBuf};

use golugah_report::{Catalogue, IndicatorText, Language, Page, StakeMeasure, write_html, write_table};

#[path = "../src/tests/sample.rs"]
mod sample;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1);
    if folder.as_deref().is_some_and(|folder| folder.starts_with('-')) {
        return Err(io::Error::other("usage: preview [FOLDER]"));
    }
    let folder = PathBuf::from(folder.unwrap_or_else(|| "target/report-preview".to_owned()));
    fs::create_dir_all(&folder)?;
    let (report, catalogue) = (sample::report(), sample::catalogue());
    for language in [Language::Persian, Language::English] {
        let page = Page {
            language,
            date: Some("2026-11-23"),
            on_site: None,
            findings_per_bottleneck: 8,
            called: None,
        };
        let html = folder.join(language.tag()).with_extension("html");
        write_html(&report, &catalogue, &page, &mut fs::File::create(html)?)?;
        let table = folder.join(language.tag()).with_extension("txt");
        write_table(
            &report,
            &catalogue,
            language,
            None,
            110,
            &mut fs::File::create(table)?,
        )?;
    }
    Ok(())
}
