//! The program: arguments, configuration and wiring. What it wires is in the other crates.

mod after;
mod again;
mod archive;
mod arguments;
mod bottlenecks;
mod brought_again;
mod came_again;
mod cases;
mod clock;
mod commands;
mod counts;
mod county;
mod coverage;
mod door;
mod exceptions;
mod exported;
mod failure;
mod files;
mod firms;
mod hashed;
mod histories;
mod journal;
mod kept;
mod lake;
mod looks;
mod measured;
mod naming;
mod objects;
mod outbox;
mod output;
mod own;
mod passes;
mod passing;
mod progress;
mod queue;
mod reading;
mod rejects;
mod remeasure;
mod scan;
mod sheets;
mod sql;
mod support;
mod tables;
mod texts;
mod unnamed;
mod winners;
mod work;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// A scan makes and frees texts by the hundred thousand; with this allocator a scan of the lake took a
/// quarter less (decision 0011).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, not failures; everything else could not run.
            let code = if error.use_stderr() { 2 } else { 0 };
            // If even this cannot be written, nobody is listening.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let result = match &arguments.command {
        Command::Scan(command) => commands::scan::run(command, &arguments.data),
        Command::Import(command) => commands::import::run(command, &arguments.data),
        Command::Map(command) => commands::map::run(command),
        Command::Paths(command) => commands::paths::run(command),
        Command::Judge(command) => commands::judge::run(command),
        Command::Explain(command) => commands::explain::run(command, &arguments.data),
        Command::Indicators(command) => commands::indicators::run(command),
        Command::Sample(command) => commands::sample::run(command),
        Command::Demo(command) => commands::demo::run(command, &arguments.data),
        Command::Serve(command) => commands::serve::run(command, &arguments.data),
        Command::Work(command) => commands::work::run(command, &arguments.data),
        Command::Verify(command) => commands::verify::run(command, &arguments.data),
        Command::Backup(command) => commands::backup::run(command, &arguments.data),
        Command::Restore(command) => commands::restore::run(command, &arguments.data),
        Command::Export(command) => commands::export::run(command, &arguments.data),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            progress::say(&format!("golugah: {failure}"));
            ExitCode::from(failure.exit_code())
        }
    }
}
