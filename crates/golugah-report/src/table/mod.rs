mod cases;

use std::io::{self, Write};

use golugah_findings::{Bottleneck, IndicatorSummary, ScanReport};
use golugah_persian::Language;

use crate::{
    LISTED,
    called::Called,
    catalogue::{Catalogue, in_language},
    columns::{Column, GAP, cut, display_width, widest, widths},
    figures::{percent, probability},
    judged::by_chance,
    not_named::NotNamed,
    plain::{clean, unisolated},
    reasons::{one_firm, reasons},
    sentence::{count, nested, peers_rate, sentence, stake},
    summary::{headline, people},
    times::notes,
    without_verdict::Unjudged,
    words::{Words, words},
};

/// The narrowest table: below it nothing could be read.
const NARROWEST: usize = 60;
/// The narrowest column for titles: below it they would be cut to nothing.
const TITLE: usize = 26;
/// How many of the first bottlenecks are also said in words.
const IN_WORDS: usize = 5;

/// Writes the report for a terminal of `width` columns (at least 60): the cases against a rule, the first twenty bottlenecks of the ranking and
/// how many more there are, what was measured with its base rates, and what could not be measured and why.
///
/// Each bottleneck has two lines. Its name stands last on the first, cut with `…` only where the terminal ends, so
/// that a name of the other direction moves nothing else. In Persian every line begins with a right-to-left mark,
/// which has no width: a terminal that knows right-to-left then keeps the order even where a name is Latin.
///
/// # Errors
/// Those of the writer.
pub fn write_table(
    report: &ScanReport,
    catalogue: &Catalogue,
    language: Language,
    called: Option<Called<'_>>,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut terminal = Terminal {
        width: width.max(NARROWEST),
        words: words(language),
        out,
    };
    terminal.exceptions(report, catalogue, called)?;
    terminal.winners(report)?;
    terminal.bottlenecks(report, catalogue)?;
    terminal.not_named(report, catalogue)?;
    terminal.families(report, catalogue)?;
    terminal.without_verdict(report, catalogue)?;
    terminal.measured(report, catalogue)?;
    terminal.unknown(report, catalogue)
}

/// Whether the data had anything of the kind that the indicator looks at: an event log has no tenders.
fn was_asked(indicator: &IndicatorSummary) -> bool {
    indicator.raised + indicator.clear > 0 || indicator.not_computable.values().any(|count| *count > 0)
}

struct Terminal<'a> {
    width: usize,
    words: &'static Words,
    out: &'a mut dyn Write,
}

