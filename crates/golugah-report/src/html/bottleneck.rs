use golugah_findings::{Bottleneck, Finding};

use super::{
    files::Files,
    view::{Labelled, Row},
};
use crate::{
    belongs::Belonging,
    called::{Called, with_names},
    catalogue::Catalogue,
    datum::moment,
    figures::{percent, probability},
    finding::{compared, sources},
    plain::{bdi, clean, html, isolated},
    sentence::{Parts, batches, count, excess, nested, peers_rate, probability_word, stake},
    summary::is_person,
    svg::{DotAgainstPeers, dot_against_peers, wilson_interval},
    words::{Arg, Words},
};

/// One bottleneck as the template sees it.
pub(super) struct BottleneckCard {
    pub(super) number: usize,
    pub(super) rank: String,
    pub(super) kind: String,
    /// The narrowest part of the name, HTML.
    pub(super) name: String,
    /// What it lies in, HTML.
    pub(super) parents: Option<String>,
    pub(super) id: Option<String>,
    pub(super) title: String,
    pub(super) code: Option<String>,
    pub(super) observed: String,
    pub(super) excess: String,
    /// Where else the same is seen; empty where nowhere.
    pub(super) also: String,
    pub(super) otherwise: String,
    /// What is to be remembered of people who are named.
    pub(super) person: Option<String>,
    pub(super) stake: String,
    pub(super) probability_word: String,
    pub(super) probability: String,
    pub(super) picture: String,
    pub(super) figures: Vec<Labelled>,
    pub(super) findings_heading: String,
    pub(super) findings: Vec<FindingRow>,
    /// Why there are more findings than raised cases.
    pub(super) apart: Option<String>,
    pub(super) more: Option<String>,
    /// What is said where no finding belongs to it.
    pub(super) none: Option<String>,
}

/// One finding as the template sees it.
pub(super) struct FindingRow {
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) date: Option<String>,
    pub(super) rows: Vec<Row>,
}

