//! `golugah demo`: the invented county's three years played, its data measured and reported, its site opened.

use std::path::Path;

use golugah_desk::private;
use golugah_indicators::Detail;
use golugah_report::Language;

use crate::arguments::{Demo, Format, Measuring, USUAL_DEALS};
use crate::commands::{demo_county, scan, serve};
use crate::failure::Failure;
use crate::progress::say;
use crate::scan::measure;
use crate::{clock, lake, output, texts};

pub(crate) fn run(command: &Demo, data: &Path) -> Result<(), Failure> {
    if data.exists() && std::fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::CouldNotRun(format!(
            "{}: the demonstration needs a fresh folder and this one is in use; name another with --data",
            data.display()
        )));
    }
    private::folder(data).map_err(|error| Failure::writing(data, &error))?;
    demo_county::settle(data, command.seed)?;
    let records = lake::Imported::open(data)?;
    let measuring = Measuring {
        null: USUAL_DEALS,
        ..Measuring::default()
    };
    let measured = measure(&records, &measuring, Detail::Findings)?;
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
    if command.no_serve {
        return Ok(());
    }
    serve::run(&command.serve, data)
}
