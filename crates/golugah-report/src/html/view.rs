use askama::Template;
use golugah_findings::{Against, Datum, IndicatorSummary, ScanReport};
use golugah_persian::{Language, date_long};

use super::{
    Page,
    agencies::{OfAgency, agencies, with_cards},
    bottleneck::BottleneckCard,
    files::{Files, contents},
    first::{self, FirstRow, RuleRow},
    glance::Glance,
};
use crate::{
    base64,
    belongs::findings_of_bottlenecks,
    catalogue::{Catalogue, StakeMeasure},
    datum::value,
    exceptions::{OfRule, RuleBlock, by_rule, coverage},
    families::Families,
    figures::percent,
    judged::by_chance,
    markdown,
    not_named::NotNamed,
    plain::{bdi, clean, html},
    reasons::one_firm,
    reasons::{Reason, reasons},
    svg::{self, stacked_bar},
    times::notes,
    winners::{self, WinnersRow},
    without_verdict::Unjudged,
    words::{Arg, Words, words},
};

const FONT: &[u8] = include_bytes!("../../../../assets/vendor/vazirmatn/Vazirmatn-small.woff2");
pub(super) const STYLE: &str = include_str!("../../templates/report.css");

/// How many bottlenecks have a card with picture, sentence and findings; the others stand in a table after them.
pub(super) const CARDS: usize = 25;

/// How many cases against each rule are listed; the forms for programs have them all.
const CASES: usize = 25;

/// How it is said that a list goes on: on top of the page stands once where all of it is.
const MORE: &str = "report-page-more";

/// The page as the template sees it. Fields named in the template with `safe` hold HTML made by `plain`, `svg` or
/// `markdown`; all others are plain text that the template escapes.
#[derive(Template)]
#[template(path = "report.html")]
pub(super) struct ReportPage {
    w: &'static Words,
    font: String,
    style: String,
    date: Option<String>,
    /// Where the way leads back to.
    on_site: Option<String>,
    glance: Glance,
    /// What must be known of the times of event logs; as HTML.
    times: Vec<String>,
    /// What the records answer, each with what would answer more.
    coverage: Vec<(String, Vec<String>)>,
    /// Where all of it is, if some of it is not here.
    whole: Option<String>,
    exceptions_note: String,
    exceptions: Vec<RuleBlock>,
    winners: Vec<WinnersRow>,
    inputs_note: String,
    inputs: Vec<InputRow>,
    stands_out_note: String,
    /// The first sheet.
    first_rules: Vec<RuleRow>,
    first: Vec<FirstRow>,
    agencies: Vec<OfAgency>,
    other_findings: Option<String>,
    by_chance: Option<String>,
    not_named: NotNamed,
    /// Peers that differ much.
    families: Families,
    steps: Unjudged,
    measured: Vec<MeasuredRow>,
    unknown_note: String,
    reasons: Vec<ReasonBlock>,
    /// Names that may be those of one firm.
    one_firm: Vec<String>,
    reading: String,
    version: String,
}

/// A label and its value, both HTML.
pub(super) struct Row {
    pub(super) label: String,
    pub(super) value: String,
}

impl Row {
    /// A compared value or a parameter under its label, or under its key where no label was written.
    pub(super) fn of(key: &str, datum: &Datum, words: &Words) -> Self {
        let label = words
            .evidence(key)
            .map_or_else(|| format!("<code>{}</code>", bdi(key)), |label| html(&label));
        Self {
            label,
            value: html(&value(key, datum, words)),
        }
    }
}

/// A label and its value, both plain text.
pub(super) struct Labelled {
    pub(super) label: String,
    pub(super) value: String,
}

struct InputRow {
    file: String,
    kind: String,
    records: String,
    rejected: String,
    hash: String,
}

struct MeasuredRow {
    title: String,
    code: Option<String>,
    base_rate: String,
    bar: String,
    raised: String,
    clear: String,
    not_computable: String,
    parameters: Vec<Row>,
    about: String,
}

struct ReasonBlock {
    words: String,
    indicators: Vec<Labelled>,
}

