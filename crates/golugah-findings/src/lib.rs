//! The contract between the engine that measures and everything that shows, keeps or decides.
//!
//! Plain structs with the exact keys of `scan --format json` (schema: `docs/schemas/scan.schema.json`).
//! This crate knows nothing but serde, so that the county's site can read results without linking the engine.

mod again;
mod batch;
mod bottleneck;
mod came_again;
mod coverage;
mod datum;
mod family;
mod finding;
mod judged;
mod naming;
mod pairs;
mod report;
mod support;
mod table;
mod winners;

pub use again::{Control, JudgedAgain, Lack, MeasuredAgain, RemedyEffect, State, Visible};
pub use batch::BatchKind;
pub use bottleneck::{
    AlsoBecause, AlsoUnder, AtStep, Bottleneck, CurrencyNotStated, Group, NotNamed, Sentence, StakeUnit,
    WithoutVerdict,
};
pub use came_again::CameAgain;
pub use coverage::{Against, Column, Coverage, Further};
pub use datum::Datum;
pub use family::{Counted, FamilyFinding, FamilyMember, TwoWays, Unnamed, Way};
pub use finding::{Finding, Kind, Source, Subject};
pub use judged::{ByOutsiders, Chance, Floor, Judged, JudgedGroup, Standing};
pub use naming::{NamedPlace, Naming, NoLongerNamed, Since, WhyNoLonger};
pub use pairs::Pairs;
pub use report::{Flattened, IndicatorSummary, Input, InputKind, PerhapsOneFirm, ScanReport, Times};
pub use support::Support;
pub use table::{ObjectType, TableColumn, TableLook, TableMap, TableRow, TableSheet};
pub use winners::{OfficeAwards, SupplierAwards};
