//! The pictures: pure functions from figures to SVG text, drawn by the server, shared by report and site.
//!
//! A picture carries classes and no colours; [`STYLE`] gives them the page's custom properties (`--ink`, `--muted`,
//! `--hairline`, `--brick`, `--saffron-ink`, `--ground`), so that light, dark and paper each have their own.
//! In Persian the axis runs from right to left. Every picture has a description for those who do not see it, and
//! stands beside the table or the sentence that holds its figures.

use golugah_persian::Language;

use crate::{figures::percent, plain::html};

/// The style of the pictures, to be put in the page's style sheet.
pub const STYLE: &str = include_str!("../templates/pictures.css");

/// The width of a picture in its own units; text is legible where a unit is about a pixel.
const WIDTH: f64 = 320.0;

/// A group's rate against its peers' rate and the threshold above which the difference is material.
#[derive(Clone, Copy, Debug)]
pub struct DotAgainstPeers<'a> {
    /// The language, which also decides the direction of the axis.
    pub language: Language,
    /// The group's observed rate, 0 to 1.
    pub rate: f64,
    /// The interval around it that chance allows, for example by [`wilson_interval`].
    pub interval: (f64, f64),
    /// The mean rate of its peers, 0 to 1.
    pub peer_rate: f64,
    /// The rate above which the difference is material, 0 to 1.
    pub threshold: f64,
    /// The word for the group's rate, put before its figure.
    pub own_word: &'a str,
    /// The word for the peers' rate.
    pub peers_word: &'a str,
    /// The word for the threshold.
    pub threshold_word: &'a str,
    /// The whole picture in a sentence.
    pub description: &'a str,
}

/// Draws a group's rate as a dot with its interval, its peers' rate as a diamond and the threshold as a line, on one
/// axis that begins at nothing.
pub fn dot_against_peers(picture: &DotAgainstPeers<'_>) -> String {
    const AXIS: f64 = 40.0;
    let language = picture.language;
    let end = axis_end(
        picture
            .rate
            .max(picture.interval.1)
            .max(picture.peer_rate)
            .max(picture.threshold),
    );
    let axis = Axis {
        end,
        mirrored: language == Language::Persian,
    };
    let at = |share: f64| axis.position(share);
    let (own, peers, threshold) = (at(picture.rate), at(picture.peer_rate), at(picture.threshold));

    let label = |word: &str, share: f64| format!("{word} {}", percent(share, language));
    let own_label = Label::around(own, label(picture.own_word, picture.rate), 7.4);
    let peers_label = Label::around(peers, label(picture.peers_word, picture.peer_rate), 6.2);
    // The threshold is beyond the peers' rate: its label runs outward, so that the peers' leader passes it.
    let outward = if axis.mirrored { -1.0 } else { 1.0 };
    let threshold_label = Label::outward(
        threshold,
        outward,
        label(picture.threshold_word, picture.threshold),
        6.2,
    );
    // Two labels that would touch stand on two lines.
    let peers_line = if peers_label.touches(&threshold_label) {
        87.0
    } else {
        69.0
    };
    let height = peers_line + 8.0;

    let mut svg = format!(
        "<svg class=\"picture\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">",
        html(picture.description)
    );
    let mut put = |element: String| svg.push_str(&element);
    let (zero, full) = (at(0.0), at(end));
    put(format!(
        "<path class=\"axis\" d=\"M{zero:.1} {AXIS}H{full:.1}\"/>"
    ));
    for share in [0.0, end / 2.0, end] {
        put(format!(
            "<path class=\"axis\" d=\"M{:.1} {}v8\"/>",
            at(share),
            AXIS - 4.0
        ));
    }
    put(text(
        "scale",
        zero - outward * 11.0,
        AXIS + 4.0,
        &percent_plain(0.0, language),
    ));
    put(text(
        "scale",
        full + outward * 18.0,
        AXIS + 4.0,
        &percent(end, language),
    ));

    put(format!(
        "<path class=\"threshold\" d=\"M{threshold:.1} {}V{}\"/>",
        AXIS - 11.0,
        AXIS + 18.0
    ));
    put(format!(
        "<path class=\"leader\" d=\"M{peers:.1} {}V{}\"/>",
        AXIS + 7.0,
        peers_line - 11.0
    ));
    let (low, high) = (at(picture.interval.0), at(picture.interval.1));
    let (left, span) = (low.min(high), (high - low).abs());
    put(format!(
        "<rect class=\"interval\" x=\"{left:.1}\" y=\"{}\" width=\"{span:.1}\" height=\"6\" rx=\"3\"/>",
        AXIS - 3.0
    ));
    put(format!(
        "<path class=\"peers\" d=\"M{peers:.1} {}l6 6-6 6-6-6z\"/>",
        AXIS - 6.0
    ));
    put(format!(
        "<circle class=\"own\" cx=\"{own:.1}\" cy=\"{AXIS}\" r=\"6.5\"/>"
    ));

    put(text("own-label", own_label.middle, 18.0, &own_label.text));
    put(text(
        "peers-label",
        peers_label.middle,
        peers_line,
        &peers_label.text,
    ));
    put(text(
        "threshold-label",
        threshold_label.middle,
        69.0,
        &threshold_label.text,
    ));
    svg.push_str("</svg>");
    svg
}

