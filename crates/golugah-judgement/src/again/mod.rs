//! Measured again: what data dated after a remedy say of a bottleneck. *State*, whether it is still one, and *effect*, whether the
//! remedy did it, are two statements, and each is made without the other.

mod effect;
mod expect;
mod state;
mod visible;

pub use effect::{Change, Effect, Noise, Window, noise, rises};
pub use state::{Lack, Outcome, Record, Remeasurement, measure_again};
pub use visible::{Visible, smallest_visible};
