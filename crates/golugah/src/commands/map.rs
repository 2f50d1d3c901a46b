//! `golugah map`: guesses how a table is to be read, as a file to edit.

use std::io::Write as _;

use golugah_intake::guess_map;

use crate::arguments::Map;
use crate::failure::Failure;
use crate::progress::say;
use crate::{output, tables};

pub(crate) fn run(command: &Map) -> Result<(), Failure> {
    let tables = tables::in_language(command.lang.into());
    let guess = guess_map(&command.file, &tables).map_err(Failure::because)?;
    let file = command.file.display().to_string();
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
        say(&format!("{}: written", out.display()));
    }
    Ok(())
}
