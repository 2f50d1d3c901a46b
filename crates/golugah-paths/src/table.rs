use std::io::{self, Write};

use crate::{Counts, Figures, Label, Words};

/// Writes a log's figures as tables of text for a terminal.
///
/// Columns are aligned by counting characters, which suits left-to-right names in a fixed-width font.
///
/// # Errors
/// Those of `out`.
pub fn write_table(figures: &Figures, words: &dyn Words, out: &mut dyn Write) -> io::Result<()> {
    let count = |number: u64| words.count(number);
    let named = |label: Label, number: u64| format!("{} {}", words.label(label), count(number));
    writeln!(out, "{} · {}", figures.file, figures.tool)?;
    let mut summary = vec![
        named(Label::Cases, figures.cases),
        named(Label::Events, figures.events),
    ];
    if let Some(instances) = &figures.instances {
        summary.push(named(Label::Instances, instances.instances));
        summary.push(named(Label::NeverCompleted, instances.events_never_completed));
    }
    summary.extend([
        named(Label::Activities, figures.activities),
        format!(
            "{} ({})",
            named(Label::Variants, figures.variants),
            named(Label::VariantsOnce, figures.variants_occurring_once)
        ),
    ]);
    if let Some(officers) = &figures.officers {
        summary.push(named(Label::Officers, officers.resources));
        summary.push(named(Label::Handovers, officers.handovers));
    }
    summary.push(named(Label::EqualStamps, figures.consecutive_equal_timestamps));
    writeln!(out, "{}", summary.join(" · "))?;
    if let Some(flattened) = &figures.flattened {
        for note in words.about_flattened(flattened) {
            writeln!(out, "{note}")?;
        }
    }
    if let Some(times) = &figures.times {
        for note in words.about_times(times) {
            writeln!(out, "{note}")?;
        }
    }
    let moment = |label, text: &str| format!("{} {}", words.label(label), words.moment(text));
    let (first, last) = (
        moment(Label::From, &figures.first_timestamp),
        moment(Label::To, &figures.last_timestamp),
    );
    writeln!(out, "{first} · {last}")?;
    let duration = &figures.case_duration_seconds;
    let spans: Vec<String> = [
        (Label::Median, duration.median),
        (Label::Mean, duration.mean),
        (Label::NinetiethPercentile, duration.p90),
        (Label::Longest, duration.max),
    ]
    .iter()
    .map(|(label, seconds)| format!("{} {}", words.label(*label), words.span(*seconds)))
    .collect();
    writeln!(out, "{}: {}\n", words.label(Label::Duration), spans.join(" · "))?;
    steps(figures, words, out)?;
    passages(figures, words, out)?;
    if let Some(officers) = figures
        .officers
        .as_ref()
        .filter(|officers| officers.handovers > 0)
    {
        let rows = officers
            .handover_top10
            .iter()
            .map(|pair| vec![arrow(&pair.from, &pair.to), count(pair.count)]);
        table(
            &[words.label(Label::Handovers), words.label(Label::Times)],
            &rows.collect::<Vec<_>>(),
            out,
        )?;
    }
    writeln!(out, "{}", words.label(Label::FrequentVariants))?;
    for variant in &figures.variants_top5 {
        let share = words.share(variant.count as f64 / figures.cases.max(1) as f64);
        writeln!(
            out,
            "{} ({share})  {}",
            count(variant.count),
            variant.trace.join(" → ")
        )?;
    }
    Ok(())
}

fn steps(figures: &Figures, words: &dyn Words, out: &mut dyn Write) -> io::Result<()> {
    let of = |counts: &Counts, name: &str| {
        let found = counts.0.iter().find(|entry| entry.0 == name);
        words.count(found.map_or(0, |entry| entry.1))
    };
    let row = |(name, events): &(String, u64)| {
        vec![
            name.clone(),
            words.count(*events),
            of(&figures.start_activities, name),
            of(&figures.end_activities, name),
            of(&figures.rework_cases_per_activity, name),
        ]
    };
    let heads = [
        Label::Step,
        Label::Events,
        Label::Begins,
        Label::Ends,
        Label::Reworked,
    ];
    let rows: Vec<_> = figures.activity_counts.0.iter().take(40).map(row).collect();
    table(&heads.map(|head| words.label(head)), &rows, out)
}

fn passages(figures: &Figures, words: &dyn Words, out: &mut dyn Write) -> io::Result<()> {
    let rows = figures
        .dfg_top15
        .iter()
        .zip(&figures.performance_dfg_top15_seconds)
        .map(|(edge, waits)| {
            let overtaking = figures
                .overtaking
                .iter()
                .find(|found| (&found.from, &found.to) == (&edge.from, &edge.to));
            vec![
                arrow(&edge.from, &edge.to),
                words.count(edge.count),
                words.span(waits.median),
                words.span(waits.mean),
                words.span(waits.max),
                overtaking.map_or(String::new(), |found| words.share(found.share_of_pairs)),
            ]
        });
    let heads = [
        Label::Passage,
        Label::Times,
        Label::Median,
        Label::Mean,
        Label::Longest,
        Label::Overtaking,
    ];
    table(
        &heads.map(|head| words.label(head)),
        &rows.collect::<Vec<_>>(),
        out,
    )
}

fn arrow(from: &str, to: &str) -> String {
    format!("{from} → {to}")
}

/// A table with a rule under its heads: the first column to the start of the line, numbers to its end.
fn table(heads: &[String], rows: &[Vec<String>], out: &mut dyn Write) -> io::Result<()> {
    let width = |text: &String| text.chars().count();
    let widths: Vec<usize> = (0..heads.len())
        .map(|column| {
            rows.iter()
                .map(|row| width(&row[column]))
                .chain([width(&heads[column])])
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut write = |row: &[String]| {
        let mut line = format!("{:<1$}", row[0], widths[0]);
        for (cell, width) in row.iter().zip(&widths).skip(1) {
            line.push_str(&format!("  {cell:>width$}"));
        }
        writeln!(out, "{}", line.trim_end())
    };
    write(heads)?;
    write(&widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>())?;
    for row in rows {
        write(row)?;
    }
    writeln!(out)
}
