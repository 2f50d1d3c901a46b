//! The bottlenecks by the agency they lie in: what a reader who looks for one agency opens, and leaves the others closed.

use golugah_findings::{Bottleneck, ScanReport};

use super::bottleneck::{BottleneckCard, BriefRow};
use super::view::CARDS;
use crate::{
    catalogue::Catalogue,
    plain::bdi,
    sentence::{nested, stake},
    summary::{is_office, people},
    words::{Arg, Words},
};

/// The bottlenecks of one agency or procedure; those of companies and of persons stand together by their kind.
pub(super) struct OfAgency {
    /// HTML.
    pub(super) name: String,
    pub(super) count: String,
    /// The stake of the weightiest.
    pub(super) stake: String,
    pub(super) cards: Vec<BottleneckCard>,
    pub(super) rest_heading: String,
    pub(super) rest: Vec<BriefRow>,
    /// What is to be remembered of persons among the rest.
    pub(super) rest_people: Vec<String>,
}

/// The widest part of where a bottleneck lies, HTML.
fn agency(bottleneck: &Bottleneck, w: &Words) -> String {
    let kind = bottleneck.group.kind;
    let nested = nested(bottleneck);
    match nested.parents.last() {
        Some(widest) => bdi(widest),
        None if is_office(kind) => bdi(&nested.part),
        None => w.say_with("report-agency-others", &[("kind", Arg::Text(kind.as_str()))]),
    }
}

/// The agencies, that of the weightiest bottleneck first; `cards` are those of the first bottlenecks, in their order.
pub(super) fn agencies(
    report: &ScanReport,
    cards: Vec<BottleneckCard>,
    catalogue: &Catalogue,
    w: &Words,
) -> Vec<OfAgency> {
    let mut agencies: Vec<(OfAgency, Vec<&Bottleneck>)> = Vec::new();
    let mut cards = cards.into_iter();
    for (at, bottleneck) in report.bottlenecks.iter().enumerate() {
        let name = agency(bottleneck, w);
        let known = agencies.iter().position(|(known, _)| known.name == name);
        let known = known.unwrap_or_else(|| {
            let first = OfAgency {
                name,
                count: String::new(),
                stake: stake(bottleneck, w),
                cards: Vec::new(),
                rest_heading: String::new(),
                rest: Vec::new(),
                rest_people: Vec::new(),
            };
            agencies.push((first, Vec::new()));
            agencies.len() - 1
        });
        let (agency, all) = &mut agencies[known];
        all.push(bottleneck);
        match cards.next() {
            Some(card) => agency.cards.push(card),
            None => agency.rest.push(BriefRow::of(at + 1, bottleneck, catalogue, w)),
        }
    }
    let done = agencies.into_iter().map(|(mut agency, all)| {
        agency.count = w.count("report-summary-bottlenecks", all.len() as u64);
        let rest: Vec<Bottleneck> = all[agency.cards.len()..]
            .iter()
            .map(|one| (*one).clone())
            .collect();
        agency.rest_heading = w.count("report-rest-heading", rest.len() as u64);
        agency.rest_people = people(&rest, w);
        agency
    });
    done.collect()
}

/// How many have a card.
pub(super) fn with_cards(report: &ScanReport) -> usize {
    report.bottlenecks.len().min(CARDS)
}
