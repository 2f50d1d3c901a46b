//! What the invented county is to be.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Where the invented county goes, how large it is and what it publishes.
#[derive(Debug, Args)]
pub(crate) struct Sample {
    /// Another number makes another county.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How large the county is.
    #[arg(long, value_enum, default_value_t = Size::Large)]
    pub(crate) size: Size,
    /// What is published of each tender.
    #[arg(long, value_enum, default_value_t = PublishedDetail::Bids)]
    pub(crate) detail: PublishedDetail,
    /// The folder to write into; made if it is missing.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

/// How large the invented county is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Size {
    /// Twelve offices with at most thirty tenders in three years, no event logs.
    Small,
    /// Forty offices with at most sixty tenders, and event logs.
    Middle,
    /// 140 offices, some 13,000 tenders, and event logs.
    Large,
}

/// What the invented county publishes of each tender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PublishedDetail {
    /// Who bought what from whom for how much, and when it was awarded.
    Winners,
    /// Besides, how it was held, and from when until when bids could be handed in.
    Dates,
    /// Besides, every bid.
    Bids,
}
