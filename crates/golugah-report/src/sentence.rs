use golugah_findings::{AlsoBecause, AlsoUnder, AtStep, Bottleneck, Kind, Sentence, StakeUnit};
use golugah_persian::{Language, decimal, money, percent};

use crate::{
    catalogue::{Catalogue, in_language},
    names::Nested,
    plain::{clean, isolated},
    words::{Arg, Words, words},
};

/// The sentence of a bottleneck in both languages: what was observed, at comparable places, how much beyond
/// expectation, and what else could explain it. It states a measurement and judges nobody.
///
/// It is plain text on one line; whatever in a name could reorder or break the line is left out.
pub fn sentence(bottleneck: &Bottleneck, catalogue: &Catalogue) -> Sentence {
    let whole = |language| {
        let parts = Parts::of(
            bottleneck,
            catalogue,
            words(language),
            &nested(bottleneck).said(words(language)),
        );
        [parts.observed, parts.excess, parts.also, parts.otherwise]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    Sentence {
        fa: whole(Language::Persian),
        en: whole(Language::English),
    }
}

/// The statements of a bottleneck's sentence.
pub(crate) struct Parts {
    /// What was observed here and at comparable places.
    pub(crate) observed: String,
    /// How many more than expected.
    pub(crate) excess: String,
    /// Where else the same is seen, and is not told once more; empty where nowhere.
    pub(crate) also: String,
    /// What else could explain it; empty where the catalogue names nothing.
    pub(crate) otherwise: String,
}

impl Parts {
    /// The statements to be turned into HTML: the narrowest part of the name between isolates, for what it lies in
    /// stands beside the sentence.
    pub(crate) fn isolating(bottleneck: &Bottleneck, catalogue: &Catalogue, words: &Words) -> Self {
        Self::of(bottleneck, catalogue, words, &isolated(&nested(bottleneck).part))
    }

    fn of(bottleneck: &Bottleneck, catalogue: &Catalogue, words: &Words, name: &str) -> Self {
        let language = words.language;
        let text = catalogue.get(&bottleneck.indicator);
        let kind = Arg::Text(bottleneck.group.kind.as_str());
        let place = words.bottleneck("bottleneck-place", &[("kind", kind), ("name", Arg::Text(name))]);
        let condition = match text.map_or("", |text| text.condition_for(bottleneck.group.kind, language)) {
            "" => words.bottleneck(
                "bottleneck-condition",
                &[("indicator", Arg::Text(&bottleneck.indicator))],
            ),
            condition => condition.to_owned(),
        };
        let peers = words.bottleneck(
            "bottleneck-peers",
            &[
                ("kind", Arg::Text(bottleneck.group.kind.as_str())),
                ("count", Arg::Count(bottleneck.peers)),
                ("text", Arg::Text(&words.number(bottleneck.peers))),
            ],
        );
        let in_batches = batches(bottleneck, words).map_or_else(String::new, |batches| {
            words.bottleneck("bottleneck-in", &[("batches", Arg::Text(&batches))])
        });
        let observed = words.bottleneck(
            if bottleneck.peers == 0 {
                "bottleneck-observed-alone"
            } else {
                "bottleneck-observed"
            },
            &[
                ("place", Arg::Text(&place)),
                ("count", Arg::Count(bottleneck.computable)),
                ("raised", Arg::Text(&words.number(bottleneck.raised))),
                ("computable", Arg::Text(&words.number(bottleneck.computable))),
                ("condition", Arg::Text(&condition)),
                ("rate", Arg::Text(&percent(bottleneck.rate, language))),
                ("batches", Arg::Text(&in_batches)),
                ("peers", Arg::Text(&peers)),
                ("peer-rate", Arg::Text(&percent(bottleneck.peer_rate, language))),
                ("elsewhere", Arg::Text(&elsewhere(bottleneck, words))),
            ],
        );
        let excess = words.bottleneck(
            "bottleneck-excess",
            &[("excess", Arg::Text(&excess(bottleneck.excess, language)))],
        );
        let otherwise = text
            .map_or("", |text| in_language(&text.otherwise, language))
            .trim();
        let otherwise = if otherwise.is_empty() {
            String::new()
        } else {
            let clause = otherwise.trim_end_matches(['.', '؛', ';']);
            words.bottleneck("bottleneck-otherwise", &[("otherwise", Arg::Text(clause))])
        };
        let observed = match at_steps(bottleneck, words) {
            Some(at_steps) => format!("{} {at_steps}", capitalised(&observed)),
            None => capitalised(&observed),
        };
        Self {
            observed,
            excess,
            also: also(bottleneck, catalogue, words),
            otherwise,
        }
    }
}

/// At which steps it lies, with the counts of each; nothing where it is not told by steps.
fn at_steps(bottleneck: &Bottleneck, words: &Words) -> Option<String> {
    let steps = bottleneck.steps.iter().map(|at| {
        let name = Nested::of(Kind::Step, &at.step).part;
        let (raised, computable) = (words.number(at.raised), words.number(at.computable));
        words.bottleneck(
            "bottleneck-at-step",
            &[
                ("name", Arg::Text(&name)),
                ("raised", Arg::Text(&raised)),
                ("computable", Arg::Text(&computable)),
                ("elsewhere", Arg::Text(&at_colleagues(at, words))),
            ],
        )
    });
    let steps: Vec<String> = steps.collect();
    if steps.is_empty() {
        return None;
    }
    let joined = steps.join(&format!("{} ", words.say("report-list-separator")));
    let (count, text) = (steps.len() as u64, Arg::Text(&joined));
    Some(words.bottleneck(
        "bottleneck-at-steps",
        &[("count", Arg::Count(count)), ("steps", text)],
    ))
}

/// The rate of the peers: as it stands in the data, for cases of the same mix, and as it is estimated for a typical one of them.
fn elsewhere(bottleneck: &Bottleneck, words: &Words) -> String {
    let counts = (bottleneck.peers_raised, bottleneck.peers_computable);
    rates(
        counts,
        Some(bottleneck.peer_rate_by_mix),
        bottleneck.peer_rate,
        words,
    )
}

/// The same of the colleagues at one step, where there is no mix.
fn at_colleagues(at: &AtStep, words: &Words) -> String {
    rates((at.peers_raised, at.peers_computable), None, at.peer_rate, words)
}

fn rates((raised, computable): (u64, u64), by_mix: Option<f64>, typical: f64, words: &Words) -> String {
    let typical = percent(typical, words.language);
    if computable == 0 {
        return typical;
    }
    let plain = raised as f64 / computable as f64;
    let plain = percent(plain, words.language);
    let mixed = by_mix.map(|rate| percent(rate, words.language));
    let key = match &mixed {
        Some(mixed) if *mixed != plain => "bottleneck-elsewhere-mixed",
        _ => "bottleneck-elsewhere",
    };
    let (raised, computable) = (words.number(raised), words.number(computable));
    let said = [
        ("rate", Arg::Text(mixed.as_ref().unwrap_or(&plain))),
        ("raised", Arg::Text(&raised)),
        ("computable", Arg::Text(&computable)),
        ("typical", Arg::Text(&typical)),
    ];
    words.bottleneck(key, &said)
}

/// The peers' rate as it stands in the data and as it is estimated; the estimate alone where nothing was counted.
pub(crate) fn peers_rate(bottleneck: &Bottleneck, words: &Words) -> String {
    let typical = percent(bottleneck.peer_rate, words.language);
    if bottleneck.peers_computable == 0 {
        return typical;
    }
    let rate = percent(bottleneck.peer_rate_by_mix, words.language);
    let raised = words.number(bottleneck.peers_raised);
    let computable = words.number(bottleneck.peers_computable);
    let said = [
        ("rate", Arg::Text(&rate)),
        ("raised", Arg::Text(&raised)),
        ("computable", Arg::Text(&computable)),
        ("typical", Arg::Text(&typical)),
    ];
    words.say_with("report-beside", &said)
}

/// Where else the same is seen; empty where nowhere.
fn also(bottleneck: &Bottleneck, catalogue: &Catalogue, words: &Words) -> String {
    let told = |because: AlsoBecause, key: &str| {
        let others = bottleneck.also_under.iter();
        let others: Vec<String> = others
            .filter(|other| other.because == because)
            .map(|other| also_one(bottleneck, other, catalogue, words))
            .collect();
        let joined = others.join(&format!("{} ", words.say("report-list-separator")));
        (!others.is_empty()).then(|| words.bottleneck(key, &[("others", Arg::Text(&joined))]))
    };
    let both = [
        told(AlsoBecause::SameCases, "bottleneck-also-same"),
        told(AlsoBecause::Spelling, "bottleneck-also-spelling"),
    ];
    both.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn also_one(bottleneck: &Bottleneck, other: &AlsoUnder, catalogue: &Catalogue, words: &Words) -> String {
    let (raised, computable) = (words.number(other.raised), words.number(other.computable));
    let title = catalogue.title(&other.indicator, words.language);
    let (kind, name) = (words.kind(other.group.kind), Nested::of_group(&other.group).part);
    let same_group = (other.group.kind, &other.group.id) == (bottleneck.group.kind, &bottleneck.group.id);
    let key = match (same_group, other.indicator == bottleneck.indicator) {
        (true, _) => "bottleneck-also-rule",
        (false, true) => "bottleneck-also-group",
        (false, false) => "bottleneck-also-group-rule",
    };
    let said = [
        ("kind", Arg::Text(&kind)),
        ("name", Arg::Text(&name)),
        ("title", Arg::Text(title)),
        ("raised", Arg::Text(&raised)),
        ("computable", Arg::Text(&computable)),
    ];
    words.bottleneck(key, &said)
}

/// In how many batches of what the computable observations lie: "in 5 tenders"; none where that was not counted.
pub(crate) fn batches(bottleneck: &Bottleneck, words: &Words) -> Option<String> {
    bottleneck
        .batch
        .map(|batch| words.batches(batch, bottleneck.group.kind, bottleneck.batches))
}

/// How many are raised of how many, and in how many batches these lie.
pub(crate) fn count(bottleneck: &Bottleneck, words: &Words) -> String {
    let raised = words.number(bottleneck.raised);
    let computable = words.number(bottleneck.computable);
    let mut args = vec![
        ("raised", Arg::Text(&raised)),
        ("computable", Arg::Text(&computable)),
    ];
    match batches(bottleneck, words) {
        Some(batches) => {
            args.push(("batches", Arg::Text(&batches)));
            words.say_with("report-table-of-batches", &args)
        }
        None => words.say_with("report-table-of", &args),
    }
}

/// The name of the group in its parts.
pub(crate) fn nested(bottleneck: &Bottleneck) -> Nested {
    Nested::of_group(&bottleneck.group)
}

/// Cases beyond expectation: whole ones, and a decimal where there are fewer than ten.
pub(crate) fn excess(excess: f64, language: Language) -> String {
    decimal(excess, if excess < 10.0 { 1 } else { 0 }, language)
}

/// What is at stake in people's words: «۱۲٫۳ میلیارد ریال», "340 days"; where the data has no amounts, that it is
/// not known.
pub(crate) fn stake(bottleneck: &Bottleneck, words: &Words) -> String {
    let stake = staked(bottleneck.stake, &bottleneck.stake_unit, words);
    let Some(not_stated) = bottleneck.currency_not_stated else {
        return stake;
    };
    let (cases, raised) = (words.number(not_stated.cases), words.number(bottleneck.raised));
    let key = if not_stated.added {
        "report-stake-not-stated"
    } else {
        "report-stake-not-added"
    };
    let said = [
        ("stake", Arg::Text(&stake)),
        ("cases", Arg::Text(&cases)),
        ("raised", Arg::Text(&raised)),
    ];
    words.say_with(key, &said)
}

/// So much of a unit, for people.
pub fn stake_said(stake: f64, unit: &StakeUnit, language: Language) -> String {
    staked(stake, unit, crate::words::words(language))
}

/// The same in words that are at hand.
pub(crate) fn staked(stake: f64, unit: &StakeUnit, words: &Words) -> String {
    if stake <= 0.0 {
        return words.say("report-stake-unknown");
    }
    let places = if stake.abs() < 10.0 { 1 } else { 0 };
    match unit {
        StakeUnit::Currency(code) => {
            let cents = (stake * 100.0).round() as i128;
            money(cents, &clean(code), words.language)
        }
        StakeUnit::Days => words.quantity("report-days", stake, places),
        StakeUnit::Cases => words.quantity("report-cases", stake, places),
    }
}

/// How sure it is that the rate is materially higher, as a word.
pub(crate) fn probability_word(probability: f64, words: &Words) -> String {
    words.say(match probability {
        p if p >= 0.99 => "report-probability-almost-certain",
        p if p >= 0.95 => "report-probability-very-likely",
        p if p >= 0.80 => "report-probability-likely",
        _ => "report-probability-uncertain",
    })
}

/// The text with its first letter in upper case: sentences begin with the place they speak of.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
