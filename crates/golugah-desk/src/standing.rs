use super::failure::Failure;

/// How the writer stands, for whoever runs the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It writes.
    Sound,
    /// The database failed so many times since the start. Whoever asked was told, and the connection was replaced.
    Failed {
        /// How often.
        times: u64,
        /// What the engine said the last time.
        because: String,
    },
    /// Whether the last deeds were done cannot be found out. Nobody was told, nothing more is written, and the process
    /// must end: what is on disk then is what holds.
    InDoubt(String),
}

impl Standing {
    /// The same after a further failure.
    pub(crate) fn failed(&mut self, failure: &Failure) {
        let times = match self {
            Self::Failed { times, .. } => *times,
            Self::Sound | Self::InDoubt(_) => 0,
        };
        *self = Self::Failed {
            times: times + 1,
            because: failure.to_string(),
        };
    }
}
