use std::io::{self, Write};

use golugah_findings::{Bottleneck, ScanReport};
use golugah_persian::Language;

use crate::{
    catalogue::{Catalogue, in_language},
    columns::{cut, display_width},
    figures::{percent, probability},
    plain::clean,
    reasons::reasons,
    sentence::{name, sentence, stake},
    words::{Arg, Words, words},
};

/// The narrowest table: below it nothing could be read.
const NARROWEST: usize = 60;
/// How many of the first bottlenecks are also said in words.
const IN_WORDS: usize = 3;

/// Writes the report for a terminal of `width` columns (at least 60): the ranked bottlenecks, what was measured with
/// its base rates, and what could not be measured and why. Long names are cut with `…`.
///
/// In Persian every cell ends in a right-to-left mark, which has no width: a terminal that knows right-to-left then
/// keeps the columns apart even where a name is Latin.
///
/// # Errors
/// Those of the writer.
pub fn write_table(
    report: &ScanReport,
    catalogue: &Catalogue,
    language: Language,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut terminal = Terminal {
        width: width.max(NARROWEST),
        words: words(language),
        out,
    };
    terminal.bottlenecks(report, catalogue)?;
    terminal.measured(report, catalogue)?;
    terminal.unknown(report, catalogue)
}

struct Terminal<'a> {
    width: usize,
    words: &'static Words,
    out: &'a mut dyn Write,
}

/// A column: its heading, and whether its cells stand at its end, as numbers do.
struct Column {
    heading: String,
    number: bool,
}

