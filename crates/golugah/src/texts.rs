//! The indicators' texts as the report wants them.

use golugah_findings::Sentence;
use golugah_indicators::{Stake, Words};
use golugah_report::{Catalogue, IndicatorText, Language, StakeMeasure};

use crate::arguments::Lang;
use crate::failure::Failure;

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Fa => Self::Persian,
            Lang::En => Self::English,
        }
    }
}

/// The texts of every indicator in the tree.
pub(crate) fn catalogue() -> Result<Catalogue, Failure> {
    let both = |words: &Words| Sentence {
        fa: words.fa.clone(),
        en: words.en.clone(),
    };
    let texts = golugah_indicators::catalogue()
        .map_err(Failure::because)?
        .iter()
        .map(|indicator| IndicatorText {
            name: indicator.name.to_owned(),
            code: indicator.definition.code.clone(),
            title: both(&indicator.definition.title),
            condition: both(&indicator.definition.condition),
            condition_of: {
                let of = indicator.definition.condition_of.iter();
                of.map(|(kind, words)| (*kind, both(words))).collect()
            },
            rule: indicator.definition.rule.as_ref().map(both).unwrap_or_default(),
            otherwise: both(&indicator.definition.otherwise),
            about: Sentence {
                fa: indicator.about_fa.to_owned(),
                en: indicator.about_en.to_owned(),
            },
            stake: match indicator.definition.stake {
                Stake::Money => StakeMeasure::Money,
                Stake::Days => StakeMeasure::Days,
                Stake::Cases => StakeMeasure::Cases,
            },
        });
    Ok(texts.collect())
}