impl ReportPage {
    fn many_times(&self) -> u64 {
        self.times.len() as u64
    }

    pub(super) fn of(report: &ScanReport, catalogue: &Catalogue, page: &Page<'_>) -> Self {
        let w = words(page.language);
        let (belonging, elsewhere) = findings_of_bottlenecks(report, page.findings_per_bottleneck);
        let files = Files::of(&report.inputs);
        let rejected: u64 = report.inputs.iter().map(|input| input.rejected).sum();
        let measured: u64 = report
            .indicators
            .iter()
            .map(|indicator| indicator.raised + indicator.clear)
            .sum();
        let reasons = reasons(report);
        let by_rule = by_rule(report);
        let first_rules = first::rules(&by_rule, catalogue, w);
        let cards = report.bottlenecks[..with_cards(report)].iter().zip(belonging);
        let cards = cards.zip(1..).map(|((bottleneck, belonging), number)| {
            let files = (&files, page.called);
            BottleneckCard::of(number, bottleneck, &belonging, files, catalogue, w)
        });
        let made = Self {
            w,
            font: base64::encode(FONT),
            style: [STYLE, svg::STYLE].concat(),
            date: page.date.and_then(|date| date_long(date, page.language)),
            on_site: page.on_site.map(str::to_owned),
            glance: Glance::of(report, catalogue, w),
            times: (notes(report, w, |file| files.shown(file)).iter())
                .map(|note| html(note))
                .collect(),
            coverage: coverage(report, w),
            whole: None,
            exceptions_note: w.say(exceptions_key(report, &by_rule)),
            exceptions: by_rule
                .iter()
                .map(|one| {
                    let block = RuleBlock::of(one, CASES, page.called, catalogue, w);
                    block.saying(one.cases.len().saturating_sub(CASES), w)
                })
                .collect(),
            winners: winners::rows(report, w),
            inputs_note: w.say_with(
                "report-inputs-note",
                &[
                    (
                        "files",
                        Arg::Text(&w.count("report-lead-files", report.inputs.len() as u64)),
                    ),
                    (
                        "indicators",
                        Arg::Text(&w.count("report-lead-indicators", report.indicators.len() as u64)),
                    ),
                    (
                        "observations",
                        Arg::Text(&w.count("report-lead-observations", measured)),
                    ),
                    ("rejected", Arg::Text(&w.count("report-lead-rejected", rejected))),
                ],
            ),
            inputs: (report.inputs.iter())
                .map(|input| InputRow::of(input, &files, w))
                .collect(),
            stands_out_note: w.say(if report.bottlenecks.is_empty() {
                "report-nothing-stands-out"
            } else {
                "report-stands-out-note"
            }),
            first: first::bottlenecks(report, first_rules.len(), catalogue, w),
            first_rules,
            agencies: agencies(report, cards.collect(), catalogue, w),
            other_findings: (elsewhere > 0).then(|| w.count("report-other-findings", elsewhere)),
            by_chance: report.by_chance.as_ref().map(|chance| by_chance(chance, w)),
            not_named: NotNamed::of(report, catalogue, w),
            families: Families::of(report, catalogue, w, MORE),
            steps: Unjudged::of(report, catalogue, w, MORE),
            measured: (report.indicators.iter())
                .map(|indicator| MeasuredRow::of(indicator, catalogue, w))
                .collect(),
            unknown_note: w.say(if reasons.is_empty() {
                "report-nothing-unknown"
            } else {
                "report-unknown-note"
            }),
            reasons: reasons
                .iter()
                .map(|reason| ReasonBlock::of(reason, catalogue, w))
                .collect(),
            one_firm: one_firm(report, w),
            reading: markdown::render(&reading(w), 3),
            version: clean(&report.version),
        };
        let key = match page.on_site {
            Some(_) => "report-whole-site",
            None => "report-whole",
        };
        Self {
            whole: made.is_cut().then(|| w.say(key)),
            ..made
        }
    }

    /// Whether a list is not here to its end.
    fn is_cut(&self) -> bool {
        let mut agencies = self.agencies.iter();
        agencies.any(|one| !one.rest.is_empty() || one.cards.iter().any(|card| card.more.is_some()))
            || self.other_findings.is_some()
            || self.steps.more.is_some()
            || self.exceptions.iter().any(|one| one.more.is_some())
    }
}

