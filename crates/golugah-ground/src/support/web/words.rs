use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use golugah_persian::Language;
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<FluentResource>;

// The words of every feature: `PERSIAN` and `ENGLISH`, found by the build script.
include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of one language.
struct Words {
    /// Sentences that are text with places in it, which are nearly all: a page says hundreds of them, and putting the places
    /// in costs a fraction of what asking the bundle does.
    plain: HashMap<String, Vec<Piece>>,
    /// All sentences, for those that choose between forms.
    bundle: Bundle,
}

/// A part of a plain sentence.
enum Piece {
    Text(String),
    Place(String),
}

/// The sentence of a key, with its places filled; the key itself where there is none, which a test forbids.
pub fn say(language: Language, key: &str, places: &[(&str, &str)]) -> String {
    static IN_PERSIAN: LazyLock<Words> = LazyLock::new(|| parse(Language::Persian, PERSIAN));
    static IN_ENGLISH: LazyLock<Words> = LazyLock::new(|| parse(Language::English, ENGLISH));
    match language {
        Language::Persian => IN_PERSIAN.say(key, places),
        Language::English => IN_ENGLISH.say(key, places),
    }
}

impl Words {
    fn say(&self, key: &str, places: &[(&str, &str)]) -> String {
        match self.plain.get(key) {
            Some(pieces) => filled(pieces, places),
            None => self.chosen(key, places),
        }
    }

    /// The sentence as the bundle makes it.
    fn chosen(&self, key: &str, places: &[(&str, &str)]) -> String {
        let message = self.bundle.get_message(key);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in places {
            arguments.set(*name, Cow::Borrowed(*value));
            // A number arrives as it is written; that the form may be chosen by it, it also comes as `$name-count`.
            if let Ok(count) = value.replace(',', "").parse::<u64>() {
                arguments.set(format!("{name}-count"), count);
            }
        }
        self.bundle
            .format_pattern(pattern, Some(&arguments), &mut Vec::new())
            .into_owned()
    }
}

fn filled(pieces: &[Piece], places: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(part) => text.push_str(part),
            Piece::Place(wanted) => match places.iter().find(|(name, _)| name == wanted) {
                Some((_, value)) => text.push_str(value),
                // As the bundle writes a place that nobody filled.
                None => text.push_str(&format!("{{${wanted}}}")),
            },
        }
    }
    text
}

/// The pieces of a message that is text with places in it; `None` where it chooses between forms or refers to others.
fn pieces(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
    let piece = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(Piece::Place(id.name.to_owned())),
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().map(piece).collect()
}

fn parse(language: Language, sources: &[&str]) -> Words {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Numbers and dates arrive in the page's own script, and what users wrote is isolated by the page.
    bundle.set_use_isolating(false);
    let mut plain = HashMap::new();
    for source in sources {
        // A source that does not parse whole is still used for what it has; the housekeeper's test refuses it.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
        for entry in resource.entries() {
            if let Entry::Message(message) = entry {
                let pieces = message.value.as_ref().and_then(pieces);
                // A later source's sentence takes the place of an earlier one's, in whichever form either is.
                match pieces {
                    Some(pieces) => plain.insert(message.id.name.to_owned(), pieces),
                    None => plain.remove(message.id.name),
                };
            }
        }
        bundle.add_resource_overriding(resource);
    }
    Words { plain, bundle }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_sentence_is_what_the_bundle_makes_of_it() {
        for (language, sources) in [(Language::Persian, PERSIAN), (Language::English, ENGLISH)] {
            let words = parse(language, sources);
            let mut with_places = 0;
            for (key, pieces) in &words.plain {
                let names = pieces.iter().filter_map(|piece| match piece {
                    Piece::Place(name) => Some(name.as_str()),
                    Piece::Text(_) => None,
                });
                let mut places: Vec<(&str, &str)> = names.map(|name| (name, "۱۲ <b>")).collect();
                assert_eq!(words.say(key, &places), words.chosen(key, &places), "{key}");
                with_places += usize::from(places.pop().is_some());
                assert_eq!(words.say(key, &places), words.chosen(key, &places), "{key}");
            }
            assert!(words.plain.len() > 400 && with_places > 80, "{language:?}");
        }
        let counted = "a = { $cases-count ->\n   [one] one case\n  *[other] { $cases } cases\n }\n";
        let words = parse(Language::English, &[counted]);
        for (cases, said) in [("1", "one case"), ("1,001", "1,001 cases"), ("۱", "۱ cases")] {
            assert_eq!(words.say("a", &[("cases", cases)]), said);
        }
        let forms =
            "a = { $count ->\n   [one] one\n  *[other] many\n }\nb = { a } and { $c }\nc = x { $d }\n";
        let words = parse(Language::English, &[forms]);
        assert_eq!(words.plain.len(), 1);
        assert_eq!(words.say("a", &[("count", "7")]), "many");
        assert_eq!(words.say("c", &[("d", "y")]), "x y");
        assert_eq!(words.say("none", &[]), "none");
    }
}