impl BottleneckCard {
    pub(super) fn of(
        number: usize,
        b: &Bottleneck,
        belonging: &Belonging<'_>,
        (files, called): (&Files, Option<Called<'_>>),
        catalogue: &Catalogue,
        w: &Words,
    ) -> Self {
        let language = w.language;
        let parts = Parts::isolating(b, catalogue, w);
        let hidden = belonging.count.saturating_sub(belonging.shown.len() as u64);
        let label = |key, value| Labelled {
            label: w.say(key),
            value,
        };
        let (nested, person) = (nested(b), is_person(b.group.kind));
        let of_kind = |key| w.say_with(key, &[("kind", Arg::Text(b.group.kind.as_str()))]);
        let interval = wilson_interval(b.raised, b.computable);
        let beside = w.say_with(
            "report-beside-share",
            &[
                ("raised", Arg::Text(&w.number(b.peers_raised))),
                ("computable", Arg::Text(&w.number(b.peers_computable))),
                (
                    "share",
                    Arg::Text(&percent(
                        b.peers_raised as f64 / b.peers_computable.max(1) as f64,
                        language,
                    )),
                ),
            ],
        );
        Self {
            number,
            rank: w.number(u64::from(b.rank)),
            kind: of_kind(if person {
                "report-person-kind"
            } else {
                "report-kind"
            }),
            name: bdi(&nested.part),
            parents: (!nested.parents.is_empty()).then(|| bdi(&nested.parents_in(w))),
            id: (clean(&b.group.id) != clean(b.group.called())).then(|| bdi(&b.group.id)),
            title: catalogue.title(&b.indicator, language).to_owned(),
            code: b.code.as_deref().map(clean),
            observed: html(&parts.observed),
            excess: parts.excess,
            also: parts.also,
            otherwise: parts.otherwise,
            person: person.then(|| of_kind("report-person-note")),
            stake: stake(b, w),
            probability_word: probability_word(b.probability, w),
            probability: probability(b.probability, language),
            picture: dot_against_peers(&DotAgainstPeers {
                language,
                rate: b.rate,
                interval,
                peer_rate: b.peer_rate,
                threshold: b.material_threshold,
                own_word: &w.say("report-picture-own"),
                peers_word: &w.say("report-picture-peers"),
                threshold_word: &w.say("report-picture-threshold"),
                description: &w.say_with(
                    "report-picture-description",
                    &[
                        ("rate", Arg::Text(&percent(b.rate, language))),
                        ("peer-rate", Arg::Text(&percent(b.peer_rate, language))),
                        ("threshold", Arg::Text(&percent(b.material_threshold, language))),
                    ],
                ),
            }),
            figures: vec![
                label("report-twin-raised", w.number(b.raised)),
                label("report-twin-computable", w.number(b.computable)),
                label("report-twin-batches", batches(b, w).unwrap_or_default()),
                label("report-twin-raised-batches", w.number(b.raised_batches)),
                label("report-twin-rate", percent(b.rate, language)),
                label(
                    "report-twin-interval",
                    w.say_with(
                        "report-range",
                        &[
                            ("low", Arg::Text(&percent(interval.0, language))),
                            ("high", Arg::Text(&percent(interval.1, language))),
                        ],
                    ),
                ),
                label("report-twin-by-mix", percent(b.peer_rate_by_mix, language)),
                label("report-twin-beside", beside),
                label("report-twin-peer-rate", percent(b.peer_rate, language)),
                label("report-twin-peers", w.number(b.peers)),
                label("report-twin-threshold", percent(b.material_threshold, language)),
                label("report-twin-excess", excess(b.excess, language)),
                label(
                    "report-twin-outsiders",
                    w.say_with(
                        "report-range",
                        &[
                            ("low", Arg::Text(&probability(b.by_outsiders.rare, language))),
                            ("high", Arg::Text(&probability(b.by_outsiders.frequent, language))),
                        ],
                    ),
                ),
            ],
            findings_heading: w.count("report-findings-heading", belonging.count),
            findings: belonging
                .shown
                .iter()
                .map(|finding| FindingRow::of(finding, files, called, w))
                .collect(),
            apart: (belonging.count > b.raised && b.raised > 0)
                .then(|| w.count("report-findings-apart", belonging.count - b.raised)),
            none: (belonging.count == 0).then(|| w.say("report-no-finding")),
            more: (hidden > 0).then(|| w.count("report-more-findings", hidden)),
        }
    }
}

/// A bottleneck after the first ones, in a row.
pub(super) struct BriefRow {
    pub(super) number: usize,
    pub(super) rank: String,
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) parents: Option<String>,
    pub(super) title: String,
    pub(super) code: Option<String>,
    pub(super) count: String,
    pub(super) rate: String,
    pub(super) peer_rate: String,
    pub(super) stake: String,
}

impl BriefRow {
    pub(super) fn of(number: usize, b: &Bottleneck, catalogue: &Catalogue, w: &Words) -> Self {
        let nested = nested(b);
        Self {
            number,
            rank: w.number(u64::from(b.rank)),
            kind: w.kind(b.group.kind),
            name: bdi(&nested.part),
            parents: (!nested.parents.is_empty()).then(|| bdi(&nested.parents_in(w))),
            title: catalogue.title(&b.indicator, w.language).to_owned(),
            code: b.code.as_deref().map(clean),
            count: count(b, w),
            rate: percent(b.rate, w.language),
            peer_rate: peers_rate(b, w),
            stake: stake(b, w),
        }
    }
}

impl FindingRow {
    fn of(finding: &Finding, files: &Files, called: Option<Called<'_>>, w: &Words) -> Self {
        let mut rows: Vec<Row> = finding
            .evidence
            .iter()
            .map(|(key, datum)| Row::of(key, &with_names(datum, called), w))
            .collect();
        rows.push(Row {
            label: html(&w.say("report-compared")),
            value: html(&compared(finding, w)),
        });
        for place in sources(finding, w, |file| isolated(&files.shown(file))) {
            rows.push(Row {
                label: html(&w.say("report-source")),
                value: html(&place),
            });
        }
        Self {
            kind: w.kind(finding.subject.kind),
            id: bdi(&finding.subject.id),
            date: finding
                .date
                .as_deref()
                .map(|date| moment(date, w.language).unwrap_or_else(|| clean(date))),
            rows,
        }
    }
}
