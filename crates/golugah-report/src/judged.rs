use std::io::{self, Write};

use golugah_findings::{Judged, JudgedAgain, JudgedGroup, Lack, Standing, State};
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
    let mark = mark(language);
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
    if judged.groups.is_empty() {
        let why = if judged.given < FEWEST_GROUPS {
            words.count("report-judged-few-groups", judged.given)
        } else {
            words.say("report-judged-few-cases")
        };
        writeln!(out, "{mark}{why}")?;
    }
    if let Some(chance) = &judged.chance {
        writeln!(out, "{mark}{}", by_chance(chance, words))?;
    }
    let mut rows: Vec<Vec<String>> = judged
        .groups
        .iter()
        .filter(|group| group.standing != Standing::Unremarkable)
        .map(|group| row(group, words))
        .collect();
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
    if !rows.is_empty() {
        rows.insert(0, headings.map(|key| words.say(key)).to_vec());
        write_rows(&rows, language, out)?;
    }
    let again = judged.again.as_deref().unwrap_or_default();
    if !again.is_empty() {
        let headings = [
            "report-judged-group",
            "report-again-before",
            "report-again-state",
            "report-rest-count",
            "report-rest-rate",
            "report-rest-peers",
            "report-again-visible",
        ];
        let mut rows = vec![headings.map(|key| words.say(key)).to_vec()];
        rows.extend(again.iter().map(|one| again_row(one, words)));
        write_rows(&rows, language, out)?;
    }
    Ok(())
}

/// Fewer groups have no three peers.
const FEWEST_GROUPS: u64 = 4;

fn mark(language: Language) -> &'static str {
    match language {
        Language::Persian => "\u{200F}",
        Language::English => "",
    }
}

/// Rows of cells under each other, the headings first, after an empty line.
fn write_rows(rows: &[Vec<String>], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mark = mark(language);
    let widest = |column: usize| rows.iter().map(|row| display_width(&row[column])).max();
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| widest(column).unwrap_or(0))
        .collect();
    writeln!(out)?;
    for row in rows {
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
    vec![
        clean(&group.group),
        standing,
        words.part_of(group.raised, group.computable),
        words.part_of(group.raised_batches, group.batches),
        percent(group.rate, language),
        percent(group.peer_rate, language),
        excess(group.excess, language),
        probability(group.probability.usual, language),
    ]
}

fn again_row(one: &JudgedAgain, words: &Words) -> Vec<String> {
    let (language, again) = (words.language, &one.again);
    let rate = |rate: Option<f64>| rate.map_or("–".to_owned(), |rate| percent(rate, language));
    let state = match again.lack {
        Some(lack) => words.say_with(
            "report-again-lack",
            &[
                (
                    "lack",
                    Arg::Text(match (lack, again.cases_needed) {
                        (Lack::Cases, 0) => "nothing",
                        _ => lack.as_str(),
                    }),
                ),
                ("cases", Arg::Text(&words.number(again.cases_needed))),
                ("count", Arg::Count(again.cases_needed)),
            ],
        ),
        None => words.say_with("report-again-told", &[("state", Arg::Text(again.state.as_str()))]),
    };
    let credited = again.effect.as_ref().is_some_and(|effect| effect.is_said);
    let state = if credited && again.state == State::Cleared {
        words.say_with("report-again-both", &[("state", Arg::Text(&state))])
    } else {
        state
    };
    vec![
        clean(&one.group),
        percent(one.rate_before, language),
        state,
        words.part_of(again.raised, again.computable),
        rate((again.computable > 0).then(|| again.raised as f64 / again.computable as f64)),
        rate(again.peer_rate),
        rate(one.visible.rate),
    ]
}
