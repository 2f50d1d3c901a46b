//! The map of a procedure: its most frequent activities and passages, drawn in layers.

mod draw;
mod layout;
mod text;

use std::io::{self, Write};

use golugah_records::EventLog;

use crate::Words;
use crate::passages::passages;

/// What the map shows and which way it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapOptions {
    /// At most so many activities, the most frequent ones.
    pub activities: usize,
    /// At most so many passages, the most frequent ones; every activity keeps at least its most frequent way in and out.
    pub passages: usize,
    /// True where the procedure should run from right to left.
    pub right_to_left: bool,
}

impl Default for MapOptions {
    fn default() -> Self {
        Self {
            activities: 20,
            passages: 36,
            right_to_left: false,
        }
    }
}

/// Draws the map as one SVG that stands by itself.
///
/// Width of a line is frequency, the text on it the median wait; the three passages on which most waiting is spent in
/// all are dashed and coloured as waiting. A dot marks where cases begin, a bar where they end. Every shape has its
/// figures as a tooltip. Colours are the page's custom properties where it has them, else those of paper and ink, light
/// or dark as the reader's screen asks.
///
/// # Errors
/// Those of `out`.
pub fn write_svg(
    log: &EventLog,
    words: &dyn Words,
    options: &MapOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let plan = layout::plan(log, &passages(log), options);
    draw::draw(log, &plan, words, options, out)
}