impl Terminal<'_> {
    fn bottlenecks(&mut self, report: &ScanReport, catalogue: &Catalogue) -> io::Result<()> {
        let words = self.words;
        self.heading("report-stands-out")?;
        if report.bottlenecks.is_empty() {
            return self.paragraph(&words.say("report-nothing-stands-out"));
        }
        let columns = [
            ("report-table-rank", true),
            ("report-table-where", false),
            ("report-table-what", false),
            ("report-table-count", true),
            ("report-table-rate", true),
            ("report-table-peers", true),
            ("report-table-stake", true),
            ("report-table-probability", true),
        ]
        .map(|(key, number)| Column {
            heading: words.say(key),
            number,
        });
        let rows: Vec<Vec<String>> = report
            .bottlenecks
            .iter()
            .map(|b| bottleneck_row(b, catalogue, words))
            .collect();
        self.rows(&columns, &rows, &[1, 2])?;
        writeln!(self.out)?;
        writeln!(self.out, "{}", words.say("report-table-in-words"))?;
        for bottleneck in report.bottlenecks.iter().take(IN_WORDS) {
            let sentence = sentence(bottleneck, catalogue);
            let rank = words.number(u64::from(bottleneck.rank));
            self.paragraph(&format!("{rank}. {}", in_language(&sentence, words.language)))?;
        }
        Ok(())
    }

    fn measured(&mut self, report: &ScanReport, catalogue: &Catalogue) -> io::Result<()> {
        let words = self.words;
        self.heading("report-measured")?;
        let columns = [
            ("report-indicator", false),
            ("report-raised", true),
            ("report-clear", true),
            ("report-not-computable", true),
            ("report-table-base-rate", true),
        ]
        .map(|(key, number)| Column {
            heading: words.say(key),
            number,
        });
        let rows: Vec<Vec<String>> = (report.indicators.iter())
            .map(|indicator| {
                let computable = indicator.raised + indicator.clear;
                let rate = if computable == 0 {
                    "–".to_owned()
                } else {
                    percent(indicator.raised as f64 / computable as f64, words.language)
                };
                vec![
                    titled(
                        &indicator.indicator,
                        indicator.code.as_deref(),
                        catalogue,
                        words.language,
                    ),
                    words.number(indicator.raised),
                    words.number(indicator.clear),
                    words.number(indicator.not_computable.values().sum()),
                    rate,
                ]
            })
            .collect();
        self.rows(&columns, &rows, &[0])
    }

    fn unknown(&mut self, report: &ScanReport, catalogue: &Catalogue) -> io::Result<()> {
        let words = self.words;
        self.heading("report-unknown")?;
        let reasons = reasons(report);
        if reasons.is_empty() {
            return self.paragraph(&words.say("report-nothing-unknown"));
        }
        for reason in reasons {
            let count = words.count("report-cases", reason.count);
            self.paragraph(&format!("{} ({count})", words.reason(reason.key)))?;
            for (indicator, count) in &reason.indicators {
                let title = titled(
                    &indicator.indicator,
                    indicator.code.as_deref(),
                    catalogue,
                    words.language,
                );
                let number = words.number(*count);
                let room = self.width.saturating_sub(display_width(&number) + 6);
                writeln!(self.out, "    {}  {number}", cut(&title, room))?;
            }
        }
        Ok(())
    }

    fn heading(&mut self, key: &str) -> io::Result<()> {
        let heading = self.words.say(key);
        writeln!(self.out, "\n{heading}\n{}", "─".repeat(display_width(&heading)))
    }

    /// Text on lines of the terminal's width, broken between words.
    fn paragraph(&mut self, text: &str) -> io::Result<()> {
        let mut line = String::new();
        for word in text.split(' ') {
            if !line.is_empty() && display_width(&line) + 1 + display_width(word) > self.width {
                writeln!(self.out, "{line}")?;
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        writeln!(self.out, "{line}")
    }

    /// A table whose `flexible` columns share what the others leave of the width.
    fn rows(&mut self, columns: &[Column], rows: &[Vec<String>], flexible: &[usize]) -> io::Result<()> {
        const GAP: usize = 2;
        let mut widths: Vec<usize> = (columns.iter().enumerate())
            .map(|(index, column)| {
                rows.iter()
                    .map(|row| display_width(&row[index]))
                    .max()
                    .unwrap_or(0)
                    .max(display_width(&column.heading))
            })
            .collect();
        let fixed: usize = (widths.iter().enumerate())
            .filter(|(index, _)| !flexible.contains(index))
            .map(|(_, width)| width)
            .sum::<usize>()
            + GAP * (columns.len() - 1);
        let mut room = self.width.saturating_sub(fixed);
        for (place, index) in flexible.iter().enumerate() {
            // The first says where, and gets three fifths; what a column does not need goes to the others.
            let rest = &flexible[place + 1..];
            let share = if rest.is_empty() { room } else { room * 3 / 5 };
            let wanted: usize = rest.iter().map(|index| widths[*index]).sum();
            let granted = widths[*index].min(share.max(room.saturating_sub(wanted))).max(8);
            widths[*index] = granted;
            room = room.saturating_sub(granted);
        }
        let headings: Vec<String> = columns.iter().map(|column| column.heading.clone()).collect();
        for row in std::iter::once(&headings).chain(rows) {
            let cells: Vec<String> = (row.iter().zip(columns).zip(&widths))
                .map(|((cell, column), width)| self.cell(cell, column.number, *width))
                .collect();
            writeln!(self.out, "{}", cells.join(&" ".repeat(GAP)).trim_end())?;
        }
        Ok(())
    }

    fn cell(&self, text: &str, number: bool, width: usize) -> String {
        let text = cut(text, width);
        let padding = " ".repeat(width.saturating_sub(display_width(&text)));
        let mark = if self.words.language == Language::Persian {
            "\u{200F}"
        } else {
            ""
        };
        if number {
            format!("{padding}{text}{mark}")
        } else {
            format!("{text}{mark}{padding}")
        }
    }
}

fn bottleneck_row(b: &Bottleneck, catalogue: &Catalogue, words: &Words) -> Vec<String> {
    let language = words.language;
    let count = words.say_with(
        "report-table-of",
        &[
            ("raised", Arg::Text(&words.number(b.raised))),
            ("computable", Arg::Text(&words.number(b.computable))),
        ],
    );
    let kind = words.say_with("report-table-kind", &[("kind", Arg::Text(b.group.kind.as_str()))]);
    vec![
        words.number(u64::from(b.rank)),
        format!("{kind} {}", clean(name(b))),
        titled(&b.indicator, b.code.as_deref(), catalogue, language),
        count,
        percent(b.rate, language),
        percent(b.peer_rate, language),
        stake(b, words),
        probability(b.probability, language),
    ]
}

/// The title of an indicator with its code in front, where it has one.
fn titled(indicator: &str, code: Option<&str>, catalogue: &Catalogue, language: Language) -> String {
    let title = clean(catalogue.title(indicator, language));
    code.map_or_else(|| title.clone(), |code| format!("{} {title}", clean(code)))
}
