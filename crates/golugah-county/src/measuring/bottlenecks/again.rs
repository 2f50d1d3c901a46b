//! What a measurement after a remedy says in plain words: whether the bottleneck is still one and, apart from it, whether the remedy
//! did it. And what can be seen at all, said before anything is done.

use golugah_findings::{Lack, MeasuredAgain, RemedyEffect, State, Visible};
use golugah_report::{Catalogue, percent};
use serde::Deserialize;

use super::Bottleneck;
use crate::support::web::{Page, say};

/// The probability up to which a fall is more than would have happened anyway.
const SEEN: f64 = 0.05;

/// More cases would take longer than anybody waits.
const MOST_MONTHS: u64 = 120;

/// What a stored measurement holds beside its counts; one from before this was reckoned holds none of it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Told {
    again: MeasuredAgain,
    due: Option<String>,
    #[serde(default)]
    risen: Vec<Risen>,
}

/// Another indicator of the place that rose.
#[derive(Clone, Debug, Deserialize)]
struct Risen {
    indicator: String,
    rate_before: f64,
    rate_after: f64,
}

/// The sentences on state and on effect.
pub(super) struct Sentences {
    pub(super) state: Vec<String>,
    pub(super) effect: Vec<String>,
}

impl Told {
    /// Of the detail of a measurement, as JSON.
    pub(super) fn of(detail: &str) -> Option<Self> {
        serde_json::from_str(detail).ok()
    }

    /// The rate above which the place was a bottleneck in that window.
    pub(super) fn threshold(&self) -> Option<f64> {
        self.again.material_threshold
    }

    /// What it says to a reader.
    pub(super) fn sentences(&self, page: &Page, catalogue: &Catalogue) -> Sentences {
        let mut state = Vec::new();
        if self.again.computable > 0 {
            state.push(self.counted(page));
        }
        let word = match (self.again.state, self.again.lack) {
            (State::Cleared, _) => "cleared",
            (State::NotCleared, _) => "not-cleared",
            (State::NotEnoughData, Some(lack)) => lack.as_str(),
            (State::NotEnoughData, None) => Lack::Cases.as_str(),
        };
        if self.again.computable == 0 {
            state.push(page.say("again-none"));
        }
        // Where nobody does the like in that window there is no number of cases to speak of.
        let unknown = word == Lack::Cases.as_str() && self.again.cases_needed == 0;
        if !unknown {
            let cases = page.number(&whole(self.again.cases_needed));
            state.push(page.say_of(&format!("again-{word}"), "cases", cases));
        }
        if let Some(due) = &self.due {
            state.push(page.say_of("again-due", "day", page.date(due)));
        }
        let mut effect = vec![match &self.again.effect {
            Some(effect) => {
                let expected = percent(effect.expected, page.language);
                page.say_of(why(effect), "expected", expected)
            }
            None => page.say("again-effect-unknown"),
        }];
        if !self.risen.is_empty() {
            let indicators: Vec<String> = self.risen.iter().map(|one| one.told(page, catalogue)).collect();
            let indicators = indicators.join(&page.say("site-comma-spaced"));
            effect.push(page.say_of("again-risen", "indicators", indicators));
        }
        Sentences { state, effect }
    }

    fn counted(&self, page: &Page) -> String {
        let again = &self.again;
        let (raised, computable) = (
            page.number(&whole(again.raised)),
            page.number(&whole(again.computable)),
        );
        let rate = percent(again.raised as f64 / again.computable as f64, page.language);
        let mut places = vec![
            ("raised", raised.as_str()),
            ("computable", computable.as_str()),
            ("rate", rate.as_str()),
        ];
        let (Some(peers), Some(threshold)) = (again.peer_rate, again.material_threshold) else {
            return say(page.language, "again-counted-alone", &places);
        };
        let (peers, threshold) = (percent(peers, page.language), percent(threshold, page.language));
        places.extend([("peers", peers.as_str()), ("threshold", threshold.as_str())]);
        say(page.language, "again-counted", &places)
    }
}

/// Which sentence tells of an effect.
fn why(effect: &RemedyEffect) -> &'static str {
    let falls = |by_itself: &[f64; 2]| by_itself.iter().all(|by_itself| *by_itself <= SEEN);
    if effect.is_said {
        "again-effect-said"
    } else if !falls(&effect.by_itself) {
        "again-effect-chance"
    } else if effect
        .control
        .as_ref()
        .is_some_and(|control| falls(&control.by_itself))
    {
        "again-effect-others"
    } else {
        "again-effect-short"
    }
}

impl Risen {
    fn told(&self, page: &Page, catalogue: &Catalogue) -> String {
        let rates = [self.rate_before, self.rate_after].map(|rate| percent(rate, page.language));
        let places = [
            ("indicator", catalogue.title(&self.indicator, page.language)),
            ("before", rates[0].as_str()),
            ("after", rates[1].as_str()),
        ];
        say(page.language, "again-risen-one", &places)
    }
}

/// What a stored verdict says of what can be seen.
#[derive(Deserialize)]
struct Verdict {
    rate: f64,
    visible: Option<Visible>,
}

/// What a remedy must bring about to be seen, in sentences; none of a verdict from before this was reckoned.
pub(super) fn visible(bottleneck: &Bottleneck, page: &Page) -> Vec<String> {
    let verdict: Option<Verdict> = serde_json::from_str(&bottleneck.verdict).ok();
    let Some((before, visible)) = verdict.and_then(|verdict| Some((verdict.rate, verdict.visible?))) else {
        return Vec::new();
    };
    let (cases, before) = (page.number(&whole(visible.cases)), percent(before, page.language));
    let mut said = vec![match visible.rate {
        Some(rate) => {
            let rate = percent(rate, page.language);
            let places = [
                ("cases", cases.as_str()),
                ("before", before.as_str()),
                ("rate", rate.as_str()),
            ];
            say(page.language, "visible-rate", &places)
        }
        None => page.say_of("visible-nothing", "cases", cases),
    }];
    let months = visible
        .cases_to_clear
        .saturating_mul(12)
        .div_ceil(visible.cases.max(1));
    if months <= MOST_MONTHS {
        let (clear, months) = (
            page.number(&whole(visible.cases_to_clear)),
            page.number(&whole(months)),
        );
        let places = [("clear", clear.as_str()), ("months", months.as_str())];
        said.push(say(page.language, "visible-to-clear", &places));
    }
    said
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use golugah_findings::Control;

    use super::*;

    #[test]
    fn each_reason_for_no_credit_has_its_sentence() {
        let effect = |is_said, by_itself, control: Option<[f64; 2]>| RemedyEffect {
            is_said,
            by_itself,
            expected: 0.3,
            noise: 0.6,
            noise_groups: 0,
            control: control.map(|by_itself| Control {
                group: "B-7".to_owned(),
                by_itself,
            }),
        };
        for (effect, key) in [
            (effect(true, [0.01; 2], Some([0.4; 2])), "again-effect-said"),
            (effect(false, [0.01, 0.2], None), "again-effect-chance"),
            (effect(false, [0.01; 2], Some([0.02; 2])), "again-effect-others"),
            (effect(false, [0.01; 2], Some([0.02, 0.4])), "again-effect-short"),
        ] {
            assert_eq!(why(&effect), key);
        }
    }

    #[test]
    fn what_was_measured_before_this_was_reckoned_says_nothing() {
        assert!(Told::of("{}").is_none());
        assert!(Told::of(r#"{"peer_rate_after":0.05,"threshold":0.1}"#).is_none());
    }
}
