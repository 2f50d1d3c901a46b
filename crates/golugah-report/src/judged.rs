use std::io::{self, Write};

use golugah_findings::{Judged, JudgedGroup, Standing};
use golugah_persian::{Language, decimal};

use crate::{
    columns::display_width,
    figures::{percent, probability},
    plain::clean,
    sentence::excess,
    words::{Arg, Words, words},
};

/// Columns between two cells.
const GAP: usize = 2;

/// Writes for a terminal which groups of a file of counts are named, which are to be watched, and which were kept and by
/// what: their counts and batches, their rate beside their peers', excess and probability. What does not stand out is
/// counted.
///
/// # Errors
/// Those of the writer.
pub fn write_judged(judged: &Judged, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let words = words(language);
    let of = |standing: Standing| {
        judged
            .groups
            .iter()
            .filter(move |group| group.standing == standing)
    };
    let count = |standing: Standing| of(standing).count() as u64;
    let mark = match language {
        Language::Persian => "\u{200F}",
        Language::English => "",
    };
    let summary = words.say_with(
        "report-judged-summary",
        &[
            ("groups", Arg::Text(&words.number(judged.groups.len() as u64))),
            ("named", Arg::Text(&words.number(count(Standing::Named)))),
            ("watched", Arg::Text(&words.number(count(Standing::ToWatch)))),
            ("kept", Arg::Text(&words.number(count(Standing::Kept)))),
            (
                "correlation",
                Arg::Text(&decimal(judged.correlation, 2, language)),
            ),
        ],
    );
    writeln!(out, "{mark}{summary}")?;
    if let Some(chance) = &judged.chance {
        writeln!(out, "{mark}{}", by_chance(chance, words))?;
    }
    let mut rows: Vec<Vec<String>> = judged
        .groups
        .iter()
        .filter(|group| group.standing != Standing::Unremarkable)
        .map(|group| row(group, words))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let headings = [
        "report-judged-group",
        "report-judged-standing",
        "report-rest-count",
        "report-judged-batches",
        "report-rest-rate",
        "report-rest-peers",
        "report-twin-excess",
        "report-table-probability",
    ];
    rows.insert(0, headings.map(|key| words.say(key)).to_vec());
    let widest = |column: usize| rows.iter().map(|row| display_width(&row[column])).max();
    let widths: Vec<usize> = (0..headings.len())
        .map(|column| widest(column).unwrap_or(0))
        .collect();
    writeln!(out)?;
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            let padding = " ".repeat(width - display_width(cell));
            format!("{cell}{mark}{padding}")
        });
        let line = cells.collect::<Vec<_>>().join(&" ".repeat(GAP));
        writeln!(out, "{mark}{}", line.trim_end())?;
    }
    Ok(())
}

/// What chance alone would name, as a sentence.
pub(crate) fn by_chance(chance: &golugah_findings::Chance, words: &Words) -> String {
    words.say_with(
        "report-by-chance",
        &[
            ("names", Arg::Text(&decimal(chance.named, 1, words.language))),
            ("deals", Arg::Text(&words.number(u64::from(chance.deals)))),
            ("seed", Arg::Text(&words.number(chance.seed))),
        ],
    )
}

fn row(group: &JudgedGroup, words: &Words) -> Vec<String> {
    let language = words.language;
    let standing = match group.floor {
        Some(floor) => words.why_not(floor),
        None => words.standing(group.standing),
    };
    let of = |part: u64, whole: u64| {
        words.say_with(
            "report-table-of",
            &[
                ("raised", Arg::Text(&words.number(part))),
                ("computable", Arg::Text(&words.number(whole))),
            ],
        )
    };
    vec![
        clean(&group.group),
        standing,
        of(group.raised, group.computable),
        of(group.raised_batches, group.batches),
        percent(group.rate, language),
        percent(group.peer_rate, language),
        excess(group.excess, language),
        probability(group.probability.usual, language),
    ]
}
