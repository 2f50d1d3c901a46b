use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use golugah_persian::{Language, decimal, integer};
use unic_langid::LanguageIdentifier;

/// The strings for people in one language.
pub(crate) struct Words {
    pub(crate) language: Language,
    bottlenecks: FluentBundle<FluentResource>,
    report: FluentBundle<FluentResource>,
    reasons: FluentBundle<FluentResource>,
    evidence: FluentBundle<FluentResource>,
    paths: FluentBundle<FluentResource>,
    tables: FluentBundle<FluentResource>,
}

/// The source texts of one language, as they stand in `locales/`.
pub(crate) struct Sources {
    pub(crate) bottlenecks: &'static str,
    pub(crate) report: &'static str,
    pub(crate) reasons: &'static str,
    pub(crate) evidence: &'static str,
    pub(crate) paths: &'static str,
    pub(crate) tables: &'static str,
}

macro_rules! sources {
    ($language:literal) => {
        Sources {
            bottlenecks: include_str!(concat!("../../../locales/", $language, "/bottlenecks.ftl")),
            report: include_str!(concat!("../../../locales/", $language, "/report.ftl")),
            reasons: include_str!(concat!("../../../locales/", $language, "/reasons.ftl")),
            evidence: include_str!(concat!("../../../locales/", $language, "/evidence.ftl")),
            paths: include_str!(concat!("../../../locales/", $language, "/paths.ftl")),
            tables: include_str!(concat!("../../../locales/", $language, "/tables.ftl")),
        }
    };
}

pub(crate) const PERSIAN: Sources = sources!("fa");
pub(crate) const ENGLISH: Sources = sources!("en");

/// The strings of a language, parsed once in the life of the program.
pub(crate) fn words(language: Language) -> &'static Words {
    static IN_PERSIAN: LazyLock<Words> = LazyLock::new(|| Words::parse(Language::Persian, &PERSIAN));
    static IN_ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::parse(Language::English, &ENGLISH));
    match language {
        Language::Persian => &IN_PERSIAN,
        Language::English => &IN_ENGLISH,
    }
}

/// A label of an event log's figures, by its key in `paths.ftl`; the key itself where there is none.
pub fn label(key: &str, language: Language) -> String {
    find(&words(language).paths, key, &[]).unwrap_or_else(|| key.to_owned())
}

/// A time span of an event log's figures: `paths-days` and its like around a number already written.
pub fn span(key: &str, number: &str, language: Language) -> String {
    find(&words(language).paths, key, &[("number", Arg::Text(number))]).unwrap_or_else(|| number.to_owned())
}

/// So many things of a kind, by the kind's word in OCDS or XES: "28 tenders".
pub fn counted(kind: &str, count: u64, language: Language) -> String {
    let words = words(language);
    let kind = words.say_with(
        "report-counted-kind",
        &[("kind", Arg::Text(kind)), ("count", Arg::Count(count))],
    );
    format!("{} {kind}", words.number(count))
}

/// What a floor says of a place that it kept from being named.
pub fn floor_said(floor: golugah_findings::Floor, language: Language) -> String {
    words(language).say_with("report-floor", &[("floor", Arg::Text(floor.as_str()))])
}

