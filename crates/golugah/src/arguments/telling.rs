use std::path::PathBuf;

use clap::Args;

/// How people are told, where they are, that work waits for them.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Telling {
    /// Tell people that work waits for them by files in this folder, one each, for a program that sends them from there: the number,
    /// an empty line, the text. Needs --base-url.
    #[arg(long, value_name = "DIR")]
    pub(crate) outbox_folder: Option<PathBuf>,
    /// Tell them by this program, named with its whole path and run without a shell: the text comes on its standard input, the number
    /// in the place of the argument {number}. It is stopped after 30 seconds; 0 means that it sent. Needs --base-url.
    #[arg(long, value_name = "PROGRAM", requires = "outbox_args")]
    pub(crate) outbox_command: Option<PathBuf>,
    /// An argument of that program; can be given again. One of them is {number}, by itself.
    #[arg(
        long = "outbox-arg",
        value_name = "ARG",
        allow_hyphen_values = true,
        requires = "outbox_command"
    )]
    pub(crate) outbox_args: Vec<String>,
}
