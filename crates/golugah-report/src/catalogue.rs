use std::collections::BTreeMap;

use golugah_findings::{Kind, Sentence};
use golugah_persian::Language;

use crate::{about, markdown, words::words};

/// What a report says about the indicators, filled by the program from the indicators' folders.
///
/// An indicator that is missing here is shown by its name, so that no measurement is lost for want of a text.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    indicators: BTreeMap<String, IndicatorText>,
}

/// The texts of one indicator.
#[derive(Clone, Debug, Default)]
pub struct IndicatorText {
    /// The indicator's name, for example `single_bidder_tender`.
    pub name: String,
    /// Its code in the Open Contracting Partnership's list, where it has one.
    pub code: Option<String>,
    /// Its title: «مناقصهٔ تک‌پیشنهادی», "Tender with a single bid".
    pub title: Sentence,
    /// What is true of a raised observation, as a clause without a full stop that can follow "34 of 120" and
    /// «در ۳۴ مورد»: "tenders had a single bid", «مناقصه تنها یک پیشنهاد داشت».
    pub condition: Sentence,
    /// The same for groups of which something else is counted.
    pub condition_of: BTreeMap<Kind, Sentence>,
    /// Where a single case is held against a rule: what it says and where it stands, as one clause; else empty.
    pub rule: Sentence,
    /// What else could explain it, as one clause without a full stop.
    pub otherwise: Sentence,
    /// The indicator's page in Markdown: headings, paragraphs, lists, bold, code.
    pub about: Sentence,
    /// What its stake is counted in.
    pub stake: StakeMeasure,
}

/// What an indicator's harm is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StakeMeasure {
    /// Money of the tenders, awards or contracts concerned.
    Money,
    /// Days of waiting.
    Days,
    /// Cases alone.
    #[default]
    Cases,
}

impl Catalogue {
    /// The text of an indicator by its name.
    pub fn get(&self, indicator: &str) -> Option<&IndicatorText> {
        self.indicators.get(indicator)
    }

    /// The title of an indicator, or its name where the catalogue has none.
    pub fn title<'a>(&'a self, indicator: &'a str, language: Language) -> &'a str {
        let title = self
            .get(indicator)
            .map_or("", |text| in_language(&text.title, language));
        if title.is_empty() { indicator } else { title }
    }
}

impl IndicatorText {
    /// The rule that cases are held against, as one clause; empty where they are compared with peers alone.
    pub fn rule(&self, language: Language) -> &str {
        in_language(&self.rule, language)
    }

    /// What is true of a raised observation of a group of this kind, as one clause.
    pub fn condition_for(&self, kind: Kind, language: Language) -> &str {
        in_language(self.condition_of.get(&kind).unwrap_or(&self.condition), language)
    }

    /// What is true of a case that breaks it, as one clause.
    pub fn condition(&self, language: Language) -> &str {
        in_language(&self.condition, language)
    }

    /// What else could explain what the indicator shows, as one clause; empty where nothing was written.
    pub fn otherwise(&self, language: Language) -> &str {
        in_language(&self.otherwise, language)
    }

    /// The indicator's page as HTML without its own title, its headings set to `level` and below, and without what it says
    /// to programs alone.
    pub fn about_html(&self, language: Language, level: usize) -> String {
        let about = in_language(&self.about, language).trim_start();
        let untitled = match about.split_once('\n') {
            Some((first, rest)) if first.starts_with("# ") => rest,
            _ => about,
        };
        markdown::render(&about::for_people(untitled, words(language)), level)
    }
}

impl FromIterator<IndicatorText> for Catalogue {
    fn from_iter<T: IntoIterator<Item = IndicatorText>>(texts: T) -> Self {
        Self {
            indicators: texts.into_iter().map(|text| (text.name.clone(), text)).collect(),
        }
    }
}

/// The half of a text that is in the language.
pub(crate) fn in_language(text: &Sentence, language: Language) -> &str {
    match language {
        Language::Persian => &text.fa,
        Language::English => &text.en,
    }
}

#[cfg(test)]
mod tests {
    use golugah_findings::{Kind, Sentence};
    use golugah_persian::Language;

    use super::IndicatorText;

    #[test]
    fn a_group_of_which_something_else_is_counted_has_a_clause_of_its_own() {
        let clause = |en: &str| Sentence {
            fa: String::new(),
            en: en.to_owned(),
        };
        let text = IndicatorText {
            condition: clause("had most bids out"),
            condition_of: [(Kind::Tenderer, clause("had its own bids out"))]
                .into_iter()
                .collect(),
            ..IndicatorText::default()
        };
        let said = |kind| text.condition_for(kind, Language::English);
        assert_eq!(said(Kind::Tenderer), "had its own bids out");
        assert_eq!(said(Kind::Buyer), "had most bids out");
    }
}
