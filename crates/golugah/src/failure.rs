use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;

use golugah_desk::Refusal;
use golugah_lake::LakeError;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It could not run: exit code 2.
    CouldNotRun(String),
    /// It ran, and what it checks does not hold: exit code 1.
    DoesNotHold(String),
    /// It could not run now, and can later without anybody's doing: exit code 2.
    ForNow(ForNow, String),
}

/// What passes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ForNow {
    /// Another process has the lake.
    Busy,
    /// The disk is full.
    Full,
}

impl ForNow {
    /// What of this kind an error is about, or what it comes from.
    fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(LakeError::Busy { .. }) = error.downcast_ref() {
                return Some(Self::Busy);
            }
            if let Some(error) = error.downcast_ref::<io::Error>()
                && matches!(
                    error.kind(),
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
                )
            {
                return Some(Self::Full);
            }
            next = error.source();
        }
        None
    }
}

impl Failure {
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::DoesNotHold(_) => 1,
            Self::CouldNotRun(_) | Self::ForNow(..) => 2,
        }
    }

    /// A file that could not be written.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> Self {
        let message = format!("{}: could not be written: {error}", path.display());
        match ForNow::of(error) {
            Some(for_now) => Self::ForNow(for_now, message),
            None => Self::CouldNotRun(message),
        }
    }

    /// What the lake refused.
    pub(crate) fn lake(error: LakeError) -> Self {
        let error: Box<dyn Error> = error.into();
        match ForNow::of(error.as_ref()) {
            Some(for_now) => Self::ForNow(for_now, error.to_string()),
            None => Self::CouldNotRun(error.to_string()),
        }
    }

    /// What the county's own writer refused.
    pub(crate) fn refused(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoRoom => Self::ForNow(ForNow::Full, refusal.to_string()),
            Refusal::Unavailable(_) => Self::ForNow(ForNow::Busy, refusal.to_string()),
            refusal => Self::CouldNotRun(refusal.to_string()),
        }
    }

    /// Any error that says itself what was found, where, what was expected and what to do.
    pub(crate) fn because(error: impl fmt::Display) -> Self {
        Self::CouldNotRun(error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CouldNotRun(message) | Self::DoesNotHold(message) | Self::ForNow(_, message) => {
                out.write_str(message)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::Path;

    use golugah_lake::LakeError;

    use super::{Failure, ForNow};

    #[test]
    fn what_passes_by_itself_is_told_from_what_does_not() {
        let busy = Failure::lake(LakeError::Busy { path: "x".into() });
        assert!(matches!(busy, Failure::ForNow(ForNow::Busy, _)));
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let lake = LakeError::File {
            path: "x".into(),
            source: full(),
        };
        assert!(matches!(Failure::lake(lake), Failure::ForNow(ForNow::Full, _)));
        let written = Failure::writing(Path::new("x"), &full());
        assert!(matches!(written, Failure::ForNow(ForNow::Full, _)));
        let no_room = Failure::refused(golugah_desk::Refusal::NoRoom);
        assert!(matches!(no_room, Failure::ForNow(ForNow::Full, _)));
        let missing = Failure::refused(golugah_desk::Refusal::Missing);
        assert!(matches!(missing, Failure::CouldNotRun(_)));
        let damaged = LakeError::Hash { found: "x".into() };
        assert!(matches!(Failure::lake(damaged), Failure::CouldNotRun(_)));
    }
}
