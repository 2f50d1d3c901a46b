use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use golugah_persian::Language;
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<FluentResource>;

// The words of every feature: `PERSIAN` and `ENGLISH`, found by the build script.
include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The sentence of a key, with its places filled; the key itself where there is none, which a test forbids.
pub fn say(language: Language, key: &str, places: &[(&str, &str)]) -> String {
    static IN_PERSIAN: LazyLock<Bundle> = LazyLock::new(|| parse(Language::Persian, PERSIAN));
    static IN_ENGLISH: LazyLock<Bundle> = LazyLock::new(|| parse(Language::English, ENGLISH));
    let bundle = match language {
        Language::Persian => &*IN_PERSIAN,
        Language::English => &*IN_ENGLISH,
    };
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let mut arguments = FluentArgs::new();
    for (name, value) in places {
        arguments.set(*name, Cow::Borrowed(*value));
    }
    bundle
        .format_pattern(pattern, Some(&arguments), &mut Vec::new())
        .into_owned()
}

fn parse(language: Language, sources: &[&str]) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Numbers and dates arrive in the page's own script, and what users wrote is isolated by the page.
    bundle.set_use_isolating(false);
    for source in sources {
        // A source that does not parse whole is still used for what it has; the housekeeper's test refuses it.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}
