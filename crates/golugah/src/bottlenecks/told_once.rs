//! One place is told once: what rests on the same cases as another, or is another spelling of it, stands with that one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use golugah_findings::{AlsoBecause, AlsoUnder, Bottleneck, Kind};
use golugah_indicators::{Id, Outcome};

use super::Weighed;

/// So many of the raised cases of one, in tenths, are raised at the other too where both are one thing.
const SHARED: usize = 9;

/// A raised group and the cases that make it.
#[derive(Default)]
struct Rests<'o> {
    cases: BTreeSet<&'o str>,
    /// The wider groups it lay in.
    within: BTreeSet<Id>,
}

/// An indicator, and a group.
type Key<'i> = (&'i str, Kind, Id);

/// The same in order, each thing once, with what else it stands under.
pub(super) fn told_once(found: Vec<Weighed>, outcome: &Outcome) -> Vec<Weighed> {
    let mut told = with_others(&found, outcome);
    let kept = found
        .into_iter()
        .enumerate()
        .filter_map(|(at, weighed)| Some((told.remove(&at)?, weighed)));
    kept.map(|(also_under, weighed)| Weighed {
        bottleneck: Bottleneck {
            also_under,
            ..weighed.bottleneck
        },
        ..weighed
    })
    .collect()
}

/// By place among the found ones those that are told, each with what else it stands under.
fn with_others(found: &[Weighed], outcome: &Outcome) -> BTreeMap<usize, Vec<AlsoUnder>> {
    let resting = resting(found, outcome);
    let nothing = Rests::default();
    let rests = |at: usize| resting.get(&key(&found[at])).unwrap_or(&nothing);
    // The one of the most cases tells the others; of equals the first.
    let mut by_cases: Vec<usize> = (0..found.len()).collect();
    by_cases.sort_by_key(|at| std::cmp::Reverse(rests(*at).cases.len()));
    let mut heads: Vec<usize> = Vec::new();
    let mut told: BTreeMap<usize, Vec<AlsoUnder>> = BTreeMap::new();
    for at in by_cases {
        let one = &found[at].bottleneck;
        let mine = rests(at);
        let because = |head: &usize| {
            let (other, theirs) = (&found[*head].bottleneck, rests(*head));
            same_cases(one, other, mine, theirs).or_else(|| spelling(one, other, mine, theirs))
        };
        match heads.iter().find_map(|head| Some((*head, because(head)?))) {
            Some((head, because)) => told.entry(head).or_default().push(also(one, because)),
            None => {
                heads.push(at);
                told.insert(at, Vec::new());
            }
        }
    }
    told
}

fn also(one: &Bottleneck, because: AlsoBecause) -> AlsoUnder {
    AlsoUnder {
        group: one.group.clone(),
        indicator: one.indicator.clone(),
        code: one.code.clone(),
        raised: one.raised,
        computable: one.computable,
        because,
    }
}

fn key(one: &Weighed) -> Key<'_> {
    (&one.bottleneck.indicator, one.bottleneck.group.kind, one.group)
}

/// What the found ones rest on.
fn resting<'f>(found: &'f [Weighed], outcome: &'f Outcome) -> HashMap<Key<'f>, Rests<'f>> {
    let mut resting: HashMap<Key<'f>, Rests<'f>> =
        found.iter().map(|one| (key(one), Rests::default())).collect();
    for raised in &outcome.raised {
        let indicator = outcome.indicators[usize::from(raised.indicator)].indicator.name;
        for row in outcome.rows(raised) {
            if let Some(rests) = resting.get_mut(&(indicator, row.kind, row.group)) {
                rests.cases.insert(&raised.subject.1);
                rests.within.extend(row.within);
            }
        }
    }
    resting
}

fn is_office(kind: Kind) -> bool {
    matches!(kind, Kind::Buyer | Kind::ProcuringEntity)
}

/// Whether nearly all cases of one are cases of the other, where both are offices or one group by two rules. Firms that always bid
/// beside each other are two.
fn same_cases(
    one: &Bottleneck,
    other: &Bottleneck,
    mine: &Rests<'_>,
    theirs: &Rests<'_>,
) -> Option<AlsoBecause> {
    let offices = is_office(one.group.kind) && is_office(other.group.kind);
    let itself = (one.group.kind, &one.group.id) == (other.group.kind, &other.group.id);
    let shared = mine.cases.intersection(&theirs.cases).count();
    let nearly_all = shared > 0 && shared * 10 >= mine.cases.len() * SHARED;
    ((offices || itself) && nearly_all).then_some(AlsoBecause::SameCases)
}

/// Whether two offices are written with the same letters: under one identifier but for capitals, signs and blanks, or by name within one
/// buyer.
fn spelling(
    one: &Bottleneck,
    other: &Bottleneck,
    mine: &Rests<'_>,
    theirs: &Rests<'_>,
) -> Option<AlsoBecause> {
    let same_question = one.indicator == other.indicator && one.group.kind == other.group.kind;
    if !same_question || !is_office(one.group.kind) || one.group.id == other.group.id {
        return None;
    }
    let alike = |a: &str, b: &str| !letters(a).is_empty() && letters(a) == letters(b);
    let by_name = alike(&one.group.name, &other.group.name) && !mine.within.is_disjoint(&theirs.within);
    (alike(&one.group.id, &other.group.id) || by_name).then_some(AlsoBecause::Spelling)
}

/// The letters and digits of a name as they are compared: ye and kaf in one shape, capitals and signs left out.
fn letters(name: &str) -> String {
    let kept = name.chars().filter(|letter| letter.is_alphanumeric());
    kept.flat_map(char::to_lowercase)
        .map(|letter| match letter {
            '\u{64a}' | '\u{649}' => '\u{6cc}',
            '\u{643}' => '\u{6a9}',
            other => other,
        })
        .collect()
}