/// What is said of a table that is read, by its key in `tables.ftl`; the key itself where there is none.
///
/// A whole number is written in the digits of the language.
pub fn table_words(key: &str, with: &[(&str, &str)], language: Language) -> String {
    let written: Vec<(&str, String)> = with
        .iter()
        .map(|(name, value)| match value.parse::<i64>() {
            Ok(number) if *name != "century" && *name != "found" => (*name, integer(number.into(), language)),
            _ => (*name, (*value).to_owned()),
        })
        .collect();
    let args: Vec<(&str, Arg<'_>)> = written
        .iter()
        .map(|(name, value)| (*name, Arg::Text(value)))
        .collect();
    find(&words(language).tables, key, &args).unwrap_or_else(|| key.to_owned())
}

impl Words {
    fn parse(language: Language, sources: &Sources) -> Self {
        Self {
            language,
            bottlenecks: bundle(language, sources.bottlenecks),
            report: bundle(language, sources.report),
            reasons: bundle(language, sources.reasons),
            evidence: bundle(language, sources.evidence),
            paths: bundle(language, sources.paths),
            tables: bundle(language, sources.tables),
        }
    }

    /// A string of the report.
    pub(crate) fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// A string of the report with its arguments.
    pub(crate) fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        find(&self.report, key, args).unwrap_or_else(|| key.to_owned())
    }

    /// A string of the report with a count: `$count` chooses the form, `$text` is the number as it is written.
    pub(crate) fn count(&self, key: &str, count: u64) -> String {
        self.say_with(
            key,
            &[
                ("count", Arg::Count(count)),
                ("text", Arg::Text(&self.number(count))),
            ],
        )
    }

    /// A string of the report with a measured quantity of at most `places` decimals: singular only where it shows as
    /// one, for one and a half is a plural.
    pub(crate) fn quantity(&self, key: &str, number: f64, places: usize) -> String {
        let text = decimal(number, places, self.language);
        let one = text == decimal(1.0, 0, self.language);
        self.say_with(
            key,
            &[
                ("count", Arg::Count(if one { 1 } else { 2 })),
                ("text", Arg::Text(&text)),
            ],
        )
    }

    /// A string of the report that chooses by the kind of a thing.
    pub(crate) fn kind(&self, kind: golugah_findings::Kind) -> String {
        self.say_with("report-kind", &[("kind", Arg::Text(kind.as_str()))])
    }

    /// So many things of a kind, without the number: "tender" or "tenders".
    pub(crate) fn counted_kind(&self, kind: golugah_findings::Kind, count: u64) -> String {
        self.say_with(
            "report-counted-kind",
            &[("kind", Arg::Text(kind.as_str())), ("count", Arg::Count(count))],
        )
    }

    /// What is to be done about a group.
    pub(crate) fn standing(&self, standing: golugah_findings::Standing) -> String {
        self.say_with("report-standing", &[("standing", Arg::Text(standing.as_str()))])
    }

    /// What kept a group from being named; of one that is to be watched, that too.
    pub(crate) fn why_not(&self, floor: golugah_findings::Floor) -> String {
        let why = self.say_with("report-floor", &[("floor", Arg::Text(floor.as_str()))]);
        if floor.is_to_watch() {
            format!("{}: {why}", self.standing(golugah_findings::Standing::ToWatch))
        } else {
            why
        }
    }

    /// So many batches of a kind, for a group of a kind: a tenderer's months are those of the offices, and
    /// so are a buyer's, which may have several.
    pub(crate) fn batches(
        &self,
        batch: golugah_findings::BatchKind,
        kind: golugah_findings::Kind,
        count: u64,
    ) -> String {
        use golugah_findings::{BatchKind, Kind};
        let word = match (batch, kind) {
            (BatchKind::OfficeMonth, Kind::Tenderer | Kind::Supplier) => "offices_month",
            (BatchKind::OfficeMonth, Kind::Buyer) => "buyer_month",
            (BatchKind::OfficerDay, Kind::Step | Kind::Procedure) => "officers_day",
            _ => batch.as_str(),
        };
        self.bottleneck(
            "bottleneck-batches",
            &[
                ("batch", Arg::Text(word)),
                ("count", Arg::Count(count)),
                ("text", Arg::Text(&self.number(count))),
            ],
        )
    }

    /// A string of a bottleneck's sentence.
    pub(crate) fn bottleneck(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        find(&self.bottlenecks, key, args).unwrap_or_else(|| key.to_owned())
    }

    /// Why something could not be computed, in people's words; the key itself where no words were written yet.
    pub(crate) fn reason(&self, key: &str) -> String {
        find(&self.reasons, key, &[]).unwrap_or_else(|| key.to_owned())
    }

    /// The label of a compared value or parameter, or `None` where none was written: the key is shown then.
    pub(crate) fn evidence(&self, key: &str) -> Option<String> {
        find(&self.evidence, key, &[])
    }

    /// So many of so many.
    pub(crate) fn part_of(&self, part: u64, whole: u64) -> String {
        self.say_with(
            "report-table-of",
            &[
                ("raised", Arg::Text(&self.number(part))),
                ("computable", Arg::Text(&self.number(whole))),
            ],
        )
    }

    /// A count as it is written.
    pub(crate) fn number(&self, count: u64) -> String {
        integer(i128::from(count), self.language)
    }
}

/// An argument of a string.
#[derive(Clone)]
pub(crate) enum Arg<'a> {
    /// A number that chooses the grammatical form.
    Count(u64),
    /// A text that is put in as it stands.
    Text(&'a str),
}

fn bundle(language: Language, source: &str) -> FluentBundle<FluentResource> {
    let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Isolation marks would stand in JSON and on terminals; where a text becomes HTML, foreign names get `<bdi>`.
    bundle.set_use_isolating(false);
    // A test parses every file and fails on the first error, so that what is left here is whole.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
    bundle.add_resource_overriding(resource);
    bundle
}

fn find(bundle: &FluentBundle<FluentResource>, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut fluent = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        let value = match value {
            Arg::Count(count) => FluentValue::from(*count),
            Arg::Text(text) => FluentValue::from(*text),
        };
        fluent.set(*name, value);
    }
    Some(
        bundle
            .format_pattern(pattern, Some(&fluent), &mut Vec::new())
            .into_owned(),
    )
}
