use golugah_records::Flattened;

use crate::Times;

/// What the table and the map need in words. The program answers from its string files and its one formatter, so that
/// no language is written here.
pub trait Words {
    /// The word or short phrase of this label.
    fn label(&self, label: Label) -> String;
    /// A count.
    fn count(&self, count: u64) -> String;
    /// A time span in its most telling unit, rounded, for example `3.2 days`.
    fn span(&self, seconds: f64) -> String;
    /// A share between 0 and 1.
    fn share(&self, share: f64) -> String;
    /// What people must know of a log's times before they read on; nothing where there is nothing to say.
    fn about_times(&self, times: &Times) -> Vec<String>;
    /// What people must know of a log that was laid flat.
    fn about_flattened(&self, flattened: &Flattened) -> Vec<String>;
    /// A moment as the figures have it, `2011-10-11 11:45:40+00:00`.
    fn moment(&self, moment: &str) -> String;
}

macro_rules! labels {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal,)+) => {
        /// The labels of the table and the map.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Label {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Label {
            /// Every label, for whoever checks that a language has them all.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The label's key in the string files.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }
        }
    };
}

labels! {
    /// Cases.
    Cases = "paths-cases",
    /// Events.
    Events = "paths-events",
    /// Steps done, of a log whose events tell of their life cycles.
    Instances = "paths-instances",
    /// Events of steps that were never completed.
    NeverCompleted = "paths-never-completed",
    /// Activities.
    Activities = "paths-activities",
    /// Distinct ways through the procedure.
    Variants = "paths-variants",
    /// Of those, the ones only one case took.
    VariantsOnce = "paths-variants-once",
    /// Officers.
    Officers = "paths-officers",
    /// The first stamp.
    From = "paths-from",
    /// The last stamp.
    To = "paths-to",
    /// From a case's first to its last event.
    Duration = "paths-duration",
    /// The middle one of all.
    Median = "paths-median",
    /// The arithmetic mean.
    Mean = "paths-mean",
    /// What nine of ten do not exceed.
    NinetiethPercentile = "paths-ninetieth-percentile",
    /// The longest.
    Longest = "paths-longest",
    /// One activity.
    Step = "paths-step",
    /// Cases that came to an activity more than once.
    Reworked = "paths-reworked",
    /// Cases that begin with an activity.
    Begins = "paths-begins",
    /// Cases that end with it.
    Ends = "paths-ends",
    /// One activity directly after another.
    Passage = "paths-passage",
    /// How often.
    Times = "paths-times",
    /// The share of pairs of which one overtook the other.
    Overtaking = "paths-overtaking",
    /// The most frequent ways.
    FrequentVariants = "paths-frequent-variants",
    /// Work passed from one officer to another.
    Handovers = "paths-handovers",
    /// Stamps that are equal to the one before, so that order is unknown.
    EqualStamps = "paths-equal-stamps",
    /// The description of the map for those who do not see it.
    Map = "paths-map",
    /// The median wait of a passage, on the map.
    MedianWait = "paths-median-wait",
}
