//! `cargo run -p golugah-tidy -- --write`: writes the generated files anew.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::stderr();
    if asked != ["--write"] {
        let _ = writeln!(
            out,
            "usage: golugah-tidy --write\nWrites what is generated from the tree. The rules are tests: cargo test -p golugah-tidy"
        );
        return ExitCode::from(2);
    }
    // A closed error stream is no reason to fail.
    match golugah_tidy::write() {
        Ok(written) => {
            for path in &written {
                let _ = writeln!(out, "{}: written", path.display());
            }
            if written.is_empty() {
                let _ = writeln!(out, "nothing to write: all is as it should be");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(out, "golugah-tidy: {error}");
            ExitCode::from(2)
        }
    }
}