impl Terminal<'_> {
    fn bottlenecks(&mut self, report: &ScanReport, catalogue: &Catalogue) -> io::Result<()> {
        let words = self.words;
        self.heading("report-stands-out")?;
        for note in notes(report, words, str::to_owned) {
            self.paragraph(&unisolated(&note), 0)?;
            writeln!(self.out)?;
        }
        if let Some(chance) = &report.by_chance {
            self.paragraph(&by_chance(chance, words), 0)?;
            writeln!(self.out)?;
        }
        if report.bottlenecks.is_empty() {
            return self.paragraph(&words.say("report-nothing-stands-out"), 0);
        }
        self.paragraph(&headline(report, words), 0)?;
        writeln!(self.out)?;
        let listed = &report.bottlenecks[..report.bottlenecks.len().min(LISTED)];
        self.list(listed, catalogue)?;
        let more = (report.bottlenecks.len() - listed.len()) as u64;
        if more > 0 {
            writeln!(self.out)?;
            self.paragraph(&words.count("report-table-more", more), 0)?;
        }
        for note in people(listed, words) {
            writeln!(self.out)?;
            self.paragraph(&note, 0)?;
        }
        self.heading("report-table-in-words")?;
        for bottleneck in report.bottlenecks.iter().take(IN_WORDS) {
            let sentence = sentence(bottleneck, catalogue);
            let rank = words.number(u64::from(bottleneck.rank));
            self.paragraph(&format!("{rank}. {}", in_language(&sentence, words.language)), 3)?;
        }
        Ok(())
    }

    /// Two lines for each: who, then what was seen there. The facts stand in columns where the terminal is wide
    /// enough for a title beside them, else one after the other.
    fn list(&mut self, listed: &[Bottleneck], catalogue: &Catalogue) -> io::Result<()> {
        let words = self.words;
        let ranks: Vec<String> = (listed.iter())
            .map(|bottleneck| words.number(u64::from(bottleneck.rank)))
            .collect();
        let indent = widest(&ranks) + GAP;
        let columns = [
            ("report-rest-what", false),
            ("report-rest-count", true),
            ("report-rest-rate", true),
            ("report-rest-peers", true),
            ("report-stake", true),
            ("report-table-probability", true),
        ]
        .map(|(key, number)| Column {
            heading: words.say(key),
            number,
        });
        let rows: Vec<Vec<String>> = (listed.iter())
            .map(|bottleneck| facts(bottleneck, catalogue, words))
            .collect();
        let widths = widths(&columns, &rows, 0, self.width.saturating_sub(indent));
        let in_columns = widths[0] >= widest(rows.iter().map(|row| &row[0])).min(TITLE);
        if in_columns {
            let headings: Vec<String> = columns.iter().map(|column| column.heading.clone()).collect();
            self.row(&columns, &headings, &widths, indent)?;
        }
        for ((bottleneck, rank), row) in listed.iter().zip(&ranks).zip(rows) {
            let padding = " ".repeat((indent - GAP).saturating_sub(display_width(rank)));
            let name = nested(bottleneck);
            let kind = words.kind(bottleneck.group.kind);
            let mut who = format!("{padding}{rank}  {kind}  {}", name.part);
            if !name.parents.is_empty() {
                who.push_str(&format!(" — {}", name.parents_in(words)));
            }
            writeln!(self.out, "{}{}", self.mark(), cut(&who, self.width))?;
            if in_columns {
                self.row(&columns, &row, &widths, indent)?;
                continue;
            }
            let items = row.into_iter().zip(&columns).enumerate();
            let items = items.map(|(index, (fact, column))| match index {
                0 | 1 => fact,
                _ => format!("{} {fact}", column.heading),
            });
            self.items(items, indent)?;
        }
        Ok(())
    }

    fn not_named(&mut self, report: &ScanReport, catalogue: &Catalogue) -> io::Result<()> {
        let words = self.words;
        let NotNamed { rows, notes } = NotNamed::of(report, catalogue, words);
        if rows.is_empty() && notes.is_empty() {
            return Ok(());
        }
        self.heading("report-not-named")?;
        self.paragraph(&words.say("report-not-named-note"), 0)?;
        for row in rows {
            let parents = row
                .parents
                .map_or_else(String::new, |parents| format!(" — {parents}"));
            writeln!(
                self.out,
                "{}{}",
                self.mark(),
                cut(&format!("{}  {}{parents}", row.kind, row.name), self.width)
            )?;
            let facts = [row.title, row.count, row.rate, row.why];
            self.items(facts.into_iter(), 4)?;
        }
        for note in notes {
            self.paragraph(&note, 0)?;
        }
        Ok(())
    }

    fn without_verdict(&mut self, report: &ScanReport, catalogue: &Catalogue) -> io::Result<()> {
        let words = self.words;
        let Unjudged { rows, more } = Unjudged::of(report, catalogue, words, "report-table-more");
        if rows.is_empty() {
            return Ok(());
        }
        self.heading("report-steps")?;
        self.paragraph(&words.say("report-steps-note"), 0)?;
        for row in rows {
            let parents = row
                .parents
                .map_or_else(String::new, |parents| format!(" — {parents}"));
            let who = format!("{}  {}{parents}", row.kind, row.name);
            writeln!(self.out, "{}{}", self.mark(), cut(&who, self.width))?;
            let facts = [row.title, row.count, row.rate, row.stake, row.elsewhere];
            self.items(facts.into_iter(), 4)?;
        }
        more.map_or(Ok(()), |more| self.paragraph(&more, 0))
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
        let (asked, others): (Vec<_>, Vec<_>) = (report.indicators.iter()).partition(|one| was_asked(one));
        let rows: Vec<Vec<String>> = (asked.iter())
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
        self.rows(&columns, &rows, 0)?;
        if others.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        let titles = others
            .iter()
            .map(|one| titled(&one.indicator, one.code.as_deref(), catalogue, words.language));
        self.paragraph(&words.say("report-table-not-asked"), 0)?;
        self.items(titles, 4)
    }

    fn unknown(&mut self, report: &ScanReport, catalogue: &Catalogue) -> io::Result<()> {
        let words = self.words;
        self.heading("report-unknown")?;
        let reasons = reasons(report);
        if reasons.is_empty() {
            return self.paragraph(&words.say("report-nothing-unknown"), 0);
        }
        for reason in reasons {
            let count = words.count("report-cases", reason.count);
            self.paragraph(&format!("{} ({count})", words.reason(reason.key)), 0)?;
            // The titles stand beside the codes in the table above.
            let stopped = reason.indicators.iter().map(|(indicator, count)| {
                let name = match &indicator.code {
                    Some(code) => clean(code),
                    None => clean(catalogue.title(&indicator.indicator, words.language)),
                };
                format!("{name} {}", words.number(*count))
            });
            self.items(stopped, 4)?;
        }
        let pairs = one_firm(report, words);
        if pairs.is_empty() {
            return Ok(());
        }
        self.paragraph(&words.say("report-one-firm"), 0)?;
        for pair in pairs {
            self.paragraph(&unisolated(&pair), 4)?;
        }
        Ok(())
    }

    fn heading(&mut self, key: &str) -> io::Result<()> {
        let heading = self.words.say(key);
        writeln!(self.out, "\n{heading}\n{}", "─".repeat(display_width(&heading)))
    }

    /// What a line begins with: in Persian a right-to-left mark.
    fn mark(&self) -> &'static str {
        match self.words.language {
            Language::Persian => "\u{200F}",
            Language::English => "",
        }
    }

    /// Text on lines of the terminal's width, broken between words; further lines stand `indent` columns in.
    fn paragraph(&mut self, text: &str, indent: usize) -> io::Result<()> {
        self.lines(text.split(' ').map(str::to_owned), " ", 0, indent)
    }

    /// Short statements with a point between them, on lines that stand `indent` columns in.
    fn items(&mut self, items: impl Iterator<Item = String>, indent: usize) -> io::Result<()> {
        self.lines(items, " · ", indent, indent)
    }

    fn lines(
        &mut self,
        pieces: impl Iterator<Item = String>,
        between: &str,
        first_indent: usize,
        indent: usize,
    ) -> io::Result<()> {
        let mut line = " ".repeat(first_indent);
        let mut begun = false;
        for piece in pieces {
            let room = self
                .width
                .saturating_sub(display_width(between) + display_width(&piece));
            if begun && display_width(&line) > room {
                writeln!(self.out, "{}{line}", self.mark())?;
                line = " ".repeat(indent);
                begun = false;
            }
            if begun {
                line.push_str(between);
            }
            let room = self.width.saturating_sub(display_width(&line));
            line.push_str(&cut(&piece, room));
            begun = true;
        }
        writeln!(self.out, "{}{line}", self.mark())
    }

    /// A table whose `flexible` column gets what the others leave of the width.
    fn rows(&mut self, columns: &[Column], rows: &[Vec<String>], flexible: usize) -> io::Result<()> {
        let widths = widths(columns, rows, flexible, self.width);
        let headings: Vec<String> = columns.iter().map(|column| column.heading.clone()).collect();
        std::iter::once(&headings)
            .chain(rows)
            .try_for_each(|row| self.row(columns, row, &widths, 0))
    }

    fn row(&mut self, columns: &[Column], row: &[String], widths: &[usize], indent: usize) -> io::Result<()> {
        let cells: Vec<String> = (row.iter().zip(columns).zip(widths))
            .map(|((cell, column), width)| self.cell(cell, column.number, *width))
            .collect();
        let line = format!(
            "{}{}{}",
            self.mark(),
            " ".repeat(indent),
            cells.join(&" ".repeat(GAP))
        );
        writeln!(self.out, "{}", line.trim_end())
    }

    fn cell(&self, text: &str, number: bool, width: usize) -> String {
        let text = cut(text, width);
        let padding = " ".repeat(width.saturating_sub(display_width(&text)));
        let mark = self.mark();
        if number {
            format!("{padding}{text}{mark}")
        } else {
            format!("{text}{mark}{padding}")
        }
    }
}

/// The second line of a bottleneck: what, how many of how many, the rate, its peers' rate, the stake, how sure it is.
fn facts(b: &Bottleneck, catalogue: &Catalogue, words: &Words) -> Vec<String> {
    let language = words.language;
    vec![
        titled(&b.indicator, b.code.as_deref(), catalogue, language),
        count(b, words),
        percent(b.rate, language),
        peers_rate(b, words),
        stake(b, words),
        probability(b.probability, language),
    ]
}

/// The title of an indicator with its code in front, where it has one.
pub(crate) fn titled(
    indicator: &str,
    code: Option<&str>,
    catalogue: &Catalogue,
    language: Language,
) -> String {
    let title = clean(catalogue.title(indicator, language));
    code.map_or_else(|| title.clone(), |code| format!("{} {title}", clean(code)))
}