/// What is said above the cases against a rule. That there are none is said only where one could have been.
fn exceptions_key(report: &ScanReport, found: &[OfRule<'_>]) -> &'static str {
    let could_be = |one: &IndicatorSummary| one.against == Against::Rule && one.raised + one.clear > 0;
    if !found.is_empty() {
        "report-exceptions-note"
    } else if report.indicators.iter().any(could_be) {
        "report-exceptions-none"
    } else {
        "report-exceptions-not-asked"
    }
}

/// The closing explanation, one string per paragraph, as Markdown.
fn reading(w: &Words) -> String {
    [
        "report-reading-states",
        "report-reading-comparison",
        "report-reading-batches",
        "report-reading-rank",
        "report-reading-picture",
        "report-reading-not-accusation",
        "report-reading-check",
    ]
    .map(|key| w.say(key))
    .join("\n\n")
}

impl InputRow {
    fn of(input: &golugah_findings::Input, files: &Files, w: &Words) -> Self {
        Self {
            file: bdi(&files.shown(&input.file)),
            kind: w.say(contents(input)),
            records: w.number(input.records),
            rejected: w.number(input.rejected),
            hash: clean(&input.sha256),
        }
    }
}

impl MeasuredRow {
    fn of(indicator: &IndicatorSummary, catalogue: &Catalogue, w: &Words) -> Self {
        let language = w.language;
        let not_computable: u64 = indicator.not_computable.values().sum();
        let computable = indicator.raised + indicator.clear;
        let base_rate = if computable == 0 {
            w.say("report-no-base-rate")
        } else {
            let rate = percent(indicator.raised as f64 / computable as f64, language);
            w.say_with("report-base-rate", &[("rate", Arg::Text(&rate))])
        };
        let (raised, clear, unknown) = (
            w.number(indicator.raised),
            w.number(indicator.clear),
            w.number(not_computable),
        );
        let description = w.say_with(
            "report-bar-description",
            &[
                ("raised", Arg::Text(&raised)),
                ("clear", Arg::Text(&clear)),
                ("unknown", Arg::Text(&unknown)),
            ],
        );
        let text = catalogue.get(&indicator.indicator);
        let mut parameters: Vec<Row> = indicator
            .parameters
            .iter()
            .filter(|(key, datum)| !is_of_form(key, datum))
            .map(|(key, datum)| Row::of(key, datum, w))
            .collect();
        if let Some(text) = text {
            parameters.push(Row {
                label: html(&w.say("report-stake-measure")),
                value: html(&w.say(match text.stake {
                    StakeMeasure::Money => "report-stake-money",
                    StakeMeasure::Days => "report-stake-days",
                    StakeMeasure::Cases => "report-stake-cases",
                })),
            });
        }
        Self {
            title: catalogue.title(&indicator.indicator, language).to_owned(),
            code: indicator.code.as_deref().map(clean),
            base_rate,
            bar: stacked_bar(
                indicator.raised,
                indicator.clear,
                not_computable,
                language,
                &description,
            ),
            raised,
            clear,
            not_computable: unknown,
            parameters,
            about: text.map_or_else(String::new, |text| text.about_html(language, 4)),
        }
    }
}

/// Whether a parameter only says that the form of another program's result is not asked for.
fn is_of_form(key: &str, datum: &Datum) -> bool {
    match key {
        "as_published" => *datum == Datum::Flag(false),
        "measured" => *datum == Datum::Flag(true),
        _ => false,
    }
}

impl ReasonBlock {
    fn of(reason: &Reason<'_>, catalogue: &Catalogue, w: &Words) -> Self {
        let indicators = (reason.indicators.iter())
            .map(|(indicator, count)| Labelled {
                label: catalogue.title(&indicator.indicator, w.language).to_owned(),
                value: w.count("report-cases", *count),
            })
            .collect();
        Self {
            words: w.reason(reason.key),
            indicators,
        }
    }
}
