//! The program: papers in, for each a PDF and its text out.

mod files;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use golugah_paper::{Paper, plain_text, typeset};

use files::{Target, read, targets, write};

/// Makes minutes and invitations as accessible PDF from golugah's papers.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Beside FILE.pdf lies FILE.txt, the text to archive and to search: text taken out of a PDF misplaces \
half-spaces.\nExit codes: 0 done, 1 a paper was refused, 2 it could not run."
)]
struct Arguments {
    /// Papers as JSON (minutes.json or invitation.json of a session), or - for standard input.
    #[arg(required = true, value_name = "PAPER.json")]
    papers: Vec<PathBuf>,
    /// The PDF to write; with several papers the folder to write them to.
    #[arg(long, value_name = "FILE.pdf|FOLDER")]
    out: PathBuf,
}

/// Why a paper was not made.
enum Failure {
    /// The paper does not hold to its form: exit code 1.
    Refused(String),
    /// It could not be read, set or written: exit code 2.
    CouldNotRun(String),
}

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
    let targets = match targets(&arguments.papers, &arguments.out) {
        Ok(targets) => targets,
        Err(reason) => {
            say(&reason);
            return ExitCode::from(2);
        }
    };
    let mut code = 0;
    for target in &targets {
        // One bad paper does not keep the others from being made.
        match make(target) {
            Ok(()) => {}
            Err(Failure::Refused(reason)) => {
                say(&reason);
                code = code.max(1);
            }
            Err(Failure::CouldNotRun(reason)) => {
                say(&reason);
                code = 2;
            }
        }
    }
    ExitCode::from(code)
}

fn make(target: &Target) -> Result<(), Failure> {
    let name = target.paper.display();
    let json = read(&target.paper)
        .map_err(|error| Failure::CouldNotRun(format!("{name}: could not be read: {error}")))?;
    let paper = Paper::read(&json).map_err(|refusal| Failure::Refused(format!("{name}: {refusal}")))?;
    let set = typeset(&paper).map_err(|fault| Failure::CouldNotRun(format!("{name}: {fault}")))?;
    for c in &set.missing {
        say(&format!(
            "{name}: the fonts have no letter for U+{:04X}; it stands on the paper as this number and in the text as itself",
            u32::from(*c)
        ));
    }
    write_to(&target.pdf, &set.pdf)?;
    write_to(&target.pdf.with_extension("txt"), plain_text(&paper).as_bytes())
}

fn write_to(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write(path, bytes)
        .map_err(|error| Failure::CouldNotRun(format!("{}: could not be written: {error}", path.display())))
}

/// Says one line to the error stream.
fn say(line: &str) {
    // A closed error stream is no reason to fail.
    let _ = writeln!(std::io::stderr(), "golugah-paper: {line}");
}
