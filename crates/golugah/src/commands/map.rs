//! `golugah map`: guesses how a table is to be read, as a file to edit.

use std::path::Path;

use golugah_intake::{Template, guess_map, template};
use golugah_report::Language;

use crate::arguments::{Map, TemplateOf};
use crate::failure::Failure;
use crate::progress::say;
use crate::{output, sheets, tables};

pub(crate) fn run(command: &Map) -> Result<(), Failure> {
    let tables = tables::in_language(command.lang.into());
    if let Some(out) = &command.out {
        let inputs: Vec<&Path> = command.file.as_deref().into_iter().collect();
        output::apart(&[out], &inputs, command.lang.into())?;
        // What stands there was mended or filled by hand, and is not made again by anybody.
        if out.is_file() {
            let file = out.to_string_lossy();
            return Err(Failure::CouldNotRun((tables.say)(
                "tables-out-exists",
                &[("file", &*file)],
            )));
        }
    }
    let Some(path) = &command.file else {
        return write_template(command);
    };
    let guess = guess_map(path, &tables).map_err(Failure::because)?;
    let file = path.display().to_string();
    let doubts: Vec<String> = guess
        .doubts
        .iter()
        .map(|what| (tables.say)("tables-guess-doubt", &[("what", what)]))
        .collect();
    output::write(command.out.as_deref(), |out| {
        let head = (tables.say)("tables-guess-head", &[("file", &file)]);
        for line in [&head].into_iter().chain(&doubts).chain(&guess.assumed) {
            writeln!(out, "# {}", line.replace(['\n', '\r'], " "))?;
        }
        write!(out, "\n{}", guess.map)
    })?;
    if let Some(out) = &command.out {
        for line in doubts.iter().chain(&guess.assumed) {
            say(line);
        }
        output::say_written(out, command.lang.into());
    }
    Ok(())
}

fn write_template(command: &Map) -> Result<(), Failure> {
    let of = match command.template {
        Some(TemplateOf::Bids) => Template::Bids,
        Some(TemplateOf::Events) => Template::Events,
        Some(TemplateOf::Winners) | None => Template::Winners,
    };
    let language = Language::from(command.lang);
    let headings = template(of, language == Language::Persian);
    output::write(command.out.as_deref(), |out| {
        sheets::write_empty(&headings, language, out)
    })?;
    if let Some(out) = &command.out {
        output::say_written(out, command.lang.into());
    }
    Ok(())
}
