//! `golugah demo`: the invented county made, imported, scanned and reported.

use std::path::{Path, PathBuf};

use golugah_indicators::Detail;
use golugah_lake::Lake;
use golugah_report::Language;

use crate::arguments::{Demo, Format, Measuring};
use crate::commands::{demo_county, import, sample, scan, serve};
use crate::failure::Failure;
use crate::progress::say;
use crate::scan::{measure, threads};
use crate::{clock, lake, output, texts};

pub(crate) fn run(command: &Demo, data: &Path) -> Result<(), Failure> {
    let county = data.join("invented-county");
    if data.exists() && std::fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::CouldNotRun(format!(
            "{}: the demonstration needs a fresh folder and this one is in use; name another with --data",
            data.display()
        )));
    }
    std::fs::create_dir_all(data).map_err(|error| Failure::writing(data, &error))?;
    sample::make(&county, command.seed)?;
    let kept = Lake::open(lake::folder(data)).map_err(Failure::because)?;
    for file in files(&county)? {
        import::keep(&kept, &file, threads(None), data)?;
    }
    let records = lake::Imported::open(data)?;
    let measured = measure(&records, &Measuring::default(), Detail::Findings)?;
    let catalogue = texts::catalogue()?;
    let date = clock::today();
    output::write(None, |out| {
        scan::write_report(
            &measured,
            &catalogue,
            Format::Table,
            command.lang.into(),
            &date,
            out,
        )
    })?;
    for (language, name) in [
        (Language::Persian, "report.fa.html"),
        (Language::English, "report.en.html"),
    ] {
        let page = data.join(name);
        output::write(Some(&page), |out| {
            scan::write_report(&measured, &catalogue, Format::Html, language, &date, out)
        })?;
        say(&format!("{}: open this in a browser", page.display()));
    }
    demo_county::settle(data, &measured)?;
    if command.no_serve {
        return Ok(());
    }
    serve::run(&command.serve, data)
}

/// The county's tenders and logs, in order of name.
fn files(county: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(county).map_err(|error| Failure::writing(county, &error))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "jsonl" || ending == "xes")
        })
        .collect();
    files.sort();
    Ok(files)
}
