use std::fmt;
use std::io;
use std::path::Path;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It could not run: exit code 2.
    CouldNotRun(String),
    /// It ran, and what it checks does not hold: exit code 1.
    DoesNotHold(String),
}

impl Failure {
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::DoesNotHold(_) => 1,
            Self::CouldNotRun(_) => 2,
        }
    }

    /// A file that could not be written.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> Self {
        Self::CouldNotRun(format!("{}: could not be written: {error}", path.display()))
    }

    /// Any error that says itself what was found, where, what was expected and what to do.
    pub(crate) fn because(error: impl fmt::Display) -> Self {
        Self::CouldNotRun(error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CouldNotRun(message) | Self::DoesNotHold(message) => out.write_str(message),
        }
    }
}