/// Draws the three states of an indicator as one bar: raised full, clear pale, not computable an empty frame.
///
/// A part that is not nothing is never narrower than two units, so that a rare thing is seen.
pub fn stacked_bar(
    raised: u64,
    clear: u64,
    not_computable: u64,
    language: Language,
    description: &str,
) -> String {
    const HEIGHT: f64 = 12.0;
    let counts = [raised, clear, not_computable];
    let total = counts.iter().sum::<u64>().max(1) as f64;
    let present = counts.iter().filter(|count| **count > 0).count() as f64;
    let free = WIDTH - 2.0 * present;
    let mut svg = format!(
        "<svg class=\"picture bar\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
        html(description)
    );
    let mut start = 0.0;
    for (class, count) in ["raised", "clear", "unknown"].into_iter().zip(counts) {
        if count == 0 {
            continue;
        }
        let width = 2.0 + free * count as f64 / total;
        let x = if language == Language::Persian {
            WIDTH - start - width
        } else {
            start
        };
        // The frame of the empty part is drawn inside its edge; a hairline of ground keeps the parts apart.
        let inset = if class == "unknown" { 0.75 } else { 0.0 };
        svg.push_str(&format!(
            "<rect class=\"{class}\" x=\"{:.1}\" y=\"{inset}\" width=\"{:.1}\" height=\"{}\"/>",
            x + inset,
            (width - 1.0 - 2.0 * inset).max(1.0),
            HEIGHT - 2.0 * inset
        ));
        start += width;
    }
    svg.push_str("</svg>");
    svg
}

/// The interval in which the true rate lies with a probability of 95 % by Wilson's score, as shares of one.
///
/// Nothing was computable: the whole range.
pub fn wilson_interval(raised: u64, computable: u64) -> (f64, f64) {
    const Z: f64 = 1.959_964;
    if computable == 0 {
        return (0.0, 1.0);
    }
    let n = computable as f64;
    let rate = raised as f64 / n;
    let spread = Z * (rate * (1.0 - rate) / n + Z * Z / (4.0 * n * n)).sqrt();
    let (middle, scale) = (rate + Z * Z / (2.0 * n), 1.0 + Z * Z / n);
    (
        ((middle - spread) / scale).max(0.0),
        ((middle + spread) / scale).min(1.0),
    )
}

/// The end of an axis that holds the share: a round figure.
pub fn axis_end(share: f64) -> f64 {
    const ENDS: [f64; 10] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0];
    ENDS.into_iter().find(|end| share <= *end).unwrap_or(1.0)
}

/// A percentage without its sign: the foot of the axis.
fn percent_plain(share: f64, language: Language) -> String {
    golugah_persian::decimal(share * 100.0, 1, language)
}

struct Axis {
    end: f64,
    mirrored: bool,
}

impl Axis {
    fn position(&self, share: f64) -> f64 {
        const FOOT: f64 = 22.0;
        const HEAD: f64 = 40.0;
        let along = FOOT + (share / self.end).clamp(0.0, 1.0) * (WIDTH - FOOT - HEAD);
        if self.mirrored { WIDTH - along } else { along }
    }
}

/// A label kept inside the picture, as near its mark as that allows.
struct Label {
    middle: f64,
    half: f64,
    text: String,
}

impl Label {
    fn around(mark: f64, text: String, letter: f64) -> Self {
        let half = (text.chars().count() as f64 * letter / 2.0).min(WIDTH / 2.0);
        Self {
            middle: mark.clamp(half, WIDTH - half),
            half,
            text,
        }
    }

    /// A label that begins a little before its mark and runs away from the foot of the axis.
    fn outward(mark: f64, direction: f64, text: String, letter: f64) -> Self {
        let label = Self::around(mark, text, letter);
        let middle = (mark + direction * (label.half - 4.0)).clamp(label.half, WIDTH - label.half);
        Self { middle, ..label }
    }

    fn touches(&self, other: &Self) -> bool {
        (self.middle - other.middle).abs() < self.half + other.half + 6.0
    }
}

fn text(class: &str, x: f64, y: f64, label: &str) -> String {
    format!(
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y}\">{}</text>",
        html(label)
    )
}

#[cfg(test)]
mod tests {
    use golugah_persian::Language::{English, Persian};

    use super::{DotAgainstPeers, dot_against_peers, stacked_bar, wilson_interval};

    fn picture(language: golugah_persian::Language) -> String {
        dot_against_peers(&DotAgainstPeers {
            language,
            rate: 0.2,
            interval: (0.1, 0.3),
            peer_rate: 0.05,
            threshold: 0.15,
            own_word: "<own>",
            peers_word: "peers",
            threshold_word: "limit",
            description: "a \"picture\"",
        })
    }

    #[test]
    fn the_axis_of_a_persian_picture_runs_from_right_to_left() {
        // 0.2 of 0.3 lies two thirds along an axis from 22 to 280, or from 298 to 40.
        assert!(picture(English).contains("cx=\"194.0\""));
        assert!(picture(Persian).contains("cx=\"126.0\""));
    }

    #[test]
    fn labels_and_descriptions_are_escaped() {
        let svg = picture(English);
        assert!(
            svg.contains("&lt;own&gt; 20\u{a0}%") && svg.contains("a &#34;picture&#34;"),
            "{svg}"
        );
    }

    #[test]
    fn a_rare_state_is_still_seen_and_an_absent_one_is_not_drawn() {
        let svg = stacked_bar(1, 1_000_000, 0, English, "");
        assert!(
            svg.contains("class=\"raised\" x=\"0.0\" y=\"0\" width=\"1.0\""),
            "{svg}"
        );
        assert!(!svg.contains("unknown"));
        assert_eq!(stacked_bar(0, 0, 0, Persian, "").matches("<rect").count(), 0);
    }

    #[test]
    fn the_interval_is_wilsons() {
        // 10 of 100: 0.0552 to 0.1744, by the closed form.
        let (low, high) = wilson_interval(10, 100);
        assert!(
            (low - 0.0552).abs() < 5e-5 && (high - 0.1744).abs() < 5e-5,
            "{low} {high}"
        );
        assert_eq!(wilson_interval(0, 0), (0.0, 1.0));
        assert_eq!(wilson_interval(0, 10).0, 0.0);
    }
}
